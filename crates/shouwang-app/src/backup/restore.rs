//! Restoring a backup: into a new database beside the old one, which gives way only when everything has been checked.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use shouwang_storage::Store;
use shouwang_storage::copy::Contents;
use tokio::sync::mpsc::channel;

use super::PARTS_WAITING_MAX;
use super::error::BackupError;
use super::header::Header;
use super::new_file::beside;
use super::open::OpenBackup;
use super::swap::{check_unused, remove, swap};
use super::trust::{Compared, OldLedger, Trust, check_compared};
use super::verified::verify;

/// What a restore did.
#[derive(Debug)]
pub struct Restored {
    /// What the backup said of itself.
    pub header: Header,
    /// What the database holds now.
    pub contents: Contents,
    /// Up to how many entries signatures prove its ledger; 0 where no keys were there to check them by.
    pub proven: u64,
    /// What came of the comparison with the database that gave way.
    pub compared: Compared,
    /// Where the database that was there before is now.
    pub old: Option<PathBuf>,
}

/// Restores a backup into the database at an address: an SQLite file is replaced, and the old one kept beside it; a server's database
/// has to be empty.
///
/// # Errors
/// When the backup cannot be read, is cut or damaged, what it holds does not bear out its ledger, the ledger is not signed by the keys that are
/// trusted or is another history than that of the database, or the database is in use, not empty, or fails. The database at the address is then
/// as it was.
pub async fn restore(backup: &Path, url: &str, trust: &Trust, now: Timestamp) -> Result<Restored, BackupError> {
    let path = backup.to_owned();
    let opened = tokio::task::spawn_blocking(move || OpenBackup::open(&path)).await;
    let opened = opened.unwrap_or_else(|error| Err(BackupError::file(backup)(std::io::Error::other(error))))?;
    let header = opened.header().clone();
    let Some(file) = sqlite_file(url) else {
        let Filled { contents, proven, compared } = fill(url, opened, backup, trust, None).await?;
        return Ok(Restored { header, contents, proven, compared, old: None });
    };
    let is_readable = check_unused(&file).await?;
    let old = if is_readable { OldLedger::open(url).await.ok() } else { None };
    let was_unreadable = file.exists() && old.is_none();
    let new = beside(&file, &format!(".restoring-{}", std::process::id()));
    remove(&new);
    let filled = fill(&format!("sqlite:{}", new.display()), opened, backup, trust, old.as_ref()).await;
    if let Some(old) = old {
        old.close().await;
    }
    let swapped = match filled {
        Ok(filled) => swap(&new, &file, now).await.map(|old| (filled, old)),
        Err(error) => Err(error),
    };
    if swapped.is_err() {
        remove(&new);
    }
    let (Filled { contents, proven, compared }, old) = swapped?;
    let compared = if was_unreadable { Compared::Unreadable } else { compared };
    Ok(Restored { header, contents, proven, compared, old })
}

/// The file that an address names; `None` for a server's.
pub(super) fn sqlite_file(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite:")?;
    Some(PathBuf::from(path.strip_prefix("//").unwrap_or(path)))
}

/// A database that was filled and found to bear out its ledger.
struct Filled {
    contents: Contents,
    proven: u64,
    compared: Compared,
}

/// Fills an empty database with a backup, brings it up to date, and verifies the ledger in it.
async fn fill(url: &str, opened: OpenBackup, backup: &Path, trust: &Trust, old: Option<&OldLedger>) -> Result<Filled, BackupError> {
    // First the tables as they were when the backup was made; then they go the way that the original would have gone.
    let store = Store::open_for_copy(url, opened.header().schema).await?;
    let (sender, mut receiver) = channel(PARTS_WAITING_MAX);
    let reading = tokio::task::spawn_blocking(move || opened.send(&sender));
    let copied = store.copy_in(&mut receiver).await;
    drop(receiver);
    let read = reading.await.unwrap_or_else(|error| Err(BackupError::file(backup)(std::io::Error::other(error))));
    store.close().await;
    // Where the file could not be read, the copying broke off because of that.
    read?;
    copied?;
    let store = Store::open(url).await?;
    let filled = verified(&store, trust, old).await;
    store.close().await;
    filled
}

/// What a database holds, once its ledger has been verified and compared with the one that it replaces.
async fn verified(store: &Store, trust: &Trust, old: Option<&OldLedger>) -> Result<Filled, BackupError> {
    let contents = store.contents().await?;
    let compared = match old {
        Some(old) if old.size > 0 => old.compare(store).await?,
        _ => Compared::Nothing,
    };
    check_compared(compared, trust)?;
    if trust.any_history {
        let proven = verify(store, &contents, Vec::new(), Vec::new()).await?;
        return Ok(Filled { contents, proven, compared });
    }
    // The newest checkpoint of the old database, as far as the backup goes: there it has to hold, too.
    let known = old.filter(|old| old.size <= contents.ledger.size).and_then(|old| old.checkpoint.clone());
    let proven = verify(store, &contents, trust.keys.clone(), known.into_iter().collect()).await?;
    Ok(Filled { contents, proven, compared })
}
