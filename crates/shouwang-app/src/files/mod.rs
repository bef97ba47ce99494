//! Files that people bring: what each is by its content, whether a virus is in it, and how it is sealed before it is kept.
//!
//! `media` and `name` are pure; `scan` is the seam to a searcher for viruses and `clamd` the one that there is; `vault` seals and opens. Whose file
//! it is and who may have it is not decided here.

mod clamd;
mod media;
mod name;
mod scan;
mod vault;

pub use clamd::{Clamd, ClamdAddress};
pub use media::find_media;
pub use name::file_name;
pub use scan::{ScanFailed, Scanned, Scanner, Scanning};
pub use vault::Vault;
