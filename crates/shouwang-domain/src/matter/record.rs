//! A matter as rows of registers, and back: the state and the lines as JSON, and beside them in columns what lists need.
//!
//! Nothing is decided here. What is read back is what was written (a property test), so that a decision rests on the whole matter.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use shouwang_calendar::Day;
use shouwang_law::model::{Deed, Matter as Rule, RuleName};

use crate::procedure::{matter::Matter as MatterRecord, matter_entry::MatterEntry, matter_notice::MatterNotice, matter_step::MatterStep};
use crate::register::{
    Choices as _, Fact, FieldDef, FieldKind, Record as _, Ref, Row, Value, catalog, derive_code, row_from_json, row_to_json,
};
use crate::registers::permission::Matter as Kind;

use super::act::{Entry, Notice};
use super::form::{FormDef, form_of};
use super::state::{Matter, Open, State};

/// A row that this program did not write, or a matter that cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("matter {number}: {what}")]
pub struct RecordError {
    /// The matter's number.
    pub number: String,
    /// What of it.
    pub what: String,
}

/// What of a matter stands in no column of its own.
#[derive(Serialize, Deserialize)]
struct Kept {
    written_by: Vec<String>,
    ending_told: Option<Day>,
    state: State,
}

/// The matter as a row; `begun_on` is the day on which it was drafted first.
///
/// # Errors
/// When its kind has no form, which the law's pages exclude.
pub fn matter_fact(matter: &Matter, begun_on: Day) -> Result<Fact<MatterRecord>, RecordError> {
    let error = |what: String| RecordError { number: matter.number.clone(), what };
    let form = form(matter.kind).ok_or_else(|| error("no such form".to_owned()))?;
    let kept = Kept { written_by: matter.written_by.clone(), ending_told: matter.ending_told, state: matter.state.clone() };
    let lines: Vec<_> = matter.lines.iter().map(|line| row_to_json(&form.def, line)).collect();
    let json = |value: serde_json::Result<String>| value.map_err(|cause| error(cause.to_string()));
    let filing = matter.state.filing();
    let record = MatterRecord {
        kind: matter.kind,
        rule: matter.rule.to_string(),
        applicant: Ref::to(matter.applicant.clone()),
        status: matter.state.status(),
        subject: subject(form, &matter.lines),
        things: things(form, &matter.lines),
        lines_count: i64::try_from(matter.lines.len()).unwrap_or(i64::MAX),
        filed_on: filing.map(|filing| filing.first_on),
        due_on: matter.state.open().iter().filter(|open| open.asked.is_none()).map(|open| open.due).min(),
        granted_until: matter.state.ruling().and_then(|ruling| ruling.until),
        urgent: filing.map(|filing| filing.emergency.is_some()),
        lines: json(serde_json::to_string(&lines))?,
        state: json(serde_json::to_string(&kept))?,
    };
    let fact = Fact::declared(matter.number.clone(), begun_on, record);
    Ok(Fact { vouched_by: Some(matter.applicant.clone()), ..fact })
}

/// The matter that a row holds.
///
/// # Errors
/// When the row is not one that [`matter_fact`] makes.
pub fn read_matter(fact: &Fact<MatterRecord>) -> Result<Matter, RecordError> {
    let error = |what: &str| RecordError { number: fact.code.clone(), what: what.to_owned() };
    let record = &fact.data;
    let (instrument, id) = record.rule.split_once('/').ok_or_else(|| error("the rule has no name"))?;
    let form = form(record.kind).ok_or_else(|| error("no such form"))?;
    let kept: Kept = serde_json::from_str(&record.state).map_err(|cause| error(&cause.to_string()))?;
    let lines: Vec<Map<String, Json>> = serde_json::from_str(&record.lines).map_err(|cause| error(&cause.to_string()))?;
    let lines = lines.iter().map(|line| row_from_json(&form.def, line, "")).collect::<Result<_, _>>();
    Ok(Matter {
        number: fact.code.clone(),
        kind: record.kind,
        rule: RuleName { instrument: instrument.into(), id: id.into() },
        applicant: record.applicant.code.clone(),
        written_by: kept.written_by,
        lines: lines.map_err(|_| error("a line is none of its form"))?,
        ending_told: kept.ending_told,
        state: kept.state,
    })
}

/// What an act makes of the rows of steps: those that wait now, those that are over with this act, and those of bodies that were told.
#[must_use]
pub fn step_facts(
    before: &Matter,
    after: &Matter,
    notices: &[Notice],
    (rule, bodies): (&Rule, &[Vec<String>]),
    day: Day,
) -> Vec<Fact<MatterStep>> {
    let fact = |at: usize, unit: &str, since: Day, step: Option<&Open>, closed_on: Option<Day>| {
        let data = MatterStep {
            matter: Ref::to(after.number.clone()),
            unit: Ref::to(unit),
            applicant: Ref::to(after.applicant.clone()),
            kind: after.kind,
            step: i64::try_from(at).unwrap_or(i64::MAX),
            does: rule.route.get(at).map_or(Deed::Inform, |step| step.does).into(),
            subject: subject_of(after),
            due_on: step.map(|step| step.due),
            given_to: step.and_then(|step| step.given_name.clone()),
            asked: step.map(|step| step.asked.is_some()),
            closed_on,
        };
        Fact::declared(format!("{}/{}/{unit}", after.number, at + 1), since, data)
    };
    let waits = |open: &Open| after.state.open().iter().any(|other| other.step == open.step && other.since == open.since);
    let over = before.state.open().iter().filter(|open| !waits(open)).map(|open| (open, Some(day)));
    let open = after.state.open().iter().map(|open| (open, None));
    let mut facts: Vec<_> = Vec::new();
    for (open, closed_on) in over.chain(open) {
        facts.extend(open.units.iter().map(|unit| fact(open.step, unit, open.since, Some(open), closed_on)));
    }
    let told = |units: &[String]| notices.iter().any(|notice| matches!(notice, Notice::Told(told) if told == units));
    let listens = rule.route.iter().enumerate().filter(|(_, step)| matches!(step.does, Deed::Notice | Deed::Inform));
    for (at, units) in listens.filter_map(|(at, _)| Some((at, bodies.get(at)?))).filter(|(_, units)| told(units)) {
        facts.extend(units.iter().map(|unit| fact(at, unit, day, None, Some(day))));
    }
    // A step that was sent back and is open again on the same day is one row: what it is now comes last.
    let keys: Vec<_> = facts.iter().map(|fact| (fact.code.clone(), fact.from)).collect();
    let mut at = 0;
    facts.retain(|_| {
        at += 1;
        !keys[at..].contains(&keys[at - 1])
    });
    facts
}

/// Entries as rows of the history, behind those that are there; `account` is that of whoever acts.
#[must_use]
pub fn entry_facts(number: &str, entries: &[Entry], earlier_count: usize, account: Option<&str>) -> Vec<Fact<MatterEntry>> {
    let fact = |(at, entry): (usize, &Entry)| {
        let data = MatterEntry {
            matter: Ref::to(number),
            act: entry.act.to_owned(),
            unit: entry.unit.as_deref().map(Ref::to),
            step: entry.step.and_then(|step| i64::try_from(step).ok()),
            by: entry.by.as_ref().and(account).map(str::to_owned),
            words: entry.words.clone(),
        };
        Fact::declared(format!("{number}/{:04}", earlier_count + at + 1), entry.on, data)
    };
    entries.iter().enumerate().map(fact).collect()
}

fn form(kind: Kind) -> Option<&'static FormDef> {
    form_of(Kind::CHOICES.get(usize::from(kind.position()))?.id)
}

/// The code of what the first line of a matter is about.
pub(super) fn subject_of(matter: &Matter) -> Option<String> {
    form(matter.kind).and_then(|form| subject(form, &matter.lines))
}

/// The code of what the first line is about: what it names of the register that the matter is about, else its own, else the first thing that
/// it names at all.
fn subject(form: &FormDef, lines: &[Row]) -> Option<String> {
    let line = lines.first()?;
    let named = |wanted: Option<&str>| {
        form.def.fields.iter().zip(&line.values).find_map(|(field, value)| match (field.kind, value) {
            (FieldKind::Ref(register), Some(Value::Ref(code))) if wanted.is_none_or(|wanted| wanted == register) => Some(code.clone()),
            _ => None,
        })
    };
    let own = || Some(line.key.code.clone()).filter(|code| !code.is_empty());
    named(Some(form.subject)).or_else(own).or_else(|| named(None))
}

/// The codes of everything that lines are about or name, each once.
fn things(form: &FormDef, lines: &[Row]) -> Option<String> {
    let mut codes = BTreeSet::new();
    for line in lines {
        codes.extend(line.values.iter().filter_map(|value| match value {
            Some(Value::Ref(code)) => Some(code.clone()),
            _ => None,
        }));
        codes.extend(Some(line.key.code.clone()).filter(|code| !code.is_empty()).or_else(|| code_to_be(form, line)));
    }
    let codes: Vec<_> = codes.into_iter().collect();
    (!codes.is_empty()).then(|| codes.join("\n"))
}

/// The code that a thing will have, where form and register share the fields that make it: system, protocol and number of a port.
fn code_to_be(form: &FormDef, line: &Row) -> Option<String> {
    let def = catalog().get(form.subject)?;
    let shared = |field: &FieldDef| line.values.get(form.def.field_index(field.name)?)?.clone();
    let values = def.fields.iter().map(shared).collect();
    derive_code(&Row { values, ..line.clone() }, def)
}

/// The names of the registers in which matters are kept.
pub const MATTER_REGISTERS: [&str; 4] = [MatterRecord::NAME, MatterStep::NAME, MatterEntry::NAME, MatterNotice::NAME];
