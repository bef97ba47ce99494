//! Why something could not be done with the ledger.

use std::fmt::Display;
use std::io;
use std::path::Path;

use shouwang_calendar::Words;
use shouwang_storage::StorageError;

/// Something that could not be done: what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerError(pub Words);

impl LedgerError {
    pub(super) fn new(zh: impl Into<String>, en: impl Into<String>) -> LedgerError {
        LedgerError(Words::new(zh, en))
    }

    /// A file that cannot be read or written.
    pub(super) fn file(path: &Path) -> impl Fn(io::Error) -> LedgerError {
        move |error| {
            let path = path.display();
            LedgerError::new(format!("{path}：{error}。请核对路径和权限"), format!("{path}: {error}; check the path and the permissions"))
        }
    }

    /// A file that does not hold what it should; the reason comes from the ledger's own crate, which speaks English.
    pub(super) fn content<E: Display>(path: &Path) -> impl Fn(E) -> LedgerError {
        move |error| {
            let path = path.display();
            LedgerError::new(format!("{path} 不能用：{error}"), format!("{path} cannot be used: {error}"))
        }
    }
}

impl From<StorageError> for LedgerError {
    fn from(error: StorageError) -> LedgerError {
        LedgerError::new(error.zh(), error.to_string())
    }
}
