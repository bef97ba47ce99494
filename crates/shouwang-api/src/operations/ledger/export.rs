//! `GET /api/v1/ledger/export`: the whole ledger as a file that anybody can verify, and that archives keep.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{LINES, Operation};
use crate::operations::exports::view::send;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("ledger.export").gives(&[LINES]).long();

/// How much the file tells.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct LedgerExportQuery {
    /// Whether it tells who did what and why, too. Such a file holds personal data, which no later erasure reaches.
    #[serde(default)]
    #[param(required = false)]
    disclose: bool,
}

/// The ledger in the form of `shouwang ledger export`: `shouwang ledger verify` and `shouwang ledger prove --file` need nothing else. That it was taken
/// is an entry, behind the last one of the file.
#[utoipa::path(
    get, path = "/api/v1/ledger/export", operation_id = "exportLedger", tag = "ledger", params(LedgerExportQuery),
    responses((status = 200, description = "The file, a JSON object a line", body = String, content_type = "application/x-ndjson")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Query(query): Query<LedgerExportQuery>,
) -> Answer<Response> {
    send(api.service().export_ledger(&who.caller, query.disclose, &api.edge(&info)).await?, LINES).await
}
