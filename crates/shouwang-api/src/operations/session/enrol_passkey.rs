//! `POST /api/v1/session/passkey-enrolment`: the new passkey.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use shouwang_app::account::webauthn::RegistrationResponse;
use shouwang_app::problem::{AppError, ProblemCode};
use utoipa::ToSchema;

use super::view::{StepView, answer, visitor};
use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::operation::{Operation, Takes};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("session.login").takes(Takes::Json).fails(&[ProblemCode::LoginRefused, ProblemCode::Gone, ProblemCode::Conflict]);

/// A new passkey.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPasskeyAtLogInBody {
    /// From the step before.
    #[schema(max_length = 200)]
    ticket: String,
    /// `RegistrationResponseJSON` of Web Authentication.
    #[schema(value_type = Object)]
    answer: RegistrationResponse,
    /// What its holder calls it.
    #[schema(max_length = 80)]
    label: Option<String>,
}

/// Enrols the new passkey, and goes on with the log-in.
#[utoipa::path(
    post, path = "/api/v1/session/passkey-enrolment", operation_id = "enrolPasskeyAtLogIn", tag = "session", request_body = NewPasskeyAtLogInBody,
    responses((status = 200, description = "What the log-in has come to", body = StepView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    JsonBody(body): JsonBody<NewPasskeyAtLogInBody>,
) -> Answer<Response> {
    let accounts = api.service().accounts();
    let (step, enrolled) = accounts
        .enrol_passkey_at_login(&api.edge(&info), &visitor(&info), &body.ticket, &body.answer, body.label.as_deref())
        .await
        .map_err(AppError::from)?;
    answer(&api, &info, step, enrolled.recovery_codes)
}
