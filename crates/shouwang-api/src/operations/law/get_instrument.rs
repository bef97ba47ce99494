//! `GET /api/v1/law/instruments/{instrument}`: one instrument with its chapters and the list of its articles.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::list_instruments::InstrumentLine;
use super::view::{ArticleLine, find};
use crate::extract::Path;
use crate::operation::Operation;
use crate::operations::common::{Both, CivilDay};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("law.read");

/// One instrument.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InstrumentView {
    /// What the list says of it.
    instrument: InstrumentLine,
    /// Instruments that stand where both speak of one thing.
    yields_to: Vec<String>,
    /// Texts that it cites.
    cites: Vec<Cited>,
    /// Titles of its chapters, in order.
    chapters: Vec<Both>,
    /// Its articles, in order.
    articles: Vec<ArticleLine>,
}

/// Another text that an instrument builds on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Cited {
    /// Its name.
    title: Both,
    /// Which version was looked at.
    version: String,
    /// When it was looked at.
    checked: CivilDay,
}

/// One instrument.
#[utoipa::path(
    get, path = "/api/v1/law/instruments/{instrument}", operation_id = "getInstrument", tag = "law",
    params(("instrument" = String, Path, description = "Its id")),
    responses((status = 200, description = "The instrument", body = InstrumentView)),
)]
pub(crate) async fn handler(State(api): State<Api>, Path(id): Path<String>) -> Answer<Json<InstrumentView>> {
    let book = api.service().book();
    let instrument = find(&book.law, &id)?;
    let cites = instrument.cites.iter().map(|cited| Cited {
        title: (&cited.title).into(),
        version: cited.version.clone(),
        checked: CivilDay(cited.checked),
    });
    Ok(Json(InstrumentView {
        instrument: instrument.into(),
        yields_to: instrument.yields_to.iter().map(ToString::to_string).collect(),
        cites: cites.collect(),
        chapters: instrument.chapters.iter().map(Both::from).collect(),
        articles: instrument.articles.iter().map(ArticleLine::from).collect(),
    }))
}
