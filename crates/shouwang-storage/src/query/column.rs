//! The columns that a list may be narrowed or sorted by: a register's own and the common ones, with what they hold.

use shouwang_calendar::Day;
use shouwang_domain::register::{
    Basis, CODE_CHARS_MAX, Choices as _, FieldKind, NOTE_CHARS_MAX, RegisterDef, Row, VOUCHED_BY_CHARS_MAX, Value,
};

use super::error::QueryError;
use super::piece::Dialect;
use crate::codec::{Reader, day_text, plain_text, set_text};
use crate::database::Cell;
use crate::error::StorageError;
use crate::sql::quoted;

/// Stands for a last day that is open: greater than every day as text.
const OPEN_END: &str = "~";

/// Where a column's value stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Code,
    From,
    Until,
    Basis,
    VouchedBy,
    Note,
    Own(usize),
}

/// A column of a register.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// The register's name, for messages.
    pub(super) register: &'static str,
    /// What users call it: `from`, not `held_from`.
    pub(super) name: &'static str,
    /// Where its value stands in a row.
    pub(super) place: Place,
    /// What it holds.
    pub(super) kind: FieldKind,
}

/// What a common column or a field of a register holds, so that a text can be read as its value ([`Value::parse`]); `None` when the register
/// has no such column.
#[must_use]
pub fn column_kind(def: &RegisterDef, name: &str) -> Option<FieldKind> {
    Some(match name {
        "code" => FieldKind::Text { chars_max: CODE_CHARS_MAX },
        "from" | "until" => FieldKind::Day,
        "basis" => FieldKind::Choice(Basis::CHOICES),
        "vouched_by" => FieldKind::Text { chars_max: VOUCHED_BY_CHARS_MAX },
        "note" => FieldKind::Text { chars_max: NOTE_CHARS_MAX },
        _ => def.field(name)?.kind,
    })
}

impl Column {
    /// The column of this name.
    pub(super) fn named(def: &'static RegisterDef, name: &str) -> Result<Column, QueryError> {
        let unknown = || QueryError::UnknownField { register: def.name, field: name.to_owned() };
        let kind = column_kind(def, name).ok_or_else(unknown)?;
        let (name, place) = match name {
            "code" => ("code", Place::Code),
            "from" => ("from", Place::From),
            "until" => ("until", Place::Until),
            "basis" => ("basis", Place::Basis),
            "vouched_by" => ("vouched_by", Place::VouchedBy),
            "note" => ("note", Place::Note),
            _ => {
                let at = def.field_index(name).ok_or_else(unknown)?;
                (def.fields[at].name, Place::Own(at))
            }
        };
        Ok(Column { register: def.name, name, place, kind })
    }

    /// The column in a statement, texts byte by byte.
    pub(super) fn sql(self, dialect: Dialect, alias: &str) -> String {
        let name = match self.place {
            Place::From => "held_from",
            Place::Until => "held_until",
            _ => self.name,
        };
        let column = format!("{alias}.{}", quoted(name));
        match self.kind {
            FieldKind::Int { .. } | FieldKind::Flag => column,
            _ => dialect.bytewise(&column),
        }
    }

    /// What orders by the column: choices in the order of their declaration, an open last day behind every other. `None` for sets.
    pub(super) fn order(self, dialect: Dialect, alias: &str) -> Option<String> {
        let column = self.sql(dialect, alias);
        match (self.place, self.kind) {
            (Place::Until, _) => Some(dialect.bytewise(&format!("COALESCE({column}, '{OPEN_END}')"))),
            (_, FieldKind::Choice(choices)) => {
                let positions = choices.iter().enumerate().map(|(at, choice)| format!(" WHEN '{}' THEN {at}", choice.id));
                Some(format!("CASE {column}{} END", positions.collect::<String>()))
            }
            (_, FieldKind::Set(_)) => None,
            _ => Some(column),
        }
    }

    /// Whether nothing may stand in what [`Column::order`] orders by.
    pub(super) fn is_nullable(self) -> bool {
        !matches!(self.place, Place::Code | Place::From | Place::Until | Place::Basis)
    }

    /// Whether it holds words.
    pub(super) fn is_text(self) -> bool {
        matches!(self.kind, FieldKind::Text { .. } | FieldKind::Ref(_))
    }

    /// A value as the column itself holds it.
    pub(super) fn cell(self, value: &Value) -> Result<Cell<'static>, QueryError> {
        let wrong = || QueryError::WrongValue { register: self.register, field: self.name };
        let text = match (self.kind, value) {
            (FieldKind::Int { .. }, Value::Int(number)) => return Ok(Cell::Whole(Some(*number))),
            (FieldKind::Flag, Value::Flag(flag)) => return Ok(Cell::Whole(Some(i64::from(*flag)))),
            (FieldKind::Text { .. } | FieldKind::Ref(_), Value::Text(text) | Value::Ref(text)) => {
                plain_text(text).map_err(|_| wrong())?.into_owned()
            }
            (FieldKind::Day, Value::Day(Day::MIN)) if self.place == Place::From => String::new(),
            (FieldKind::Day, Value::Day(Day::MAX)) if self.place == Place::Until => OPEN_END.to_owned(),
            (FieldKind::Day, Value::Day(day)) => day_text(*day).map_err(|_| wrong())?.into_owned(),
            (FieldKind::Choice(choices), Value::Choice(at)) => choices.get(usize::from(*at)).ok_or_else(wrong)?.id.to_owned(),
            (FieldKind::Set(choices), Value::Set(mask)) => set_text(choices, *mask).ok_or_else(wrong)?,
            _ => return Err(wrong()),
        };
        Ok(Cell::Text(Some(text.into())))
    }

    /// A value as [`Column::order`] compares it.
    pub(super) fn order_cell(self, value: &Value) -> Result<Cell<'static>, QueryError> {
        match value {
            Value::Choice(at) => self.cell(value).map(|_| Cell::Whole(Some(i64::from(*at)))),
            _ => self.cell(value),
        }
    }

    /// Whether [`Column::order`] compares whole numbers; else it compares texts.
    pub(super) fn orders_by_number(self) -> bool {
        matches!(self.kind, FieldKind::Int { .. } | FieldKind::Flag | FieldKind::Choice(_))
    }

    /// What was selected of the column, in the form that filters take.
    pub(super) fn read(self, reader: Reader<'_>, at: usize) -> Result<Option<Value>, StorageError> {
        match self.place {
            Place::Own(field) => reader.value(at, &reader.def.fields[field]),
            Place::Code | Place::VouchedBy | Place::Note => Ok(reader.text(at, self.name)?.map(|text| Value::Text(text.to_owned()))),
            Place::From | Place::Until => {
                let text = reader.text(at, self.name)?.filter(|text| !text.is_empty());
                text.map(|text| reader.day(text, self.name).map(Value::Day)).transpose()
            }
            Place::Basis => {
                let Some(text) = reader.text(at, self.name)? else { return Ok(None) };
                let value = Value::parse(self.kind, text).map_err(|_| reader.corrupt(self.name, text))?;
                Ok(Some(value))
            }
        }
    }

    /// The column's value in a row, in the form that filters take.
    pub(super) fn value(self, row: &Row) -> Option<Value> {
        match self.place {
            Place::Code => Some(Value::Text(row.key.code.clone())),
            Place::From => Some(Value::Day(row.key.from)),
            Place::Until => Some(Value::Day(row.until)),
            Place::Basis => Some(Value::Choice(row.basis.position())),
            Place::VouchedBy => row.vouched_by.clone().map(Value::Text),
            Place::Note => row.note.clone().map(Value::Text),
            Place::Own(at) => row.values.get(at).cloned().flatten(),
        }
    }
}
