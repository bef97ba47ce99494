//! Backups of everything, restores, and the move to another database.
//!
//! A backup is one file, in this order:
//!
//! 1. the line `shouwang backup 1`: what it is, and the version of this form;
//! 2. a line of JSON: which program made it and when, which tables with which columns and how many rows follow, and the ledger's size and roots;
//! 3. the rows, compressed by gzip: for each table a line with its name as a JSON text, then a line with a JSON list for each row;
//! 4. the seal: SM3 and SHA-256 of all bytes before it, as `sm3sum` and `sha256sum` give them, and a last line.
//!
//! Gzip, for it needs no native library, everything that will ever read such a file can unpack it, and writing waits for the disk and the
//! database rather than for it. The file holds personal data and the hashes of passwords; it can be read by its owner only.
//!
//! What is restored is checked before anything gives way to it: seal, counts, the ledger's head, the ledger itself against the rows, its signatures
//! against the keys of this installation, and its history against that of the database that gives way.
//! This module must not know any register, and no SQL.

mod error;
mod header;
mod kept;
mod line;
mod new_file;
mod open;
mod restore;
mod seal;
mod swap;
mod transfer;
mod trust;
mod verified;
mod write;

pub use error::BackupError;
pub use header::Header;
pub use kept::{BackupFolder, KeptBackup};
pub use open::OpenBackup;
pub use restore::{Restored, restore};
pub use transfer::{Transfer, transfer};
pub use trust::{Compared, Trust};
pub use write::{Stamp, write_backup};

pub(crate) use new_file::NewFile;

/// Parts of the stream that wait at most between the database and the file: some megabytes.
const PARTS_WAITING_MAX: usize = 32;
