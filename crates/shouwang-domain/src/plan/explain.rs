//! Says why a duty stands where it stands.

use shouwang_calendar::{Counted, Day};

use crate::facts::{Entity, RegisterIndex, RowIndex};

use super::outcome::Outcome;
use super::planner::{Planner, Standing};
use super::probe::{Full, WHOLE_ROW};
use super::program::{CompiledDuty, DutyIndex, Kind};

/// One fact that an answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FactRead {
    /// The register.
    pub register: RegisterIndex,
    /// The row.
    pub row: RowIndex,
    /// The field; `None` for the row itself and its days.
    pub field: Option<u16>,
}

/// Where a duty stands for a subject on a day, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The duty.
    pub duty: DutyIndex,
    /// The subject.
    pub subject: Entity,
    /// The day.
    pub day: Day,
    /// What it comes to; periodic duties may have one for the past period before the one for the current.
    pub standings: Vec<Standing>,
    /// The facts that were read, in the order in which they were.
    pub facts: Vec<FactRead>,
}

impl Planner<'_> {
    /// Explains one duty for one subject on a day.
    #[must_use]
    pub fn explain(&self, duty: DutyIndex, subject: Entity, day: Day) -> Explanation {
        let (outcomes, probe) = self.watch(duty, subject, day, Full::new());
        let standings = outcomes.iter().map(|outcome| self.standing(duty, subject, *outcome, probe.window)).collect();
        let read = |&(register, row, field): &(RegisterIndex, RowIndex, u16)| FactRead {
            register,
            row,
            field: (field != WHOLE_ROW).then_some(field),
        };
        Explanation { duty, subject, day, standings, facts: probe.read.iter().map(read).collect() }
    }

    /// How the due day of an outcome was counted, where the calendar counted it.
    #[must_use]
    pub fn counted(&self, duty: DutyIndex, outcome: &Outcome) -> Option<Counted> {
        let start = outcome.counted_from?;
        let readings = self.settings.readings(start);
        match &self.program.duty(duty).kind {
            Kind::Within { within, .. } | Kind::Recurring { within, .. } => Some(self.calendar.add(start, *within)),
            Kind::Before { needs, .. } => {
                let lead = needs.get(usize::from(outcome.part))?.lead?;
                Some(self.calendar.latest_before(start, lead, readings.ahead))
            }
            _ => None,
        }
    }

    /// The unit that must act for this subject on the day, if it is known.
    #[must_use]
    pub fn bearer(&self, duty: DutyIndex, subject: Entity, day: Day) -> Option<Entity> {
        let CompiledDuty { subject: register, bearer, .. } = self.program.duty(duty);
        match bearer {
            Some(term) => self.entity_on(*register, subject, term, day),
            None => (Some(*register) == crate::facts::register_index("unit")).then_some(subject),
        }
    }
}
