//! `POST /api/v1/session/passkey-request`: what the browser asks its authenticator for a passkey that the account has.

use axum::Json;
use axum::extract::State;
use serde_json::Value;
use shouwang_app::problem::{AppError, ProblemCode};

use super::view::TicketBody;
use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::operation::{Operation, Takes};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("session.login").takes(Takes::Json).fails(&[ProblemCode::Gone, ProblemCode::NotFound, ProblemCode::Conflict]);

/// Asks for a passkey that the account has: `PublicKeyCredentialRequestOptionsJSON`.
#[utoipa::path(
    post, path = "/api/v1/session/passkey-request", operation_id = "askPasskeyAtLogIn", tag = "session", request_body = TicketBody,
    responses((status = 200, description = "The offer", body = Object)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, JsonBody(body): JsonBody<TicketBody>) -> Answer<Json<Value>> {
    let offer = api.service().accounts().ask_passkey_at_login(&api.edge(&info), &body.ticket).await.map_err(AppError::from)?;
    Ok(Json(offer))
}
