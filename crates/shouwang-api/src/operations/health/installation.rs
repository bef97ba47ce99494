//! `GET /api/v1/installation`: what a page has to know before anybody is logged in.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::operation::Operation;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("api.describe");

/// What this installation offers to whoever is not logged in yet.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Installation)]
pub(crate) struct InstallationView {
    /// Whether one can log in with an identity provider.
    identity_provider: bool,
}

/// What this installation offers to whoever is not logged in yet.
#[utoipa::path(
    get, path = "/api/v1/installation", operation_id = "getInstallation", tag = "health",
    responses((status = 200, description = "What it offers", body = InstallationView)),
)]
pub(crate) async fn handler(State(api): State<Api>) -> Json<InstallationView> {
    Json(InstallationView { identity_provider: api.service().accounts().has_provider() })
}
