//! `GET /api/v1/policies/{policy}`: one text of policies, beside the one that holds.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use serde::Serialize;
use shouwang_app::admin::{LineChange, PolicyReading, PolicyState, difference};
use utoipa::ToSchema;

use crate::extract::Path;
use crate::operation::{Operation, Versions};
use crate::operations::registers::view::version_header;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("policies.read").versions(Versions::Told);

/// A text of policies, beside the one that holds.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PolicyView {
    /// Which text it is or is to replace.
    name: String,
    /// The policies, in Cedar.
    text: String,
    /// How far it has got.
    state: PolicyStateView,
    /// Number of the act that wrote this version of a draft. In quotes it is the `ETag`. 0 for the text that holds, by its name.
    version: i64,
    /// The account that proposed it; none for what the program carries.
    proposed_by: Option<String>,
    /// The account that approved it.
    approved_by: Option<String>,
    /// The text of this name that holds; none while there is none.
    standing: Option<String>,
    /// From the text that holds to this one, line by line.
    difference: Vec<PolicyLine>,
}

/// How far a text of policies has got.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PolicyStateView {
    /// It is a draft and does nothing.
    Proposed,
    /// It holds.
    InForce,
    /// It was approved, and another one stands in its place.
    Superseded,
}

/// One line of a difference.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PolicyLine {
    /// What becomes of it.
    change: PolicyLineChange,
    /// The line.
    line: String,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PolicyLineChange {
    /// It stands in both texts.
    Kept,
    /// It stands only in the text that holds.
    Removed,
    /// It stands only in this text.
    Added,
}

impl From<PolicyReading> for PolicyView {
    fn from(reading: PolicyReading) -> PolicyView {
        let line = |(change, line): (LineChange, &str)| PolicyLine {
            change: match change {
                LineChange::Kept => PolicyLineChange::Kept,
                LineChange::Removed => PolicyLineChange::Removed,
                LineChange::Added => PolicyLineChange::Added,
            },
            line: line.to_owned(),
        };
        PolicyView {
            difference: difference(reading.standing.as_deref().unwrap_or_default(), &reading.text).into_iter().map(line).collect(),
            state: match reading.state {
                PolicyState::Proposed => PolicyStateView::Proposed,
                PolicyState::InForce => PolicyStateView::InForce,
                PolicyState::Superseded => PolicyStateView::Superseded,
            },
            version: reading.version,
            name: reading.name,
            text: reading.text,
            proposed_by: reading.proposed_by,
            approved_by: reading.approved_by,
            standing: reading.standing,
        }
    }
}

/// A text, with its version in the header, too.
type VersionedPolicy = ([(HeaderName, HeaderValue); 1], Json<PolicyView>);

/// One text of policies, beside the one that holds.
#[utoipa::path(
    get, path = "/api/v1/policies/{policy}", operation_id = "getPolicy", tag = "administration",
    params(("policy" = String, Path, description = "Code of a draft, or the name of a text for the one that holds")),
    responses((status = 200, description = "The text", body = PolicyView)),
)]
pub(crate) async fn handler(State(api): State<Api>, Path(code): Path<String>) -> Answer<VersionedPolicy> {
    let reading = api.service().read_policy(&code).await?;
    Ok(([version_header(reading.version)], Json(reading.into())))
}
