//! What would fulfil a duty, as data that a form can begin with.

use serde::Serialize;
use serde_json::Value as Json;
use shouwang_calendar::{Day, Lang, Words};
use shouwang_domain::facts::{Entity, register_index};
use shouwang_domain::matter::answers_for;
use shouwang_domain::plan::{Action, DutyIndex, PartChange, Question, Remedy, RemedyChange, Standing, Status, remedies};
use shouwang_domain::reach::owners;
use shouwang_domain::register::{FieldKind, Record as _, Value, catalog};
use shouwang_domain::registers::unit::Unit;

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
    /// What they would have to say; none when nothing, and when any thing will do of which the same is true: the search took one of somebody
    /// else's, which is neither told nor entered for anybody.
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
        let bearer = self.planner().bearer(duty, subject, day).zip(register_index(Unit::NAME));
        let unit = bearer.map(|(unit, register)| self.facts.table(register).code(unit).to_owned());
        let question = Question { duty, subject, day, period: standing.outcome.period };
        let Desk { book, facts, settings, .. } = self;
        let found = remedies(&book.program, &book.calendar, settings, facts, question);
        let register = self.program().duty(duty).subject;
        let subject = (self.facts.table(register).def().name, self.facts.table(register).code(subject));
        found.iter().map(|remedy| Telling { desk: self, remedy, unit: unit.as_deref(), subject, day }.remedy()).collect()
    }
}

/// How one remedy is told: things by their names, and none that is neither the bearer's nor the subject.
struct Telling<'a> {
    desk: &'a Desk<'a>,
    remedy: &'a Remedy,
    unit: Option<&'a str>,
    subject: (&'static str, &'a str),
    day: Day,
}

impl Telling<'_> {
    fn remedy(&self) -> RemedyTold {
        let remedy = self.remedy;
        let sentences = |lang| remedy.describe_as(lang, &|kind, value| self.named(kind, value, lang));
        let said = sentences(Lang::Zh).into_iter().zip(sentences(Lang::En)).map(|(zh, en)| Words::new(zh, en));
        let note = if remedy.corrects_record {
            Words::new(
                "仅在台账登记有误时适用：这样改会改写已经过去的日子。当时没有做到的，不能事后补登；应如实保留记录，另按规定说明和补救。",
                "Only for a record that is wrong: it rewrites days that are over. What was not done then cannot be entered afterwards; let the record \
                 stand, and explain and make good as the rules ask.",
            )
        } else {
            Words::new(
                "从今天起还来得及做的变动；先把事情做到，再如实登记。",
                "What can still be done from today on; do it first, then enter what is the case.",
            )
        };
        let changes = remedy.changes.iter().zip(said).map(|(change, said)| self.change(change, said));
        RemedyTold { corrects_record: remedy.corrects_record, note, changes: changes.collect() }
    }

    fn change(&self, change: &RemedyChange, said: Words) -> ChangeTold {
        let def = change.def();
        let is_new = change.action == Action::Add;
        ChangeTold {
            kind: kind(change.action),
            register: def.name,
            register_label: label(def.label),
            code: (!is_new || self.remedy.is_named(change)).then(|| change.key.code.clone()),
            row_from: if is_new { None } else { known_day(change.key.from) },
            fields: change.told().map(|part| self.field(change, part)).collect(),
            still_required: change.still_required().map(|field| field.name).collect(),
            said,
        }
    }

    fn field(&self, row: &RemedyChange, change: &PartChange) -> FieldTold {
        let kind = change.part.kind(row.def());
        let (field, name) = (change.part.name(row.def()), change.part.label(row.def()));
        let words = |value: &Value| both(|lang| self.named(kind, value, lang).unwrap_or_else(|| value.spoken(kind, lang)));
        let json = |value: &Option<Value>| value.as_ref().map(|value| value_to_json(kind, value));
        let (before, after) = (&change.before, &change.after);
        let to = if after.as_ref().is_some_and(|value| self.is_free_choice(kind, value)) { None } else { json(after) };
        FieldTold {
            field,
            label: label(name),
            from: json(before),
            from_said: before.as_ref().map(words),
            to,
            to_said: after.as_ref().map(words),
        }
    }

    /// What a thing is called that a value names; `None` where the value speaks for itself.
    fn named(&self, kind: FieldKind, value: &Value, lang: Lang) -> Option<String> {
        let (FieldKind::Ref(target), Value::Ref(code)) = (kind, value) else { return None };
        if self.is_free_choice(kind, value) {
            return Some(lang.pick("任选一个符合条件的", "any that fits").to_owned());
        }
        let register = register_index(target)?;
        let entity = self.desk.facts.table(register).find(code)?;
        Some(self.desk.name(register, entity, self.day)).filter(|name| !name.is_empty())
    }

    /// Whether the search took a thing because something had to stand there, though it is somebody else's: then any other of which the same is
    /// true would do as well.
    fn is_free_choice(&self, kind: FieldKind, value: &Value) -> bool {
        let (FieldKind::Ref(target), Value::Ref(code)) = (kind, value) else { return false };
        let thing = (target, code.as_str());
        let is_taken = self.remedy.changes.iter().flat_map(|change| &change.parts).any(|part| part.after.as_ref() == Some(value));
        let is_new =
            self.remedy.changes.iter().any(|change| change.action == Action::Add && (change.def().name, change.key.code.as_str()) == thing);
        let is_everybodys = || catalog().get(target).is_some_and(|def| owners(def).is_empty());
        let is_own = || self.unit.is_some_and(|unit| answers_for(&self.desk.facts, unit, thing, self.day));
        is_taken && !is_new && thing != self.subject && !is_everybodys() && !is_own()
    }
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
