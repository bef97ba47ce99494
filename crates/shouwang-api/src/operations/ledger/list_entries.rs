//! `GET /api/v1/ledger/entries`: what was done, newest first.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::{EntryQuery, EntryRow};
use utoipa::{IntoParams, ToSchema};

use crate::extract::{Query, bad_parameter};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::{next_page, oldest_first, page_limit};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("ledger.read").fails(&[ProblemCode::NotFound]);

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct EntriesQuery {
    /// Only what this account did.
    actor: Option<String>,
    /// Only this operation.
    operation: Option<String>,
    /// Only what was done for this unit.
    unit: Option<String>,
    /// Not before this moment.
    #[param(value_type = Option<String>, format = DateTime)]
    since: Option<Timestamp>,
    /// Before this moment.
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
    /// Only acts that changed rows of this register; with `code`.
    register: Option<String>,
    /// Only acts that changed rows of this code; with `register`.
    code: Option<String>,
    /// The order: `number` for the oldest first, `-number` for the newest.
    #[param(max_length = 20, default = "-number")]
    sort: Option<String>,
    /// The `next` of the page before.
    #[param(minimum = 0)]
    after: Option<i64>,
    /// Entries on the page.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u16>,
}

/// A page of entries.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EntryList {
    /// Newest first when no other order is asked for.
    entries: Vec<EntryView>,
    /// What `after` has to be for the next page; none on the last one.
    next: Option<u64>,
}

/// An entry of the ledger.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EntryView {
    /// Its number, from 0, without gaps.
    seq: u64,
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// What was done.
    operation: String,
    /// Who did it; none when that was erased.
    actor: Option<String>,
    /// For which unit.
    unit: Option<String>,
    /// In which function.
    function: Option<String>,
    /// By which request.
    request: String,
    /// The act, if registers were written.
    act: Option<i64>,
    /// The entry itself, as the tree holds it.
    #[schema(value_type = Object)]
    entry: Value,
    /// What the entry commits to beside: person, client, reason, what it was about; none when that was erased.
    #[schema(value_type = Option<Object>)]
    private: Option<Value>,
}

impl From<EntryRow> for EntryView {
    fn from(row: EntryRow) -> EntryView {
        let json = |text: &str| serde_json::from_str(text).unwrap_or(Value::Null);
        EntryView {
            entry: json(&row.entry),
            private: row.private.as_deref().map(json),
            seq: row.seq,
            at: row.at,
            operation: row.operation,
            actor: row.actor,
            unit: row.unit,
            function: row.function,
            request: row.request,
            act: row.act,
        }
    }
}

/// What was done, newest first. The look itself becomes an entry.
#[utoipa::path(
    get, path = "/api/v1/ledger/entries", operation_id = "listEntries", tag = "ledger", params(EntriesQuery),
    responses((status = 200, description = "A page of entries", body = EntryList)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Query(query): Query<EntriesQuery>,
) -> Answer<Json<EntryList>> {
    let limit = page_limit(query.limit)?;
    let after = query.after.map(u64::try_from).transpose().map_err(|_| bad_parameter("after", "numbers are 0 and above"))?;
    if query.register.is_some() != query.code.is_some() {
        return Err(bad_parameter("code", "register and code are given together").into());
    }
    let asked = EntryQuery {
        actor: query.actor,
        operation: query.operation,
        unit: query.unit,
        since: query.since,
        until: query.until,
        on: query.register.zip(query.code),
        oldest_first: oldest_first(query.sort.as_deref())?,
        after,
    };
    let entries = api.service().list_entries(&who.caller, &asked, limit, &api.edge(&info)).await?;
    let next = next_page(&entries, limit, |entry| entry.seq).filter(|seq| asked.oldest_first || *seq > 0);
    Ok(Json(EntryList { entries: entries.into_iter().map(EntryView::from).collect(), next }))
}
