//! `GET /api/v1/ledger/entries/{entry}/receipt`: what proves one entry to anybody, offline.

use axum::extract::State;
use axum::http::{HeaderName, header};
use serde::Deserialize;
use shouwang_app::problem::ProblemCode;
use utoipa::IntoParams;

use crate::extract::{Path, Query};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, TEXT, TEXT_UTF8};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("ledger.prove").gives(&[TEXT]).fails(&[ProblemCode::Conflict]);

/// How much the receipt tells.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReceiptQuery {
    /// Whether it tells who did it and why, too.
    #[serde(default)]
    #[param(required = false)]
    disclose: bool,
}

/// A receipt that `shouwang ledger verify` accepts, with no database at all.
#[utoipa::path(
    get, path = "/api/v1/ledger/entries/{entry}/receipt", operation_id = "getReceipt", tag = "ledger",
    params(("entry" = u64, Path, description = "Its number"), ReceiptQuery),
    responses((status = 200, description = "The receipt", body = String, content_type = "text/plain")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(seq): Path<u64>,
    Query(query): Query<ReceiptQuery>,
) -> Answer<([(HeaderName, &'static str); 1], String)> {
    let receipt = api.service().prove_entry(&who.caller, seq, query.disclose, &api.edge(&info)).await?;
    Ok(([(header::CONTENT_TYPE, TEXT_UTF8)], receipt))
}
