//! Why a database could not be copied.

use super::LedgerHead;
use crate::error::StorageError;

/// A copy that failed. Nothing of it is in the database that was to receive it.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Somebody's data is in the way.
    #[error("the database to copy into is not empty (table {table}: {row_count} rows); name an empty one")]
    NotEmpty {
        /// The first table with rows.
        table: String,
        /// How many it has.
        row_count: u64,
    },
    /// The stream ended early.
    #[error("what was to be copied broke off before its end; nothing was kept")]
    BrokenOff,
    /// The stream has something where something else belongs.
    #[error("what was to be copied is out of order ({what}); nothing was kept")]
    OutOfOrder {
        /// What does not fit.
        what: String,
    },
    /// A table has another number of rows than announced.
    #[error("table {table}: {expected} rows were expected, {found} are there")]
    CountDiffers {
        /// The table.
        table: String,
        /// Rows that were announced.
        expected: u64,
        /// Rows that are there.
        found: u64,
    },
    /// The ledger ends elsewhere.
    #[error(
        "the ledger has another head than announced: {} entries with root {} were expected, {} entries with root {} are there",
        .expected.size, .expected.sha256, .found.size, .found.sha256
    )]
    LedgerDiffers {
        /// The head that was announced.
        expected: LedgerHead,
        /// The head that is there.
        found: LedgerHead,
    },
    /// The copy's tables are not those of the database.
    #[error(
        "the copy's tables are at {found}, those of this program at {known}; use the version of the program that made it, or a newer one"
    )]
    OtherSchema {
        /// Number of the newest migration of the copy.
        found: i64,
        /// Number of the newest migration of this program.
        known: i64,
    },
}

impl CopyError {
    /// What is wrong and what to do, in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            CopyError::Storage(error) => error.zh(),
            CopyError::NotEmpty { table, row_count } => {
                format!("要写入的数据库不是空的（表 {table} 已有 {row_count} 行）；请另指一个空的数据库")
            }
            CopyError::BrokenOff => "要复制的内容没有到结尾就中断了；什么都没有保留".to_owned(),
            CopyError::OutOfOrder { what } => format!("要复制的内容次序不对（{what}）；什么都没有保留"),
            CopyError::CountDiffers { table, expected, found } => format!("表 {table}：应有 {expected} 行，实有 {found} 行"),
            CopyError::LedgerDiffers { expected, found } => format!(
                "账本的末端与所载不符：应为 {} 条、根 {}，实为 {} 条、根 {}",
                expected.size, expected.sha256, found.size, found.sha256
            ),
            CopyError::OtherSchema { found, known } => {
                format!("副本的表结构是 {found}，本程序的是 {known}；请使用制作它的版本或更新的版本")
            }
        }
    }
}

impl From<sqlx::Error> for CopyError {
    fn from(error: sqlx::Error) -> CopyError {
        CopyError::Storage(error.into())
    }
}
