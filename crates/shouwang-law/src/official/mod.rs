//! Official texts: read into 章, 条, 款 and 项, hashed clause by clause, and compared with the pages of law.
//!
//! The official words are never kept. What the pages hold of a clause is the SM3 of its normalised text ([`normalised`]), so that a text in
//! which one character differs is found, and a text that is only laid out differently is not.

mod bind;
mod compare;
mod copied;
mod line;
mod normal;
mod read;

use shouwang_calendar::Day;

use crate::model::{ClauseRef, Lang, Words};

pub use bind::bind;
pub use compare::{Finding, compare, instrument_of};
pub use copied::{CopiedRun, RUN_CHARS_MAX, copied_runs};
pub(crate) use normal::is_han;
pub use normal::{normalised, sm3_hex};

/// Longest official text that is read, in bytes. The two in use have twelve thousand.
pub const TEXT_BYTES_MAX: usize = 4 << 20;

/// 章.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialChapter {
    /// From 1.
    pub number: u16,
    /// Its title without white space.
    pub title: String,
    /// Line, from 1.
    pub line: u32,
}

/// 款 or 项.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialClause {
    /// Which.
    pub at: ClauseRef,
    /// Its normalised text: without the article's number, with the item's.
    pub text: String,
    /// Line, from 1.
    pub line: u32,
}

impl OfficialClause {
    /// SM3 of the normalised text, in hex.
    #[must_use]
    pub fn sm3(&self) -> String {
        sm3_hex(&self.text)
    }
}

/// Something in a text that does not fit the shape of an instrument; the rest was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextProblem {
    /// Line, from 1.
    pub line: u32,
    /// What it is.
    pub words: Words,
}

/// A text that cannot be read as an instrument at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {} · 第 {line} 行：{}", .words.en, .words.zh)]
pub struct OfficialError {
    /// Line, from 1.
    pub line: u32,
    /// What is wrong and what to do.
    pub words: Words,
}

/// An official text as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialText {
    /// Title, without white space; empty when no line stands before the first chapter.
    pub title: String,
    /// The document's number, if a notice stands before the text: `湘政办发〔2026〕10号`.
    pub number: Option<String>,
    /// Who signed the notice.
    pub issuer: Option<String>,
    /// The notice's day.
    pub issued_on: Option<Day>,
    /// Chapters, in order.
    pub chapters: Vec<OfficialChapter>,
    /// All paragraphs and items, in order.
    pub clauses: Vec<OfficialClause>,
    /// What does not fit.
    pub problems: Vec<TextProblem>,
}

impl OfficialText {
    /// Reads a file's bytes, which must be UTF-8 (a byte order mark may stand in front).
    ///
    /// # Errors
    /// When it is too long, not text, not UTF-8, or has no article.
    pub fn from_bytes(bytes: &[u8]) -> Result<OfficialText, OfficialError> {
        read::from_bytes(bytes)
    }

    /// Reads a text.
    ///
    /// # Errors
    /// When it is too long, not text, or has no article.
    pub fn read(text: &str) -> Result<OfficialText, OfficialError> {
        read::read(text)
    }

    /// How many articles it has.
    #[must_use]
    pub fn articles(&self) -> usize {
        let mut numbers: Vec<_> = self.clauses.iter().map(|clause| clause.at.article).collect();
        numbers.dedup();
        numbers.len()
    }

    /// A clause by its place.
    #[must_use]
    pub fn clause(&self, at: ClauseRef) -> Option<&OfficialClause> {
        self.clauses.iter().find(|clause| clause.at == at)
    }
}

impl TextProblem {
    /// The problem with its line, in one language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("第 {} 行：{}", self.line, self.words.zh),
            Lang::En => format!("line {}: {}", self.line, self.words.en),
        }
    }
}
