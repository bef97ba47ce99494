//! A file that appears whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::error::BackupError;

/// A file that is being written under another name. Dropped before [`NewFile::finish`], it goes away.
pub(crate) struct NewFile {
    file: File,
    /// Where it is for now.
    part: PathBuf,
    /// What it will be called.
    path: PathBuf,
    finished: bool,
}

impl NewFile {
    /// Begins a file that its owner alone can read.
    pub(crate) fn create(path: &Path) -> Result<NewFile, BackupError> {
        if path.exists() {
            return Err(BackupError::Exists(path.to_owned()));
        }
        let part = beside(path, &format!(".part-{}", std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part).map_err(BackupError::file(&part))?;
        Ok(NewFile { file, part, path: path.to_owned(), finished: false })
    }

    /// What it will be called.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name, once everything in it is on the disk.
    pub(crate) fn finish(mut self) -> Result<(), BackupError> {
        let named = || -> io::Result<()> {
            self.file.sync_all()?;
            fs::rename(&self.part, &self.path)?;
            sync_folder(&self.path)
        };
        named().map_err(BackupError::file(&self.path))?;
        self.finished = true;
        Ok(())
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// The path with something behind the name of the file.
pub(super) fn beside(path: &Path, behind: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(behind);
    path.with_file_name(name)
}

/// Makes names that were given in a file's folder outlast a loss of power.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
