//! What a backup says of itself before its rows.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shouwang_storage::copy::{Contents, CopiedColumn, LedgerHead, TableContents};
use shouwang_storage::schema::ColumnKind;

/// The first line, up to the version of the form.
pub(super) const MARK: &str = "shouwang backup ";
/// The version of the form that this program writes, and the newest that it reads.
pub(super) const FORM: u32 = 1;

/// The second line of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Version of the program that made it.
    pub program: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Number of the newest migration of its tables.
    pub schema: i64,
    /// The head of the ledger in it.
    ledger: Ledger,
    /// The tables, in the order in which they follow.
    tables: Vec<Table>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Ledger {
    size: u64,
    sm3: String,
    sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Table {
    name: String,
    rows: u64,
    columns: Vec<(String, Kind)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Text,
    Whole,
}

impl Header {
    pub(super) fn new(program: &str, made_at: Timestamp, contents: &Contents) -> Header {
        let LedgerHead { size, sm3, sha256 } = contents.ledger.clone();
        let column = |column: &CopiedColumn| {
            let kind = match column.kind {
                ColumnKind::Text => Kind::Text,
                ColumnKind::Whole => Kind::Whole,
            };
            (column.name.clone(), kind)
        };
        let table = |table: &TableContents| Table {
            name: table.name.clone(),
            rows: table.row_count,
            columns: table.columns.iter().map(column).collect(),
        };
        Header {
            program: program.to_owned(),
            made_at,
            schema: contents.schema,
            ledger: Ledger { size, sm3, sha256 },
            tables: contents.tables.iter().map(table).collect(),
        }
    }

    /// What the backup holds.
    #[must_use]
    pub fn contents(&self) -> Contents {
        let Ledger { size, sm3, sha256 } = self.ledger.clone();
        let column = |(name, kind): &(String, Kind)| CopiedColumn {
            name: name.clone(),
            kind: match kind {
                Kind::Text => ColumnKind::Text,
                Kind::Whole => ColumnKind::Whole,
            },
        };
        let table = |table: &Table| TableContents {
            name: table.name.clone(),
            columns: table.columns.iter().map(column).collect(),
            row_count: table.rows,
        };
        Contents { schema: self.schema, tables: self.tables.iter().map(table).collect(), ledger: LedgerHead { size, sm3, sha256 } }
    }
}
