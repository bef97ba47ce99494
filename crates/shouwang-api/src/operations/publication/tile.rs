//! `GET /ledger/tile/{tile}`: hashes of the tree under SHA-256, for everybody.

use axum::extract::State;
use shouwang_app::service::Tree;

use super::view::{Published, tile};
use crate::extract::Path;
use crate::operation::{BYTES, Operation};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("ledger.published").gives(&[BYTES]);

/// A tile of the tree under SHA-256, as C2SP tlog-tiles has it: up to 256 hashes of 32 bytes of one level.
#[utoipa::path(
    get, path = "/ledger/tile/{*tile}", operation_id = "getTile", tag = "publication",
    params(("tile" = String, Path, description = "Level and number of the tile, with its width unless it is full", example = "0/x001/234.p/17")),
    responses((status = 200, description = "The hashes, one after the other", body = Vec<u8>, content_type = "application/octet-stream")),
)]
pub(crate) async fn handler(State(api): State<Api>, Path(path): Path<String>) -> Answer<Published<Vec<u8>>> {
    tile(&api, Tree::Sha256, &path).await
}
