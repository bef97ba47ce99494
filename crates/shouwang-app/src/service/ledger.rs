//! The ledger, for whoever audits: its entries, receipts, checkpoints, and whether it holds. Each look is itself an entry.

use shouwang_calendar::Words;
use shouwang_ledger::VerifierKey;
use shouwang_storage::ledger::{EntryQuery, EntryRow, Note, StoredCheckpoint};

use super::Service;
use crate::authority::operation;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::ledger::{KeyFolder, check_live, prove};
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
    /// What is wrong, a sentence each; empty when the ledger holds.
    pub findings: Vec<Words>,
    /// How many findings there are in all.
    pub findings_count: usize,
}

impl Service {
    /// A page of entries, newest first. The look itself is put on record.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_entries(&self, caller: &Caller, query: &EntryQuery, limit: u16, edge: &Edge<'_>) -> Result<Vec<EntryRow>, AppError> {
        self.note_look(caller, "ledger.read", None, edge).await?;
        Ok(self.store.list_entries(query, limit).await?)
    }

    /// One entry. The look itself is put on record.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn get_entry(&self, caller: &Caller, seq: u64, edge: &Edge<'_>) -> Result<EntryRow, AppError> {
        let entry = self.store.find_entry(seq).await?.ok_or_else(AppError::not_found)?;
        self.note_look(caller, "ledger.read", Some(format!("entry {seq}")), edge).await?;
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
        self.note_look(caller, "ledger.prove", Some(format!("entry {seq}")), edge).await?;
        Ok(receipt.to_string())
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
        self.note_look(caller, "ledger.verify", None, edge).await?;
        let report = check_live(&self.store, self.own_keys(), Vec::new()).await.map_err(|error| AppError::internal(error.0.en))?;
        let mut findings: Vec<Words> = report.ledger.findings.iter().map(|finding| Words::new(finding.zh(), finding.en())).collect();
        findings.extend(report.tables.iter().map(|finding| Words::new(finding.zh(), finding.en())));
        Ok(LedgerVerdict {
            entries: report.ledger.entries,
            erased: report.ledger.erased,
            versions: report.versions,
            checkpoints: report.ledger.checkpoints.len(),
            findings_count: report.ledger.findings_count + report.tables_count,
            findings,
        })
    }

    /// The keys that this installation signs with; none where it has not made any yet.
    fn own_keys(&self) -> Vec<VerifierKey> {
        KeyFolder::at(self.folders.data.join("keys")).load().map(|keys| keys.verifiers()).unwrap_or_default()
    }

    /// Who reads the ledger is read himself.
    async fn note_look(&self, caller: &Caller, id: &str, source: Option<String>, edge: &Edge<'_>) -> Result<(), AppError> {
        let Some(operation) = operation(id) else { return Err(AppError::internal("no such operation")) };
        let authority = self.authority();
        let grant = authority.allowed_by(&caller.grants, operation.id);
        let about = caller.about(operation, grant);
        self.queue.append_entry(Note { recorded_at: edge.now, about, source, on: Vec::new(), salt: edge.bytes() }).await?;
        Ok(())
    }
}

fn conflict(error: crate::ledger::LedgerError) -> AppError {
    AppError::new(ProblemCode::Conflict, error.0.zh, error.0.en)
}
