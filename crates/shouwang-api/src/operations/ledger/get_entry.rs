//! `GET /api/v1/ledger/entries/{entry}`: one entry.

use axum::Json;
use axum::extract::State;

use super::list_entries::EntryView;
use crate::extract::Path;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("ledger.read");

/// One entry. The look itself becomes an entry.
#[utoipa::path(
    get, path = "/api/v1/ledger/entries/{entry}", operation_id = "getEntry", tag = "ledger",
    params(("entry" = u64, Path, description = "Its number")), responses((status = 200, description = "The entry", body = EntryView)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, who: LoggedIn, Path(seq): Path<u64>) -> Answer<Json<EntryView>> {
    Ok(Json(api.service().get_entry(&who.caller, seq, &api.edge(&info)).await?.into()))
}
