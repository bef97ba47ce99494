//! What a duty's standing rests on, in one line: enough for a list. [`super::Explained`] tells all of it.

use std::collections::BTreeSet;

use shouwang_calendar::{Day, Words};
use shouwang_domain::plan::FactRead;
use shouwang_domain::register::Shape;

use super::explained::{basis_id, basis_label, label};
use super::row::known_day;
use super::{Desk, find_subject};

/// The row that decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The register.
    pub register: &'static str,
    /// What the register is called.
    pub register_label: Words,
    /// The row's code.
    pub code: String,
    /// The row's first day; none when it is not known since when it holds.
    pub from: Option<Day>,
    /// The row's last day; none when it holds until further notice, and of what happened on a day.
    pub until: Option<Day>,
    /// `declared` or `measured`.
    pub basis: &'static str,
    /// The same in words.
    pub basis_label: Words,
    /// Who vouches for it.
    pub vouched_by: Option<String>,
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
        Some(self.told(decided, rows.len() - 1))
    }

    fn told(&self, fact: &FactRead, others_count: usize) -> Evidence {
        let (table, row) = (self.facts.table(fact.register), fact.row);
        let def = table.def();
        Evidence {
            register: def.name,
            register_label: label(def.label),
            code: table.code(table.entity(row)).to_owned(),
            from: known_day(table.from(row)),
            until: if def.shape == Shape::State { known_day(table.until(row)) } else { None },
            basis: basis_id(table.basis(row)),
            basis_label: basis_label(table.basis(row)),
            vouched_by: table.vouched_by(row).map(str::to_owned),
            others_count,
        }
    }
}
