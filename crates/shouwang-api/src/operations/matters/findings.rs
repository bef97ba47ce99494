//! `GET /api/v1/matters/findings`: what is there without a matter.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_app::service::{Finding, FindingsAsked};
use utoipa::{IntoParams, ToSchema};

use super::form_view::{id_of, label_of};
use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::{Both, CivilDay, page_limit};
use crate::operations::duties::view::ClauseNumbers;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.findings");

/// Which findings.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FindingsQuery {
    /// Only what this article asks a matter for: `hunan-2026/20`.
    #[param(max_length = 200)]
    article: Option<String>,
    /// Only of this register.
    #[param(max_length = 100)]
    register: Option<String>,
    /// Only what this unit answers for.
    unit: Option<String>,
    /// What began before any law asked for the matter, in place of what began since: its papers are to be entered.
    #[serde(default)]
    #[param(required = false)]
    earlier: bool,
    /// The order within one article and register: `code`, or `-code` for the other way round.
    #[param(max_length = 20, default = "code")]
    sort: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 16_384)]
    after: Option<String>,
    /// Rows on the page.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u16>,
}

impl FindingsQuery {
    pub(super) fn asked(self) -> Answer<FindingsAsked> {
        let FindingsQuery { article, register, unit, earlier, sort, after, limit } = self;
        Ok(FindingsAsked { article, register, unit, earlier, sort, after, limit: page_limit(limit)? })
    }
}

/// A page of findings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FindingList {
    /// The findings.
    findings: Vec<FindingView>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// Something that is there without a matter.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FindingView {
    /// Its register.
    register: &'static str,
    /// What a clerk calls the register.
    register_label: Both,
    /// Its code.
    code: String,
    /// What it is called.
    title: String,
    /// The unit that answers for it.
    unit: Option<String>,
    /// The unit's name.
    unit_name: Option<String>,
    /// The article that asks for the matter, as it is cited.
    article: Both,
    /// The same in numbers.
    clause: ClauseNumbers,
    /// Identifier of the matter that should stand behind it.
    matter: &'static str,
    /// The same in words.
    matter_label: Both,
    /// Since when it is there; none where nobody knows.
    since: Option<CivilDay>,
}

impl From<Finding> for FindingView {
    fn from(finding: Finding) -> FindingView {
        FindingView {
            register: finding.register,
            register_label: finding.label.into(),
            code: finding.code,
            title: finding.title,
            unit: finding.unit,
            unit_name: finding.unit_name,
            article: (&finding.article.label).into(),
            clause: (&finding.article).into(),
            matter: id_of(finding.matter),
            matter_label: label_of(finding.matter).into(),
            since: finding.since.map(CivilDay),
        }
    }
}

/// What is there of what the caller may see and may not be there without a matter, and no permission names it. A permission counts wherever it came
/// from, a matter or a paper that was entered.
#[utoipa::path(
    get, path = "/api/v1/matters/findings", operation_id = "listFindings", tag = "matters", params(FindingsQuery),
    responses((status = 200, description = "A page of findings", body = FindingList)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Query(query): Query<FindingsQuery>,
) -> Answer<Json<FindingList>> {
    let (findings, next) = api.service().list_findings(&who.caller, &query.asked()?, &api.edge(&info)).await?;
    Ok(Json(FindingList { findings: findings.into_iter().map(FindingView::from).collect(), next }))
}
