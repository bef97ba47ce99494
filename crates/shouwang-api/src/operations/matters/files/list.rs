//! `GET /api/v1/matters/{number}/files`: the files of a matter.

use axum::Json;
use axum::extract::State;

use super::view::MatterFiles;
use crate::extract::{Path, Query};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.read");

/// The files of a matter, and whether the caller may add and take away any.
#[utoipa::path(
    get, path = "/api/v1/matters/{number}/files", operation_id = "listMatterFiles", tag = "matters",
    params(("number" = String, Path, description = "Number of the matter"), ListedQuery),
    responses((status = 200, description = "The files", body = MatterFiles)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(number): Path<String>,
    Query(query): Query<ListedQuery>,
) -> Answer<Json<MatterFiles>> {
    let files = MatterFiles::from(api.service().matter_files(&who.caller, &number, &api.edge(&info)).await?);
    Ok(Json(files.page(&query)?))
}
