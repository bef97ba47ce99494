//! Rows on their way from the thread that reads them: many in one piece. This module must not run anything.

use std::sync::Arc;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Row, ToSql};
use tokio::sync::mpsc::Receiver;

use crate::database::Cell;
use crate::error::StorageError;

/// A piece is sent off when it has so many values, or texts of so many bytes.
const VALUES_MAX: usize = 16_384;
const TEXT_BYTES_MAX: usize = 1 << 20;

/// What a question is answered with, piece by piece.
pub(crate) struct Answer {
    pieces: Receiver<Result<Piece, rusqlite::Error>>,
    whole: bool,
}

/// Some rows of the same statement.
#[derive(Debug)]
pub(crate) struct Piece {
    width: usize,
    values: Vec<Value>,
    /// All texts, one behind the other.
    texts: String,
    /// Whether no other piece follows.
    pub(super) last: bool,
}

#[derive(Clone, Copy, Debug)]
enum Value {
    Null,
    Whole(i64),
    /// The bytes from and to in the texts.
    Text(usize, usize),
}

/// A row within a piece.
#[derive(Clone, Copy)]
pub(crate) struct PackedRow<'p> {
    piece: &'p Piece,
    first: usize,
}

/// A value that is handed to a statement.
#[derive(Debug)]
pub(super) enum Packed {
    Null,
    Whole(i64),
    Text(Box<str>),
}

impl Answer {
    pub(super) fn new(pieces: Receiver<Result<Piece, rusqlite::Error>>) -> Answer {
        Answer { pieces, whole: false }
    }

    /// The next rows; `None` when there are no more.
    ///
    /// # Errors
    /// When the database fails, or its thread is gone.
    pub(crate) async fn next(&mut self) -> Result<Option<Piece>, StorageError> {
        if self.whole {
            return Ok(None);
        }
        let piece = self.pieces.recv().await.ok_or(StorageError::Stopped)??;
        self.whole = piece.last;
        Ok(Some(piece))
    }
}

impl Piece {
    pub(super) fn new(width: usize) -> Piece {
        Piece { width, values: Vec::new(), texts: String::new(), last: false }
    }

    /// Whether it is time to send it off.
    pub(super) fn is_full(&self) -> bool {
        self.values.len() >= VALUES_MAX || self.texts.len() >= TEXT_BYTES_MAX
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: &Row<'_>) -> Result<(), rusqlite::Error> {
        for at in 0..self.width {
            let value = match row.get_ref(at)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => Value::Whole(number),
                ValueRef::Text(bytes) => {
                    let from = self.texts.len();
                    self.texts.push_str(std::str::from_utf8(bytes).map_err(|error| rusqlite::Error::Utf8Error(at, error))?);
                    Value::Text(from, self.texts.len())
                }
                other => return Err(rusqlite::Error::InvalidColumnType(at, String::new(), other.data_type())),
            };
            self.values.push(value);
        }
        Ok(())
    }

    /// Its rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = PackedRow<'_>> {
        // A statement without columns has no rows.
        (0..self.values.len()).step_by(self.width.max(1)).map(|first| PackedRow { piece: self, first })
    }
}

impl<'p> PackedRow<'p> {
    /// The text at a position.
    pub(crate) fn text(self, at: usize) -> Result<Option<&'p str>, sqlx::Error> {
        match self.value(at)? {
            Value::Null => Ok(None),
            Value::Text(from, to) => Ok(Some(&self.piece.texts[from..to])),
            Value::Whole(_) => Err(mismatch(at, "a whole number", "a text")),
        }
    }

    /// The whole number at a position.
    pub(crate) fn whole(self, at: usize) -> Result<Option<i64>, sqlx::Error> {
        match self.value(at)? {
            Value::Null => Ok(None),
            Value::Whole(number) => Ok(Some(number)),
            Value::Text(..) => Err(mismatch(at, "a text", "a whole number")),
        }
    }

    fn value(self, at: usize) -> Result<Value, sqlx::Error> {
        let value = self.piece.values.get(self.first + at).filter(|_| at < self.piece.width);
        value.copied().ok_or(sqlx::Error::ColumnIndexOutOfBounds { index: at, len: self.piece.width })
    }
}

impl Packed {
    pub(super) fn of(cell: Cell<'_>) -> Packed {
        match cell {
            Cell::Text(None) | Cell::Whole(None) => Packed::Null,
            Cell::Whole(Some(number)) => Packed::Whole(number),
            Cell::Text(Some(text)) => Packed::Text(text.into_owned().into_boxed_str()),
        }
    }
}

impl ToSql for Packed {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Packed::Null => ValueRef::Null,
            Packed::Whole(number) => ValueRef::Integer(*number),
            Packed::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

fn mismatch(at: usize, found: &str, wanted: &str) -> sqlx::Error {
    let source = format!("the database has {found} where {wanted} belongs").into();
    sqlx::Error::ColumnDecode { index: at.to_string(), source }
}

/// An error of the reading driver, told as one of the writing driver is.
impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> StorageError {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => StorageError::Busy,
            Some(rusqlite::ErrorCode::DiskFull) => StorageError::DiskFull,
            _ => StorageError::Database { source: Arc::new(sqlx::Error::AnyDriverError(Box::new(error))) },
        }
    }
}
