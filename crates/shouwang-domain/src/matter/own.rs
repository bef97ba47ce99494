//! Whether what a matter is about, and what its end changes, is its applicant's to change.
//!
//! The law says who applies for a matter. Beside its subject a line names other things, and it may give a code that somebody else's thing already
//! has: neither must give the applicant more than the subject does. So every row that is changed has to be answered for by the applicant as it
//! stood before, or to hang on one of the same matter that is (the ports of a system that goes out of service).

use std::collections::BTreeSet;

use shouwang_calendar::Day;

use crate::facts::{Facts, RowIndex, Segment, Table};
use crate::reach::{OwnerPath, owners};
use crate::register::{FieldKind, Record as _, Row, Shape};
use crate::registers::unit::Unit;

use super::effects::Effects;

/// A thing: its register, and its code there.
pub(super) type Thing<'a> = (&'a str, &'a str);

/// What a unit answers for, by what is known on a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own<'a> {
    pub(super) facts: &'a Facts,
    pub(super) unit: &'a str,
    pub(super) day: Day,
}

/// Whether a unit answers for a thing, by what is known on a day: as it stands then, else as it was known last.
#[must_use]
pub fn answers_for(facts: &Facts, unit: &str, (register, code): (&str, &str), day: Day) -> bool {
    Own { facts, unit, day }.has((register, code))
}

impl<'a> Own<'a> {
    /// Whether the unit may bring a matter about a thing that the law leaves to any unit of a function: the one that the thing names under the word of
    /// that function (the provider of an agreement; where it names none, one that it has to do with), else whoever answers for it. What is not known yet
    /// is nobody else's.
    pub(super) fn may_bring(&self, (register, code): Thing<'_>, function: &str) -> bool {
        let Some((table, row)) = self.known(register, code) else { return true };
        let def = table.def();
        let Some(at) = def.field_index(function).filter(|at| def.fields[*at].kind == FieldKind::Ref(Unit::NAME)) else {
            return self.answers(table, row);
        };
        let named = self.facts.table_named(Unit::NAME).zip(table.column(at).entity(row as usize));
        match named {
            Some((units, unit)) => units.code(unit) == self.unit,
            None => owners(def).named.iter().any(|path| self.end(table, row, path) == Some(self.unit)),
        }
    }

    /// Whether the unit answers for a thing that is known.
    pub(super) fn has(&self, (register, code): Thing<'_>) -> bool {
        self.known(register, code).is_some_and(|(table, row)| self.answers(table, row))
    }

    /// Whether a thing is there on the day.
    pub(super) fn stands(&self, (register, code): Thing<'_>) -> bool {
        let table = self.facts.table_named(register);
        let segment = table.and_then(|table| Some(table.segment(table.find(code)?, self.day)));
        matches!(segment, Some(Segment::Row(_)))
    }

    /// Whether everything that is changed is the unit's, beginning with the subject where the law gives it to the unit.
    pub(super) fn covers(&self, effects: &Effects, subject: Option<Thing<'_>>) -> bool {
        let mut own: BTreeSet<Thing<'_>> = subject.into_iter().collect();
        let mut open: Vec<_> = effects.rows.iter().flat_map(|(name, rows)| rows.iter().map(move |row| (name, row))).collect();
        loop {
            let before = open.len();
            open.retain(|(register, row)| {
                let thing = (*register, row.key.code.as_str());
                let is_own = own.contains(&thing) || self.is_free(thing) || self.hangs_on(thing, &own);
                if is_own {
                    own.insert(thing);
                }
                !is_own
            });
            if open.is_empty() || open.len() == before {
                return open.is_empty();
            }
        }
    }

    /// The first row that is already on record for a later day than one that is written here: it would undo what is written.
    pub(super) fn later(&self, effects: &Effects) -> Option<(String, Day)> {
        effects.rows.iter().find_map(|(register, rows)| {
            let table = self.facts.table_named(register).filter(|table| table.def().shape == Shape::State)?;
            let later = |row: &Row| {
                let known = table.rows_of(table.find(&row.key.code)?).map(|known| table.from(known));
                let day = known.filter(|from| *from > row.key.from).min()?;
                let is_written = rows.iter().any(|other| other.key.code == row.key.code && other.key.from == day);
                (!is_written).then(|| (row.key.code.clone(), day))
            };
            rows.iter().find_map(later)
        })
    }

    /// What is not known, what the unit answers for, and what is over and has its code of what it is (an address that another gave back).
    fn is_free(&self, (register, code): Thing<'_>) -> bool {
        let Some((table, row)) = self.known(register, code) else { return true };
        let is_over = table.def().shape == Shape::State && table.until(row) < self.day;
        self.answers(table, row) || (is_over && !table.def().natural.is_empty())
    }

    /// Whether a thing names one of these.
    fn hangs_on(&self, (register, code): Thing<'_>, own: &BTreeSet<Thing<'_>>) -> bool {
        let Some((table, row)) = self.known(register, code) else { return false };
        table.def().fields.iter().enumerate().any(|(at, field)| {
            let FieldKind::Ref(target) = field.kind else { return false };
            let named = self.facts.table_named(target).zip(table.column(at).entity(row as usize));
            target != Unit::NAME && named.is_some_and(|(other, entity)| own.contains(&(target, other.code(entity))))
        })
    }

    /// What is known of a thing: as it stands on the day, else as it was known last.
    fn known(&self, register: &str, code: &str) -> Option<(&'a Table, RowIndex)> {
        let table = self.facts.table_named(register)?;
        let entity = table.find(code)?;
        match table.segment(entity, self.day) {
            Segment::Row(row) => Some((table, row)),
            Segment::Absent | Segment::Unknown => table.rows_of(entity).last().map(|row| (table, row)),
        }
    }

    /// Whether every way from the row to who answers for it that is filled in leads to the unit, and one is.
    fn answers(&self, table: &'a Table, row: RowIndex) -> bool {
        let ends = owners(table.def()).primary.iter().filter_map(|path| self.end(table, row, path));
        let mut ends = ends.peekable();
        ends.peek().is_some() && ends.all(|code| code == self.unit)
    }

    /// The unit at the end of a way.
    fn end(&self, table: &'a Table, row: RowIndex, path: &OwnerPath) -> Option<&'a str> {
        let (mut table, mut row) = (table, row);
        let mut end = table.code(table.entity(row));
        for (at, step) in path.0.iter().enumerate() {
            let entity = table.column(table.def().field_index(step.field)?).entity(row as usize)?;
            end = self.facts.table_named(step.target)?.code(entity);
            if at + 1 < path.0.len() {
                (table, row) = self.known(step.target, end)?;
            }
        }
        Some(end)
    }
}
