//! What an evaluation leaves behind besides its answer.
//!
//! Planning a million duties wants nothing but the answer ([`Quick`]); keeping it wants the days around it on which it stays the same
//! ([`Window`]); explaining one wants the facts it read as well ([`Full`]). The same code serves all.

use std::collections::HashSet;

use shouwang_calendar::Day;

use crate::facts::{RegisterIndex, RowIndex};

/// Field number that stands for the row itself: that it is there, and its days.
pub(super) const WHOLE_ROW: u16 = u16::MAX;

/// So many facts are looked through one by one.
const FEW_FACTS: usize = 32;

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

/// Remembers the days within which the answer stays the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    pub(super) first: Day,
    pub(super) last: Day,
}

/// Remembers those days, and the facts read.
#[derive(Debug)]
pub(super) struct Full {
    pub(super) window: Window,
    /// Each fact once, in the order in which they were read.
    pub(super) read: Vec<(RegisterIndex, RowIndex, u16)>,
    /// The same, to be found quickly; empty while there are few.
    seen: HashSet<(RegisterIndex, RowIndex, u16)>,
}

impl Window {
    pub(super) fn new() -> Window {
        Window { first: Day::MIN, last: Day::MAX }
    }
}

impl Full {
    pub(super) fn new() -> Full {
        Full { window: Window::new(), read: Vec::with_capacity(16), seen: HashSet::new() }
    }
}

impl Probe for Window {
    const WATCHES: bool = true;
    fn narrow(&mut self, first: Day, last: Day) {
        self.first = self.first.max(first);
        self.last = self.last.min(last);
    }
    #[inline(always)]
    fn saw(&mut self, _register: RegisterIndex, _row: RowIndex, _field: u16) {}
}

impl Probe for Full {
    const WATCHES: bool = true;
    fn narrow(&mut self, first: Day, last: Day) {
        self.window.narrow(first, last);
    }
    fn saw(&mut self, register: RegisterIndex, row: RowIndex, field: u16) {
        let fact = (register, row, field);
        // Nearly every answer reads a handful of facts, which are looked through faster than hashed; a few read thousands.
        let is_new = if self.read.len() < FEW_FACTS {
            !self.read.contains(&fact)
        } else {
            if self.seen.is_empty() {
                self.seen.extend(&self.read);
            }
            self.seen.insert(fact)
        };
        if is_new {
            self.read.push(fact);
        }
    }
}
