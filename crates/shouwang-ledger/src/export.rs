//! The ledger as one file, line by line, written and read as a stream; `verify` needs nothing else.
//!
//! Every line is a JSON object whose first member names what it is: the header `{"ledger":1,…}`, then `{"checkpoint":…}` and `{"node":…}` lines,
//! then one `{"entry":…}` line per entry, last `{"head":…}`. Checkpoints stand before the entries so that one pass is enough to compare with them.
//! Texts of entries stand as JSON strings, byte for byte as they are stored, however damaged.

use std::io::{self, BufRead, Read, Write};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::frontier::Node;
use crate::hash::{Hash, Hashes};
use crate::told::Bilingual;
use crate::verify::{Options, Report, StoredEntry, run};

/// The form of the file that this program writes and reads.
pub const EXPORT_VERSION: u32 = 1;

/// The longest line that is read, in bytes.
pub const LINE_BYTES_MAX: u64 = 4 << 20;

/// How the last line begins.
const HEAD: &str = "{\"head\"";

/// The first line of an export file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The form of the file.
    pub ledger: u32,
    /// Whose ledger: the origin of its checkpoints.
    pub origin: String,
    /// How many entries follow.
    pub size: u64,
}

/// A file cannot be read or written.
#[derive(Debug, Error)]
pub enum ExportError {
    /// Reading or writing failed.
    #[error("the ledger's file: {0}")]
    Io(#[from] io::Error),
    /// The file is none of ours, or its beginning was damaged.
    #[error("line {line} of the ledger's file is not readable: {}", why.en)]
    Line {
        /// From 1.
        line: u64,
        /// Why not.
        why: Bilingual,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryLine {
    entry: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    private: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    leaf: Option<Hashes>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckpointLine {
    checkpoint: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeLine {
    node: (u8, u64),
    sm3: Hash,
    sha256: Hash,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadLine {
    head: String,
}

/// Writes an export file.
#[derive(Debug)]
pub struct ExportWriter<W> {
    to: W,
}

impl<W: Write> ExportWriter<W> {
    /// Writes the beginning: whose ledger, how many entries follow, the checkpoints (signed notes) and the kept nodes.
    ///
    /// # Errors
    /// Writing failed.
    pub fn begin(mut to: W, origin: &str, size: u64, checkpoints: &[String], nodes: &[Node]) -> Result<Self, ExportError> {
        line(&mut to, &Header { ledger: EXPORT_VERSION, origin: origin.to_owned(), size })?;
        for note in checkpoints {
            line(&mut to, &CheckpointLine { checkpoint: note.clone() })?;
        }
        for Node { level, position, hashes } in nodes {
            line(&mut to, &NodeLine { node: (*level, *position), sm3: hashes.sm3, sha256: hashes.sha256 })?;
        }
        Ok(Self { to })
    }

    /// Writes the next entry. Without the private payload and its salt, the file says of it what it says of an erased one.
    ///
    /// # Errors
    /// Writing failed.
    pub fn entry(&mut self, stored: StoredEntry) -> Result<(), ExportError> {
        let StoredEntry { entry, private, salt, leaf, .. } = stored;
        line(&mut self.to, &EntryLine { entry, private, salt, leaf })
    }

    /// Writes the end: the frontier's text as it is kept ([`crate::TwinFrontier::encode`]). Gives back what was written to.
    ///
    /// # Errors
    /// Writing failed.
    pub fn finish(mut self, head: &str) -> Result<W, ExportError> {
        line(&mut self.to, &HeadLine { head: head.to_owned() })?;
        self.to.flush()?;
        Ok(self.to)
    }
}

fn line(to: &mut impl Write, value: &impl Serialize) -> Result<(), ExportError> {
    serde_json::to_writer(&mut *to, value).map_err(io::Error::from)?;
    to.write_all(b"\n")?;
    Ok(())
}

/// Reads an export file: its beginning at once, then entry by entry.
#[derive(Debug)]
pub(crate) struct ExportReader<R> {
    lines: Lines<R>,
    header: Header,
    checkpoints: Vec<String>,
    nodes: Vec<Node>,
    /// The line behind the beginning.
    first: Option<String>,
}

impl<R: BufRead> ExportReader<R> {
    /// Reads whose ledger it is, its checkpoints and its nodes.
    ///
    /// # Errors
    /// The file cannot be read, or its beginning is not that of an export file.
    pub(crate) fn begin(from: R) -> Result<Self, ExportError> {
        let mut lines = Lines { from, number: 0, usual: 0, failed: None };
        let header = lines.next().ok_or(ExportError::Line { line: 1, why: Bilingual::new("文件是空的", "the file is empty") })?;
        let header: Header = lines.parse(&header)?;
        if header.ledger != EXPORT_VERSION {
            let found = header.ledger;
            let zh = format!("格式为第 {found} 版，本程序读第 {EXPORT_VERSION} 版");
            let why = Bilingual::new(zh, format!("it has form {found}; this program reads form {EXPORT_VERSION}"));
            return Err(ExportError::Line { line: 1, why });
        }
        let (mut checkpoints, mut nodes) = (Vec::new(), Vec::new());
        let first = loop {
            match lines.next() {
                Some(line) if line.starts_with("{\"checkpoint\"") => checkpoints.push(lines.parse::<CheckpointLine>(&line)?.checkpoint),
                Some(line) if line.starts_with("{\"node\"") => {
                    let NodeLine { node: (level, position), sm3, sha256 } = lines.parse(&line)?;
                    nodes.push(Node { level, position, hashes: Hashes { sm3, sha256 } });
                }
                other => break other,
            }
        };
        Ok(Self { lines, header, checkpoints, nodes, first })
    }

    /// Its first line.
    pub(crate) fn header(&self) -> &Header {
        &self.header
    }

    /// Its checkpoints, as signed notes.
    pub(crate) fn checkpoints(&self) -> &[String] {
        &self.checkpoints
    }

    /// The next entry; nothing behind the last one.
    ///
    /// # Errors
    /// The file cannot be read, or the line is no entry.
    pub(crate) fn next_entry(&mut self) -> Result<Option<StoredEntry>, ExportError> {
        let line = self.first.take().or_else(|| self.lines.next());
        if let Some(error) = self.lines.failed.take() {
            return Err(error.into());
        }
        let Some(line) = line.filter(|line| !line.starts_with(HEAD)) else { return Ok(None) };
        read_entry(line).map(Some).map_err(|why| ExportError::Line { line: self.lines.number, why })
    }
}

/// Verifies an export file as a stream. `options` brings trusted keys and checkpoints from elsewhere; those in the file are added to them.
///
/// # Errors
/// The file cannot be read, or its beginning is not that of an export file. Whatever is wrong with entries is in the report.
pub fn verify_export(from: impl BufRead, mut options: Options) -> Result<(Header, Report), ExportError> {
    let ExportReader { mut lines, header, checkpoints, nodes, first } = ExportReader::begin(from)?;
    options.announced = Some(header.size);
    options.checkpoints.extend(checkpoints);
    options.nodes = Some(nodes);
    let mut head = None;
    let entries = first.into_iter().chain(lines.by_ref()).filter(|line| {
        let is_head = line.starts_with(HEAD);
        if is_head {
            head = Some(line.clone());
        }
        !is_head
    });
    let running = run(entries, &read_entry, options);
    if let Some(error) = lines.failed {
        return Err(error.into());
    }
    let head = head.and_then(|line| serde_json::from_str::<HeadLine>(&line).ok()).map(|line| line.head);
    // A file that was cut has no last line; an empty text is no frontier, and the report says so.
    Ok((header, running.finish(Some(head.as_deref().unwrap_or_default()))))
}

fn read_entry(line: String) -> Result<StoredEntry, Bilingual> {
    let EntryLine { entry, private, salt, leaf } = serde_json::from_str(&line).map_err(|error| Bilingual::of_json(&error))?;
    Ok(StoredEntry { entry, private, salt, leaf, ..StoredEntry::default() })
}

/// Lines of limited length; a failure ends them and is kept.
#[derive(Debug)]
struct Lines<R> {
    from: R,
    number: u64,
    /// How much room the next line is given beforehand.
    usual: usize,
    failed: Option<io::Error>,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        // Lines are much alike: most are as long as the one before, and need to be moved nowhere.
        let mut bytes = Vec::with_capacity(self.usual);
        match self.from.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut bytes) {
            Ok(0) => None,
            Ok(read) => {
                self.number += 1;
                self.usual = read + read / 8;
                bytes.pop_if(|last| *last == b'\n');
                // A byte that is no text is kept as a mark that no hash agrees with, so that the entry, not the file, is what is found wrong.
                Some(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
            }
            Err(error) => {
                self.failed = Some(error);
                None
            }
        }
    }
}

impl<R> Lines<R> {
    fn parse<'l, T: Deserialize<'l>>(&self, line: &'l str) -> Result<T, ExportError> {
        serde_json::from_str(line).map_err(|error| ExportError::Line { line: self.number, why: Bilingual::of_json(&error) })
    }
}
