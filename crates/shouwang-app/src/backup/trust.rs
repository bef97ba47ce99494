//! Whether what is restored is the history that it claims to be: signed by this installation's keys, and the one that the database which gives way
//! has had, too. A backup whose rows and entries were rewritten consistently bears itself out; only signatures and the old database speak against it.

use shouwang_calendar::Words;
use shouwang_ledger::{Hashes, Plan, Told as _, VerifierKey};
use shouwang_storage::{StorageError, Store};

use super::error::BackupError;

/// What a restored ledger is held against.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// The keys by which its checkpoints have to be signed; none: signatures are not checked.
    pub keys: Vec<VerifierKey>,
    /// Whether it may be another history than that of the database that gives way, and signed by nobody who is known.
    pub any_history: bool,
}

/// What became of the comparison with the database that gave way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// There was none, or nothing in it.
    Nothing,
    /// It cannot be read any more.
    Unreadable,
    /// It has the same history, and so many entries more than the backup.
    Same {
        /// Entries that were lost by the restore.
        lost: u64,
    },
    /// It has another history, and that was allowed.
    Other,
}

/// What is remembered of the database that gives way.
pub(super) struct OldLedger {
    /// How many entries it has.
    pub(super) size: u64,
    /// Its newest checkpoint.
    pub(super) checkpoint: Option<String>,
    store: Store,
}

impl OldLedger {
    /// Opens the database at an address as it is; its tables are not brought up to date.
    pub(super) async fn open(url: &str) -> Result<OldLedger, StorageError> {
        let store = Store::open_for_copy(url, 0).await?;
        match Self::read(&store).await {
            Ok((size, checkpoint)) => Ok(OldLedger { size, checkpoint, store }),
            Err(error) => {
                store.close().await;
                Err(error)
            }
        }
    }

    async fn read(store: &Store) -> Result<(u64, Option<String>), StorageError> {
        Ok((store.ledger_head().await?.size(), store.latest_checkpoint().await?.map(|checkpoint| checkpoint.note)))
    }

    /// Compares it with what is to take its place: over the entries that both have, both trees have to have the same roots.
    pub(super) async fn compare(&self, new: &Store) -> Result<Compared, BackupError> {
        let size = new.ledger_head().await?.size();
        let both = self.size.min(size);
        let own = root(&self.store, both).await;
        Ok(match own {
            Err(_) => Compared::Unreadable,
            Ok(own) if own == root(new, both).await? => Compared::Same { lost: self.size - both },
            Ok(_) => Compared::Other,
        })
    }

    pub(super) async fn close(self) {
        self.store.close().await;
    }
}

/// The roots over the first entries of a ledger.
async fn root(store: &Store, size: u64) -> Result<Hashes, StorageError> {
    let plan = Plan::root(size);
    let tiles = store.load_tiles(plan.tiles()).await?;
    let hashes = plan.hashes(&tiles).map_err(|error| StorageError::LedgerDamaged { what: error.told() })?;
    Ok(hashes.into_iter().next().unwrap_or_else(Hashes::empty))
}

/// Refuses a history that is not that of the database which gives way.
pub(super) fn check_compared(compared: Compared, trust: &Trust) -> Result<(), BackupError> {
    if compared != Compared::Other || trust.any_history {
        return Ok(());
    }
    Err(BackupError::OtherHistory(Words::new(
        "备份与现有数据库的账本从某一条起各不相同：其中之一被改写过，或属于另一套安装",
        "the ledgers of the backup and of the database that is there part at some entry: one was rewritten, or belongs to another installation",
    )))
}
