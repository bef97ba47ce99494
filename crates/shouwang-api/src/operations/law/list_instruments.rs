//! `GET /api/v1/law/instruments`: the instruments that the program carries.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shouwang_law::model::Instrument;
use utoipa::ToSchema;

use crate::extract::Query;
use crate::operation::Operation;
use crate::operations::common::{Both, CivilDay};
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("law.read");

/// The instruments.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Instruments {
    /// By their first day in force when no other order is asked for.
    instruments: Vec<InstrumentLine>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// An instrument in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InstrumentLine {
    /// Its id.
    pub(crate) id: String,
    /// Full title.
    pub(crate) title: Both,
    /// Short title.
    pub(crate) short: Both,
    /// The document's number.
    pub(crate) number: Option<String>,
    /// Who issued it.
    pub(crate) issuer: Both,
    /// First day in force.
    pub(crate) from: CivilDay,
    /// How sure the first day is.
    pub(crate) from_certainty: Both,
    /// Last day in force; none: until further notice.
    pub(crate) until: Option<CivilDay>,
    /// Articles.
    pub(crate) articles_count: usize,
    /// Clauses: paragraphs and items.
    pub(crate) clauses_count: usize,
    /// Duties among its rules.
    pub(crate) duties_count: usize,
}

impl From<&Instrument> for InstrumentLine {
    fn from(instrument: &Instrument) -> InstrumentLine {
        use shouwang_calendar::Lang;
        let counts = instrument.counts();
        let certainty = instrument.from_certainty;
        InstrumentLine {
            id: instrument.id.to_string(),
            title: (&instrument.title).into(),
            short: (&instrument.short).into(),
            number: instrument.number.clone(),
            issuer: (&instrument.issuer).into(),
            from: CivilDay(instrument.from),
            from_certainty: Both { zh: certainty.words(Lang::Zh).to_owned(), en: certainty.words(Lang::En).to_owned() },
            until: instrument.until.map(CivilDay),
            articles_count: counts.articles,
            clauses_count: counts.clauses,
            duties_count: instrument.duties().count(),
        }
    }
}

/// The instruments, by their first day in force.
#[utoipa::path(
    get, path = "/api/v1/law/instruments", operation_id = "listInstruments", tag = "law", params(ListedQuery),
    responses((status = 200, description = "The instruments", body = Instruments)),
)]
pub(crate) async fn handler(State(api): State<Api>, Query(query): Query<ListedQuery>) -> Answer<Json<Instruments>> {
    let book = api.service().book();
    let page = query.page(book.law.instruments.iter().map(InstrumentLine::from).collect(), |line| line.id.clone())?;
    Ok(Json(Instruments { instruments: page.rows, next: page.next }))
}
