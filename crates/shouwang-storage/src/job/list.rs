//! Lists of jobs, for whoever runs the product.

use super::{COLUMNS, Job, JobState, TABLE, decode_job, text};
use crate::codec::micros;
use crate::database::Cell;
use crate::error::StorageError;
use crate::query::{Cursor, Key, Keyset, Mark};
use crate::sql::Sql;
use crate::store::Store;

/// Jobs on one page at most.
const PAGE_JOBS_MAX: u16 = 1_000;

/// By what jobs are ordered; an index serves each, in one state and in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JobOrder {
    /// By their numbers.
    #[default]
    Number,
    /// By their states, then by their numbers.
    State,
    /// By the moments before which they are not begun.
    Due,
}

/// Jobs that somebody asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobQuery {
    /// Only those in this state.
    pub state: Option<JobState>,
    /// Only those of this kind.
    pub kind: Option<String>,
    /// Only those with numbers below this one.
    pub below: Option<i64>,
    /// By what they are ordered.
    pub order: JobOrder,
    /// Whether the greatest comes first.
    pub descending: bool,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// Jobs on the page, at most 1,000 and at least one.
    pub limit: u16,
}

/// A page of jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobPage {
    /// The jobs, in order.
    pub jobs: Vec<Job>,
    /// Where the next page begins; `None` when this is the last.
    pub next: Option<Cursor>,
}

impl JobQuery {
    /// The jobs in a state, newest first.
    #[must_use]
    pub fn newest(state: JobState, limit: u16) -> JobQuery {
        JobQuery { state: Some(state), descending: true, limit, ..JobQuery::default() }
    }
}

impl Store {
    /// A page of the jobs that are asked for.
    ///
    /// # Errors
    /// When the cursor is none of this list ([`StorageError::Query`]), the database fails, or a job in it is damaged.
    pub async fn list_jobs(&self, query: &JobQuery) -> Result<JobPage, StorageError> {
        let order = query.order.keyset(query.descending);
        let mut conditions = vec!["id < ?".to_owned()];
        let mut cells = vec![Cell::Whole(Some(query.below.unwrap_or(i64::MAX)))];
        let wanted = [("state", query.state.map(JobState::id)), ("kind", query.kind.as_deref())];
        for (column, wanted) in wanted.into_iter().filter_map(|(column, wanted)| Some((column, wanted?))) {
            conditions.push(format!("{column} = ?"));
            cells.push(text(wanted));
        }
        if let Some(after) = &query.after {
            let (behind, marks) = order.behind(after)?.into_parts();
            conditions.push(behind);
            cells.extend(marks);
        }
        let limit = usize::from(query.limit.clamp(1, PAGE_JOBS_MAX));
        cells.push(Cell::Whole(Some(i64::try_from(limit + 1).unwrap_or(i64::MAX))));
        let (conditions, sorted) = (conditions.join(" AND "), order.sql());
        let sql = Sql::once(format!("SELECT {COLUMNS} FROM {TABLE} WHERE {conditions} ORDER BY {sorted} LIMIT ?"));
        let mut jobs = self.database.begin_read().await?.fetch(&sql, cells, decode_job).await?;
        let there_is_more = jobs.len() > limit;
        jobs.truncate(limit);
        let next = jobs.last().filter(|_| there_is_more).map(|job| order.cursor(&query.order.marks(job)));
        Ok(JobPage { jobs, next })
    }
}

impl JobOrder {
    fn keyset(self, descending: bool) -> Keyset {
        const ID: Key = Key::Whole("id");
        let (name, keys): (_, &[Key]) = match self {
            JobOrder::Number => ("number", &[ID]),
            JobOrder::State => ("state", &[Key::Text("state"), ID]),
            JobOrder::Due => ("due", &[Key::Whole("due_at"), ID]),
        };
        Keyset { name, keys, descending }
    }

    fn marks(self, job: &Job) -> Vec<Mark> {
        match self {
            JobOrder::Number => vec![Mark::Whole(job.id)],
            JobOrder::State => vec![Mark::Text(job.state.id().to_owned()), Mark::Whole(job.id)],
            JobOrder::Due => vec![Mark::Whole(micros(job.due_at)), Mark::Whole(job.id)],
        }
    }
}
