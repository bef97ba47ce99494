//! `GET /healthz`: the process runs and answers.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use crate::operation::Operation;

pub(crate) const OPERATION: Operation = Operation::of("health");

/// The process runs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Alive {
    /// Always `ok`.
    #[schema(pattern = "^ok$")]
    status: &'static str,
}

/// Whether the process runs.
#[utoipa::path(get, path = "/healthz", operation_id = "getHealth", tag = "health", responses((status = 200, description = "It runs", body = Alive)))]
pub(crate) async fn handler() -> Json<Alive> {
    Json(Alive { status: "ok" })
}
