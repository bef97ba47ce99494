//! What a writer may ask of a write: that nobody was quicker, that it is done once, that it stays within his reach, that work follows.

use shouwang_domain::reach::{Reach, Scope};
use shouwang_storage::testing::databases;
use shouwang_storage::{Expected, Guard, JobQuery, JobState, Learned, NewJob, Seen, StorageError, Store, Write, WriteQueue};

use super::{assert_whole, note};
use crate::common::*;

fn u1(variant: u32) -> shouwang_domain::register::Row {
    row(unit(), key("U1", ""), variant)
}

fn expecting(write: Write, version: Option<i64>) -> Write {
    Write { expected: vec![Expected { register: "unit", key: key("U1", ""), version }], ..write }
}

#[tokio::test]
async fn who_has_seen_another_version_is_told_and_overwrites_nothing() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let first = expecting(puts(moment(1), unit(), [u1(0)]), None);
        store.write(&first).await.unwrap();
        for version in [None, Some(7)] {
            let error = store.write(&expecting(puts(moment(2), unit(), [u1(1)]), version)).await.unwrap_err();
            assert!(matches!(&error, StorageError::Overtaken { register: "unit", row } if row.starts_with("U1")), "{error}");
        }
        store.write(&expecting(puts(moment(2), unit(), [u1(1)]), Some(1))).await.unwrap();
        let error = store.write(&expecting(withdrawal(moment(3), unit(), key("U1", "")), Some(1))).await.unwrap_err();
        assert!(matches!(error, StorageError::Overtaken { .. }), "{error}");
        // Also of a row that the write only relies on.
        let other = puts(moment(3), unit(), [row(unit(), key("U2", ""), 0)]);
        assert!(matches!(store.write(&expecting(other.clone(), None)).await, Err(StorageError::Overtaken { .. })));
        store.write(&expecting(other, Some(2))).await.unwrap();
        assert_whole(&store).await;
    }
}

#[tokio::test]
async fn who_rests_on_what_was_learned_at_another_moment_overwrites_nothing() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let seeing = |write: Write, learned_at| Write { seen: vec![Seen { register: "unit", key: key("U1", ""), learned_at }], ..write };
        store.write(&seeing(puts(moment(1), unit(), [u1(0)]), None)).await.unwrap();
        let known = store.load(unit(), None).await.unwrap().remove(0).learned_at;
        assert!(known.is_some());
        store.write(&seeing(puts(moment(2), unit(), [u1(1)]), known)).await.unwrap();
        for learned_at in [None, known] {
            let error = store.write(&seeing(puts(moment(3), unit(), [u1(2)]), learned_at)).await.unwrap_err();
            assert!(matches!(&error, StorageError::Overtaken { register: "unit", .. }), "{error}");
        }
        assert_whole(&store).await;
    }
}

#[tokio::test]
async fn an_actors_second_request_of_one_name_is_not_carried_out() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let named = |actor: &str, variant: u32| {
            let mut write = puts(moment(i64::from(variant)), unit(), [u1(variant)]);
            write.about.actor = actor.to_owned();
            write.about.idempotency_key = Some("一号".to_owned());
            write
        };
        store.write(&named("张三", 1)).await.unwrap();
        for variant in [1, 2] {
            let error = store.write(&named("张三", variant)).await.unwrap_err();
            assert!(matches!(error, StorageError::AlreadyDone { act: 1 }), "{error}");
        }
        assert_eq!(store.write(&named("李四", 2)).await.unwrap().act, Some(2));
        assert_whole(&store).await;
    }
}

#[tokio::test]
async fn a_write_of_now_that_was_overtaken_is_given_the_next_microsecond() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let now = |second: i64, variant: u32| Write { learned_at: Learned::Now, ..puts(moment(second), unit(), [u1(variant)]) };
        for (second, variant) in [(10, 0), (10, 1), (9, 2), (20, 3)] {
            store.write(&now(second, variant)).await.unwrap();
        }
        let acts = store.list_acts(None, 10).await.unwrap();
        let micros = |second: i64, micros: i64| moment(second).as_microsecond() + micros;
        let moments: Vec<_> = acts.iter().rev().map(|act| act.learned_at.as_microsecond()).collect();
        assert_eq!(moments, [micros(10, 0), micros(10, 1), micros(10, 2), micros(20, 0)]);
        assert!(acts.iter().all(|act| act.learned_at == act.recorded_at));
        assert_whole(&store).await;
    }
}

/// Two counties with a unit each.
async fn two_counties(store: &Store) {
    let division = shouwang_domain::register::catalog().get("division").unwrap();
    let of = |code: &str, county: &str| {
        let mut row = bare_row(unit(), key(code, ""));
        row.values[unit().field_index("division").unwrap()] = Some(shouwang_domain::register::Value::Ref(county.to_owned()));
        row
    };
    let mut write = puts(moment(0), unit(), [of("A", "4301"), of("B", "4302")]);
    write.puts.extend(["4301", "4302"].map(|code| (division.name, bare_row(division, key(code, "")))));
    store.write(&write).await.unwrap();
}

#[tokio::test]
async fn nobody_writes_beyond_his_reach_neither_what_stands_nor_what_would() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        two_counties(&store).await;
        let own = || Scope::Any(vec![Reach::Unit("A".to_owned())]);
        let guarded = |write: Write| Write { guard: Some(Guard::within(unit().name, own())), ..write };
        let changed = |code: &str| {
            let mut row = bare_row(unit(), key(code, ""));
            row.values[unit().field_index("division").unwrap()] = Some(shouwang_domain::register::Value::Ref("4301".to_owned()));
            row.note = Some("改".to_owned());
            row
        };
        store.write(&guarded(puts(moment(1), unit(), [changed("A")]))).await.unwrap();
        for (write, stood) in [
            (puts(moment(2), unit(), [changed("B")]), true),
            (withdrawal(moment(2), unit(), key("B", "")), true),
            (puts(moment(2), unit(), [changed("C")]), false),
        ] {
            let results = store.write_many(&[guarded(write)]).await;
            let [Err(StorageError::OutOfReach { register: "unit", stands, .. })] = &results[..] else { panic!("{results:?}") };
            assert_eq!(*stands, stood);
        }
        assert_eq!(store.list_acts(None, 10).await.unwrap().len(), 2);
        assert_eq!(store.load(unit(), None).await.unwrap().len(), 2);
        assert_whole(&store).await;
    }
}

#[tokio::test]
async fn work_follows_exactly_the_writes_that_were_made() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let job = |kind: &str| NewJob { kind: kind.to_owned(), payload: "{}".to_owned(), due_at: moment(9), unique: None };
        let with_job = |write: Write, kind: &str| Write { jobs: vec![job(kind)], ..write };
        store.write(&with_job(puts(moment(1), unit(), [u1(0)]), "made")).await.unwrap();
        store.write(&with_job(puts(moment(2), unit(), [u1(0)]), "unchanged")).await.unwrap();
        store.write(&with_job(withdrawal(moment(2), unit(), key("X", "")), "refused")).await.unwrap_err();
        let waiting = store.list_jobs(&JobQuery::newest(JobState::Waiting, 10)).await.unwrap().jobs;
        assert_eq!(waiting.iter().map(|job| job.kind.as_str()).collect::<Vec<_>>(), ["made"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_writers_at_once_are_all_answered_and_all_on_record() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let queue = WriteQueue::start(store.clone());
        let mut waiting = Vec::new();
        for at in 0..1_000_u32 {
            let queue = queue.clone();
            waiting.push(tokio::spawn(async move {
                let code = if at % 10 == 0 { "shared".to_owned() } else { format!("W{at:04}") };
                let write = puts(moment(1), unit(), [row(unit(), key(&code, ""), at)]);
                let written = queue.write(Write { learned_at: Learned::Now, ..write }).await.unwrap();
                let seq = queue.append_entry(note(moment(1), "甲", "session.begin")).await.unwrap();
                (written.act.unwrap(), seq)
            }));
        }
        let mut acts = Vec::new();
        for one in waiting {
            acts.push(one.await.unwrap().0);
        }
        acts.sort_unstable();
        assert_eq!(acts, (1..=1_000).collect::<Vec<_>>());
        assert_eq!(store.ledger_head().await.unwrap().size(), 2_000);
        assert_eq!(store.history(unit(), "shared").await.unwrap().len(), 100);
        let refused = queue.write(withdrawal(moment(1), unit(), key("nobody", ""))).await;
        assert!(matches!(refused, Err(StorageError::LearnedTooEarly { .. })), "{refused:?}");
        assert_whole(&store).await;
        store.close().await;
        assert!(queue.append_entry(note(moment(1), "甲", "session.begin")).await.is_err());
    }
}
