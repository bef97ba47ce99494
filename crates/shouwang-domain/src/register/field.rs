//! The bridge between a struct's Rust types and the dynamic values of a row.
//!
//! A field's Rust type decides its [`FieldKind`] and whether it is required; the derive only strings the fields together.

use std::marker::PhantomData;

use shouwang_calendar::Day;

use super::def::{Choice, FieldDef, FieldKind, RegisterDef};
use super::value::Value;

/// A value that does not fit the Rust type of its field: the row was built by hand or the database was changed beside the product.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the value does not fit the field's type")]
pub struct ValueError;

/// A Rust type that a register's field may have.
pub trait FieldType: Sized {
    /// What the field may hold.
    const KIND: FieldKind;
    /// Whether a row without it is refused.
    const REQUIRED: bool = true;
    /// Into the dynamic form.
    fn to_value(&self) -> Option<Value>;
    /// Back from it.
    ///
    /// # Errors
    /// When the value is of another kind or missing although required.
    fn from_value(value: Option<&Value>) -> Result<Self, ValueError>;
}

/// A struct that is declared as a register (by `#[derive(Register)]`).
pub trait Record: Sized {
    /// Identifier, the same as `Self::def().name`.
    const NAME: &'static str;
    /// The declaration.
    fn def() -> RegisterDef;
    /// Into values, in the declaration's order.
    fn to_values(&self) -> Vec<Option<Value>>;
    /// Back from values.
    ///
    /// # Errors
    /// When a value does not fit its field.
    fn from_values(values: &[Option<Value>]) -> Result<Self, ValueError>;
}

/// A struct of fields that several registers share (by `#[derive(Fields)]`), flattened into each.
pub trait Fields: Sized {
    /// How many fields there are.
    const COUNT: usize;
    /// The fields, in order.
    fn fields() -> Vec<FieldDef>;
    /// Into values, in the same order.
    fn to_values(&self) -> Vec<Option<Value>>;
    /// Back from as many values.
    ///
    /// # Errors
    /// When a value does not fit its field.
    fn from_values(values: &[Option<Value>]) -> Result<Self, ValueError>;
}

/// An enum whose variants are the choices of a field (by `#[derive(Choices)]`).
pub trait Choices: Sized + Copy + 'static {
    /// All choices, in order.
    const CHOICES: &'static [Choice];
    /// Position in [`Choices::CHOICES`].
    fn position(self) -> u8;
    /// The choice at a position.
    fn at(position: u8) -> Option<Self>;
}

/// A reference to a row of register `T` by its code.
#[derive(Debug)]
pub struct Ref<T> {
    /// The code of the row.
    pub code: String,
    register: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    /// A reference to the row with this code.
    #[must_use]
    pub fn to(code: impl Into<String>) -> Ref<T> {
        Ref { code: code.into(), register: PhantomData }
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Ref<T> {
        Ref::to(self.code.clone())
    }
}

impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Ref<T>) -> bool {
        self.code == other.code
    }
}

impl<T> Eq for Ref<T> {}

/// Several choices at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Set<C> {
    mask: u64,
    choices: PhantomData<fn() -> C>,
}

impl<C: Choices> Set<C> {
    /// The set of these choices.
    #[must_use]
    pub fn of(choices: &[C]) -> Set<C> {
        Set { mask: choices.iter().fold(0, |mask, choice| mask | 1 << choice.position()), choices: PhantomData }
    }

    /// Whether the choice is among them.
    #[must_use]
    pub fn has(&self, choice: C) -> bool {
        self.mask & (1 << choice.position()) != 0
    }
}

impl FieldType for String {
    const KIND: FieldKind = FieldKind::Text { chars_max: 200 };
    fn to_value(&self) -> Option<Value> {
        Some(Value::Text(self.clone()))
    }
    fn from_value(value: Option<&Value>) -> Result<String, ValueError> {
        match value {
            Some(Value::Text(text)) => Ok(text.clone()),
            _ => Err(ValueError),
        }
    }
}

/// Whole numbers from 0 to 10¹²: counts, years, yuan, port numbers. Narrower bounds are set on the field (`min`, `max`).
impl FieldType for i64 {
    const KIND: FieldKind = FieldKind::Int { min: 0, max: 1_000_000_000_000 };
    fn to_value(&self) -> Option<Value> {
        Some(Value::Int(*self))
    }
    fn from_value(value: Option<&Value>) -> Result<i64, ValueError> {
        match value {
            Some(Value::Int(number)) => Ok(*number),
            _ => Err(ValueError),
        }
    }
}

impl FieldType for Day {
    const KIND: FieldKind = FieldKind::Day;
    fn to_value(&self) -> Option<Value> {
        Some(Value::Day(*self))
    }
    fn from_value(value: Option<&Value>) -> Result<Day, ValueError> {
        match value {
            Some(Value::Day(day)) => Ok(*day),
            _ => Err(ValueError),
        }
    }
}

impl FieldType for bool {
    const KIND: FieldKind = FieldKind::Flag;
    fn to_value(&self) -> Option<Value> {
        Some(Value::Flag(*self))
    }
    fn from_value(value: Option<&Value>) -> Result<bool, ValueError> {
        match value {
            Some(Value::Flag(flag)) => Ok(*flag),
            _ => Err(ValueError),
        }
    }
}

impl<T: Record> FieldType for Ref<T> {
    const KIND: FieldKind = FieldKind::Ref(T::NAME);
    fn to_value(&self) -> Option<Value> {
        Some(Value::Ref(self.code.clone()))
    }
    fn from_value(value: Option<&Value>) -> Result<Ref<T>, ValueError> {
        match value {
            Some(Value::Ref(code)) => Ok(Ref::to(code.clone())),
            _ => Err(ValueError),
        }
    }
}

impl<C: Choices> FieldType for Set<C> {
    const KIND: FieldKind = FieldKind::Set(C::CHOICES);
    fn to_value(&self) -> Option<Value> {
        (self.mask != 0).then_some(Value::Set(self.mask))
    }
    fn from_value(value: Option<&Value>) -> Result<Set<C>, ValueError> {
        match value {
            Some(Value::Set(mask)) => Ok(Set { mask: *mask, choices: PhantomData }),
            _ => Err(ValueError),
        }
    }
}

impl<T: FieldType> FieldType for Option<T> {
    const KIND: FieldKind = T::KIND;
    const REQUIRED: bool = false;
    fn to_value(&self) -> Option<Value> {
        self.as_ref().and_then(T::to_value)
    }
    fn from_value(value: Option<&Value>) -> Result<Option<T>, ValueError> {
        value.map(|value| T::from_value(Some(value))).transpose()
    }
}
