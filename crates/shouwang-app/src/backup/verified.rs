//! The ledger of a database that was just filled, against its rows.

use shouwang_calendar::Words;
use shouwang_ledger::Options;
use shouwang_storage::Store;
use shouwang_storage::copy::Contents;

use super::error::BackupError;

/// Findings that a message tells.
const TOLD_MAX: usize = 3;

/// Verifies the ledger. What does not bear it out is taken out of the database again.
pub(super) async fn verify(store: &Store, copied: &Contents) -> Result<(), BackupError> {
    let report = store.verify_live(Options::default()).await?;
    if report.is_whole() {
        return Ok(());
    }
    let in_ledger = report.ledger.findings.iter().map(|finding| Words::new(finding.zh(), finding.en()));
    let in_tables = report.tables.iter().map(|finding| Words::new(finding.zh(), finding.en()));
    let told: Vec<_> = in_ledger.chain(in_tables).take(TOLD_MAX).collect();
    let (zh, en): (Vec<_>, Vec<_>) = told.into_iter().map(|words| (words.zh, words.en)).unzip();
    let count = report.ledger.findings_count + report.tables_count;
    store.discard_copy(copied).await?;
    Err(BackupError::Ledger(Words::new(format!("{}（共 {count} 处）", zh.join("；")), format!("{} ({count} in all)", en.join("; ")))))
}
