//! What the end of a matter changes.

use shouwang_calendar::Day;

use crate::facts::{Change, register_index};
use crate::register::{Fact, Record, Registers, Row, derive_code};

use super::scene::Scene;

/// Somebody who leaves: the accounts and grants of this product that he has for the unit end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// His code among the persons of the registers.
    pub person: String,
    /// The unit that he leaves.
    pub unit: String,
    /// His last day.
    pub last_day: Day,
}

/// Rows that are written, and who leaves, all in the transaction of the act that ends the matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Rows, each new or in place of the one with the same key.
    pub rows: Registers,
    /// Who leaves.
    pub leaving: Vec<Leaving>,
}

impl Effects {
    /// No change but the record of the matter itself.
    #[must_use]
    pub fn none() -> Effects {
        Effects::default()
    }

    /// This fact.
    #[must_use]
    pub fn of<T: Record>(fact: Fact<T>) -> Effects {
        let mut effects = Effects::none();
        effects.put(fact);
        effects
    }

    /// Adds a fact.
    pub fn put<T: Record>(&mut self, fact: Fact<T>) {
        self.rows.push_fact(fact);
    }

    /// Adds the thing that a line asks for, under the code that the line gives or that its fields make; the code.
    pub fn begin<T: Record, L>(&mut self, line: &Fact<L>, scene: &Scene<'_>, data: T) -> String {
        let fact = Fact::declared(line.code.clone(), scene.begins(line.from), data).until(line.until.max(scene.begins(line.from)));
        let mut row = Fact { vouched_by: Some(scene.applicant.to_owned()), ..fact }.into_row();
        if row.key.code.is_empty() {
            row.key.code = derive_code(&row, &T::def()).unwrap_or_else(|| scene.code(""));
        }
        let code = row.key.code.clone();
        self.rows.push(T::NAME, row);
        code
    }

    /// Takes in what another line changes. What both end, ends on the earlier day: a person who leaves two places loses his account once.
    ///
    /// # Errors
    /// The code of what both change, each in its own way; what the other line makes of it is left out.
    pub fn merge(&mut self, other: &Effects) -> Result<(), String> {
        let mut twice = None;
        for (register, rows) in other.rows.iter() {
            let all = self.rows.rows_mut(register);
            for row in rows {
                match all.iter_mut().find(|known| known.key == row.key) {
                    Some(known) if known.values == row.values => known.until = known.until.min(row.until),
                    Some(_) => twice = twice.or_else(|| Some(row.key.code.clone())),
                    None => all.push(row.clone()),
                }
            }
        }
        for leaving in &other.leaving {
            match self.leaving.iter_mut().find(|known| known.person == leaving.person && known.unit == leaving.unit) {
                Some(known) => known.last_day = known.last_day.min(leaving.last_day),
                None => self.leaving.push(leaving.clone()),
            }
        }
        twice.map_or(Ok(()), Err)
    }

    /// The same as changes of facts; rows of registers over which nothing is planned are left out.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let of_register = |(name, rows): (&'static str, &[Row])| {
            let register = register_index(name)?;
            Some(rows.iter().map(|row| Change::Put(register, row.clone())).collect::<Vec<_>>())
        };
        self.rows.iter().filter_map(of_register).flatten().collect()
    }
}

/// The fact with this last day; what had ended before stays ended.
pub(super) fn ended<T>(fact: Fact<T>, last: Day) -> Fact<T> {
    let until = fact.until.min(last.max(fact.from));
    fact.until(until)
}

/// The fact as it holds from a day on, to be changed: a later row of the same code continues its history.
pub(super) fn from_then_on<T>(fact: Fact<T>, from: Day) -> Fact<T> {
    let from = from.max(fact.from);
    Fact { from, until: fact.until.max(from), ..fact }
}
