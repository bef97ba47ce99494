//! The use cases of administrators over both databases.

use jiff::Timestamp;
use shouwang_app::admin::{
    Answer, Asked, Asking, Founded, FounderWish, PolicyDraft, Setting, Wanted, answer_grant, approve_policy, change_setting, create_login,
    deputise, disable_login, find_founded, found, found_again, load_authority, load_caller, load_settings, look, propose_policy,
    renew_grant, request_grant, reset_login, revoke_grant, setting,
};
use shouwang_app::authority::{OPERATIONS, operation};
use shouwang_app::caller::{Caller, Moment};
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_calendar::Day;
use shouwang_domain::authority::{LoginChange, NewLogin};
use shouwang_domain::register::{Fact, Record, Ref, Row, Set};
use shouwang_domain::registers::division::{Division, Level};
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::credential::{Credential, CredentialKind};
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::testing::databases;
use shouwang_storage::{About, Store, Write};

/// 2026-09-21, in the afternoon in Hunan.
const START: i64 = 1_790_000_000;

fn at(seconds: i64) -> Moment {
    Moment { now: Timestamp::from_second(START + seconds).unwrap(), salt: [7; 32] }
}

fn today() -> Day {
    at(0).today()
}

fn new_login(code: &str, person: u8) -> NewLogin {
    let holder = LoginChange { name: format!("甲{person}"), identity: format!("{person:064x}"), person: None, unit: None, subject: None };
    NewLogin { code: code.to_owned(), from: today(), until: today().plus(1_000), holder }
}

fn first_password(login: &str) -> Row {
    let data =
        Credential { login: Ref::to(login), kind: CredentialKind::Password, secret: "a hash".to_owned(), label: None, once: Some(true) };
    Fact::declared(format!("{login}/password"), today(), data).into_row()
}

async fn caller(store: &Store, login: &str) -> Caller {
    load_caller(store, login, today(), &Asking::default()).await.unwrap().unwrap()
}

async fn works(store: &Store, login: &str, day: Day) -> bool {
    load_caller(store, login, day, &Asking::default()).await.unwrap().is_some()
}

async fn founded(store: &Store) {
    let wish =
        |code: &str, person| FounderWish { login: new_login(code, person), until: today().plus(300), first_password: first_password(code) };
    let three = [wish("sys-1", 1), wish("sec-1", 2), wish("aud-1", 3)];
    assert_eq!(find_founded(store, today()).await.unwrap(), Founded::NotYet);
    found(store, at(1), &Asking::default(), &three).await.unwrap();
    let codes = ["sys-1", "sec-1", "aud-1"].map(str::to_owned);
    assert_eq!(find_founded(store, today()).await.unwrap(), Founded::These(codes));
    let again = found(store, at(2), &Asking::default(), &[wish("sys-2", 4), wish("sec-2", 5), wish("aud-2", 6)]).await.unwrap_err();
    assert_eq!(again.code, ProblemCode::Conflict, "{again}");
}

/// A county's bureau, so that somebody can act for a unit.
async fn bodies(store: &Store) {
    let division = Division { name: "样例县".to_owned(), level: Level::County, parent: None };
    let unit = Unit {
        name: "样例县数据局".to_owned(),
        division: Ref::to("433130"),
        functions: Set::of(&[Function::CompetentDepartment, Function::ConnectedUnit]),
        credit_code: None,
        industry: None,
        parent: None,
        handles_important_data: None,
        handles_government_data: None,
        critical_infrastructure: None,
    };
    let mut write = Write::now(at(0).now, About::command("test", "registers.write", "r"), "test", [0; 32]);
    write.puts = vec![
        (Division::NAME, Fact::declared("433130", Day::MIN, division).into_row()),
        (Unit::NAME, Fact::declared("U1", Day::MIN, unit).into_row()),
    ];
    store.write(&write).await.unwrap();
}

fn wanted(login: &str, role: Role) -> Wanted {
    let unit = matches!(role, Role::Handler | Role::Approver | Role::Reader).then(|| "U1".to_owned());
    Wanted { login: login.to_owned(), role, unit, contract: None, from: today(), until: today().plus(100) }
}

async fn granted(store: &Store, login: &str, role: Role, seconds: i64) -> String {
    let system = caller(store, "sys-1").await;
    let done = request_grant(store, &system, at(seconds), &wanted(login, role), None).await.unwrap();
    let grant = done.grants[0].code.clone();
    answer(store, &grant, seconds).await.unwrap();
    grant
}

async fn answer(store: &Store, grant: &str, seconds: i64) -> Result<(), AppError> {
    let security = caller(store, "sec-1").await;
    let answer = Answer { grant: grant.to_owned(), approve: true, reason: Some("核对无误".to_owned()) };
    answer_grant(store, &security, at(seconds), &answer).await.map(|_| ())
}

#[tokio::test]
async fn an_account_is_created_granted_used_and_taken_back() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        founded(&store).await;
        bodies(&store).await;
        let system = caller(&store, "sys-1").await;
        create_login(&store, &system, at(10), &new_login("han-1", 8), Some(first_password("han-1"))).await.unwrap();
        assert!(!works(&store, "han-1", today()).await, "nobody granted it anything");
        let grant = granted(&store, "han-1", Role::Handler, 11).await;
        let handler = caller(&store, "han-1").await;
        let unit = handler.grants[0].unit.as_ref().unwrap();
        assert_eq!((unit.code.as_str(), unit.division.as_str(), unit.level), ("U1", "433130", Some(Level::County)));
        assert_eq!(unit.functions, [Function::CompetentDepartment, Function::ConnectedUnit]);
        assert!(!works(&store, "han-1", today().plus(101)).await, "the term is over");

        renew_grant(&store, &system, at(12), &grant, today().plus(200)).await.unwrap();
        create_login(&store, &system, at(13), &new_login("han-2", 9), None).await.unwrap();
        let asked = Asked { of: grant.clone(), login: "han-2".to_owned(), from: today(), until: today().plus(5) };
        let deputy = deputise(&store, &handler, at(14), &asked, None).await.unwrap().grants[0].code.clone();
        answer(&store, &deputy, 15).await.unwrap();
        assert!(caller(&store, "han-2").await.grants[0].deputy);

        let security = caller(&store, "sec-1").await;
        revoke_grant(&store, &security, at(16), &grant, None).await.unwrap();
        assert!(!works(&store, "han-1", today()).await && !works(&store, "han-2", today()).await);
    }
}

#[tokio::test]
async fn first_passwords_are_given_again_only_while_none_of_the_three_has_chosen_his_own() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        founded(&store).await;
        let wish = |code: &str, person| FounderWish {
            login: new_login(code, person),
            until: today().plus(300),
            first_password: first_password(code),
        };
        let anew = |wish: FounderWish| {
            let password = Fact::<Credential>::from_row(&wish.first_password).unwrap();
            let data = Credential { secret: "another hash".to_owned(), ..password.data.clone() };
            FounderWish { first_password: Fact { data, ..password }.into_row(), ..wish }
        };
        let three = [wish("sys-1", 1), wish("sec-1", 2), wish("aud-1", 3)].map(anew);
        found_again(&store, at(3), &Asking::default(), &three).await.unwrap();
        let password = async || {
            let rows = store.find_rows(&Credential::def(), "login", "sec-1").await.unwrap();
            Fact::<Credential>::from_row(&rows[0]).unwrap().data
        };
        assert_eq!(password().await.secret, "another hash");
        let chosen = Credential { secret: "his own".to_owned(), once: None, ..password().await };
        let mut write = Write::now(at(4).now, About::command("test", "test.put", "test"), "test", [1; 32]);
        write.puts = vec![(Credential::NAME, Fact::declared("sec-1/password", today(), chosen).into_row())];
        store.write(&write).await.unwrap();
        let refused = found_again(&store, at(5), &Asking::default(), &three).await.unwrap_err();
        assert_eq!((refused.code, password().await.secret.as_str()), (ProblemCode::Conflict, "his own"), "{refused}");
    }
}

#[tokio::test]
async fn a_disabled_account_works_again_when_it_is_enabled_and_an_administrators_is_not_reset() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        founded(&store).await;
        bodies(&store).await;
        let system = caller(&store, "sys-1").await;
        create_login(&store, &system, at(10), &new_login("han-1", 8), None).await.unwrap();
        granted(&store, "han-1", Role::Reader, 11).await;
        disable_login(&store, &system, at(12), "han-1", true, None).await.unwrap();
        assert!(!works(&store, "han-1", today()).await);
        disable_login(&store, &system, at(13), "han-1", false, None).await.unwrap();
        assert!(works(&store, "han-1", today()).await);
        reset_login(&store, &system, at(14), "han-1", (first_password("han-1"), Vec::new()), None).await.unwrap();
        let refused = reset_login(&store, &system, at(15), "aud-1", (first_password("aud-1"), Vec::new()), None).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::Forbidden, "{refused}");
        let refused = disable_login(&store, &system, at(16), "nobody", true, None).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::NotFound, "{refused}");
    }
}

#[tokio::test]
async fn of_two_approvals_at_once_that_exclude_each_other_one_is_written() {
    for database in databases().await.unwrap() {
        let (store, other) = (database.open().await.unwrap(), database.open().await.unwrap());
        founded(&store).await;
        bodies(&store).await;
        let (system, security) = (caller(&store, "sys-1").await, caller(&store, "sec-1").await);
        for round in 0..5_u8 {
            let second = i64::from(round) * 10 + 20;
            let (one, two) = (format!("one-{round}"), format!("two-{round}"));
            create_login(&store, &system, at(second), &new_login(&one, 20 + round), None).await.unwrap();
            create_login(&store, &system, at(second + 1), &new_login(&two, 20 + round), None).await.unwrap();
            let mut grants = Vec::new();
            for (login, role) in [(&one, Role::Handler), (&two, Role::AuditAdministrator)] {
                grants
                    .push(request_grant(&store, &system, at(second + 2), &wanted(login, role), None).await.unwrap().grants[0].code.clone());
            }
            let approve = |grant: &String| Answer { grant: grant.clone(), approve: true, reason: None };
            let (first, second_answer) = (approve(&grants[0]), approve(&grants[1]));
            let (left, right) = tokio::join!(
                answer_grant(&store, &security, at(second + 3), &first),
                answer_grant(&other, &security, at(second + 3), &second_answer)
            );
            assert!(left.is_ok() != right.is_ok(), "both or none was approved: {left:?} {right:?}");
            assert_ne!(works(&store, &one, today()).await, works(&store, &two, today()).await);
        }
    }
}

#[tokio::test]
async fn policies_are_proposed_by_one_and_approved_by_another() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        founded(&store).await;
        let (security, audit) = (caller(&store, "sec-1").await, caller(&store, "aud-1").await);
        let draft = |text: &str| PolicyDraft { name: "industry".to_owned(), text: text.to_owned(), reason: None };
        let wrong = propose_policy(&store, &security, at(10), &draft("permit everything")).await.unwrap_err();
        assert_eq!(wrong.code, ProblemCode::Invalid, "{wrong}");
        let none = "// 行业主管查阅暂停。";
        let refused = propose_policy(&store, &audit, at(11), &draft(none)).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::Forbidden, "{refused}");
        let code = propose_policy(&store, &security, at(12), &draft(none)).await.unwrap();
        let in_force = load_authority(&store).await.unwrap();
        assert_ne!(in_force.authority.texts()["industry"], none, "a draft does nothing");
        let refused = approve_policy(&store, &security, at(13), &code, None).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::Forbidden, "{refused}");
        approve_policy(&store, &audit, at(14), &code, None).await.unwrap();
        let in_force = load_authority(&store).await.unwrap();
        assert!(in_force.flaws.is_empty());
        assert_eq!(in_force.authority.texts()["industry"], none);
        assert_eq!(approve_policy(&store, &audit, at(15), &code, None).await.unwrap_err().code, ProblemCode::Conflict);
    }
}

#[tokio::test]
async fn a_setting_is_changed_within_its_bounds_and_what_depends_on_it_follows() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        founded(&store).await;
        let (system, security) = (caller(&store, "sys-1").await, caller(&store, "sec-1").await);
        let change =
            async |who: &Caller, value: &str, second| change_setting(&store, who, at(second), ("grant.term_days_max", value), None).await;
        assert_eq!(change(&system, "0", 10).await.unwrap_err().code, ProblemCode::Invalid);
        assert_eq!(change(&security, "30", 11).await.unwrap_err().code, ProblemCode::Forbidden);
        change(&system, "30", 12).await.unwrap();
        assert_eq!(change(&system, "60", 12).await.unwrap_err().code, ProblemCode::Overtaken, "it has been set meanwhile");
        let set = load_settings(&store).await.unwrap();
        let term = Setting::of(setting("grant.term_days_max").unwrap(), &set);
        assert_eq!((term.value, term.decided_by), ("30", Some("sys-1")));
        create_login(&store, &system, at(13), &new_login("han-1", 8), None).await.unwrap();
        let too_long = request_grant(&store, &system, at(14), &wanted("han-1", Role::Handler), None).await.unwrap_err();
        assert_eq!(too_long.code, ProblemCode::Invalid, "{too_long}");
        assert!(change_setting(&store, &system, at(15), ("authority.turn", "1"), None).await.is_err(), "the turn is no setting");
    }
}

#[tokio::test]
async fn what_the_audit_administrator_looks_at_is_on_record() {
    let [database, _] = databases().await.unwrap();
    let store = database.open().await.unwrap();
    founded(&store).await;
    let (audit, security) = (caller(&store, "aud-1").await, caller(&store, "sec-1").await);
    let note = look(&audit, at(10), operation("ledger.read").unwrap(), Some("1-50".to_owned())).unwrap();
    assert_eq!((note.about.actor.as_str(), note.about.operation.as_str()), ("aud-1", "ledger.read"));
    store.append_entry(&note).await.unwrap();
    assert!(look(&security, at(11), operation("grants.list").unwrap(), None).is_none());
    for operation in OPERATIONS.iter().filter(|operation| operation.id.ends_with(".export")) {
        assert!(look(&security, at(12), operation, None).is_some(), "{} takes data out", operation.id);
    }
}
