//! Values and rows made by chance, for every kind of field and every register.

use proptest::prelude::*;
use shouwang_calendar::Day;
use shouwang_domain::register::{FieldDef, FieldKind, RegisterDef, Value};

/// Any value of a field.
pub(super) fn value(kind: FieldKind) -> BoxedStrategy<Value> {
    match kind {
        FieldKind::Text { chars_max } => text(chars_max).prop_map(Value::Text).boxed(),
        FieldKind::Ref(_) => text(20).prop_map(Value::Ref).boxed(),
        FieldKind::Int { min, max } => (min..=max).prop_map(Value::Int).boxed(),
        FieldKind::Day => day().prop_map(Value::Day).boxed(),
        FieldKind::Flag => any::<bool>().prop_map(Value::Flag).boxed(),
        FieldKind::Choice(choices) => (0..u8::try_from(choices.len()).expect("at most 64 choices")).prop_map(Value::Choice).boxed(),
        FieldKind::Set(choices) => (1..=u64::MAX >> (64 - choices.len())).prop_map(Value::Set).boxed(),
    }
}

/// All values of a row: required fields are given, others sometimes.
pub(super) fn values(def: &RegisterDef) -> impl Strategy<Value = Vec<Option<Value>>> + use<> {
    let field = |field: &FieldDef| {
        let value = value(field.kind);
        if field.required { value.prop_map(Some).boxed() } else { proptest::option::of(value).boxed() }
    };
    def.fields.iter().map(field).collect::<Vec<_>>()
}

/// A day that can be written with a year of four digits.
pub(super) fn day() -> impl Strategy<Value = Day> {
    (-700_000..2_900_000).prop_map(Day::from_number)
}

fn text(chars_max: usize) -> impl Strategy<Value = String> {
    let letter = prop_oneof![proptest::char::range('!', '~'), proptest::char::range('一', '龥')];
    proptest::collection::vec(letter, 1..=chars_max.min(30)).prop_map(String::from_iter)
}
