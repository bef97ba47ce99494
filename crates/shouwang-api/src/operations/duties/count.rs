//! `GET /api/v1/duties/counts`: how many duties stand where.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_app::service::{DutiesAsked, StatusCount};
use utoipa::{IntoParams, ToSchema};

use crate::extract::Query;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::CivilDay;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("duties.list");

/// Counted by what, and which.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct CountsQuery {
    /// `article` (of the law), `child` (the divisions one level below `division`; what lies further below counts for the one above it), `division`,
    /// `duty`, `industry` (of the unit) or `unit`.
    #[param(max_length = 20)]
    by: String,
    /// One more of these, to count by both.
    #[param(max_length = 20)]
    and: Option<String>,
    /// Only what this unit must do.
    unit: Option<String>,
    /// Only this division and all below.
    division: Option<String>,
    /// Only this division itself, without those below it.
    only_division: Option<String>,
    /// Only this duty, by its full name.
    duty: Option<String>,
    /// Only duties of this article, as in the list.
    #[param(max_length = 200)]
    article: Option<String>,
    /// `own` or `below`, as in the list.
    #[param(max_length = 20)]
    level: Option<String>,
    /// Only this status: `breached`, `overdue`, `unknown`, `open`, `fulfilled`. May be repeated.
    #[serde(default)]
    #[param(max_items = 6, required = false)]
    status: Vec<String>,
    /// Only what has stood as it does since this day or later.
    #[param(value_type = Option<String>, format = Date)]
    since_from: Option<CivilDay>,
}

/// How many duties stand where.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyCounts {
    /// In the order of what they are counted by, then by urgency. What there is none of is left out.
    counts: Vec<DutyCount>,
}

/// How many duties of one kind stand so.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyCount {
    /// The article (`INSTRUMENT/NUMBER`), division, duty, industry or unit; none where it is not known. By `child`, the division that was named
    /// stands for what lies in none of its parts.
    of: Option<String>,
    /// The same by what `and` names; none without it, too.
    and: Option<String>,
    /// Identifier of the status.
    status: &'static str,
    /// How many.
    count: i64,
}

impl From<StatusCount> for DutyCount {
    fn from(count: StatusCount) -> DutyCount {
        DutyCount { of: count.of, and: count.and, status: count.status.id(), count: count.count }
    }
}

/// How many of the duties that the caller may see stand where.
#[utoipa::path(
    get, path = "/api/v1/duties/counts", operation_id = "countDuties", tag = "duties", params(CountsQuery),
    responses((status = 200, description = "How many", body = DutyCounts)),
)]
pub(crate) async fn handler(State(api): State<Api>, who: LoggedIn, Query(query): Query<CountsQuery>) -> Answer<Json<DutyCounts>> {
    let asked = DutiesAsked {
        unit: query.unit,
        division: query.division,
        only_division: query.only_division,
        duty: query.duty,
        article: query.article,
        level: query.level.as_deref().map(str::parse).transpose()?,
        statuses: query.status,
        since_from: query.since_from.map(|day| day.0),
        ..DutiesAsked::default()
    };
    let counts = api.service().count_duties(&who.caller, &asked, &query.by, query.and.as_deref()).await?;
    Ok(Json(DutyCounts { counts: counts.into_iter().map(DutyCount::from).collect() }))
}
