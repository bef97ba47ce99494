//! `GET /api/v1/openapi.json`: the description of the interface.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::operation::{JSON, Operation};
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("api.describe");

/// The description of this interface (OpenAPI 3.1).
#[utoipa::path(
    get, path = "/api/v1/openapi.json", operation_id = "getOpenApi", tag = "health",
    responses((status = 200, description = "The description", body = Object, content_type = "application/json")),
)]
pub(crate) async fn handler(State(api): State<Api>) -> Response {
    ([(header::CONTENT_TYPE, JSON)], api.document().to_string()).into_response()
}
