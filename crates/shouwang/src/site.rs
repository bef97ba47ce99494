//! The pages of the product, as they were built into `web/dist` before this program was.

use rust_embed::RustEmbed;
use shouwang_api::SiteFile;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Files;

/// A file of the pages; none of them when the program was built without.
pub(crate) fn find(name: &str) -> Option<SiteFile> {
    let file = Files::get(name)?;
    Some(SiteFile { sha256: file.metadata.sha256_hash(), content: file.data })
}
