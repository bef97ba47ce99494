//! `POST /api/v1/grants/{grant}/revocation`: takes a grant back, and those of its deputies.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use shouwang_app::problem::ProblemCode;
use utoipa::ToSchema;

use super::request_grant::GrantsWritten;
use super::view::reason;
use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("grants.revoke").takes(Takes::Json).keyed().fails(&[ProblemCode::Conflict]);

/// Why a grant is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevocationBody {
    /// Why; for the ledger.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Takes a grant back, and those of its deputies.
#[utoipa::path(
    post, path = "/api/v1/grants/{grant}/revocation", operation_id = "revokeGrant", tag = "administration", request_body = RevocationBody,
    params(("grant" = String, Path, description = "Code of the grant")),
    responses((status = 201, description = "It is on record", body = GrantsWritten)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(grant): Path<String>,
    JsonBody(body): JsonBody<RevocationBody>,
) -> Answer<(StatusCode, Json<GrantsWritten>)> {
    let edge = api.edge(&info);
    let done = api.service().revoke_grant(&who.caller, &grant, reason(body.reason)?, &edge).await?;
    Ok((StatusCode::CREATED, Json(done.into())))
}
