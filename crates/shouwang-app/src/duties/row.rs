//! One answer in full: whose duty, about what, where it stands, since when, due when, why, by which article.

use serde::Serialize;
use shouwang_calendar::{Day, Lang, Words};
use shouwang_domain::facts::{Entity, RegisterIndex, Segment};
use shouwang_domain::plan::{Missing, Standing};
use shouwang_domain::register::catalog;

use super::{Desk, Found};

/// One planned duty, in words. Days are civil days in Asia/Shanghai.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DutyRow {
    /// Full name of the rule: `hunan-2026/logs-internet`.
    pub duty: String,
    /// What a clerk calls it.
    pub title: String,
    /// Instrument and clause: `2026办法第二十四条第一款`.
    pub article: String,
    /// The register of the subject.
    pub subject_register: &'static str,
    /// The subject's code.
    pub subject: String,
    /// The subject's name, where it has one.
    pub subject_name: String,
    /// Code of the unit that must act, if it is known.
    pub unit: Option<String>,
    /// Its name.
    pub unit_name: Option<String>,
    /// Identifier of the status.
    pub status: &'static str,
    /// The status in words.
    pub status_label: &'static str,
    /// The calendar period it is for, for periodic duties.
    pub period: Option<String>,
    /// First day of the unbroken time with this status; empty when it has always been so.
    pub since: Option<Day>,
    /// The last day on which it can be done in time.
    pub due: Option<Day>,
    /// Whether the due day may still move, because a year has no holiday notice yet.
    pub provisional: bool,
    /// Identifier of the reason.
    pub reason: &'static str,
    /// The reason in words.
    pub reason_label: String,
    /// What is missing, when the status is unknown.
    pub missing: Option<String>,
    /// Whether only the older instrument asks for it.
    pub supplementary: bool,
    /// Whether it is advice and not a rule.
    pub advice: bool,
    /// Outside facts that it rests on, each with how sure it is.
    pub rests_on: Vec<String>,
    /// The next day on which time alone may change the answer.
    pub next_change: Option<Day>,
}

impl Desk<'_> {
    /// Says one answer in full.
    #[must_use]
    pub fn row(&self, found: &Found, day: Day, language: Lang) -> DutyRow {
        let planner = self.planner();
        let standings = planner.standings(found.duty, found.subject, day);
        let standing = standings.into_iter().find(|standing| standing.outcome == found.outcome);
        let standing = standing.unwrap_or(Standing { outcome: found.outcome, since: day, next_change: Day::MAX });
        self.row_of(found, &standing, day, language)
    }

    pub(super) fn row_of(&self, found: &Found, standing: &Standing, day: Day, language: Lang) -> DutyRow {
        let duty = self.program().duty(found.duty);
        let outcome = standing.outcome;
        let bearer = self.planner().bearer(found.duty, found.subject, day);
        let unit = bearer.zip(shouwang_domain::facts::register_index("unit"));
        DutyRow {
            duty: duty.rule.name.to_string(),
            title: language.pick(&duty.rule.title.zh, &duty.rule.title.en).to_owned(),
            article: self.book.cited(&duty.rule).label.get(language).to_owned(),
            subject_register: self.facts.table(duty.subject).def().name,
            subject: self.facts.table(duty.subject).code(found.subject).to_owned(),
            subject_name: self.name(duty.subject, found.subject, day),
            unit: unit.map(|(unit, register)| self.facts.table(register).code(unit).to_owned()),
            unit_name: unit.map(|(unit, register)| self.name(register, unit, day)),
            status: outcome.status.id(),
            status_label: outcome.status.label().get(language),
            period: outcome.period.map(|period| period.to_string()),
            since: known_day(standing.since),
            due: outcome.due.and_then(known_day),
            provisional: outcome.provisional,
            reason: outcome.reason.id(),
            reason_label: self.reason(found, language),
            missing: outcome.missing.map(|missing| missing_label(missing, language)),
            supplementary: duty.active.is_supplementary_on(day),
            advice: duty.rule.advice,
            rests_on: duty.rule.rests_on.iter().map(|id| self.outside_fact(id, language)).collect(),
            next_change: known_day(standing.next_change),
        }
    }

    /// The reason, with which part of the rule decided where it has several.
    pub(super) fn reason(&self, found: &Found, language: Lang) -> String {
        use shouwang_law::model::DutyKind;
        let reason = found.outcome.reason.label().get(language);
        let rule = &self.program().duty(found.duty).rule;
        let part = match &rule.kind {
            DutyKind::Before { needs, .. } if needs.len() > 1 => {
                needs.get(usize::from(found.outcome.part)).and_then(|need| need.title.as_ref())
            }
            _ => None,
        };
        match part {
            Some(title) if found.outcome.status.is_wrong() => {
                format!("{}{}{reason}", language.pick(&title.zh, &title.en), language.pick("：", ": "))
            }
            _ => reason.to_owned(),
        }
    }

    pub(super) fn outside_fact(&self, id: &str, language: Lang) -> String {
        let fact = self.book.law.facts.iter().find(|fact| fact.id == id);
        let certainty = fact.map(|fact| fact.status.words(language));
        let title = fact.map_or(id, |fact| language.pick(&fact.title.zh, &fact.title.en));
        format!("{title}{}{}{}", language.pick("（", " ("), certainty.unwrap_or("?"), language.pick("）", ")"))
    }

    /// What a row is called on a day: its name or title, otherwise nothing.
    pub(super) fn name(&self, register: RegisterIndex, entity: Entity, day: Day) -> String {
        let table = self.facts.table(register);
        let row = match table.segment(entity, day) {
            Segment::Row(row) => Some(row),
            Segment::Absent | Segment::Unknown => table.rows_of(entity).last(),
        };
        let field = ["name", "title", "content", "topic"].into_iter().find_map(|name| table.def().field_index(name));
        let text = row.zip(field).and_then(|(row, field)| table.column(field).text(row as usize));
        text.unwrap_or_default().to_owned()
    }
}

/// The missing field, or the register of which there is no row.
pub(super) fn missing_label(missing: Missing, language: Lang) -> String {
    let def = &catalog().registers()[usize::from(missing.register)];
    let register = def.label.get(language);
    match missing.field.and_then(|field| def.fields.get(usize::from(field))) {
        Some(field) => format!("{register}{}{}", language.pick("的", ": "), field.label.get(language)),
        None => register.to_owned(),
    }
}

/// The same in both languages.
#[must_use]
pub fn missing_words(missing: Missing) -> Words {
    Words::new(missing_label(missing, Lang::Zh), missing_label(missing, Lang::En))
}

/// A day, unless it stands for an open end.
pub(super) fn known_day(day: Day) -> Option<Day> {
    (!day.is_open() && day > Day::MIN.plus(1) && day < Day::MAX.plus(-1)).then_some(day)
}
