//! `POST /api/v1/policies/{policy}/approval`: a text of policies is approved and in force from then on.

use axum::extract::State;
use axum::http::StatusCode;
use shouwang_app::problem::ProblemCode;

use super::view::ReasonBody;
use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, Versions};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("policies.approve").takes(Takes::Json).keyed().versions(Versions::Named).fails(&[ProblemCode::Conflict]);

/// Approves a text of policies that another person proposed. It is in force from then on.
#[utoipa::path(
    post, path = "/api/v1/policies/{policy}/approval", operation_id = "approvePolicy", tag = "administration", request_body = ReasonBody,
    params(("policy" = String, Path, description = "Code of the draft")), responses((status = 204, description = "It is in force")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(code): Path<String>,
    JsonBody(body): JsonBody<ReasonBody>,
) -> Answer<StatusCode> {
    api.service().approve_policy(&who.caller, &code, body.reason()?, &api.edge(&info)).await?;
    Ok(StatusCode::NO_CONTENT)
}
