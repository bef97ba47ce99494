//! `GET /ledger/checkpoint`: the newest signed head, for everybody.

use axum::extract::State;
use shouwang_app::problem::ProblemCode;

use super::view::{Published, check_published, text};
use crate::operation::{Operation, TEXT};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("ledger.published").gives(&[TEXT]).fails(&[ProblemCode::NotFound]);

/// The newest signed head of the ledger (C2SP tlog-tiles): a signed note with both roots.
#[utoipa::path(
    get, path = "/ledger/checkpoint", operation_id = "getPublishedCheckpoint", tag = "publication",
    responses((status = 200, description = "The signed note", body = String, content_type = "text/plain")),
)]
pub(crate) async fn handler(State(api): State<Api>) -> Answer<Published<String>> {
    check_published(&api)?;
    Ok(text(api.service().latest_checkpoint().await?.note))
}
