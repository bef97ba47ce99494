//! `POST /api/v1/registers/{register}/rows`: a row that is not there yet.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::registers::{RowChange, WriteAsked, register, row_from_json};
use shouwang_domain::register::derive_code;

use super::view::{RowJson, StoredRow, row_path, version_header};
use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::{IdempotencyKey, LoggedIn};
use crate::operation::{Operation, Takes, Versions};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("registers.write").takes(Takes::Json).keyed().versions(Versions::Told).fails(&[ProblemCode::Conflict]);

/// Enters a row that is not there yet.
#[utoipa::path(
    post, path = "/api/v1/registers/{register}/rows", operation_id = "createRow", tag = "registers",
    params(("register" = String, Path, description = "Identifier of the register")),
    request_body(content = RowJson, description = "The row; the code may be left out where the register makes one"),
    responses((status = 201, description = "The row as it stands", body = StoredRow, headers(("Location" = String, description = "Where the row is found")))),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    axum::Extension(key): axum::Extension<IdempotencyKey>,
    Path(name): Path<String>,
    JsonBody(RowJson(given)): JsonBody<RowJson>,
) -> Answer<(StatusCode, [(HeaderName, HeaderValue); 2], Json<StoredRow>)> {
    let def = register(&name)?;
    let mut row = row_from_json(def, &given, "").map_err(AppError::invalid)?;
    if row.key.code.is_empty() {
        row.key.code = derive_code(&row, def).unwrap_or_default();
    }
    let row_key = row.key.clone();
    let changes = vec![(String::new(), RowChange::Create(row))];
    let asked = WriteAsked { register: def, changes, reason: None, article: None, key: Some(key.0) };
    api.service().write_rows(&who.caller, asked, &api.edge(&info)).await?;
    let stored = api.service().written_row(def, &row_key).await?;
    let location = HeaderValue::try_from(row_path(def, &row_key)).map_err(AppError::internal)?;
    let headers = [version_header(stored.version), (header::LOCATION, location)];
    Ok((StatusCode::CREATED, headers, Json(StoredRow::new(def, &stored.row, stored.version))))
}
