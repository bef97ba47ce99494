//! Where a page of a list ended, as a word that its reader hands back.
//!
//! It holds the last row's place in the order and a digest of the question. It grants nothing: a page behind a made-up cursor shows only
//! rows within the reader's scope, as every page does.

use std::fmt::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shouwang_ledger::{Sha256, TreeHash as _, hex};

use super::RowQuery;
use super::error::QueryError;
use super::sort::{Mark, Order};

/// Characters of a cursor at most: four texts of a register and their names fit in.
const CURSOR_CHARS_MAX: usize = 64 * 1024;
/// Characters of the digest of the question.
const SHAPE_CHARS: usize = 16;

/// The end of a page, from [`super::RowPage::next`]. Its text is opaque.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cursor(String);

impl Cursor {
    /// A cursor as its reader handed it back. Whether it is one is found out when the list is asked for.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Cursor {
        Cursor(text.into())
    }

    /// Behind the row with these marks.
    pub(super) fn behind(query: &RowQuery<'_>, marks: &[Mark]) -> Cursor {
        Cursor::write(shape(query), marks)
    }

    /// A cursor that says to which order it belongs, and where in it a page ended.
    pub(super) fn write(head: String, marks: &[Mark]) -> Cursor {
        // Texts of the registers never contain U+0000, so that it can stand between them.
        let mut plain = head;
        for mark in marks {
            let _ = match mark {
                Mark::Null => write!(plain, "\0n"),
                Mark::Text(text) => write!(plain, "\0t{text}"),
                Mark::Whole(number) => write!(plain, "\0w{number}"),
            };
        }
        Cursor(URL_SAFE_NO_PAD.encode(plain))
    }

    /// What [`Cursor::write`] wrote.
    pub(super) fn read(&self) -> Result<(String, Vec<Mark>), QueryError> {
        if self.0.len() > CURSOR_CHARS_MAX {
            return Err(QueryError::DamagedCursor);
        }
        let bytes = URL_SAFE_NO_PAD.decode(&self.0).map_err(|_| QueryError::DamagedCursor)?;
        let plain = String::from_utf8(bytes).map_err(|_| QueryError::DamagedCursor)?;
        let mut parts = plain.split('\0');
        let head = parts.next().unwrap_or_default().to_owned();
        let marks: Option<Vec<_>> = parts.map(mark).collect();
        Ok((head, marks.ok_or(QueryError::DamagedCursor)?))
    }

    /// The marks that it holds, when it belongs to this question.
    pub(super) fn marks(&self, query: &RowQuery<'_>, order: &Order) -> Result<Vec<Mark>, QueryError> {
        let (head, marks) = self.read()?;
        if head != shape(query) {
            let is_digest = head.len() == SHAPE_CHARS && head.bytes().all(|byte| byte.is_ascii_hexdigit());
            return Err(if is_digest { QueryError::ForeignCursor } else { QueryError::DamagedCursor });
        }
        if order.fits(&marks) { Ok(marks) } else { Err(QueryError::DamagedCursor) }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn mark(part: &str) -> Option<Mark> {
    match part.split_at_checked(1)? {
        ("n", "") => Some(Mark::Null),
        ("t", text) => Some(Mark::Text(text.to_owned())),
        ("w", number) => number.parse().ok().map(Mark::Whole),
        _ => None,
    }
}

/// A digest of all that decides which rows are in the list and in which order, but for the scope: it is applied to every page anew.
fn shape(query: &RowQuery<'_>) -> String {
    let RowQuery { register, filters, any, search, sort, known_at, on, .. } = query;
    let said = format!("{} {filters:?} {any:?} {search:?} {sort:?} {known_at:?} {on:?}", register.name);
    let mut digest = hex(Sha256::of(&[said.as_bytes()]).as_bytes());
    digest.truncate(SHAPE_CHARS);
    digest
}
