//! How what is published is answered: with a form, and for how long anybody may keep it.

use axum::http::{HeaderName, header};
use shouwang_app::problem::AppError;
use shouwang_app::service::Tree;

use crate::operation::{BYTES, TEXT_UTF8};
use crate::problem::Answer;
use crate::state::Api;

/// A full tile never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A narrower one does not either, but is soon asked for no more.
const FOR_AN_HOUR: &str = "public, max-age=3600";
/// What goes on: the newest head, and keys that a new one may join.
const FOR_A_WHILE: &str = "public, max-age=30";

/// An answer with its form and how long it may be kept.
pub(super) type Published<T> = ([(HeaderName, &'static str); 2], T);

/// Refuses where the operator has switched publication off: as if nothing were there.
pub(super) fn check_published(api: &Api) -> Result<(), AppError> {
    if api.settings().publish_ledger { Ok(()) } else { Err(AppError::not_found()) }
}

/// A text that goes on.
pub(super) fn text(text: String) -> Published<String> {
    ([(header::CONTENT_TYPE, TEXT_UTF8), (header::CACHE_CONTROL, FOR_A_WHILE)], text)
}

/// A tile of one of the trees.
pub(super) async fn tile(api: &Api, tree: Tree, path: &str) -> Answer<Published<Vec<u8>>> {
    check_published(api)?;
    let tile = api.service().published_tile(tree, path).await?;
    let kept = if tile.is_full { FOR_EVER } else { FOR_AN_HOUR };
    Ok(([(header::CONTENT_TYPE, BYTES), (header::CACHE_CONTROL, kept)], tile.bytes))
}
