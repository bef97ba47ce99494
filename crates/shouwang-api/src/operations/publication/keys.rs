//! `GET /ledger/keys`: the keys that this ledger's signatures are verified with, for everybody.

use axum::extract::State;
use shouwang_app::problem::ProblemCode;

use super::view::{Published, check_published, text};
use crate::operation::{Operation, TEXT};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("ledger.published").gives(&[TEXT]).fails(&[ProblemCode::NotFound]);

/// The keys that this ledger's signatures are verified with: a file for `--key`, with a comment on what each key is for. Whoever relies on them
/// compares them with those that he was given another way.
#[utoipa::path(
    get, path = "/ledger/keys", operation_id = "getVerifierKeys", tag = "publication",
    responses((status = 200, description = "The keys, a line each", body = String, content_type = "text/plain")),
)]
pub(crate) async fn handler(State(api): State<Api>) -> Answer<Published<String>> {
    check_published(&api)?;
    Ok(text(api.service().verifier_keys_text()?))
}
