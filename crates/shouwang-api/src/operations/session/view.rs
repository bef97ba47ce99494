//! What a log-in has come to, and the cookie that a browser gets with its session.

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shouwang_app::account::{ChangeWhy, NewSession, Step, Visitor, Ways};
use shouwang_app::problem::AppError;
use utoipa::ToSchema;

use crate::frame::RequestInfo;
use crate::gate::session_cookie;
use crate::problem::Answer;
use crate::state::Api;

/// What a log-in has come to.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "next", rename_all = "snake_case")]
pub(crate) enum StepView {
    /// The password has to be changed: `POST /api/v1/session/password`.
    ChangePassword {
        /// For the next step.
        ticket: String,
        /// `first_password` or `too_old`.
        why: &'static str,
    },
    /// A second factor has to be shown: `POST /api/v1/session/totp`, `…/passkey` or `…/recovery-code`.
    SecondFactor {
        /// For the next step.
        ticket: String,
        /// What the account has.
        ways: WaysView,
    },
    /// A second factor has to be enrolled: `POST /api/v1/session/totp-offer` or `…/passkey-offer`.
    Enrol {
        /// For the next step.
        ticket: String,
    },
    /// The session has begun. A browser has its cookie.
    Done(BegunSession),
}

/// Second factors that can be shown.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WaysView {
    /// A one-time code.
    totp: bool,
    /// A passkey.
    passkey: bool,
    /// A recovery code.
    recovery: bool,
}

/// A session that has just begun.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BegunSession {
    /// What a program sends with every request as `Authorization: Bearer`.
    token: String,
    /// What a page sends with every change as `X-CSRF-Token`.
    csrf_token: String,
    /// When it ends however much it is used.
    #[schema(value_type = String, format = DateTime)]
    ends_at: Timestamp,
    /// Recovery codes of a second factor that was just enrolled, to be written down now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    recovery_codes: Vec<String>,
}

/// A step of a log-in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TicketBody {
    /// From the step before.
    #[schema(max_length = 200)]
    pub(crate) ticket: String,
}

/// A step of a log-in with a code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TicketCodeBody {
    /// From the step before.
    #[schema(max_length = 200)]
    pub(crate) ticket: String,
    /// The code.
    #[schema(max_length = 100)]
    pub(crate) code: String,
}

/// A secret for one-time codes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TotpOfferView {
    /// The secret, for typing.
    pub(crate) secret: String,
    /// The same as a link that authenticator programs read, for a QR code.
    pub(crate) url: String,
}

impl StepView {
    fn new(api: &Api, step: Step, recovery_codes: Vec<String>) -> StepView {
        match step {
            Step::ChangePassword { ticket, why } => StepView::ChangePassword {
                ticket,
                why: match why {
                    ChangeWhy::FirstPassword => "first_password",
                    ChangeWhy::TooOld => "too_old",
                },
            },
            Step::SecondFactor { ticket, ways: Ways { totp, passkey, recovery } } => {
                StepView::SecondFactor { ticket, ways: WaysView { totp, passkey, recovery } }
            }
            Step::Enrol { ticket } => StepView::Enrol { ticket },
            Step::Done(NewSession { token, session }) => StepView::Done(BegunSession {
                csrf_token: api.service().accounts().csrf_token(&session),
                ends_at: session.ends_at,
                token,
                recovery_codes,
            }),
        }
    }
}

/// The answer to a step; with a session comes its cookie.
pub(crate) fn answer(api: &Api, info: &RequestInfo, step: Step, recovery_codes: Vec<String>) -> Answer<Response> {
    let view = StepView::new(api, step, recovery_codes);
    let cookie = match &view {
        StepView::Done(begun) => {
            let seconds = begun.ends_at.duration_since(info.now).as_secs();
            Some(session_cookie(&begun.token, seconds, api.settings().is_secure()))
        }
        _ => None,
    };
    let mut response = Json(view).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().insert(header::SET_COOKIE, HeaderValue::try_from(cookie).map_err(AppError::internal)?);
    }
    Ok(response)
}

/// From where a request comes, as the accounts want it.
pub(crate) fn visitor(info: &RequestInfo) -> Visitor {
    Visitor { client: info.client.to_string(), agent: info.agent.clone(), request: info.id.clone() }
}

/// The cookie by which a browser is known again when it comes back from the identity provider. The provider's page sends it back by a link, so
/// that it is not `Strict`.
pub(super) fn state_cookie(state: &str, max_age_s: i64, secure: bool) -> String {
    let (name, encrypted) = state_cookie_name(secure);
    format!("{name}={state}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_s}{encrypted}")
}

/// What that cookie holds; nothing when there is none.
pub(super) fn browser_state(headers: &HeaderMap, secure: bool) -> String {
    let (wanted, _) = state_cookie_name(secure);
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    let mut values = pairs.filter_map(|pair| pair.trim().split_once('=')).filter(|(name, _)| *name == wanted);
    values.next().map(|(_, value)| value.to_owned()).unwrap_or_default()
}

const fn state_cookie_name(secure: bool) -> (&'static str, &'static str) {
    if secure { ("__Host-shouwang-away", "; Secure") } else { ("shouwang-away", "") }
}
