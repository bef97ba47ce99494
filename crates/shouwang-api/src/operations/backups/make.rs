//! `POST /api/v1/backups`: a backup is asked for; a job makes and verifies it.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use shouwang_app::problem::{AppError, ProblemCode};

use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::jobs::list::JobView;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("backup.make").keyed().fails(&[ProblemCode::Conflict]);

/// Asks for a backup. A job writes it into the folder that the operator has set, restores it on trial and verifies its ledger; only then is it
/// in the list. Where one waits already, that one is answered.
#[utoipa::path(
    post, path = "/api/v1/backups", operation_id = "makeBackup", tag = "operation",
    responses((
        status = 202, description = "The job that makes it", body = JobView,
        headers(("Location" = String, description = "Where the job's state is asked")),
    )),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
) -> Answer<(StatusCode, [(HeaderName, HeaderValue); 1], Json<JobView>)> {
    let job = api.service().make_backup(&who.caller, &api.edge(&info)).await?;
    let place = HeaderValue::try_from(format!("/api/v1/jobs/{}", job.id)).map_err(AppError::internal)?;
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, place)], Json(job.into())))
}
