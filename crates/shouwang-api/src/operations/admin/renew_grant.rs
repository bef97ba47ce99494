//! `POST /api/v1/grants/{grant}/renewal`: asks for a grant to go on until another last day.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use shouwang_app::problem::ProblemCode;
use utoipa::ToSchema;

use super::request_grant::GrantsWritten;
use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, Versions};
use crate::operations::common::CivilDay;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("grants.request").takes(Takes::Json).keyed().versions(Versions::Honoured).fails(&[ProblemCode::Conflict]);

/// How long a grant is to go on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RenewalBody {
    /// The last day.
    #[schema(value_type = String, format = Date)]
    until: CivilDay,
}

/// Asks for a grant to go on until another last day.
#[utoipa::path(
    post, path = "/api/v1/grants/{grant}/renewal", operation_id = "renewGrant", tag = "administration", request_body = RenewalBody,
    params(("grant" = String, Path, description = "Code of the grant")),
    responses((status = 201, description = "It is on record", body = GrantsWritten)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(grant): Path<String>,
    JsonBody(body): JsonBody<RenewalBody>,
) -> Answer<(StatusCode, Json<GrantsWritten>)> {
    let done = api.service().renew_grant(&who.caller, &grant, body.until.0, &api.edge(&info)).await?;
    Ok(GrantsWritten::created(done))
}
