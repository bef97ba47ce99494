//! Erasing what names persons from one entry, without breaking the tree: the entry stays and says that something was there.
//!
//! The erasure is an entry of its own, which commits to the number that it erased; `verify` asks of every entry without a private part that
//! such an entry stands behind it. So that this can always be answered, the private part of an erasure is never erased itself.

use shouwang_ledger::{On, TableChange, TwinFrontier};

use super::note::Note;
use super::read::load_entries;
use super::row::{row_bytes, table_change};
use super::tail::{Said, Tail, count};
use crate::database::Cell;
use crate::error::StorageError;
use crate::sql::Sql;
use crate::store::Store;

/// What the entry of an erasure says was done.
pub const ERASE_OPERATION: &str = "ledger.erase";
/// The table whose rows lose their private part.
const TABLE: &str = "ledger_entry";

impl Store {
    /// Erases the private part of an entry (who, from where, on what, why) and the act's actor and source. Who erases and why stands in
    /// `note`; its operation is [`ERASE_OPERATION`], whatever it says. The number of the erasure's own entry; `None` when nothing was left.
    ///
    /// Backups and exports made before still hold what was erased.
    ///
    /// # Errors
    /// [`StorageError::NoSuchEntry`], [`StorageError::NotErasable`]; when the ledger is damaged or the database fails.
    pub async fn erase_private(&self, seq: u64, note: &Note) -> Result<Option<u64>, StorageError> {
        let mut tx = self.database.begin_write().await?;
        let entry = load_entries(&mut tx, seq..seq.saturating_add(1)).await?.into_iter().next();
        let entry = entry.ok_or(StorageError::NoSuchEntry { seq })?;
        if entry.operation == ERASE_OPERATION {
            return Err(StorageError::NotErasable { seq });
        }
        if entry.private.is_none() {
            return Ok(None);
        }
        let erase = Sql::kept("UPDATE ledger_entry SET private = NULL, salt = NULL, actor = NULL WHERE seq = ?");
        tx.execute(&erase, vec![count(seq)]).await?;
        if let Some(act) = entry.act {
            let erase = Sql::kept("UPDATE act SET actor = '', source = '' WHERE id = ?");
            tx.execute(&erase, vec![Cell::Whole(Some(act))]).await?;
        }
        let mut tail = Tail::load(&mut tx).await?;
        let mut about = note.about.clone();
        about.operation = ERASE_OPERATION.to_owned();
        let on = vec![On { table: TABLE.to_owned(), code: seq.to_string(), from: String::new() }];
        let said = Said { tables: vec![erasure(seq)], source: note.source.clone(), on, act: None };
        let erased_by = tail.push(note.recorded_at, &about, said, &note.salt);
        tail.flush(&mut tx).await?;
        tx.commit().await?;
        Ok(Some(erased_by))
    }
}

/// What the entry of an erasure says was changed: one row of the ledger, known by its number.
pub(crate) fn erasure(seq: u64) -> TableChange {
    let mut before = TwinFrontier::default();
    before.push(row_bytes(TABLE, [("seq", &count(seq))]).as_bytes());
    table_change(TABLE, &before, &TwinFrontier::default())
}
