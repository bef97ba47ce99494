//! Receipts.

use shouwang_ledger::Receipt;
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
