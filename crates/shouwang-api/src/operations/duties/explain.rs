//! `GET /api/v1/duties/{instrument}/{rule}/subjects/{subject}`: why a duty stands where it stands, and what would fulfil it.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shouwang_app::service::today;
use utoipa::{IntoParams, ToSchema};

use super::view::Explanation;
use crate::extract::{Path, Query};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::{CivilDay, legal_day};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("duties.explain").long();

/// On which day, as known when.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExplainQuery {
    /// The day that is asked about; today by default.
    #[param(value_type = Option<String>, format = Date)]
    as_of: Option<CivilDay>,
    /// As known at this moment; as known now by default.
    #[param(value_type = Option<String>, format = DateTime)]
    known_at: Option<Timestamp>,
}

/// Why a duty stands where it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Explained {
    /// One for each duty of that name.
    explanations: Vec<Explanation>,
}

/// Which duty of what.
#[derive(Debug, Deserialize)]
pub(crate) struct ExplainPath {
    instrument: String,
    rule: String,
    subject: String,
}

/// Why a duty stands where it stands, and what would fulfil it.
#[utoipa::path(
    get, path = "/api/v1/duties/{instrument}/{rule}/subjects/{subject}", operation_id = "explainDuty", tag = "duties",
    params(
        ("instrument" = String, Path, description = "Id of the instrument"),
        ("rule" = String, Path, description = "Id of the rule within it"),
        ("subject" = String, Path, description = "Code of the subject, with a slash in it as `%2F`"),
        ExplainQuery,
    ),
    responses((status = 200, description = "Why, and what would fulfil it", body = Explained)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(path): Path<ExplainPath>,
    Query(query): Query<ExplainQuery>,
) -> Answer<Json<Explained>> {
    let day = query.as_of.map_or_else(|| Ok(today(info.now)), |day| legal_day("as_of", day))?;
    let duty = format!("{}/{}", path.instrument, path.rule);
    let when = (day, query.known_at);
    let explanations = api.service().explain_duty(&who.caller, (&duty, &path.subject), when).await?;
    Ok(Json(Explained { explanations: explanations.into_iter().map(Explanation::from).collect() }))
}
