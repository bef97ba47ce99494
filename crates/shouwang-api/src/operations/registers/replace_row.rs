//! `PUT /api/v1/registers/{register}/rows/{code}/{from}`: a row in the place of the version that the caller has seen.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use shouwang_app::problem::{AppError, FieldError};
use shouwang_app::service::registers::{RowChange, WriteAsked, register, row_from_json};
use shouwang_domain::register::{RegisterDef, Row, RowKey};

use super::view::{RowJson, RowPath, StoredRow, version_header};
use crate::extract::{IfMatch, Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, Versions};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.write").takes(Takes::Json).versions(Versions::Matched);

/// Corrects a row: the version that `If-Match` names ends, this one takes its place. What was known before stays readable.
#[utoipa::path(
    put, path = "/api/v1/registers/{register}/rows/{code}/{from}", operation_id = "replaceRow", tag = "registers",
    params(
        ("register" = String, Path, description = "Identifier of the register"),
        ("code" = String, Path, description = "Code of the row, with a slash in it as `%2F`"),
        ("from" = String, Path, description = "First day of the row, or `always` when it has none"),
    ),
    request_body(content = RowJson, description = "The whole row; code and first day may be left out"),
    responses((status = 200, description = "The row as it stands", body = StoredRow)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(path): Path<RowPath>,
    IfMatch(version): IfMatch,
    JsonBody(RowJson(given)): JsonBody<RowJson>,
) -> Answer<([(HeaderName, HeaderValue); 1], Json<StoredRow>)> {
    let def = register(&path.register)?;
    let key = path.key()?;
    let row = with_key(def, row_from_json(def, &given, "").map_err(AppError::invalid)?, &key)?;
    api.service().get_row(&who.caller, def, &key).await?;
    let changes = vec![(String::new(), RowChange::Replace { row, version })];
    let asked = WriteAsked { register: def, changes, reason: None, article: None, key: None };
    api.service().write_rows(&who.caller, asked, &api.edge(&info)).await?;
    let stored = api.service().written_row(def, &key).await?;
    Ok(([version_header(stored.version)], Json(StoredRow::new(def, &stored.row, stored.version))))
}

/// The row under the key of the path; one that says another key is another row.
fn with_key(def: &RegisterDef, mut row: Row, key: &RowKey) -> Result<Row, AppError> {
    let mut errors = Vec::new();
    if !row.key.code.is_empty() && row.key.code != key.code {
        errors.push(FieldError::new("/code", "与地址中的编号不同；编号不能更改", "not the code of the address; a code does not change"));
    }
    if row.key.from != shouwang_calendar::Day::MIN && row.key.from != key.from {
        let (zh, en) = (def.from_label.zh, def.from_label.en);
        errors.push(FieldError::new(
            "/from",
            format!("与地址中的{zh}不同；请撤回后重新登记"),
            format!("not the first day of the address ({en}); withdraw the row and enter it anew"),
        ));
    }
    row.key = key.clone();
    if errors.is_empty() { Ok(row) } else { Err(AppError::invalid(errors)) }
}
