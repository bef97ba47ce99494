//! `GET /api/v1/matters/{number}/files/{file}`: the bytes of a file.

use axum::extract::State;
use axum::response::Response;

use crate::extract::Path;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{BYTES, Operation};
use crate::operations::matters::download::attachment;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.file").gives(&[BYTES]).long();

/// The bytes of a file of a matter, to be saved. No browser shows it as part of these pages. That it was taken is put on record.
#[utoipa::path(
    get, path = "/api/v1/matters/{number}/files/{file}", operation_id = "takeMatterFile", tag = "matters",
    params(("number" = String, Path, description = "Number of the matter"), ("file" = String, Path, description = "The file, as the list has it")),
    responses((status = 200, description = "The file", body = Vec<u8>, content_type = "application/octet-stream")),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path((number, file)): Path<(String, String)>,
) -> Answer<Response> {
    let (view, bytes) = api.service().take_matter_file(&who.caller, &number, &file, &api.edge(&info)).await?;
    attachment(&view.file.name, BYTES, bytes)
}
