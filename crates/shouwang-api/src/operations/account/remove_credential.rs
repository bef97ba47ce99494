//! `DELETE /api/v1/account/credentials/{code}`: a second factor is removed.

use axum::extract::State;
use axum::http::StatusCode;
use shouwang_app::problem::{AppError, ProblemCode};

use crate::extract::Path;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::session::view::visitor;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("account.own.change").fails(&[ProblemCode::Conflict]);

/// Removes a second factor. With the last one the recovery codes go too.
#[utoipa::path(
    delete, path = "/api/v1/account/credentials/{code}", operation_id = "removeCredential", tag = "account",
    params(("code" = String, Path, description = "Code of the proof")),
    responses((status = 204, description = "It is removed")),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, who: LoggedIn, Path(code): Path<String>) -> Answer<StatusCode> {
    let removed = api.service().accounts().remove_factor(&api.edge(&info), &visitor(&info), &who.session, &code).await;
    removed.map_err(AppError::from)?;
    Ok(StatusCode::NO_CONTENT)
}
