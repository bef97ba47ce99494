//! What every body must do: planned for a day, filtered, and put into rows that a person or a program reads.
//!
//! [`Desk`] holds what an answer needs; [`Desk::find`] selects; [`DutyRow`] says one answer in full, [`Explained`] why it is so
//! and what would mend it; the modules below write many.

mod evidence;
mod explain;
mod explained;
mod files;
mod remedy;
mod row;
mod tables;

use std::collections::BTreeSet;

use shouwang_calendar::{Calendar, Day};
use shouwang_domain::facts::{Entity, Facts, Segment, register_index};
use shouwang_domain::plan::{DutyIndex, Outcome, Planner, Program, SettingFlaw, Settings, Status};
use shouwang_domain::register::Registers;

use crate::lawbook::LawBook;
use shouwang_calendar::Words;

pub use evidence::Evidence;
pub use explain::find_subject;
pub use explained::{ClockTold, Explained, FactTold, MissingTold, ReasonTold};
pub use files::{write_ics, write_xlsx};
pub use remedy::{ChangeTold, FieldTold, RemedyTold};
pub use row::{DutyRow, missing_words};
pub use tables::{print_csv, print_json, print_table, summary};

/// A day's work: law, calendar, and what was known at one moment.
#[derive(Debug)]
pub struct Desk<'a> {
    /// The law and the calendar.
    pub book: &'a LawBook,
    /// What is known.
    pub facts: Facts,
    settings: Settings,
    /// Rule settings that mean nothing and are not followed.
    pub flaws: Vec<SettingFlaw>,
}

/// Which duties are wanted.
#[derive(Clone, Debug)]
pub struct DutyQuery {
    /// The day that is asked about.
    pub as_of: Day,
    /// Only what this unit must do.
    pub unit: Option<String>,
    /// Only this division and all below.
    pub division: Option<String>,
    /// Only this division itself, without those below it.
    pub only_division: Option<String>,
    /// Only these statuses; empty: all that apply.
    pub statuses: Vec<Status>,
    /// Only this duty (full name, id or title).
    pub duty: Option<String>,
    /// Only one of these duties, by their full names.
    pub among: Option<Vec<String>>,
    /// Only what one of these units must do.
    pub units: Option<Vec<String>>,
    /// Only what a unit other than these must do.
    pub other_units: Option<Vec<String>>,
    /// Only duties about rows of this register.
    pub register: Option<String>,
    /// Only this subject.
    pub subject: Option<String>,
    /// Only what is due on this day or later.
    pub due_from: Option<Day>,
    /// Only what is due on this day or earlier.
    pub due_until: Option<Day>,
    /// Only what has stood so since this day or later.
    pub since_from: Option<Day>,
    /// Whether what does not apply is wanted too.
    pub with_not_applicable: bool,
}

impl DutyQuery {
    /// A question for all duties that apply on a day.
    #[must_use]
    pub fn on(day: Day) -> DutyQuery {
        DutyQuery {
            as_of: day,
            unit: None,
            division: None,
            only_division: None,
            statuses: Vec::new(),
            duty: None,
            among: None,
            units: None,
            other_units: None,
            register: None,
            subject: None,
            due_from: None,
            due_until: None,
            since_from: None,
            with_not_applicable: false,
        }
    }

    /// Whether an outcome is one that was asked for, by what it says of itself.
    fn takes(&self, outcome: &Outcome) -> bool {
        let status = if self.statuses.is_empty() {
            self.with_not_applicable || outcome.status != Status::NotApplicable
        } else {
            self.statuses.contains(&outcome.status)
        };
        let due_from = self.due_from.is_none_or(|from| outcome.due.is_some_and(|due| from <= due && due < Day::MAX));
        let due_until = self.due_until.is_none_or(|until| outcome.due.is_some_and(|due| due <= until));
        status && due_from && due_until
    }
}

/// One planned duty that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The duty.
    pub duty: DutyIndex,
    /// The subject.
    pub subject: Entity,
    /// What it comes to.
    pub outcome: Outcome,
}

/// What was asked for is not there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotThere(pub Words);

/// The units and divisions that a query is about; `None`: all.
struct Reach {
    units: Option<BTreeSet<Entity>>,
    /// Units of which nothing is asked; `None`: none, and what nobody is known to bear is asked for, too.
    not_units: Option<BTreeSet<Entity>>,
    divisions: Option<BTreeSet<Entity>>,
}

/// What is in both sets, where there are two.
fn both(one: Option<BTreeSet<Entity>>, other: Option<BTreeSet<Entity>>) -> Option<BTreeSet<Entity>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.intersection(&other).copied().collect()),
        (one, other) => one.or(other),
    }
}

impl<'a> Desk<'a> {
    /// A desk with these registers on it.
    #[must_use]
    pub fn new(book: &'a LawBook, registers: &Registers) -> Desk<'a> {
        let facts = Facts::build(registers);
        let (settings, flaws) = Settings::read(&book.program, &facts);
        Desk { book, facts, settings, flaws }
    }

    /// A desk with facts on it that somebody keeps, and the settings read from them; [`Desk::into_parts`] gives both back.
    #[must_use]
    pub fn over(book: &'a LawBook, facts: Facts, settings: Settings) -> Desk<'a> {
        Desk { book, facts, settings, flaws: Vec::new() }
    }

    /// The facts and settings, for whoever keeps them.
    #[must_use]
    pub fn into_parts(self) -> (Facts, Settings) {
        (self.facts, self.settings)
    }

    /// What a question needs that tries changes on the facts; it puts them back.
    pub fn parts(&mut self) -> (&'a LawBook, &Settings, &mut Facts) {
        (self.book, &self.settings, &mut self.facts)
    }

    /// What plans.
    #[must_use]
    pub fn planner(&self) -> Planner<'_> {
        Planner { program: self.program(), facts: &self.facts, calendar: self.calendar(), settings: &self.settings }
    }

    /// The duties.
    #[must_use]
    pub fn program(&self) -> &'a Program {
        &self.book.program
    }

    /// Working days.
    #[must_use]
    pub fn calendar(&self) -> &'a Calendar {
        &self.book.calendar
    }

    /// Plans and selects. What is broken comes first and what is done last; within that by duty in the order of the law, then by subject in
    /// the order in which it was learned.
    ///
    /// # Errors
    /// When the unit, division, duty or subject that was named is not there.
    pub fn find(&self, query: &DutyQuery) -> Result<Vec<Found>, NotThere> {
        let mut duties = self.duties(query.duty.as_deref())?;
        duties.retain(|&duty| {
            let compiled = self.program().duty(duty);
            let is_among = query.among.as_ref().is_none_or(|names| names.contains(&compiled.rule.name.to_string()));
            is_among && query.register.as_deref().is_none_or(|register| self.facts.table(compiled.subject).def().name == register)
        });
        let reach = self.reach(query)?;
        if let Some(code) = query.subject.as_deref()
            && !duties.iter().any(|&duty| self.facts.table(self.program().duty(duty).subject).find(code).is_some())
        {
            return Err(NotThere(Words::new(
                format!("台账里没有编号为“{code}”的对象；请核对编号"),
                format!("the registers hold nothing with the code `{code}`; check the code"),
            )));
        }
        let planner = self.planner();
        let mut found = Vec::new();
        for duty in duties {
            let table = self.facts.table(self.program().duty(duty).subject);
            planner.plan_duty(duty, query.as_of, |subject, outcome| {
                let wanted = query.takes(&outcome);
                let subject_wanted = query.subject.as_deref().is_none_or(|code| table.code(subject) == code);
                if wanted && subject_wanted && self.within_reach(&planner, duty, subject, query.as_of, &reach) {
                    found.push(Found { duty, subject, outcome });
                }
            });
        }
        if let Some(from) = query.since_from {
            found.retain(|found| self.stands_since(&planner, found, query.as_of) >= from);
        }
        found.sort_by_key(|found| found.outcome.status.urgency());
        Ok(found)
    }

    /// First day of the unbroken time with the status that was found.
    fn stands_since(&self, planner: &Planner<'_>, found: &Found, day: Day) -> Day {
        let standings = planner.standings(found.duty, found.subject, day);
        standings.iter().find(|standing| standing.outcome == found.outcome).map_or(day, |standing| standing.since)
    }

    /// The duties that a user means; all when nothing is named.
    fn duties(&self, named: Option<&str>) -> Result<Vec<DutyIndex>, NotThere> {
        let Some(name) = named else { return Ok(self.program().indexed().map(|(index, _)| index).collect()) };
        let found = self.program().find(name);
        if found.is_empty() { Err(self.no_duty(name)) } else { Ok(found) }
    }

    /// Says that there is no such duty, and which names are near.
    #[must_use]
    pub fn no_duty(&self, name: &str) -> NotThere {
        let near = |id: &str| id.split('-').any(|part| part.len() > 3 && name.contains(part));
        let names = self.program().duties().iter().filter(|duty| near(&duty.rule.name.id)).take(8).map(|duty| duty.rule.name.to_string());
        let names: Vec<_> = names.collect();
        let (zh, en) = if names.is_empty() {
            ("；用 shouwang law show 查看条文".to_owned(), "; see shouwang law show".to_owned())
        } else {
            (format!("；相近的有：{}", names.join("、")), format!("; near it: {}", names.join(", ")))
        };
        NotThere(Words::new(format!("没有名为“{name}”的义务{zh}"), format!("there is no duty `{name}`{en}")))
    }

    fn reach(&self, query: &DutyQuery) -> Result<Reach, NotThere> {
        let named = query.unit.as_deref().map(|code| self.entity("unit", code).map(|unit| BTreeSet::from([unit]))).transpose()?;
        let known = |codes: &Vec<String>| codes.iter().filter_map(|code| self.entity("unit", code).ok()).collect::<BTreeSet<_>>();
        let units = both(named, query.units.as_ref().map(known));
        let division = |code: Option<&str>| code.map(|code| self.entity("division", code)).transpose();
        let below = division(query.division.as_deref())?.map(|top| self.divisions_below(top));
        let only = division(query.only_division.as_deref())?.map(|only| BTreeSet::from([only]));
        let divisions = both(below, only);
        Ok(Reach { units, not_units: query.other_units.as_ref().map(known), divisions })
    }

    fn entity(&self, register: &str, code: &str) -> Result<Entity, NotThere> {
        let found = self.facts.table_named(register).and_then(|table| table.find(code));
        found.ok_or_else(|| {
            let (zh, en) = if register == "unit" { ("单位", "unit") } else { ("行政区划", "division") };
            NotThere(Words::new(
                format!("台账里没有编号为“{code}”的{zh}；请核对编号，或先导入"),
                format!("the registers hold no {en} with the code `{code}`; check the code, or import it first"),
            ))
        })
    }

    /// A division and everything below it, over all days.
    fn divisions_below(&self, top: Entity) -> BTreeSet<Entity> {
        let mut all = BTreeSet::from([top]);
        let mut open = vec![top];
        let Some(table) = self.facts.table_named("division") else { return all };
        let Some(parent) = table.def().field_index("parent") else { return all };
        while let Some(division) = open.pop() {
            for row in table.rows_naming(parent, division) {
                if all.insert(table.entity(row)) {
                    open.push(table.entity(row));
                }
            }
        }
        all
    }

    fn within_reach(&self, planner: &Planner<'_>, duty: DutyIndex, subject: Entity, day: Day, reach: &Reach) -> bool {
        if reach.units.is_none() && reach.not_units.is_none() && reach.divisions.is_none() {
            return true;
        }
        let bearer = planner.bearer(duty, subject, day);
        let other_fits = reach.not_units.as_ref().is_none_or(|units| bearer.is_some_and(|unit| !units.contains(&unit)));
        let unit_fits = reach.units.as_ref().is_none_or(|units| bearer.is_some_and(|unit| units.contains(&unit)));
        let division_fits = reach.divisions.as_ref().is_none_or(|divisions| {
            let own = (Some(self.program().duty(duty).subject) == register_index("division")).then_some(subject);
            let division = own.or_else(|| self.division_of(bearer?, day));
            division.is_some_and(|division| divisions.contains(&division))
        });
        unit_fits && other_fits && division_fits
    }

    /// The division of a unit on a day.
    fn division_of(&self, unit: Entity, day: Day) -> Option<Entity> {
        let table = self.facts.table_named("unit")?;
        let Segment::Row(row) = table.segment(unit, day) else { return None };
        table.column(table.def().field_index("division")?).entity(row as usize)
    }
}
