//! `GET /api/v1/matters/findings/counts`: how much is there without a matter.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_app::service::{FindingCount, FindingsAsked};
use utoipa::{IntoParams, ToSchema};

use super::form_view::{id_of, label_of};
use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::Both;
use crate::operations::duties::view::ClauseNumbers;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.findings");

/// Which are counted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FindingCountsQuery {
    /// Only what this article asks a matter for.
    #[param(max_length = 200)]
    article: Option<String>,
    /// Only of this register.
    #[param(max_length = 100)]
    register: Option<String>,
    /// Only what this unit answers for.
    unit: Option<String>,
}

/// How much is there without a matter.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FindingCounts {
    /// By article and register; what there is none of is left out.
    counts: Vec<FindingCountView>,
}

/// How much of one register is there without the matter that one article asks for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FindingCountView {
    /// The article, as it is cited.
    article: Both,
    /// The same in numbers.
    clause: ClauseNumbers,
    /// The register.
    register: &'static str,
    /// What a clerk calls the register.
    register_label: Both,
    /// Identifier of the matter that should stand behind it.
    matter: &'static str,
    /// The same in words.
    matter_label: Both,
    /// How much began since a law asked for it, counted to 10,000.
    count: i64,
    /// How much began before.
    earlier_count: i64,
    /// Whether there is more than was counted.
    more: bool,
}

impl From<FindingCount> for FindingCountView {
    fn from(count: FindingCount) -> FindingCountView {
        FindingCountView {
            article: (&count.article.label).into(),
            clause: (&count.article).into(),
            register: count.register,
            register_label: count.label.into(),
            matter: id_of(count.matter),
            matter_label: label_of(count.matter).into(),
            count: count.count,
            earlier_count: count.earlier_count,
            more: count.more,
        }
    }
}

/// How much of what the caller may see is there without the matter that the law asks for.
#[utoipa::path(
    get, path = "/api/v1/matters/findings/counts", operation_id = "countFindings", tag = "matters", params(FindingCountsQuery),
    responses((status = 200, description = "How much", body = FindingCounts)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Query(query): Query<FindingCountsQuery>,
) -> Answer<Json<FindingCounts>> {
    let FindingCountsQuery { article, register, unit } = query;
    let asked = FindingsAsked { article, register, unit, ..FindingsAsked::default() };
    let counts = api.service().count_findings(&who.caller, &asked, &api.edge(&info)).await?;
    Ok(Json(FindingCounts { counts: counts.into_iter().map(FindingCountView::from).collect() }))
}
