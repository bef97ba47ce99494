//! `GET /api/v1/duties/counts`: how many duties stand where.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_app::service::{DutiesAsked, StatusCount};
use utoipa::{IntoParams, ToSchema};

use crate::extract::Query;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("duties.list");

/// Counted by what, and which.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct CountsQuery {
    /// `division`, `duty` or `unit`.
    by: String,
    /// Only what this unit must do.
    unit: Option<String>,
    /// Only this division and all below.
    division: Option<String>,
    /// Only this duty, by its full name.
    duty: Option<String>,
}

/// How many duties stand where.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyCounts {
    /// By division, duty or unit, then by urgency.
    counts: Vec<DutyCount>,
}

/// How many duties of one kind stand so.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyCount {
    /// The division, duty or unit; none where it is not known.
    of: Option<String>,
    /// Identifier of the status.
    status: &'static str,
    /// How many.
    count: i64,
}

impl From<StatusCount> for DutyCount {
    fn from(count: StatusCount) -> DutyCount {
        DutyCount { of: count.of, status: count.status.id(), count: count.count }
    }
}

/// How many of the duties that the caller may see stand where.
#[utoipa::path(
    get, path = "/api/v1/duties/counts", operation_id = "countDuties", tag = "duties", params(CountsQuery),
    responses((status = 200, description = "How many", body = DutyCounts)),
)]
pub(crate) async fn handler(State(api): State<Api>, who: LoggedIn, Query(query): Query<CountsQuery>) -> Answer<Json<DutyCounts>> {
    let asked = DutiesAsked { unit: query.unit, division: query.division, duty: query.duty, ..DutiesAsked::default() };
    let counts = api.service().count_duties(&who.caller, &asked, &query.by).await?;
    Ok(Json(DutyCounts { counts: counts.into_iter().map(DutyCount::from).collect() }))
}
