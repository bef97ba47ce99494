//! `GET /verify`: the page on which anybody verifies a receipt.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use shouwang_app::problem::ProblemCode;
use utoipa::IntoParams;

use super::receipt_page::{Outcome, page};
use super::view::check_published;
use crate::extract::{Query, bad_parameter};
use crate::frame::RequestInfo;
use crate::operation::{HTML, Operation};
use crate::page::language;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("ledger.receipt").gives(&[HTML]).fails(&[ProblemCode::NotFound]);

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageQuery {
    /// `zh` or `en`; otherwise the one that the browser likes best.
    #[param(max_length = 10)]
    pub(super) lang: Option<String>,
}

impl PageQuery {
    /// The language of the page.
    pub(super) fn language(&self, info: &RequestInfo) -> shouwang_calendar::Lang {
        language(self.lang.as_ref().map(|lang| format!("lang={lang}")).as_deref(), info.lang)
    }
}

/// In which language, and what a paper's code says of an entry.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PaperQuery {
    /// `zh` or `en`; otherwise the one that the browser likes best.
    #[param(max_length = 10)]
    lang: Option<String>,
    /// Number of the entry that a paper names.
    entry: Option<u64>,
    /// The entry's fingerprint on the paper: SM3 of its leaf.
    #[param(max_length = 64)]
    leaf: Option<String>,
}

/// The page on which anybody verifies a receipt, without logging in and without scripts. The code on a paper leads here with the entry that it
/// names: then the page says whether that entry has this fingerprint.
#[utoipa::path(
    get, path = "/verify", operation_id = "showReceiptPage", tag = "publication", params(PaperQuery),
    responses((status = 200, description = "The page", body = String, content_type = "text/html")),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, Query(query): Query<PaperQuery>) -> Answer<Response> {
    check_published(&api)?;
    // The ledger counts no further, and so says the document.
    if query.entry.is_some_and(|entry| i64::try_from(entry).is_err()) {
        return Err(bad_parameter("entry", "too large").into());
    }
    let outcome = match (query.entry, &query.leaf) {
        (Some(seq), Some(leaf)) => Outcome::Compared(seq, api.service().compare_fingerprint(seq, leaf).await?),
        _ => Outcome::Asked,
    };
    Ok(page(PageQuery { lang: query.lang }.language(&info), &outcome, "").respond(StatusCode::OK))
}
