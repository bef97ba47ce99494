//! Longer stories than the search can exhaust: more persons, every role, terms of many lengths, months that pass.

use proptest::prelude::*;
use shouwang_calendar::Day;
use shouwang_domain::authority::{Call, Terms, World, decide_found};
use shouwang_domain::register::Choices;
use shouwang_domain::system::role_grant::Role;

use super::acts::{Act, founded, founders};
use super::oracle::{flaws, ought_to_work};

const FIRST: i32 = 20_000;
const TERMS: Terms = Terms { longest_days: 60 };
const PERSONS: u8 = 6;

/// One line of a story: numbers from which an act is made in the world as it then is.
#[derive(Clone, Debug)]
struct Line {
    what: u8,
    actor: usize,
    login: usize,
    grant: usize,
    person: u8,
    role: u8,
    begins: i32,
    days: i32,
    pass: i32,
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let places = (0..14_u8, 0..12_usize, 0..12_usize, 0..40_usize);
    let terms = (0..PERSONS, 0..6_u8, 0..40_i32, 1..70_i32, prop_oneof![15 => Just(0), 1 => 1..30_i32]);
    let line = (places, terms).prop_map(|((what, actor, login, grant), (person, role, begins, days, pass))| Line {
        what,
        actor,
        login,
        grant,
        person,
        role,
        begins: if begins < 20 { 0 } else { begins },
        days,
        pass,
    });
    proptest::collection::vec(line, 1..120)
}

/// One of the accounts; there are always some.
fn nth_login(world: &World, at: usize) -> String {
    format!("login{}", at % world.logins().count())
}

/// Mostly one of those that work, for the others do nothing.
fn nth_actor(world: &World, at: usize, today: Day) -> String {
    let working: Vec<_> = world.logins().filter(|login| world.held(&login.code, today).next().is_some()).collect();
    if at == 0 || working.is_empty() { nth_login(world, at) } else { working[at % working.len()].code.clone() }
}

impl Line {
    fn act(&self, world: &World, day: i32) -> Act {
        let login = nth_login(world, self.login);
        // Recent grants are the ones that wait.
        let grant = format!("g{}", world.grants().count().saturating_sub(1 + self.grant % 6));
        let (from, until) = (Day::from_number(day + self.begins), Day::from_number(day + self.begins + self.days - 1));
        let role = Role::at(self.role).unwrap();
        match self.what {
            0 => Act::Create { person: self.person },
            1 => Act::Identify { login, person: self.person },
            2 => Act::Until { login, until },
            3 => Act::Disable { login, disabled: self.days % 3 == 0 },
            4..=6 => Act::Request { login, role, from, until },
            7 => Act::Renew { grant, until },
            8 => Act::Deputy { of: grant, login, from, until },
            9..=12 => Act::Answer { grant, approve: self.days % 5 != 0 },
            _ => Act::Revoke { grant },
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(18), ..ProptestConfig::default() })]

    #[test]
    fn no_story_however_long_breaks_the_separation(lines in lines()) {
        let mut day = FIRST;
        let mut world = founded(Day::from_number(day), Day::from_number(day + 59), TERMS);
        for line in &lines {
            day += line.pass;
            let today = Day::from_number(day);
            if world.in_place(today).len() < 2 {
                let persons = [line.person, (line.person + 1) % PERSONS, (line.person + 2) % PERSONS];
                let founders = founders(&world, today, Day::from_number(day + 59), persons);
                if let Ok(decision) = decide_found(&world, today, &founders, TERMS) {
                    world.apply(&decision);
                }
            }
            let by = nth_actor(&world, line.actor, today);
            let works = world.held(&by, today).next().is_some();
            prop_assert_eq!(works, ought_to_work(&world, &by, today));
            let act = line.act(&world, day);
            if let Ok(decision) = act.decide(&world, Call { by: &by, day: today }, Day::MAX, TERMS) {
                prop_assert!(works, "{:?} by {}, which does not work", act, by);
                world.apply(&decision);
            }
            let flaws = flaws(&world, day - 200..=day + 200, TERMS);
            prop_assert!(flaws.is_empty(), "{:?} after {:?}", flaws, act);
        }
    }
}

/// A property over stories in which nothing ever happens would hold of anything.
#[test]
fn the_stories_come_far_enough_to_mean_something() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut done = std::collections::BTreeMap::<String, usize>::new();
    for _ in 0..200 {
        let story = lines().new_tree(&mut runner).unwrap().current();
        let (mut world, mut day) = (founded(Day::from_number(FIRST), Day::from_number(FIRST + 59), TERMS), FIRST);
        for line in story {
            day += line.pass;
            let by = nth_actor(&world, line.actor, Day::from_number(day));
            let act = line.act(&world, day);
            if let Ok(decision) = act.decide(&world, Call { by: &by, day: Day::from_number(day) }, Day::MAX, TERMS) {
                world.apply(&decision);
                let name = format!("{act:?}");
                *done.entry(name.split(' ').next().unwrap().to_owned()).or_default() += 1;
            }
        }
    }
    for act in ["Create", "Identify", "Until", "Disable", "Request", "Renew", "Deputy", "Answer", "Revoke"] {
        assert!(done.get(act).copied().unwrap_or_default() > 2, "{act} hardly ever succeeds: {done:?}");
    }
}
