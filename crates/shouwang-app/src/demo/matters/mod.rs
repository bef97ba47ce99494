//! Matters of the sample: some of every family, drafted, under way, asked about, sent back, refused, granted, over their time, ended.
//!
//! Each is a story that is told through the engine: what somebody does is decided on by the same code that decides on real matters, over the
//! sample's own facts, and time passes in between. What the engine refuses is not in the sample. `stories` says what is told, `filling`
//! fills in the forms, `telling` tells it.

mod filling;
mod stories;
mod telling;

use std::collections::{BTreeMap, HashSet};

use shouwang_calendar::Day;
use shouwang_domain::facts::Facts;
use shouwang_domain::matter::Terms;
use shouwang_domain::plan::Settings;
use shouwang_domain::register::{Choices as _, Record as _, Registers, Row, RowKey, Value};
use shouwang_domain::registers::division::Division;
use shouwang_domain::registers::unit::{Function, Unit};

use super::Size;
use super::places::SHOWCASE_COUNTY;
use super::seat::unit_code;
use crate::lawbook::LawBook;
use stories::STORIES;
use telling::Teller;

/// How the codes of the bodies begin that have matters, and of those who decide on them.
const WHERE: [&str; 5] = ["样433130", "样4331U", "样4331N", "样43U", "样43N"];
/// The division whose operating agency has much before it where the whole province is in the sample.
const PROVINCE: &str = "43";

/// What the matters of a sample come to.
#[derive(Debug, Default)]
pub struct SampleMatters {
    /// Rows of every register, each in place of the one with its key.
    pub rows: Vec<(&'static str, Row)>,
    /// The matters to which time alone does something, with the day on which it does.
    pub moments: Vec<(String, Day)>,
}

/// Whether a row of the sample is one that matters are told of.
#[must_use]
pub fn concerns_matters(register: &str, row: &Row) -> bool {
    register == Division::NAME || WHERE.iter().any(|begins| row.key.code.starts_with(begins))
}

/// The matters of a sample, over those of its rows that [`concerns_matters`].
#[must_use]
pub fn matters(book: &LawBook, registers: &Registers, (size, today): (Size, Day), terms: Terms) -> SampleMatters {
    let facts = Facts::build(registers);
    let settings = Settings::read(&book.program, &facts).0;
    let mut teller = Teller::new(book, registers, facts, &settings, (today, terms));
    let county = units_of(registers, SHOWCASE_COUNTY);
    for (at, story) in STORIES.iter().enumerate() {
        for (turn, (end, ago)) in story.told.iter().enumerate() {
            teller.tell_of_one(story, (*end, *ago), &turned(&county, 7 * at + 3 * turn));
        }
    }
    let open_count = match size {
        Size::County => 0,
        Size::Prefecture => 100,
        Size::Province => 800,
    };
    teller.tell_many(&stories::BUSY, &units_of(registers, PROVINCE), open_count);
    teller.told()
}

/// Rows with those of the matters in their places.
#[must_use]
pub fn with_matters(mut rows: Vec<(&'static str, Row)>, matters: Vec<(&'static str, Row)>) -> Vec<(&'static str, Row)> {
    let changed: HashSet<(&str, &RowKey)> = matters.iter().map(|(register, row)| (*register, &row.key)).collect();
    rows.retain(|(register, row)| !changed.contains(&(*register, &row.key)));
    rows.extend(matters);
    rows
}

/// The units of a division itself that are connected or run it, the body of the account that looks around first, showcases left out.
fn units_of(registers: &Registers, division: &str) -> Vec<String> {
    let (functions, at) = (Unit::def().field_index("functions"), Unit::def().field_index("division"));
    let wanted =
        [Function::ConnectedUnit, Function::CompetentDepartment, Function::OperatingAgency].map(|function| 1 << function.position());
    let fits = |row: &&Row| {
        let is_there = at.is_some_and(|at| matches!(&row.values[at], Some(Value::Ref(code)) if code == division));
        let is_one =
            functions.is_some_and(|at| matches!(row.values[at], Some(Value::Set(held)) if wanted.iter().any(|one: &u64| held & one != 0)));
        is_there && is_one && row.key.code < unit_code(division, 800)
    };
    let mut codes: Vec<String> = registers.get(Unit::NAME).iter().filter(fits).map(|row| row.key.code.clone()).collect();
    let first = unit_code(division, 7);
    codes.sort_by_key(|code| *code != first);
    codes
}

/// The same units, beginning at another.
fn turned(units: &[String], by: usize) -> Vec<String> {
    let mut turned = units.to_vec();
    if !turned.is_empty() {
        let middle = by % turned.len();
        turned.rotate_left(middle);
    }
    turned
}

/// The last row under each key.
type Latest = BTreeMap<(&'static str, RowKey), Row>;
