//! `POST /api/v1/session/password`: the step in which a password has to be changed.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
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

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPasswordBody {
    /// From the step before.
    #[schema(max_length = 200)]
    ticket: String,
    /// The new password.
    #[schema(max_length = 1000)]
    password: String,
}

/// Changes the password where a log-in asks for it.
#[utoipa::path(
    post, path = "/api/v1/session/password", operation_id = "changePasswordAtLogIn", tag = "session", request_body = NewPasswordBody,
    responses((status = 200, description = "What the log-in has come to", body = StepView)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, JsonBody(body): JsonBody<NewPasswordBody>) -> Answer<Response> {
    let step = api
        .service()
        .accounts()
        .change_password_at_login(&api.edge(&info), &visitor(&info), &body.ticket, &body.password)
        .await
        .map_err(AppError::from)?;
    answer(&api, &info, step, Vec::new())
}
