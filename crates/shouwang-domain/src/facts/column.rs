//! One field of a register, as a column of numbers.

use shouwang_calendar::Day;

use crate::register::{FieldKind, Value};

use super::Entity;

/// A reference that is not known.
pub const NO_ENTITY: Entity = Entity::MAX;

/// Days are compared as numbers, so "not known" is a number that no day has.
const NO_DAY: Day = Day::from_number(i32::MIN);

/// The values of one field, one per row; each type has a number that says "not known".
#[derive(Clone, Debug)]
pub enum Column {
    /// Whole numbers.
    Int(Vec<Option<i64>>),
    /// Days.
    Day(Vec<Day>),
    /// 0 no, 1 yes, 2 not known.
    Flag(Vec<u8>),
    /// Position of the choice, 255 not known.
    Choice(Vec<u8>),
    /// Bits of the choices held, 0 not known.
    Set(Vec<u64>),
    /// Entities of the referenced register, [`NO_ENTITY`] not known.
    Ref(Vec<Entity>),
    /// Texts.
    Text(Vec<Option<Box<str>>>),
}

impl Column {
    /// An empty column for a field of this kind.
    #[must_use]
    pub fn new(kind: FieldKind) -> Column {
        match kind {
            FieldKind::Text { .. } => Column::Text(Vec::new()),
            FieldKind::Int { .. } => Column::Int(Vec::new()),
            FieldKind::Day => Column::Day(Vec::new()),
            FieldKind::Flag => Column::Flag(Vec::new()),
            FieldKind::Choice(_) => Column::Choice(Vec::new()),
            FieldKind::Set(_) => Column::Set(Vec::new()),
            FieldKind::Ref(_) => Column::Ref(Vec::new()),
        }
    }

    /// Appends a value; one of another kind than the column's is taken as not known (validation has refused it before).
    pub(super) fn push(&mut self, value: Option<&Value>, target: Entity) {
        match self {
            Column::Int(all) => all.push(if let Some(Value::Int(number)) = value { Some(*number) } else { None }),
            Column::Day(all) => all.push(if let Some(Value::Day(day)) = value { *day } else { NO_DAY }),
            Column::Flag(all) => all.push(if let Some(Value::Flag(flag)) = value { u8::from(*flag) } else { 2 }),
            Column::Choice(all) => all.push(if let Some(Value::Choice(at)) = value { *at } else { u8::MAX }),
            Column::Set(all) => all.push(if let Some(Value::Set(mask)) = value { *mask } else { 0 }),
            Column::Ref(all) => all.push(target),
            Column::Text(all) => all.push(if let Some(Value::Text(text)) = value { Some(text.as_str().into()) } else { None }),
        }
    }

    /// Removes the last value.
    pub(super) fn pop(&mut self) {
        match self {
            Column::Int(all) => drop(all.pop()),
            Column::Day(all) => drop(all.pop()),
            Column::Flag(all) | Column::Choice(all) => drop(all.pop()),
            Column::Set(all) => drop(all.pop()),
            Column::Ref(all) => drop(all.pop()),
            Column::Text(all) => drop(all.pop()),
        }
    }

    /// The day in this row.
    #[must_use]
    pub fn day(&self, row: usize) -> Option<Day> {
        match self {
            Column::Day(all) if all[row] != NO_DAY => Some(all[row]),
            _ => None,
        }
    }

    /// The number in this row.
    #[must_use]
    pub fn int(&self, row: usize) -> Option<i64> {
        if let Column::Int(all) = self { all[row] } else { None }
    }

    /// Yes or no in this row.
    #[must_use]
    pub fn flag(&self, row: usize) -> Option<bool> {
        match self {
            Column::Flag(all) if all[row] < 2 => Some(all[row] == 1),
            _ => None,
        }
    }

    /// The choice in this row, as its position.
    #[must_use]
    pub fn choice(&self, row: usize) -> Option<u8> {
        match self {
            Column::Choice(all) if all[row] != u8::MAX => Some(all[row]),
            _ => None,
        }
    }

    /// The choices held in this row, as bits.
    #[must_use]
    pub fn set(&self, row: usize) -> Option<u64> {
        match self {
            Column::Set(all) if all[row] != 0 => Some(all[row]),
            _ => None,
        }
    }

    /// The entity that this row refers to.
    #[must_use]
    pub fn entity(&self, row: usize) -> Option<Entity> {
        match self {
            Column::Ref(all) if all[row] != NO_ENTITY => Some(all[row]),
            _ => None,
        }
    }

    /// The text in this row.
    #[must_use]
    pub fn text(&self, row: usize) -> Option<&str> {
        if let Column::Text(all) = self { all[row].as_deref() } else { None }
    }

    /// Whether the row's value is known.
    #[must_use]
    pub fn is_given(&self, row: usize) -> bool {
        match self {
            Column::Int(all) => all[row].is_some(),
            Column::Day(all) => all[row] != NO_DAY,
            Column::Flag(all) => all[row] < 2,
            Column::Choice(all) => all[row] != u8::MAX,
            Column::Set(all) => all[row] != 0,
            Column::Ref(all) => all[row] != NO_ENTITY,
            Column::Text(all) => all[row].is_some(),
        }
    }
}
