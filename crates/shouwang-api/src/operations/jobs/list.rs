//! `GET /api/v1/jobs`: jobs, in one state or in all.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shouwang_app::service::{Job, JobsAsked};
use utoipa::{IntoParams, ToSchema};

use crate::extract::Query;
use crate::operation::Operation;
use crate::operations::common::page_limit;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("jobs.list");

/// Which jobs.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct JobsQuery {
    /// Only those in this state: `waiting`, `running`, `done` or `failed`.
    state: Option<String>,
    /// Only those of this kind.
    #[param(max_length = 100)]
    kind: Option<String>,
    /// The order: `number`, `state` or `due`. With a hyphen before it, the other way round.
    #[param(max_length = 20, default = "-number")]
    sort: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 16_384)]
    after: Option<String>,
    /// Jobs on the page.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u16>,
}

/// A page of jobs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobList {
    /// Newest first when no other order is asked for.
    jobs: Vec<JobView>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// A job.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobView {
    /// Its number.
    id: i64,
    /// What kind of work.
    kind: String,
    /// Where it stands.
    state: &'static str,
    /// Not before this moment.
    #[schema(value_type = String, format = DateTime)]
    due_at: Timestamp,
    /// How often it was begun.
    attempts: u32,
    /// What went wrong last.
    last_error: Option<String>,
    /// When it was added.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it was done.
    #[schema(value_type = Option<String>, format = DateTime)]
    done_at: Option<Timestamp>,
}

impl From<Job> for JobView {
    fn from(job: Job) -> JobView {
        JobView {
            id: job.id,
            kind: job.kind,
            state: job.state.id(),
            due_at: job.due_at,
            attempts: job.attempts,
            last_error: job.last_error,
            created_at: job.created_at,
            done_at: job.done_at,
        }
    }
}

/// The jobs, in one state or in all.
#[utoipa::path(
    get, path = "/api/v1/jobs", operation_id = "listJobs", tag = "jobs", params(JobsQuery),
    responses((status = 200, description = "A page of jobs", body = JobList)),
)]
pub(crate) async fn handler(State(api): State<Api>, Query(query): Query<JobsQuery>) -> Answer<Json<JobList>> {
    let limit = page_limit(query.limit)?;
    let asked = JobsAsked { state: query.state, kind: query.kind, sort: query.sort, after: query.after, limit };
    let page = api.service().list_jobs(asked).await?;
    Ok(Json(JobList { jobs: page.jobs.into_iter().map(JobView::from).collect(), next: page.next.map(|cursor| cursor.to_string()) }))
}
