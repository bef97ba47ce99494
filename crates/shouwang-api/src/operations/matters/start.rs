//! `POST /api/v1/matters`: a matter is started as a draft.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use serde::Deserialize;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::NewMatter;
use utoipa::ToSchema;

use super::view::MatterWhole;
use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::gate::{IdempotencyKey, LoggedIn};
use crate::operation::{Operation, Takes, Versions};
use crate::operations::registers::view::{path_step, version_header};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.start").takes(Takes::Json).keyed().versions(Versions::Told).fails(&[
    ProblemCode::Conflict,
    ProblemCode::NotFound,
    ProblemCode::Overtaken,
]);

/// What is started.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMatterBody {
    /// Identifier of the matter, as the list of forms has it.
    #[schema(max_length = 100)]
    kind: String,
    /// Code of the unit that applies; may be left out by whoever acts for one unit only.
    #[schema(max_length = 200)]
    applicant: Option<String>,
    /// Code of the thing that it is about, where that is there already.
    #[schema(max_length = 200)]
    subject: Option<String>,
}

/// Starts a matter as a draft. One line stands in it already, with everything that the registers know.
#[utoipa::path(
    post, path = "/api/v1/matters", operation_id = "startMatter", tag = "matters", request_body = NewMatterBody,
    responses((status = 201, description = "The draft", body = MatterWhole, headers(("Location" = String, description = "Where the matter is found")))),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    axum::Extension(key): axum::Extension<IdempotencyKey>,
    JsonBody(body): JsonBody<NewMatterBody>,
) -> Answer<(StatusCode, [(HeaderName, HeaderValue); 2], Json<MatterWhole>)> {
    let NewMatterBody { kind, applicant, subject } = body;
    let new = NewMatter { kind, applicant, subject, key: Some(key.0) };
    let started = api.service().start_matter(&who.caller, new, &api.edge(&info)).await?;
    let location = HeaderValue::try_from(format!("/api/v1/matters/{}", path_step(&started.matter.number))).map_err(AppError::internal)?;
    let headers = [version_header(started.version), (header::LOCATION, location)];
    Ok((StatusCode::CREATED, headers, Json(started.into())))
}
