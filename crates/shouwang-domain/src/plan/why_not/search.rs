//! The walk through attempts: depth first, with as few changed rows as will do.
//!
//! What is still to be done is a list of goals. Each goal is turned into the steps that may reach it; a step changes facts and leaves further
//! goals. When no goal is left the duty is asked. First one changed row is allowed, then two, and so on; among the remedies with the
//! fewest rows the one that supposes least stands.

use shouwang_calendar::{Calendar, Day, Period};

use crate::facts::{Facts, RowIndex};
use crate::register::{Row, Shape, Value, catalog, validate};

use super::super::cond::{Cond, DayTerm, RowSet};
use super::super::eval::{Evaluator, Scope};
use super::super::kinds::Run;
use super::super::outcome::{Outcome, Status};
use super::super::planner::Planner;
use super::super::probe::Quick;
use super::super::program::{CompiledDuty, Program};
use super::super::settings::Settings;
use super::edit::{At, Edit, Net, World};
use super::remedy::{Remedy, RemedyChange, RowPart};
use super::{ATTEMPTS_MAX, Question, ROUNDS_MAX, ROWS_MAX};

/// The rows that names in a condition stand for, by name, as rows change while the search goes on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    pub(super) row: At,
    pub(super) subject: At,
}

/// Something that has to come about.
#[derive(Clone, Debug)]
pub(super) enum Goal<'a> {
    /// The duty is fulfilled.
    Fulfil { rounds: u8 },
    /// The condition comes out as wanted. `among` are the conditions on the same row that have to hold together with it: they say which
    /// things a reference may be pointed to.
    Holds { cond: &'a Cond, wanted: bool, among: &'a [Cond], places: Places },
    /// From `min` to `max` rows count; there is `any` row at all.
    Tally { rows: &'a RowSet, extra: Option<&'a Cond>, min: u32, max: u32, any: bool, places: Places },
    /// One more row is evidence.
    Evidence { rows: &'a RowSet, wanted: Wanted, places: Places },
    /// It is known of each row whether it is evidence.
    Decided { rows: &'a RowSet, best: Day, places: Places },
    /// The day is known; `days` are worth a try.
    Known { term: &'a DayTerm, days: Vec<Day>, places: Places },
}

/// What makes a row the evidence that is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Days that serve.
    pub(super) first: Day,
    pub(super) last: Day,
    /// The one that is taken where any serves.
    pub(super) best: Day,
    /// A day that the row's own days have to cover.
    pub(super) covers: Option<Day>,
    /// A number that a field has to hold.
    pub(super) number: Option<(usize, i64)>,
}

/// One attempt: changes, and what is still to be done after them.
#[derive(Clone, Debug, Default)]
pub(super) struct Step<'a> {
    pub(super) edits: Vec<Edit>,
    pub(super) goals: Vec<Goal<'a>>,
}

/// A remedy that was found, before it is put into words.
struct Found {
    weight: u32,
    changes: Vec<Net>,
}

/// The search for one remedy.
pub(super) struct Search<'a, 'w> {
    pub(super) program: &'a Program,
    pub(super) calendar: &'a Calendar,
    pub(super) settings: &'a Settings,
    pub(super) question: Question,
    pub(super) world: World<'w>,
    rows_max: usize,
    attempts: u32,
    best: Option<Found>,
}

impl<'a> Step<'a> {
    /// Nothing to change, these goals.
    pub(super) fn goals(goals: Vec<Goal<'a>>) -> Step<'a> {
        Step { edits: Vec::new(), goals }
    }
}

impl<'a, 'w> Search<'a, 'w> {
    pub(super) fn new(
        program: &'a Program,
        calendar: &'a Calendar,
        settings: &'a Settings,
        facts: &'w mut Facts,
        question: Question,
    ) -> Search<'a, 'w> {
        Search { program, calendar, settings, question, world: World::new(facts), rows_max: 0, attempts: 0, best: None }
    }

    /// The smallest remedy.
    pub(super) fn run(mut self) -> Option<Remedy> {
        if matches!(self.outcome()?.status, Status::Fulfilled | Status::NotApplicable) {
            return None;
        }
        for rows_max in 1..=ROWS_MAX {
            (self.rows_max, self.attempts) = (rows_max, 0);
            self.pursue(vec![Goal::Fulfil { rounds: ROUNDS_MAX }]);
            if let Some(found) = self.best.take() {
                return Some(self.remedy(found.changes));
            }
        }
        None
    }

    /// The duty as it stands with what is tried.
    pub(super) fn outcome(&self) -> Option<Outcome> {
        let Question { duty, subject, day, period } = self.question;
        let planner = Planner { program: self.program, facts: self.world.facts(), calendar: self.calendar, settings: self.settings };
        planner.outcome_for(duty, subject, day, period)
    }

    pub(super) fn duty(&self) -> &'a CompiledDuty {
        self.program.duty(self.question.duty)
    }

    pub(super) fn day(&self) -> Day {
        self.question.day
    }

    /// The period that is meant, when it is over.
    pub(super) fn past(&self) -> Option<Period> {
        self.question.period.filter(|period| period.last() < self.day())
    }

    pub(super) fn evaluation(&self, day: Day) -> Run<'_, Quick> {
        let planner = Planner { program: self.program, facts: self.world.facts(), calendar: self.calendar, settings: self.settings };
        planner.run(day, Quick)
    }

    pub(super) fn eval(&self) -> Evaluator<'_, Quick> {
        self.evaluation(self.day()).eval
    }

    /// The rows that the places are now; `None` when one of them was taken away.
    pub(super) fn scope(&self, places: Places) -> Option<Scope> {
        Some(Scope { row: self.world.row(places.row)?, subject: self.world.row(places.subject)? })
    }

    /// The places for a row, about the same subject.
    pub(super) fn place(&self, register: crate::facts::RegisterIndex, row: RowIndex, places: Places) -> Places {
        Places { row: self.world.name(register, row), ..places }
    }

    fn pursue(&mut self, mut agenda: Vec<Goal<'a>>) {
        self.attempts += 1;
        if self.attempts > ATTEMPTS_MAX {
            return;
        }
        let Some(goal) = agenda.pop() else { return self.conclude() };
        for step in self.steps(&goal) {
            let mark = self.world.mark();
            if step.edits.iter().all(|edit| self.world.apply(edit)) && self.is_worth_it() {
                let mut rest = agenda.clone();
                rest.extend(step.goals.into_iter().rev());
                self.pursue(rest);
            }
            self.world.restore(mark);
        }
    }

    fn steps(&self, goal: &Goal<'a>) -> Vec<Step<'a>> {
        match goal {
            Goal::Fulfil { rounds } => self.fulfil(*rounds),
            Goal::Holds { cond, wanted, among, places } => self.holds(cond, *wanted, among, *places),
            Goal::Tally { rows, extra, min, max, any, places } => self.tally(rows, *extra, (*min, *max, *any), *places),
            Goal::Evidence { rows, wanted, places } => self.evidence(rows, *wanted, *places),
            Goal::Decided { rows, best, places } => self.decided(rows, *best, *places),
            Goal::Known { term, days, places } => self.known(term, days, *places),
        }
    }

    fn is_worth_it(&self) -> bool {
        self.world.row_count() <= self.rows_max && self.best.as_ref().is_none_or(|best| self.world.weight() < best.weight)
    }

    /// Nothing is left to be done: the duty itself has the last word.
    fn conclude(&mut self) {
        if self.outcome().is_none_or(|outcome| outcome.status != Status::Fulfilled) {
            return;
        }
        let changes = self.world.changes();
        if changes.iter().all(|net| self.is_sound(net)) {
            self.best = Some(Found { weight: self.world.weight(), changes });
        }
    }

    /// Leaves out what is not needed after all.
    fn remedy(&mut self, mut changes: Vec<Net>) -> Remedy {
        let all = (1_u32 << changes.len()) - 1;
        let mut subsets: Vec<u32> = (1..all).collect();
        subsets.sort_by_key(|subset| (subset.count_ones(), *subset));
        for subset in subsets {
            let some: Vec<_> = (0..).zip(&changes).filter(|(at, _)| subset & (1 << at) != 0).map(|(_, net)| net.clone()).collect();
            if self.suffices(&some) {
                changes = some;
                break;
            }
        }
        for at in 0..changes.len() {
            self.lighten(&mut changes, at);
        }
        Remedy::new(changes.iter().filter_map(|net| RemedyChange::new(net, self.question.day)).collect())
    }

    /// Puts every part of one changed row back that need not change.
    fn lighten(&mut self, changes: &mut [Net], at: usize) {
        let def = &catalog().registers()[usize::from(changes[at].register)];
        for part in RowPart::all(def) {
            let Net { before, after: Some(after), .. } = &changes[at] else { return };
            let (was, is) = (before.as_ref().and_then(|row| part.of(row)), part.of(after));
            // The days and the basis of a new row are what they are; only what is said of it can be left out.
            if was == is || (before.is_none() && !matches!(part, RowPart::Field(_))) {
                continue;
            }
            let full = after.clone();
            if let Some(after) = &mut changes[at].after {
                part.set(after, was.as_ref());
            }
            if !self.suffices(changes) {
                changes[at].after = Some(full);
            }
        }
    }

    fn suffices(&mut self, changes: &[Net]) -> bool {
        let undos = self.world.impose(changes);
        let fulfilled = self.outcome().is_some_and(|outcome| outcome.status == Status::Fulfilled);
        let sound = fulfilled && changes.iter().all(|net| self.is_sound(net));
        self.world.revert(&undos);
        sound
    }

    /// Whether the changed row contradicts itself no more than it did before, and names nothing new that is not there.
    fn is_sound(&self, net: &Net) -> bool {
        let Some(after) = &net.after else { return true };
        let facts = self.world.facts();
        let leads_on = |at: usize, value: &Value| match (value, facts.table(net.register).target(at)) {
            (Value::Ref(code), Some(target)) => {
                let table = facts.table(target);
                table.find(code).is_some_and(|entity| table.rows_of(entity).next().is_some())
            }
            _ => true,
        };
        let was = |at: usize| net.before.as_ref().and_then(|row| row.values[at].as_ref());
        let mut given = after.values.iter().enumerate().filter_map(|(at, value)| Some((at, value.as_ref()?)));
        given.all(|(at, value)| was(at) == Some(value) || leads_on(at, value)) && is_consistent(net, after)
    }
}

/// Whether the changed row contradicts itself no more than it did before. What a new row still lacks is no contradiction.
fn is_consistent(net: &Net, after: &Row) -> bool {
    let def = &catalog().registers()[usize::from(net.register)];
    let problems = |row: &Row| -> Vec<&'static str> {
        let lacking = |name: &str| def.field_index(name).is_some_and(|at| row.values[at].is_none());
        let about = validate(row, def).into_iter().map(|problem| problem.field);
        about.filter(|name| !(lacking(name) || *name == "from" && def.shape == Shape::Event)).collect()
    };
    let before = net.before.as_ref().map(problems).unwrap_or_default();
    problems(after).iter().all(|problem| before.contains(problem))
}
