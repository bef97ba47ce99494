//! `POST /api/v1/policies`: a text of policies is proposed; it does nothing before somebody else approves it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use shouwang_app::admin::PolicyDraft;
use shouwang_app::problem::ProblemCode;
use utoipa::ToSchema;

use super::view::reason;
use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("policies.propose").takes(Takes::Json).keyed().fails(&[ProblemCode::Conflict]);

/// A text of policies.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyBody {
    /// Which text it is to replace, or the name of a new one.
    #[schema(pattern = "^[a-z_]{1,40}$")]
    name: String,
    /// The policies, in Cedar.
    #[schema(max_length = 100_000)]
    text: String,
    /// Why; for the ledger.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// A draft of policies.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PolicyDrafted {
    /// Its code.
    code: String,
}

/// Proposes a text of policies. It does nothing before somebody else approves it.
#[utoipa::path(
    post, path = "/api/v1/policies", operation_id = "proposePolicy", tag = "administration", request_body = PolicyBody,
    responses((status = 201, description = "The draft", body = PolicyDrafted)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    JsonBody(body): JsonBody<PolicyBody>,
) -> Answer<(StatusCode, Json<PolicyDrafted>)> {
    let draft = PolicyDraft { name: body.name, text: body.text, reason: reason(body.reason)? };
    let code = api.service().propose_policy(&who.caller, &draft, &api.edge(&info)).await?;
    Ok((StatusCode::CREATED, Json(PolicyDrafted { code })))
}
