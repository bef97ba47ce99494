//! What is known, arranged for looking up by code and first day.

use std::collections::{HashMap, HashSet};

use shouwang_calendar::Day;
use shouwang_domain::register::{Registers, Row, RowKey};

/// What an import is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The rows that stand.
    pub registers: &'a Registers,
    /// Keys that the import withdraws and that were withdrawn before: nothing is left to do for them.
    pub withdrawn: &'a HashSet<(&'static str, RowKey)>,
    /// Of the registers of which the importer does not see everything, the rows that he sees: what he does not see is not there for him.
    pub seen: Option<&'a Registers>,
}

/// The rows of one register by code.
#[derive(Debug, Default)]
pub(crate) struct Index<'a>(HashMap<&'a str, Vec<&'a Row>>);

impl<'a> Index<'a> {
    /// The rows of a register.
    pub(crate) fn new(rows: &'a [Row]) -> Index<'a> {
        let mut index: HashMap<_, Vec<_>> = HashMap::with_capacity(rows.len());
        for row in rows {
            index.entry(row.key.code.as_str()).or_default().push(row);
        }
        Index(index)
    }

    /// The row of this code that begins on this day.
    pub(crate) fn get(&self, code: &str, from: Day) -> Option<&'a Row> {
        self.of(code).iter().copied().find(|row| row.key.from == from)
    }

    /// All rows of this code.
    pub(crate) fn of(&self, code: &str) -> &[&'a Row] {
        self.0.get(code).map_or(&[], Vec::as_slice)
    }
}
