//! `GET /api/v1/grants/{grant}`: one grant.

use axum::extract::State;
use shouwang_app::service::grant_register;

use super::view::{SystemRow, VersionedRow};
use crate::extract::Path;
use crate::operation::{Operation, Versions};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("grants.read").versions(Versions::Told);

/// One grant.
#[utoipa::path(
    get, path = "/api/v1/grants/{grant}", operation_id = "getGrant", tag = "administration", params(("grant" = String, Path, description = "Its code")),
    responses((status = 200, description = "As it stands", body = SystemRow)),
)]
pub(crate) async fn handler(State(api): State<Api>, Path(code): Path<String>) -> Answer<VersionedRow> {
    SystemRow::standing(api.service(), grant_register()?, &code).await
}
