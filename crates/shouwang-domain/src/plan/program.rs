//! The law compiled against the registers.

use std::collections::HashMap;

use shouwang_calendar::{Day, PeriodUnit, Span};
use shouwang_law::model::{Duty, Law, RuleName};

use crate::facts::RegisterIndex;

use super::compile::{self, RuleError};
use super::cond::{Cond, DayTerm, EntityTerm, RowSet};
use super::depend::Dependents;
use super::matter::CompiledMatter;
use super::outcome::Reason;

/// Position of a duty in a program.
pub type DutyIndex = u16;

/// The days on which a rule can ask for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Active {
    /// First day of its instrument.
    pub from: Day,
    /// Last day of its instrument; [`Day::MAX`] until further notice.
    pub until: Day,
    /// From which day to which a newer rule stands in its place, and which.
    pub replaced: Option<(Day, Day, RuleName)>,
    /// From which day to which a newer instrument switches it off.
    pub dropped: Option<(Day, Day)>,
    /// From which day to which it is supplementary: only its own instrument says it, while the one it yields to is in force.
    pub supplementary: Option<(Day, Day)>,
}

impl Active {
    /// Why the rule asks for nothing on the day, if so.
    #[must_use]
    pub fn silent_on(&self, day: Day) -> Option<Reason> {
        if day < self.from {
            return Some(Reason::NotYetInForce);
        }
        if day > self.until {
            return Some(Reason::Expired);
        }
        let within = |(from, until): (Day, Day)| (from..=until).contains(&day);
        if self.replaced.as_ref().is_some_and(|&(from, until, _)| within((from, until))) {
            return Some(Reason::Replaced);
        }
        self.dropped.is_some_and(within).then_some(Reason::Dropped)
    }

    /// Whether the rule is supplementary on the day.
    #[must_use]
    pub fn is_supplementary_on(&self, day: Day) -> bool {
        self.supplementary.is_some_and(|(from, until)| (from..=until).contains(&day))
    }
}

/// One need of a duty that must be met before an event.
#[derive(Clone, Debug)]
pub(super) struct CompiledNeed {
    pub(super) rows: RowSet,
    pub(super) lead: Option<Span>,
}

/// The temporal shape of a duty, compiled.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Filled { rows: RowSet, each: Box<[Cond]>, count_min: u32 },
    State { must: Cond },
    ForbiddenRows { rows: RowSet },
    ForbiddenState { never: Cond },
    Periodic { every: PeriodUnit, rows: Box<[RowSet]>, count_min: u32, for_year: Option<usize> },
    Within { within: Span, after: DayTerm, rows: RowSet },
    Recurring { within: Span, first_after: Option<DayTerm>, rows: RowSet },
    Before { event: DayTerm, needs: Box<[CompiledNeed]> },
    Retention(Retention),
}

/// A duty to keep records for a time, compiled.
#[derive(Clone, Debug)]
pub(super) struct Retention {
    pub(super) keep: Span,
    pub(super) since: DayTerm,
    pub(super) rows: RowSet,
    /// The flag column that says whether the days of a row are there or are missing.
    pub(super) complete: usize,
    pub(super) source: Option<RowSet>,
}

/// A duty compiled against the registers.
#[derive(Clone, Debug)]
pub struct CompiledDuty {
    /// The rule as written.
    pub rule: Duty,
    /// The register it is about.
    pub subject: RegisterIndex,
    /// When it can ask for something.
    pub active: Active,
    pub(super) bearer: Option<EntityTerm>,
    pub(super) when: Option<Cond>,
    pub(super) measured_by: Option<RowSet>,
    pub(super) kind: Kind,
}

/// All duties and matters of a law, compiled.
#[derive(Clone, Debug)]
pub struct Program {
    pub(super) duties: Vec<CompiledDuty>,
    pub(super) by_name: HashMap<RuleName, DutyIndex>,
    pub(super) matters: Vec<CompiledMatter>,
    pub(super) readings: Vec<(String, Vec<String>, String)>,
    pub(super) dependents: Dependents,
}

impl Program {
    /// Compiles every duty of the law.
    ///
    /// # Errors
    /// Every rule that names a register, field or word that is not there, or compares what cannot be compared, with its place.
    pub fn compile(law: &Law) -> Result<Program, Vec<RuleError>> {
        compile::program(law)
    }

    /// The duties, in the order of the law.
    #[must_use]
    pub fn duties(&self) -> &[CompiledDuty] {
        &self.duties
    }

    /// The matters, in the order of the law.
    #[must_use]
    pub fn matters(&self) -> &[CompiledMatter] {
        &self.matters
    }

    /// One duty.
    #[must_use]
    pub fn duty(&self, index: DutyIndex) -> &CompiledDuty {
        &self.duties[usize::from(index)]
    }

    /// The position of a duty by its full name.
    #[must_use]
    pub fn position(&self, name: &RuleName) -> Option<DutyIndex> {
        self.by_name.get(name).copied()
    }

    /// The registers that a duty reads; the rows of others cannot change its answer, but for what was decided about the rules themselves.
    pub fn registers_of(&self, duty: DutyIndex) -> impl Iterator<Item = RegisterIndex> + '_ {
        self.dependents.registers_of(duty)
    }

    /// The same program in which no newer rule stands in the place of another: each rule on its own, as its cases see it.
    #[must_use]
    pub fn without_replacement(&self) -> Program {
        let mut program = self.clone();
        program.duties.iter_mut().for_each(|duty| duty.active.replaced = None);
        program
    }

    /// Duties by number, with it.
    pub fn indexed(&self) -> impl Iterator<Item = (DutyIndex, &CompiledDuty)> {
        (0..).zip(&self.duties)
    }

    /// The duty that a user means: by its full name (`hunan-2026/logs-internet`), or by its id where only one instrument has it.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<DutyIndex> {
        let meant = |duty: &CompiledDuty| duty.rule.name.to_string() == text || *duty.rule.name.id == *text || duty.rule.title.zh == text;
        self.indexed().filter(|(_, duty)| meant(duty)).map(|(index, _)| index).collect()
    }
}
