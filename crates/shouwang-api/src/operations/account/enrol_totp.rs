//! `POST /api/v1/account/totp`: the offered secret is taken into use.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_app::problem::{AppError, ProblemCode};
use utoipa::ToSchema;

use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes};
use crate::operations::session::view::visitor;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("account.own.change").takes(Takes::Json).fails(&[ProblemCode::LoginRefused, ProblemCode::Gone, ProblemCode::NotFound]);

/// A first code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstCodeBody {
    /// The code that the offered secret gives now.
    #[schema(max_length = 100)]
    code: String,
}

/// What came of enrolling a second factor.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EnrolledView {
    /// Recovery codes, to be written down now; empty when there are some already.
    pub(crate) recovery_codes: Vec<String>,
}

/// Takes the offered secret into use by its first code; an earlier one is void.
#[utoipa::path(
    post, path = "/api/v1/account/totp", operation_id = "enrolTotp", tag = "account", request_body = FirstCodeBody,
    responses((status = 200, description = "It is in use", body = EnrolledView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    JsonBody(body): JsonBody<FirstCodeBody>,
) -> Answer<Json<EnrolledView>> {
    let enrolled = api.service().accounts().enrol_totp(&api.edge(&info), &visitor(&info), &who.session, &body.code).await;
    Ok(Json(EnrolledView { recovery_codes: enrolled.map_err(AppError::from)?.recovery_codes }))
}
