//! The ledger, for whoever audits: its entries, receipts, checkpoints, and whether it holds; and erasing from it what names persons. Each look is
//! itself an entry.

use shouwang_calendar::Words;
use shouwang_storage::ledger::{ERASE_OPERATION, EntryQuery, EntryRow, StoredCheckpoint};

use super::Service;
use super::exports::Exported;
use crate::admin::is_own_account;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::ledger::{check_live, export, prove, unsigned_words};
use crate::problem::{AppError, ProblemCode};

/// What verifying a live ledger found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerVerdict {
    /// Entries that were read.
    pub entries: u64,
    /// Entries whose private payload was erased.
    pub erased: u64,
    /// Versions of rows that were compared with the entries.
    pub versions: u64,
    /// Checkpoints that were compared.
    pub checkpoints: usize,
    /// That nothing is signed, and what to do; it is not wrong, but what it means has to be known.
    pub unsigned: Option<Words>,
    /// What is wrong, a sentence each; empty when the ledger holds.
    pub findings: Vec<Words>,
    /// How many findings there are in all.
    pub findings_count: usize,
}

impl Service {
    /// A page of entries. The look itself is put on record.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_entries(&self, caller: &Caller, query: &EntryQuery, limit: u16, edge: &Edge<'_>) -> Result<Vec<EntryRow>, AppError> {
        self.put_note(caller, "ledger.read", None, edge).await?;
        Ok(self.store.list_entries(query, limit).await?)
    }

    /// One entry. The look itself is put on record.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn get_entry(&self, caller: &Caller, seq: u64, edge: &Edge<'_>) -> Result<EntryRow, AppError> {
        let entry = self.store.find_entry(seq).await?.ok_or_else(AppError::not_found)?;
        self.put_note(caller, "ledger.read", Some(format!("entry {seq}")), edge).await?;
        Ok(entry)
    }

    /// A receipt that proves an entry to anybody, offline.
    ///
    /// # Errors
    /// When there is no such entry, no signed checkpoint speaks of it yet, or the database fails.
    pub async fn prove_entry(&self, caller: &Caller, seq: u64, disclose: bool, edge: &Edge<'_>) -> Result<String, AppError> {
        if self.store.find_entry(seq).await?.is_none() {
            return Err(AppError::not_found());
        }
        let receipt = prove(&self.store, seq, disclose).await.map_err(conflict)?;
        self.put_note(caller, "ledger.prove", Some(format!("entry {seq}")), edge).await?;
        Ok(receipt.to_string())
    }

    /// The whole ledger as a file. Without `disclose`, it says of no entry who did it and why.
    ///
    /// # Errors
    /// When the file cannot be written, or the ledger or the database fails.
    pub async fn export_ledger(&self, caller: &Caller, disclose: bool, edge: &Edge<'_>) -> Result<Exported, AppError> {
        let _turn = self.whole.turn().await?;
        let folder = tempfile::tempdir().map_err(AppError::internal)?;
        let path = folder.path().join("ledger.jsonl");
        let exported = export(&self.store, &path, disclose).await.map_err(|error| AppError::internal(error.0.en))?;
        let what = if disclose { "with" } else { "without" };
        let source = format!("{} entries, {what} private payloads", exported.size);
        self.put_note(caller, "ledger.export", Some(source), edge).await?;
        Ok(Exported::new(path, folder))
    }

    /// The newest signed checkpoint.
    ///
    /// # Errors
    /// When there is none yet, or the database fails.
    pub async fn latest_checkpoint(&self) -> Result<StoredCheckpoint, AppError> {
        self.store.latest_checkpoint().await?.ok_or_else(AppError::not_found)
    }

    /// Verifies the whole ledger and the rows that it covers.
    ///
    /// # Errors
    /// When the database fails. What is wrong with the ledger is in the answer.
    pub async fn verify_ledger(&self, caller: &Caller, edge: &Edge<'_>) -> Result<LedgerVerdict, AppError> {
        let _turn = self.whole.turn().await?;
        self.put_note(caller, "ledger.verify", None, edge).await?;
        let report = check_live(&self.store, self.own_keys().to_vec(), Vec::new()).await.map_err(|error| AppError::internal(error.0.en))?;
        let mut findings: Vec<Words> = report.ledger.findings.iter().map(|finding| Words::new(finding.zh(), finding.en())).collect();
        findings.extend(report.tables.iter().map(|finding| Words::new(finding.zh(), finding.en())));
        Ok(LedgerVerdict {
            entries: report.ledger.entries,
            erased: report.ledger.erased,
            versions: report.versions,
            checkpoints: report.ledger.checkpoints.len(),
            unsigned: unsigned_words(&report.ledger),
            findings_count: report.ledger.findings_count + report.tables_count,
            findings,
        })
    }

    /// Erases what names persons from an entry: who did it, from where, on what, why. The entry stays and still verifies; the erasure is an
    /// entry of its own, whose number is answered.
    ///
    /// # Errors
    /// When there is no such entry, it was erased before, it is an erasure itself, the caller did himself what it speaks of, or the
    /// database fails.
    pub async fn erase_entry(&self, caller: &Caller, seq: u64, reason: String, edge: &Edge<'_>) -> Result<u64, AppError> {
        let entry = self.store.find_entry(seq).await?.ok_or_else(AppError::not_found)?;
        if let Some(actor) = &entry.actor
            && is_own_account(&self.store, caller, actor).await? == Some(true)
        {
            return Err(AppError::new(
                ProblemCode::Forbidden,
                "不得擦除自己所为的记录；请由另一位安全管理员办理",
                "Nobody erases the record of what he did himself; ask another security administrator",
            ));
        }
        let mut note = self.note(caller, ERASE_OPERATION, None, edge)?;
        note.about.reason = Some(reason);
        self.store.erase_private(seq, &note).await?.ok_or_else(|| {
            AppError::new(ProblemCode::Conflict, "这一条的个人信息早已擦除", "The personal data of this entry was erased before")
        })
    }
}

fn conflict(error: crate::ledger::LedgerError) -> AppError {
    AppError::new(ProblemCode::Conflict, error.0.zh, error.0.en)
}
