//! What the facts say about a matter that somebody wants: whether it is for this subject, who may apply, which preconditions are met,
//! and the day that it must come before.
//!
//! Rows and conditions are asked about things as they are; a duty is asked about things as they would be if the matter were granted, for
//! what is asked of a link cannot be asked before there is one. What would be is put into the facts for the time of the question and taken
//! out again. This module decides nothing.

use shouwang_calendar::{Calendar, Day};
use shouwang_law::model::{Asks, Matter, Words};

use crate::facts::{Change, Entity, Facts, RegisterIndex, Segment, register_index};
use crate::register::Choices as _;
use crate::registers::permission;
use crate::registers::unit::Function;

use super::cond::{Cond, DayTerm, EntityTerm, RowSet, Tri};
use super::eval::{Got, Scope};
use super::outcome::{Missing, Status};
use super::planner::Planner;
use super::probe::Quick;
use super::program::{Active, DutyIndex, Program};
use super::settings::Settings;

/// Who may apply.
#[derive(Clone, Debug)]
pub(super) enum Applicant {
    /// The unit that the subject names.
    Named(EntityTerm),
    /// Any unit of the function.
    Function(Function),
}

/// What a precondition asks, compiled.
#[derive(Clone, Debug)]
pub(super) enum CompiledAsks {
    Rows(RowSet),
    Duty(DutyIndex, EntityTerm),
    Must(Cond),
}

/// A precondition, compiled.
#[derive(Clone, Debug)]
pub(super) struct CompiledPrecondition {
    pub(super) when: Option<Cond>,
    pub(super) asks: CompiledAsks,
}

/// A matter compiled against the registers.
#[derive(Clone, Debug)]
pub struct CompiledMatter {
    /// The rule as written.
    pub rule: Matter,
    /// What is asked, told or filed.
    pub kind: permission::Matter,
    /// The register it is about.
    pub subject: RegisterIndex,
    /// When it can be asked for.
    pub active: Active,
    pub(super) applicant: Applicant,
    pub(super) when: Option<Cond>,
    pub(super) needs: Box<[CompiledPrecondition]>,
    pub(super) before: Option<DayTerm>,
}

impl CompiledMatter {
    /// The function that a unit must have to apply, where the law names no unit of the subject.
    pub(crate) fn function(&self) -> Option<&'static str> {
        match &self.applicant {
            Applicant::Function(function) => Function::CHOICES.get(usize::from(function.position())).map(|choice| choice.id),
            Applicant::Named(_) => None,
        }
    }

    /// Whether a unit may apply at all: where the law names a function, only units that have it.
    pub(crate) fn may_apply(&self, facts: &Facts, unit: &str, day: Day) -> bool {
        let Applicant::Function(function) = &self.applicant else { return true };
        let units = register_index("unit").map(|unit| facts.table(unit));
        units.and_then(|units| units.find(unit)).is_some_and(|unit| has_function(facts, unit, *function, day))
    }
}

/// Whether something is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// A fact is missing.
    Unknown,
}

/// One precondition, asked about one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedFound {
    /// What it is called.
    pub title: Words,
    /// Whether it is asked of this subject.
    pub asked: bool,
    /// Whether it is met.
    pub met: Answer,
    /// The fact that is missing, when that is not known.
    pub missing: Option<Missing>,
    /// Whether the body that decides may weigh it.
    pub weigh: bool,
}

/// Who answers for the subject, seen from the unit that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bearer {
    /// The unit that applies.
    Itself,
    /// Another.
    Another,
    /// Nobody is named.
    Unknown,
}

/// Everything that the facts say about a matter for one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Premises {
    /// Whether the matter is for such a subject.
    pub in_scope: Answer,
    /// Whether the applicant is whoever may apply.
    pub applicant: Bearer,
    /// The preconditions that are asked of this subject, in the order of the rule.
    pub needs: Vec<NeedFound>,
    /// The day that it must come before.
    pub event: Option<Day>,
}

/// What is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The code of the subject.
    pub subject: &'a str,
    /// The code of the unit that applies.
    pub applicant: &'a str,
    /// The day on which the matter would take effect.
    pub day: Day,
    /// What its end would change.
    pub changes: &'a [Change],
}

/// What was found of a subject; each precondition with its place in the rule.
struct Found {
    in_scope: Answer,
    applicant: Bearer,
    needs: Vec<(usize, NeedFound)>,
    event: Option<Day>,
}

impl Program {
    /// What the facts say about a matter for a subject, as things are and as they would be. The facts are afterwards as they were before.
    pub fn premises(
        &self,
        matter: &CompiledMatter,
        settings: &Settings,
        calendar: &Calendar,
        facts: &mut Facts,
        asked: &Asked<'_>,
    ) -> Premises {
        let ask = |facts: &Facts| Question { planner: Planner { program: self, facts, calendar, settings }, matter, asked }.found();
        let is = ask(facts);
        let undo: Vec<_> = asked.changes.iter().map(|change| facts.apply(change)).collect();
        let would_be = ask(facts);
        undo.iter().rev().for_each(|undo| facts.undo(undo));
        let is_duty = |at: usize| matches!(matter.rule.needs.get(at).map(|need| &need.asks), Some(Asks::Duty { .. }));
        let found = match (is, would_be) {
            (Some(is), Some(would_be)) => {
                let needs = is.needs.into_iter().zip(would_be.needs).map(|(is, would_be)| if is_duty(is.0) { would_be } else { is });
                Found { needs: needs.collect(), event: would_be.event, ..is }
            }
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => Found { in_scope: Answer::Unknown, applicant: Bearer::Unknown, needs: Vec::new(), event: None },
        };
        let needs = found.needs.into_iter().filter_map(|(_, need)| need.asked.then_some(need)).collect();
        Premises { in_scope: found.in_scope, applicant: found.applicant, needs, event: found.event }
    }
}

/// One matter, asked about over facts.
struct Question<'a> {
    planner: Planner<'a>,
    matter: &'a CompiledMatter,
    asked: &'a Asked<'a>,
}

impl Question<'_> {
    /// `None` when the subject is not there on the day.
    fn found(&self) -> Option<Found> {
        let table = self.planner.facts.table(self.matter.subject);
        let subject = table.find(self.asked.subject)?;
        let Segment::Row(row) = table.segment(subject, self.asked.day) else { return None };
        let scope = Scope { row, subject: row };
        let mut eval = self.planner.run(self.asked.day, Quick).eval;
        let in_scope = self.matter.when.as_ref().map_or(Answer::Yes, |when| eval.cond(when, scope).into());
        let event = match self.matter.before.as_ref().map(|before| eval.day_term(before, scope)) {
            Some(Got::Known(day)) if !day.is_open() => Some(day),
            _ => None,
        };
        let needs = (0..).zip(&self.matter.needs).map(|(at, need)| (at, self.need(at, need, scope))).collect();
        Some(Found { in_scope, applicant: self.applicant(scope), needs, event })
    }

    fn applicant(&self, scope: Scope) -> Bearer {
        let facts = self.planner.facts;
        let Some(unit) = register_index("unit") else { return Bearer::Unknown };
        let applicant = facts.table(unit).find(self.asked.applicant);
        match (&self.matter.applicant, applicant) {
            (Applicant::Named(term), applicant) => match self.planner.run(self.asked.day, Quick).eval.entity(term, scope) {
                Got::Known(bearer) if applicant == Some(bearer) => Bearer::Itself,
                Got::Known(_) => Bearer::Another,
                Got::Nothing | Got::Missing => Bearer::Unknown,
            },
            (Applicant::Function(function), Some(applicant)) if has_function(facts, applicant, *function, self.asked.day) => Bearer::Itself,
            (Applicant::Function(_), _) => Bearer::Another,
        }
    }

    fn need(&self, at: usize, need: &CompiledPrecondition, scope: Scope) -> NeedFound {
        let mut eval = self.planner.run(self.asked.day, Quick).eval;
        let asked = need.when.as_ref().map_or(Tri::True, |when| eval.cond(when, scope));
        let met = match (&need.asks, asked) {
            // Whether it is asked at all is not known, and so is the answer.
            (_, Tri::Unknown) => Answer::Unknown,
            (_, Tri::False) => Answer::Yes,
            (CompiledAsks::Rows(rows), Tri::True) => match eval.tally(rows, None, scope) {
                Got::Known(tally) if tally.yes > 0 => Answer::Yes,
                Got::Known(tally) if tally.maybe == 0 => Answer::No,
                Got::Nothing => Answer::No,
                Got::Known(_) | Got::Missing => Answer::Unknown,
            },
            (CompiledAsks::Must(must), Tri::True) => eval.cond(must, scope).into(),
            (CompiledAsks::Duty(duty, at), Tri::True) => match eval.entity(at, scope) {
                Got::Known(subject) => self.duty(*duty, subject, &mut eval.missing),
                Got::Nothing => Answer::No,
                Got::Missing => Answer::Unknown,
            },
        };
        let missing = eval.missing.filter(|_| met == Answer::Unknown);
        let rule = self.matter.rule.needs.get(at);
        NeedFound {
            title: self.title(need, rule.and_then(|rule| rule.title.as_ref())),
            asked: asked != Tri::False,
            met,
            missing,
            weigh: rule.is_some_and(|rule| rule.weigh),
        }
    }

    /// A duty is not in the way while there is still time for it.
    fn duty(&self, duty: DutyIndex, subject: Entity, missing: &mut Option<Missing>) -> Answer {
        let mut answer = Answer::Yes;
        self.planner.plan_one(duty, subject, self.asked.day, |outcome| match outcome.status {
            Status::Breached | Status::Overdue => answer = Answer::No,
            Status::Unknown if answer == Answer::Yes => (answer, *missing) = (Answer::Unknown, outcome.missing),
            Status::Unknown | Status::Open | Status::Fulfilled | Status::NotApplicable => {}
        });
        answer
    }

    fn title(&self, need: &CompiledPrecondition, own: Option<&Words>) -> Words {
        if let Some(own) = own {
            return own.clone();
        }
        match &need.asks {
            CompiledAsks::Duty(duty, _) => self.planner.program.duty(*duty).rule.title.clone(),
            // The pages give it a title of its own.
            CompiledAsks::Must(_) => self.matter.rule.title.clone(),
            CompiledAsks::Rows(rows) => {
                let label = self.planner.facts.table(rows.register).def().label;
                Words::new(label.zh, label.en)
            }
        }
    }
}

/// Whether a unit has a function on a day.
pub(crate) fn has_function(facts: &Facts, unit: Entity, function: Function, day: Day) -> bool {
    let Some(table) = facts.table_named("unit") else { return false };
    let Segment::Row(row) = table.segment(unit, day) else { return false };
    let held = table.def().field_index("functions").and_then(|at| table.column(at).set(row as usize));
    held.is_some_and(|held| held & (1 << function.position()) != 0)
}

impl From<Tri> for Answer {
    fn from(tri: Tri) -> Answer {
        match tri {
            Tri::True => Answer::Yes,
            Tri::False => Answer::No,
            Tri::Unknown => Answer::Unknown,
        }
    }
}
