//! `GET /api/v1/calendar/days`: what kind of day each day is.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_calendar::DayKind;
use utoipa::{IntoParams, ToSchema};

use crate::extract::{Query, bad_parameter};
use crate::operation::Operation;
use crate::operations::common::{Both, CivilDay, legal_day};
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("calendar.read");
/// Days in one answer.
const DAYS_MAX: i32 = 366;

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Span {
    /// The first.
    #[param(value_type = String, format = Date)]
    from: CivilDay,
    /// The last; at most 366 days.
    #[param(value_type = String, format = Date)]
    until: CivilDay,
}

/// Days, in order when no other is asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CalendarDays {
    /// Each day.
    days: Vec<CalendarDay>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// What kind of day a day is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CalendarDay {
    /// The day.
    day: CivilDay,
    /// `workday`, `worked_weekend`, `weekend` or `off`.
    kind: &'static str,
    /// The holiday, when it is off.
    holiday: Option<Both>,
    /// Whether there is no notice for the year, so that it may turn out otherwise.
    provisional: bool,
}

/// What kind of day each day is.
#[utoipa::path(
    get, path = "/api/v1/calendar/days", operation_id = "listDays", tag = "calendar", params(Span, ListedQuery),
    responses((status = 200, description = "The days", body = CalendarDays)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    Query(query): Query<Span>,
    Query(listed): Query<ListedQuery>,
) -> Answer<Json<CalendarDays>> {
    let (first, last) = (legal_day("from", query.from)?, legal_day("until", query.until)?);
    if last < first || last.number() - first.number() >= DAYS_MAX {
        return Err(bad_parameter("until", "1 to 366 days are answered at once").into());
    }
    let book = api.service().book();
    let days = (first.number()..=last.number()).map(shouwang_calendar::Day::from_number).map(|day| {
        let (kind, holiday) = match book.calendar.kind(day) {
            DayKind::Workday => ("workday", None),
            DayKind::WorkedWeekend => ("worked_weekend", None),
            DayKind::Weekend => ("weekend", None),
            DayKind::Off(range) => ("off", Some((&range.name).into())),
        };
        CalendarDay { day: CivilDay(day), kind, holiday, provisional: !book.calendar.is_known(day) }
    });
    let page = listed.page(days.collect(), |day| day.day.0.number().to_string())?;
    Ok(Json(CalendarDays { days: page.rows, next: page.next }))
}
