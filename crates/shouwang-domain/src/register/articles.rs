//! Articles as registers name them and as the ledger writes them down: `I26, M15–M17, M24`.
//!
//! A letter stands for the instrument (the glossary says which), the number for the article. Several are sorted by instrument and number; three or more in
//! a row are written as the first and the last. An instrument without a letter of its own is written out: `hunan-2031/24`.

use std::collections::BTreeSet;
use std::fmt;

/// Numbers that articles have at most.
const NUMBER_MAX: u16 = 999;
/// Between the first and the last of a row of articles.
const THROUGH: char = '–';

/// Articles of one or more instruments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Articles(BTreeSet<(String, u16)>);

impl Articles {
    /// Reads what somebody wrote, with commas of either kind in between; `None` when it names no articles.
    #[must_use]
    pub fn read(text: &str) -> Option<Articles> {
        let mut articles = Articles::default();
        for part in text.split([',', '，', '、']).map(str::trim) {
            let (first, last) = part.split_once(THROUGH).unwrap_or((part, part));
            let ((instrument, first), (other, last)) = (read_one(first)?, read_one(last)?);
            if instrument != other || first > last {
                return None;
            }
            articles.0.extend((first..=last).map(|number| (instrument.to_owned(), number)));
        }
        Some(articles)
    }

    /// The articles that some registers rest on, as their declarations say.
    #[must_use]
    pub fn of_registers<'d>(articles: impl IntoIterator<Item = &'d str>) -> Articles {
        articles.into_iter().filter_map(Articles::read).fold(Articles::default(), Articles::and)
    }

    /// These and others.
    #[must_use]
    pub fn and(mut self, others: Articles) -> Articles {
        self.0.extend(others.0);
        self
    }

    /// Each article: what stands for its instrument, a letter or its id with a stroke behind it, and its number.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u16)> {
        self.0.iter().map(|(instrument, number)| (instrument.as_str(), *number))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, u16)> for Articles {
    fn from_iter<I: IntoIterator<Item = (String, u16)>>(articles: I) -> Articles {
        Articles(articles.into_iter().collect())
    }
}

impl fmt::Display for Articles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<_> = self.iter().collect();
        let rows = all.chunk_by(|one, next| one.0 == next.0 && one.1 + 1 == next.1);
        let parts = rows.flat_map(|row| match row {
            [(instrument, first), .., (_, last)] if row.len() > 2 => vec![format!("{instrument}{first}{THROUGH}{instrument}{last}")],
            few => few.iter().map(|(instrument, number)| format!("{instrument}{number}")).collect(),
        });
        f.write_str(&parts.collect::<Vec<_>>().join(", "))
    }
}

/// One article: what stands for the instrument, and the number.
fn read_one(text: &str) -> Option<(&str, u16)> {
    let text = text.trim();
    let digits = text.len() - text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (instrument, number) = text.split_at(digits);
    let named = match instrument.strip_suffix('/') {
        Some(id) => !id.is_empty() && id.bytes().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'-'),
        None => matches!(instrument.as_bytes(), [letter] if letter.is_ascii_uppercase()),
    };
    let number = number.parse().ok().filter(|number| named && (1..=NUMBER_MAX).contains(number) && !text[digits..].starts_with('0'));
    Some((instrument, number?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(text: &str) -> Option<String> {
        Articles::read(text).map(|articles| articles.to_string())
    }

    #[test]
    fn articles_have_one_form_however_they_were_written() {
        for (written, said) in [
            ("I18", "I18"),
            ("M24, I26,I33", "I26, I33, M24"),
            ("M27、I17，I18", "I17, I18, M27"),
            ("M20, M21, M24, M22 – M23", "M20–M24"),
            ("M26, M27, M26", "M26, M27"),
            ("hunan-2026/24, M3", "M3, hunan-2026/24"),
            ("M999, N1", "M999, N1"),
        ] {
            assert_eq!(again(written).as_deref(), Some(said), "{written}");
            assert_eq!(again(said).as_deref(), Some(said));
        }
    }

    #[test]
    fn what_names_no_article_is_none() {
        for wrong in
            ["", "M", "24", "m24", "MM24", "M0", "M024", "M1000", "M99999", "M24,", "M5–I6", "M6–M5", "第二十四条", "/24", "A/24", "M-24"]
        {
            assert_eq!(Articles::read(wrong), None, "{wrong}");
        }
    }
}
