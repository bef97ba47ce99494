//! Everything that can become of a duty is there to be seen in the smallest sample, and what cannot be is said why.

use std::collections::{BTreeMap, BTreeSet};

use shouwang_app::demo::{Size, generate};
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_calendar::{Day, Period};
use shouwang_domain::facts::Facts;
use shouwang_domain::plan::{CompiledDuty, Plan, Planner, Settings, Status};
use shouwang_domain::register::{Shape, catalog};
use shouwang_law::model::DutyKind;

use super::unreachable::never;

type Statuses = BTreeSet<Status>;

/// The statuses that a duty of this shape can have on a day, going by its shape alone.
fn possible(duty: &CompiledDuty, today: Day) -> Statuses {
    use Status::{Breached, Fulfilled, NotApplicable, Open, Overdue, Unknown};
    if duty.active.silent_on(today).is_some() {
        return Statuses::from([NotApplicable]);
    }
    let rule = &duty.rule;
    let happens = catalog().get(&rule.subject).unwrap().shape == Shape::Event;
    let mut statuses = match &rule.kind {
        DutyKind::Periodic { every, .. } => {
            // The period before is asked for only where the instrument was in force on its last day.
            let past = Period::containing(*every, today).previous().last() >= duty.active.from;
            Statuses::from_iter([Fulfilled, Open, Unknown].into_iter().chain(past.then_some(Overdue)))
        }
        DutyKind::Within { .. } | DutyKind::Recurring { .. } => Statuses::from([Fulfilled, Open, Overdue, Unknown]),
        DutyKind::Before { event, .. } => {
            // What lasts is not there before its own first day, so nothing can be open ahead of it.
            let ahead = happens || event.0 != ["from"];
            Statuses::from_iter([Fulfilled, Breached, Unknown].into_iter().chain(ahead.then_some(Open)))
        }
        _ => Statuses::from([Fulfilled, Breached, Unknown]),
    };
    let begins = matches!(rule.kind, DutyKind::Before { .. } | DutyKind::Within { .. } | DutyKind::Retention { .. });
    if rule.when.is_some() || begins || happens {
        statuses.insert(NotApplicable);
    }
    statuses
}

/// The statuses that the duties have in the county's sample of this seed and day.
fn reached(book: &LawBook, seed: u64, today: Day) -> BTreeMap<String, Statuses> {
    let facts = Facts::build(&generate(Size::County, seed, today));
    let (settings, flaws) = Settings::read(&book.program, &facts);
    assert!(flaws.is_empty(), "{flaws:?}");
    let planner = Planner { program: &book.program, facts: &facts, calendar: &book.calendar, settings: &settings };
    let mut reached: BTreeMap<String, Statuses> = BTreeMap::new();
    for (duty, _, outcome) in Plan::everything(&planner, today).iter() {
        reached.entry(book.program.duty(duty).rule.name.to_string()).or_default().insert(outcome.status);
    }
    reached
}

/// What is missing from the sample, and what is there although it was said that it cannot be.
fn differences(book: &LawBook, seed: u64, today: Day) -> Vec<String> {
    let reached = reached(book, seed, today);
    let mut differences = Vec::new();
    for duty in book.program.duties() {
        let name = duty.rule.name.to_string();
        let is_silent = duty.active.silent_on(today).is_some();
        let expected: Statuses = possible(duty, today).into_iter().filter(|status| is_silent || !never(&name, *status)).collect();
        let got = reached.get(&name).cloned().unwrap_or_default();
        let words = |statuses: Vec<&Status>| statuses.into_iter().map(|status| status.id()).collect::<Vec<_>>().join(", ");
        if expected != got {
            let (missing, surplus) = (words(expected.difference(&got).collect()), words(got.difference(&expected).collect()));
            differences.push(format!("{today} seed {seed} {name}: missing [{missing}], not expected [{surplus}]"));
        }
    }
    differences
}

#[test]
fn every_status_that_a_duty_can_have_appears_in_the_sample_of_a_county() {
    let book = LawBook::load(&Pages::embedded()).unwrap();
    // On the first day the measures are not yet a year old, on the second a whole year of theirs has passed.
    let all: Vec<String> = [(1, "2026-11-20"), (2, "2026-11-22"), (3, "2027-02-10")]
        .iter()
        .flat_map(|(seed, day)| differences(&book, *seed, day.parse().unwrap()))
        .collect();
    assert!(all.is_empty(), "add to the showcase, or say in unreachable.rs why it cannot be:\n{}", all.join("\n"));
}

#[test]
fn most_of_what_is_asked_is_done_and_some_of_everything_else_is_there() {
    let book = LawBook::load(&Pages::embedded()).unwrap();
    let today: Day = "2026-11-20".parse().unwrap();
    let facts = Facts::build(&generate(Size::Prefecture, 1, today));
    let (settings, _) = Settings::read(&book.program, &facts);
    let planner = Planner { program: &book.program, facts: &facts, calendar: &book.calendar, settings: &settings };
    let mut counts: BTreeMap<Status, usize> = BTreeMap::new();
    for (_, _, outcome) in Plan::everything(&planner, today).iter() {
        *counts.entry(outcome.status).or_default() += 1;
    }
    let asked: usize = counts.iter().filter(|(status, _)| **status != Status::NotApplicable).map(|(_, count)| count).sum();
    let percent = |status| 100.0 * f64::from(u32::try_from(counts[&status]).unwrap()) / f64::from(u32::try_from(asked).unwrap());
    assert!((85.0..98.0).contains(&percent(Status::Fulfilled)), "{counts:?}");
    assert!((1.0..10.0).contains(&percent(Status::Breached)), "{counts:?}");
    for status in [Status::Open, Status::Overdue, Status::Unknown] {
        assert!((0.05..5.0).contains(&percent(status)), "{counts:?}");
    }
}
