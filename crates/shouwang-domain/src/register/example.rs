//! The example rows: one small, made-up county, so that a clerk sees a whole before filling in their own.

use shouwang_calendar::Day;

use super::code::derive_code;
use super::def::{FieldKind, RegisterDef, Shape};
use super::row::{Basis, Row, RowKey};
use super::value::Value;

/// How the code of everything made up begins. A row of such a code is never imported.
pub const EXAMPLE_MARK: &str = "例";

/// The row of a register's examples, complete with its code.
#[must_use]
pub fn example_row(def: &RegisterDef) -> Row {
    let parse = |kind, text: &str| (!text.is_empty()).then(|| Value::parse(kind, text).ok()).flatten();
    let from = match parse(FieldKind::Day, def.example_from) {
        Some(Value::Day(day)) => day,
        _ => Day::MIN,
    };
    let mut row = Row {
        key: RowKey { code: def.example_code.to_owned(), from },
        until: Day::MAX,
        basis: if def.example_measured_by.is_empty() { Basis::Declared } else { Basis::Measured },
        vouched_by: (!def.example_measured_by.is_empty()).then(|| def.example_measured_by.to_owned()),
        note: None,
        learned_at: None,
        values: def.fields.iter().map(|field| parse(field.kind, field.example)).collect(),
    };
    if row.key.code.is_empty() {
        row.key.code = derive_code(&row, def).unwrap_or_default();
    }
    row
}

/// All example rows of a register: the one above and those that other registers' examples refer to.
#[must_use]
pub fn example_rows(def: &RegisterDef) -> Vec<Row> {
    let mut rows = vec![example_row(def)];
    rows.extend((def.further_examples)());
    debug_assert!(
        def.shape == Shape::State || rows.iter().all(|row| row.key.from != Day::MIN),
        "{}: an event's example needs its day",
        def.name
    );
    rows
}
