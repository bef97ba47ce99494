//! How much a change of facts supposes; of remedies with equally many rows the one that supposes least stands.
//!
//! The numbers only order changes against each other: to fill in what is not known supposes least, that something is another thing than
//! the registers say supposes most.

use crate::register::{Choices as _, FieldDef, FieldKind, Record as _, RegisterDef, Row, Shape, Value};
use crate::registers::permission::{Decision, Permission};

use super::remedy::RowPart;

/// A new row.
const NEW_ROW: u32 = 3;
/// To say something that was not known.
const SUPPLY: u32 = 1;
/// To say something else than what is known.
const CORRECT: u32 = 4;
/// That something happened on another day: a new row is the better advice wherever one will do.
const CORRECT_DAY: u32 = 9;
/// That something known is not known after all.
const FORGET: u32 = 8;
/// That something is another thing than the registers say: of another kind, about something else.
const CORRECT_IDENTITY: u32 = 10;
/// That something has ended, or has not.
const END: u32 = 3;
/// That a row was wrong.
const WITHDRAW: u32 = 7;
/// As how many rows a row counts that becomes another thing than it was. Otherwise the smallest remedy would often be that a county were a
/// province, which is of no use to anybody.
const ROWS_OF_IDENTITY: usize = 4;

/// What one change supposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weight {
    pub(super) supposed: u32,
    /// As how many rows its row counts.
    pub(super) rows: usize,
}

impl Weight {
    /// A new row that says so many things.
    pub(super) fn of_new(given: usize) -> Weight {
        Weight { supposed: NEW_ROW + SUPPLY * u32::try_from(given).unwrap_or(u32::MAX), rows: 1 }
    }

    /// One more thing that a new row says.
    pub(super) fn of_said() -> Weight {
        Weight { supposed: SUPPLY, rows: 1 }
    }

    /// A row that was wrong.
    pub(super) fn of_withdrawn() -> Weight {
        Weight { supposed: WITHDRAW, rows: 1 }
    }

    /// A part of a row that was there; `far` when the duty only looks at the row by a reference.
    pub(super) fn of_part(def: &RegisterDef, part: RowPart, before: Option<&Value>, after: Option<&Value>, far: bool) -> Weight {
        let supposed = match (part, before, after) {
            (RowPart::Until, ..) => END,
            (_, None, _) => SUPPLY,
            (_, Some(_), None) => FORGET,
            _ if far || part.field(def).is_some_and(|field| says_what_it_is(field, def)) => CORRECT_IDENTITY,
            (RowPart::From, ..) if def.shape == Shape::Event => CORRECT_DAY,
            _ => CORRECT,
        };
        Weight { supposed, rows: if supposed == CORRECT_IDENTITY { ROWS_OF_IDENTITY } else { 1 } }
    }
}

/// Whether a part of a row is what a body has decided: that stays decided, and whoever was refused asks anew.
pub(super) fn is_decided(def: &RegisterDef, part: RowPart, row: &Row) -> bool {
    let pending = Value::Choice(Decision::Pending.position());
    let is_decision = def.name == Permission::NAME && part.field(def).is_some_and(|field| field.name == "decision");
    is_decision && part.of(row).is_some_and(|decision| decision != pending)
}

/// Whether a row with another value there is another thing: what makes its code, and what no row may be without. Numbers, days and yes or
/// no are how it stands with the thing.
fn says_what_it_is(field: &FieldDef, def: &RegisterDef) -> bool {
    let is_state = matches!(field.kind, FieldKind::Int { .. } | FieldKind::Day | FieldKind::Flag);
    (field.required || def.natural.contains(&field.name)) && !is_state
}
