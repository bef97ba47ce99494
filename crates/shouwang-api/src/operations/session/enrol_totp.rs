//! `POST /api/v1/session/totp-enrolment`: the first code of the offered secret.

use axum::extract::State;
use axum::response::Response;
use shouwang_app::problem::{AppError, ProblemCode};

use super::view::{StepView, TicketCodeBody, answer, visitor};
use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::operation::{Operation, Takes};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("session.login").takes(Takes::Json).fails(&[ProblemCode::LoginRefused, ProblemCode::Gone, ProblemCode::Conflict]);

/// Enrols the offered secret by its first code, and goes on with the log-in.
#[utoipa::path(
    post, path = "/api/v1/session/totp-enrolment", operation_id = "enrolTotpAtLogIn", tag = "session", request_body = TicketCodeBody,
    responses((status = 200, description = "What the log-in has come to", body = StepView)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, JsonBody(body): JsonBody<TicketCodeBody>) -> Answer<Response> {
    let accounts = api.service().accounts();
    let (step, enrolled) =
        accounts.enrol_totp_at_login(&api.edge(&info), &visitor(&info), &body.ticket, &body.code).await.map_err(AppError::from)?;
    answer(&api, &info, step, enrolled.recovery_codes)
}
