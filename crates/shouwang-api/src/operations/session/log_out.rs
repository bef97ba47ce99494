//! `DELETE /api/v1/session`: the session ends.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use shouwang_app::problem::AppError;

use super::view::visitor;
use crate::frame::RequestInfo;
use crate::gate::{LoggedIn, session_cookie};
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("session.logout");

/// Logs out: the session ends, and its token is good for nothing.
#[utoipa::path(
    delete, path = "/api/v1/session", operation_id = "logOut", tag = "session",
    responses((status = 204, description = "The session has ended")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
) -> Answer<(StatusCode, [(HeaderName, HeaderValue); 1])> {
    api.service().accounts().log_out(&api.edge(&info), &visitor(&info), &who.session).await.map_err(AppError::from)?;
    let cookie = HeaderValue::try_from(session_cookie("", 0, api.settings().is_secure())).map_err(AppError::internal)?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]))
}
