//! `GET /api/v1/matters/notices`: what the own units were told of matters.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_app::service::{NoticeLine, NoticesAsked};
use utoipa::{IntoParams, ToSchema};

use super::form_view::{id_of, label_of};
use crate::extract::Query;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::{Both, CivilDay, page_limit};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.list");

/// Which notices.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct NoticesQuery {
    /// `true`: those that nobody has taken note of. `false`: those that somebody has. Otherwise all.
    open: Option<bool>,
    /// The order: `since`, `number` or `due`. With a hyphen before it, the other way round.
    #[param(max_length = 20, default = "-since")]
    sort: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 16_384)]
    after: Option<String>,
    /// Rows on the page.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u16>,
}

/// A page of notices.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterNotices {
    /// The notices, the newest first when no other order is asked for.
    notices: Vec<MatterNoticeView>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterNoticeView {
    /// Its code.
    id: String,
    /// Number of the matter.
    number: String,
    /// Identifier of the matter.
    kind: &'static str,
    /// What a clerk calls it.
    label: Both,
    /// The unit that is told.
    unit: String,
    /// Its name.
    unit_name: Option<String>,
    /// What it is told: `told`, `withdrawn`, `asked`, `returned`, `decided`, `carried_out`, `reminder`, `overdue`, `overdue_below`, `ending`, `ended`.
    what: &'static str,
    /// The same in words.
    what_label: Both,
    /// Code of what the matter's first line is about.
    subject: Option<String>,
    /// When.
    on: CivilDay,
    /// The day that it is about: the last of a body's time, the last of what was granted.
    due_on: Option<CivilDay>,
    /// When somebody of the unit took note of it.
    noted_on: Option<CivilDay>,
    /// His account.
    noted_by: Option<String>,
}

impl From<NoticeLine> for MatterNoticeView {
    fn from(line: NoticeLine) -> MatterNoticeView {
        MatterNoticeView {
            id: line.id,
            number: line.number,
            kind: id_of(line.kind),
            label: label_of(line.kind).into(),
            unit: line.unit,
            unit_name: line.unit_name,
            what: id_of(line.occasion),
            what_label: label_of(line.occasion).into(),
            subject: line.subject,
            on: CivilDay(line.on),
            due_on: line.due_on.map(CivilDay),
            noted_on: line.noted_on.map(CivilDay),
            noted_by: line.noted_by,
        }
    }
}

/// A page of what the units for which the caller has a role were told of matters. Whose turn it is stands in the list of what is to be decided.
#[utoipa::path(
    get, path = "/api/v1/matters/notices", operation_id = "listMatterNotices", tag = "matters", params(NoticesQuery),
    responses((status = 200, description = "A page of notices", body = MatterNotices)),
)]
pub(crate) async fn handler(State(api): State<Api>, who: LoggedIn, Query(query): Query<NoticesQuery>) -> Answer<Json<MatterNotices>> {
    let asked = NoticesAsked { open: query.open, sort: query.sort, after: query.after, limit: page_limit(query.limit)? };
    let (lines, next) = api.service().list_notices(&who.caller, &asked).await?;
    Ok(Json(MatterNotices {
        notices: lines.into_iter().map(MatterNoticeView::from).collect(),
        next: next.map(|cursor| cursor.to_string()),
    }))
}
