//! `GET /api/v1/calendar/before`: the latest day of a notice at least so long before an event.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use shouwang_calendar::{Ahead, Span};
use utoipa::IntoParams;

use super::view::{CountUnit, CountView};
use crate::extract::{Query, bad_parameter};
use crate::frame::RequestInfo;
use crate::operation::Operation;
use crate::operations::common::{CivilDay, legal_day};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("calendar.read");

/// Before which event, and how long.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct LatestBefore {
    /// The day of the event.
    #[param(value_type = String, format = Date)]
    date: CivilDay,
    /// How many units before it at least.
    #[param(maximum = 10_000)]
    count: u16,
    /// What is counted.
    #[serde(default)]
    #[param(inline, required = false)]
    unit: CountUnit,
    /// The looser reading: the day of the notice counts.
    #[serde(default)]
    #[param(required = false)]
    loose: bool,
}

/// The latest day of a notice that has to come at least so long before an event.
#[utoipa::path(
    get, path = "/api/v1/calendar/before", operation_id = "latestBefore", tag = "calendar", params(LatestBefore),
    responses((status = 200, description = "The latest day, and how it was counted", body = CountView)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, Query(query): Query<LatestBefore>) -> Answer<Json<CountView>> {
    let event = legal_day("date", query.date)?;
    if query.count > 10_000 {
        return Err(bad_parameter("count", "at most 10000 units are counted").into());
    }
    let ahead = if query.loose { Ahead::Loose } else { Ahead::Clear };
    let counted = api.service().book().calendar.latest_before(event, Span::new(query.count.into(), query.unit.into()), ahead);
    Ok(Json(CountView::new(&counted, info.lang)?))
}
