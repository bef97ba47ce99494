//! `POST /api/v1/matters/{number}/files`: a file is added to a matter.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde::Deserialize;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::NewFile;
use utoipa::IntoParams;

use super::view::MatterFileView;
use crate::extract::{Path, Query};
use crate::frame::RequestInfo;
use crate::gate::{IdempotencyKey, LoggedIn};
use crate::operation::{Operation, Takes, UPLOAD_BYTES_MAX};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.attach")
    .takes(Takes::Bytes(UPLOAD_BYTES_MAX))
    .keyed()
    .long()
    .fails(&[ProblemCode::Conflict, ProblemCode::Overtaken]);

/// What the file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FileNamed {
    /// The file's name. What it is, its content says.
    #[param(max_length = 500)]
    name: String,
}

/// Adds a file to a matter that is being filled in, or of which something is asked. What it is, is found out by its content.
#[utoipa::path(
    post, path = "/api/v1/matters/{number}/files", operation_id = "addMatterFile", tag = "matters",
    params(("number" = String, Path, description = "Number of the matter"), FileNamed),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The bytes of the file"),
    responses((status = 201, description = "The file as it is on record", body = MatterFileView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    axum::Extension(key): axum::Extension<IdempotencyKey>,
    Path(number): Path<String>,
    Query(FileNamed { name }): Query<FileNamed>,
    request: Request,
) -> Answer<(StatusCode, Json<MatterFileView>)> {
    // The gate has let it through with as many bytes as the operation takes.
    let bytes = axum::body::to_bytes(request.into_body(), UPLOAD_BYTES_MAX).await.map_err(AppError::internal)?;
    let new = NewFile { name, bytes: bytes.into(), key: Some(key.0) };
    let added = api.service().add_matter_file(&who.caller, &number, new, &api.edge(&info)).await?;
    Ok((StatusCode::CREATED, Json(added.into())))
}
