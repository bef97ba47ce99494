//! `POST /api/v1/account/passkey-offer`: what the browser asks its authenticator for a further passkey.

use axum::Json;
use axum::extract::State;
use serde_json::Value;
use shouwang_app::problem::{AppError, ProblemCode};

use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("account.own.change").fails(&[ProblemCode::Conflict, ProblemCode::NotFound]);

/// Asks for a further passkey: `PublicKeyCredentialCreationOptionsJSON`.
#[utoipa::path(
    post, path = "/api/v1/account/passkey-offer", operation_id = "offerPasskey", tag = "account",
    responses((status = 200, description = "To be used now: it is not kept", body = Object)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, who: LoggedIn) -> Answer<Json<Value>> {
    let offered = api.service().accounts().offer_passkey(&api.edge(&info), &who.session).await.map_err(AppError::from)?;
    Ok(Json(offered))
}
