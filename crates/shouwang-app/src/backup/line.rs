//! Rows as lines of JSON and back.

use std::fmt;
use std::io::{self, Write};

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use shouwang_storage::copy::{CopiedCell, CopiedRow};

/// Writes a table's name as a line.
pub(super) fn write_name(out: &mut impl Write, name: &str) -> io::Result<()> {
    serde_json::to_writer(&mut *out, name)?;
    out.write_all(b"\n")
}

/// Writes a row as a line: texts, whole numbers of up to 64 bits, null.
pub(super) fn write_row(out: &mut impl Write, row: &[CopiedCell]) -> io::Result<()> {
    let mut before = b'[';
    for cell in row {
        out.write_all(&[before])?;
        match cell {
            CopiedCell::Null => out.write_all(b"null")?,
            CopiedCell::Text(text) => serde_json::to_writer(&mut *out, text)?,
            CopiedCell::Whole(number) => serde_json::to_writer(&mut *out, number)?,
        }
        before = b',';
    }
    out.write_all(b"]\n")
}

/// A line of the rows.
pub(super) enum Line {
    /// The table whose rows follow.
    Name(String),
    /// One of its rows.
    Row(CopiedRow),
}

/// Reads a line.
pub(super) fn read_line(line: &[u8]) -> Result<Line, serde_json::Error> {
    if line.first() == Some(&b'"') {
        return serde_json::from_slice(line).map(Line::Name);
    }
    let cells: Vec<Cell> = serde_json::from_slice(line)?;
    Ok(Line::Row(cells.into_iter().map(|cell| cell.0).collect()))
}

struct Cell(CopiedCell);

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cell, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl Visitor<'_> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a whole number or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Cell, E> {
        Ok(Cell(CopiedCell::Null))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cell, E> {
        Ok(Cell(CopiedCell::Text(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Cell, E> {
        Ok(Cell(CopiedCell::Text(text)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Cell, E> {
        Ok(Cell(CopiedCell::Whole(number)))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Cell, E> {
        i64::try_from(number).map(|number| Cell(CopiedCell::Whole(number))).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_as_it_was_written() {
        let row = vec![
            CopiedCell::Null,
            CopiedCell::Text(String::new()),
            CopiedCell::Text("“甲”\n\\ \u{1}\u{2028}😀".to_owned()),
            CopiedCell::Whole(i64::MAX),
            CopiedCell::Whole(i64::MIN),
            CopiedCell::Whole(0),
        ];
        let mut line = Vec::new();
        write_row(&mut line, &row).unwrap();
        assert_eq!(line.iter().filter(|byte| **byte == b'\n').count(), 1, "one line");
        let Ok(Line::Row(read)) = read_line(&line) else { panic!("no row") };
        assert_eq!(read, row);
        assert!(read_line(b"[1.5]").is_err() && read_line(b"[true]").is_err() && read_line(b"[9223372036854775808]").is_err());
    }
}
