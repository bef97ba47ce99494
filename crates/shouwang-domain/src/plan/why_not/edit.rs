//! Single changes of the facts, as data.

use crate::facts::{RegisterIndex, RowIndex};
use crate::register::{Row, Value};

use super::remedy::RowPart;

/// A row that the search speaks of. It keeps this name while it is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// A row that was there, by its number then.
    Old(RegisterIndex, RowIndex),
    /// The so-many-th row that was added.
    New(RegisterIndex, u16),
}

impl At {
    pub(super) fn register(self) -> RegisterIndex {
        match self {
            At::Old(register, _) | At::New(register, _) => register,
        }
    }
}

/// One change that is tried.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    /// A new row.
    Add(RegisterIndex, Row),
    /// Another value, or none.
    Set {
        at: At,
        part: RowPart,
        value: Option<Value>,
        /// Whether a condition asks for just this: nothing later in the attempt may set it otherwise.
        exact: bool,
        /// Whether the row is a third one that the duty only looks at by a reference: it does not change to suit the duty.
        far: bool,
    },
    /// The row was wrong.
    Remove(At),
}

impl Edit {
    /// Sets what a condition asks for.
    pub(super) fn set(at: At, part: RowPart, value: Option<Value>) -> Edit {
        Edit::Set { at, part, value, exact: true, far: false }
    }

    /// Sets something of which another value would do as well.
    pub(super) fn try_out(at: At, part: RowPart, value: Option<Value>) -> Edit {
        Edit::Set { at, part, value, exact: false, far: false }
    }
}

/// A row before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Net {
    pub(super) register: RegisterIndex,
    pub(super) before: Option<Row>,
    pub(super) after: Option<Row>,
}
