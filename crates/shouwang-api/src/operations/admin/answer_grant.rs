//! `POST /api/v1/grants/{grant}/answer`: approves or refuses a requested grant.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use shouwang_app::admin::Answer as Answered;
use shouwang_app::problem::ProblemCode;
use utoipa::ToSchema;

use super::request_grant::GrantsWritten;
use super::view::reason;
use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, Versions};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("grants.answer").takes(Takes::Json).keyed().versions(Versions::Named).fails(&[ProblemCode::Conflict]);

/// The answer to a request.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerBody {
    /// Whether it is approved; otherwise it is refused.
    approve: bool,
    /// Why; for the ledger.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Approves or refuses a requested grant.
#[utoipa::path(
    post, path = "/api/v1/grants/{grant}/answer", operation_id = "answerGrant", tag = "administration", request_body = AnswerBody,
    params(("grant" = String, Path, description = "Code of the grant")),
    responses((status = 201, description = "It is on record", body = GrantsWritten)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(grant): Path<String>,
    JsonBody(body): JsonBody<AnswerBody>,
) -> Answer<(StatusCode, Json<GrantsWritten>)> {
    let answer = Answered { grant, approve: body.approve, reason: reason(body.reason)? };
    let done = api.service().answer_grant(&who.caller, &answer, &api.edge(&info)).await?;
    Ok(GrantsWritten::created(done))
}
