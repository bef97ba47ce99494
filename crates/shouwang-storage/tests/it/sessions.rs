//! Sessions, tickets, attempts, counters and recovery codes: what stands beside the registers.

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record, Ref, Row};
use shouwang_domain::system::credential::{Credential, CredentialKind};
use shouwang_domain::system::login::Login;
use shouwang_storage::testing::databases;
use shouwang_storage::{Attempter, Attempts, Counter, Live, Session, Store, Ticket};

use crate::common::{moment, puts};

fn session(id: &str) -> Session {
    Session {
        id: id.to_owned(),
        login: "zhang.san".to_owned(),
        created_at: moment(100),
        proved_at: moment(100),
        seen_at: moment(100),
        ends_at: moment(10_000),
        client: "10.0.0.1".to_owned(),
        agent: "Firefox".to_owned(),
        second_factor_at: None,
    }
}

fn live(second: i64) -> Live {
    Live { now: moment(second), idle_since: moment(second - 1_800), day: Day::of_instant(moment(second)).unwrap() }
}

fn login(disabled: bool) -> Row {
    let data = Login {
        name: "张三".to_owned(),
        identity: "0".repeat(64),
        person: None,
        unit: None,
        subject: Some("S-1".to_owned()),
        created_by: "root".to_owned(),
        disabled: disabled.then_some(true),
    };
    Fact::declared("zhang.san", "2026-01-01".parse().unwrap(), data).into_row()
}

fn password(secret: &str) -> Row {
    let login = Ref::to("zhang.san");
    let data = Credential { login, kind: CredentialKind::Password, secret: secret.to_owned(), label: None, once: None };
    Fact::declared("zhang.san:password", "2026-01-01".parse().unwrap(), data).into_row()
}

async fn put<T: Record>(store: &Store, at: Timestamp, row: Row) {
    store.write(&puts(at, &T::def(), [row])).await.unwrap();
}

async fn found(store: &Store, token_hash: &str, live: Live) -> Option<Session> {
    store.find_session(token_hash, live).await.unwrap().map(|(session, _)| session)
}

#[tokio::test]
async fn a_session_counts_until_it_is_over_idle_or_revoked() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put::<Login>(&store, moment(0), login(false)).await;
        let one = session("one");
        store.insert_session(&one, "hash-1").await.unwrap();
        assert_eq!(found(&store, "hash-1", live(200)).await, Some(one.clone()));
        assert_eq!(found(&store, "hash-2", live(200)).await, None);
        assert_eq!(found(&store, "hash-1", live(1_900)).await, None, "idle");
        store.touch_session("one", moment(9_000)).await.unwrap();
        store.touch_session("one", moment(8_000)).await.unwrap();
        let used = found(&store, "hash-1", live(9_999)).await.unwrap();
        assert_eq!(used.seen_at, moment(9_000), "use is noted forwards only");
        assert_eq!(found(&store, "hash-1", live(10_000)).await, None, "over");
        assert!(!store.revoke_session("li.si", "one", moment(300)).await.unwrap(), "of another account");
        assert!(store.revoke_session("zhang.san", "one", moment(300)).await.unwrap());
        assert!(!store.revoke_session("zhang.san", "one", moment(300)).await.unwrap());
        assert_eq!(found(&store, "hash-1", live(300)).await, None, "revoked");
    }
}

#[tokio::test]
async fn with_a_session_comes_the_newest_act_and_what_acts_changed_can_be_asked() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        store.insert_session(&session("one"), "hash-1").await.unwrap();
        put::<Login>(&store, moment(0), login(false)).await;
        let act = async || store.find_session("hash-1", live(200)).await.unwrap().map(|(_, act)| act);
        assert_eq!(act().await, Some(1));
        put::<Credential>(&store, moment(1), password("a")).await;
        assert_eq!(act().await, Some(2));
        let changed = async |register: &str, act, upto| store.have_changed(&[register], act, upto).await.unwrap();
        assert!(changed("login", 0, 1).await && changed("login", 0, 2).await && changed("credential", 1, 2).await);
        assert!(!changed("login", 1, 2).await && !changed("unit", 0, 2).await && !changed("login", 2, 2).await);
        assert!(changed("unit", 2, 3).await, "of an act that is not there nothing is known");
        assert!(changed("unit", 0, 1_000).await, "too many to read");
    }
}

#[tokio::test]
async fn disabling_an_account_or_setting_its_password_ends_its_sessions_by_itself() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put::<Login>(&store, moment(0), login(false)).await;
        put::<Credential>(&store, moment(1), password("a")).await;
        store.insert_session(&session("one"), "hash-1").await.unwrap();
        assert!(found(&store, "hash-1", live(150)).await.is_some());

        put::<Login>(&store, moment(160), login(true)).await;
        assert_eq!(found(&store, "hash-1", live(170)).await, None, "disabled");
        put::<Login>(&store, moment(180), login(false)).await;
        assert!(found(&store, "hash-1", live(190)).await.is_some(), "enabled again");
        put::<Login>(&store, moment(191), Row { until: "2026-01-31".parse().unwrap(), ..login(false) }).await;
        assert_eq!(found(&store, "hash-1", live(192)).await, None, "its days are over");
        put::<Login>(&store, moment(193), login(false)).await;

        put::<Credential>(&store, moment(200), password("b")).await;
        assert_eq!(found(&store, "hash-1", live(210)).await, None, "another password");
        store.prove_session("one", moment(200)).await.unwrap();
        assert!(found(&store, "hash-1", live(210)).await.is_some(), "its holder set it himself");
    }
}

#[tokio::test]
async fn an_account_sees_and_ends_its_own_sessions_only() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        for (id, login, second) in [("one", "zhang.san", 100), ("two", "zhang.san", 200), ("other", "li.si", 150)] {
            let session = Session { login: login.to_owned(), created_at: moment(second), ..session(id) };
            store.insert_session(&session, id).await.unwrap();
        }
        let ids = async || store.list_sessions("zhang.san", live(300)).await.unwrap().into_iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(ids().await, ["two", "one"]);
        assert_eq!(store.revoke_sessions("zhang.san", Some("two"), moment(300)).await.unwrap(), 1);
        assert_eq!(ids().await, ["two"]);
        assert_eq!(store.revoke_sessions("zhang.san", None, moment(300)).await.unwrap(), 1);
        assert_eq!(ids().await, [""; 0]);
        assert_eq!(store.list_sessions("li.si", live(300)).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_ticket_is_good_for_its_purpose_in_its_time_and_once() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let ticket = Ticket { purpose: "test".to_owned(), login: None, payload: "{}".to_owned(), ends_at: moment(60) };
        store.insert_ticket(&ticket, "a").await.unwrap();
        assert_eq!(store.find_ticket("a", "test", moment(0)).await.unwrap(), Some(ticket.clone()));
        assert_eq!(store.find_ticket("a", "other", moment(0)).await.unwrap(), None);
        assert_eq!(store.find_ticket("a", "test", moment(60)).await.unwrap(), None);
        let takes = (0..8).map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.take_ticket("a", "test", moment(1)).await.unwrap().is_some() })
        });
        let mut taken = 0;
        for take in takes.collect::<Vec<_>>() {
            taken += usize::from(take.await.unwrap());
        }
        assert_eq!(taken, 1, "of several at once, one gets it");
        let long = Ticket { ends_at: moment(600), ..ticket.clone() };
        store.insert_ticket(&ticket, "over").await.unwrap();
        store.insert_ticket_of_anybody(&long, "of anybody", moment(60)).await.unwrap();
        assert_eq!(store.find_ticket("over", "test", moment(0)).await.unwrap(), None, "forgotten, because its time was over");
        store.insert_ticket_of_anybody(&long, "of another", moment(599)).await.unwrap();
        assert!(store.find_ticket("of anybody", "test", moment(60)).await.unwrap().is_some(), "its time is not over yet");
        for hash in ["b", "c"] {
            store.replace_tickets(&ticket, hash).await.unwrap();
        }
        assert_eq!(store.find_ticket("b", "test", moment(0)).await.unwrap(), None, "replaced");
        let own = Ticket { login: Some("zhang.san".to_owned()), ..ticket };
        store.insert_ticket(&own, "d").await.unwrap();
        store.revoke_sessions("zhang.san", None, moment(0)).await.unwrap();
        assert_eq!(store.find_ticket("d", "test", moment(0)).await.unwrap(), None, "its account's sessions were ended");
        assert!(store.find_ticket("c", "test", moment(0)).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn attempts_made_at_once_are_counted_one_after_the_other() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let tries = (0..20).map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let attempters = ["login", "client"].map(|kind| Attempter { kind, name: "x" });
                let counted = store.change_attempts(&attempters, |known| {
                    let count = known[0].map_or(0, |known| known.failure_count);
                    if count >= 7 {
                        return Err("locked");
                    }
                    let attempts = Attempts { failure_count: count + 1, failed_at: moment(5), locked_until: moment(6) };
                    Ok(vec![Some(attempts), Some(attempts)])
                });
                counted.await.unwrap().is_ok()
            })
        });
        let mut counted = 0;
        for attempt in tries.collect::<Vec<_>>() {
            counted += usize::from(attempt.await.unwrap());
        }
        assert_eq!(counted, 7);
        let login = Attempter { kind: "login", name: "x" };
        let expected = Attempts { failure_count: 7, failed_at: moment(5), locked_until: moment(6) };
        assert_eq!(store.find_attempts(login).await.unwrap(), Some(expected));
        store.change_attempts(&[login], |_| Ok::<_, ()>(vec![None])).await.unwrap().unwrap();
        assert_eq!(store.find_attempts(login).await.unwrap(), None);
        assert!(store.find_attempts(Attempter { kind: "client", name: "x" }).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn counters_only_grow_and_recovery_codes_are_used_once() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let counter = Counter { kind: "totp", name: "zhang.san" };
        assert_eq!(store.find_counter(counter).await.unwrap(), None);
        for (to, moved) in [(5, true), (5, false), (4, false), (6, true)] {
            assert_eq!(store.advance_counter(counter, to).await.unwrap(), moved, "{to}");
        }
        assert_eq!(store.find_counter(counter).await.unwrap(), Some(6));

        let hashes = ["a", "b", "c"].map(str::to_owned);
        store.replace_recovery_codes("zhang.san", &hashes, moment(0)).await.unwrap();
        assert!(!store.use_recovery_code("li.si", "a", moment(1)).await.unwrap());
        assert!(store.use_recovery_code("zhang.san", "a", moment(1)).await.unwrap());
        assert!(!store.use_recovery_code("zhang.san", "a", moment(2)).await.unwrap());
        assert_eq!(store.count_recovery_codes("zhang.san").await.unwrap(), 2);
        store.replace_recovery_codes("zhang.san", &[], moment(3)).await.unwrap();
        assert!(!store.use_recovery_code("zhang.san", "b", moment(4)).await.unwrap());
    }
}

#[tokio::test]
async fn what_is_over_is_forgotten_and_what_is_not_stays() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put::<Login>(&store, moment(0), login(false)).await;
        store.insert_session(&session("one"), "hash-1").await.unwrap();
        let ticket = Ticket { purpose: "test".to_owned(), login: None, payload: String::new(), ends_at: moment(60) };
        store.insert_ticket(&ticket, "a").await.unwrap();
        store.forget_sessions(moment(60)).await.unwrap();
        assert!(store.find_ticket("a", "test", moment(0)).await.unwrap().is_some());
        store.forget_sessions(moment(61)).await.unwrap();
        assert_eq!(store.find_ticket("a", "test", moment(0)).await.unwrap(), None);
        assert!(found(&store, "hash-1", live(200)).await.is_some());
        store.forget_sessions(moment(10_001)).await.unwrap();
        assert_eq!(found(&store, "hash-1", live(200)).await, None);
    }
}

#[tokio::test]
async fn standing_rows_are_found_by_the_value_of_a_field() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put::<Login>(&store, moment(0), login(false)).await;
        put::<Login>(&store, moment(1), login(true)).await;
        for (field, value, count) in [("subject", "S-1", 1), ("code", "zhang.san", 1), ("subject", "S-2", 0), ("code", "zhang\0san", 0)] {
            let found = store.find_rows(&Login::def(), field, value).await.unwrap();
            assert_eq!(found.len(), count, "{field} = {value}");
            assert!(found.iter().all(|row| Fact::<Login>::from_row(row).unwrap().data.disabled == Some(true)), "the newest version");
        }
        assert!(store.find_rows(&Login::def(), "nothing", "x").await.is_err());
    }
}

#[tokio::test]
async fn rows_that_are_found_come_in_the_order_of_their_bytes_on_every_database() {
    let codes = ["B:1", "_b", "a:1", "a:2", "b", "乙", "甲"];
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let rows = codes.iter().rev().map(|code| {
            let mut row = password("x");
            row.key.code = (*code).to_owned();
            row
        });
        store.write(&puts(moment(0), &Credential::def(), rows)).await.unwrap();
        let found = store.find_rows(&Credential::def(), "login", "zhang.san").await.unwrap();
        let found: Vec<_> = found.iter().map(|row| row.key.code.as_str()).collect();
        assert_eq!(found, codes, "{}", database.url);
    }
}
