//! Runs a program over facts for a day.

use shouwang_calendar::{Calendar, Day, Period};

use crate::facts::{Entity, Facts, RegisterIndex, Segment};

use super::cond::EntityTerm;
use super::eval::{Evaluator, Got, Scope};
use super::kinds::Run;
use super::outcome::Outcome;
use super::probe::{Probe, Quick, Window};
use super::program::{DutyIndex, Program};
use super::settings::Settings;

/// Steps back in time at most, when looking for the day since when a status stands; beyond that the day reached is given.
const STEPS_BACK_MAX: usize = 2_000;

/// A program, facts and a calendar, ready to plan any day.
#[derive(Clone, Copy, Debug)]
pub struct Planner<'a> {
    /// The law, compiled.
    pub program: &'a Program,
    /// What is known.
    pub facts: &'a Facts,
    /// Working days.
    pub calendar: &'a Calendar,
    /// What has been decided about the rules themselves.
    pub settings: &'a Settings,
}

/// An outcome with the days on which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What it comes to.
    pub outcome: Outcome,
    /// First day of the unbroken time with this status.
    pub since: Day,
    /// The first later day on which time alone may change something; [`Day::MAX`] when none.
    pub next_change: Day,
}

impl<'a> Planner<'a> {
    /// Plans one duty for one subject: one outcome, and for periodic duties one more for each past period that is still asked for, before it.
    pub fn plan_one(&self, duty: DutyIndex, subject: Entity, day: Day, mut each: impl FnMut(Outcome)) {
        self.run(day, Quick).outcomes(duty, subject, &mut each);
    }

    /// What one duty comes to for one subject, for the period that is meant where it is periodic. Other than in the plan, the past period is
    /// answered for even when it was fulfilled; periods before that one, and periods ahead, are not.
    #[must_use]
    pub fn outcome_for(&self, duty: DutyIndex, subject: Entity, day: Day, period: Option<Period>) -> Option<Outcome> {
        let mut run = self.run(day, Quick);
        if let Some(period) = period.filter(|period| period.last() < day) {
            let is_last = Period::containing(period.unit(), day).previous() == period;
            return if is_last { run.past_period(duty, subject, period) } else { None };
        }
        let mut found = None;
        run.outcomes(duty, subject, &mut |outcome| {
            // What does not get as far as a period stands for each; where none is meant, the current one is.
            if period.is_none() || outcome.period.is_none() || outcome.period == period {
                found = Some(outcome);
            }
        });
        found
    }

    /// Plans one duty for every subject that was ever heard of, on a day; subjects that are not there on the day are left out.
    pub fn plan_duty(&self, duty: DutyIndex, day: Day, mut each: impl FnMut(Entity, Outcome)) {
        let table = self.facts.table(self.program.duty(duty).subject);
        let mut run = self.run(day, Quick);
        for subject in (0..).take(table.entity_count()) {
            if matches!(run.subject_row(self.program.duty(duty), subject), Segment::Row(_)) {
                run.outcomes(duty, subject, &mut |outcome| each(subject, outcome));
            }
        }
    }

    /// Plans one duty for one subject and says since when each outcome stands and when time alone may change it.
    #[must_use]
    pub fn standings(&self, duty: DutyIndex, subject: Entity, day: Day) -> Vec<Standing> {
        let (outcomes, window) = self.watch(duty, subject, day, Window::new());
        outcomes.into_iter().map(|outcome| self.standing(duty, subject, outcome, window)).collect()
    }

    /// Since when an outcome stands, and until when at least.
    pub(super) fn standing(&self, duty: DutyIndex, subject: Entity, outcome: Outcome, window: Window) -> Standing {
        let since = outcome.since.unwrap_or_else(|| self.since(duty, subject, outcome, window.first));
        Standing { outcome, since, next_change: window.last.plus(1) }
    }

    /// The entity that a term leads to from a subject on a day.
    pub(super) fn entity_on(&self, register: RegisterIndex, subject: Entity, term: &EntityTerm, day: Day) -> Option<Entity> {
        let Segment::Row(row) = self.facts.table(register).segment(subject, day) else { return None };
        match self.run(day, Quick).eval.entity(term, Scope { row, subject: row }) {
            Got::Known(entity) => Some(entity),
            Got::Nothing | Got::Missing => None,
        }
    }

    /// Whether the subject is there on the day, as far as this duty is concerned.
    #[must_use]
    pub fn is_there(&self, duty: DutyIndex, subject: Entity, day: Day) -> bool {
        matches!(self.run(day, Quick).subject_row(self.program.duty(duty), subject), Segment::Row(_))
    }

    /// Evaluates while watching: outcomes, and what the probe has seen.
    pub(super) fn watch<P: Probe>(&self, duty: DutyIndex, subject: Entity, day: Day, probe: P) -> (Vec<Outcome>, P) {
        let mut run = self.run(day, probe);
        let mut outcomes = Vec::with_capacity(2);
        run.outcomes(duty, subject, &mut |outcome| outcomes.push(outcome));
        (outcomes, run.eval.probe)
    }

    /// The first day of the unbroken time with the outcome's status. Every evaluation says back to which day it holds, so the steps are as
    /// long as the facts allow.
    fn since(&self, duty: DutyIndex, subject: Entity, outcome: Outcome, first: Day) -> Day {
        let mut since = first;
        for _ in 0..STEPS_BACK_MAX {
            if since <= Day::MIN.plus(1) {
                break;
            }
            let (earlier, window) = self.watch(duty, subject, since.plus(-1), Window::new());
            let same = earlier.iter().any(|other| other.status == outcome.status && other.period == outcome.period);
            if !same {
                break;
            }
            since = window.first.min(since.plus(-1));
        }
        since
    }

    pub(super) fn run<P: Probe>(&self, day: Day, probe: P) -> Run<'a, P> {
        Run {
            eval: Evaluator { facts: self.facts, calendar: self.calendar, day, probe, missing: None },
            program: self.program,
            settings: self.settings,
            readings: self.settings.readings(day),
        }
    }
}
