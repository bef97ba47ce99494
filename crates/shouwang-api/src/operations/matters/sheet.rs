//! `GET /api/v1/matters/{number}/lines.xlsx`: the lines of a matter as a sheet.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use crate::extract::Path;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, XLSX};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.read").gives(&[XLSX]);

/// The sheet of a matter's form with the lines that are there, to fill in many at once. Where there is none yet, it holds an example.
#[utoipa::path(
    get, path = "/api/v1/matters/{number}/lines.xlsx", operation_id = "getMatterSheet", tag = "matters",
    params(("number" = String, Path, description = "Number of the matter")),
    responses((status = 200, description = "The workbook", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, who: LoggedIn, Path(number): Path<String>) -> Answer<Response> {
    let bytes = api.service().matter_sheet(&who.caller, &number, info.lang).await?;
    let headers =
        [(header::CONTENT_TYPE, XLSX.to_owned()), (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{number}.xlsx\""))];
    Ok((headers, bytes).into_response())
}
