//! `GET /api/v1/logins/{login}`: one account.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use shouwang_app::service::login_register;

use super::view::SystemRow;
use crate::extract::Path;
use crate::operation::{Operation, Versions};
use crate::operations::registers::view::version_header;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("logins.read").versions(Versions::Told);

/// One account.
#[utoipa::path(
    get, path = "/api/v1/logins/{login}", operation_id = "getLogin", tag = "administration", params(("login" = String, Path, description = "Its code")),
    responses((status = 200, description = "As it stands", body = SystemRow)),
)]
pub(crate) async fn handler(State(api): State<Api>, Path(code): Path<String>) -> Answer<([(HeaderName, HeaderValue); 1], Json<SystemRow>)> {
    let def = login_register()?;
    let stored = api.service().get_system_row(def, &code).await?;
    Ok(([version_header(stored.version)], Json(SystemRow::new(def, &stored.row, stored.version))))
}
