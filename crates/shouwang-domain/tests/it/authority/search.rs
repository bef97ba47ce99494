//! Every world that can be reached in a small scope, breadth first, with worlds that differ only in names or in what is over merged.
//!
//! The three founders and one more person, all three administrators and a business role (the decisions make no difference between business
//! roles), all acts by all accounts. Besides the separation it is shown that an account works exactly when it ought to, that no act but revoking
//! leaves fewer than two administrators in place, that with two in place the third is back after three acts of these two, and that with fewer
//! the three can be founded anew.

use std::collections::HashSet;

use shouwang_calendar::Day;
use shouwang_domain::authority::{Call, Terms, World, decide_found, may_found};
use shouwang_domain::register::Fact;
use shouwang_domain::system::role_grant::{GrantState, Role, RoleGrant};

use super::acts::{Act, MISTYPED, SAME_SUBJECT, founded, founders, person};
use super::oracle::{flaws, ought_to_work};

/// How far a search goes.
#[derive(Clone, Copy)]
struct Bounds {
    /// Made-up persons, the three founders among them.
    persons: &'static [u8],
    /// Accounts at most.
    logins_max: usize,
    /// Grants that are requested or approved, at most.
    live_grants_max: usize,
    /// Accounts that are disabled at a time, at most.
    disabled_max: usize,
    /// The last day.
    last: i32,
    /// Acts at most; the search ends earlier when nothing new is found.
    depth: usize,
}

const FIRST: i32 = 20_000;
const TERMS: Terms = Terms { longest_days: 2 };
const ROLES: [Role; 4] = [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator, Role::Handler];

/// Wide: two days and the three terms within them. Worlds that are reached are counted, so that a decision that makes more or fewer of them
/// reachable is noticed. `SEARCH_DEPTH` goes deeper.
#[test]
fn no_world_that_can_be_reached_breaks_the_separation() {
    let depth = std::env::var("SEARCH_DEPTH").ok().map(|depth| depth.parse().unwrap());
    let bounds =
        Bounds { persons: &[0, 1, 2, 3], logins_max: 5, live_grants_max: 5, disabled_max: 5, last: FIRST + 1, depth: depth.unwrap_or(4) };
    let worlds = search(bounds);
    assert!(depth.is_some() || worlds == 43_068, "{worlds} worlds");
}

/// Narrow and deep: one day, four accounts and one live grant besides the founders', long ways of granting, revoking and founding anew.
#[test]
fn no_long_way_on_one_day_breaks_the_separation() {
    let depth = std::env::var("SEARCH_DEPTH").ok().map(|depth| depth.parse().unwrap());
    let bounds =
        Bounds { persons: &[0, 1, 2, 3], logins_max: 4, live_grants_max: 4, disabled_max: 0, last: FIRST, depth: depth.unwrap_or(9) };
    let worlds = search(bounds);
    assert!(depth.is_some() || worlds == 37_974, "{worlds} worlds");
}

/// Persons who are there twice, because the number of a document was mistyped, are one person all the same.
#[test]
fn a_mistyped_number_makes_nobody_two_persons() {
    let persons = &[0, 5, MISTYPED, SAME_SUBJECT];
    let worlds = search(Bounds { persons, logins_max: 5, live_grants_max: 4, disabled_max: 1, last: FIRST, depth: 5 });
    assert_eq!(worlds, 13_885);
}

/// How many worlds were reached.
fn search(bounds: Bounds) -> usize {
    let start = (founded(Day::from_number(FIRST), Day::from_number(bounds.last), TERMS), FIRST);
    let mut seen = HashSet::from([key(&start.0, start.1)]);
    let mut front = vec![start];
    let mut done = 0;
    while done < bounds.depth && !front.is_empty() {
        let mut next = Vec::new();
        for (world, day) in &front {
            for (world, day) in successors(world, *day, bounds) {
                if seen.insert(key(&world, day)) {
                    check_replaceable(&world, day);
                    next.push((world, day));
                }
            }
        }
        front = next;
        done += 1;
        println!("{} worlds after {done} acts", seen.len());
    }
    seen.len()
}

/// Every world one act, or one day, away; each is looked at by the oracle.
fn successors(world: &World, day: i32, bounds: Bounds) -> Vec<(World, i32)> {
    let mut next = Vec::new();
    if day < bounds.last {
        next.push((world.clone(), day + 1));
    }
    let today = Day::from_number(day);
    let acts = acts(world, day, bounds);
    for login in world.logins() {
        let works = world.held(&login.code, today).next().is_some();
        assert_eq!(works, ought_to_work(world, &login.code, today), "{} on {today} in {world:?}", login.code);
        let call = Call { by: &login.code, day: today };
        // An account that does not work can do nothing; one act shows it.
        for act in acts.iter().take(if works { usize::MAX } else { 1 }) {
            let Ok(decision) = act.decide(world, call, Day::from_number(bounds.last), TERMS) else { continue };
            assert!(works, "{act:?} by {}, which does not work", login.code);
            let mut after = world.clone();
            after.apply(&decision);
            let flaws = flaws(&after, FIRST..=bounds.last + 1, TERMS);
            assert!(flaws.is_empty(), "{flaws:?} after {act:?} by {} on {today} in {world:?}", login.code);
            let fewer = after.in_place(today).len() < world.in_place(today).len().min(2);
            assert!(!fewer || matches!(act, Act::Revoke { .. }), "too few left after {act:?} in {world:?}");
            next.push((after, day));
        }
    }
    next
}

/// Everything that can be tried, whoever tries it.
fn acts(world: &World, day: i32, bounds: Bounds) -> Vec<Act> {
    let terms: Vec<(Day, Day)> = (day..=bounds.last)
        .flat_map(|from| (from..=bounds.last).map(move |until| (Day::from_number(from), Day::from_number(until))))
        .collect();
    let open: Vec<_> = world.grants().filter(|grant| is_open(grant)).collect();
    let live = open.len();
    let disabled = world.logins().filter(|login| login.data.disabled.is_some()).count();
    let mut acts = Vec::new();
    if world.logins().count() < bounds.logins_max {
        acts.extend(bounds.persons.iter().map(|&person| Act::Create { person }));
    }
    for login in world.logins() {
        let code = &login.code;
        acts.extend(bounds.persons.iter().map(|&person| Act::Identify { login: code.clone(), person }));
        if login.data.disabled.is_some() || disabled < bounds.disabled_max {
            acts.push(Act::Disable { login: code.clone(), disabled: login.data.disabled.is_none() });
        }
        if live < bounds.live_grants_max {
            for (from, until) in terms.iter().copied() {
                acts.extend(ROLES.map(|role| Act::Request { login: code.clone(), role, from, until }));
                acts.extend(open.iter().map(|of| Act::Deputy { of: of.code.clone(), login: code.clone(), from, until }));
            }
        }
    }
    for grant in open {
        let code = &grant.code;
        acts.extend([true, false].map(|approve| Act::Answer { grant: code.clone(), approve }));
        acts.push(Act::Revoke { grant: code.clone() });
        if live < bounds.live_grants_max {
            acts.push(Act::Renew { grant: code.clone(), until: Day::from_number(bounds.last) });
        }
    }
    acts
}

/// With two in place the third is back after three acts of these two; with fewer, the operator founds anew.
fn check_replaceable(world: &World, day: i32) {
    let today = Day::from_number(day);
    let last = Day::from_number(day + 1);
    let in_place = world.in_place(today);
    if in_place.len() < 2 {
        assert!(may_found(world, today));
        let mut anew = world.clone();
        anew.apply(&decide_found(world, today, &founders(world, today, last, [10, 11, 12]), TERMS).unwrap());
        assert_eq!(anew.in_place(today).len(), 3, "{world:?}");
        assert!(flaws(&anew, day..=day + 2, TERMS).is_empty(), "{world:?}");
        return;
    }
    let Some(missing) = ROLES.into_iter().take(3).find(|role| !in_place.contains(role)) else { return };
    let mut world = world.clone();
    let (login, grant) = (format!("login{}", world.logins().count()), format!("g{}", world.grants().count()));
    let steps =
        [Act::Create { person: 9 }, Act::Request { login, role: missing, from: today, until: last }, Act::Answer { grant, approve: true }];
    for act in steps {
        let tried = world.logins().find_map(|login| act.decide(&world, Call { by: &login.code, day: today }, last, TERMS).ok());
        let decision = tried.unwrap_or_else(|| panic!("nobody can {act:?} to replace {missing:?} in {world:?}"));
        world.apply(&decision);
    }
    assert_eq!(world.in_place(today).len(), 3);
}

fn is_open(grant: &Fact<RoleGrant>) -> bool {
    matches!(grant.data.state, GrantState::Requested | GrantState::Approved)
}

/// What no later decision can tell apart has one key. Accounts are told apart by whose they are, who created them, whether they work and are
/// bound to their identity, and by their open grants; grants by role, term, state, and who requested them while they wait. What was refused or
/// revoked does nothing any more, nor does the name of whoever decided.
fn key(world: &World, day: i32) -> Vec<u8> {
    let who = |login: &str| world.login(login).map_or(u8::MAX, |login| person(&login.data.identity));
    let of_term = |day: Day| u8::try_from(day.number() - FIRST).unwrap();
    let plain = |grant: &Fact<RoleGrant>| {
        let waits = grant.data.state == GrantState::Requested;
        let asked_by = if waits { who(&grant.data.requested_by) } else { u8::MAX };
        vec![grant.data.role as u8, of_term(grant.from), of_term(grant.until), u8::from(waits), asked_by]
    };
    let base = |code: &str| {
        let Ok(login) = world.login(code) else { return Vec::new() };
        let bound = world.grants().any(|grant| grant.data.login.code == code && grant.data.state != GrantState::Refused);
        let disabled = login.data.disabled == Some(true);
        let mut base = vec![who(code), who(&login.data.created_by), u8::from(disabled), u8::from(bound)];
        let own = world.grants().filter(|grant| grant.data.login.code == code && grant.data.deputy_of.is_none() && is_open(grant));
        let mut own: Vec<_> = own.map(plain).collect();
        own.sort_unstable();
        base.extend(own.concat());
        base
    };
    let mut logins: Vec<Vec<u8>> = Vec::new();
    for login in world.logins() {
        let mut whole = base(&login.code);
        let mut deputy: Vec<Vec<u8>> = Vec::new();
        for grant in world.grants().filter(|grant| grant.data.login.code == login.code && is_open(grant)) {
            let Some(of) = grant.data.deputy_of.as_ref().and_then(|of| world.grant(&of.code).ok()) else { continue };
            // Two live grants besides the founders' cannot make two principals of equal base differ.
            deputy.push([plain(grant), plain(of), base(&of.data.login.code)].concat());
        }
        deputy.sort_unstable();
        whole.push(u8::MAX);
        whole.extend(deputy.concat());
        whole.push(u8::MAX);
        logins.push(whole);
    }
    logins.sort_unstable();
    logins.push(vec![u8::try_from(day - FIRST).unwrap()]);
    logins.concat()
}
