//! `GET /api/v1/ledger/verification`: whether the ledger holds, and the rows that it covers.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::Both;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("ledger.verify").long();

/// Whether the ledger holds.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Verification {
    /// Whether nothing is wrong.
    holds: bool,
    /// Entries that were read.
    entries_count: u64,
    /// Entries whose private part was erased, which is not wrong.
    erased_count: u64,
    /// Versions of rows that were compared with the entries.
    versions_count: u64,
    /// Signed checkpoints that were compared.
    checkpoints_count: usize,
    /// Where there is no signed checkpoint: what could therefore not be found, and what to do. It is not wrong.
    unsigned: Option<Both>,
    /// What is wrong, the first thousands.
    findings: Vec<Both>,
    /// How many findings there are in all.
    findings_count: usize,
}

/// Verifies the whole ledger, and every row that it covers. The look itself becomes an entry.
#[utoipa::path(
    get, path = "/api/v1/ledger/verification", operation_id = "verifyLedger", tag = "ledger",
    responses((status = 200, description = "Whether it holds", body = Verification)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, who: LoggedIn) -> Answer<Json<Verification>> {
    let verdict = api.service().verify_ledger(&who.caller, &api.edge(&info)).await?;
    Ok(Json(Verification {
        holds: verdict.findings_count == 0,
        entries_count: verdict.entries,
        erased_count: verdict.erased,
        versions_count: verdict.versions,
        checkpoints_count: verdict.checkpoints,
        unsigned: verdict.unsigned.as_ref().map(Both::from),
        findings: verdict.findings.iter().map(Both::from).collect(),
        findings_count: verdict.findings_count,
    }))
}
