//! Posts: what an office may let rest on who is appointed, and that nothing rests on it unasked.

use jiff::Timestamp;
use shouwang_app::admin::{Asking, CALLER_REGISTERS, load_caller};
use shouwang_app::authority::{ActingUnit, Authority, OPERATIONS, Principal, embedded};
use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record, Ref, catalog};
use shouwang_domain::registers::appointment::{Appointment, Post};
use shouwang_domain::registers::division::Level;
use shouwang_domain::registers::unit::Function;
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::{GrantState, Role, RoleGrant};
use shouwang_storage::testing::databases;
use shouwang_storage::{About, Store, Write};

/// What an office might write: its approvers change rows only while they are the responsible person.
const RESPONSIBLE: &str = "@id(\"responsible\") forbid (principal, action in Action::\"rows.change\", resource) \
    when { principal.role == Role::\"approver\" } unless { principal.posts.contains(Post::\"responsible_person\") };";
/// And one that names no post at all.
const APPOINTED: &str = "@id(\"appointed\") forbid (principal, action in Action::\"rows.change\", resource) \
    when { principal.posts.isEmpty() };";

fn approver(posts: &[Post]) -> Principal {
    let unit = ActingUnit {
        code: "U1".to_owned(),
        division: "D1".to_owned(),
        level: Some(Level::County),
        functions: vec![Function::ConnectedUnit],
        industry: None,
    };
    Principal { grant: "G1".to_owned(), role: Role::Approver, unit: Some(unit), contract: None, posts: posts.to_vec(), deputy: false }
}

fn with(text: &str) -> Authority {
    let mut texts = embedded();
    texts.insert("posts".to_owned(), text.to_owned());
    Authority::new(texts).unwrap()
}

fn writes(authority: &Authority, posts: &[Post]) -> bool {
    !authority.scope(&approver(posts), "registers.write", "information_system").is_nothing()
}

#[test]
fn a_policy_may_ask_for_a_post_and_others_do_not_count_for_it() {
    let authority = with(RESPONSIBLE);
    assert!(!writes(&authority, &[]));
    assert!(!writes(&authority, &[Post::SecurityContact, Post::LeaderInCharge]));
    assert!(writes(&authority, &[Post::SecurityContact, Post::ResponsiblePerson]));
    let authority = with(APPOINTED);
    assert!(!writes(&authority, &[]));
    for post in [Post::PrincipalLeader, Post::ResponsiblePerson, Post::SecurityAuditor] {
        assert!(writes(&authority, &[post]), "{post:?}");
    }
    let mut misspelt = embedded();
    misspelt.insert("posts".to_owned(), RESPONSIBLE.replace("responsible_person", "responsible_man"));
    assert!(Authority::new(misspelt).is_err());
}

#[test]
fn by_default_nothing_rests_on_a_post() {
    let authority = Authority::embedded().unwrap();
    for operation in OPERATIONS {
        for post in [Post::PrincipalLeader, Post::ResponsiblePerson, Post::SystemAdministrator] {
            assert_eq!(authority.allows(&approver(&[]), operation.id), authority.allows(&approver(&[post]), operation.id));
            for def in catalog() {
                let of = |posts: &[Post]| authority.scope(&approver(posts), operation.id, def.name);
                assert_eq!(of(&[]), of(&[post]), "{} {}", operation.id, def.name);
            }
        }
    }
}

async fn posts(store: &Store, day: Day) -> Vec<Post> {
    let caller = load_caller(store, "han", day, &Asking::default()).await.unwrap().unwrap();
    caller.grants[0].posts.clone()
}

#[tokio::test]
async fn posts_are_those_of_the_person_in_the_unit_on_the_day() {
    let now = Timestamp::from_second(1_790_000_000).unwrap();
    let today = Day::of_instant(now).unwrap();
    let account = Login {
        name: "样例甲".to_owned(),
        identity: "1".repeat(64),
        person: Some(Ref::to("P1")),
        unit: Some(Ref::to("U1")),
        subject: None,
        created_by: "test".to_owned(),
        disabled: None,
    };
    let grant = RoleGrant {
        login: Ref::to("han"),
        role: Role::Approver,
        unit: Some(Ref::to("U1")),
        contract: None,
        deputy_of: None,
        state: GrantState::Approved,
        requested_by: "one".to_owned(),
        decided_by: Some("other".to_owned()),
    };
    let term = |code: &str, (unit, person): (&str, &str), post, link: Option<&str>, until: Day| {
        let data = Appointment { unit: Ref::to(unit), post, person: Some(Ref::to(person)), department: None, link: link.map(Ref::to) };
        (Appointment::NAME, Fact::declared(code, today.plus(-10), data).until(until).into_row())
    };
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let mut write = Write::now(now, About::command("test", "register.write", "test"), "test", [7; 32]);
        write.puts = vec![
            (Login::NAME, Fact::declared("han", today.plus(-20), account.clone()).into_row()),
            (RoleGrant::NAME, Fact::declared("G1", today.plus(-20), grant.clone()).until(today.plus(100)).into_row()),
            term("A1", ("U1", "P1"), Post::ResponsiblePerson, None, today.plus(5)),
            term("A2", ("U2", "P1"), Post::PrincipalLeader, None, Day::MAX),
            term("A3", ("U1", "P2"), Post::LeaderInCharge, None, Day::MAX),
            term("A4", ("U1", "P1"), Post::LinkSecurityOfficer, Some("L1"), Day::MAX),
            term("A5", ("U1", "P1"), Post::SecurityContact, None, today.plus(-1)),
        ];
        store.write(&write).await.unwrap();
        assert_eq!(posts(&store, today).await, [Post::ResponsiblePerson], "not elsewhere, not another's, not of one link, not before");
        assert_eq!(posts(&store, today.plus(-11)).await, []);
        assert_eq!(posts(&store, today.plus(5)).await, [Post::ResponsiblePerson], "the last day counts");
        assert_eq!(posts(&store, today.plus(6)).await, []);
    }
    assert!(CALLER_REGISTERS.contains(&Appointment::NAME), "an appointment that changes counts from the next request on");
}
