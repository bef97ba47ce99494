//! The separation by induction: not from a beginning, but from every sound world of a small size, one act.
//!
//! A search shows only what can be reached within some acts. Here every assignment of accounts to persons, whose numbers may be mistyped, of
//! creators, requesters and deciders, of roles, terms and states is taken, with and without an account that is disabled, whether or not anything
//! leads there; where it is sound, every act that is allowed has to leave it sound. So no number of acts breaks the separation. The size is enough
//! because no flaw speaks of more: of one grant, with who holds, asked for and decided it, who created the account and for whom it stands in, or of
//! two grants of one person; and an act writes one grant or one account. The founding writes three, and is taken as an act like the others.
//!
//! Sound is what the oracle says of what was granted, and besides what it does not have to ask of it: that what waits for an answer would be
//! right but for the decider, and that whoever is named as having acted has had a grant, so that his identity stands.

use shouwang_calendar::Day;
use shouwang_domain::authority::{Call, FOUNDING, LoginChange, Terms, World, administers, decide_found};
use shouwang_domain::register::{Fact, Ref};
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::{GrantState, Role, RoleGrant};

use super::acts::{Act, MISTYPED, SAME_SUBJECT, founders, holder, natural, person};
use super::oracle::flaws;

const FIRST: i32 = 20_000;
const TERMS: Terms = Terms { longest_days: 2 };
const ROLES: [Role; 4] = [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator, Role::Handler];
/// First and last days, from today.
const TERM_ALL: (i32, i32) = (0, 1);
const TERMS_EACH: [(i32, i32); 3] = [TERM_ALL, (0, 0), (1, 1)];
/// Whose an account can be made: of those who are there already, of those with a mistyped number, of somebody new.
const WHO: [u8; 7] = [0, 1, 2, 3, 5, MISTYPED, SAME_SUBJECT];
/// Who may be disabled, one at a time.
const DISABLED_EACH: [Option<usize>; 4] = [None, Some(0), Some(1), Some(2)];
/// Nobody with an account: the founding.
const NOBODY: usize = usize::MAX;

fn day(offset: i32) -> Day {
    Day::from_number(FIRST + offset)
}

fn code(account: usize) -> String {
    if account == NOBODY { FOUNDING.to_owned() } else { format!("login{account}") }
}

/// Every way in which so many accounts can be of the same and of different persons: who uses each. Who uses several is known by the number of his
/// document, or, where it was mistyped in some of them, by his entry among the persons or by his subject at the identity provider.
fn assignments(accounts: usize) -> Vec<Vec<u8>> {
    let parts = (1..accounts).fold(vec![vec![0]], |shorter, _| {
        let longer = |one: Vec<usize>| {
            let fresh = one.iter().max().unwrap() + 1;
            (0..=fresh).map(move |part| [one.as_slice(), &[part]].concat())
        };
        shorter.into_iter().flat_map(longer).collect::<Vec<Vec<usize>>>()
    });
    parts.iter().flat_map(|parts| people(parts)).collect()
}

/// Every way in which whoever uses several of these accounts can be known. The first of his is typed well: which of two numbers is the wrong one
/// makes no difference.
fn people(parts: &[usize]) -> Vec<Vec<u8>> {
    let is_later = |at: usize| parts[..at].contains(&parts[at]);
    let mut all = vec![parts.iter().map(|part| [0, 2, 3, 4][*part]).collect()];
    let later: Vec<usize> = (0..parts.len()).filter(|at| is_later(*at)).collect();
    for which in 1_usize..1 << later.len() {
        let mistyped: Vec<usize> = later.iter().enumerate().filter(|(bit, _)| which >> bit & 1 == 1).map(|(_, at)| *at).collect();
        for kinds in [[(1, MISTYPED), (5, SAME_SUBJECT)], [(5, SAME_SUBJECT), (1, MISTYPED)]] {
            let mut doubled: Vec<usize> = mistyped.iter().map(|at| parts[*at]).collect();
            doubled.sort_unstable();
            doubled.dedup();
            let who = |at: usize| match doubled.iter().position(|part| *part == parts[at]) {
                Some(nth) if mistyped.contains(&at) => kinds[nth].1,
                Some(nth) => kinds[nth].0,
                None => [0, 2, 3, 4][parts[at]],
            };
            all.push((0..parts.len()).map(who).collect());
        }
    }
    all
}

/// A world in the making. Account 0 is whoever acts.
#[derive(Clone)]
struct Draft {
    logins: Vec<Fact<Login>>,
    grants: Vec<Fact<RoleGrant>>,
}

/// A grant in the making.
#[derive(Clone, Copy)]
struct Plain {
    login: usize,
    role: Role,
    term: (i32, i32),
    state: GrantState,
    asked_by: usize,
    decided_by: Option<usize>,
    deputy_of: Option<usize>,
}

/// Granted by the founding, so that nothing can be wrong with it alone.
fn given(login: usize, role: Role, term: (i32, i32)) -> Plain {
    Plain { login, role, term, state: GrantState::Approved, asked_by: NOBODY, decided_by: Some(NOBODY), deputy_of: None }
}

impl Draft {
    fn new(persons: &[u8]) -> Draft {
        let login = |(account, who): (usize, &u8)| {
            let LoginChange { name, identity, person, unit, subject } = holder(*who);
            let data = Login { name, identity, person, unit, subject, created_by: FOUNDING.to_owned(), disabled: None };
            Fact::declared(code(account), day(0), data).until(day(1))
        };
        Draft { logins: persons.iter().enumerate().map(login).collect(), grants: Vec::new() }
    }

    fn created(mut self, account: usize, by: usize) -> Draft {
        self.logins[account].data.created_by = code(by);
        self
    }

    fn disabled(mut self, account: Option<usize>) -> Draft {
        if let Some(account) = account {
            self.logins[account].data.disabled = Some(true);
        }
        self
    }

    /// Adds a grant under the next code.
    fn with(mut self, plain: Plain) -> Draft {
        let Plain { login, role, term, state, asked_by, decided_by, deputy_of } = plain;
        let data = RoleGrant {
            login: Ref::to(code(login)),
            role,
            unit: (!administers(role)).then(|| Ref::to("U1")),
            contract: None,
            deputy_of: deputy_of.map(|of| Ref::to(format!("g{of}"))),
            state,
            requested_by: code(asked_by),
            decided_by: decided_by.map(code),
        };
        self.grants.push(Fact::declared(format!("g{}", self.grants.len()), day(term.0), data).until(day(term.1)));
        self
    }

    /// A grant of long ago, which gives nothing any more and shows who the account is of.
    fn once_granted(self, account: usize) -> Draft {
        self.with(Plain { state: GrantState::Revoked, ..given(account, Role::Handler, TERM_ALL) })
    }

    fn world(&self) -> World {
        World::new(self.logins.iter().cloned(), self.grants.iter().cloned()).unwrap()
    }
}

/// What is wrong with a world, or would be after the next answer.
fn unsound(world: &World) -> Vec<String> {
    let mut wrong = flaws(world, FIRST..=FIRST + 2, TERMS);
    let person = |login: &str| world.login(login).ok().map(|login| natural(person(&login.data.identity)));
    for grant in world.grants().filter(|grant| grant.data.state == GrantState::Requested) {
        let (holder, asked_by) = (person(&grant.data.login.code), person(&grant.data.requested_by));
        let days = grant.until.number() - grant.from.number() + 1;
        let of = grant.data.deputy_of.as_ref().map(|of| world.grant(&of.code).unwrap());
        let is_deputy_well = of.is_none_or(|of| {
            let same = of.data.role == grant.data.role && of.data.unit == grant.data.unit && of.data.deputy_of.is_none();
            same && of.from <= grant.from && grant.until <= of.until && person(&of.data.login.code) != holder
        });
        if holder.is_none() || asked_by.is_none() || holder == asked_by || !(1..=TERMS.longest_days).contains(&days) || !is_deputy_well {
            wrong.push(format!("{} waits and could never be right", grant.code));
        }
    }
    let has_had_one = |login: &str| world.grants().any(|grant| grant.data.login.code == login && grant.data.state != GrantState::Refused);
    let creators = world.logins().map(|login| login.data.created_by.as_str());
    let askers = world.grants().flat_map(|grant| [Some(grant.data.requested_by.as_str()), grant.data.decided_by.as_deref()]).flatten();
    wrong.extend(creators.chain(askers).filter(|by| *by != FOUNDING && !has_had_one(by)).map(|by| format!("{by} never could act")));
    wrong
}

/// Tries acts by account 0; how many were allowed in a sound world. Each of them has to leave it sound.
fn try_all(world: &World, acts: impl IntoIterator<Item = Act>) -> usize {
    let mut allowed = 0;
    let mut is_sound = None;
    for act in acts {
        let Ok(decision) = act.decide(world, Call { by: "login0", day: day(0) }, day(1), TERMS) else { continue };
        if !*is_sound.get_or_insert_with(|| unsound(world).is_empty()) {
            return allowed;
        }
        allowed += 1;
        let mut after = world.clone();
        after.apply(&decision);
        let wrong = unsound(&after);
        assert!(wrong.is_empty(), "{wrong:?} after {act:?} in {world:?}");
    }
    allowed
}

/// Everything beside a grant that waits that an answer could be wrong about: what its holder's person has otherwise, or whom it stands in for.
fn beside(persons: &[u8], asked: Plain) -> Vec<(Plain, bool)> {
    let mut all = Vec::new();
    for (login, person) in persons.iter().enumerate() {
        for term in [TERM_ALL, (1, 1)] {
            if natural(*person) == natural(persons[asked.login]) {
                all.extend(ROLES.map(|role| (given(login, role, term), false)));
            }
            all.push((given(login, asked.role, term), true));
            all.push((Plain { state: GrantState::Revoked, ..given(login, asked.role, term) }, true));
        }
    }
    all
}

#[test]
fn no_answer_to_a_request_breaks_the_separation_whatever_came_before() {
    let mut allowed = 0;
    for (persons, disabled) in assignments(4).into_iter().flat_map(|persons| [None, Some(1)].map(|account| (persons.clone(), account))) {
        for (holder, creator, asked_by) in all_of([0, 1], [NOBODY, 0, 2, 3], [0, 1, 2]) {
            for (role, office, term) in all_of(ROLES, ROLES, [TERM_ALL, (0, 0)]) {
                let asked = Plain { login: holder, role, term, state: GrantState::Requested, asked_by, decided_by: None, deputy_of: None };
                let accounts = Draft::new(&persons).created(holder, creator).disabled(disabled).with(given(0, office, TERM_ALL));
                let accounts = (1..4).fold(accounts, Draft::once_granted);
                let acts = |code: &str| [true, false].map(|approve| Act::Answer { grant: code.to_owned(), approve });
                let alone = accounts.clone().with(asked).world();
                let decided = acts("g4").iter().any(|act| act.decide(&alone, Call { by: "login0", day: day(0) }, day(1), TERMS).is_ok());
                if !decided {
                    // Grants of others open nothing to whoever may not decide this one, and close nothing to the refusal.
                    continue;
                }
                allowed += try_all(&alone, acts("g4"));
                for (other, is_principal) in beside(&persons, asked) {
                    let asked = Plain { deputy_of: is_principal.then_some(4), ..asked };
                    allowed += try_all(&accounts.clone().with(other).with(asked).world(), acts("g5"));
                }
            }
        }
    }
    assert!(allowed > 9_000, "{allowed} answers were allowed");
}

#[test]
fn no_request_no_revocation_and_no_founding_breaks_the_separation_whatever_came_before() {
    let mut allowed = 0;
    for (persons, office, disabled) in all_of(assignments(3), ROLES, DISABLED_EACH) {
        let accounts = Draft::new(&persons).disabled(disabled).with(given(0, office, TERM_ALL)).once_granted(1).once_granted(2);
        for (login, role, term) in all_of([0, 1, 2], ROLES, TERMS_EACH) {
            for state in [GrantState::Approved, GrantState::Revoked] {
                let world = accounts.clone().with(Plain { state, ..given(login, role, term) }).world();
                let mut acts = vec![Act::Revoke { grant: "g3".to_owned() }, Act::Renew { grant: "g3".to_owned(), until: day(1) }];
                acts.extend(WHO.map(|person| Act::Create { person }));
                for (login, role, (from, until)) in all_of([0, 1, 2], ROLES, TERMS_EACH) {
                    acts.push(Act::Request { login: code(login), role, from: day(from), until: day(until) });
                    acts.push(Act::Deputy { of: "g3".to_owned(), login: code(login), from: day(from), until: day(until) });
                }
                allowed += try_all(&world, acts);
                for three in [[0, 1, 2], [2, 3, 4], [8, MISTYPED, SAME_SUBJECT], [8, 9, 10]] {
                    let founded = decide_found(&world, day(0), &founders(&world, day(0), day(1), three), TERMS);
                    let (Ok(decision), true) = (founded, unsound(&world).is_empty()) else { continue };
                    let mut after = world.clone();
                    after.apply(&decision);
                    assert!(unsound(&after).is_empty(), "{:?} after founding in {world:?}", unsound(&after));
                    allowed += 1;
                }
            }
        }
    }
    assert!(allowed > 110_000, "{allowed} acts were allowed");
}

#[test]
fn no_change_of_an_account_breaks_the_separation_whatever_came_before() {
    let mut allowed = 0;
    let answers: Vec<(GrantState, Option<usize>)> = [0, 1, 2]
        .into_iter()
        .map(|by| (GrantState::Approved, Some(by)))
        .chain([(GrantState::Requested, None), (GrantState::Refused, Some(0))])
        .collect();
    for (persons, once, creators) in
        all_of(assignments(3), [(false, false), (false, true), (true, false), (true, true)], [(NOBODY, 0), (0, 1), (2, NOBODY), (2, 0)])
    {
        let accounts =
            Draft::new(&persons).created(1, creators.0).created(2, creators.1).with(given(0, Role::SystemAdministrator, TERM_ALL));
        let accounts = if once.0 { accounts.once_granted(1) } else { accounts };
        let accounts = if once.1 { accounts.once_granted(2) } else { accounts };
        for (login, asked_by, (state, decided_by)) in all_of([1, 2], [0, 1, 2], answers.clone()) {
            let grant = Plain { login, role: Role::Handler, term: TERM_ALL, state, asked_by, decided_by, deputy_of: None };
            let acts: Vec<Act> = [1, 2].into_iter().flat_map(changes_of).collect();
            for disabled in [None, Some(1), Some(2)] {
                let world = accounts.clone().disabled(disabled).with(grant).world();
                allowed += try_all(&world, acts.iter().cloned());
            }
        }
    }
    assert!(allowed > 20_000, "{allowed} changes were allowed");
}

/// Every change of an account.
fn changes_of(account: usize) -> Vec<Act> {
    let login = || code(account);
    let holders = WHO.map(|person| Act::Identify { login: login(), person });
    let ends = [0, 1, 2].map(|last| Act::Until { login: login(), until: day(last) });
    let switches = [true, false].map(|disabled| Act::Disable { login: login(), disabled });
    holders.into_iter().chain(ends).chain(switches).collect()
}

/// Every choice of one from each.
fn all_of<A: Clone, B: Clone, C: Clone>(
    one: impl IntoIterator<Item = A>,
    two: impl IntoIterator<Item = B>,
    three: impl IntoIterator<Item = C>,
) -> Vec<(A, B, C)> {
    let (two, three): (Vec<B>, Vec<C>) = (two.into_iter().collect(), three.into_iter().collect());
    let pairs = one.into_iter().flat_map(|one| two.iter().map(move |two| (one.clone(), two.clone())).collect::<Vec<_>>());
    pairs.flat_map(|(one, two)| three.iter().map(move |three| (one.clone(), two.clone(), three.clone())).collect::<Vec<_>>()).collect()
}
