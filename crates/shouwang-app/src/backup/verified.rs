//! The ledger of a database that was just filled, against its rows.

use shouwang_calendar::Words;
use shouwang_ledger::{Options, VerifierKey};
use shouwang_storage::Store;
use shouwang_storage::copy::Contents;

use super::error::BackupError;

/// Findings that a message tells.
const TOLD_MAX: usize = 3;

/// Verifies the ledger by these keys and checkpoints; up to where it is proven by signature. What does not bear it out is taken out of the database
/// again.
pub(super) async fn verify(store: &Store, copied: &Contents, keys: Vec<VerifierKey>, checkpoints: Vec<String>) -> Result<u64, BackupError> {
    let must_be_signed = !keys.is_empty() && copied.ledger.size > 0;
    let report = store.verify_live(Options { keys, checkpoints, ..Options::default() }).await?;
    if report.is_whole() {
        let proven = report.ledger.proven();
        if must_be_signed && proven == 0 {
            store.discard_copy(copied).await?;
            return Err(BackupError::Unsigned);
        }
        return Ok(proven);
    }
    let in_ledger = report.ledger.findings.iter().map(|finding| Words::new(finding.zh(), finding.en()));
    let in_tables = report.tables.iter().map(|finding| Words::new(finding.zh(), finding.en()));
    let told: Vec<_> = in_ledger.chain(in_tables).take(TOLD_MAX).collect();
    let (zh, en): (Vec<_>, Vec<_>) = told.into_iter().map(|words| (words.zh, words.en)).unzip();
    let count = report.ledger.findings_count + report.tables_count;
    store.discard_copy(copied).await?;
    Err(BackupError::Ledger(Words::new(format!("{}（共 {count} 处）", zh.join("；")), format!("{} ({count} in all)", en.join("; ")))))
}
