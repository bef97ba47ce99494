//! What would fulfil a duty, as data that a form can begin with.

use serde::Serialize;
use serde_json::Value as Json;
use shouwang_calendar::{Day, Lang, Words};
use shouwang_domain::facts::Entity;
use shouwang_domain::plan::{Action, DutyIndex, PartChange, Question, Remedy, RemedyChange, Standing, Status, remedies};
use shouwang_domain::register::{RegisterDef, Value};

use super::Desk;
use super::explained::{both, label};
use super::row::known_day;
use crate::service::registers::value_to_json;

/// One way to fulfil a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RemedyTold {
    /// Whether it says something else of days that are over: it is for a record that is wrong, and nothing that can still be done.
    pub corrects_record: bool,
    /// What to know of it before it is followed.
    pub note: Words,
    /// Row by row; a row comes after those that it names where both are new.
    pub changes: Vec<ChangeTold>,
}

/// One row that would have to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeTold {
    /// `add`: a new row; `complete`: what is not known is filled in; `change`: the row goes on otherwise from a day; `end`: it ends; `correct`: it
    /// says something else than before, also of days that are over; `withdraw`: it was never so.
    pub kind: &'static str,
    /// The register.
    pub register: &'static str,
    /// What the register is called.
    pub register_label: Words,
    /// The row's code; of a new row only where another new row names it by this.
    pub code: Option<String>,
    /// The first day of the row that is there; none for a new row, and where it is not known since when it holds.
    pub row_from: Option<Day>,
    /// What changes: of a new row what is needed, its days last.
    pub fields: Vec<FieldTold>,
    /// Fields that the register requires of a new row beside those; any value serves.
    pub still_required: Vec<&'static str>,
    /// All of it in one sentence.
    pub said: Words,
}

/// One field before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldTold {
    /// The field, or `from`, `until` or `basis`.
    pub field: &'static str,
    /// What it is called.
    pub label: Words,
    /// What the registers say, as a row in JSON does; none when they say nothing.
    pub from: Option<Json>,
    /// The same in words.
    pub from_said: Option<Words>,
    /// What they would have to say; none when nothing.
    pub to: Option<Json>,
    /// The same in words.
    pub to_said: Option<Words>,
}

impl Desk<'_> {
    /// What would fulfil a duty that is not, for each of its outcomes. The facts are tried on, and put back.
    pub(super) fn remedies(&mut self, duty: DutyIndex, subject: Entity, day: Day, standing: &Standing) -> Vec<RemedyTold> {
        if matches!(standing.outcome.status, Status::Fulfilled | Status::NotApplicable) {
            return Vec::new();
        }
        let question = Question { duty, subject, day, period: standing.outcome.period };
        let Desk { book, facts, settings, .. } = self;
        remedies(&book.program, &book.calendar, settings, facts, question).iter().map(told).collect()
    }
}

fn told(remedy: &Remedy) -> RemedyTold {
    let (zh, en) = (remedy.describe(Lang::Zh), remedy.describe(Lang::En));
    let said = zh.into_iter().zip(en).map(|(zh, en)| Words::new(zh, en));
    let note = if remedy.corrects_record {
        Words::new(
            "仅在台账登记有误时适用：这样改会改写已经过去的日子。当时没有做到的，不能事后补登；应如实保留记录，另按规定说明和补救。",
            "Only for a record that is wrong: it rewrites days that are over. What was not done then cannot be entered afterwards; let the record stand, \
             and explain and make good as the rules ask.",
        )
    } else {
        Words::new(
            "从今天起还来得及做的变动；先把事情做到，再如实登记。",
            "What can still be done from today on; do it first, then enter what is the case.",
        )
    };
    let changes = remedy.changes.iter().zip(said).map(|(change, said)| change_told(remedy, change, said));
    RemedyTold { corrects_record: remedy.corrects_record, note, changes: changes.collect() }
}

fn change_told(remedy: &Remedy, change: &RemedyChange, said: Words) -> ChangeTold {
    let def = change.def();
    let is_new = change.action == Action::Add;
    ChangeTold {
        kind: kind(change.action),
        register: def.name,
        register_label: label(def.label),
        code: (!is_new || remedy.is_named(change)).then(|| change.key.code.clone()),
        row_from: if is_new { None } else { known_day(change.key.from) },
        fields: change.told().map(|part| field_told(def, part)).collect(),
        still_required: change.still_required().map(|field| field.name).collect(),
        said,
    }
}

fn field_told(def: &RegisterDef, change: &PartChange) -> FieldTold {
    let kind = change.part.kind(def);
    let (field, name) = (change.part.name(def), change.part.label(def));
    let said = |value: &Option<Value>| value.as_ref().map(|value| both(|lang| value.spoken(kind, lang)));
    let json = |value: &Option<Value>| value.as_ref().map(|value| value_to_json(kind, value));
    let (before, after) = (&change.before, &change.after);
    FieldTold { field, label: label(name), from: json(before), from_said: said(before), to: json(after), to_said: said(after) }
}

fn kind(action: Action) -> &'static str {
    match action {
        Action::Add => "add",
        Action::Complete => "complete",
        Action::Change => "change",
        Action::Correct => "correct",
        Action::End => "end",
        Action::Withdraw => "withdraw",
    }
}
