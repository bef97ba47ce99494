//! `GET /api/v1/registers/{register}/rows/{code}/{from}`: one row as it stands.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use shouwang_app::service::registers::register;

use super::view::{RowPath, StoredRow, version_header};
use crate::extract::Path;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Versions};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.read").versions(Versions::Told);

/// One row as it stands.
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/rows/{code}/{from}", operation_id = "getRow", tag = "registers",
    params(
        ("register" = String, Path, description = "Identifier of the register"),
        ("code" = String, Path, description = "Code of the row, with a slash in it as `%2F`"),
        ("from" = String, Path, description = "First day of the row, or `always` when it has none"),
    ),
    responses((status = 200, description = "The row", body = StoredRow)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    who: LoggedIn,
    Path(path): Path<RowPath>,
) -> Answer<([(HeaderName, HeaderValue); 1], Json<StoredRow>)> {
    let def = register(&path.register)?;
    let stored = api.service().get_row(&who.caller, def, &path.key()?).await?;
    Ok(([version_header(stored.version)], Json(StoredRow::new(def, &stored.row, stored.version))))
}
