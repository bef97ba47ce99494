//! `POST /api/v1/account/passkeys`: a further passkey is taken into use.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use shouwang_app::account::webauthn::RegistrationResponse;
use shouwang_app::problem::{AppError, ProblemCode};
use utoipa::ToSchema;

use super::enrol_totp::EnrolledView;
use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes};
use crate::operations::session::view::visitor;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("account.own.change").takes(Takes::Json).fails(&[ProblemCode::LoginRefused, ProblemCode::Gone, ProblemCode::NotFound]);

/// A new passkey.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPasskeyBody {
    /// `RegistrationResponseJSON` of Web Authentication.
    #[schema(value_type = Object)]
    answer: RegistrationResponse,
    /// What its holder calls it.
    #[schema(max_length = 80)]
    label: Option<String>,
}

/// Takes a further passkey into use.
#[utoipa::path(
    post, path = "/api/v1/account/passkeys", operation_id = "enrolPasskey", tag = "account", request_body = NewPasskeyBody,
    responses((status = 200, description = "It is in use", body = EnrolledView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    JsonBody(body): JsonBody<NewPasskeyBody>,
) -> Answer<Json<EnrolledView>> {
    let answer = (&body.answer, body.label.as_deref());
    let enrolled = api.service().accounts().enrol_passkey(&api.edge(&info), &visitor(&info), &who.session, answer).await;
    Ok(Json(EnrolledView { recovery_codes: enrolled.map_err(AppError::from)?.recovery_codes }))
}
