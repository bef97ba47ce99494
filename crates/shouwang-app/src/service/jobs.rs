//! Jobs, for whoever runs the product: which wait, which failed, and doing one again.

use shouwang_storage::query::Cursor;
use shouwang_storage::{Job, JobOrder, JobPage, JobQuery, JobState};

use super::Service;
use super::order::named_order;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::{AppError, FieldError, ProblemCode};

/// By what jobs can be ordered.
const ORDERS: [(&str, JobOrder); 3] = [("number", JobOrder::Number), ("state", JobOrder::State), ("due", JobOrder::Due)];

/// Jobs that somebody asks for.
#[derive(Clone, Debug)]
pub struct JobsAsked {
    /// Only those in this state, by its identifier.
    pub state: Option<String>,
    /// Only those of this kind.
    pub kind: Option<String>,
    /// The order: `number`, `state` or `due`, with a hyphen before it turned round; newest first when nobody says so.
    pub sort: Option<String>,
    /// Where the page before ended.
    pub after: Option<String>,
    /// How many on the page.
    pub limit: u16,
}

impl Service {
    /// A page of the jobs that are asked for.
    ///
    /// # Errors
    /// When there is no such state or order, the cursor is none, or the database fails.
    pub async fn list_jobs(&self, asked: JobsAsked) -> Result<JobPage, AppError> {
        let (order, descending) = named_order(asked.sort.as_deref().unwrap_or("-number"), &ORDERS)?;
        let state = asked.state.as_deref().map(state_named).transpose()?;
        let after = asked.after.map(Cursor::from_text);
        let query = JobQuery { state, kind: asked.kind, below: None, order, descending, after, limit: asked.limit };
        Ok(self.store.list_jobs(&query).await?)
    }

    /// One job.
    ///
    /// # Errors
    /// When there is no such job, or the database fails.
    pub async fn get_job(&self, id: i64) -> Result<Job, AppError> {
        self.store.find_job(id).await?.ok_or_else(AppError::not_found)
    }

    /// Puts a failed job into the queue again; that, and who wanted it, is put on record with it.
    ///
    /// # Errors
    /// When there is no such job, it has not failed, or the database fails.
    pub async fn repeat_job(&self, caller: &Caller, id: i64, edge: &Edge<'_>) -> Result<(), AppError> {
        let job = self.get_job(id).await?;
        let note = self.note(caller, "jobs.repeat", Some(format!("job {id}: {}", job.kind)), edge)?;
        if self.store.repeat_job(id, &note).await? {
            return Ok(());
        }
        Err(AppError::new(ProblemCode::Conflict, "只有失败的任务可以重做", "Only a job that has failed can be done again"))
    }
}

fn state_named(id: &str) -> Result<JobState, AppError> {
    JobState::ALL.into_iter().find(|known| known.id() == id).ok_or_else(|| {
        let ids = JobState::ALL.map(JobState::id);
        let mut error = AppError::new(ProblemCode::BadParameter, "没有这种状态", "There is no such state");
        error.fields.push(FieldError::new("state", format!("可用：{}", ids.join("、")), format!("there are: {}", ids.join(", "))));
        error
    })
}
