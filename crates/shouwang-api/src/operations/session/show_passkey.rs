//! `POST /api/v1/session/passkey`: the second factor by a passkey.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use shouwang_app::account::webauthn::AuthenticationResponse;
use shouwang_app::problem::{AppError, ProblemCode};
use utoipa::ToSchema;

use super::view::{StepView, answer, visitor};
use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::operation::{Operation, Takes};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("session.login").takes(Takes::Json).fails(&[ProblemCode::LoginRefused, ProblemCode::Gone]);

/// What the browser's authenticator answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeyBody {
    /// From the step before.
    #[schema(max_length = 200)]
    ticket: String,
    /// `AuthenticationResponseJSON` of Web Authentication.
    #[schema(value_type = Object)]
    answer: AuthenticationResponse,
}

/// Shows a second factor by a passkey.
#[utoipa::path(
    post, path = "/api/v1/session/passkey", operation_id = "showPasskey", tag = "session", request_body = PasskeyBody,
    responses((status = 200, description = "What the log-in has come to", body = StepView)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, JsonBody(body): JsonBody<PasskeyBody>) -> Answer<Response> {
    let step = api
        .service()
        .accounts()
        .show_passkey(&api.edge(&info), &visitor(&info), &body.ticket, &body.answer)
        .await
        .map_err(AppError::from)?;
    answer(&api, &info, step, Vec::new())
}
