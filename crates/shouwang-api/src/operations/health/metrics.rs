//! `GET /metrics`: numbers about the running server.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::metrics::METRICS_TEXT;
use crate::operation::{Operation, TEXT};
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("metrics.read").gives(&["application/openmetrics-text", TEXT]);

/// Numbers about the running server, in the text format of Prometheus.
#[utoipa::path(
    get, path = "/metrics", operation_id = "getMetrics", tag = "health",
    responses((status = 200, description = "The numbers", body = String, content_type = "application/openmetrics-text")),
)]
pub(crate) async fn handler(State(api): State<Api>) -> Response {
    api.metrics().planned_up_to(api.service().check_ready().await.ok().flatten());
    ([(header::CONTENT_TYPE, METRICS_TEXT)], api.metrics().text()).into_response()
}
