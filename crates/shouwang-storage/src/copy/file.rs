//! The file of an SQLite database as a thing that can be moved.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::error::StorageError;

/// How long a program that is about to close the file is waited for.
const WAIT: Duration = Duration::from_millis(500);

/// Brings everything that an SQLite database has beside its file into it, so that the file alone is the database and may be moved.
///
/// # Errors
/// [`StorageError::Busy`] when any other program, or this one, has the database open. Any other error means that the file is damaged or
/// cannot be written.
pub async fn settle(path: &Path) -> Result<(), StorageError> {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(false).busy_timeout(WAIT);
    // SQLite leaves the write-ahead log only when nobody else has the file open: it needs it for itself to do so.
    let connection = options.journal_mode(SqliteJournalMode::Delete).connect().await;
    let opened = |error| StorageError::opening_file(&path.display().to_string(), error);
    Ok(connection.map_err(opened)?.close().await?)
}
