//! Whole orders by plain columns that are always given, upwards or downwards, and the cursors in them: for tables that are no registers.

use super::cursor::Cursor;
use super::error::QueryError;
use super::piece::Piece;
use super::sort::Mark;

/// A column of an order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Key {
    /// It holds whole numbers.
    Whole(&'static str),
    /// It holds texts.
    Text(&'static str),
}

/// An order in which no two rows are equal. Downwards, all of its columns are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyset {
    /// What it is called in cursors: one of another order is refused.
    pub(crate) name: &'static str,
    /// Its columns, the first deciding.
    pub(crate) keys: &'static [Key],
    /// Whether the greatest comes first.
    pub(crate) descending: bool,
}

impl Key {
    fn column(self) -> &'static str {
        match self {
            Key::Whole(column) | Key::Text(column) => column,
        }
    }

    fn fits(self, mark: &Mark) -> bool {
        match self {
            Key::Whole(_) => matches!(mark, Mark::Whole(_)),
            Key::Text(_) => matches!(mark, Mark::Text(text) if !text.contains('\0')),
        }
    }
}

impl Keyset {
    /// What follows `ORDER BY`.
    pub(crate) fn sql(&self) -> String {
        let direction = if self.descending { " DESC" } else { "" };
        self.keys.iter().map(|key| format!("{}{direction}", key.column())).collect::<Vec<_>>().join(", ")
    }

    /// The rows behind the one at which a page ended.
    pub(crate) fn behind(&self, cursor: &Cursor) -> Result<Piece, QueryError> {
        let (head, marks) = cursor.read()?;
        if head != self.head() {
            let is_of_another = head.starts_with(['+', '-']);
            return Err(if is_of_another { QueryError::ForeignCursor } else { QueryError::DamagedCursor });
        }
        if marks.len() != self.keys.len() || !self.keys.iter().zip(&marks).all(|(key, mark)| key.fits(mark)) {
            return Err(QueryError::DamagedCursor);
        }
        let columns = self.keys.iter().map(|key| key.column()).collect::<Vec<_>>().join(", ");
        let sign = if self.descending { "<" } else { ">" };
        let text = format!("({columns}) {sign} {}", crate::sql::placeholders(marks.len()));
        Ok(Piece { text, cells: marks.iter().filter_map(Mark::cell).collect() })
    }

    /// Behind the row with these marks, one for each column.
    pub(crate) fn cursor(&self, marks: &[Mark]) -> Cursor {
        Cursor::write(self.head(), marks)
    }

    fn head(&self) -> String {
        format!("{}{}", if self.descending { '-' } else { '+' }, self.name)
    }
}
