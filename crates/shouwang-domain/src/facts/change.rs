//! Changing the facts by one row, and putting them back.

use crate::register::{Row, RowKey};

use super::{Entity, Facts, RegisterIndex, RowIndex};

/// One change of what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A row that is new, or takes the place of the one with the same key.
    Put(RegisterIndex, Row),
    /// A row that turned out to be wrong.
    Withdraw(RegisterIndex, RowKey),
}

impl Change {
    /// The register that changes.
    #[must_use]
    pub fn register(&self) -> RegisterIndex {
        match self {
            Change::Put(register, _) | Change::Withdraw(register, _) => *register,
        }
    }
}

/// How to put the facts back as they were before a [`Change`].
#[derive(Debug)]
#[must_use = "without it the facts cannot be put back"]
pub struct Undo {
    register: RegisterIndex,
    removed: Option<RowIndex>,
    added: Option<RowIndex>,
    /// Registers to which a code was added that nobody had named before, in the order in which they were.
    interned: Vec<RegisterIndex>,
}

impl Undo {
    /// The register that was changed.
    #[must_use]
    pub fn register(&self) -> RegisterIndex {
        self.register
    }

    /// The row that was taken away; its values can still be read.
    #[must_use]
    pub fn removed(&self) -> Option<RowIndex> {
        self.removed
    }

    /// The row that was added.
    #[must_use]
    pub fn added(&self) -> Option<RowIndex> {
        self.added
    }
}

impl Facts {
    /// Applies one change. Withdrawing a row that is not there changes nothing.
    pub fn apply(&mut self, change: &Change) -> Undo {
        let register = change.register();
        let (key, row) = match change {
            Change::Put(_, row) => (&row.key, Some(row)),
            Change::Withdraw(_, key) => (key, None),
        };
        let removed = self.find_row(register, key);
        if let Some(old) = removed {
            self.tables[usize::from(register)].unindex_row(old);
        }
        let mut interned = Vec::new();
        let added = row.map(|row| {
            let index = self.add_row(register, row, &mut interned);
            self.tables[usize::from(register)].index_row(index);
            index
        });
        Undo { register, removed, added, interned }
    }

    /// Puts the facts back as they were. Changes are undone in the reverse of the order in which they were applied.
    pub fn undo(&mut self, undo: &Undo) {
        let table = &mut self.tables[usize::from(undo.register)];
        if let Some(row) = undo.added {
            assert_eq!(row as usize + 1, table.row_count(), "changes are undone newest first");
            table.unindex_row(row);
            table.pop();
        }
        if let Some(row) = undo.removed {
            table.index_row(row);
        }
        for &register in undo.interned.iter().rev() {
            self.tables[usize::from(register)].forget_newest_code();
        }
    }

    /// The row with this key.
    #[must_use]
    pub fn find_row(&self, register: RegisterIndex, key: &RowKey) -> Option<RowIndex> {
        let table = self.table(register);
        let entity: Entity = table.find(&key.code)?;
        table.rows_of(entity).find(|&row| table.from(row) == key.from)
    }

    /// A row as it would be written, with the codes its references name.
    #[must_use]
    pub fn row(&self, register: RegisterIndex, row: RowIndex) -> Row {
        self.table(register).row(row, |target, entity| self.table(target).code(entity).to_owned())
    }
}
