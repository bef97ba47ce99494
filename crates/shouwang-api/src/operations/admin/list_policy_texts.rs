//! `GET /api/v1/policy-texts`: the texts of policies that hold, by their names.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shouwang_app::service::StandingPolicy;
use utoipa::ToSchema;

use crate::extract::Query;
use crate::operation::Operation;
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("policies.read");

/// The texts of policies that hold.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PolicyTexts {
    /// By their names.
    texts: Vec<PolicyTextView>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// A text of policies that holds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyText)]
pub(crate) struct PolicyTextView {
    /// Its name; with it the text is read, and replaced.
    name: String,
    /// Whether the program brings a text of this name along.
    carried: bool,
    /// Whether a text that was approved stands in the place of the one that the program brings along, or is one of its own.
    approved: bool,
}

impl From<StandingPolicy> for PolicyTextView {
    fn from(standing: StandingPolicy) -> PolicyTextView {
        PolicyTextView { name: standing.name, carried: standing.carried, approved: standing.approved }
    }
}

/// The texts of policies that hold.
#[utoipa::path(
    get, path = "/api/v1/policy-texts", operation_id = "listPolicyTexts", tag = "administration", params(ListedQuery),
    responses((status = 200, description = "Their names", body = PolicyTexts)),
)]
pub(crate) async fn handler(State(api): State<Api>, Query(query): Query<ListedQuery>) -> Answer<Json<PolicyTexts>> {
    let texts = api.service().standing_policies().into_iter().map(PolicyTextView::from).collect();
    let page = query.page(texts, |text| text.name.clone())?;
    Ok(Json(PolicyTexts { texts: page.rows, next: page.next }))
}
