//! Rows into cells and back, by position.
//!
//! Civil days are `YYYY-MM-DD` ('' for an unknown first day, NULL for an open last day), choices their identifiers, sets the
//! identifiers in the order of the declaration joined by commas, flags 0 and 1, instants microseconds in UTC.
//! This module must not know SQL.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;
use shouwang_calendar::Day;
use shouwang_domain::register::{Basis, Choice, FieldDef, FieldKind, RegisterDef, Row, RowKey, Value};

use crate::database::{Cell, Found};
use crate::error::{RowFlaw, StorageError, row_name};
use crate::schema::{self, LEARNED_AT};

const DECLARED: &str = "declared";
const MEASURED: &str = "measured";

/// An instant as the databases hold it; what is finer than a microsecond is cut off.
pub(crate) fn micros(moment: Timestamp) -> i64 {
    moment.as_microsecond()
}

/// Code and first day of a row, as they are looked up.
pub(crate) fn key_cells<'a>(def: &RegisterDef, key: &'a RowKey) -> Result<[Cell<'a>; 2], StorageError> {
    let flawed = |column, flaw| StorageError::InvalidRow { register: def.name, row: row_name(key), column, flaw };
    let code = plain_text(&key.code).map_err(|flaw| flawed("code", flaw))?;
    let from = if key.from == Day::MIN { "".into() } else { day_text(key.from).map_err(|flaw| flawed("from", flaw))? };
    Ok([Cell::Text(Some(code)), Cell::Text(Some(from))])
}

/// The common columns and a register's own, in the order of the table.
pub(crate) fn push_row_cells<'a>(def: &RegisterDef, row: &'a Row, cells: &mut Vec<Cell<'a>>) -> Result<(), StorageError> {
    let flawed = |column, flaw| StorageError::InvalidRow { register: def.name, row: row_name(&row.key), column, flaw };
    cells.extend(key_cells(def, &row.key)?);
    let until = (row.until != Day::MAX).then(|| day_text(row.until)).transpose().map_err(|flaw| flawed("until", flaw))?;
    cells.push(Cell::Text(until));
    cells.push(Cell::Text(Some(if row.basis == Basis::Declared { DECLARED } else { MEASURED }.into())));
    for (column, text) in [("vouched_by", &row.vouched_by), ("note", &row.note)] {
        cells.push(Cell::Text(text.as_deref().map(plain_text).transpose().map_err(|flaw| flawed(column, flaw))?));
    }
    if row.values.len() != def.fields.len() {
        return Err(flawed("code", RowFlaw::ValueCount));
    }
    for (field, value) in def.fields.iter().zip(&row.values) {
        cells.push(value_cell(field, value.as_ref()).map_err(|flaw| flawed(field.name, flaw))?);
    }
    Ok(())
}

/// A row that was selected with the common columns, `learned_at` and the register's own columns.
pub(crate) fn decode_row(def: &'static RegisterDef, found: Found<'_>) -> Result<Row, StorageError> {
    let reader = Reader { def, found };
    let mut values = Vec::with_capacity(def.fields.len());
    for (at, field) in def.fields.iter().enumerate() {
        values.push(reader.value(LEARNED_AT + 1 + at, field)?);
    }
    Ok(Row {
        key: decode_key(def, found)?,
        until: reader.text(2, "held_until")?.map_or(Ok(Day::MAX), |text| reader.day(text, "held_until"))?,
        basis: match reader.required_text(3, "basis")? {
            DECLARED => Basis::Declared,
            MEASURED => Basis::Measured,
            other => return Err(reader.corrupt("basis", other)),
        },
        vouched_by: reader.text(4, "vouched_by")?.map(str::to_owned),
        note: reader.text(5, "note")?.map(str::to_owned),
        learned_at: Some(reader.moment(LEARNED_AT, "learned_at")?),
        values,
    })
}

/// A key that was selected as the first two columns.
pub(crate) fn decode_key(def: &'static RegisterDef, found: Found<'_>) -> Result<RowKey, StorageError> {
    let reader = Reader { def, found };
    let from = match reader.required_text(1, "held_from")? {
        "" => Day::MIN,
        text => reader.day(text, "held_from")?,
    };
    Ok(RowKey { code: reader.required_text(0, "code")?.to_owned(), from })
}

/// One selected row, with what is needed to name its mistakes.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'r> {
    /// The register whose table it is from.
    pub(crate) def: &'static RegisterDef,
    /// The row.
    pub(crate) found: Found<'r>,
}

impl<'r> Reader<'r> {
    /// An instant that must be there.
    pub(crate) fn moment(self, at: usize, column: &'static str) -> Result<Timestamp, StorageError> {
        let number = self.required_whole(at, column)?;
        Timestamp::from_microsecond(number).map_err(|_| self.corrupt(column, &number.to_string()))
    }

    /// A whole number that must be there.
    pub(crate) fn required_whole(self, at: usize, column: &'static str) -> Result<i64, StorageError> {
        self.whole(at, column)?.ok_or_else(|| self.corrupt(column, "NULL"))
    }

    fn whole(self, at: usize, column: &'static str) -> Result<Option<i64>, StorageError> {
        self.found.whole(at).map_err(|error| self.corrupt(column, &error.to_string()))
    }

    /// A text, if there is one.
    pub(crate) fn text(self, at: usize, column: &'static str) -> Result<Option<&'r str>, StorageError> {
        self.found.text(at).map_err(|error| self.corrupt(column, &error.to_string()))
    }

    fn required_text(self, at: usize, column: &'static str) -> Result<&'r str, StorageError> {
        self.text(at, column)?.ok_or_else(|| self.corrupt(column, "NULL"))
    }

    /// A day that was read as a text.
    pub(crate) fn day(self, text: &str, column: &'static str) -> Result<Day, StorageError> {
        parse_day(text).ok_or_else(|| self.corrupt(column, text))
    }

    /// The value of one of the register's own fields.
    pub(crate) fn value(self, at: usize, field: &FieldDef) -> Result<Option<Value>, StorageError> {
        match field.kind {
            FieldKind::Text { .. } => Ok(self.text(at, field.name)?.map(|text| Value::Text(text.to_owned()))),
            FieldKind::Ref(_) => Ok(self.text(at, field.name)?.map(|code| Value::Ref(code.to_owned()))),
            FieldKind::Day => self.parsed(at, field, |text| parse_day(text).map(Value::Day)),
            FieldKind::Choice(choices) => self.parsed(at, field, |text| position(choices, text).map(Value::Choice)),
            FieldKind::Set(choices) => self.parsed(at, field, |text| parse_set(choices, text).map(Value::Set)),
            FieldKind::Int { .. } => Ok(self.whole(at, field.name)?.map(Value::Int)),
            FieldKind::Flag => match self.whole(at, field.name)? {
                None => Ok(None),
                Some(flag @ (0 | 1)) => Ok(Some(Value::Flag(flag == 1))),
                Some(other) => Err(self.corrupt(field.name, &other.to_string())),
            },
        }
    }

    fn parsed(self, at: usize, field: &FieldDef, parse: impl Fn(&str) -> Option<Value>) -> Result<Option<Value>, StorageError> {
        let Some(text) = self.text(at, field.name)? else { return Ok(None) };
        parse(text).map(Some).ok_or_else(|| self.corrupt(field.name, text))
    }

    /// What a column holds that it cannot hold.
    pub(crate) fn corrupt(self, column: &'static str, found: &str) -> StorageError {
        let part = |at| self.found.text(at).ok().flatten().unwrap_or("?");
        let row = format!("{} / {}", part(0), part(1));
        StorageError::CorruptRow { table: self.def.name, row, column, found: found.to_owned() }
    }
}

fn value_cell<'a>(field: &FieldDef, value: Option<&'a Value>) -> Result<Cell<'a>, RowFlaw> {
    let Some(value) = value else {
        return match schema::kind(field.kind) {
            _ if field.required => Err(RowFlaw::Missing),
            schema::ColumnKind::Text => Ok(Cell::Text(None)),
            schema::ColumnKind::Whole => Ok(Cell::Whole(None)),
        };
    };
    let text = match (field.kind, value) {
        (FieldKind::Int { .. }, Value::Int(number)) => return Ok(Cell::Whole(Some(*number))),
        (FieldKind::Flag, Value::Flag(flag)) => return Ok(Cell::Whole(Some(i64::from(*flag)))),
        (FieldKind::Text { .. }, Value::Text(text)) | (FieldKind::Ref(_), Value::Ref(text)) => plain_text(text)?,
        (FieldKind::Day, Value::Day(day)) => day_text(*day)?,
        (FieldKind::Choice(choices), Value::Choice(at)) => choices.get(usize::from(*at)).ok_or(RowFlaw::WrongKind)?.id.into(),
        (FieldKind::Set(choices), Value::Set(mask)) => set_text(choices, *mask).ok_or(RowFlaw::WrongKind)?.into(),
        _ => return Err(RowFlaw::WrongKind),
    };
    Ok(Cell::Text(Some(text)))
}

/// PostgreSQL keeps no U+0000, SQLite would; both refuse it here.
pub(crate) fn plain_text(text: &str) -> Result<Cow<'_, str>, RowFlaw> {
    if text.contains('\0') { Err(RowFlaw::NulCharacter) } else { Ok(text.into()) }
}

/// Four digits of the year, so that days order as their texts do.
pub(crate) fn day_text(day: Day) -> Result<Cow<'static, str>, RowFlaw> {
    let written = day.date().filter(|date| date.year() >= 0);
    written.map(|_| day.to_string().into()).ok_or(RowFlaw::DayOutOfRange)
}

fn parse_day(text: &str) -> Option<Day> {
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text.as_bytes() else { return None };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0_i16, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i16::from(**digit - b'0')))
    };
    let (year, month, day) = (number(&[y0, y1, y2, y3])?, number(&[m0, m1])?, number(&[d0, d1])?);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    date.ok().map(Day::from_date)
}

/// A set of choices as it is written.
pub(crate) fn set_text(choices: &[Choice], mask: u64) -> Option<String> {
    let ids: Vec<_> = choices.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, choice)| choice.id).collect();
    let known = u32::try_from(ids.len()).is_ok_and(|count| count == mask.count_ones());
    (known && mask != 0).then(|| ids.join(","))
}

fn parse_set(choices: &[Choice], text: &str) -> Option<u64> {
    text.split(',').try_fold(0_u64, |mask, id| position(choices, id).map(|at| mask | 1 << at))
}

fn position(choices: &[Choice], id: &str) -> Option<u8> {
    choices.iter().position(|choice| choice.id == id).and_then(|at| u8::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shouwang_domain::register::Label;

    const fn choice(id: &'static str) -> Choice {
        Choice { id, label: Label { zh: "", en: "" } }
    }

    #[test]
    fn only_a_whole_day_is_a_day() {
        assert_eq!(parse_day("2024-02-29"), "2024-02-29".parse().ok());
        for broken in ["", "2023-02-29", "2024-2-29", "2024-02-29 ", "２０２４-01-01", "+024-02-29", "0024-00-10"] {
            assert_eq!(parse_day(broken), None, "{broken}");
        }
    }

    #[test]
    fn a_set_is_written_in_the_order_of_its_declaration() {
        let choices = [choice("red"), choice("green"), choice("blue")];
        assert_eq!(set_text(&choices, 0b101).as_deref(), Some("red,blue"));
        assert_eq!(parse_set(&choices, "red,blue"), Some(0b101));
        assert_eq!(set_text(&choices, 0b1001), None, "a bit without a choice");
        assert_eq!(set_text(&choices, 0), None, "an empty set is no value");
        assert_eq!(parse_set(&choices, "red,"), None);
    }

    #[test]
    fn days_that_would_not_order_as_text_are_refused() {
        assert_eq!(day_text(Day::MAX), Err(RowFlaw::DayOutOfRange));
        assert_eq!(day_text(Day::from_number(-800_000)), Err(RowFlaw::DayOutOfRange));
        assert_eq!(day_text(Day::from_number(0)).as_deref(), Ok("1970-01-01"));
    }
}
