//! One field of a register, as a column of numbers.

use shouwang_calendar::Day;

use crate::register::{FieldKind, Value};

use super::Entity;
use super::words::Texts;

/// A reference that is not known.
pub const NO_ENTITY: Entity = Entity::MAX;

/// Days are compared as numbers, so "not known" is a number that no day has.
const NO_DAY: Day = Day::from_number(i32::MIN);

/// Declared bounds leave this number out wherever a column is that wide; validation refuses it.
const NO_INT: i64 = i64::MIN;
const NO_SMALL: i32 = i32::MIN;

/// Choices that fit into the bits of a small set.
const SMALL_SET_CHOICES_MAX: usize = 16;

/// The values of one field, one per row; each type has a number that says "not known". Of several widths the declaration decides: a
/// province has tens of millions of values.
#[derive(Clone, Debug)]
pub struct Column(Values);

#[derive(Clone, Debug)]
enum Values {
    /// Whole numbers, [`NO_INT`] not known.
    Int(Vec<i64>),
    /// Whole numbers whose bounds are narrow, [`NO_SMALL`] not known.
    Small(Vec<i32>),
    /// Days.
    Day(Vec<Day>),
    /// 0 no, 1 yes, 2 not known.
    Flag(Vec<u8>),
    /// Position of the choice, 255 not known.
    Choice(Vec<u8>),
    /// Bits of the choices held, 0 not known.
    Set(Vec<u64>),
    /// The same where there are few choices.
    SmallSet(Vec<u16>),
    /// Entities of the referenced register, [`NO_ENTITY`] not known.
    Ref(Vec<Entity>),
    /// Texts, the empty one not known.
    Text(Texts),
}

impl Column {
    /// An empty column for a field of this kind.
    #[must_use]
    pub fn new(kind: FieldKind) -> Column {
        Column(match kind {
            FieldKind::Text { .. } => Values::Text(Texts::default()),
            FieldKind::Int { min, max } if min > i64::from(NO_SMALL) && max <= i64::from(i32::MAX) => Values::Small(Vec::new()),
            FieldKind::Int { .. } => Values::Int(Vec::new()),
            FieldKind::Day => Values::Day(Vec::new()),
            FieldKind::Flag => Values::Flag(Vec::new()),
            FieldKind::Choice(_) => Values::Choice(Vec::new()),
            FieldKind::Set(choices) if choices.len() <= SMALL_SET_CHOICES_MAX => Values::SmallSet(Vec::new()),
            FieldKind::Set(_) => Values::Set(Vec::new()),
            FieldKind::Ref(_) => Values::Ref(Vec::new()),
        })
    }

    /// Appends a value; one of another kind than the column's is taken as not known (validation has refused it before).
    pub(super) fn push(&mut self, value: Option<&Value>, target: Entity) {
        match &mut self.0 {
            Values::Int(all) => all.push(if let Some(Value::Int(number)) = value { *number } else { NO_INT }),
            Values::Small(all) => {
                all.push(if let Some(Value::Int(number)) = value { i32::try_from(*number).unwrap_or(NO_SMALL) } else { NO_SMALL })
            }
            Values::Day(all) => all.push(if let Some(Value::Day(day)) = value { *day } else { NO_DAY }),
            Values::Flag(all) => all.push(if let Some(Value::Flag(flag)) = value { u8::from(*flag) } else { 2 }),
            Values::Choice(all) => all.push(if let Some(Value::Choice(at)) = value { *at } else { u8::MAX }),
            Values::Set(all) => all.push(if let Some(Value::Set(mask)) = value { *mask } else { 0 }),
            Values::SmallSet(all) => all.push(if let Some(Value::Set(mask)) = value { u16::try_from(*mask).unwrap_or(0) } else { 0 }),
            Values::Ref(all) => all.push(target),
            Values::Text(all) => all.push(if let Some(Value::Text(text)) = value { text } else { "" }),
        }
    }

    /// Removes the last value.
    pub(super) fn pop(&mut self) {
        match &mut self.0 {
            Values::Int(all) => drop(all.pop()),
            Values::Small(all) => drop(all.pop()),
            Values::Day(all) => drop(all.pop()),
            Values::Flag(all) | Values::Choice(all) => drop(all.pop()),
            Values::Set(all) => drop(all.pop()),
            Values::SmallSet(all) => drop(all.pop()),
            Values::Ref(all) => drop(all.pop()),
            Values::Text(all) => all.pop(),
        }
    }

    /// Gives back the memory that growing left unused.
    pub(super) fn shrink(&mut self) {
        match &mut self.0 {
            Values::Int(all) => all.shrink_to_fit(),
            Values::Small(all) => all.shrink_to_fit(),
            Values::Day(all) => all.shrink_to_fit(),
            Values::Flag(all) | Values::Choice(all) => all.shrink_to_fit(),
            Values::Set(all) => all.shrink_to_fit(),
            Values::SmallSet(all) => all.shrink_to_fit(),
            Values::Ref(all) => all.shrink_to_fit(),
            Values::Text(all) => all.shrink(),
        }
    }

    /// The day in this row.
    #[must_use]
    pub fn day(&self, row: usize) -> Option<Day> {
        match &self.0 {
            Values::Day(all) if all[row] != NO_DAY => Some(all[row]),
            _ => None,
        }
    }

    /// The number in this row.
    #[must_use]
    pub fn int(&self, row: usize) -> Option<i64> {
        match &self.0 {
            Values::Small(all) if all[row] != NO_SMALL => Some(i64::from(all[row])),
            Values::Int(all) if all[row] != NO_INT => Some(all[row]),
            _ => None,
        }
    }

    /// Yes or no in this row.
    #[must_use]
    pub fn flag(&self, row: usize) -> Option<bool> {
        match &self.0 {
            Values::Flag(all) if all[row] < 2 => Some(all[row] == 1),
            _ => None,
        }
    }

    /// The choice in this row, as its position.
    #[must_use]
    pub fn choice(&self, row: usize) -> Option<u8> {
        match &self.0 {
            Values::Choice(all) if all[row] != u8::MAX => Some(all[row]),
            _ => None,
        }
    }

    /// The choices held in this row, as bits.
    #[must_use]
    pub fn set(&self, row: usize) -> Option<u64> {
        match &self.0 {
            Values::SmallSet(all) if all[row] != 0 => Some(u64::from(all[row])),
            Values::Set(all) if all[row] != 0 => Some(all[row]),
            _ => None,
        }
    }

    /// The entity that this row refers to.
    #[must_use]
    pub fn entity(&self, row: usize) -> Option<Entity> {
        match &self.0 {
            Values::Ref(all) if all[row] != NO_ENTITY => Some(all[row]),
            _ => None,
        }
    }

    /// The text in this row.
    #[must_use]
    pub fn text(&self, row: usize) -> Option<&str> {
        match &self.0 {
            Values::Text(all) if !all.is_empty_at(row) => Some(all.get(row)),
            _ => None,
        }
    }

    /// Whether the row's value is known.
    #[must_use]
    pub fn is_given(&self, row: usize) -> bool {
        match &self.0 {
            Values::Int(all) => all[row] != NO_INT,
            Values::Small(all) => all[row] != NO_SMALL,
            Values::Day(all) => all[row] != NO_DAY,
            Values::Flag(all) => all[row] < 2,
            Values::Choice(all) => all[row] != u8::MAX,
            Values::Set(all) => all[row] != 0,
            Values::SmallSet(all) => all[row] != 0,
            Values::Ref(all) => all[row] != NO_ENTITY,
            Values::Text(all) => !all.is_empty_at(row),
        }
    }

    /// The row's value as it would be written; `code_of` gives the code of the entity that a reference names.
    pub(super) fn value(&self, row: usize, code_of: impl FnOnce(Entity) -> Option<String>) -> Option<Value> {
        match &self.0 {
            Values::Int(_) | Values::Small(_) => self.int(row).map(Value::Int),
            Values::Day(_) => self.day(row).map(Value::Day),
            Values::Flag(_) => self.flag(row).map(Value::Flag),
            Values::Choice(_) => self.choice(row).map(Value::Choice),
            Values::Set(_) | Values::SmallSet(_) => self.set(row).map(Value::Set),
            Values::Text(_) => self.text(row).map(|text| Value::Text(text.to_owned())),
            Values::Ref(_) => self.entity(row).and_then(code_of).map(Value::Ref),
        }
    }
}
