//! The rows of all registers together, and single facts in their own types.

use std::collections::BTreeMap;

use shouwang_calendar::Day;

use super::field::{Record, ValueError};
use super::row::{Basis, Row, RowKey};

/// Rows by the name of their register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registers(BTreeMap<&'static str, Vec<Row>>);

impl Registers {
    /// No rows at all.
    #[must_use]
    pub fn new() -> Registers {
        Registers::default()
    }

    /// The rows of a register, in the order they came in; none when there is no such register.
    #[must_use]
    pub fn get(&self, name: &str) -> &[Row] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether the register is among these, be it without a row.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The rows of a register, to change them.
    pub fn rows_mut(&mut self, name: &'static str) -> &mut Vec<Row> {
        self.0.entry(name).or_default()
    }

    /// Puts the rows of a register in place of those that are there.
    pub fn insert(&mut self, name: &'static str, rows: Vec<Row>) {
        self.0.insert(name, rows);
    }

    /// Adds a row.
    pub fn push(&mut self, name: &'static str, row: Row) {
        self.rows_mut(name).push(row);
    }

    /// Adds a fact to its register.
    pub fn push_fact<T: Record>(&mut self, fact: Fact<T>) {
        self.push(T::NAME, fact.into_row());
    }

    /// The rows of a register as facts.
    ///
    /// # Errors
    /// When a row was not built from the register's own values.
    pub fn facts<T: Record>(&self) -> Result<Vec<Fact<T>>, ValueError> {
        self.get(T::NAME).iter().map(Fact::from_row).collect()
    }

    /// Registers and their rows, by the register's name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &[Row])> {
        self.0.iter().map(|(name, rows)| (*name, rows.as_slice()))
    }

    /// How many rows there are in all.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

/// One row in its register's own type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// The code, unique within the register.
    pub code: String,
    /// First day, or the day of the event; [`Day::MIN`] when nobody knows since when it holds.
    pub from: Day,
    /// Last day that still counts; [`Day::MAX`] while it holds until further notice, and for events.
    pub until: Day,
    /// Declared or measured.
    pub basis: Basis,
    /// Who declared or what measured it.
    pub vouched_by: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// The register's own fields.
    pub data: T,
}

impl<T> Fact<T> {
    /// A declared fact that holds from this day until further notice, or an event of this day.
    #[must_use]
    pub fn declared(code: impl Into<String>, from: Day, data: T) -> Fact<T> {
        Fact { code: code.into(), from, until: Day::MAX, basis: Basis::Declared, vouched_by: None, note: None, data }
    }

    /// A measured fact that holds from this day until further notice, or an event of this day.
    #[must_use]
    pub fn measured(code: impl Into<String>, from: Day, data: T) -> Fact<T> {
        Fact { basis: Basis::Measured, ..Fact::declared(code, from, data) }
    }

    /// The same, with this last day that still counts.
    #[must_use]
    pub fn until(self, until: Day) -> Fact<T> {
        Fact { until, ..self }
    }
}

impl<T: Record> Fact<T> {
    /// Into a row that has not been stored yet.
    #[must_use]
    pub fn into_row(self) -> Row {
        Row {
            key: RowKey { code: self.code, from: self.from },
            until: self.until,
            basis: self.basis,
            vouched_by: self.vouched_by,
            note: self.note,
            learned_at: None,
            values: self.data.to_values(),
        }
    }

    /// Back from a row; when it was learned is left behind.
    ///
    /// # Errors
    /// When the row was not built from the register's own values.
    pub fn from_row(row: &Row) -> Result<Fact<T>, ValueError> {
        Ok(Fact {
            code: row.key.code.clone(),
            from: row.key.from,
            until: row.until,
            basis: row.basis,
            vouched_by: row.vouched_by.clone(),
            note: row.note.clone(),
            data: T::from_values(&row.values)?,
        })
    }
}
