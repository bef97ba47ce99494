//! What is filled in: what a story says, what the registers know, and of what they ask for something of the applicant's own.

use shouwang_calendar::Day;
use shouwang_domain::matter::{form_of, prefill};
use shouwang_domain::register::{FieldKind, Record, Row, RowKey, Shape, Value, catalog};
use shouwang_domain::registers::network::Network;
use shouwang_domain::registers::person::Person;
use shouwang_domain::registers::plan::Plan;
use shouwang_domain::registers::unit::Unit;

use super::stories::Story;
use super::telling::{Teller, Telling};

/// Things of one unit that are tried for one story.
const TRIES: usize = 6;

impl Teller<'_> {
    /// What is filled in.
    pub(super) fn line(
        &self,
        telling: &Telling<'_>,
        (unit, other): (&str, &str),
        subject: Option<&str>,
        further: Option<(&str, &str)>,
    ) -> Row {
        let (form, story) = (telling.form, telling.story);
        let mut line = prefill(form, unit, subject, &self.facts, telling.begun_on);
        for (field, value) in form.def.fields.iter().zip(&mut line.values) {
            let said = story.fields.iter().copied().chain(further).find(|(name, _)| *name == field.name);
            let own = match said {
                Some((_, text)) if text != "@" => Value::parse(field.kind, text).ok(),
                Some(_) => self.own(field.kind, unit, other),
                None if field.required && value.is_none() => self.own(field.kind, unit, other),
                None => None,
            };
            *value = own.or_else(|| value.take());
        }
        let from = telling.begun_on.plus(story.from);
        let asks_for_days = form.def.shape == Shape::Event || form.def.from_label.zh != "起始日";
        line.key = RowKey { code: line.key.code, from: if asks_for_days { from } else { Day::MIN } };
        line.until = story.term.map_or(Day::MAX, |days| from.plus(days));
        line
    }

    /// Something of the unit's own, where a field asks for a row of a register; the other unit where it asks for one.
    fn own(&self, kind: FieldKind, unit: &str, other: &str) -> Option<Value> {
        let FieldKind::Ref(register) = kind else { return None };
        let code = match register {
            Unit::NAME => Some(other.to_owned()),
            // The extranet of the place at which the unit stands.
            Network::NAME => unit.split_once('U').map(|(place, _)| format!("{place}N0")),
            // A project stands in a yearly plan, and that comes after the long-term one that it follows.
            Plan::NAME => self.of_unit(register, unit).pop(),
            _ => self.of_unit(register, unit).into_iter().next(),
        };
        code.map(Value::Ref)
    }

    /// Rows of a register that a unit has, or that hang on a system or a link that it has.
    fn of_unit(&self, register: &str, unit: &str) -> Vec<String> {
        let Some(def) = catalog().get(register) else { return Vec::new() };
        let names_unit = |row: &&Row| {
            let named = def.fields.iter().zip(&row.values).filter(|(field, _)| field.kind == FieldKind::Ref(Unit::NAME));
            // The first unit that a row names is its own; a person's is the employer.
            named.map(|(_, value)| value).next().is_some_and(|value| matches!(value, Some(Value::Ref(code)) if code == unit))
        };
        let stands = |row: &&Row| row.key.from <= self.today && self.today <= row.until;
        // Codes of the sample begin with that of the unit whose they are, a letter behind it.
        let has_code = |row: &&Row| row.key.code.strip_prefix(unit).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
        let is_of_unit = |row: &&Row| names_unit(row) || (register != Person::NAME && has_code(row));
        self.registers.get(register).iter().filter(stands).filter(is_of_unit).map(|row| row.key.code.clone()).collect()
    }

    /// The things that a story may be about; nothing where its form names none.
    pub(super) fn subjects(&self, story: &Story, unit: &str) -> Vec<Option<String>> {
        let Some(form) = form_of(story.kind) else { return Vec::new() };
        let names_it = form.def.fields.iter().any(|field| field.required && field.kind == FieldKind::Ref(form.subject));
        if !names_it || form.subject == Unit::NAME {
            return vec![None];
        }
        self.of_unit(form.subject, unit).into_iter().take(TRIES).map(Some).collect()
    }
}
