//! What the registers know is already in the form.

use shouwang_calendar::Day;

use crate::facts::{Facts, Segment, register_index};
use crate::register::{Basis, FieldKind, Record as _, Row, RowKey, Shape, Value};
use crate::registers::unit::Unit;

use super::form::FormDef;
use super::scene::Scene;

/// A line with everything that is known: the applicant wherever a form asks for its own unit, and of a thing that is already there every field
/// that form and register share.
#[must_use]
pub fn prefill(form: &FormDef, applicant: &str, subject: Option<&str>, facts: &Facts, day: Day) -> Row {
    let known = subject.and_then(|code| {
        let register = register_index(form.subject)?;
        let table = facts.table(register);
        let Segment::Row(row) = table.segment(table.find(code)?, day) else { return None };
        Some((table.def(), facts.row(register, row)))
    });
    let value = |name: &str, kind: FieldKind, required: bool| -> Option<Value> {
        if let (FieldKind::Ref(register), Some((_, row))) = (kind, &known)
            && register == form.subject
        {
            return Some(Value::Ref(row.key.code.clone()));
        }
        let shared = known.as_ref().and_then(|(def, row)| {
            let at = def.fields.iter().position(|field| field.name == name && field.kind == kind)?;
            row.values.get(at).cloned().flatten()
        });
        // The first unit that a form requires is whoever applies; another one it has to be told.
        let first_unit = form.def.fields.iter().find(|field| field.required && field.kind == FieldKind::Ref(Unit::NAME));
        let own = required && first_unit.is_some_and(|field| field.name == name);
        shared.or_else(|| own.then(|| Value::Ref(applicant.to_owned())))
    };
    let values = form.def.fields.iter().map(|field| value(field.name, field.kind, field.required)).collect();
    let code = if form.names_subject() { String::new() } else { subject.unwrap_or_default().to_owned() };
    let from = if form.def.shape == Shape::State { day } else { Day::MIN };
    let key = RowKey { code, from };
    let line =
        Row { key, until: Day::MAX, basis: Basis::Declared, vouched_by: Some(applicant.to_owned()), note: None, learned_at: None, values };
    form.frozen(&line, &Scene { facts, day, today: day, number: "", applicant, line: 0 })
}
