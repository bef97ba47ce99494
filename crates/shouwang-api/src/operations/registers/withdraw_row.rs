//! `DELETE /api/v1/registers/{register}/rows/{code}/{from}`: a row that turned out wrong is taken back.

use axum::extract::State;
use axum::http::StatusCode;
use shouwang_app::service::registers::{RowChange, WriteAsked, register};

use super::view::RowPath;
use crate::extract::{IfMatch, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Versions};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("registers.write").versions(Versions::Matched).fails(&[shouwang_app::problem::ProblemCode::Invalid]);

/// Takes a row back that turned out wrong. What is over is not taken back but given a last day. What was known before stays readable.
#[utoipa::path(
    delete, path = "/api/v1/registers/{register}/rows/{code}/{from}", operation_id = "withdrawRow", tag = "registers",
    params(
        ("register" = String, Path, description = "Identifier of the register"),
        ("code" = String, Path, description = "Code of the row, with a slash in it as `%2F`"),
        ("from" = String, Path, description = "First day of the row, or `always` when it has none"),
    ),
    responses((status = 204, description = "The row was taken back")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(path): Path<RowPath>,
    IfMatch(version): IfMatch,
) -> Answer<StatusCode> {
    let def = register(&path.register)?;
    let key = path.key()?;
    api.service().get_row(&who.caller, def, &key).await?;
    let changes = vec![(String::new(), RowChange::Withdraw { key, version })];
    let asked = WriteAsked { register: def, changes, reason: None, article: None, key: None };
    api.service().write_rows(&who.caller, asked, &api.edge(&info)).await?;
    Ok(StatusCode::NO_CONTENT)
}
