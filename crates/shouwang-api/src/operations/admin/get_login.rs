//! `GET /api/v1/logins/{login}`: one account.

use axum::extract::State;
use shouwang_app::service::login_register;

use super::view::{SystemRow, VersionedRow};
use crate::extract::Path;
use crate::operation::{Operation, Versions};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("logins.read").versions(Versions::Told);

/// One account.
#[utoipa::path(
    get, path = "/api/v1/logins/{login}", operation_id = "getLogin", tag = "administration", params(("login" = String, Path, description = "Its code")),
    responses((status = 200, description = "As it stands", body = SystemRow)),
)]
pub(crate) async fn handler(State(api): State<Api>, Path(code): Path<String>) -> Answer<VersionedRow> {
    SystemRow::standing(api.service(), login_register()?, &code).await
}
