//! Why not: the smallest change of facts that would fulfil a duty, verified by applying it.
//!
//! The search tries changes on the facts themselves, asks the same planning code as everybody else whether the duty is now fulfilled, and puts
//! the facts back exactly as they were. `search` walks the tree of attempts; `goal` is what they are after; `kinds`, `cond`, `values`, `rows`
//! and `target` (with `beyond`) say which attempts may help; `edit`, `weight` and `world` make and take back single changes; `sound` refuses
//! what the registers would refuse; `past` tells what can still be done from what rewrites the record; `remedy` and `words` are what comes out.
//!
//! A remedy is arithmetic, not advice: that a row is added is what would fulfil the duty, and says nothing about whether it is true.
//! Nothing here keeps a changed fact, and nothing here knows any one rule or register.

mod beyond;
mod cond;
mod edit;
mod goal;
mod kinds;
mod past;
mod remedy;
mod rows;
mod search;
mod sound;
mod target;
mod values;
mod weight;
mod words;
mod world;

use shouwang_calendar::{Calendar, Day, Period};

use crate::facts::{Entity, Facts};

use super::program::{DutyIndex, Program};
use super::settings::Settings;

pub use remedy::{Action, PartChange, Remedy, RemedyChange, RowPart};

/// Rows that a remedy changes at most.
const ROWS_MAX: usize = 8;
/// Attempts at most for each number of rows; what is not found by then is not found.
const ATTEMPTS_MAX: u32 = 6_000;
/// Steps behind each other at most, so that no stack is too small for them.
const DEPTH_MAX: usize = 200;
/// How often the duty is asked anew what it still lacks, at most.
const ROUNDS_MAX: u8 = 12;
/// Rows of one kind that are tried as candidates to be altered, at most.
const ROWS_TRIED_MAX: usize = 6;
/// Entities to which a reference is tried to be pointed, at most.
const TARGETS_MAX: usize = 3;
/// Rows that are looked at to find those entities, at most.
const ROWS_SCANNED_MAX: usize = 20_000;

/// Which duty of which subject, on which day; the period that is meant where the duty has one for each period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The duty.
    pub duty: DutyIndex,
    /// The subject.
    pub subject: Entity,
    /// The day.
    pub day: Day,
    /// The period of a periodic duty, as its outcome names it; `None` for others.
    pub period: Option<Period>,
}

/// The smallest change of facts (fewest rows; among these the one that supposes least) that would make the duty fulfilled.
///
/// `None` when it asks for nothing on the day, is fulfilled already, or no remedy within the limits of the search is found. The facts are
/// the same afterwards as before; they are borrowed for changing because every attempt is tried on them.
#[must_use]
pub fn why_not(program: &Program, calendar: &Calendar, settings: &Settings, facts: &mut Facts, question: Question) -> Option<Remedy> {
    search::Search::new(program, calendar, settings, facts, question).run(false)
}

/// What would fulfil the duty, in the order in which somebody should look at it: first the smallest change that can still be done on the day,
/// where there is one; then, where that is smaller or the only one, the change that [`why_not`] finds, which corrects the record.
#[must_use]
pub fn remedies(program: &Program, calendar: &Calendar, settings: &Settings, facts: &mut Facts, question: Question) -> Vec<Remedy> {
    let Some(smallest) = why_not(program, calendar, settings, facts, question) else { return Vec::new() };
    if !smallest.corrects_record {
        return vec![smallest];
    }
    let ahead = search::Search::new(program, calendar, settings, facts, question).run(true);
    ahead.into_iter().chain([smallest]).collect()
}
