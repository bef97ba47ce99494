//! `POST /add-checkpoint`: this server as a witness of another ledger (C2SP tlog-witness).
//!
//! The path, the body and the statuses are the standard's, so that any ledger can ask. Only what the standard has no body for is told as a problem.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::Witnessed;

use crate::frame::RequestInfo;
use crate::operation::{Operation, TEXT, TEXT_UTF8, Takes};
use crate::problem::Answer;
use crate::state::Api;

/// Bytes of a request: 64 hashes for each tree, and a checkpoint with many signatures.
const REQUEST_BYTES_MAX: usize = 64 * 1024;
/// What the standard calls the size that the witness has seen.
const TLOG_SIZE: &str = "text/x.tlog.size";

pub(crate) const OPERATION: Operation = Operation::of("ledger.witness").takes(Takes::Untyped(REQUEST_BYTES_MAX)).gives(&[TEXT]).fails(&[
    ProblemCode::Forbidden,
    ProblemCode::NotFound,
    ProblemCode::Conflict,
]);

/// Countersigns the checkpoint of a ledger that the operator named, if it continues what was countersigned before (C2SP tlog-witness). Behind the
/// standard's lines of the proof stand as many for SM3, each behind `sm3 `: this witness answers for both trees.
#[utoipa::path(
    post, path = "/add-checkpoint", operation_id = "addCheckpoint", tag = "publication",
    request_body(content = String, content_type = "text/plain", description = "`old SIZE`, the lines of the proof, an empty line, the checkpoint"),
    responses(
        (status = 200, description = "The witness's lines, to be put below the checkpoint", body = String, content_type = "text/plain"),
        (status = 409, description = "The size that was countersigned last, to prove from there", body = String, content_type = "text/x.tlog.size"),
    ),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, bytes: Bytes) -> Answer<Response> {
    let body = String::from_utf8(bytes.into())
        .map_err(|_| AppError::new(ProblemCode::BadRequest, "会签请求不是 UTF-8 文本", "The request to countersign is no text in UTF-8"))?;
    Ok(match api.service().cosign(body, &api.edge(&info)).await? {
        Witnessed::Cosigned(lines) => ([(header::CONTENT_TYPE, TEXT_UTF8)], lines).into_response(),
        Witnessed::SeenOtherSize(size) => (StatusCode::CONFLICT, [(header::CONTENT_TYPE, TLOG_SIZE)], format!("{size}\n")).into_response(),
    })
}
