//! `GET /api/v1/acts`: the acts, newest first.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::{ActChange, ActQuery, ActRow};
use utoipa::{IntoParams, ToSchema};

use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::{next_page, oldest_first, page_limit};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("acts.list").fails(&[ProblemCode::NotFound]);

/// Which acts.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ActsQuery {
    /// Only what this account did.
    actor: Option<String>,
    /// Only by this operation.
    operation: Option<String>,
    /// Only what was done for this unit.
    unit: Option<String>,
    /// Only acts that changed rows of this register.
    register: Option<String>,
    /// Not before this moment.
    #[param(value_type = Option<String>, format = DateTime)]
    since: Option<Timestamp>,
    /// Before this moment.
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
    /// The order: `number` for the oldest first, `-number` for the newest.
    #[param(max_length = 20, default = "-number")]
    sort: Option<String>,
    /// The `next` of the page before.
    after: Option<i64>,
    /// Acts on the page.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u16>,
}

/// A page of acts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActList {
    /// Newest first when no other order is asked for.
    acts: Vec<ActSummary>,
    /// What `after` has to be for the next page; none on the last one.
    next: Option<i64>,
}

/// An act: one write, all of it or nothing.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActSummary {
    /// Its number, from 1, without gaps.
    act: i64,
    /// The number of its entry in the ledger.
    entry: u64,
    /// When it was written down.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Timestamp,
    /// From which moment on what was written is known.
    #[schema(value_type = String, format = DateTime)]
    learned_at: Timestamp,
    /// What was done.
    operation: String,
    /// Who did it; none when that was erased.
    actor: Option<String>,
    /// For which unit.
    unit: Option<String>,
    /// In which function.
    function: Option<String>,
    /// From what: a file, a form; none when that was erased.
    source: Option<String>,
    /// Rows that were new.
    added_count: usize,
    /// Rows that were corrected.
    changed_count: usize,
    /// Rows that were withdrawn.
    withdrawn_count: usize,
    /// The registers that it changed.
    registers: Vec<ActChangeView>,
}

/// What an act changed in one register.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActChangeView {
    /// The register.
    register: String,
    /// Versions of rows that it ended: what was corrected or withdrawn.
    ended_count: u64,
    /// Versions of rows that it began: what is new or was corrected.
    begun_count: u64,
}

impl From<ActRow> for ActSummary {
    fn from(row: ActRow) -> ActSummary {
        let kept = |text: String| Some(text).filter(|text| !text.is_empty());
        let written = row.act.written;
        ActSummary {
            act: row.act.id,
            entry: row.seq,
            recorded_at: row.act.recorded_at,
            learned_at: row.act.learned_at,
            operation: row.operation,
            actor: kept(row.act.actor),
            unit: row.unit,
            function: row.function,
            source: kept(row.act.source),
            added_count: written.added_count,
            changed_count: written.changed_count,
            withdrawn_count: written.withdrawn_count,
            registers: row.changes.into_iter().map(ActChangeView::from).collect(),
        }
    }
}

impl From<ActChange> for ActChangeView {
    fn from(change: ActChange) -> ActChangeView {
        ActChangeView { register: change.register, ended_count: change.ended_count, begun_count: change.begun_count }
    }
}

/// The acts, newest first. The look itself becomes an entry of the ledger.
#[utoipa::path(
    get, path = "/api/v1/acts", operation_id = "listActs", tag = "ledger", params(ActsQuery),
    responses((status = 200, description = "A page of acts", body = ActList)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Query(query): Query<ActsQuery>,
) -> Answer<Json<ActList>> {
    let limit = page_limit(query.limit)?;
    let asked = ActQuery {
        actor: query.actor,
        operation: query.operation,
        unit: query.unit,
        register: query.register,
        since: query.since,
        until: query.until,
        oldest_first: oldest_first(query.sort.as_deref())?,
        after: query.after,
    };
    let acts = api.service().list_acts(&who.caller, &asked, limit, &api.edge(&info)).await?;
    let next = next_page(&acts, limit, |row| row.act.id).filter(|id| asked.oldest_first || *id > 1);
    Ok(Json(ActList { acts: acts.into_iter().map(ActSummary::from).collect(), next }))
}
