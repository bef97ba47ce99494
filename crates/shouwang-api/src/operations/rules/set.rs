//! `POST /api/v1/rules/settings`: a supplementary rule is switched, or a reading chosen.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::RuleDecision;
use shouwang_calendar::Day;
use utoipa::ToSchema;

use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::gate::{IdempotencyKey, LoggedIn};
use crate::operation::{Operation, Takes};
use crate::operations::common::{CivilDay, legal_day};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("rules.set").takes(Takes::Json).keyed().fails(&[
    ProblemCode::Conflict,
    ProblemCode::BadParameter,
    ProblemCode::Overtaken,
]);

/// What is decided on a rule.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleBody {
    /// The rule's full name, or the id of the reading.
    rule: String,
    /// `off`, `on`, or a choice of the reading.
    setting: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: CivilDay,
    /// Last day; until further notice by default.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<CivilDay>,
    /// Why.
    reason: String,
    /// The version of the decision on this rule from this first day on that this one replaces; none: there is none.
    version: Option<i64>,
}

/// A decision on record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleSet {
    /// Number of the act; none when it was so already.
    act: Option<i64>,
}

/// Switches a supplementary rule, or chooses a reading, for the competent department that the caller acts for.
#[utoipa::path(
    post, path = "/api/v1/rules/settings", operation_id = "setRule", tag = "law", request_body = RuleBody,
    responses((status = 201, description = "It is on record", body = RuleSet)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    axum::Extension(key): axum::Extension<IdempotencyKey>,
    JsonBody(body): JsonBody<RuleBody>,
) -> Answer<(StatusCode, Json<RuleSet>)> {
    let decision = RuleDecision {
        rule: body.rule,
        setting: body.setting,
        from: legal_day("from", body.from)?,
        until: body.until.map_or(Ok(Day::MAX), |day| legal_day("until", day))?,
        reason: body.reason,
        version: body.version,
    };
    let written = api.service().set_rule(&who.caller, &decision, Some(key.0), &api.edge(&info)).await?;
    Ok((StatusCode::CREATED, Json(RuleSet { act: written.act })))
}
