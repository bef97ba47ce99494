//! What the search is after, and the steps towards it.

use shouwang_calendar::Day;

use super::super::cond::{Cond, DayTerm, RowSet};
use super::edit::{At, Edit};

/// The rows that names in a condition stand for, by name, as rows change while the search goes on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    pub(super) row: At,
    pub(super) subject: At,
}

/// Something that has to come about.
#[derive(Clone, Debug)]
pub(super) enum Goal<'a> {
    /// The duty is fulfilled.
    Fulfil { rounds: u8 },
    /// The condition comes out as wanted. `among` are the conditions on the same row that have to hold together with it: they say which
    /// things a reference may be pointed to.
    Holds { cond: &'a Cond, wanted: bool, among: &'a [Cond], places: Places },
    /// From `min` to `max` rows count; there is `any` row at all.
    Tally { rows: &'a RowSet, extra: Option<&'a Cond>, min: u32, max: u32, any: bool, places: Places },
    /// One more row is evidence.
    Evidence { rows: &'a RowSet, wanted: Wanted, places: Places },
    /// It is known of each row whether it is evidence.
    Decided { rows: &'a RowSet, best: Day, places: Places },
    /// The day is known; `days` are worth a try.
    Known { term: &'a DayTerm, days: Vec<Day>, places: Places },
}

/// What makes a row the evidence that is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Days that serve.
    pub(super) first: Day,
    pub(super) last: Day,
    /// The one that is taken where any serves.
    pub(super) best: Day,
    /// A day that the row's own days have to cover.
    pub(super) covers: Option<Day>,
    /// A number that a field has to hold.
    pub(super) number: Option<(usize, i64)>,
}

/// One attempt: changes, and what is still to be done after them.
#[derive(Clone, Debug, Default)]
pub(super) struct Step<'a> {
    pub(super) edits: Vec<Edit>,
    pub(super) goals: Vec<Goal<'a>>,
}

impl<'a> Step<'a> {
    /// Nothing to change, these goals.
    pub(super) fn goals(goals: Vec<Goal<'a>>) -> Step<'a> {
        Step { edits: Vec::new(), goals }
    }
}
