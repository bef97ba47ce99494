//! The queue of work: jobs that requests and schedules leave behind, claimed safely by several servers.
//!
//! A server claims a job for a while (`claim.rs`), extends the while as long as it works, and says how it ended. A server that dies lets the
//! while run out, and another one claims the job again; so a handler may be run twice and must not mind. Moments are handed in; servers
//! that share a database keep their clocks within a few seconds of each other. This module must not know what any job is about.

mod claim;
mod list;

use jiff::Timestamp;

pub use list::{JobOrder, JobPage, JobQuery};

use crate::codec::micros;
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::sql::{BATCH_ROWS, Batched, Sql, placeholders};
use crate::store::Store;
use crate::write::NewJob;

const TABLE: &str = "job";
const COLUMNS: &str = "id, kind, payload, unique_key, state, due_at, attempts, claimed_by, claimed_until, last_error, created_at, done_at";

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JobState {
    /// Not begun, or to be begun again.
    Waiting,
    /// A server is at it.
    Running,
    /// Done, or no longer needed.
    Done,
    /// Given up after too many attempts; somebody should look.
    Failed,
}

impl JobState {
    /// All states, in order.
    pub const ALL: [JobState; 4] = [JobState::Waiting, JobState::Running, JobState::Done, JobState::Failed];

    /// Identifier, as the database and JSON have it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            JobState::Waiting => "waiting",
            JobState::Running => "running",
            JobState::Done => "done",
            JobState::Failed => "failed",
        }
    }
}

/// One piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Number, in the order of insertion; there may be gaps.
    pub id: i64,
    /// What kind of work.
    pub kind: String,
    /// What it is about, in JSON.
    pub payload: String,
    /// While a job of this kind and name waits, no second one is added.
    pub unique: Option<String>,
    /// Where it stands.
    pub state: JobState,
    /// Not before this moment.
    pub due_at: Timestamp,
    /// How often it was begun.
    pub attempts: u32,
    /// The server that is at it, or was last.
    pub claimed_by: Option<String>,
    /// Until when that server has it.
    pub claimed_until: Option<Timestamp>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was done.
    pub done_at: Option<Timestamp>,
}

impl Store {
    /// Adds jobs; how many. Those of a kind and name that waits already are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enqueue(&self, jobs: &[NewJob], now: Timestamp) -> Result<u64, StorageError> {
        let mut tx = self.database.begin_queue().await?;
        let added = insert_jobs(&mut tx, jobs, now).await?;
        tx.commit().await?;
        Ok(added)
    }

    /// Adds a job, unless there ever was one of its kind and name that is still on record. `false`: there was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enqueue_once(&self, job: &NewJob, now: Timestamp) -> Result<bool, StorageError> {
        let sql = Sql::kept(format!("SELECT 1 FROM {TABLE} WHERE kind = ? AND unique_key = ? LIMIT 1"));
        let cells = vec![text(&job.kind), Cell::Text(job.unique.as_deref().map(Into::into))];
        // A look without a lock first. Two servers that find nothing at once add one job: the second finds the first one waiting.
        if !self.database.begin_read().await?.fetch(&sql, cells, |_| Ok(())).await?.is_empty() {
            return Ok(false);
        }
        Ok(self.enqueue(std::slice::from_ref(job), now).await? == 1)
    }

    /// Adds a job with a name; the job. Where one of its kind and name waits already, that one.
    ///
    /// # Errors
    /// When the database fails or the job in it is damaged.
    pub async fn enqueue_named(&self, job: &NewJob, now: Timestamp) -> Result<Job, StorageError> {
        let sql = Sql::kept(format!("SELECT {COLUMNS} FROM {TABLE} WHERE kind = ? AND unique_key = ? AND state = 'waiting'"));
        let cells = vec![text(&job.kind), Cell::Text(job.unique.as_deref().map(Into::into))];
        let mut tx = self.database.begin_queue().await?;
        insert_jobs(&mut tx, std::slice::from_ref(job), now).await?;
        let found = tx.fetch(&sql, cells, decode_job).await?;
        tx.commit().await?;
        // Nobody else can have claimed it before this transaction has ended.
        found.into_iter().next().ok_or(StorageError::CountMismatch { table: TABLE, expected: 1, found: 0 })
    }

    /// One job.
    ///
    /// # Errors
    /// When the database fails or the job in it is damaged.
    pub async fn find_job(&self, id: i64) -> Result<Option<Job>, StorageError> {
        let sql = Sql::kept(format!("SELECT {COLUMNS} FROM {TABLE} WHERE id = ?"));
        let found = self.database.begin_read().await?.fetch(&sql, vec![Cell::Whole(Some(id))], decode_job).await?;
        Ok(found.into_iter().next())
    }

    /// How many jobs stand in each state, by kind.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_jobs(&self) -> Result<Vec<(String, JobState, i64)>, StorageError> {
        let sql = Sql::kept(format!("SELECT kind, state, COUNT(*) FROM {TABLE} GROUP BY kind, state ORDER BY kind, state"));
        let decode = |found: Found<'_>| {
            let count = found.whole(2)?.unwrap_or_default();
            Ok((found.text(0)?.unwrap_or_default().to_owned(), decode_state(found.text(1)?, "?")?, count))
        };
        self.database.begin_read().await?.fetch(&sql, Vec::new(), decode).await
    }

    /// Forgets the jobs that were done before a moment; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prune_jobs(&self, done_before: Timestamp) -> Result<u64, StorageError> {
        let sql = Sql::kept(format!("DELETE FROM {TABLE} WHERE state = 'done' AND done_at < ?"));
        let mut tx = self.database.begin_queue().await?;
        let pruned = tx.execute(&sql, vec![moment(done_before)]).await?;
        tx.commit().await?;
        Ok(pruned)
    }
}

/// Adds jobs in the transaction of whoever needs them done; how many. Those of a kind and name that waits already are left out.
pub(crate) async fn insert_jobs(tx: &mut Tx, jobs: &[NewJob], now: Timestamp) -> Result<u64, StorageError> {
    let insert = Batched {
        head: format!("INSERT INTO {TABLE} (state, attempts, kind, payload, unique_key, due_at, created_at) VALUES "),
        tuple: placeholders(5).replacen('(', "('waiting', 0, ", 1),
        tail: " ON CONFLICT (kind, unique_key) WHERE state = 'waiting' DO NOTHING".to_owned(),
        kept: false,
    };
    let mut added = 0;
    for jobs in jobs.chunks(BATCH_ROWS) {
        let mut cells = Vec::with_capacity(jobs.len() * 5);
        for job in jobs {
            cells.extend([text(&job.kind), text(&job.payload), Cell::Text(job.unique.as_deref().map(Into::into))]);
            cells.extend([moment(job.due_at), moment(now)]);
        }
        added += tx.execute(&insert.sql(jobs.len()), cells).await?;
    }
    Ok(added)
}

fn text(text: &str) -> Cell<'_> {
    Cell::Text(Some(text.into()))
}

fn moment(at: Timestamp) -> Cell<'static> {
    Cell::Whole(Some(micros(at)))
}

fn decode_job(found: Found<'_>) -> Result<Job, StorageError> {
    let id = found.whole(0)?.unwrap_or_default();
    let row = id.to_string();
    let corrupt = |column, found: String| StorageError::CorruptRow { table: TABLE, row: row.clone(), column, found };
    let needed = |at, column| Ok::<_, StorageError>(found.text(at)?.ok_or_else(|| corrupt(column, "NULL".to_owned()))?.to_owned());
    let optional = |at| Ok::<_, StorageError>(found.text(at)?.map(str::to_owned));
    let moment = |at, column| match found.whole(at)? {
        None => Ok::<_, StorageError>(None),
        Some(number) => Timestamp::from_microsecond(number).map(Some).map_err(|_| corrupt(column, number.to_string())),
    };
    let needed_moment = |at, column| moment(at, column)?.ok_or_else(|| corrupt(column, "NULL".to_owned()));
    let attempts = found.whole(6)?.unwrap_or_default();
    Ok(Job {
        id,
        kind: needed(1, "kind")?,
        payload: needed(2, "payload")?,
        unique: optional(3)?,
        state: decode_state(found.text(4)?, &row)?,
        due_at: needed_moment(5, "due_at")?,
        attempts: u32::try_from(attempts).map_err(|_| corrupt("attempts", attempts.to_string()))?,
        claimed_by: optional(7)?,
        claimed_until: moment(8, "claimed_until")?,
        last_error: optional(9)?,
        created_at: needed_moment(10, "created_at")?,
        done_at: moment(11, "done_at")?,
    })
}

fn decode_state(found: Option<&str>, row: &str) -> Result<JobState, StorageError> {
    let known = JobState::ALL.into_iter().find(|state| Some(state.id()) == found);
    known.ok_or_else(|| StorageError::CorruptRow {
        table: TABLE,
        row: row.to_owned(),
        column: "state",
        found: found.unwrap_or("NULL").to_owned(),
    })
}
