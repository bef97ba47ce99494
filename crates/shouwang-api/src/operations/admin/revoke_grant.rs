//! `POST /api/v1/grants/{grant}/revocation`: takes a grant back, and those of its deputies.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use shouwang_app::problem::ProblemCode;

use super::request_grant::GrantsWritten;
use super::view::ReasonBody;
use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, Versions};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("grants.revoke").takes(Takes::Json).keyed().versions(Versions::Honoured).fails(&[ProblemCode::Conflict]);

/// Takes a grant back, and those of its deputies.
#[utoipa::path(
    post, path = "/api/v1/grants/{grant}/revocation", operation_id = "revokeGrant", tag = "administration", request_body = ReasonBody,
    params(("grant" = String, Path, description = "Code of the grant")),
    responses((status = 201, description = "It is on record", body = GrantsWritten)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(grant): Path<String>,
    JsonBody(body): JsonBody<ReasonBody>,
) -> Answer<(StatusCode, Json<GrantsWritten>)> {
    let done = api.service().revoke_grant(&who.caller, &grant, body.reason()?, &api.edge(&info)).await?;
    Ok(GrantsWritten::created(done))
}
