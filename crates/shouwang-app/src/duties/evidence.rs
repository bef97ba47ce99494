//! What a duty's standing rests on, in one line: enough for a list. [`super::Explained`] tells all of it.

use std::collections::BTreeSet;

use shouwang_calendar::Day;

use super::explained::FactTold;
use super::{Desk, find_subject};

/// The row that decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What of it was read.
    pub fact: FactTold,
    /// How many other rows were read to come to it.
    pub others_count: usize,
}

impl Desk<'_> {
    /// The row that decides where a duty stands on a day. What shows whether a duty applies at all is read first, so it is in the register that was
    /// read last; where several rows of it were gone through, the one that began last. None where the facts do not know the duty or its
    /// subject, and for a period other than the last one that is spoken of.
    #[must_use]
    pub fn evidence(&self, duty: &str, subject: &str, period: Option<&str>, day: Day) -> Option<Evidence> {
        let duty = *self.program().find(duty).first()?;
        let subject = find_subject(self, duty, subject).ok()?;
        let explanation = self.planner().explain(duty, subject, day);
        let current = explanation.standings.last()?.outcome.period.map(|period| period.to_string());
        if current.as_deref() != period {
            return None;
        }
        let last = explanation.facts.last()?;
        let alike = explanation.facts.iter().filter(|fact| fact.register == last.register);
        let decided = alike.max_by_key(|fact| self.facts.table(fact.register).from(fact.row))?;
        let rows: BTreeSet<_> = explanation.facts.iter().map(|fact| (fact.register, fact.row)).collect();
        Some(Evidence { fact: self.fact_told(decided), others_count: rows.len() - 1 })
    }
}
