//! `GET /api/v1/matters`: drafts, one's own, what waits for a decision, what was decided, everything that is seen.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_app::service::{MatterLine, MattersAsked};
use utoipa::{IntoParams, ToSchema};

use super::form_view::{id_of, label_of};
use crate::extract::Query;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::{Both, CivilDay, page_limit};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.list");

/// Which matters.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct MattersQuery {
    /// `drafts`: the own units' drafts and what was sent back to them. `mine`: what they have handed in. `to_decide`: what waits for them, what is
    /// due first coming first. `done`: what they were asked or told and is over for them. `all`: everything handed in that the caller sees.
    #[param(max_length = 20)]
    view: String,
    /// Only of this kind.
    #[param(max_length = 100)]
    kind: Option<String>,
    /// Only of this unit.
    applicant: Option<String>,
    /// Only at this point; not for `to_decide` and `done`, which list steps.
    #[param(max_length = 20)]
    status: Option<String>,
    /// Only where this stands in the number, in the code of what the matter is about, or in the applicant's code or name.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Only where something is due on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    due_from: Option<CivilDay>,
    /// Only where something is due on this day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    due_until: Option<CivilDay>,
    /// The order: `since`, `number` or `due`; that of the view by default. With a hyphen before it, the other way round.
    #[param(max_length = 20)]
    sort: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 16_384)]
    after: Option<String>,
    /// Rows on the page.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u16>,
}

/// A page of matters.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterList {
    /// The matters, or the steps of matters that a body has before it.
    matters: Vec<MatterLineView>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// A matter in a list, or a step of one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterLineView {
    /// Its number.
    number: String,
    /// The version that stands, for acts on it.
    version: i64,
    /// Identifier of the matter.
    kind: &'static str,
    /// What a clerk calls it.
    label: Both,
    /// The unit that applies.
    applicant: String,
    /// Its name.
    applicant_name: Option<String>,
    /// Code of what the first line is about.
    subject: Option<String>,
    /// What that is called, where it is there already and has a name.
    title: Option<String>,
    /// How many things it is about.
    lines_count: i64,
    /// Identifier of how far it has got.
    status: &'static str,
    /// The same in words.
    status_label: Both,
    /// The unit that acts, of a step.
    unit: Option<String>,
    /// What it does, of a step.
    does: Option<&'static str>,
    /// The same in words.
    does_label: Option<Both>,
    /// Since when it stands so: drafted, or waiting.
    since: CivilDay,
    /// The day on which it was handed in first.
    filed_on: Option<CivilDay>,
    /// The last day of the time of whoever has to act.
    due_on: Option<CivilDay>,
    /// Whether a question is open.
    asked: bool,
    /// Whether it was handed in late as an emergency.
    urgent: bool,
    /// What the person is called to whom a step was given; none where anybody of the body may act.
    given_to: Option<String>,
    /// The day on which the step was over.
    closed_on: Option<CivilDay>,
}

impl From<MatterLine> for MatterLineView {
    fn from(line: MatterLine) -> MatterLineView {
        MatterLineView {
            kind: id_of(line.kind),
            label: label_of(line.kind).into(),
            number: line.number,
            version: line.version,
            title: line.title,
            lines_count: line.lines_count,
            applicant: line.applicant,
            applicant_name: line.applicant_name,
            subject: line.subject,
            status: id_of(line.status),
            status_label: label_of(line.status).into(),
            unit: line.unit,
            does: line.does.map(id_of),
            does_label: line.does.map(|does| label_of(does).into()),
            since: CivilDay(line.since),
            filed_on: line.filed_on.map(CivilDay),
            due_on: line.due_on.map(CivilDay),
            asked: line.asked,
            urgent: line.urgent,
            given_to: line.given_to,
            closed_on: line.closed_on.map(CivilDay),
        }
    }
}

/// A page of matters that the caller may see.
#[utoipa::path(
    get, path = "/api/v1/matters", operation_id = "listMatters", tag = "matters", params(MattersQuery),
    responses((status = 200, description = "A page of matters", body = MatterList)),
)]
pub(crate) async fn handler(State(api): State<Api>, who: LoggedIn, Query(query): Query<MattersQuery>) -> Answer<Json<MatterList>> {
    let asked = MattersAsked {
        view: query.view.parse()?,
        kind: query.kind,
        applicant: query.applicant,
        status: query.status,
        search: query.q.map(|word| word.trim().to_owned()),
        due_from: query.due_from.map(|day| day.0),
        due_until: query.due_until.map(|day| day.0),
        sort: query.sort,
        after: query.after,
        limit: page_limit(query.limit)?,
    };
    let (lines, next) = api.service().list_matters(&who.caller, &asked).await?;
    Ok(Json(MatterList { matters: lines.into_iter().map(MatterLineView::from).collect(), next: next.map(|cursor| cursor.to_string()) }))
}
