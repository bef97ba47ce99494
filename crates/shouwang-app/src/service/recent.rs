//! What was told lately, so that whoever's connection broke hears only what he missed.
//!
//! Up to where somebody was told is named by the planning that was told last: the act whose changes are in it, and when it was written down. That
//! stands in the database, so that all servers name it alike, and it moves as well where statuses were planned again without an act: when the
//! day ended, or by another law. Pure; this module must not know who listens.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;

use shouwang_storage::Planned;

use super::changes::Change;

/// Changes that are kept.
const KEPT_MAX: usize = 1_024;

/// Up to where somebody was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    act: i64,
    /// When that planning was written down, in microseconds as the database keeps it.
    planned_at_us: i64,
}

/// A change, and up to where whoever hears it was told.
#[derive(Clone, Debug)]
pub struct Told {
    /// Up to where.
    pub position: Position,
    /// What changed.
    pub change: Arc<Change>,
}

/// The latest changes, without a gap.
#[derive(Debug, Default)]
pub(super) struct Recent {
    /// Behind this, no change is missing here.
    floor: Option<Position>,
    told: VecDeque<Told>,
}

impl Position {
    /// Where everything up to a planning was told.
    #[must_use]
    pub fn of(planned: &Planned) -> Position {
        Position { act: planned.act, planned_at_us: planned.at.as_microsecond() }
    }

    /// The same as it was written; nothing when the text is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Position> {
        let (act, planned_at_us) = text.split_once('.')?;
        Some(Position { act: act.parse().ok()?, planned_at_us: planned_at_us.parse().ok()? })
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.act, self.planned_at_us)
    }
}

impl Recent {
    /// Keeps a change. The first one only says from where on nothing is missing, for what was before it is not known.
    pub(super) fn keep(&mut self, told: Told) {
        if self.floor.is_none() {
            self.floor = Some(told.position);
            return;
        }
        match self.told.back_mut() {
            // Acts that change nothing anybody looks at are many.
            Some(last) if last.change.is_nothing() && told.change.is_nothing() => *last = told,
            _ => self.told.push_back(told),
        }
        if self.told.len() > KEPT_MAX {
            self.floor = self.told.pop_front().map(|told| told.position);
        }
    }

    /// What came behind a position, all as one change; nothing when that cannot be known.
    pub(super) fn since(&self, last: Position) -> Option<Change> {
        let newest = self.told.back().map(|told| told.position).or(self.floor)?;
        let floor = self.floor?;
        let from = if last == floor {
            0
        } else if let Some(at) = self.told.iter().position(|told| told.position == last) {
            at + 1
        } else if floor.act < last.act && last.act < newest.act {
            // Another server told it; this one went past it in one step. What it tells with that step is not told too often.
            self.told.iter().position(|told| told.position.act >= last.act)?
        } else {
            return None;
        };
        let nothing = Change { act: last.act, ..Change::default() };
        Some(self.told.iter().skip(from).fold(nothing, |all, told| all.and(&told.change)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn position(act: i64, planned_at_us: i64) -> Position {
        Position { act, planned_at_us }
    }

    fn told(act: i64, unit: Option<&str>) -> Told {
        let units = unit.map(str::to_owned).into_iter().collect();
        Told { position: position(act, act * 10), change: Arc::new(Change { act, units, ..Change::default() }) }
    }

    fn units(recent: &Recent, last: Position) -> Option<BTreeSet<String>> {
        recent.since(last).map(|change| change.units)
    }

    fn set(names: &[&str]) -> Option<BTreeSet<String>> {
        Some(names.iter().map(|&name| name.to_owned()).collect())
    }

    #[test]
    fn what_came_behind_a_position_is_known_as_far_back_as_changes_are_kept() {
        let mut recent = Recent::default();
        assert_eq!(recent.since(position(1, 10)), None);
        for (act, unit) in [(1, "lost"), (2, "a"), (5, "b"), (6, "c")] {
            recent.keep(told(act, Some(unit)));
        }
        assert_eq!(units(&recent, position(1, 10)), set(&["a", "b", "c"]), "all that is kept");
        assert_eq!(units(&recent, position(5, 50)), set(&["c"]));
        assert_eq!(units(&recent, position(6, 60)), set(&[]), "nothing was missed");
        assert_eq!(units(&recent, position(3, 31)), set(&["b", "c"]), "told by a server that made smaller steps");
        for unknown in [position(0, 3), position(1, 11), position(6, 61), position(7, 70)] {
            assert_eq!(recent.since(unknown), None, "{unknown}");
        }
        for act in 7..7 + i64::try_from(KEPT_MAX).unwrap() {
            recent.keep(told(act, Some("d")));
        }
        assert_eq!(recent.since(position(5, 50)), None, "too old");
        assert_eq!(units(&recent, position(6, 60)), set(&["d"]));
    }

    #[test]
    fn acts_that_change_nothing_take_no_room() {
        let mut recent = Recent::default();
        recent.keep(told(1, None));
        recent.keep(told(2, Some("a")));
        for act in 3..10_000 {
            recent.keep(told(act, None));
        }
        assert_eq!(recent.told.len(), 2);
        assert_eq!(units(&recent, position(1, 10)), set(&["a"]));
        assert_eq!(units(&recent, position(77, 770)), set(&[]));
        assert_eq!(units(&recent, position(9_999, 99_990)), set(&[]));
    }

    #[test]
    fn a_position_is_read_as_it_was_written() {
        let written = position(12, 1_795_000_000_000_000);
        assert_eq!(Position::read(&written.to_string()), Some(written));
        for wrong in ["", "12", "12.", ".5", "a.b", "12.5.6", "99999999999999999999.1"] {
            assert_eq!(Position::read(wrong), None, "{wrong}");
        }
    }
}
