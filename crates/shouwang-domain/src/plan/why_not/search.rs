//! The walk through attempts: depth first, with as few changed rows as will do.
//!
//! What is still to be done is a list of goals. Each goal is turned into the steps that may reach it; a step changes facts and leaves further
//! goals. When no goal is left the duty is asked. First one changed row is allowed, then two, and so on; among the remedies with the
//! fewest rows the one that supposes least stands.

use shouwang_calendar::{Calendar, Day, Period};

use crate::facts::{Entity, Facts, RegisterIndex, RowIndex};
use crate::register::catalog;

use super::super::eval::{Evaluator, Scope};
use super::super::kinds::Run;
use super::super::outcome::{Outcome, Status};
use super::super::planner::Planner;
use super::super::probe::Quick;
use super::super::program::{CompiledDuty, Program};
use super::super::settings::Settings;
use super::edit::Net;
use super::goal::{Goal, Places, Step};
use super::past::Today;
use super::remedy::{Remedy, RemedyChange, RowPart};
use super::world::World;
use super::{ATTEMPTS_MAX, DEPTH_MAX, Question, ROUNDS_MAX, ROWS_MAX};

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
    /// Where only what can still be done is looked for.
    pub(super) only_from: Option<Today>,
    is_unknown: bool,
    rows_max: usize,
    attempts: u32,
    best: Option<Found>,
}

impl<'a, 'w> Search<'a, 'w> {
    pub(super) fn new(
        program: &'a Program,
        calendar: &'a Calendar,
        settings: &'a Settings,
        facts: &'w mut Facts,
        question: Question,
    ) -> Search<'a, 'w> {
        Search {
            program,
            calendar,
            settings,
            question,
            world: World::new(facts),
            only_from: None,
            is_unknown: false,
            rows_max: 0,
            attempts: 0,
            best: None,
        }
    }

    /// The smallest remedy; of what can still be done only, where that is asked for.
    pub(super) fn run(mut self, ahead_only: bool) -> Option<Remedy> {
        let status = self.outcome()?.status;
        if matches!(status, Status::Fulfilled | Status::NotApplicable) {
            return None;
        }
        self.is_unknown = status == Status::Unknown;
        if ahead_only {
            self.only_from = Some(self.today());
            self.world.look_ahead(self.today());
        }
        for rows_max in 1..=ROWS_MAX {
            (self.rows_max, self.attempts) = (rows_max, 0);
            self.pursue(vec![Goal::Fulfil { rounds: ROUNDS_MAX }], 0);
            if let Some(found) = self.best.take() {
                return Some(self.remedy(found.changes));
            }
        }
        None
    }

    /// The duty as it stands with what is tried.
    pub(super) fn outcome(&self) -> Option<Outcome> {
        let Question { duty, subject, day, period } = self.question;
        self.planner().outcome_for(duty, subject, day, period)
    }

    /// Who must fulfil the duty, as far as it is known with what is tried.
    pub(super) fn bearer(&self) -> Option<Entity> {
        let Question { duty, subject, day, .. } = self.question;
        self.planner().bearer(duty, subject, day)
    }

    fn planner(&self) -> Planner<'_> {
        Planner { program: self.program, facts: self.world.facts(), calendar: self.calendar, settings: self.settings }
    }

    pub(super) fn duty(&self) -> &'a CompiledDuty {
        self.program.duty(self.question.duty)
    }

    pub(super) fn day(&self) -> Day {
        self.question.day
    }

    fn today(&self) -> Today {
        Today { day: self.question.day, is_unknown: self.is_unknown }
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
    pub(super) fn place(&self, register: RegisterIndex, row: RowIndex, places: Places) -> Places {
        Places { row: self.world.name(register, row), ..places }
    }

    fn pursue(&mut self, mut agenda: Vec<Goal<'a>>, depth: usize) {
        self.attempts += 1;
        if self.attempts > ATTEMPTS_MAX || depth > DEPTH_MAX {
            return;
        }
        let Some(goal) = agenda.pop() else { return self.conclude() };
        for step in self.steps(&goal) {
            let mark = self.world.mark();
            if step.edits.iter().all(|edit| self.world.apply(edit)) && self.is_worth_it() {
                let mut rest = agenda.clone();
                rest.extend(step.goals.into_iter().rev());
                self.pursue(rest, depth + 1);
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
        let def = |net: &Net| &catalog().registers()[usize::from(net.register)];
        let is_turned_back = |net: &Net| self.today().is_turned_back(def(net), net.before.as_ref(), net.after.as_ref());
        let corrects_record = self.only_from.is_none() && changes.iter().any(is_turned_back);
        let told = changes.iter().filter_map(|net| RemedyChange::new(net, self.question.day, self.only_from));
        Remedy::new(told.collect(), corrects_record)
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
            // What goes on otherwise from today begins today.
            if part == RowPart::From && self.only_from.is_some() {
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
}
