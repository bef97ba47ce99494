//! `GET /api/v1/duties`: where duties stand, as planned for today; what must be looked at first comes first.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shouwang_app::problem::AppError;
use shouwang_app::service::{DutiesAsked, DutyLine, today};
use shouwang_calendar::{Day, Words};
use utoipa::{IntoParams, ToSchema};

use super::view::{ClauseNumbers, DutyEvidence};
use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::{Both, CivilDay, page_limit, page_skip};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("duties.list");

/// Which duties.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DutiesQuery {
    /// Only what this unit must do.
    unit: Option<String>,
    /// Only this division and all below.
    division: Option<String>,
    /// Only this division itself, without those below it.
    only_division: Option<String>,
    /// Only this status: `breached`, `overdue`, `unknown`, `open`, `fulfilled`, `not_applicable`. May be repeated.
    #[serde(default)]
    #[param(max_items = 6, required = false)]
    status: Vec<String>,
    /// Only this duty, by its full name.
    duty: Option<String>,
    /// Only duties of this article, as `INSTRUMENT/NUMBER`: `hunan-2026/24`.
    #[param(max_length = 200)]
    article: Option<String>,
    /// `own`: only what the caller's own units must do. `below`: only what the other units must do that he sees.
    #[param(max_length = 20)]
    level: Option<String>,
    /// Only duties about rows of this register.
    register: Option<String>,
    /// Only this subject, by its code.
    subject: Option<String>,
    /// Only what is due on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    due_from: Option<CivilDay>,
    /// Only what is due on this day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    due_until: Option<CivilDay>,
    /// Only what has stood as it does since this day or later.
    #[param(value_type = Option<String>, format = Date)]
    since_from: Option<CivilDay>,
    /// Whether it is to be said of each what it rests on.
    #[param(default = false)]
    evidence: Option<bool>,
    /// The order: `urgency`, `due`, `since` or `unit`. With a hyphen before it, the other way round.
    #[param(max_length = 20, default = "urgency")]
    sort: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 16_384)]
    after: Option<String>,
    /// Duties that are passed over before the page begins, from the first one or from where `after` stands.
    #[param(minimum = 0, maximum = 10_000_000, default = 0)]
    skip: Option<u32>,
    /// Rows on the page.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u16>,
}

/// A page of duties.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyList {
    /// The duties, in order: by urgency, then by the day they are due, when no other order is asked for.
    duties: Vec<DutyView>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// Where one duty stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyView {
    /// Full name of the rule.
    duty: String,
    /// What a clerk calls it.
    title: Both,
    /// Instrument and clause, as they are cited.
    article: Both,
    /// The same in numbers; none when the law of today does not know the rule.
    clause: Option<ClauseNumbers>,
    /// The register of the subject.
    register: String,
    /// The subject's code.
    subject: String,
    /// The subject's name, where it has one.
    subject_name: Option<String>,
    /// The calendar period that it is for, such as `2026-Q1`.
    period: Option<String>,
    /// The unit that must act, if it is known.
    unit: Option<String>,
    /// Its name.
    unit_name: Option<String>,
    /// The division of the unit.
    division: Option<String>,
    /// Identifier of the status.
    status: &'static str,
    /// The status in words.
    status_label: Both,
    /// Identifier of the reason.
    reason: String,
    /// The reason in words.
    reason_label: Both,
    /// Whether only the older instrument asks for it.
    supplementary: bool,
    /// The last day on which it can be done in time.
    due_on: Option<CivilDay>,
    /// The moment at which that day ends: until then it is done in time.
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Timestamp>,
    /// First day of the unbroken time with this status; none when it has always been so.
    since_on: Option<CivilDay>,
    /// The next day on which time alone may change it.
    next_change_on: Option<CivilDay>,
    /// The row that decided, where `evidence` was asked for; none also for a period that is over, and while the server loads the facts.
    evidence: Option<DutyEvidence>,
}

impl DutiesQuery {
    /// The question that it asks.
    pub(crate) fn asked(self) -> Result<DutiesAsked, AppError> {
        let limit = page_limit(self.limit)?;
        Ok(DutiesAsked {
            unit: self.unit,
            division: self.division,
            only_division: self.only_division,
            statuses: self.status,
            duty: self.duty,
            article: self.article,
            level: self.level.as_deref().map(str::parse).transpose()?,
            register: self.register,
            subject: self.subject,
            due_from: self.due_from.map(|day| day.0),
            due_until: self.due_until.map(|day| day.0),
            since_from: self.since_from.map(|day| day.0),
            evidence: self.evidence.unwrap_or_default(),
            sort: self.sort,
            after: self.after,
            skip: page_skip(self.skip)?,
            limit,
        })
    }
}

impl From<DutyLine> for DutyView {
    fn from(line: DutyLine) -> DutyView {
        let known = |day: Day| (!day.is_open()).then_some(CivilDay(day));
        let status = line.status;
        DutyView {
            title: (&line.title).into(),
            article: line.article.as_ref().map_or_else(|| (&Words::new("", "")).into(), |cited| (&cited.label).into()),
            clause: line.article.as_ref().map(ClauseNumbers::from),
            reason_label: (&line.reason).into(),
            supplementary: line.supplementary,
            subject_name: line.subject_name,
            unit_name: line.unit_name,
            duty: status.key.duty,
            subject: status.key.subject,
            period: (!status.key.period.is_empty()).then_some(status.key.period),
            register: status.register,
            unit: status.unit,
            division: status.division,
            status: status.status.id(),
            status_label: status.status.label().into(),
            reason: status.reason,
            due_on: known(status.due_on),
            due_at: known(status.due_on).and_then(|day| day.0.plus(1).begins_at()),
            since_on: known(status.since_on),
            next_change_on: known(status.next_change_on),
            evidence: line.evidence.map(DutyEvidence::from),
        }
    }
}

/// Where the duties stand that the caller may see, as planned for today.
#[utoipa::path(
    get, path = "/api/v1/duties", operation_id = "listDuties", tag = "duties", params(DutiesQuery),
    responses((status = 200, description = "A page of duties", body = DutyList)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Query(query): Query<DutiesQuery>,
) -> Answer<Json<DutyList>> {
    let (lines, next) = api.service().list_duties(&who.caller, &query.asked()?, today(info.now)).await?;
    Ok(Json(DutyList { duties: lines.into_iter().map(DutyView::from).collect(), next: next.map(|cursor| cursor.to_string()) }))
}
