//! `POST /api/v1/account/password`: changes the password; all other sessions end.

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

/// A change of the password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangePasswordBody {
    /// The present password.
    #[schema(max_length = 1000)]
    present: String,
    /// The new one.
    #[schema(max_length = 1000)]
    password: String,
}

/// Changes the password. All other sessions end.
#[utoipa::path(
    post, path = "/api/v1/account/password", operation_id = "changePassword", tag = "account", request_body = ChangePasswordBody,
    responses((status = 204, description = "Done")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    JsonBody(body): JsonBody<ChangePasswordBody>,
) -> Answer<StatusCode> {
    let (accounts, edge) = (api.service().accounts(), api.edge(&info));
    accounts.change_password(&edge, &visitor(&info), &who.session, (&body.present, &body.password)).await.map_err(AppError::from)?;
    Ok(StatusCode::NO_CONTENT)
}
