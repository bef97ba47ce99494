//! A backup that is being read. Nothing is done with it before its seal has held.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _, Take};
use std::path::{Path, PathBuf};

use flate2::bufread::GzDecoder;
use shouwang_storage::copy::{Contents, CopiedRow, Part};
use tokio::sync::mpsc::Sender;

use super::error::BackupError;
use super::header::{FORM, Header, MARK};
use super::line::{Line, read_line};
use super::seal::check_seal;

/// Rows in one part.
const PART_ROWS: usize = 256;
/// Bytes of the first line at most, and of any other; a register's longest row is far below.
const FIRST_LINE_BYTES_MAX: u64 = 64;
const LINE_BYTES_MAX: u64 = 64 << 20;

/// A backup whose seal holds and whose header was read.
#[derive(Debug)]
pub struct OpenBackup {
    path: PathBuf,
    header: Header,
    /// Where the rows begin.
    rest: Take<BufReader<File>>,
}

impl OpenBackup {
    /// Opens a backup and checks all of its bytes against the seal.
    ///
    /// # Errors
    /// When the file cannot be read, is something else, is cut, damaged, or made by a newer program.
    pub fn open(path: &Path) -> Result<OpenBackup, BackupError> {
        let mut file = BufReader::with_capacity(1 << 17, File::open(path).map_err(BackupError::file(path))?);
        let (form, first_bytes) = read_form(path, &mut file)?;
        let body_bytes = check_seal(path)?;
        check_form(path, form)?;
        let mut rest = file.take(body_bytes.saturating_sub(first_bytes));
        let header = read_header(path, &mut rest)?;
        Ok(OpenBackup { path: path.to_owned(), header, rest })
    }

    /// What it says of itself.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Sends what it holds, blocking. Gives up without an error when nobody receives any more, for then the receiver knows why.
    ///
    /// # Errors
    /// When the file cannot be read, or its rows are not what the header announces.
    pub fn send(self, parts: &Sender<Part>) -> Result<(), BackupError> {
        let contents = self.header.contents();
        let (path, failed) = (self.path.clone(), || BackupError::file(&self.path));
        if parts.blocking_send(Part::Contents(contents.clone())).is_err() {
            return Ok(());
        }
        let mut rows = BufReader::with_capacity(1 << 17, GzDecoder::new(self.rest));
        let mut batch = Batch { path, contents, table: None, rows: Vec::with_capacity(PART_ROWS) };
        loop {
            let line = read_bytes(&mut rows, LINE_BYTES_MAX).map_err(failed())?;
            if line.is_empty() {
                break;
            }
            if !batch.take(&line, parts)? {
                return Ok(());
            }
        }
        if batch.flush(parts) {
            let _ = parts.blocking_send(Part::End);
        }
        Ok(())
    }
}

/// What a backup says of itself, for a list: its seal is not looked at.
///
/// # Errors
/// When the file cannot be read, is something else, or made by a newer program.
pub(super) fn peek(path: &Path) -> Result<Header, BackupError> {
    let mut file = BufReader::new(File::open(path).map_err(BackupError::file(path))?);
    let (form, _) = read_form(path, &mut file)?;
    check_form(path, form)?;
    read_header(path, &mut file)
}

/// The version of the form in the first line, and the line's bytes.
fn read_form(path: &Path, file: &mut impl BufRead) -> Result<(u32, u64), BackupError> {
    let first = read_bytes(file, FIRST_LINE_BYTES_MAX).map_err(BackupError::file(path))?;
    let form = std::str::from_utf8(&first).ok().and_then(|line| line.strip_prefix(MARK)).and_then(|line| line.strip_suffix('\n'));
    let form = form.and_then(|number| number.parse().ok()).ok_or_else(|| BackupError::NoBackup(path.to_owned()))?;
    Ok((form, u64::try_from(first.len()).unwrap_or(u64::MAX)))
}

fn check_form(path: &Path, form: u32) -> Result<(), BackupError> {
    if form > FORM { Err(BackupError::Newer { path: path.to_owned(), found: form }) } else { Ok(()) }
}

fn read_header(path: &Path, file: &mut impl BufRead) -> Result<Header, BackupError> {
    let head = read_bytes(file, LINE_BYTES_MAX).map_err(BackupError::file(path))?;
    serde_json::from_slice(&head).map_err(|error| BackupError::damaged(path, "文件头不合格式", format!("its header: {error}")))
}

/// Rows of one table that are about to be sent.
struct Batch {
    path: PathBuf,
    contents: Contents,
    table: Option<usize>,
    rows: Vec<CopiedRow>,
}

impl Batch {
    /// Takes a line; whether somebody still receives.
    fn take(&mut self, line: &[u8], parts: &Sender<Part>) -> Result<bool, BackupError> {
        match read_line(line) {
            Ok(Line::Row(row)) if self.table.is_some() => {
                self.rows.push(row);
                Ok(self.rows.len() < PART_ROWS || self.flush(parts))
            }
            Ok(Line::Name(name)) => {
                let receives = self.flush(parts);
                self.table = self.contents.tables.iter().position(|table| table.name == name);
                if self.table.is_some() {
                    return Ok(receives);
                }
                let zh = format!("文件头没有表 {name}");
                Err(BackupError::damaged(&self.path, zh, format!("its header names no table {name}")))
            }
            Ok(Line::Row(_)) => Err(BackupError::damaged(&self.path, "行之前没有表名", "a row stands before any table's name")),
            Err(error) => Err(BackupError::damaged(&self.path, "有一行不合格式", format!("a row: {error}"))),
        }
    }

    fn flush(&mut self, parts: &Sender<Part>) -> bool {
        let rows = std::mem::replace(&mut self.rows, Vec::with_capacity(PART_ROWS));
        match self.table {
            Some(table) if !rows.is_empty() => parts.blocking_send(Part::Rows { table, rows }).is_ok(),
            _ => true,
        }
    }
}

/// A line with its end, empty when there is none.
fn read_bytes(from: &mut impl BufRead, bytes_max: u64) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    from.take(bytes_max).read_until(b'\n', &mut line)?;
    Ok(line)
}
