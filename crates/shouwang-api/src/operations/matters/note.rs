//! `POST /api/v1/matters/notices/{id}/note`: a unit has taken note of what it was told.

use axum::Json;
use axum::extract::State;

use super::list_notices::MatterNoticeView;
use crate::extract::Path;
use crate::frame::RequestInfo;
use crate::gate::{IdempotencyKey, LoggedIn};
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.note").keyed();

/// Says that the unit has taken note. Whoever was first stays on record.
#[utoipa::path(
    post, path = "/api/v1/matters/notices/{id}/note", operation_id = "noteMatterNotice", tag = "matters",
    params(("id" = String, Path, description = "Code of the notice, each slash in it written as %2F", example = "S2026-430102-0001/0002/told/430102U001")),
    responses((status = 200, description = "The notice", body = MatterNoticeView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    axum::Extension(key): axum::Extension<IdempotencyKey>,
    Path(id): Path<String>,
) -> Answer<Json<MatterNoticeView>> {
    let noted = api.service().note_notice(&who.caller, &id, Some(key.0), &api.edge(&info)).await?;
    Ok(Json(noted.into()))
}
