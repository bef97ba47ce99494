//! Texts of statements: whole ones, and ones that repeat a tuple for every row of a batch.
//!
//! A statement is written once, with `?` for each value in turn. PostgreSQL wants them numbered (`$1`), which is done here;
//! SQLite would take numbers too, but looks for each by walking through all of them, and a batch has thousands.

use std::fmt::Write as _;
use std::sync::Arc;

/// Rows in one statement: enough that the way to the database no longer counts, few enough for the databases' limits on
/// placeholders (32,766 in SQLite, 65,535 in PostgreSQL).
pub(crate) const BATCH_ROWS: usize = 128;

/// A statement's text.
#[derive(Clone, Debug)]
pub(crate) struct Sql {
    /// With `?`. Made of the declarations' identifiers and placeholders only: never of a value.
    pub(crate) plain: Arc<str>,
    /// With `$1`, `$2`, ….
    pub(crate) numbered: Arc<str>,
    /// Whether a connection keeps it prepared, with the plan made for the tables as they were then.
    pub(crate) kept: bool,
}

impl Sql {
    /// A statement that is run again and again.
    pub(crate) fn kept(text: impl Into<String>) -> Sql {
        Sql::new(text.into(), true)
    }

    /// A statement that will hardly come again in the same form, or whose plan must fit the tables as they have become.
    pub(crate) fn once(text: impl Into<String>) -> Sql {
        Sql::new(text.into(), false)
    }

    fn new(text: String, kept: bool) -> Sql {
        let mut parts = text.split('?');
        let mut numbered = parts.next().unwrap_or_default().to_owned();
        for (at, part) in parts.enumerate() {
            let _ = write!(numbered, "${}{part}", at + 1);
        }
        Sql { plain: text.into(), numbered: numbered.into(), kept }
    }
}

/// A statement with one tuple of placeholders per row.
#[derive(Debug)]
pub(crate) struct Batched {
    /// Before the tuples.
    pub(crate) head: String,
    /// The tuple, with its placeholders.
    pub(crate) tuple: String,
    /// After the tuples.
    pub(crate) tail: String,
    /// Whether the statement for a full batch is kept prepared: where there is nothing to plan, as in an insertion.
    pub(crate) kept: bool,
}

impl Batched {
    /// The statement for this many rows.
    pub(crate) fn sql(&self, row_count: usize) -> Sql {
        assert!((1..=BATCH_ROWS).contains(&row_count), "a batch has 1 to {BATCH_ROWS} rows");
        let tuples = vec![self.tuple.as_str(); row_count].join(", ");
        let text = format!("{}{tuples}{}", self.head, self.tail);
        // Only the full batch comes again; all the others differ in length.
        if self.kept && row_count == BATCH_ROWS { Sql::kept(text) } else { Sql::once(text) }
    }
}

/// A tuple of so many placeholders: `(?, ?)`.
pub(crate) fn placeholders(count: usize) -> String {
    format!("({})", vec!["?"; count].join(", "))
}

/// An identifier of the declarations, quoted: `to`, `plan` and `exit` are words of the language in one database or the other.
pub(crate) fn quoted(identifier: &str) -> String {
    assert!(!identifier.contains(['"', '?']), "identifiers are plain words");
    format!("\"{identifier}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_through_all_tuples() {
        let update = Batched {
            head: "UPDATE t SET a = ? WHERE (b, c) IN (VALUES ".to_owned(),
            tuple: placeholders(2),
            tail: ")".to_owned(),
            kept: true,
        };
        let sql = update.sql(2);
        assert_eq!(&*sql.plain, "UPDATE t SET a = ? WHERE (b, c) IN (VALUES (?, ?), (?, ?))");
        assert_eq!(&*sql.numbered, "UPDATE t SET a = $1 WHERE (b, c) IN (VALUES ($2, $3), ($4, $5))");
        assert!(!sql.kept);
        assert!(update.sql(BATCH_ROWS).kept);
    }
}
