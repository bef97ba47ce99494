//! Claiming jobs, and saying how they ended.
//!
//! Every statement on a claimed job names the claim: the server and the number of the attempt. So a server that lost a job and does not know
//! it yet can neither end nor extend what another one is at.

use jiff::Timestamp;

use super::{COLUMNS, Job, TABLE, decode_job, moment, text};
use crate::database::{Cell, Database, Tx};
use crate::error::StorageError;
use crate::ledger::{Note, Tail};
use crate::sql::{Sql, placeholders};
use crate::store::Store;

/// Characters of an error that are kept.
const ERROR_CHARS_MAX: usize = 4_000;

/// What names a claim on a job.
const CLAIM: &str = "id = ? AND state = 'running' AND claimed_by = ? AND attempts = ?";

impl Database {
    /// Begins to write what has no order among writers: on a server beside the writers of the registers, in a file after them.
    pub(crate) async fn begin_queue(&self) -> Result<Tx, StorageError> {
        match self {
            Database::Sqlite { .. } => self.begin_write().await,
            Database::Postgres(pool) => Ok(Tx::Postgres(pool.begin().await?)),
        }
    }

    /// What ends a query for rows to claim, so that two claimers do not wait for each other: a file has one writer anyway.
    fn claim_tail(&self) -> &'static str {
        match self {
            Database::Sqlite { .. } => "",
            Database::Postgres(_) => " FOR UPDATE SKIP LOCKED",
        }
    }
}

impl Store {
    /// Claims one job of these kinds until a moment: one that its server let go, otherwise the one that is longest due. `None` when there is
    /// nothing to do.
    ///
    /// # Errors
    /// When the database fails or the job in it is damaged.
    pub async fn claim_job(&self, kinds: &[&str], holder: &str, now: Timestamp, until: Timestamp) -> Result<Option<Job>, StorageError> {
        if kinds.is_empty() {
            return Ok(None);
        }
        let kind = format!("kind IN {}", placeholders(kinds.len()));
        // Two queries with an index each, not one with OR: of many that wait, only the first is looked at.
        for (due, order) in
            [("state = 'running' AND claimed_until <= ?", "claimed_until"), ("state = 'waiting' AND due_at <= ?", "due_at, id")]
        {
            let select = format!("SELECT id FROM {TABLE} WHERE {due} AND {kind} ORDER BY {order} LIMIT 1");
            let due_cells: Vec<_> = std::iter::once(moment(now)).chain(kinds.iter().map(|kind| text(kind))).collect();
            // A look without a lock first: to find nothing must not make writers wait.
            let found = self
                .database
                .begin_read()
                .await?
                .fetch(&Sql::kept(select.as_str()), due_cells.clone(), |found| Ok(found.whole(0)?))
                .await?;
            if found.is_empty() {
                continue;
            }
            let claim = Sql::kept(format!(
                "WITH next AS ({select}{}) UPDATE {TABLE} SET state = 'running', claimed_by = ?, claimed_until = ?, attempts = attempts + 1 \
                 WHERE id IN (SELECT id FROM next) RETURNING {COLUMNS}",
                self.database.claim_tail()
            ));
            let cells = due_cells.into_iter().chain([text(holder), moment(until)]).collect();
            let mut tx = self.database.begin_queue().await?;
            let claimed = tx.fetch(&claim, cells, decode_job).await?;
            tx.commit().await?;
            if let Some(job) = claimed.into_iter().next() {
                return Ok(Some(job));
            }
        }
        Ok(None)
    }

    /// Keeps a claimed job until a later moment. `false`: another server has it meanwhile, and the work must stop.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn extend_job(&self, job: &Job, until: Timestamp) -> Result<bool, StorageError> {
        self.end_claim(job, "claimed_until = ?", vec![moment(until)]).await
    }

    /// Says that a claimed job is done. `false`: another server has it meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish_job(&self, job: &Job, now: Timestamp) -> Result<bool, StorageError> {
        self.end_claim(job, "state = 'done', done_at = ?, last_error = NULL", vec![moment(now)]).await
    }

    /// Lets a claimed job wait for its next attempt. Where another of its kind and name waits already, that one takes its place.
    /// `false`: another server has it meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn retry_job(&self, job: &Job, due_at: Timestamp, error: &str, now: Timestamp) -> Result<bool, StorageError> {
        let error = kept_error(error);
        self.put_back(job, "due_at = ?", moment(due_at), Some(&error), now).await
    }

    /// Gives a claimed job back as if it had not been begun, so that another server takes it at once. Where another of its kind and name waits
    /// already, that one takes its place. `false`: another server has it meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release_job(&self, job: &Job, now: Timestamp) -> Result<bool, StorageError> {
        self.put_back(job, "attempts = attempts - 1, due_at = ?", moment(now), job.last_error.as_deref(), now).await
    }

    async fn put_back(&self, job: &Job, change: &str, due_at: Cell<'_>, error: Option<&str>, now: Timestamp) -> Result<bool, StorageError> {
        let error = Cell::Text(error.map(Into::into));
        let mut tx = self.database.begin_queue().await?;
        let cells = vec![moment(now), error.clone()].into_iter().chain(claim_cells(job)).collect();
        let superseded = tx.execute(&superseding(CLAIM), cells).await?;
        let sql = Sql::kept(format!("UPDATE {TABLE} SET state = 'waiting', {change}, last_error = ? WHERE {CLAIM}"));
        let cells = vec![due_at, error].into_iter().chain(claim_cells(job)).collect();
        let changed = superseded + tx.execute(&sql, cells).await?;
        tx.commit().await?;
        Ok(changed == 1)
    }

    /// Gives up a claimed job until somebody has looked at it. `false`: another server has it meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fail_job(&self, job: &Job, error: &str) -> Result<bool, StorageError> {
        self.end_claim(job, "state = 'failed', last_error = ?", vec![text(&kept_error(error))]).await
    }

    /// Lets a failed job be tried again from now on, as if for the first time, and puts on record who wanted that. Where another of its kind and
    /// name waits already, that one takes its place. `false`: there is no failed job of this number, and nothing is on record.
    ///
    /// # Errors
    /// When the ledger is damaged or the database fails.
    pub async fn repeat_job(&self, id: i64, note: &Note) -> Result<bool, StorageError> {
        const FAILED: &str = "id = ? AND state = 'failed'";
        let find = Sql::kept(format!("SELECT last_error FROM {TABLE} WHERE {FAILED}"));
        let now = note.recorded_at;
        let mut tx = self.database.begin_write().await?;
        let number = Cell::Whole(Some(id));
        let errors = tx.fetch(&find, vec![number.clone()], |found| Ok(found.text(0)?.map(str::to_owned))).await?;
        let Some(error) = errors.into_iter().next() else { return Ok(false) };
        let cells = vec![moment(now), Cell::Text(error.map(Into::into)), number.clone()];
        let superseded = tx.execute(&superseding(FAILED), cells).await?;
        let sql = Sql::kept(format!("UPDATE {TABLE} SET state = 'waiting', due_at = ?, attempts = 0 WHERE {FAILED}"));
        let changed = superseded + tx.execute(&sql, vec![moment(now), number]).await?;
        if changed != 1 {
            return Ok(false);
        }
        let mut tail = Tail::load(&mut tx).await?;
        note.push(&mut tail);
        tail.flush(&mut tx).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn end_claim(&self, job: &Job, change: &str, cells: Vec<Cell<'_>>) -> Result<bool, StorageError> {
        let sql = Sql::kept(format!("UPDATE {TABLE} SET {change} WHERE {CLAIM}"));
        let mut tx = self.database.begin_queue().await?;
        let changed = tx.execute(&sql, cells.into_iter().chain(claim_cells(job)).collect()).await?;
        tx.commit().await?;
        Ok(changed == 1)
    }
}

/// Marks what would have to wait beside another of its kind and name as done: the other does it.
fn superseding(which: &str) -> Sql {
    Sql::kept(format!(
        "UPDATE {TABLE} SET state = 'done', done_at = ?, last_error = ? WHERE {which} AND EXISTS (SELECT 1 FROM {TABLE} AS other \
         WHERE other.kind = {TABLE}.kind AND other.unique_key = {TABLE}.unique_key AND other.state = 'waiting')"
    ))
}

fn claim_cells(job: &Job) -> [Cell<'_>; 3] {
    [Cell::Whole(Some(job.id)), Cell::Text(job.claimed_by.as_deref().map(Into::into)), Cell::Whole(Some(i64::from(job.attempts)))]
}

/// An error as it is kept: PostgreSQL keeps no U+0000, and nobody reads a megabyte.
fn kept_error(error: &str) -> String {
    error.chars().take(ERROR_CHARS_MAX).map(|char| if char == '\0' { '\u{fffd}' } else { char }).collect()
}
