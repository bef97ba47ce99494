//! `GET /api/v1/ledger/checkpoint`: the newest signed head of the ledger.

use axum::extract::State;
use axum::http::{HeaderName, header};
use shouwang_app::problem::ProblemCode;

use crate::operation::{Operation, TEXT, TEXT_UTF8};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("ledger.checkpoint").gives(&[TEXT]).fails(&[ProblemCode::NotFound]);

/// The newest signed head of the ledger: a signed note with both roots.
#[utoipa::path(
    get, path = "/api/v1/ledger/checkpoint", operation_id = "getCheckpoint", tag = "ledger",
    responses((status = 200, description = "The signed note", body = String, content_type = "text/plain")),
)]
pub(crate) async fn handler(State(api): State<Api>) -> Answer<([(HeaderName, &'static str); 1], String)> {
    let checkpoint = api.service().latest_checkpoint().await?;
    Ok(([(header::CONTENT_TYPE, TEXT_UTF8)], checkpoint.note))
}
