//! `GET /api/v1/logins`: the accounts.

use axum::Json;
use axum::extract::State;
use shouwang_app::service::login_register;

use super::view::{SystemQuery, SystemRows};
use crate::extract::Query;
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("logins.list");

/// The accounts.
#[utoipa::path(
    get, path = "/api/v1/logins", operation_id = "listLogins", tag = "administration", params(SystemQuery),
    responses((status = 200, description = "A page of them", body = SystemRows)),
)]
pub(crate) async fn handler(State(api): State<Api>, Query(query): Query<SystemQuery>) -> Answer<Json<SystemRows>> {
    Ok(Json(query.page(api.service(), login_register()?).await?))
}
