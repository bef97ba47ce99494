//! Who asks: the session that a request brings, in a cookie or as a bearer token.
//!
//! A browser sends its cookie also when another site's page makes it ask. A change by cookie therefore needs a token in a header, which only
//! a page of ours can know; it follows from the session's token, so that nothing has to be kept for it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use shouwang_app::caller::Caller;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::{Asked, Session};

use crate::frame::RequestInfo;
use crate::operation::Operation;
use crate::problem::{Answer, Problem};
use crate::state::Api;

/// The header that carries the token against forged requests.
pub(crate) const CSRF_HEADER: &str = "x-csrf-token";
/// The cookie over encrypted connections: browsers take it from this host only.
const SECURE_COOKIE: &str = "__Host-shouwang";
/// The cookie over connections that are not encrypted, as on a developer's machine.
const PLAIN_COOKIE: &str = "shouwang";

/// Who is logged in, and by what.
#[derive(Clone, Debug)]
pub(crate) struct LoggedIn {
    /// Who asks.
    pub(crate) caller: Caller,
    /// The session.
    pub(crate) session: Session,
    /// What it was shown by, for those who ask again whether it still counts.
    pub(crate) token: Token,
}

/// A session's token, which no log may show.
#[derive(Clone)]
pub(crate) struct Token(pub(crate) String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

impl<S: Sync> FromRequestParts<S> for LoggedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<LoggedIn, Problem> {
        parts.extensions.get::<LoggedIn>().cloned().ok_or_else(|| not_logged_in().into())
    }
}

/// Finds out who asks, or says that nobody is logged in.
pub(super) async fn caller(api: &Api, info: &RequestInfo, operation: &Operation, headers: &HeaderMap) -> Answer<LoggedIn> {
    let secure = api.settings().is_secure();
    let (token, by_cookie) = match bearer(headers) {
        Some(token) => (token, false),
        None => (cookie(headers, secure).ok_or_else(not_logged_in)?, true),
    };
    let client = info.client.to_string();
    let asked = Asked { request: &info.id, operation: operation.authority, client: &client };
    let (caller, session) = api.service().authenticate(&token, asked, &api.edge(info)).await?;
    if by_cookie && operation.changes() {
        check_csrf(api, headers, &session)?;
    }
    tracing::Span::current().record("login", caller.login.as_str());
    Ok(LoggedIn { caller, session, token: Token(token) })
}

/// The cookie that carries a session's token for so many seconds; an empty token takes it away.
pub(crate) fn session_cookie(token: &str, max_age_s: i64, secure: bool) -> String {
    let (name, encrypted) = if secure { (SECURE_COOKIE, "; Secure") } else { (PLAIN_COOKIE, "") };
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={max_age_s}{encrypted}")
}

fn not_logged_in() -> AppError {
    AppError::new(ProblemCode::NotLoggedIn, "请先登录", "Log in first")
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

fn cookie(headers: &HeaderMap, secure: bool) -> Option<String> {
    let wanted = if secure { SECURE_COOKIE } else { PLAIN_COOKIE };
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    let mut values = pairs.filter_map(|pair| pair.trim().split_once('=')).filter(|(name, _)| *name == wanted).map(|(_, value)| value);
    values.next().filter(|value| !value.is_empty()).map(str::to_owned)
}

fn check_csrf(api: &Api, headers: &HeaderMap, session: &Session) -> Answer<()> {
    let given = headers.get(CSRF_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if api.service().accounts().is_csrf_token(session, given) {
        return Ok(());
    }
    Err(AppError::new(
        ProblemCode::CsrfRefused,
        "以 Cookie 登录时，更改须带请求头 X-CSRF-Token（见 GET /api/v1/session）；脚本请改用 Authorization: Bearer",
        "With a cookie, a change needs the header `X-CSRF-Token` (see GET /api/v1/session); a script uses `Authorization: Bearer` instead",
    )
    .into())
}
