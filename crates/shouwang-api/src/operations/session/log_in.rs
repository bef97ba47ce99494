//! `POST /api/v1/session`: the first step of a log-in: name and password.

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

/// Name and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogInBody {
    /// The login name.
    #[schema(max_length = 200)]
    login: String,
    /// The password.
    #[schema(max_length = 1000)]
    password: String,
}

/// Logs in with name and password: begins a session, or says what else is needed.
#[utoipa::path(
    post, path = "/api/v1/session", operation_id = "logIn", tag = "session", request_body = LogInBody,
    responses((status = 200, description = "What the log-in has come to", body = StepView)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, JsonBody(body): JsonBody<LogInBody>) -> Answer<Response> {
    let step =
        api.service().accounts().log_in(&api.edge(&info), &visitor(&info), &body.login, &body.password).await.map_err(AppError::from)?;
    answer(&api, &info, step, Vec::new())
}
