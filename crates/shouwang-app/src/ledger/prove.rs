//! Receipts: from the database, or from an exported file when there is none any more.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use shouwang_ledger::{ArchiveError, Receipt, prove_from_export};
use shouwang_storage::Store;

use super::error::LedgerError;

/// What proves one entry to anybody, offline. `disclose` adds who did it and why, if that was not erased.
///
/// # Errors
/// When there is no such entry, no signed checkpoint speaks of it yet, or the ledger or the database fails.
pub async fn prove(store: &Store, seq: u64, disclose: bool) -> Result<Receipt, LedgerError> {
    store.make_receipt(seq, disclose).await?.ok_or_else(|| {
        LedgerError::new(
            format!("还没有签名的检查点包含第 {seq} 条；请先运行 shouwang ledger checkpoint"),
            format!("no signed checkpoint speaks of entry {seq} yet; run shouwang ledger checkpoint first"),
        )
    })
}

/// The same from an exported file, which needs no database: of an archive, for instance.
///
/// # Errors
/// When the file cannot be read or was changed, does not hold the entry, or no checkpoint in it speaks of the entry.
pub fn prove_from_file(path: &Path, seq: u64, disclose: bool) -> Result<Receipt, LedgerError> {
    let file = BufReader::with_capacity(1 << 17, File::open(path).map_err(LedgerError::file(path))?);
    prove_from_export(file, seq, disclose).map_err(|error| {
        let shown = path.display();
        match error {
            ArchiveError::Export(error) => LedgerError::content(path)(error),
            ArchiveError::NoSuchEntry(_) => LedgerError::new(
                format!("{shown} 里没有第 {seq} 条"),
                format!("{shown} holds no entry {seq}"),
            ),
            ArchiveError::NoCheckpoint(_) => LedgerError::new(
                format!("{shown} 里没有包含第 {seq} 条的检查点；请换用签发检查点之后导出的文件"),
                format!("no checkpoint in {shown} speaks of entry {seq}; use a file that was exported after a checkpoint was signed"),
            ),
            ArchiveError::Differs(size) => LedgerError::new(
                format!("{shown} 的条目与其 {size} 条的检查点不符，不出具收据；请运行 shouwang ledger verify {shown} 查明"),
                format!("the entries of {shown} are not those of its checkpoint over {size} entries, and no receipt is made; run shouwang ledger verify {shown}"),
            ),
        }
    })
}
