//! `GET /api/v1/calendar/add`: so many units after (or before) a day.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use shouwang_calendar::Span;
use utoipa::IntoParams;

use super::view::{CountUnit, CountView};
use crate::extract::{Query, bad_parameter};
use crate::frame::RequestInfo;
use crate::operation::Operation;
use crate::operations::common::{CivilDay, legal_day};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("calendar.read");
/// Units counted at most: as many days as there are in the years of legal dates.
const COUNT_MAX: i32 = 100_000;

/// From which day, and how far.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AddTo {
    /// The day counted from; it is not counted itself.
    #[param(value_type = String, format = Date)]
    date: CivilDay,
    /// How many; negative counts backwards.
    #[param(minimum = -100_000, maximum = 100_000)]
    count: i32,
    /// What is counted.
    #[serde(default)]
    #[param(inline, required = false)]
    unit: CountUnit,
}

/// So many units after (or before) a day.
#[utoipa::path(
    get, path = "/api/v1/calendar/add", operation_id = "addToDay", tag = "calendar", params(AddTo),
    responses((status = 200, description = "The day, and how it was counted", body = CountView)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, Query(query): Query<AddTo>) -> Answer<Json<CountView>> {
    let day = legal_day("date", query.date)?;
    if query.count.unsigned_abs() > COUNT_MAX.unsigned_abs() {
        return Err(bad_parameter("count", "at most 100000 units are counted").into());
    }
    let counted = api.service().book().calendar.add(day, Span::new(query.count, query.unit.into()));
    Ok(Json(CountView::new(&counted, info.lang)?))
}
