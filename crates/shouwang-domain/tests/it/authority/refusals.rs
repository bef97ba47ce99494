//! What is refused, and with which words; and the ordinary way of an account from its creation to its end.

use shouwang_calendar::Day;
use shouwang_domain::authority::{
    Call, Decision, DeputyWish, Founder, LoginChange, NewLogin, Refusal, Terms, World, decide_answer_grant, decide_change_login,
    decide_create_login, decide_deputy, decide_found, decide_found_again, decide_reset,
};
use shouwang_domain::register::Ref;
use shouwang_domain::system::role_grant::Role;

use super::acts::{Act, MISTYPED, SAME_SUBJECT, founded, founders, holder};

const TERMS: Terms = Terms { longest_days: 365 };
const TODAY: Day = Day::from_number(20_000);
const SYSTEM: &str = "login0";
const SECURITY: &str = "login1";
const AUDIT: &str = "login2";

fn office() -> World {
    founded(TODAY, TODAY.plus(300), TERMS)
}

fn tries(world: &World, by: &str, act: &Act) -> Result<Decision, Refusal> {
    act.decide(world, Call { by, day: TODAY }, TODAY.plus(1_000), TERMS)
}

fn does(world: &mut World, by: &str, act: &Act) {
    let decision = tries(world, by, act).unwrap();
    world.apply(&decision);
}

fn request(login: &str, role: Role) -> Act {
    Act::Request { login: login.to_owned(), role, from: TODAY, until: TODAY.plus(100) }
}

fn approve(grant: &str) -> Act {
    Act::Answer { grant: grant.to_owned(), approve: true }
}

/// Person 3 with the account `login3`, whose first grant is `g3`.
fn with_handler() -> World {
    let mut world = office();
    does(&mut world, SYSTEM, &Act::Create { person: 3 });
    does(&mut world, SYSTEM, &request("login3", Role::Handler));
    does(&mut world, SECURITY, &approve("g3"));
    world
}

#[test]
fn an_account_works_only_after_one_created_it_and_another_granted_it() {
    let mut world = office();
    does(&mut world, SYSTEM, &Act::Create { person: 3 });
    assert_eq!(world.held("login3", TODAY).count(), 0);
    does(&mut world, SYSTEM, &request("login3", Role::Handler));
    assert_eq!(world.held("login3", TODAY).count(), 0);
    assert_eq!(tries(&world, SYSTEM, &approve("g3")), Err(Refusal::NotHis { belongs_to: vec![Role::SecurityAdministrator] }));
    does(&mut world, SECURITY, &approve("g3"));
    assert_eq!(world.held("login3", TODAY).count(), 1);
    assert_eq!(world.held("login3", TODAY.plus(101)).count(), 0, "it ends with its term");
    does(&mut world, SYSTEM, &Act::Disable { login: "login3".to_owned(), disabled: true });
    assert_eq!(world.held("login3", TODAY).count(), 0);
}

#[test]
fn approving_twice_is_refused() {
    let world = with_handler();
    assert_eq!(tries(&world, SECURITY, &approve("g3")), Err(Refusal::NotRequested { grant: "g3".to_owned() }));
}

#[test]
fn a_second_account_of_one_person_does_not_get_round_the_separation() {
    let mut world = with_handler();
    does(&mut world, SYSTEM, &Act::Create { person: 3 });
    let refused = tries(&world, SYSTEM, &request("login4", Role::AuditAdministrator)).unwrap_err();
    assert!(matches!(refused, Refusal::NotApart { role: Role::AuditAdministrator, held: Role::Handler, .. }), "{refused}");
    assert!(refused.words().zh.contains("审计管理员"), "{}", refused.words().zh);
    let later = Act::Request { login: "login4".to_owned(), role: Role::AuditAdministrator, from: TODAY.plus(101), until: TODAY.plus(200) };
    does(&mut world, SYSTEM, &later);
    does(&mut world, SECURITY, &approve("g4"));
}

#[test]
fn two_requests_that_exclude_each_other_are_not_both_approved() {
    let mut world = office();
    does(&mut world, SYSTEM, &Act::Create { person: 3 });
    does(&mut world, SYSTEM, &request("login3", Role::Handler));
    does(&mut world, SYSTEM, &request("login3", Role::AuditAdministrator));
    does(&mut world, SECURITY, &approve("g4"));
    assert!(matches!(tries(&world, SECURITY, &approve("g3")), Err(Refusal::NotApart { held: Role::AuditAdministrator, .. })));
}

#[test]
fn an_account_that_something_was_requested_for_keeps_its_identity() {
    let mut world = office();
    does(&mut world, SYSTEM, &Act::Create { person: 3 });
    does(&mut world, SYSTEM, &Act::Identify { login: "login3".to_owned(), person: 4 });
    assert_eq!(tries(&world, SYSTEM, &Act::Identify { login: "login3".to_owned(), person: 0 }), Err(Refusal::Himself));
    does(&mut world, SYSTEM, &request("login3", Role::Handler));
    let again = Act::Identify { login: "login3".to_owned(), person: 3 };
    assert_eq!(tries(&world, SYSTEM, &again), Err(Refusal::IdentityStands { login: "login3".to_owned() }));
}

#[test]
fn a_mistyped_number_does_not_get_round_the_separation() {
    let mut world = office();
    does(&mut world, SYSTEM, &Act::Create { person: 5 });
    assert_eq!(tries(&world, SYSTEM, &Act::Create { person: SAME_SUBJECT }), Err(Refusal::SubjectTaken { login: "login3".to_owned() }));
    does(&mut world, SYSTEM, &Act::Create { person: MISTYPED });
    let refused = tries(&world, SYSTEM, &request("login4", Role::Handler)).unwrap_err();
    assert!(matches!(refused, Refusal::NotApart { role: Role::Handler, held: Role::SecurityAdministrator, .. }), "{refused}");
    // Nor does an account become that of one who must not have it when it has its grants already.
    let mut world = with_handler();
    let login = world.login("login3").unwrap().clone();
    let change = LoginChange { person: Some(Ref::to("P1")), ..holder(3) };
    let refused = decide_change_login(&world, Call { by: SYSTEM, day: TODAY }, "login3", login.until, &change).unwrap_err();
    assert!(matches!(refused, Refusal::NotApart { held: Role::SecurityAdministrator, .. }), "{refused}");
    // One that is disabled has no subject, and is not enabled while another has it.
    let change = LoginChange { subject: Some("three".to_owned()), ..holder(3) };
    world.apply(&decide_change_login(&world, Call { by: SYSTEM, day: TODAY }, "login3", login.until, &change).unwrap());
    does(&mut world, SYSTEM, &Act::Disable { login: "login3".to_owned(), disabled: true });
    let holder = LoginChange { subject: Some("three".to_owned()), ..holder(4) };
    let new = NewLogin { code: "login4".to_owned(), from: TODAY, until: TODAY.plus(9), holder };
    world.apply(&decide_create_login(&world, Call { by: SYSTEM, day: TODAY }, &new).unwrap());
    let enable = Act::Disable { login: "login3".to_owned(), disabled: false };
    assert_eq!(tries(&world, SYSTEM, &enable), Err(Refusal::SubjectTaken { login: "login4".to_owned() }));
}

#[test]
fn the_three_of_the_founding_and_no_others_are_told_their_passwords_again() {
    let world = office();
    let three = founders(&World::default(), TODAY, TODAY.plus(300), [0, 1, 2]);
    let again = |world: &World, three: &[Founder; 3]| decide_found_again(world, TODAY, three.each_ref().map(|founder| &founder.login));
    assert_eq!(again(&world, &three), Ok(Decision::default()));
    let other = founders(&World::default(), TODAY, TODAY.plus(300), [0, 1, 9]);
    assert_eq!(again(&world, &other), Err(Refusal::Founded));
    let mut fewer = world.clone();
    does(&mut fewer, AUDIT, &Act::Revoke { grant: "g1".to_owned() });
    assert_eq!(again(&fewer, &three), Err(Refusal::Founded), "one of them is no longer in place");
    assert_eq!(again(&World::default(), &three), Err(Refusal::Founded));
}

#[test]
fn a_deputy_holds_the_role_within_the_days_and_while_the_grant_stands() {
    let mut world = with_handler();
    does(&mut world, SYSTEM, &Act::Create { person: 4 });
    let wish = |login: &str, until| DeputyWish { code: "g4".to_owned(), of: "g3".to_owned(), login: login.to_owned(), from: TODAY, until };
    let ask = |world: &World, by: &str, wish: &DeputyWish| decide_deputy(world, Call { by, day: TODAY }, wish, TERMS);
    let beyond = ask(&world, "login3", &wish("login4", TODAY.plus(101)));
    assert_eq!(beyond, Err(Refusal::BeyondGrant { from: TODAY, until: TODAY.plus(100) }));
    assert_eq!(ask(&world, "login3", &wish("login3", TODAY.plus(9))), Err(Refusal::OwnDeputy));
    assert!(matches!(ask(&world, SYSTEM, &wish(AUDIT, TODAY.plus(9))), Err(Refusal::NotApart { .. })), "the separation holds for deputies");
    let decision = ask(&world, "login3", &wish("login4", TODAY.plus(9))).unwrap();
    world.apply(&decision);
    does(&mut world, SECURITY, &approve("g4"));
    assert_eq!(world.held("login4", TODAY.plus(9)).count(), 1);
    let chained = DeputyWish { code: "g5".to_owned(), of: "g4".to_owned(), login: "login3".to_owned(), from: TODAY, until: TODAY };
    assert_eq!(ask(&world, "login4", &chained), Err(Refusal::OfDeputy { grant: "g4".to_owned() }));
    does(&mut world, SECURITY, &Act::Revoke { grant: "g3".to_owned() });
    assert_eq!(world.held("login4", TODAY).count(), 0, "it ends with the grant that it stands in for");
}

#[test]
fn founding_is_for_three_persons_and_only_when_fewer_than_two_are_in_place() {
    let world = office();
    let anew = |world: &World, day: Day, persons| decide_found(world, day, &founders(world, day, day.plus(9), persons), TERMS);
    assert_eq!(anew(&world, TODAY, [7, 8, 9]), Err(Refusal::Founded));
    assert_eq!(anew(&World::default(), TODAY, [7, 8, 7]), Err(Refusal::NotThreePersons));
    let lapsed = TODAY.plus(301);
    assert!(anew(&world, lapsed, [0, 1, 2]).is_ok(), "all terms have run out");
    let one_name: [Founder; 3] = founders(&world, lapsed, lapsed, [7, 8, 9]).map(|mut founder| {
        founder.login.code = "same".to_owned();
        founder
    });
    assert_eq!(decide_found(&world, lapsed, &one_name, TERMS), Err(Refusal::Taken { code: "same".to_owned() }));
}

#[test]
fn what_is_left_of_earlier_administrators_is_revoked_by_the_founding() {
    let mut world = office();
    does(&mut world, AUDIT, &Act::Revoke { grant: "g1".to_owned() });
    // Without a security administrator the audit administrator's own term cannot be taken, but the system administrator's account can run out.
    let after = TODAY.plus(1);
    let mut login = world.login(SYSTEM).unwrap().clone();
    login.until = TODAY;
    world.apply(&Decision { logins: vec![login], grants: Vec::new() });
    assert_eq!(world.in_place(after), vec![Role::AuditAdministrator]);
    let decision = decide_found(&world, after, &founders(&world, after, after, [2, 8, 9]), TERMS).unwrap();
    world.apply(&decision);
    assert_eq!(world.held(AUDIT, after).count(), 0);
    assert_eq!(world.in_place(after).len(), 3);
    let codes: std::collections::BTreeSet<_> = decision.grants.iter().map(|grant| &grant.code).collect();
    assert_eq!(codes.len(), decision.grants.len(), "no row is written twice");
}

#[test]
fn too_few_are_not_left_by_disabling_or_by_shortening() {
    let mut world = office();
    does(&mut world, SYSTEM, &Act::Disable { login: AUDIT.to_owned(), disabled: true });
    let disable = Act::Disable { login: SECURITY.to_owned(), disabled: true };
    assert_eq!(tries(&world, SYSTEM, &disable), Err(Refusal::TooFewLeft));
    let shorten = Act::Until { login: SECURITY.to_owned(), until: TODAY.plus(-1) };
    assert!(tries(&world, SYSTEM, &shorten).is_err());
}

#[test]
fn nobody_resets_the_credentials_of_an_administrator() {
    let world = with_handler();
    let reset = |login: &str| decide_reset(&world, Call { by: SYSTEM, day: TODAY }, login);
    assert_eq!(reset(SECURITY), Err(Refusal::Administrator { login: SECURITY.to_owned() }));
    assert_eq!(reset(SYSTEM), Err(Refusal::Himself));
    assert_eq!(reset("login3"), Ok(()));
}

#[test]
fn whoever_does_not_work_does_nothing() {
    let world = office();
    let not_there = decide_answer_grant(&world, Call { by: "nobody", day: TODAY }, "g0", true);
    assert_eq!(not_there, Err(Refusal::NotWorking { login: "nobody".to_owned() }));
    let lapsed = Call { by: SECURITY, day: TODAY.plus(301) };
    assert!(matches!(decide_answer_grant(&world, lapsed, "g0", true), Err(Refusal::NotWorking { .. })));
}

#[test]
fn a_term_has_a_last_day_and_is_no_longer_than_the_longest() {
    let mut world = office();
    does(&mut world, SYSTEM, &Act::Create { person: 3 });
    let of = |until| Act::Request { login: "login3".to_owned(), role: Role::Reader, from: TODAY, until };
    assert!(matches!(tries(&world, SYSTEM, &of(Day::MAX)), Err(Refusal::Days { .. })));
    assert_eq!(tries(&world, SYSTEM, &of(TODAY.plus(365))), Err(Refusal::TooLong { days: 366, longest: 365 }));
    assert!(matches!(tries(&world, SYSTEM, &of(TODAY.plus(-1))), Err(Refusal::Days { .. })));
    assert!(tries(&world, SYSTEM, &of(TODAY.plus(364))).is_ok());
}
