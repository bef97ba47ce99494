//! `GET /api/v1/search`: a word across all registers that the caller may read.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_app::service::registers::register;
use utoipa::{IntoParams, ToSchema};

use crate::extract::{Query, bad_parameter};
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::registers::view::StoredRow;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.search");

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WordQuery {
    /// A word in the code or in one of the texts of a row.
    #[param(min_length = 1, max_length = 100)]
    q: String,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchResult {
    /// By register, in the order of the workbook; at most about 50 rows.
    found: Vec<FoundIn>,
}

/// Rows of one register that hold the word.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundIn {
    /// The register.
    register: &'static str,
    /// The first five.
    rows: Vec<StoredRow>,
    /// Whether there are more; list them with the parameter `q`.
    more: bool,
}

/// A word across all registers that the caller may read.
#[utoipa::path(
    get, path = "/api/v1/search", operation_id = "search", tag = "registers", params(WordQuery),
    responses((status = 200, description = "What was found", body = SearchResult)),
)]
pub(crate) async fn handler(State(api): State<Api>, who: LoggedIn, Query(query): Query<WordQuery>) -> Answer<Json<SearchResult>> {
    let word = query.q.trim();
    if word.is_empty() || word.chars().count() > 100 {
        return Err(bad_parameter("q", "1 to 100 characters are expected").into());
    }
    let mut found = Vec::new();
    for rows in api.service().search(&who.caller, word).await? {
        let def = register(rows.register)?;
        found.push(FoundIn {
            register: rows.register,
            rows: rows.rows.iter().map(|stored| StoredRow::new(def, &stored.row, stored.version)).collect(),
            more: rows.more,
        });
    }
    Ok(Json(SearchResult { found }))
}
