//! `PUT /api/v1/matters/{number}/lines`: what is asked for, in place of what stood there.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use serde::Deserialize;
use serde_json::{Map, Value};
use shouwang_app::problem::ProblemCode;
use utoipa::ToSchema;

use super::view::MatterWhole;
use crate::extract::{IfMatch, Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, Versions};
use crate::operations::registers::view::version_header;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("matters.act").takes(Takes::Json).versions(Versions::Matched).fails(&[ProblemCode::Conflict]);

/// What is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MatterLinesBody {
    /// One line for each thing, as the form's schema says.
    #[schema(value_type = Vec<Object>, max_items = 500)]
    lines: Vec<Map<String, Value>>,
}

/// Writes what is asked for, in place of what stood there. A draft may be incomplete; what is wrong is told when it is checked or handed in.
#[utoipa::path(
    put, path = "/api/v1/matters/{number}/lines", operation_id = "editMatter", tag = "matters", request_body = MatterLinesBody,
    params(("number" = String, Path, description = "Number of the matter")),
    responses((status = 200, description = "The matter as it stands", body = MatterWhole)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(number): Path<String>,
    IfMatch(version): IfMatch,
    JsonBody(body): JsonBody<MatterLinesBody>,
) -> Answer<([(HeaderName, HeaderValue); 1], Json<MatterWhole>)> {
    let edited = api.service().edit_matter(&who.caller, (&number, version), &body.lines, &api.edge(&info)).await?;
    Ok(([version_header(edited.version)], Json(edited.into())))
}
