//! What an evaluation leaves behind besides its answer.
//!
//! Planning a million duties wants nothing but the answer ([`Quick`]); explaining one wants the facts it read and the days around it on
//! which the answer stays the same ([`Full`]). The same code serves both.

use shouwang_calendar::Day;

use crate::facts::{RegisterIndex, RowIndex};

/// Field number that stands for the row itself: that it is there, and its days.
pub(super) const WHOLE_ROW: u16 = u16::MAX;

/// Something that watches an evaluation.
pub(super) trait Probe {
    /// Whether it wants to know anything; evaluation skips work nobody asks for.
    const WATCHES: bool;
    /// The answer stays the same only within these days, both included.
    fn narrow(&mut self, first: Day, last: Day);
    /// This fact was read.
    fn saw(&mut self, register: RegisterIndex, row: RowIndex, field: u16);
}

/// Watches nothing.
pub(super) struct Quick;

impl Probe for Quick {
    const WATCHES: bool = false;
    #[inline(always)]
    fn narrow(&mut self, _first: Day, _last: Day) {}
    #[inline(always)]
    fn saw(&mut self, _register: RegisterIndex, _row: RowIndex, _field: u16) {}
}

/// Remembers the facts read and the days within which the answer stays the same.
#[derive(Debug)]
pub(super) struct Full {
    pub(super) first: Day,
    pub(super) last: Day,
    pub(super) read: Vec<(RegisterIndex, RowIndex, u16)>,
}

impl Full {
    pub(super) fn new() -> Full {
        Full { first: Day::MIN, last: Day::MAX, read: Vec::with_capacity(16) }
    }
}

impl Probe for Full {
    const WATCHES: bool = true;
    fn narrow(&mut self, first: Day, last: Day) {
        self.first = self.first.max(first);
        self.last = self.last.min(last);
    }
    fn saw(&mut self, register: RegisterIndex, row: RowIndex, field: u16) {
        let fact = (register, row, field);
        if !self.read.contains(&fact) {
            self.read.push(fact);
        }
    }
}
