//! `POST /api/v1/grants/{grant}/deputies`: asks for a deputy under a grant of one's own.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use shouwang_app::admin::Asked;
use shouwang_app::problem::ProblemCode;
use utoipa::ToSchema;

use super::request_grant::GrantsWritten;
use super::view::reason;
use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, Versions};
use crate::operations::common::CivilDay;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("grants.deputy").takes(Takes::Json).keyed().versions(Versions::Honoured).fails(&[ProblemCode::Conflict]);

/// A deputy that is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeputyBody {
    /// His account.
    login: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: CivilDay,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    until: CivilDay,
    /// Why; for the ledger.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Asks for a deputy under a grant of one's own.
#[utoipa::path(
    post, path = "/api/v1/grants/{grant}/deputies", operation_id = "deputise", tag = "administration", request_body = DeputyBody,
    params(("grant" = String, Path, description = "Code of the grant")),
    responses((status = 201, description = "It is on record", body = GrantsWritten)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(grant): Path<String>,
    JsonBody(body): JsonBody<DeputyBody>,
) -> Answer<(StatusCode, Json<GrantsWritten>)> {
    let asked = Asked { of: grant, login: body.login, from: body.from.0, until: body.until.0 };
    let done = api.service().deputise(&who.caller, &asked, reason(body.reason)?, &api.edge(&info)).await?;
    Ok(GrantsWritten::created(done))
}
