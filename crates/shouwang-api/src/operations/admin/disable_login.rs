//! `POST /api/v1/logins/{login}/state`: an account is disabled, or enabled again.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use shouwang_app::problem::ProblemCode;
use utoipa::ToSchema;

use super::view::reason;
use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes, Versions};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("logins.disable").takes(Takes::Json).keyed().versions(Versions::Honoured).fails(&[ProblemCode::Conflict]);

/// Whether an account is to be disabled.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LoginStateBody {
    /// Whether it is to be disabled; otherwise it is enabled again.
    disabled: bool,
    /// Why; for the ledger.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Disables an account, or enables it again. Its holder is shut out from his next request on.
#[utoipa::path(
    post, path = "/api/v1/logins/{login}/state", operation_id = "disableLogin", tag = "administration", request_body = LoginStateBody,
    params(("login" = String, Path, description = "The login name")), responses((status = 204, description = "It is so")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(code): Path<String>,
    JsonBody(body): JsonBody<LoginStateBody>,
) -> Answer<StatusCode> {
    api.service().disable_login(&who.caller, (&code, body.disabled), reason(body.reason)?, &api.edge(&info)).await?;
    Ok(StatusCode::NO_CONTENT)
}
