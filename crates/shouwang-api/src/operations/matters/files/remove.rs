//! `DELETE /api/v1/matters/{number}/files/{file}`: a file is taken away.

use axum::extract::State;
use axum::http::StatusCode;
use shouwang_app::problem::ProblemCode;

use crate::extract::{IfMatch, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Versions};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.detach").versions(Versions::Matched).fails(&[ProblemCode::Conflict]);

/// Takes a file away from a matter that is being filled in. That it was there stays on record; its bytes do not stay.
#[utoipa::path(
    delete, path = "/api/v1/matters/{number}/files/{file}", operation_id = "removeMatterFile", tag = "matters",
    params(("number" = String, Path, description = "Number of the matter"), ("file" = String, Path, description = "The file, as the list has it")),
    responses((status = 204, description = "It is gone")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path((number, file)): Path<(String, String)>,
    IfMatch(version): IfMatch,
) -> Answer<StatusCode> {
    api.service().remove_matter_file(&who.caller, &number, (&file, version), &api.edge(&info)).await?;
    Ok(StatusCode::NO_CONTENT)
}
