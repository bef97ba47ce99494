//! A whole database as a stream, and a stream as a whole database: what backups, restores and the move to another database are made of.
//!
//! What is copied is what cannot be made anew: registers with every version, acts, the ledger, jobs. What the program computes from these, and
//! sessions, stay behind (`tables.rs` is the one list, with the reasons). Reading takes one transaction, so that it sees one state
//! however much is written meanwhile; writing takes one transaction into an empty database, so that half a copy is never taken for a
//! whole one. This module must not know any register, and decides nothing about files.

mod error;
mod file;
mod read;
mod tables;
mod write;

pub use error::CopyError;
pub use file::settle;
pub use tables::{Kept, LEFT_OUT, kept};

use crate::schema::ColumnKind;

/// What a database holds: enough to see that another one holds the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Number of the newest migration of its tables.
    pub schema: i64,
    /// Its tables, in the order in which they are copied: what others refer to comes first.
    pub tables: Vec<TableContents>,
    /// The head of its ledger.
    pub ledger: LedgerHead,
}

/// A table and how much is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableContents {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of the cells of a row.
    pub columns: Vec<CopiedColumn>,
    /// How many rows it has.
    pub row_count: u64,
}

/// A column of a copied table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedColumn {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// How far a ledger goes, and the roots over all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerHead {
    /// Entries.
    pub size: u64,
    /// Root under SM3, 64 hexadecimal digits.
    pub sm3: String,
    /// Root under SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

/// A value as it is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopiedCell {
    /// Nothing.
    Null,
    /// Text.
    Text(String),
    /// A whole number.
    Whole(i64),
}

/// A row, a cell for each column.
pub type CopiedRow = Vec<CopiedCell>;

/// A piece of the stream: first the contents, then rows in the order of the tables, at last the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is going to come.
    Contents(Contents),
    /// Some rows of one table.
    Rows {
        /// Position of the table in [`Contents::tables`].
        table: usize,
        /// The rows.
        rows: Vec<CopiedRow>,
    },
    /// Everything has come. A stream without it was broken off.
    End,
}

impl Contents {
    /// How many rows there are in all tables.
    #[must_use]
    pub fn row_count(&self) -> u64 {
        self.tables.iter().map(|table| table.row_count).sum()
    }

    /// Whether there is nothing yet, but for what the program puts into a new database.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first_with_rows().is_none()
    }

    /// The first table in which somebody's rows are.
    fn first_with_rows(&self) -> Option<&TableContents> {
        let begun: Vec<_> = kept().into_iter().filter(|kept| kept.begun).map(|kept| kept.name).collect();
        self.tables.iter().find(|table| table.row_count > 0 && !begun.contains(&table.name.as_str()))
    }

    /// Whether both hold the same, as far as counts and the ledger's head tell. Their tables may be of different ages.
    ///
    /// # Errors
    /// With the first difference.
    pub fn check_same(&self, other: &Contents) -> Result<(), CopyError> {
        for table in &self.tables {
            let found = other.tables.iter().find(|found| found.name == table.name).map_or(0, |found| found.row_count);
            if found != table.row_count {
                return Err(CopyError::CountDiffers { table: table.name.clone(), expected: table.row_count, found });
            }
        }
        if self.ledger == other.ledger {
            return Ok(());
        }
        Err(CopyError::LedgerDiffers { expected: self.ledger.clone(), found: other.ledger.clone() })
    }
}
