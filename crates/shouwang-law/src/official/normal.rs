//! What counts as the same text.

use std::fmt::Write as _;

use sm3::{Digest, Sm3};

/// The text of a clause as it is hashed. Only what carries no meaning is dropped:
///
/// - white space of every kind, full-width and non-breaking included, and characters without width (U+200B–U+200D, U+2060, U+FEFF, U+00AD),
/// - marks that a word processor leaves behind: `[bookmark: …]`, and `[2]` at the end of a line.
///
/// Nothing is folded: （ and (, ； and ; are different characters, because the point is to find a changed one.
#[must_use]
pub fn normalised(text: &str) -> String {
    let text = without_bookmarks(text);
    let mut plain: String = text.chars().filter(|character| !is_blank(*character)).collect();
    while let Some(mark) = footnote_mark(&plain) {
        plain.truncate(mark);
    }
    plain
}

/// SM3 in lower-case hex, 64 digits.
#[must_use]
pub fn sm3_hex(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sm3::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// A Chinese character, not counting punctuation.
#[must_use]
pub(crate) fn is_han(character: char) -> bool {
    matches!(character, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

pub(super) fn without_bookmarks(text: &str) -> String {
    const OPENING: &str = "[bookmark:";
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(OPENING) {
        let Some(end) = rest[start..].find(']') else { break };
        kept.push_str(&rest[..start]);
        rest = &rest[start + end + 1..];
    }
    kept.push_str(rest);
    kept
}

/// Where a `[2]` at the end begins.
fn footnote_mark(text: &str) -> Option<usize> {
    let inner = text.strip_suffix(']')?;
    let (before, number) = inner.rsplit_once('[')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(before.len())
}
