//! `GET /api/v1/calendar/hours`: so many hours after a moment; hours run through nights and holidays.

use axum::Json;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shouwang_calendar::{TimeLimit, deadline};
use utoipa::{IntoParams, ToSchema};

use crate::extract::{Query, bad_parameter};
use crate::operation::Operation;
use crate::problem::Answer;

pub(crate) const OPERATION: Operation = Operation::of("calendar.read");
/// Hours in ten years: no limit in any text is longer.
const HOURS_MAX: u32 = 87_600;

/// From which moment, and how long.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HoursAfter {
    /// The moment that the limit begins.
    #[param(value_type = String, format = DateTime)]
    at: Timestamp,
    /// How many hours.
    #[param(maximum = 87_600)]
    hours: u32,
}

/// A moment at which a limit ends.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LimitEnds {
    /// The moment.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

/// So many hours after a moment.
#[utoipa::path(
    get, path = "/api/v1/calendar/hours", operation_id = "addHours", tag = "calendar", params(HoursAfter),
    responses((status = 200, description = "The moment", body = LimitEnds)),
)]
pub(crate) async fn handler(Query(query): Query<HoursAfter>) -> Answer<Json<LimitEnds>> {
    if query.hours > HOURS_MAX {
        return Err(bad_parameter("hours", "at most 87600 hours are counted").into());
    }
    Ok(Json(LimitEnds { at: deadline(query.at, TimeLimit::hours(query.hours)) }))
}
