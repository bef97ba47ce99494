//! `POST /api/v1/logins/{login}/reset`: a first password in place of the account's own.

use axum::Json;
use axum::extract::State;
use shouwang_app::problem::ProblemCode;

use super::create_login::FirstPasswordView;
use super::view::ReasonBody;
use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, Versions};
use crate::problem::Answer;
use crate::state::Api;

/// No idempotency key: the answer holds a secret that is kept nowhere; a second reset only makes another password.
pub(crate) const OPERATION: Operation =
    Operation::of("logins.reset").takes(Takes::Json).versions(Versions::Honoured).fails(&[ProblemCode::Conflict]);

/// Puts a first password in place of an account's own. All its sessions end.
#[utoipa::path(
    post, path = "/api/v1/logins/{login}/reset", operation_id = "resetLogin", tag = "administration", request_body = ReasonBody,
    params(("login" = String, Path, description = "The login name")),
    responses((status = 200, description = "The first password, told only now", body = FirstPasswordView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(code): Path<String>,
    JsonBody(body): JsonBody<ReasonBody>,
) -> Answer<Json<FirstPasswordView>> {
    let first = api.service().reset_login(&who.caller, &code, body.reason()?, &api.edge(&info)).await?;
    Ok(Json(FirstPasswordView { login: code, first_password: first.password }))
}
