//! `POST /api/v1/imports/{upload}/application`: what was shown is taken in.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::ImportAgreed;
use utoipa::ToSchema;

use super::preview::ImportView;
use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::{IdempotencyKey, LoggedIn};
use crate::operation::{Operation, Takes};
use crate::operations::common::check_why;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.import").takes(Takes::Json).keyed().long().fails(&[
    ProblemCode::Invalid,
    ProblemCode::Conflict,
    ProblemCode::Overtaken,
]);

/// What somebody agrees to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImportBody {
    /// The fingerprint of the preview.
    #[schema(max_length = 64)]
    fingerprint: String,
    /// Why, in the caller's own words; for the ledger.
    #[schema(max_length = 500)]
    reason: Option<String>,
    /// By which articles, as `hunan-2026/24` or `M24`, with commas between several; for the ledger. Without any: those that the changed registers rest on.
    #[schema(max_length = 100)]
    article: Option<String>,
}

/// Imports a file that was sent before, by the name that it was kept under: all of it or nothing, and only what the preview has shown.
#[utoipa::path(
    post, path = "/api/v1/imports/{upload}/application", operation_id = "applyImport", tag = "imports", request_body = ImportBody,
    params(("upload" = String, Path, description = "The name under which the file is kept")),
    responses((status = 201, description = "What the import did", body = ImportView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    axum::Extension(key): axum::Extension<IdempotencyKey>,
    Path(upload): Path<String>,
    JsonBody(body): JsonBody<ImportBody>,
) -> Answer<(StatusCode, Json<ImportView>)> {
    let ImportBody { fingerprint, reason, article } = body;
    check_why(reason.as_deref(), article.as_deref())?;
    let agreed = ImportAgreed { upload: upload.clone(), fingerprint, reason, article, key: Some(key.0) };
    let imported = api.service().apply_import(&who.caller, agreed, &api.edge(&info)).await?;
    Ok((StatusCode::CREATED, Json(ImportView::new(upload, &imported, info.lang))))
}
