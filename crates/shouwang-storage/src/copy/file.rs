//! The file of an SQLite database as a thing that can be moved.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::StorageError;

/// How long a program that is about to close the file is waited for.
const WAIT: Duration = Duration::from_millis(500);

/// Brings everything that an SQLite database has beside its file into it, so that the file alone is the database and may be moved. When it
/// is over, well or not, nothing here has the file open any more.
///
/// # Errors
/// [`StorageError::Busy`] when any other program, or this one, has the database open. Any other error means that the file is damaged or
/// cannot be written.
pub async fn settle(path: &Path) -> Result<(), StorageError> {
    let file = path.to_owned();
    // A connection of sqlx would not do: one that fails is closed some time later, and removes the log of a damaged database then.
    let settled = tokio::task::spawn_blocking(move || leave_log(&file)).await.map_err(|_| StorageError::Stopped)?;
    settled.map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StorageError::NotADatabase { path: path.display().to_string() },
        Some(ErrorCode::CannotOpen) => StorageError::CannotOpen { path: path.display().to_string(), reason: error.to_string() },
        _ => error.into(),
    })
}

/// SQLite leaves the write-ahead log only when nobody else has the file open: it needs it for itself to do so.
fn leave_log(path: &Path) -> Result<(), rusqlite::Error> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(WAIT)?;
    connection.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)
}
