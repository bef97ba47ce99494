//! A body of the sample while it is being made.

use std::cell::Cell;

use shouwang_calendar::Day;

use super::deed::Manner;
use super::seat::Seat;

/// A unit, where it stands, and what it is like.
pub(super) struct Body<'s> {
    pub(super) code: String,
    pub(super) name: String,
    /// The authorities that it answers to.
    pub(super) seat: &'s Seat,
    /// Its own division, which for a township's is below the seat.
    pub(super) division: &'static str,
    pub(super) manner: Manner,
    /// Since when it is there.
    pub(super) since: Day,
    codes: Cell<u32>,
}

impl<'s> Body<'s> {
    pub(super) fn new(code: String, name: String, seat: &'s Seat, manner: Manner, since: Day) -> Body<'s> {
        Body { code, name, seat, division: seat.code, manner, since, codes: Cell::new(0) }
    }

    /// The same body, of a division below its seat.
    pub(super) fn of(self, division: &'static str) -> Body<'s> {
        Body { division, ..self }
    }

    /// Whether it is there to show something.
    pub(super) fn is_showcase(&self) -> bool {
        matches!(self.manner, Manner::Always(_))
    }

    /// A code that no other row has: the body's, the register's letter, a running number.
    pub(super) fn new_code(&self, letter: char) -> String {
        self.codes.set(self.codes.get() + 1);
        format!("{}{letter}{}", self.code, self.codes.get())
    }
}
