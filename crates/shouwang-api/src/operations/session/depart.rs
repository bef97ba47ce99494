//! `GET /api/v1/session/provider`: a browser is sent to the identity provider.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use serde::Deserialize;
use shouwang_app::problem::{AppError, ProblemCode};
use utoipa::IntoParams;

use super::view::state_cookie;
use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

/// A browser follows a link here, so that it accepts whatever comes.
pub(crate) const OPERATION: Operation = Operation::of("session.login").gives(&[]).fails(&[ProblemCode::NotFound]);
/// Seconds that a browser may be away.
const AWAY_S: i64 = 600;

/// Where the browser wants to come back to.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReturnTo {
    /// A path of this server.
    #[serde(default = "root")]
    #[param(required = false)]
    return_to: String,
}

fn root() -> String {
    "/".to_owned()
}

/// Sends a browser to the identity provider.
#[utoipa::path(
    get, path = "/api/v1/session/provider", operation_id = "departToProvider", tag = "session", params(ReturnTo),
    responses((status = 303, description = "The browser goes there", headers(("Location" = String, description = "The provider's page")))),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    Query(query): Query<ReturnTo>,
) -> Answer<(StatusCode, [(HeaderName, HeaderValue); 2])> {
    let departure = api.service().accounts().depart(&api.edge(&info), &query.return_to).await.map_err(AppError::from)?;
    let location = HeaderValue::try_from(departure.url).map_err(AppError::internal)?;
    let cookie = HeaderValue::try_from(state_cookie(&departure.state, AWAY_S, api.settings().is_secure())).map_err(AppError::internal)?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, location), (header::SET_COOKIE, cookie)]))
}
