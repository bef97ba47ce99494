//! What holds between the days: since when an outcome stands, and until when it stays.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use shouwang_calendar::{Day, Period};
use shouwang_domain::facts::{Entity, Facts};
use shouwang_domain::plan::{Planner, Program, Settings, Standing, Status};
use shouwang_law::model::DutyKind;

use super::support::REAL;
use super::worlds::{Deck, Draw, around, facts, for_every_duty};

/// Days looked at in a stretch of days, at most.
const DAYS_LOOKED_AT: i32 = 24;
/// Days from the evaluation that still matter.
const HORIZON_DAYS: i32 = 900;

/// Some days from the first to the last, both among them.
fn some_days(first: Day, last: Day) -> Vec<Day> {
    let stride = ((last.number() - first.number()) / DAYS_LOOKED_AT).max(1);
    let mut days: Vec<Day> = (0..).map(|step| first.plus(step * stride)).take_while(|day| *day < last).collect();
    days.push(last);
    days
}

fn statuses(planner: &Planner<'_>, subject: Entity, day: Day) -> Vec<(Status, Option<Period>)> {
    let mut all = Vec::new();
    planner.plan_one(0, subject, day, |outcome| all.push((outcome.status, outcome.period)));
    all
}

/// Asks something of every subject of the only duty, on three days.
fn on_every_subject(
    program: &Program,
    world: &Facts,
    ask: impl Fn(&Planner<'_>, Entity, Day, &[Standing]) -> TestCaseResult,
) -> TestCaseResult {
    let (settings, _) = Settings::read(program, world);
    let planner = Planner { program, facts: world, calendar: &REAL.calendar, settings: &settings };
    for subject in (0..).take(world.table(program.duty(0).subject).entity_count()) {
        for day in [around().plus(-400), around(), around().plus(17)] {
            ask(&planner, subject, day, &planner.standings(0, subject, day))?;
        }
    }
    Ok(())
}

#[test]
fn until_the_next_change_nothing_changes() {
    for_every_duty(3, 15..60, 0..1, |program, deck: &Deck, before: &[Draw], _| {
        on_every_subject(program, &facts(deck, before), |planner, subject, day, standings| {
            let now = statuses(planner, subject, day);
            let Some(next) = standings.first().map(|standing| standing.next_change) else { return Ok(()) };
            prop_assert!(next > day);
            for later in some_days(day, next.plus(-1).min(day.plus(HORIZON_DAYS))) {
                prop_assert_eq!(statuses(planner, subject, later), now.clone(), "{} on {}, said on {}", subject, later, day);
            }
            Ok(())
        })
    });
}

#[test]
fn an_outcome_has_stood_since_the_day_it_says_and_not_the_day_before() {
    for_every_duty(3, 15..60, 0..1, |program, deck: &Deck, before: &[Draw], _| {
        on_every_subject(program, &facts(deck, before), |planner, subject, day, standings| {
            for Standing { outcome, since, .. } in standings {
                prop_assert!(*since <= day);
                if let Some(broken) = outcome.since {
                    prop_assert_eq!(broken, *since);
                    is_the_day_of_the_breach(planner.program, outcome.period, outcome.due, broken)?;
                    continue;
                }
                let same = |day: Day| statuses(planner, subject, day).contains(&(outcome.status, outcome.period));
                for earlier in some_days((*since).max(day.plus(-HORIZON_DAYS)), day) {
                    prop_assert!(same(earlier), "{subject} on {day} has {outcome:?} since {since}, but not on {earlier}");
                }
                prop_assert!(*since == Day::MIN || !same(since.plus(-1)), "{subject} on {day} has {outcome:?} before {since}");
            }
            Ok(())
        })
    });
}

/// Three kinds of duty know the day of the breach from the law itself, whatever was known on the days since: a period was missed on the day
/// after its last, an event was not prepared for on the first day on which it was too late, records are missing from the first missing day.
fn is_the_day_of_the_breach(program: &Program, period: Option<Period>, due: Option<Day>, broken: Day) -> TestCaseResult {
    match &program.duty(0).rule.kind {
        DutyKind::Periodic { .. } => prop_assert_eq!(period.map(|period| period.last().plus(1)), Some(broken)),
        DutyKind::Before { .. } => prop_assert!(due.is_some_and(|due| broken == due || broken == due.plus(1))),
        DutyKind::Retention { .. } => prop_assert!(broken >= program.duty(0).active.from),
        kind => prop_assert!(false, "no breach of {kind:?} is known to the day"),
    }
    Ok(())
}
