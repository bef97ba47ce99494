//! A line that is still being filled in, asked about as far as it goes.
//!
//! Whoever begins wants to know what stands against it and by when it must be handed in before he has written why he wants it. So what is required
//! and not given yet gets something in its place, and what was put there is taken out again before anything is asked: a condition that rests on it
//! is then not known. References have nothing in their place, for nothing can be said of a thing that nobody has named.

use shouwang_calendar::Day;

use crate::register::{FieldDef, FieldKind, Row, Value, catalog};

use super::effects::Effects;
use super::form::FormDef;

/// A line with something in the place of what is missing.
pub(super) struct Draft<'f> {
    /// The line.
    pub(super) row: Row,
    /// What is missing.
    missing: Vec<&'f FieldDef>,
}

impl<'f> Draft<'f> {
    /// The line of a form; `code` is what its thing is called where the line itself makes no code yet.
    pub(super) fn of(form: &'f FormDef, line: &Row, code: &str, day: Day) -> Draft<'f> {
        let (mut row, mut missing) = (line.clone(), Vec::new());
        for (field, value) in form.def.fields.iter().zip(&mut row.values).filter(|(field, value)| field.required && value.is_none()) {
            *value = in_its_place(form, field, day);
            missing.extend(value.is_some().then_some(field));
        }
        // A code that is made of fields would be that of another thing.
        if !missing.is_empty() && row.key.code.is_empty() && !form.names_subject() {
            code.clone_into(&mut row.key.code);
        }
        Draft { row, missing }
    }

    /// Whether nothing is missing that something was put in the place of.
    pub(super) fn is_whole(&self) -> bool {
        self.missing.is_empty()
    }

    /// What would be changed, without what nobody has said.
    pub(super) fn as_far_as_said(&self, mut effects: Effects) -> Effects {
        let registers: Vec<_> = effects.rows.iter().map(|(register, _)| register).collect();
        for register in registers.into_iter().filter(|_| !self.is_whole()) {
            let Some(def) = catalog().get(register) else { continue };
            let unsaid: Vec<_> = self.missing.iter().filter_map(|field| def.field_index(field.name)).collect();
            for row in effects.rows.rows_mut(register) {
                for at in &unsaid {
                    row.values[*at] = None;
                }
            }
        }
        effects
    }
}

/// Something that may stand in a field. A choice decides what else is asked, so that only one gets it that can be taken out again.
fn in_its_place(form: &FormDef, field: &FieldDef, day: Day) -> Option<Value> {
    let comes_to_stand = || catalog().get(form.subject).is_some_and(|def| def.field_index(field.name).is_some());
    match field.kind {
        FieldKind::Text { .. } => Some(Value::Text("…".to_owned())),
        FieldKind::Int { min, max } => Some(Value::Int(1.clamp(min, max))),
        FieldKind::Day => Some(Value::Day(day)),
        FieldKind::Flag => comes_to_stand().then_some(Value::Flag(false)),
        FieldKind::Choice(_) => comes_to_stand().then_some(Value::Choice(0)),
        FieldKind::Set(_) => comes_to_stand().then_some(Value::Set(1)),
        FieldKind::Ref(_) => None,
    }
}
