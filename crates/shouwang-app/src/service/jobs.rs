//! Jobs, for whoever runs the product: which wait, which failed, and doing one again.

use shouwang_storage::{Job, JobState};

use super::Service;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::{AppError, FieldError, ProblemCode};

impl Service {
    /// A page of the jobs in a state, newest first.
    ///
    /// # Errors
    /// When there is no such state, or the database fails.
    pub async fn list_jobs(&self, state: &str, before: Option<i64>, limit: u16) -> Result<Vec<Job>, AppError> {
        let states = JobState::ALL;
        let Some(state) = states.into_iter().find(|known| known.id() == state) else {
            let ids: Vec<_> = states.iter().map(|state| state.id()).collect();
            let mut error = AppError::new(ProblemCode::BadParameter, "没有这种状态", "There is no such state");
            error.fields.push(FieldError::new("state", format!("可用：{}", ids.join("、")), format!("there are: {}", ids.join(", "))));
            return Err(error);
        };
        Ok(self.store.list_jobs(state, before, limit).await?)
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
