//! `GET /api/v1/policies`: the texts of policies that were proposed, approved or not.

use axum::Json;
use axum::extract::State;
use shouwang_app::service::policy_register;

use super::view::{SystemQuery, SystemRows};
use crate::extract::Query;
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("policies.read");

/// The texts of policies that were proposed, approved or not.
#[utoipa::path(
    get, path = "/api/v1/policies", operation_id = "listPolicies", tag = "administration", params(SystemQuery),
    responses((status = 200, description = "A page of them", body = SystemRows)),
)]
pub(crate) async fn handler(State(api): State<Api>, Query(query): Query<SystemQuery>) -> Answer<Json<SystemRows>> {
    Ok(Json(query.page(api.service(), policy_register()?).await?))
}
