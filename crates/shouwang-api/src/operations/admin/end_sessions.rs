//! `DELETE /api/v1/logins/{login}/sessions`: every session of an account ends.

use axum::extract::State;
use axum::http::StatusCode;

use crate::extract::Path;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("logins.sessions");

/// Ends every session of an account.
#[utoipa::path(
    delete, path = "/api/v1/logins/{login}/sessions", operation_id = "endSessions", tag = "administration",
    params(("login" = String, Path, description = "The login name")), responses((status = 204, description = "They have ended")),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, who: LoggedIn, Path(code): Path<String>) -> Answer<StatusCode> {
    api.service().end_sessions(&who.caller, &code, &api.edge(&info)).await?;
    Ok(StatusCode::NO_CONTENT)
}
