//! `GET /api/v1/grants/{grant}`: one grant.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use shouwang_app::service::grant_register;

use super::view::SystemRow;
use crate::extract::Path;
use crate::operation::{Operation, Versions};
use crate::operations::registers::view::version_header;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("grants.read").versions(Versions::Told);

/// One grant.
#[utoipa::path(
    get, path = "/api/v1/grants/{grant}", operation_id = "getGrant", tag = "administration", params(("grant" = String, Path, description = "Its code")),
    responses((status = 200, description = "As it stands", body = SystemRow)),
)]
pub(crate) async fn handler(State(api): State<Api>, Path(code): Path<String>) -> Answer<([(HeaderName, HeaderValue); 1], Json<SystemRow>)> {
    let def = grant_register()?;
    let stored = api.service().get_system_row(def, &code).await?;
    Ok(([version_header(stored.version)], Json(SystemRow::new(def, &stored.row, stored.version))))
}
