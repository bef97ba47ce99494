//! `GET /api/v1/matters/counts`: how many matters there are in one's lists.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.list");

/// How many of each, counted to 10,000.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterCountsView {
    /// Steps that wait for the own units.
    to_decide: i64,
    /// Those of them whose time is over.
    overdue: i64,
    /// Drafts of the own units, and what was sent back to them.
    drafts: i64,
    /// What the own units have handed in.
    mine: i64,
    /// Notices to the own units that nobody has taken note of.
    notices: i64,
}

/// How many matters there are in the caller's lists, for the numbers beside them.
#[utoipa::path(
    get, path = "/api/v1/matters/counts", operation_id = "countMatters", tag = "matters",
    responses((status = 200, description = "The numbers", body = MatterCountsView)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, who: LoggedIn) -> Answer<Json<MatterCountsView>> {
    let counts = api.service().count_matters(&who.caller, &api.edge(&info)).await?;
    Ok(Json(MatterCountsView {
        to_decide: counts.to_decide,
        overdue: counts.overdue,
        drafts: counts.drafts,
        mine: counts.mine,
        notices: counts.notices,
    }))
}
