//! Why something could not be done with the ledger.

use std::io;
use std::path::Path;

use shouwang_calendar::Words;
use shouwang_ledger::Told;
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

    /// A file that does not hold what it should.
    pub(super) fn content<E: Told>(path: &Path) -> impl Fn(E) -> LedgerError {
        move |error| LedgerError::unfit(path, &Words::new(error.zh(), error.to_string()))
    }

    /// The same, where the reason is there in words.
    pub(super) fn unfit(path: &Path, why: &Words) -> LedgerError {
        let path = path.display();
        LedgerError::new(format!("{path} 不能用：{}", why.zh), format!("{path} cannot be used: {}", why.en))
    }
}

impl From<StorageError> for LedgerError {
    fn from(error: StorageError) -> LedgerError {
        LedgerError::new(error.zh(), error.to_string())
    }
}
