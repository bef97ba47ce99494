//! `POST /api/v1/jobs/{job}/repetition`: a failed job is done again.

use axum::extract::State;
use axum::http::StatusCode;
use shouwang_app::problem::ProblemCode;

use crate::extract::Path;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("jobs.repeat").keyed().fails(&[ProblemCode::Conflict]);

/// Puts a failed job into the queue again. Who did so is put on record.
#[utoipa::path(
    post, path = "/api/v1/jobs/{job}/repetition", operation_id = "repeatJob", tag = "jobs",
    params(("job" = i64, Path, description = "Its number")), responses((status = 204, description = "It waits to be done again")),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, who: LoggedIn, Path(id): Path<i64>) -> Answer<StatusCode> {
    api.service().repeat_job(&who.caller, id, &api.edge(&info)).await?;
    Ok(StatusCode::NO_CONTENT)
}
