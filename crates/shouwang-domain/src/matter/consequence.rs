//! What the registers come to hold when a matter is granted, refused or carried out.
//!
//! Every thing that a matter was about gets its row in the register of permissions, and that row carries the matter's number: so what is there
//! without a matter behind it can be found. What the form changes is written in the same transaction.

use shouwang_calendar::Day;

use crate::facts::Facts;
use crate::register::{Basis, Fact, FieldKind, Record, Row, Shape, Value};
use crate::registers::permission::{Decision, Permission};
use crate::registers::unit::Unit;

use super::act::Turn;
use super::effects::Effects;
use super::form::FormDef;
use super::scene::{Gone, Scene};
use super::state::{Filing, Matter, Ruling, State};

/// What is written when an act turns something.
///
/// # Errors
/// When something that the matter names is not there any more.
pub fn consequences(matter: &Matter, turn: Turn, form: &FormDef, facts: &Facts, today: Day) -> Result<Effects, Gone> {
    let mut effects = Effects::none();
    let Some((filing, ruling)) = ruled(&matter.state) else { return Ok(effects) };
    for (at, line) in matter.lines.iter().enumerate() {
        let scene = Scene { facts, day: today, today, number: &matter.number, applicant: &matter.applicant, line: at };
        if turn.ruled || turn.effective {
            let subject = form.subject_code(line, &scene)?;
            // What is ended, changed or gone on with is the thing as it stands on that day, as it was when the line was checked: what is on record for a
            // day before it would be undone otherwise, or go on.
            let then = Scene { day: takes_effect(form, line, (facts, &subject), today), ..scene };
            if turn.ruled {
                effects.rows.push(Permission::NAME, permission(matter, (filing, ruling), form, line, (&subject, &then)));
            }
            if turn.effective {
                let of_line = form.effects(line, &then)?;
                effects.merge(&of_line).map_err(|code| Gone { register: form.def.label, code })?;
            }
        }
        if turn.over {
            let of_line = form.over(line, &scene)?;
            effects.merge(&of_line).map_err(|code| Gone { register: form.def.label, code })?;
        }
    }
    Ok(effects)
}

/// The day on which what a line wants takes effect, and which preconditions are asked about: today, or the day on which what is wanted begins, if that is
/// later. Work of one day is asked about today, for that it lies ahead does not put off who may do it.
pub(super) fn takes_effect(form: &FormDef, line: &Row, (facts, subject): (&Facts, &str), today: Day) -> Day {
    if form.def.shape == Shape::Event {
        return today;
    }
    let first = facts.table_named(form.subject).and_then(|table| {
        let rows = table.rows_of(table.find(subject)?);
        rows.map(|row| table.from(row)).min()
    });
    today.max(line.key.from).max(first.unwrap_or(Day::MIN))
}

fn ruled(state: &State) -> Option<(&Filing, &Ruling)> {
    match state {
        State::Granted { filing, ruling, .. }
        | State::CarriedOut { filing, ruling, .. }
        | State::Closed { filing, ruling, .. }
        | State::Refused { filing, ruling } => Some((filing, ruling)),
        State::Draft | State::UnderWay { .. } | State::Returned { .. } | State::Withdrawn { .. } => None,
    }
}

/// The row of one line in the register of permissions.
fn permission(
    matter: &Matter,
    (filing, ruling): (&Filing, &Ruling),
    form: &FormDef,
    line: &Row,
    (subject, scene): (&str, &Scene<'_>),
) -> Row {
    let def = Permission::def();
    let granted = ruling.decision != Decision::Refused;
    let (from, until) = match form.def.shape {
        _ if !granted => (Day::MIN, Day::MAX),
        Shape::State => (line.key.from.max(ruling.on), line.until.max(line.key.from.max(ruling.on))),
        Shape::Event => (ruling.on, Day::MAX),
    };
    let data = Permission {
        applied_on: Some(filing.on),
        decision: Some(ruling.decision),
        decided_on: Some(ruling.on),
        decided_by: ruling.unit.as_deref().map(crate::register::Ref::to),
        ..Permission::about(matter.kind, &matter.applicant)
    };
    let mut row = Fact {
        basis: Basis::Declared,
        vouched_by: ruling.unit.clone(),
        note: ruling.reason.clone(),
        ..Fact::declared(scene.code(""), from, data).until(until)
    }
    .into_row();
    let named = form.def.fields.iter().zip(&line.values).filter_map(|(field, value)| match (field.kind, value) {
        (FieldKind::Ref(register), Some(Value::Ref(code))) => Some((register, code.as_str())),
        _ => None,
    });
    let made = made(form, line, scene);
    let made = made.as_ref().map(|(register, code)| (*register, code.as_str()));
    for (register, code) in named.chain(made).chain([(form.subject, subject)]).filter(|(register, _)| *register != Unit::NAME) {
        let column = def.fields.iter().position(|field| field.kind == FieldKind::Ref(register));
        if let Some(value) = column.and_then(|at| row.values.get_mut(at)) {
            *value = Some(Value::Ref(code.to_owned()));
        }
    }
    row
}

/// What the end of the matter makes or changes beside its subject, in the register that its `then` speaks of: addresses behind a link, the grade
/// of a system. Where there are several, as with the accounts of somebody who leaves, the permission names what they have in common and none of them.
/// A refusal names it as far as it can be said: what it names may be gone.
fn made(form: &FormDef, line: &Row, scene: &Scene<'_>) -> Option<(&'static str, String)> {
    let (wanted, _) = form.then.split_once('.')?;
    let proposed = form.proposed(line, scene).ok()?;
    let (register, rows) = proposed.rows.iter().find(|(register, _)| *register == wanted)?;
    match rows {
        [row] => Some((register, row.key.code.clone())),
        _ => None,
    }
}
