//! Lines of lists of matters, read off rows of which only what a list shows was asked for.

use std::collections::{BTreeMap, BTreeSet};

use shouwang_calendar::Day;
use shouwang_domain::matter::{Status, form_of};
use shouwang_domain::procedure::matter::Matter as MatterRecord;
use shouwang_domain::procedure::matter_step::{Deed, MatterStep};
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Choices, Fact, Record as _, Row, Value};
use shouwang_domain::registers::permission::Matter as Kind;
use shouwang_domain::registers::unit::Unit;
use shouwang_storage::query::{FILTER_VALUES_MAX, Filter, PAGE_ROWS_MAX, RowQuery, Stored, Test};

use super::register_of;
use crate::caller::Caller;
use crate::problem::AppError;
use crate::service::Service;

/// What a list does not show of a matter: it may be long.
pub(super) const UNLISTED: &[&str] = &["lines", "state", "things"];

/// One line of a list: a matter, or a step of one as a body has it before it.
#[derive(Clone, Debug)]
pub struct MatterLine {
    /// The matter's number.
    pub number: String,
    /// The version that stands.
    pub version: i64,
    /// What it is.
    pub kind: Kind,
    /// The unit that applies.
    pub applicant: String,
    /// Its name.
    pub applicant_name: Option<String>,
    /// The code of what the first line is about.
    pub subject: Option<String>,
    /// What that is called, where it is there already and has a name.
    pub title: Option<String>,
    /// How many things it is about.
    pub lines_count: i64,
    /// How far it has got.
    pub status: Status,
    /// The unit that acts, of a step.
    pub unit: Option<String>,
    /// What it does, of a step.
    pub does: Option<Deed>,
    /// Since when it stands so: begun, or waiting.
    pub since: Day,
    /// The day on which it was handed in first.
    pub filed_on: Option<Day>,
    /// The last day of the time of whoever has to act.
    pub due_on: Option<Day>,
    /// Whether a question is open.
    pub asked: bool,
    /// Whether it was handed in late as an emergency.
    pub urgent: bool,
    /// What the person is called to whom a step was given.
    pub given_to: Option<String>,
    /// The day on which the step was over.
    pub closed_on: Option<Day>,
}

impl MatterLine {
    /// The line of a matter.
    pub(super) fn of_matter(stored: &Stored) -> Result<MatterLine, AppError> {
        let Stored { row, version } = stored;
        let read = Listed(row);
        let status = read.choice("status")?;
        Ok(MatterLine {
            number: row.key.code.clone(),
            version: *version,
            kind: read.choice("kind")?,
            applicant: read.text("applicant").unwrap_or_default(),
            applicant_name: None,
            subject: read.text("subject"),
            title: None,
            lines_count: read.number("lines_count"),
            status,
            unit: None,
            does: None,
            since: row.key.from,
            filed_on: read.day("filed_on"),
            due_on: read.day("due_on"),
            asked: status == Status::Asked,
            urgent: read.flag("urgent"),
            given_to: None,
            closed_on: None,
        })
    }

    /// The line of a step, beside what is said of the whole matter.
    fn of_step(self, step: Fact<MatterStep>) -> MatterLine {
        let Fact { from, data, .. } = step;
        let given_to = data.given_name().map(str::to_owned);
        MatterLine {
            unit: Some(data.unit.code),
            does: Some(data.does),
            since: from,
            due_on: data.due_on,
            asked: data.asked == Some(true),
            given_to,
            closed_on: data.closed_on,
            ..self
        }
    }
}

impl Service {
    /// The lines of steps, in their order.
    pub(super) async fn lines_of_steps(&self, steps: &[Stored]) -> Result<Vec<MatterLine>, AppError> {
        let steps: Vec<Fact<MatterStep>> =
            steps.iter().map(|stored| Fact::from_row(&stored.row)).collect::<Result<_, _>>().map_err(AppError::internal)?;
        let numbers: BTreeSet<&str> = steps.iter().map(|step| step.data.matter.code.as_str()).collect();
        let mut matters = BTreeMap::new();
        let numbers: Vec<_> = numbers.into_iter().map(|number| Value::Text(number.to_owned())).collect();
        for numbers in numbers.chunks(FILTER_VALUES_MAX) {
            let filters = vec![Filter::new("code", Test::In(numbers.to_vec()))];
            let def = register_of::<MatterRecord>()?;
            let query = RowQuery { filters, without: UNLISTED, limit: PAGE_ROWS_MAX, ..RowQuery::new(def, &Scope::Everything) };
            for stored in &self.store.list_rows(&query).await?.rows {
                matters.insert(stored.row.key.code.clone(), MatterLine::of_matter(stored)?);
            }
        }
        let line = |step: Fact<MatterStep>| Some(matters.get(&step.data.matter.code)?.clone().of_step(step));
        Ok(steps.into_iter().filter_map(line).collect())
    }

    /// Adds what the applicants are called, and what the matters are about: of what was never handed in, for nobody has looked at it yet, only what
    /// the caller may know of.
    pub(super) async fn name_lines(&self, caller: &Caller, lines: &mut [MatterLine]) -> Result<(), AppError> {
        let mut codes: BTreeMap<(&'static str, bool), BTreeSet<String>> = BTreeMap::new();
        for line in &*lines {
            codes.entry((Unit::NAME, true)).or_default().insert(line.applicant.clone());
            if let Some((register, subject)) = about(line) {
                codes.entry((register, line.filed_on.is_some())).or_default().insert(subject.to_owned());
            }
        }
        let (mut names, own) = (BTreeMap::new(), caller.own_units());
        for ((register, is_filed), codes) in codes {
            let codes: Vec<_> = codes.into_iter().collect();
            let scope = if is_filed { Scope::Everything } else { self.told_by_matters(&caller.grants, &own, register) };
            names.insert((register, is_filed), self.names(&scope, register, &codes).await?);
        }
        let name = |key: (&'static str, bool), code: &str| names.get(&key).and_then(|names| names.get(code)).cloned();
        for line in lines {
            line.applicant_name = name((Unit::NAME, true), &line.applicant);
            line.title = about(line).and_then(|(register, subject)| name((register, line.filed_on.is_some()), subject));
        }
        Ok(())
    }
}

/// The thing that a matter is about, and its register.
fn about(line: &MatterLine) -> Option<(&'static str, &str)> {
    let kind = Kind::CHOICES.get(usize::from(line.kind.position()))?;
    Some((form_of(kind.id)?.subject, line.subject.as_deref()?))
}

/// A row of the register of matters that was not read whole.
struct Listed<'r>(&'r Row);

impl Listed<'_> {
    fn value(&self, field: &str) -> Option<&Value> {
        let at = register_of::<MatterRecord>().ok()?.field_index(field)?;
        self.0.values.get(at)?.as_ref()
    }

    fn choice<C: Choices>(&self, field: &str) -> Result<C, AppError> {
        let choice = match self.value(field) {
            Some(Value::Choice(at)) => C::at(*at),
            _ => None,
        };
        choice.ok_or_else(|| AppError::internal(format!("matter {} has no {field}", self.0.key.code)))
    }

    fn text(&self, field: &str) -> Option<String> {
        match self.value(field) {
            Some(Value::Text(text) | Value::Ref(text)) => Some(text.clone()),
            _ => None,
        }
    }

    fn number(&self, field: &str) -> i64 {
        match self.value(field) {
            Some(Value::Int(number)) => *number,
            _ => 0,
        }
    }

    fn flag(&self, field: &str) -> bool {
        matches!(self.value(field), Some(Value::Flag(true)))
    }

    fn day(&self, field: &str) -> Option<Day> {
        match self.value(field) {
            Some(Value::Day(day)) => Some(*day),
            _ => None,
        }
    }
}
