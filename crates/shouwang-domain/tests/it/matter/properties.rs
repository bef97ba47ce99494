//! Long stories of acts drawn at random, by any mixture of people, over any route: what is granted was granted as the route says.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use shouwang_calendar::Day;
use shouwang_domain::matter::{Act, Decided, Matter, Seat, State, decide, elapse};
use shouwang_domain::plan::Answer;
use shouwang_domain::registers::permission::Decision;
use shouwang_domain::system::role_grant::Role;
use shouwang_law::model::{Deed, Silence};

use super::support::{Made, TODAY, colleague, line, made, need};

pub(super) const PEOPLE: [&str; 8] = ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"];
const ROLES: [Role; 3] = [Role::Handler, Role::Approver, Role::Reader];

/// One line of a story.
#[derive(Clone, Debug)]
pub(super) struct Line {
    what: u8,
    pub(super) person: usize,
    /// Whether he sits where the matter waits; stories in which nobody ever does get nowhere.
    is_at_hand: bool,
    seats: Vec<(usize, usize)>,
    words: u8,
    needs: (u8, u8),
    pub(super) days: i32,
}

/// What somebody did that the oracle remembers: it knows nothing of the engine but what went in and came out.
#[derive(Debug, Default)]
struct Oracle {
    writers: Vec<String>,
    yes: Vec<(String, Vec<Seat>, Vec<usize>)>,
    ruled_as: Option<Matter>,
    ruled: u32,
    effective: u32,
}

pub(super) fn deeds() -> impl Strategy<Value = Vec<(Deed, bool)>> {
    let before =
        prop_oneof![Just(Deed::Review), Just(Deed::Approve), Just(Deed::Sign), Just(Deed::File), Just(Deed::Notice), Just(Deed::Inform)];
    (proptest::collection::vec((before, any::<bool>()), 1..5), any::<bool>()).prop_map(|(mut route, carried_out)| {
        route[0].1 = false;
        if carried_out {
            route.push((Deed::CarryOut, false));
        }
        route
    })
}

pub(super) fn lines() -> impl Strategy<Value = Vec<Line>> {
    let seats = proptest::collection::vec((0..6_usize, 0..3_usize), 1..4);
    let who = (0..PEOPLE.len(), proptest::bool::weighted(0.7), seats);
    let line = (0..18_u8, who, 0..4_u8, (0..12_u8, 0..12_u8), prop_oneof![6 => Just(0), 1 => 1..9_i32]);
    let line = line.prop_map(|(what, (person, is_at_hand, seats), words, needs, days)| Line {
        what,
        person,
        is_at_hand,
        seats,
        words,
        needs,
        days,
    });
    proptest::collection::vec(line, 1..70)
}

/// Seats are in the applicant or in one of the bodies of the route.
pub(super) fn seats(line: &Line, matter: &Matter) -> Vec<Seat> {
    let unit = |at: usize| if at == 0 { "U1".to_owned() } else { format!("B{}", at - 1) };
    let drawn = line.seats.iter().map(|(at, role)| Seat { unit: unit(*at), role: ROLES[*role] });
    let waits_for = matter.state.open().iter().flat_map(|open| &open.units).next().cloned().unwrap_or(unit(0));
    let by_applicant =
        matches!(act(line), Act::Edit(_) | Act::Submit { .. } | Act::Withdraw | Act::Answer(_) | Act::Attach(_) | Act::Detach(_));
    let role = if line.words == 3 { Role::Handler } else { Role::Approver };
    let at_hand = Seat { unit: if by_applicant { unit(0) } else { waits_for }, role };
    drawn.chain(line.is_at_hand.then_some(at_hand)).collect()
}

pub(super) fn act(story: &Line) -> Act {
    let words = if story.words == 0 { String::new() } else { "说明".to_owned() };
    match story.what {
        0 => Act::Edit(vec![line("access-application"); usize::from(story.words)]),
        1 | 2 => Act::Submit { emergency: None },
        3 => Act::Withdraw,
        4 => Act::Ask(words),
        5 => Act::Answer(words),
        6 => Act::Return(words),
        7 => Act::Refuse(words),
        8 => Act::Transfer(colleague(PEOPLE[usize::from(story.words)])),
        // A file always has a name; that it is a fit one is seen where it is taken.
        16 => Act::Attach("说明.pdf".to_owned()),
        17 => Act::Detach("说明.pdf".to_owned()),
        9 | 10 => Act::CarryOut,
        _ => Act::Pass { weighed: (story.words == 1).then_some(words) },
    }
}

/// Every sixth is unmet or unknown.
fn answer(number: u8) -> Answer {
    match number {
        0 => Answer::No,
        1 => Answer::Unknown,
        _ => Answer::Yes,
    }
}

impl Oracle {
    fn saw(&mut self, made: &Made, act: Option<&Act>, story: &Line, before: &Matter, decided: &Decided) -> Result<(), TestCaseError> {
        let after = &decided.matter;
        let (name, seats) = (PEOPLE[story.person].to_owned(), seats(story, before));
        match act {
            Some(Act::Edit(_) | Act::Attach(_) | Act::Detach(_)) => self.writers.push(name),
            Some(Act::Submit { .. }) => {
                self.writers.push(name);
                self.yes.clear();
            }
            Some(Act::Pass { .. }) => {
                let left = |matter: &Matter| match &matter.state {
                    State::UnderWay { open, .. } => open.iter().map(|open| open.step).collect::<Vec<_>>(),
                    _ => Vec::new(),
                };
                let gone = left(before).into_iter().filter(|step| !left(after).contains(step)).collect();
                self.yes.push((name, seats, gone));
            }
            _ => {}
        }
        self.ruled += u32::from(decided.turn.ruled);
        self.effective += u32::from(decided.turn.effective);
        prop_assert!(self.ruled <= 1 && self.effective <= self.ruled, "a matter is ruled once, and takes effect once and after that");
        if decided.turn.ruled {
            prop_assert!(after.state.ruling().is_some());
            if after.state.ruling().unwrap().decision != Decision::Refused {
                self.granted_lawfully(made, act)?;
            }
            self.ruled_as = Some(after.clone());
        }
        self.frozen(after)
    }

    /// Every step that decides was passed by an approver of its body (to file, a handler will do), in order, each by another person, none of
    /// them a writer, and nothing stood against it.
    fn granted_lawfully(&self, made: &Made, act: Option<&Act>) -> Result<(), TestCaseError> {
        let decides: Vec<usize> = (0..made.rule.route.len()).filter(|at| made.rule.route[*at].does.decides()).collect();
        let passed: Vec<usize> = self.yes.iter().flat_map(|(_, _, steps)| steps.clone()).collect();
        let silent = decides.len() - passed.len();
        prop_assert!(silent == 0 || made.rule.silence == Silence::Consent, "silence granted what the law does not let it");
        let stage = |step: usize| made.rule.route[..=step].iter().filter(|step| !step.together).count();
        prop_assert!(passed.is_sorted_by_key(|step| stage(*step)), "{passed:?} is not the order of the route");
        for (at, (name, seats, steps)) in self.yes.iter().enumerate() {
            prop_assert_eq!(steps.len(), 1);
            let is_file = made.rule.route[steps[0]].does == Deed::File;
            let sits = |seat: &Seat| {
                seat.unit == format!("B{}", steps[0]) && (seat.role == Role::Approver || is_file && seat.role == Role::Handler)
            };
            prop_assert!(seats.iter().any(sits), "{} passed {:?} without a seat", name, steps);
            prop_assert!(!self.writers.contains(name), "{} decided on what he wrote", name);
            prop_assert!(self.yes[..at].iter().all(|(other, ..)| other != name), "{} decided twice", name);
        }
        let needs = &made.premises[0].needs;
        prop_assert!(needs[0].met == Answer::Yes, "granted although what nobody may weigh is unmet");
        let weighed = matches!(act, Some(Act::Pass { weighed: Some(reason) }) if !reason.is_empty());
        prop_assert!(decides.is_empty() || needs[1].met == Answer::Yes || weighed, "granted and nobody weighed what is unmet");
        Ok(())
    }

    /// What was ruled does not change: what was asked for, by whom, and what it came to.
    fn frozen(&self, after: &Matter) -> Result<(), TestCaseError> {
        let Some(ruled) = &self.ruled_as else { return Ok(()) };
        prop_assert_eq!(&ruled.lines, &after.lines);
        prop_assert_eq!(ruled.state.ruling(), after.state.ruling());
        prop_assert_eq!((&ruled.applicant, ruled.kind, &ruled.rule), (&after.applicant, after.kind, &after.rule));
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(5), ..ProptestConfig::default() })]

    #[test]
    fn no_story_grants_what_the_law_does_not_allow_and_nothing_granted_changes(route in deeds(), consent in any::<bool>(), until in any::<bool>(), story in lines()) {
        let mut made = made(&route, if consent { Silence::Consent } else { Silence::Nothing });
        made.until = until.then(|| TODAY.plus(30));
        let (mut matter, mut day, mut oracle) = (made.draft(), TODAY, Oracle::default());
        for line in &story {
            made.premises[0].needs = vec![need(answer(line.needs.0), false), need(answer(line.needs.1), true)];
            day = Day::from_number(day.number() + line.days);
            while let Some(decided) = elapse(&matter, &made.case(), day) {
                oracle.saw(&made, None, line, &matter, &decided)?;
                matter = decided.matter;
            }
            let (act, seats) = (act(line), seats(line, &matter));
            let call = shouwang_domain::matter::Call { person: PEOPLE[line.person], also: &[], seats: &seats, day };
            match decide(matter.clone(), &act, call, &made.case()) {
                Ok(decided) => {
                    oracle.saw(&made, Some(&act), line, &matter, &decided)?;
                    matter = decided.matter;
                }
                Err(refusal) => {
                    let words = refusal.words();
                    prop_assert!(!words.zh.is_empty() && !words.en.is_empty(), "a refusal says what to do");
                }
            }
        }
    }
}

#[test]
fn stories_reach_every_end() {
    // The property above would hold of an engine that does nothing; this shows that such stories get somewhere.
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..400 {
        let (route, story) = (deeds(), lines()).new_tree(&mut runner).unwrap().current();
        let made = made(&route, Silence::Nothing);
        let (mut matter, mut day) = (made.draft(), TODAY);
        for line in &story {
            day = Day::from_number(day.number() + line.days);
            let seats = seats(line, &matter);
            let call = shouwang_domain::matter::Call { person: PEOPLE[line.person], also: &[], seats: &seats, day };
            if let Ok(decided) = decide(matter.clone(), &act(line), call, &made.case()) {
                matter = decided.matter;
            }
            seen.insert(matter.state.status().choice().id);
        }
    }
    for state in [
        "draft",
        "submitted",
        "reviewed",
        "asked",
        "returned",
        "approved",
        "filed",
        "noticed",
        "to_carry_out",
        "carried_out",
        "refused",
        "withdrawn",
    ] {
        assert!(seen.contains(state), "no story reached {state}: {seen:?}");
    }
}
