//! `GET /api/v1/jobs/{job}`: one job, and where it stands.

use axum::Json;
use axum::extract::State;

use super::list::JobView;
use crate::extract::Path;
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("jobs.list");

/// One job, and where it stands. One that was done is forgotten after the days that a setting says.
#[utoipa::path(
    get, path = "/api/v1/jobs/{job}", operation_id = "getJob", tag = "jobs",
    params(("job" = i64, Path, description = "Its number")), responses((status = 200, description = "The job", body = JobView)),
)]
pub(crate) async fn handler(State(api): State<Api>, Path(id): Path<i64>) -> Answer<Json<JobView>> {
    Ok(Json(api.service().get_job(id).await?.into()))
}
