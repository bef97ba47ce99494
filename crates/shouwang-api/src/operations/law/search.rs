//! `GET /api/v1/law/search`: clauses and rules that hold a text in their words.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_app::service::today;
use shouwang_law::model::{Clause, Rule};
use utoipa::{IntoParams, ToSchema};

use super::view::{ClauseText, day_or, holds};
use crate::extract::{Query, bad_parameter};
use crate::frame::RequestInfo;
use crate::operation::Operation;
use crate::operations::common::CivilDay;
use crate::problem::Answer;
use crate::state::Api;

/// Clauses in one answer.
const FOUND_MAX: usize = 100;

pub(crate) const OPERATION: Operation = Operation::of("law.read");

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// A text in the words of a clause or rule, in Chinese or English; or a rule's name.
    #[param(min_length = 1, max_length = 100)]
    q: String,
    /// The day on which the rules are to be looked at; today by default.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<CivilDay>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LawFound {
    /// At most 100 clauses, by instrument and article.
    found: Vec<FoundClause>,
    /// Whether there are more.
    more: bool,
}

/// A clause that holds the text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundClause {
    /// The instrument.
    instrument: String,
    /// The clause.
    clause: ClauseText,
}

/// Clauses and rules that hold a text.
#[utoipa::path(
    get, path = "/api/v1/law/search", operation_id = "searchLaw", tag = "law", params(Wanted),
    responses((status = 200, description = "What was found", body = LawFound)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, Query(query): Query<Wanted>) -> Answer<Json<LawFound>> {
    let wanted = query.q.trim().to_lowercase();
    if wanted.is_empty() || wanted.chars().count() > 100 {
        return Err(bad_parameter("q", "1 to 100 characters are expected").into());
    }
    let book = api.service().book();
    let day = day_or(query.on, today(info.now));
    let clauses = book.law.instruments.iter().flat_map(|instrument| instrument.clauses().map(move |clause| (instrument, clause)));
    let mut found: Vec<_> = clauses
        .filter(|(_, clause)| fits(clause, &wanted))
        .take(FOUND_MAX + 1)
        .map(|(instrument, clause)| FoundClause { instrument: instrument.id.to_string(), clause: ClauseText::new(&book.law, clause, day) })
        .collect();
    let more = found.len() > FOUND_MAX;
    found.truncate(FOUND_MAX);
    Ok(Json(LawFound { found, more }))
}

fn fits(clause: &Clause, wanted: &str) -> bool {
    let rule_fits = |rule: &Rule| {
        rule.title().is_some_and(|title| holds(title, wanted)) || rule.name().is_some_and(|name| name.to_string().contains(wanted))
    };
    holds(&clause.gloss, wanted) || clause.rules.iter().any(rule_fits)
}
