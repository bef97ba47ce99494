//! Which bodies a step of a route means, seen from the applicant.

use std::collections::BTreeMap;

use shouwang_calendar::Day;
use shouwang_law::model::{Body, Step};

use crate::facts::{Entity, Facts, Segment, Table};
use crate::plan::has_function;
use crate::register::Choices as _;
use crate::registers::division::Level;
use crate::registers::unit::Function;

use super::act::{Decided, Notice};
use super::state::Open;

/// The codes of the units that may act in a step, on a day; none when no such body is on record.
///
/// A connected unit or a provider of the same level is the applicant itself, for there are many and no other is meant. Townships and villages
/// have the bodies of their county (I7).
#[must_use]
pub fn bodies(facts: &Facts, step: &Step, applicant: &str, other_party: Option<&str>, day: Day) -> Vec<String> {
    match step.of {
        Body::OtherParty => other_party.into_iter().map(str::to_owned).collect(),
        Body::SameLevel if is_one_of_many(step) => vec![applicant.to_owned()],
        Body::SameLevel | Body::Superior | Body::PrefectureOrAbove | Body::Province => {
            let Some(function) = Function::CHOICES.iter().position(|choice| choice.id == step.who) else { return Vec::new() };
            let function = u8::try_from(function).ok().and_then(Function::at);
            let division = Divisions::of(facts, day).and_then(|divisions| divisions.meant(step.of, applicant));
            function.zip(division).map_or_else(Vec::new, |(function, division)| units(facts, division, function, day))
        }
    }
}

/// The bodies that are told when one that has a step before it lets its time pass: of its function one level up. Of units and providers there are many of
/// each level, and above a body of the province there is none of its function: then the competent department of the level is told.
#[must_use]
pub fn above(facts: &Facts, step: &Step, unit: &str, day: Day) -> Vec<String> {
    let superior = Step { of: Body::Superior, ..step.clone() };
    let found = if is_one_of_many(step) { Vec::new() } else { bodies(facts, &superior, unit, None, day) };
    if !found.is_empty() {
        return found;
    }
    let competent = Step { who: "competent_department".to_owned(), of: Body::SameLevel, ..step.clone() };
    bodies(facts, &competent, unit, None, day).into_iter().filter(|body| body != unit).collect()
}

/// For each body whose time an act of time found to be over, the bodies above it.
#[must_use]
pub fn above_late(facts: &Facts, route: &[Step], decided: &Decided, day: Day) -> BTreeMap<String, Vec<String>> {
    let late = |units: &[String]| decided.notices.iter().any(|notice| matches!(notice, Notice::Overdue(late) if late == units));
    let steps = decided.matter.state.open().iter().filter(|open| late(&open.units));
    let of = |open: &Open| {
        let step = route.get(open.step);
        let above = |unit: &String| step.map(|step| (unit.clone(), above(facts, step, unit, day)));
        open.units.iter().filter_map(above).collect::<Vec<_>>()
    };
    steps.flat_map(of).collect()
}

/// Whether a step is that of a unit or a provider, of which every level has many.
fn is_one_of_many(step: &Step) -> bool {
    matches!(step.who.as_str(), "connected_unit" | "provider")
}

fn units(facts: &Facts, division: Entity, function: Function, day: Day) -> Vec<String> {
    let Some(table) = facts.table_named("unit") else { return Vec::new() };
    let Some(field) = table.def().field_index("division") else { return Vec::new() };
    let stands = |row: &u32| table.from(*row) <= day && day <= table.until(*row);
    let rows = table.rows_naming(field, division).filter(stands);
    let units = rows.map(|row| table.entity(row)).filter(|unit| has_function(facts, *unit, function, day));
    let mut codes: Vec<_> = units.map(|unit| table.code(unit).to_owned()).collect();
    codes.sort_unstable();
    codes
}

/// Divisions as they are on a day.
struct Divisions<'a> {
    facts: &'a Facts,
    table: &'a Table,
    level: usize,
    parent: usize,
    day: Day,
}

impl<'a> Divisions<'a> {
    fn of(facts: &'a Facts, day: Day) -> Option<Divisions<'a>> {
        let table = facts.table_named("division")?;
        let field = |name| table.def().field_index(name);
        Some(Divisions { facts, table, level: field("level")?, parent: field("parent")?, day })
    }

    /// The division whose body is meant.
    fn meant(&self, of: Body, applicant: &str) -> Option<Entity> {
        let units = self.facts.table_named("unit")?;
        let Segment::Row(row) = units.segment(units.find(applicant)?, self.day) else { return None };
        let mut division = units.column(units.def().field_index("division")?).entity(row as usize)?;
        // The extranet of townships and villages is run by their county.
        while matches!(self.level(division)?, Level::Township | Level::Village) {
            division = self.parent(division)?;
        }
        match of {
            Body::SameLevel | Body::OtherParty => Some(division),
            Body::Superior => self.parent(division),
            Body::PrefectureOrAbove => self.up_to(division, &[Level::Prefecture, Level::Province]),
            Body::Province => self.up_to(division, &[Level::Province]),
        }
    }

    /// The division itself or the first above it that is of one of these levels.
    fn up_to(&self, mut division: Entity, levels: &[Level]) -> Option<Entity> {
        while !levels.contains(&self.level(division)?) {
            division = self.parent(division)?;
        }
        Some(division)
    }

    fn level(&self, division: Entity) -> Option<Level> {
        let Segment::Row(row) = self.table.segment(division, self.day) else { return None };
        Level::at(self.table.column(self.level).choice(row as usize)?)
    }

    fn parent(&self, division: Entity) -> Option<Entity> {
        let Segment::Row(row) = self.table.segment(division, self.day) else { return None };
        self.table.column(self.parent).entity(row as usize)
    }
}
