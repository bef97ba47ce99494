//! One answer, explained, as data: where a duty stands and why, the facts that this rests on, and what would fulfil it. Both languages stand
//! side by side, so that no reader of it has to take sentences apart.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value as Json;
use shouwang_calendar::{Day, Lang, TimeLimit, Words};
use shouwang_domain::facts::{Entity, register_index};
use shouwang_domain::plan::{DutyIndex, FactRead, Missing, Standing};
use shouwang_domain::register::{Basis, Label, Shape, catalog};
use shouwang_law::model::{Clock, Condition, Rule};

use super::remedy::RemedyTold;
use super::row::{known_day, missing_label};
use super::{Desk, Found};
use crate::lawbook::Cited;
use crate::service::registers::value_to_json;

/// Why a duty stands where it stands for a subject on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// The day.
    pub day: Day,
    /// Full name of the rule.
    pub duty: String,
    /// What a clerk calls it.
    pub title: Words,
    /// Where it stands in the law.
    pub article: Cited,
    /// What the clause says, in our words.
    pub gloss: Option<Words>,
    /// The reading that was chosen, where the text can be read in several ways.
    pub reading: Option<Words>,
    /// Whether only the older instrument asks for it.
    pub supplementary: bool,
    /// Whether it is advice and not a rule.
    pub advice: bool,
    /// Outside facts that it rests on, each with how sure it is.
    pub rests_on: Vec<Words>,
    /// Reports under the same clause that run in hours or minutes from a moment, which the registers of days do not know.
    pub clocks: Vec<ClockTold>,
    /// The register of the subject.
    pub register: &'static str,
    /// The subject's code.
    pub subject: String,
    /// Its name, where it has one.
    pub subject_name: Option<String>,
    /// The unit that must act, if it is known.
    pub unit: Option<String>,
    /// Its name.
    pub unit_name: Option<String>,
    /// Where it stands; periodic duties may have one for the past period before the one for the current.
    pub reasons: Vec<ReasonTold>,
    /// The facts that were read to come to these, in the order in which they were.
    pub facts: Vec<FactTold>,
}

/// Where a duty stands, why, since when and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReasonTold {
    /// Identifier of the status.
    pub status: &'static str,
    /// The status in words.
    pub status_label: Words,
    /// Identifier of the reason.
    pub code: &'static str,
    /// The reason in words.
    pub label: Words,
    /// The calendar period that it is for.
    pub period: Option<String>,
    /// The fact that is missing, when the status is unknown.
    pub missing: Option<MissingTold>,
    /// First day of the unbroken time with this status; none when it has always been so.
    pub since: Option<Day>,
    /// The last day on which it can be done in time.
    pub due: Option<Day>,
    /// The moment at which that day ends.
    pub due_at: Option<Timestamp>,
    /// Whether the due day may still move, because a year has no holiday notice yet.
    pub provisional: bool,
    /// How the due day was counted.
    pub counted: Option<Words>,
    /// The next day on which time alone may change it.
    pub next_change: Option<Day>,
    /// What would fulfil it: first what can still be done, last what corrects the record. None where nothing needs to be done.
    pub remedies: Vec<RemedyTold>,
}

/// A fact that is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissingTold {
    /// The register.
    pub register: &'static str,
    /// The field; none when there is no row at all.
    pub field: Option<&'static str>,
    /// Both in words.
    pub label: Words,
}

/// A report that is due within hours or minutes of a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClockTold {
    /// Full name of the rule.
    pub name: String,
    /// What a clerk calls it.
    pub title: Words,
    /// The moment it runs from.
    pub starts: Words,
    /// How long.
    pub limit_minutes: u32,
    /// Of what it is asked; of all when none.
    pub when: Option<Words>,
}

/// A fact that an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactTold {
    /// The register.
    pub register: &'static str,
    /// What the register is called.
    pub register_label: Words,
    /// The row's code.
    pub code: String,
    /// The row's first day; none when it is not known since when it holds.
    pub from: Option<Day>,
    /// The row's last day; none when it holds until further notice.
    pub until: Option<Day>,
    /// The field; none where it is the row itself and its days.
    pub field: Option<&'static str>,
    /// What the field is called.
    pub label: Words,
    /// What it holds, as a row in JSON does; none when it is not given.
    pub value: Option<Json>,
    /// The same in words.
    pub said: Words,
    /// `declared` or `measured`.
    pub basis: &'static str,
    /// The same in words.
    pub basis_label: Words,
    /// Who vouches for it.
    pub vouched_by: Option<String>,
    /// Since when the product knows it.
    pub known_since: Option<Timestamp>,
}

/// One thing in both languages.
pub(super) fn both(say: impl Fn(Lang) -> String) -> Words {
    Words::new(say(Lang::Zh), say(Lang::En))
}

/// A label as words.
pub(super) fn label(label: Label) -> Words {
    Words::new(label.zh, label.en)
}

impl Desk<'_> {
    /// Explains a duty for a subject on a day. The desk's facts are tried on for the remedies, and put back.
    pub fn explain(&mut self, duty: DutyIndex, subject: Entity, day: Day) -> Explained {
        let explanation = self.planner().explain(duty, subject, day);
        let remedies: Vec<_> = explanation.standings.iter().map(|standing| self.remedies(duty, subject, day, standing)).collect();
        let compiled = self.program().duty(duty);
        let (rule, register) = (&compiled.rule, compiled.subject);
        let instrument = self.book.law.instrument(&rule.name.instrument);
        let clause = instrument.and_then(|instrument| instrument.clause(rule.clause));
        let reading = rule.reading.as_ref().and_then(|id| self.book.law.readings.iter().find(|reading| reading.id == *id));
        let unit = self.planner().bearer(duty, subject, day).zip(register_index("unit"));
        let name = |register, entity| Some(self.name(register, entity, day)).filter(|name| !name.is_empty());
        let reasons = explanation.standings.iter().zip(remedies);
        Explained {
            day,
            duty: rule.name.to_string(),
            title: rule.title.clone(),
            article: self.book.cited(rule),
            gloss: clause.map(|clause| clause.gloss.clone()),
            reading: reading.map(|reading| reading.title.clone()),
            supplementary: compiled.active.is_supplementary_on(day),
            advice: rule.advice,
            rests_on: rule.rests_on.iter().map(|id| both(|lang| self.outside_fact(id, lang))).collect(),
            clocks: clause.map(|clause| clause.rules.iter().filter_map(clock).collect()).unwrap_or_default(),
            register: self.facts.table(register).def().name,
            subject: self.facts.table(register).code(subject).to_owned(),
            subject_name: name(register, subject),
            unit: unit.map(|(unit, register)| self.facts.table(register).code(unit).to_owned()),
            unit_name: unit.and_then(|(unit, register)| name(register, unit)),
            reasons: reasons.map(|(standing, remedies)| self.reason_told(duty, subject, standing, remedies)).collect(),
            facts: explanation.facts.iter().map(|fact| self.fact_told(fact)).collect(),
        }
    }

    fn reason_told(&self, duty: DutyIndex, subject: Entity, standing: &Standing, remedies: Vec<RemedyTold>) -> ReasonTold {
        let outcome = standing.outcome;
        let found = Found { duty, subject, outcome };
        let due = outcome.due.and_then(known_day);
        let counted = self.planner().counted(duty, &outcome);
        ReasonTold {
            status: outcome.status.id(),
            status_label: label(outcome.status.label()),
            code: outcome.reason.id(),
            label: both(|lang| self.reason(&found, lang)),
            period: outcome.period.map(|period| period.to_string()),
            missing: outcome.missing.map(missing_told),
            since: known_day(standing.since),
            due,
            due_at: due.and_then(|due| due.plus(1).begins_at()),
            provisional: outcome.provisional,
            counted: counted.map(|counted| both(|lang| counted.describe(lang))),
            next_change: known_day(standing.next_change),
            remedies,
        }
    }

    pub(super) fn fact_told(&self, fact: &FactRead) -> FactTold {
        let (table, row) = (self.facts.table(fact.register), fact.row);
        let def = table.def();
        let (from, until) = (known_day(table.from(row)), known_day(table.until(row)));
        let field = fact.field.map(usize::from).and_then(|at| Some((at, def.fields.get(at)?)));
        let value = field.and_then(|(at, _)| self.facts.row(fact.register, row).values.get(at).cloned().flatten());
        let said = both(|lang| match (field, &value) {
            (None, _) => days(def.shape, (from, until), lang),
            (Some((_, field)), Some(value)) => value.spoken(field.kind, lang),
            (Some(_), None) => lang.pick("（未填）", "(not given)").to_owned(),
        });
        let basis = table.basis(row);
        FactTold {
            register: def.name,
            register_label: label(def.label),
            code: table.code(table.entity(row)).to_owned(),
            from,
            until: if def.shape == Shape::State { until } else { None },
            field: field.map(|(_, field)| field.name),
            label: label(field.map_or(def.from_label, |(_, field)| field.label)),
            value: field.zip(value).map(|((_, field), value)| value_to_json(field.kind, &value)),
            said,
            basis: basis_id(basis),
            basis_label: basis_label(basis),
            vouched_by: table.vouched_by(row).map(str::to_owned),
            known_since: table.learned_at(row),
        }
    }
}

fn basis_id(basis: Basis) -> &'static str {
    match basis {
        Basis::Declared => "declared",
        Basis::Measured => "measured",
    }
}

fn basis_label(basis: Basis) -> Words {
    match basis {
        Basis::Declared => Words::new("申报", "declared"),
        Basis::Measured => Words::new("实测", "measured"),
    }
}

/// A report under a clause that runs in hours or minutes; one that is due in days, or without a number, is no clock to look at.
fn clock(rule: &Rule) -> Option<ClockTold> {
    let Rule::Clock(clock) = rule else { return None };
    let Clock { name, title, starts, limit, when, .. } = clock.as_ref();
    let limit: TimeLimit = limit.parse().ok()?;
    Some(ClockTold {
        name: name.to_string(),
        title: title.clone(),
        starts: starts.clone(),
        limit_minutes: limit.as_minutes(),
        when: when.as_ref().map(|when| match when {
            Condition::Words(words) => words.clone(),
            Condition::Expr(expr) => both(|_| expr.to_string()),
        }),
    })
}

fn days(shape: Shape, held: (Option<Day>, Option<Day>), lang: Lang) -> String {
    match (shape, held) {
        (Shape::Event, (Some(from), _)) => from.to_string(),
        (_, (Some(from), Some(until))) => format!("{from} – {until}"),
        (_, (Some(from), None)) => format!("{from} – "),
        (_, (None, Some(until))) => format!(" – {until}"),
        (_, (None, None)) => lang.pick("一直", "always").to_owned(),
    }
}

fn missing_told(missing: Missing) -> MissingTold {
    let def = &catalog().registers()[usize::from(missing.register)];
    let field = missing.field.and_then(|field| def.fields.get(usize::from(field)));
    MissingTold { register: def.name, field: field.map(|field| field.name), label: both(|lang| missing_label(missing, lang)) }
}
