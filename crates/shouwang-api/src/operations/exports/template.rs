//! `GET /api/v1/template`: the empty workbook to fill in.

use axum::extract::State;
use axum::response::Response;

use super::view::send;
use crate::frame::RequestInfo;
use crate::operation::{Operation, XLSX};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.describe").gives(&[XLSX]).long();

/// The empty workbook to fill in, with headings, notes, drop-downs and examples.
#[utoipa::path(
    get, path = "/api/v1/template", operation_id = "getTemplate", tag = "exports",
    responses((status = 200, description = "The workbook", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo) -> Answer<Response> {
    send(api.service().export_template(info.lang).await?, XLSX).await
}
