//! The bytes by which the ledger knows a row: canonical JSON of its columns as the database holds them.
//!
//! One function, used when a row is written and when the ledger is verified, so that both speak of the same bytes.

use shouwang_ledger::jcs::Object;
use shouwang_ledger::{Digest, TableChange, TwinFrontier};

use crate::database::{Cell, Found};
use crate::error::StorageError;
use crate::schema::{Column, ColumnKind, LEARNED_AT, TABLE_MEMBER, Table};

/// The bytes of a row: its table's name and its columns by name, without those that are NULL.
pub(crate) fn row_bytes<'c>(table: &str, cells: impl IntoIterator<Item = (&'static str, &'c Cell<'c>)>) -> String {
    let mut object = Object::new().text(TABLE_MEMBER, table);
    for (name, cell) in cells {
        object = match cell {
            Cell::Text(Some(text)) => object.text(name, text),
            Cell::Whole(Some(number)) => object.integer(name, *number),
            Cell::Text(None) | Cell::Whole(None) => object,
        };
    }
    object.finish()
}

/// The bytes of a version, from its cells in the order in which they are inserted.
pub(crate) fn version_bytes(table: &Table, cells: &[Cell<'_>]) -> String {
    assert_eq!(cells.len(), table.written.len(), "table {}: a cell for every column", table.def.name);
    row_bytes(table.def.name, table.written.iter().map(|column| column.name).zip(cells))
}

/// The bytes of a version as a statement found it: the common columns, `learned_at`, the register's own, `learned_act`.
pub(crate) fn found_bytes(table: &Table, found: Found<'_>) -> Result<String, StorageError> {
    // Written are the common columns, the register's own, `learned_at`, `learned_act`.
    let written_at = table.written.len() - 2;
    let mut cells = Vec::with_capacity(table.written.len());
    for (at, column) in table.written.iter().enumerate() {
        let selected = match at {
            at if at < LEARNED_AT => at,
            at if at < written_at => at + 1,
            at if at == written_at => LEARNED_AT,
            at => at,
        };
        cells.push(found_cell(found, selected, column)?);
    }
    Ok(version_bytes(table, &cells))
}

fn found_cell<'r>(found: Found<'r>, at: usize, column: &Column) -> Result<Cell<'r>, StorageError> {
    Ok(match column.kind {
        ColumnKind::Text => Cell::Text(found.text(at)?.map(Into::into)),
        ColumnKind::Whole => Cell::Whole(found.whole(at)?),
    })
}

/// What was changed in a table, from the trees over the versions that ended and those that began, each in the order of their keys.
pub(crate) fn table_change(table: &str, before: &TwinFrontier, after: &TwinFrontier) -> TableChange {
    let digest = |rows: &TwinFrontier| {
        let root = rows.root();
        Digest { count: rows.size(), sm3: root.sm3, sha256: root.sha256 }
    };
    TableChange { name: table.to_owned(), before: digest(before), after: digest(after) }
}

/// That an act was put on record; its bytes are those that [`crate::act`] makes.
pub(crate) fn act_begun(bytes: &str) -> TableChange {
    let mut after = TwinFrontier::default();
    after.push(bytes.as_bytes());
    table_change("act", &TwinFrontier::default(), &after)
}
