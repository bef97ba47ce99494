//! `GET /api/v1/matters/{number}`: one matter, with what the caller may do now.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};

use super::view::MatterWhole;
use crate::extract::Path;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Versions};
use crate::operations::registers::view::version_header;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.read").versions(Versions::Told);

/// One matter: what is asked for, what was done, whose turn it is, what the caller may do now, and why not what he may not.
#[utoipa::path(
    get, path = "/api/v1/matters/{number}", operation_id = "getMatter", tag = "matters",
    params(("number" = String, Path, description = "Number of the matter")),
    responses((status = 200, description = "The matter", body = MatterWhole)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(number): Path<String>,
) -> Answer<([(HeaderName, HeaderValue); 1], Json<MatterWhole>)> {
    let found = api.service().get_matter(&who.caller, &number, &api.edge(&info)).await?;
    Ok(([version_header(found.version)], Json(found.into())))
}
