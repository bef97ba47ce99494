//! Which version a change is about, as the caller names it (`If-Match`).
//!
//! A version that is named and not looked at would be worse than none: whoever names one believes that nobody else's change is overwritten.
//! So an operation either looks at it or refuses it.

use axum::http::{HeaderMap, header};
use shouwang_app::problem::{AppError, ProblemCode};

use crate::extract::{IfMatch, no_version};
use crate::operation::{Operation, Versions};
use crate::problem::Answer;

/// The version that the use case has to find; none where the handler looks at it itself, or nobody names one.
pub(super) fn named(operation: &Operation, headers: &HeaderMap) -> Answer<Option<i64>> {
    match operation.versions {
        Versions::None | Versions::Told if operation.changes() && headers.contains_key(header::IF_MATCH) => Err(unversioned().into()),
        Versions::None | Versions::Told | Versions::Matched => Ok(None),
        Versions::Honoured => Ok(IfMatch::read(headers)?.map(|IfMatch(version)| version)),
        Versions::Named => Ok(Some(IfMatch::read(headers)?.ok_or_else(no_version)?.0)),
    }
}

fn unversioned() -> AppError {
    AppError::new(
        ProblemCode::BadRequest,
        "此操作所改的没有版本，不看 If-Match；请删去这个请求头",
        "What this operation changes has no versions, and `If-Match` would not be looked at; leave the header out",
    )
}
