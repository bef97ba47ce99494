//! `POST /api/v1/account/confirmation`: proves oneself anew with the password, for what needs a proof from just now.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
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
    Operation::of("account.own.change").takes(Takes::Json).fails(&[ProblemCode::LoginRefused, ProblemCode::NotFound]);

/// The password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmBody {
    /// The present password.
    #[schema(max_length = 1000)]
    password: String,
}

/// Proves oneself anew with the password.
#[utoipa::path(
    post, path = "/api/v1/account/confirmation", operation_id = "confirmPassword", tag = "account", request_body = ConfirmBody,
    responses((status = 204, description = "Done")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    JsonBody(body): JsonBody<ConfirmBody>,
) -> Answer<StatusCode> {
    let (accounts, edge) = (api.service().accounts(), api.edge(&info));
    accounts.confirm(&edge, &visitor(&info), &who.session, &body.password).await.map_err(AppError::from)?;
    Ok(StatusCode::NO_CONTENT)
}
