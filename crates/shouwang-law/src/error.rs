//! What is wrong in a law folder, where, and what to do about it, in both languages.

use std::fmt;

use crate::model::Place;

/// One mistake in the law data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawError {
    /// File and line.
    pub place: Place,
    /// What is wrong and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

impl fmt::Display for LawError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n    {}", self.place, self.zh, self.en)
    }
}

impl std::error::Error for LawError {}

/// Collects every mistake, so that an author sees all of them at once.
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<LawError>);

impl Errors {
    pub(crate) fn push(&mut self, place: Place, zh: impl Into<String>, en: impl Into<String>) {
        self.0.push(LawError { place, zh: zh.into(), en: en.into() });
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The mistakes in the order of files and lines.
    pub(crate) fn into_sorted(mut self) -> Vec<LawError> {
        self.0.sort_by(|a, b| (&a.place.file, a.place.line).cmp(&(&b.place.file, b.place.line)));
        self.0
    }
}
