//! Putting one SQLite file in the place of another, so that at every moment there is a whole database under the name, and the old one stays.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz;
use shouwang_storage::StorageError;
use shouwang_storage::copy::settle;

use super::error::BackupError;
use super::new_file::{beside, sync_folder};

/// The log that SQLite keeps beside a database that is open or was not closed, and the index of it.
const LOG: &str = "-wal";
const COMPANIONS: [&str; 2] = [LOG, "-shm"];

/// Refuses when somebody has the database open, and brings everything beside its file into it; whether it is a database that can be read. A damaged
/// one passes as it is, for then a restore is needed most.
pub(super) async fn check_unused(path: &Path) -> Result<bool, BackupError> {
    if !path.exists() {
        return Ok(false);
    }
    // SQLite removes a log that it cannot read; whoever looks into the damage will want it.
    let (log, saved) = (beside(path, LOG), beside(path, &format!("{LOG}.saved-{}", std::process::id())));
    if log.exists() {
        keep(&log, &saved).map_err(BackupError::file(&saved))?;
    }
    let settled = settle(path).await;
    if saved.exists() {
        match settled {
            Ok(()) | Err(StorageError::Busy) => fs::remove_file(&saved),
            Err(_) => fs::rename(&saved, &log),
        }
        .map_err(BackupError::file(&saved))?;
    }
    match settled {
        Err(StorageError::Busy) => Err(BackupError::InUse(path.to_owned())),
        settled => Ok(settled.is_ok()),
    }
}

/// Puts `new` in the place of `path`. Where the old database now is; `None` when there was none.
pub(super) async fn swap(new: &Path, path: &Path, now: Timestamp) -> Result<Option<PathBuf>, BackupError> {
    settle(new).await?;
    check_unused(path).await?;
    let swapped = || -> io::Result<Option<PathBuf>> {
        File::open(new)?.sync_all()?;
        let old = path.exists().then(|| dated(path, now));
        if let Some(old) = &old {
            keep(path, old)?;
            // A damaged database may not have let go of its log. That is kept too, and must not be taken for the new one's.
            for companion in COMPANIONS {
                let there = beside(path, companion);
                if there.exists() {
                    keep(&there, &beside(old, companion))?;
                    fs::remove_file(&there)?;
                }
            }
            sync_folder(path)?;
        }
        fs::rename(new, path)?;
        sync_folder(path)?;
        Ok(old)
    };
    swapped().map_err(BackupError::file(path))
}

/// Removes a database that was not finished.
pub(super) fn remove(path: &Path) {
    for behind in ["", "-journal"].into_iter().chain(COMPANIONS) {
        let _ = fs::remove_file(beside(path, behind));
    }
}

/// A second name for a file, or a copy where the file system knows no second names. The first name stays.
fn keep(path: &Path, kept: &Path) -> io::Result<()> {
    if fs::hard_link(path, kept).is_ok() {
        return Ok(());
    }
    fs::copy(path, kept)?;
    File::open(kept)?.sync_all()
}

/// The name under which an old database stays: `shouwang.until-20261122T160000.db`, or the next that is free.
fn dated(path: &Path, now: Timestamp) -> PathBuf {
    let moment = tz::offset(8).to_datetime(now).strftime("%Y%m%dT%H%M%S").to_string();
    let (stem, ending) = (path.file_stem().unwrap_or_default(), path.extension());
    let name = |further: &str| {
        let mut name = stem.to_owned();
        name.push(format!(".until-{moment}{further}"));
        if let Some(ending) = ending {
            name.push(".");
            name.push(ending);
        }
        path.with_file_name(name)
    };
    std::iter::once(String::new())
        .chain((2..).map(|number: u32| format!("-{number}")))
        .map(|further| name(&further))
        .find(|name| !name.exists())
        .unwrap_or_else(|| name(""))
}
