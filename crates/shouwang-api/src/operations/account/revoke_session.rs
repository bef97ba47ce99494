//! `DELETE /api/v1/account/sessions/{session}`: one of one's own sessions ends.

use axum::extract::State;
use axum::http::StatusCode;
use shouwang_app::problem::AppError;

use crate::extract::Path;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::session::view::visitor;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("session.revoke");

/// What stands in the path for all sessions but the present one.
const OTHERS: &str = "others";

/// Ends one of one's own sessions, or with `others` all but the present one.
#[utoipa::path(
    delete, path = "/api/v1/account/sessions/{session}", operation_id = "revokeSession", tag = "account",
    params(("session" = String, Path, description = "Name of the session, or `others`")),
    responses((status = 204, description = "It has ended")),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, who: LoggedIn, Path(id): Path<String>) -> Answer<StatusCode> {
    let id = (id != OTHERS).then_some(id);
    let revoked = api.service().accounts().revoke_own(&api.edge(&info), &visitor(&info), &who.session, id.as_deref()).await;
    revoked.map_err(AppError::from)?;
    Ok(StatusCode::NO_CONTENT)
}
