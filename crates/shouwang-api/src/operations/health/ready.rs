//! `GET /readyz`: the server can do its work: the database answers. How far duties are planned is told, too.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("health");

/// The server can do its work.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Ready {
    /// Always `ready`.
    #[schema(pattern = "^ready$")]
    status: &'static str,
    /// Number of the act up to which duties are planned; none while they are planned for the first time.
    planned_act: Option<i64>,
    /// Whether any of the ledger is signed. While it is not, the server works all the same, but that history was replaced could not be found:
    /// `shouwang ledger keys` on the server.
    ledger_signed: bool,
}

/// Whether the server can do its work; a balancer sends requests only while it can.
#[utoipa::path(get, path = "/readyz", operation_id = "getReadiness", tag = "health", responses((status = 200, description = "It can", body = Ready)))]
pub(crate) async fn handler(State(api): State<Api>) -> Answer<Json<Ready>> {
    let planned_act = api.service().check_ready().await?;
    let ledger_signed = api.service().is_ledger_signed().await?;
    Ok(Json(Ready { status: "ready", planned_act, ledger_signed }))
}
