//! Writing a backup, while others go on writing to the database.

use std::io::{BufWriter, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use shouwang_storage::Store;
use shouwang_storage::copy::{CopyError, Part};
use tokio::sync::mpsc::{Receiver, channel};

use super::PARTS_WAITING_MAX;
use super::error::BackupError;
use super::header::{FORM, Header, MARK};
use super::line::{write_name, write_row};
use super::new_file::NewFile;
use super::seal::Sealing;

/// Who made a backup, and when.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// Version of the program.
    pub program: &'a str,
    /// The present moment.
    pub now: Timestamp,
}

/// Writes everything that a database holds into a new file, from one state of the database.
///
/// # Errors
/// When the file is there already or cannot be written, or the database fails. There is no file then.
pub async fn write_backup(store: &Store, path: &Path, stamp: Stamp<'_>) -> Result<Header, BackupError> {
    let file = NewFile::create(path)?;
    let (sender, receiver) = channel(PARTS_WAITING_MAX);
    let (program, now) = (stamp.program.to_owned(), stamp.now);
    let writing = tokio::task::spawn_blocking(move || write_parts(file, receiver, &program, now));
    let copied = store.copy_out(&sender).await;
    drop(sender);
    let written = writing.await.unwrap_or_else(|error| Err(BackupError::file(path)(std::io::Error::other(error))));
    // Where the database failed, the file broke off because of that.
    copied?;
    written
}

fn write_parts(file: NewFile, mut parts: Receiver<Part>, program: &str, now: Timestamp) -> Result<Header, BackupError> {
    let path = file.path().to_owned();
    let failed = || BackupError::file(&path);
    let Some(Part::Contents(contents)) = parts.blocking_recv() else { return Err(CopyError::BrokenOff.into()) };
    let header = Header::new(program, now, &contents);

    let mut out = Sealing::new(BufWriter::with_capacity(1 << 17, file));
    let head = serde_json::to_string(&header).map_err(|error| failed()(error.into()))?;
    out.write_all(format!("{MARK}{FORM}\n{head}\n").as_bytes()).map_err(failed())?;
    let mut rows = BufWriter::with_capacity(1 << 16, GzEncoder::new(out, Compression::fast()));
    let mut current = None;
    loop {
        match parts.blocking_recv() {
            Some(Part::Rows { table, rows: found }) => {
                if current != Some(table) {
                    current = Some(table);
                    write_name(&mut rows, &contents.tables[table].name).map_err(failed())?;
                }
                for row in &found {
                    write_row(&mut rows, row).map_err(failed())?;
                }
            }
            Some(Part::End) => break,
            Some(Part::Contents(_)) | None => return Err(CopyError::BrokenOff.into()),
        }
    }
    let packed = rows.into_inner().map_err(|error| failed()(error.into_error()))?.finish().map_err(failed())?;
    let file = packed.seal().map_err(failed())?.into_inner().map_err(|error| failed()(error.into_error()))?;
    file.finish()?;
    Ok(header)
}
