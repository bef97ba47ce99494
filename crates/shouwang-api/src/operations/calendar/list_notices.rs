//! `GET /api/v1/calendar/notices`: the holiday notices that counts rest on.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shouwang_calendar::{Lang, Notice};
use utoipa::ToSchema;

use crate::extract::Query;
use crate::operation::Operation;
use crate::operations::common::{Both, CivilDay};
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("calendar.read");

/// Holiday notices, by year when no other order is asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Notices {
    /// Each year's.
    notices: Vec<NoticeView>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// One year's holiday notice.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeView {
    /// The year that it arranges.
    year: i32,
    /// The document's number.
    number: String,
    /// What it is, in our own words.
    title: Both,
    /// The day it was issued.
    issued: CivilDay,
    /// How sure its days are.
    certainty: Both,
    /// Days off.
    off: Vec<OffView>,
    /// Saturdays and Sundays that are worked.
    worked: Vec<CivilDay>,
}

/// Days off in a row.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OffView {
    /// The holiday.
    name: Both,
    /// First day off.
    from: CivilDay,
    /// Last day off.
    until: CivilDay,
}

impl From<&Notice> for NoticeView {
    fn from(notice: &Notice) -> NoticeView {
        let certainty = notice.certainty.days;
        let off =
            notice.off.iter().map(|range| OffView { name: (&range.name).into(), from: CivilDay(range.from), until: CivilDay(range.until) });
        NoticeView {
            year: notice.year,
            number: notice.number.clone(),
            title: (&notice.title).into(),
            issued: CivilDay(notice.issued),
            certainty: Both { zh: certainty.words(Lang::Zh).to_owned(), en: certainty.words(Lang::En).to_owned() },
            off: off.collect(),
            worked: notice.worked.iter().copied().map(CivilDay).collect(),
        }
    }
}

/// The holiday notices, by year.
#[utoipa::path(
    get, path = "/api/v1/calendar/notices", operation_id = "listNotices", tag = "calendar", params(ListedQuery),
    responses((status = 200, description = "The notices", body = Notices)),
)]
pub(crate) async fn handler(State(api): State<Api>, Query(query): Query<ListedQuery>) -> Answer<Json<Notices>> {
    let book = api.service().book();
    let page = query.page(book.calendar.notices().map(NoticeView::from).collect(), |notice| notice.year.to_string())?;
    Ok(Json(Notices { notices: page.rows, next: page.next }))
}
