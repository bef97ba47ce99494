//! Entries without rows: a log-in, an export, a look-up of the audit administrator.

use jiff::Timestamp;
use shouwang_ledger::On;
use shouwang_ledger::entry::ON_MAX;

use super::tail::{Said, Tail};
use crate::error::StorageError;
use crate::store::Store;
use crate::write::About;

/// Something to be put on record that changes no register.
#[derive(Clone, Debug)]
pub struct Note {
    /// When it happened: the moment of the request.
    pub recorded_at: Timestamp,
    /// Who did what, and why.
    pub about: About,
    /// On what document it rests, or where it came from.
    pub source: Option<String>,
    /// What it was about: the first 100 rows are named.
    pub on: Vec<On>,
    /// 32 random bytes, see [`crate::Write::salt`].
    pub salt: [u8; 32],
}

impl Note {
    /// Gives the note its place in the ledger.
    pub(crate) fn push(&self, tail: &mut Tail) -> u64 {
        let on = self.on.iter().take(ON_MAX).cloned().collect();
        tail.push(self.recorded_at, &self.about, Said { source: self.source.clone(), on, ..Said::default() }, &self.salt)
    }
}

impl Store {
    /// Puts something on record that changes no register; the number of its entry.
    ///
    /// # Errors
    /// When the ledger is damaged or the database fails.
    pub async fn append_entry(&self, note: &Note) -> Result<u64, StorageError> {
        let appended = self.append_entries(std::slice::from_ref(note)).await?;
        Ok(appended.start)
    }

    /// Puts several things on record in one transaction; the numbers of their entries.
    ///
    /// # Errors
    /// When the ledger is damaged or the database fails; then none of them is on record.
    pub async fn append_entries(&self, notes: &[Note]) -> Result<std::ops::Range<u64>, StorageError> {
        let mut tx = self.database.begin_write().await?;
        let mut tail = Tail::load(&mut tx).await?;
        let start = tail.size();
        for note in notes {
            note.push(&mut tail);
        }
        let end = tail.size();
        if !tail.is_unchanged() {
            tail.flush(&mut tx).await?;
            tx.commit().await?;
        }
        Ok(start..end)
    }
}
