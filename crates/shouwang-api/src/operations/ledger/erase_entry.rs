//! `POST /api/v1/ledger/entries/{entry}/erasure`: what names persons is erased from an entry.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use shouwang_app::problem::ProblemCode;
use utoipa::ToSchema;

use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes};
use crate::operations::admin::view::needed_reason;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("ledger.erase").takes(Takes::Json).keyed().fails(&[ProblemCode::Conflict]);

/// Why personal data is erased.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErasureBody {
    /// Why; it stands in the ledger and is never erased.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// That personal data was erased.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Erasure {
    /// The entry that it was erased from.
    erased: u64,
    /// The entry of the erasure itself.
    entry: u64,
}

/// Erases who did it, from where, on what and why from an entry. The entry stays and the ledger still verifies; the erasure is an entry of its
/// own. Nobody erases what he did himself. Backups and exports that were made before still hold it.
#[utoipa::path(
    post, path = "/api/v1/ledger/entries/{entry}/erasure", operation_id = "eraseEntry", tag = "ledger", request_body = ErasureBody,
    params(("entry" = u64, Path, description = "Its number")), responses((status = 201, description = "It is erased", body = Erasure)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(erased): Path<u64>,
    JsonBody(body): JsonBody<ErasureBody>,
) -> Answer<(StatusCode, Json<Erasure>)> {
    let reason = needed_reason(body.reason)?;
    let entry = api.service().erase_entry(&who.caller, erased, reason, &api.edge(&info)).await?;
    Ok((StatusCode::CREATED, Json(Erasure { erased, entry })))
}
