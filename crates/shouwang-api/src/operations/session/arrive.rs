//! `GET /api/v1/session/provider/arrival`: a browser comes back from the identity provider.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shouwang_app::account::{Arrival, Step};
use shouwang_app::problem::{AppError, ProblemCode};
use utoipa::IntoParams;

use super::view::{browser_state, state_cookie, visitor};
use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::gate::session_cookie;
use crate::operation::Operation;
use crate::problem::{Answer, Problem};
use crate::state::Api;

/// A browser is sent here, so that it accepts whatever comes.
pub(crate) const OPERATION: Operation =
    Operation::of("session.login").gives(&[]).fails(&[ProblemCode::NotFound, ProblemCode::Gone, ProblemCode::LoginRefused]);
/// The page that goes on with a log-in; what it needs stands behind the `#`, which browsers send to nobody.
const LOG_IN_PAGE: &str = "/login";

/// What the provider sends along.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProviderAnswer {
    /// What is exchanged for the proof.
    code: Option<String>,
    /// What the browser was sent with.
    #[serde(default)]
    #[param(required = false)]
    state: String,
    /// Why the provider refused.
    error: Option<String>,
    /// The same in words.
    error_description: Option<String>,
    /// Who the provider is.
    iss: Option<String>,
    /// The provider's own session.
    session_state: Option<String>,
    /// Scopes that were granted.
    scope: Option<String>,
}

/// Receives a browser from the identity provider: with a session it goes where it wanted, otherwise to the page of the next step.
#[utoipa::path(
    get, path = "/api/v1/session/provider/arrival", operation_id = "arriveFromProvider", tag = "session", params(ProviderAnswer),
    responses((status = 303, description = "The browser goes on", headers(("Location" = String, description = "A page of this server")))),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    headers: HeaderMap,
    Query(query): Query<ProviderAnswer>,
) -> Answer<Response> {
    // The cookie has done its work, whatever comes of it.
    let mut response = arrive(&api, &info, &headers, query).await.unwrap_or_else(Problem::into_response);
    let gone = HeaderValue::try_from(state_cookie("", 0, api.settings().is_secure())).map_err(AppError::internal)?;
    response.headers_mut().append(header::SET_COOKIE, gone);
    Ok(response)
}

async fn arrive(api: &Api, info: &RequestInfo, headers: &HeaderMap, query: ProviderAnswer) -> Answer<Response> {
    let secure = api.settings().is_secure();
    let Some(code) = query.code.filter(|_| query.error.is_none()) else {
        let said = (query.error, query.error_description, query.iss, query.session_state, query.scope);
        let (zh, en) = ("统一身份认证没有通过；请重试", "The identity provider did not let you in; try again");
        return Err(AppError::new(ProblemCode::LoginRefused, zh, en).because(format!("the provider answered {said:?}")).into());
    };
    let browser_state = browser_state(headers, secure);
    let arrival = Arrival { code: &code, state: &query.state, browser_state: &browser_state };
    let arrived = api.service().accounts().arrive(&api.edge(info), &visitor(info), arrival).await;
    let (step, return_to) = arrived.map_err(AppError::from)?;
    let (location, session) = match step {
        Step::Done(begun) => {
            let seconds = begun.session.ends_at.duration_since(info.now).as_secs();
            (return_to, Some(session_cookie(&begun.token, seconds, secure)))
        }
        Step::SecondFactor { ticket, .. } => (format!("{LOG_IN_PAGE}#second_factor:{ticket}"), None),
        Step::Enrol { ticket } => (format!("{LOG_IN_PAGE}#enrol:{ticket}"), None),
        Step::ChangePassword { ticket, .. } => (format!("{LOG_IN_PAGE}#change_password:{ticket}"), None),
    };
    let mut response = StatusCode::SEE_OTHER.into_response();
    let all = response.headers_mut();
    all.insert(header::LOCATION, HeaderValue::try_from(location).map_err(AppError::internal)?);
    if let Some(cookie) = session {
        all.insert(header::SET_COOKIE, HeaderValue::try_from(cookie).map_err(AppError::internal)?);
    }
    Ok(response)
}
