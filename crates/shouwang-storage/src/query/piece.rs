//! Parts of a statement: text with `?` and the values that belong to them, kept together so that neither gets out of step.

use crate::database::{Cell, Database, Tx};

/// A part of a statement.
#[derive(Clone, Debug, Default)]
pub(crate) struct Piece {
    /// Identifiers of the declarations, words of the language and `?`; never a value.
    pub(super) text: String,
    /// One for each `?`, in order.
    pub(super) cells: Vec<Cell<'static>>,
}

/// In what two databases differ, as far as lists need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Piece {
    /// Text without values.
    pub(super) fn sql(text: impl Into<String>) -> Piece {
        Piece { text: text.into(), cells: Vec::new() }
    }

    /// Text with one `?`.
    pub(super) fn with(text: impl Into<String>, cell: Cell<'static>) -> Piece {
        Piece { text: text.into(), cells: vec![cell] }
    }

    /// Its text and its values.
    pub(crate) fn into_parts(self) -> (String, Vec<Cell<'static>>) {
        (self.text, self.cells)
    }

    /// Appends text without values.
    pub(super) fn push(mut self, text: &str) -> Piece {
        self.text.push_str(text);
        self
    }

    /// Appends another part.
    pub(super) fn add(mut self, other: Piece) -> Piece {
        self.text.push_str(&other.text);
        self.cells.extend(other.cells);
        self
    }

    /// Parts with text between them.
    pub(super) fn joined(pieces: impl IntoIterator<Item = Piece>, between: &str) -> Piece {
        let mut joined = Piece::default();
        for (at, piece) in pieces.into_iter().enumerate() {
            joined = if at == 0 { piece } else { joined.push(between).add(piece) };
        }
        joined
    }

    /// What is true when all of these are; true without any.
    pub(super) fn all_of(pieces: Vec<Piece>) -> Piece {
        if pieces.is_empty() { Piece::sql("1 = 1") } else { Piece::sql("(").add(Piece::joined(pieces, " AND ")).push(")") }
    }

    /// What is true when any of these is; false without any.
    pub(super) fn any_of(pieces: Vec<Piece>) -> Piece {
        if pieces.is_empty() { Piece::sql("1 = 0") } else { Piece::sql("(").add(Piece::joined(pieces, " OR ")).push(")") }
    }
}

impl Dialect {
    /// That of a database.
    pub(super) fn of(database: &Database) -> Dialect {
        match database {
            Database::Sqlite { .. } => Dialect::Sqlite,
            Database::Postgres(_) => Dialect::Postgres,
        }
    }

    /// That of a transaction.
    pub(crate) fn of_tx(tx: &Tx) -> Dialect {
        match tx {
            Tx::Sqlite(_) | Tx::File(_) => Dialect::Sqlite,
            Tx::Postgres(_) => Dialect::Postgres,
        }
    }

    /// A text, compared byte by byte: a server would go by the rules of its language, and the indexes for lists do not.
    pub(super) fn bytewise(self, text: &str) -> String {
        match self {
            Dialect::Sqlite => text.to_owned(),
            Dialect::Postgres => format!("{text} COLLATE \"C\""),
        }
    }

    /// Whether a text contains another.
    pub(super) fn contains(self, text: &str, part: &str) -> String {
        match self {
            Dialect::Sqlite => format!("instr({text}, {part}) > 0"),
            Dialect::Postgres => format!("strpos({text}, {part}) > 0"),
        }
    }
}

/// A value for a text column.
pub(super) fn text(text: impl Into<String>) -> Cell<'static> {
    Cell::Text(Some(text.into().into()))
}

/// A value that is kept longer than what it was taken from.
pub(super) fn owned(cell: Cell<'_>) -> Cell<'static> {
    match cell {
        Cell::Text(value) => Cell::Text(value.map(|value| value.into_owned().into())),
        Cell::Whole(number) => Cell::Whole(number),
    }
}
