//! The seam to whatever searches files for viruses.

use std::future::Future;
use std::pin::Pin;

/// What a search said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// Nothing was found.
    Clean,
    /// This was found.
    Infected(String),
}

/// A search that came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ScanFailed(pub String);

/// A search under way.
pub type Scanning<'a> = Pin<Box<dyn Future<Output = Result<Scanned, ScanFailed>> + Send + 'a>>;

/// Searches files for viruses.
pub trait Scanner: std::fmt::Debug + Send + Sync {
    /// Searches one file.
    fn scan<'a>(&'a self, bytes: &'a [u8]) -> Scanning<'a>;
}
