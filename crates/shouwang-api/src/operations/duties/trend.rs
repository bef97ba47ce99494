//! `GET /api/v1/duties/trend`: how many duties stood how over some time.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::{TrendAsked, TrendPoint};
use utoipa::{IntoParams, ToSchema};

use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::CivilDay;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("duties.list").long().fails(&[ProblemCode::NotFound]);
/// Days to go back when nobody says so.
const DAYS: u16 = 90;
/// Days between two points when nobody says so.
const STEP: u16 = 7;

/// Which duties, and over which time.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct TrendQuery {
    /// Only this division and all below.
    #[param(max_length = 200)]
    division: Option<String>,
    /// Only this duty, by its full name.
    #[param(max_length = 200)]
    duty: Option<String>,
    /// How many days to go back from today.
    #[param(minimum = 0, maximum = 400, default = 90)]
    days: Option<u16>,
    /// Days from one point to the next; large enough for at most 60 points.
    #[param(minimum = 1, maximum = 400, default = 7)]
    step: Option<u16>,
}

/// How many duties stood how over some time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyTrend {
    /// Day by day; the last is today.
    points: Vec<TrendPointView>,
    /// By what was known at this moment.
    #[schema(value_type = String, format = DateTime)]
    known_at: Timestamp,
    /// Whether nothing has been learned since. If something has, the new answer is being worked out: ask again in some seconds.
    is_newest: bool,
}

/// How many duties stood how on a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DutyTrendPoint)]
pub(crate) struct TrendPointView {
    /// The day.
    day: CivilDay,
    /// Every status that a duty that applies can have, by urgency.
    counts: Vec<TrendCount>,
}

/// How many duties stood so.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DutyTrendCount)]
pub(crate) struct TrendCount {
    /// Identifier of the status.
    status: &'static str,
    /// How many.
    count: i64,
}

impl From<&TrendPoint> for TrendPointView {
    fn from(point: &TrendPoint) -> TrendPointView {
        let counts = point.counts.iter().map(|(status, count)| TrendCount { status: status.id(), count: *count });
        TrendPointView { day: CivilDay(point.day), counts: counts.collect() }
    }
}

/// How the duties that the caller may see stood on some days until today, by what is known now. Whose duties these are is that of today.
#[utoipa::path(
    get, path = "/api/v1/duties/trend", operation_id = "trendDuties", tag = "duties", params(TrendQuery),
    responses((status = 200, description = "How many stood how, day by day", body = DutyTrend)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Query(query): Query<TrendQuery>,
) -> Answer<Json<DutyTrend>> {
    let asked =
        TrendAsked { division: query.division, duty: query.duty, days: query.days.unwrap_or(DAYS), step: query.step.unwrap_or(STEP) };
    let trend = api.service().duty_trend(&who.caller, asked, info.now).await?;
    let points = trend.points.iter().map(TrendPointView::from).collect();
    Ok(Json(DutyTrend { points, known_at: trend.known_at, is_newest: trend.is_newest }))
}
