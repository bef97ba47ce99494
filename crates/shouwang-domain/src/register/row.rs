//! One row of one register: a fact, the days it held, and who vouches for it.

use jiff::Timestamp;
use shouwang_calendar::Day;

use super::value::Value;

/// On what a fact rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Somebody says so.
    Declared,
    /// A machine saw it.
    Measured,
}

/// What makes two rows the same fact: the same code beginning on the same day. A later row of the same code continues its history;
/// a row with the same key and other values corrects it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    /// The code, unique within the register.
    pub code: String,
    /// First day, or the day of the event; [`Day::MIN`] when nobody knows since when it holds.
    pub from: Day,
}

/// A row as it is known: common columns and the values of the register's own fields, in the declaration's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Code and first day.
    pub key: RowKey,
    /// Last day that still counts; [`Day::MAX`] while it holds until further notice. Events keep [`Day::MAX`].
    pub until: Day,
    /// Declared or measured.
    pub basis: Basis,
    /// Who declared it (a unit's code or a person's), or what measured it (a probe's name).
    pub vouched_by: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// When the product learned it; `None` before it has been stored.
    pub learned_at: Option<Timestamp>,
    /// One entry per field of the declaration; `None` is "not known".
    pub values: Vec<Option<Value>>,
}

impl Row {
    /// Whether two rows say the same, leaving aside when we learned it.
    #[must_use]
    pub fn says_the_same(&self, other: &Row) -> bool {
        self.key == other.key
            && self.until == other.until
            && self.basis == other.basis
            && self.vouched_by == other.vouched_by
            && self.note == other.note
            && self.values == other.values
    }
}
