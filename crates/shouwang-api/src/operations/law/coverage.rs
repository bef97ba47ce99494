//! `GET /api/v1/law/coverage`: how much of each instrument is carried out, and whether every case of the law data holds.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shouwang_app::problem::AppError;
use utoipa::ToSchema;

use super::view::ClauseView;
use crate::operation::Operation;
use crate::operations::common::Both;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("law.read").long();

/// How much of the law is carried out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Coverage {
    /// Duties that are planned.
    duties_count: usize,
    /// Cases that were run just now.
    cases_count: usize,
    /// Cases whose answer is not the one written down; empty when all is well.
    failures: Vec<CaseFailureView>,
    /// Each instrument.
    instruments: Vec<InstrumentCoverage>,
}

/// A case whose answer is not the one written down.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseFailureView {
    /// File and line.
    place: String,
    /// What is otherwise.
    detail: Both,
}

/// How much of an instrument is carried out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InstrumentCoverage {
    /// Its id.
    id: String,
    /// Articles.
    articles_count: usize,
    /// Clauses: paragraphs and items.
    clauses_count: usize,
    /// Clauses that are neither carried out nor set aside with a reason.
    clauses_without_status_count: usize,
    /// Clauses that are set aside, each with its reason.
    set_aside: Vec<SetAside>,
}

/// A clause that is not carried out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SetAside {
    /// Which.
    clause: ClauseView,
    /// Why.
    reason: Both,
}

/// How much of each instrument is carried out; all cases of the law data are run.
#[utoipa::path(
    get, path = "/api/v1/law/coverage", operation_id = "getCoverage", tag = "law",
    responses((status = 200, description = "How much is carried out", body = Coverage)),
)]
pub(crate) async fn handler(State(api): State<Api>) -> Answer<Json<Coverage>> {
    let book = api.service().book();
    let coverage = tokio::task::spawn_blocking(move || {
        let (cases_count, failures) = shouwang_domain::cases::run_all(&book.program, &book.calendar);
        let failures = failures.into_iter();
        Coverage {
            duties_count: book.program.duties().len(),
            cases_count,
            failures: failures
                .map(|failure| CaseFailureView { place: failure.place.to_string(), detail: Both { zh: failure.zh, en: failure.en } })
                .collect(),
            instruments: book.law.instruments.iter().map(InstrumentCoverage::from).collect(),
        }
    });
    Ok(Json(coverage.await.map_err(AppError::internal)?))
}

impl From<&shouwang_law::model::Instrument> for InstrumentCoverage {
    fn from(instrument: &shouwang_law::model::Instrument) -> InstrumentCoverage {
        use shouwang_law::model::Status;
        let counts = instrument.counts();
        let set_aside = instrument.clauses().filter_map(|clause| match &clause.status {
            Status::NotEncoded(reason) => Some(SetAside { clause: clause.at.into(), reason: reason.into() }),
            _ => None,
        });
        InstrumentCoverage {
            id: instrument.id.to_string(),
            articles_count: counts.articles,
            clauses_count: counts.clauses,
            clauses_without_status_count: counts.clauses_without_status,
            set_aside: set_aside.collect(),
        }
    }
}
