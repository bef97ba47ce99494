//! The operator's folder of backups: each gets its name there only when it has been restored on trial and its ledger has been verified.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use shouwang_storage::Store;

use super::error::BackupError;
use super::header::Header;
use super::new_file::{beside, sync_folder};
use super::open::peek;
use super::restore::restore;
use super::trust::Trust;
use super::write::{Stamp, write_backup};

/// How the names of these backups begin; the moment follows.
const BEGIN: &str = "shouwang-";
/// How they end.
const END: &str = ".bak";
/// How the folders begin in which backups are tried out.
const TRIAL: &str = ".trial-";
/// The file in such a folder that is locked while somebody works there.
const HELD: &str = "held";
/// What stands behind the name while it has not been verified.
const UNVERIFIED: &str = ".unverified";

/// A folder that backups are made into.
#[derive(Clone, Debug)]
pub struct BackupFolder {
    folder: PathBuf,
}

/// A backup that was made and verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptBackup {
    /// The file's name in the folder.
    pub name: String,
    /// Bytes of the file.
    pub bytes: u64,
    /// What it says of itself.
    pub header: Header,
}

impl BackupFolder {
    /// The folder at a path; it has to be there.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> BackupFolder {
        BackupFolder { folder: folder.into() }
    }

    /// What a backup that was asked for at a moment is called. The names of later ones come later.
    #[must_use]
    pub fn name(asked_at: Timestamp) -> String {
        format!("{BEGIN}{}{END}", asked_at.strftime("%Y%m%dT%H%M%S%.6fZ"))
    }

    /// Makes a backup of this name and verifies it by restoring it into a database of its own, which then goes away. One that is there
    /// already has been verified, and stays.
    ///
    /// # Errors
    /// When the folder is not there or cannot be written, the database fails, or what was written does not restore. There is no file then.
    pub async fn make(&self, store: &Store, name: &str, stamp: Stamp<'_>) -> Result<(), BackupError> {
        let path = self.folder.join(name);
        if path.exists() {
            return Ok(());
        }
        let unverified = beside(&path, UNVERIFIED);
        discard(&unverified)?;
        write_backup(store, &unverified, stamp).await?;
        match self.try_out(&unverified, stamp.now).await {
            Ok(()) => fs::rename(&unverified, &path).and_then(|()| sync_folder(&path)).map_err(BackupError::file(&path)),
            Err(error) => {
                discard(&unverified)?;
                Err(error)
            }
        }
    }

    /// The backups that are there, newest first. What is no backup of this program is passed over.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self) -> Result<Vec<KeptBackup>, BackupError> {
        let failed = || BackupError::file(&self.folder);
        let mut names = Vec::new();
        for file in fs::read_dir(&self.folder).map_err(failed())? {
            let name = file.map_err(failed())?.file_name();
            let name = name.to_str().filter(|name| name.starts_with(BEGIN) && name.ends_with(END));
            names.extend(name.map(str::to_owned));
        }
        names.sort_unstable_by(|one, other| other.cmp(one));
        let kept = |name: String| {
            let path = self.folder.join(&name);
            let header = peek(&path).ok()?;
            Some(KeptBackup { bytes: fs::metadata(&path).ok()?.len(), name, header })
        };
        Ok(names.into_iter().filter_map(kept).collect())
    }

    /// Takes away the folders in which backups were tried out by programs that were killed meanwhile; how many. One in which somebody still
    /// tries a backup out stays.
    ///
    /// # Errors
    /// When the folder cannot be read, or something in it cannot be taken away.
    pub fn sweep(&self) -> Result<usize, BackupError> {
        let failed = || BackupError::file(&self.folder);
        let mut count = 0;
        for file in fs::read_dir(&self.folder).map_err(failed())? {
            let file = file.map_err(failed())?;
            if !file.file_name().to_string_lossy().starts_with(TRIAL) || !file.path().is_dir() {
                continue;
            }
            let path = file.path();
            // Without the file, somebody is just about to begin there.
            let held = File::open(path.join(HELD)).ok();
            if held.is_some_and(|held| held.try_lock().is_ok()) {
                fs::remove_dir_all(&path).map_err(BackupError::file(&path))?;
                count += 1;
            }
        }
        Ok(count)
    }

    async fn try_out(&self, backup: &Path, now: Timestamp) -> Result<(), BackupError> {
        // Beside the backup, where there is room for it and where nobody else may look.
        let failed = || BackupError::file(&self.folder);
        let trial = tempfile::Builder::new().prefix(TRIAL).tempdir_in(&self.folder).map_err(failed())?;
        // Held as long as the trial lasts: nobody else takes the folder away meanwhile.
        let held = File::create(trial.path().join(HELD)).map_err(failed())?;
        held.try_lock().map_err(|error| failed()(error.into()))?;
        restore(backup, &format!("sqlite:{}", trial.path().join("trial.db").display()), &Trust::default(), now).await.map(drop)
    }
}

fn discard(path: &Path) -> Result<(), BackupError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(BackupError::file(path)(error)),
        _ => Ok(()),
    }
}
