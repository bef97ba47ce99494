//! `POST /api/v1/calendar/notices`: a year's holiday notice is taken in; every count from then on rests on it.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use shouwang_calendar::NOTICE_BYTES_MAX;

use super::list_notices::NoticeView;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("calendar.import").takes(Takes::Text(NOTICE_BYTES_MAX)).keyed();

/// Takes in a year's holiday notice, in the form of the files in `law/calendar`.
#[utoipa::path(
    post, path = "/api/v1/calendar/notices", operation_id = "importNotice", tag = "calendar",
    request_body(content = String, content_type = "text/plain", description = "The notice, in TOML"),
    responses((status = 201, description = "The notice was taken in", body = NoticeView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    bytes: Bytes,
) -> Answer<(StatusCode, Json<NoticeView>)> {
    let notice = api.service().import_notice(&who.caller, &bytes, &api.edge(&info)).await?;
    Ok((StatusCode::CREATED, Json(NoticeView::from(&notice))))
}
