//! Where in the input something stands, so that a clerk finds it with one look.

use std::fmt;
use std::sync::Arc;

use shouwang_domain::register::Label;

use shouwang_calendar::{Lang, Words};

use super::limits::REFUSALS_MAX;

/// A place in a file: a sheet, a row of it, or one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's name, without its folders.
    pub file: Arc<str>,
    /// The sheet's name; for CSV the file's own, without the ending.
    pub sheet: Arc<str>,
    /// The row as Excel counts it, from 1; `None` for the sheet as a whole.
    pub line: Option<u32>,
    /// The column, from 0; `None` for the row as a whole.
    pub column: Option<u32>,
}

impl Place {
    /// The cell as Excel names it: `C7`.
    #[must_use]
    pub fn cell(&self) -> Option<String> {
        Some(format!("{}{}", column_letters(self.column?), self.line?))
    }
}

impl fmt::Display for Place {
    /// `units.xlsx › 单位!C7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} › {}", self.file, self.sheet)?;
        match (self.cell(), self.line) {
            (Some(cell), _) => write!(f, "!{cell}"),
            (None, Some(line)) => write!(f, "!{line}:{line}"),
            (None, None) => Ok(()),
        }
    }
}

/// The name of a cell by its row and column, both counted from 0.
pub(crate) fn cell_name((row, column): (u32, u32)) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

/// The letters of a column counted from 0: `A`, `Z`, `AA`.
fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Something that cannot be imported, where it stands, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where.
    pub place: Place,
    /// The heading of the column that it is about; `None` when it is about more or less than one.
    pub heading: Option<Label>,
    /// What is wrong and what to do.
    pub message: Words,
}

impl Refusal {
    /// Heading and sentence in one language.
    #[must_use]
    pub fn text(&self, language: Lang) -> String {
        let message = self.message.get(language);
        match self.heading {
            Some(heading) => format!("{} {message}", language.pick(&format!("【{}】", heading.zh), &format!("[{}]", heading.en))),
            None => message.to_owned(),
        }
    }
}

/// The refusals of one import: the first ten thousand in full, the rest counted.
#[derive(Clone, Debug, Default)]
pub struct Refusals {
    kept: Vec<Refusal>,
    count: usize,
}

impl Refusals {
    /// Adds one.
    pub(crate) fn push(&mut self, place: Place, heading: Option<Label>, message: Words) {
        self.count += 1;
        if self.kept.len() < REFUSALS_MAX {
            self.kept.push(Refusal { place, heading, message });
        }
    }

    /// How many there are, those that were only counted included.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether nothing was refused.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Those that were kept, in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Refusal> {
        self.kept.iter()
    }
}

impl<'a> IntoIterator for &'a Refusals {
    type Item = &'a Refusal;
    type IntoIter = std::slice::Iter<'a, Refusal>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_names_them() {
        let named = [(0, "A"), (2, "C"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")];
        for (column, letters) in named {
            assert_eq!(column_letters(column), letters);
        }
    }
}
