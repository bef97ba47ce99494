//! `GET /api/v1/law/comparison`: what a newer instrument keeps, changes, drops and adds.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_law::{Change, FieldChange, RuleLine, diff};
use utoipa::{IntoParams, ToSchema};

use super::view::{ClauseView, find};
use crate::extract::{Query, bad_parameter};
use crate::operation::Operation;
use crate::operations::common::Both;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("law.read").fails(&[shouwang_app::problem::ProblemCode::NotFound]);

/// Which two.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Pair {
    /// Id of the older instrument.
    older: String,
    /// Id of the newer instrument.
    newer: String,
}

/// A comparison, rule by rule.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Comparison {
    /// First every rule of the older instrument, then what the newer one adds.
    changes: Vec<RuleChange>,
}

/// What becomes of one rule.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleChange {
    /// `kept`, `changed`, `supplementary`, `dropped` or `added`.
    change: &'static str,
    /// The rule of the older instrument.
    older: Option<ComparedRule>,
    /// The rule of the newer instrument.
    newer: Option<ComparedRule>,
    /// In what they differ.
    fields: Vec<ComparedField>,
    /// Why it is dropped.
    reason: Option<Both>,
}

/// A rule in a comparison.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ComparedRule {
    /// Full name.
    name: String,
    /// Its kind.
    kind: &'static str,
    /// What a clerk calls it.
    title: Both,
    /// The clause it stands under.
    clause: ClauseView,
}

/// A field in which two rules differ; empty texts where it is not there.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ComparedField {
    /// Its name.
    field: &'static str,
    /// In the older rule.
    older: Both,
    /// In the newer rule.
    newer: Both,
}

impl From<RuleLine> for ComparedRule {
    fn from(line: RuleLine) -> ComparedRule {
        ComparedRule { name: line.name.to_string(), kind: line.kind, title: (&line.title).into(), clause: line.clause.into() }
    }
}

impl From<FieldChange> for ComparedField {
    fn from(change: FieldChange) -> ComparedField {
        ComparedField { field: change.field, older: (&change.older).into(), newer: (&change.newer).into() }
    }
}

impl From<Change> for RuleChange {
    fn from(change: Change) -> RuleChange {
        let of = |change, older: Option<RuleLine>, newer: Option<RuleLine>| RuleChange {
            change,
            older: older.map(ComparedRule::from),
            newer: newer.map(ComparedRule::from),
            fields: Vec::new(),
            reason: None,
        };
        match change {
            Change::Kept { older, newer } => of("kept", Some(older), Some(newer)),
            Change::Changed { older, newer, fields } => {
                RuleChange { fields: fields.into_iter().map(ComparedField::from).collect(), ..of("changed", Some(older), Some(newer)) }
            }
            Change::Supplementary { older } => of("supplementary", Some(older), None),
            Change::Dropped { older, reason } => RuleChange { reason: Some((&reason).into()), ..of("dropped", Some(older), None) },
            Change::Added { newer } => of("added", None, Some(newer)),
        }
    }
}

/// What a newer instrument keeps, changes, drops and adds.
#[utoipa::path(
    get, path = "/api/v1/law/comparison", operation_id = "compareInstruments", tag = "law", params(Pair),
    responses((status = 200, description = "The comparison", body = Comparison)),
)]
pub(crate) async fn handler(State(api): State<Api>, Query(pair): Query<Pair>) -> Answer<Json<Comparison>> {
    let book = api.service().book();
    let (older, newer) = (find(&book.law, &pair.older)?, find(&book.law, &pair.newer)?);
    if older.from >= newer.from {
        return Err(bad_parameter("older", "the older instrument has to begin before the newer one").into());
    }
    Ok(Json(Comparison { changes: diff(older, newer).into_iter().map(RuleChange::from).collect() }))
}
