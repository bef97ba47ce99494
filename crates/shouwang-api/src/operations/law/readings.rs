//! `GET /api/v1/law/readings`: where a text can be read in several ways, and the outside facts that rules rest on.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shouwang_calendar::Lang;
use shouwang_law::model::{Fact, Reading};
use utoipa::ToSchema;

use crate::extract::Query;
use crate::operation::Operation;
use crate::operations::common::{Both, CivilDay};
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("law.read");

/// Readings and outside facts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Readings {
    /// Where a text can be read in several ways.
    readings: Vec<ReadingView>,
    /// Facts from elsewhere that rules rest on, all of them; conditions and order are of the readings.
    facts: Vec<OutsideFact>,
    /// Where the next page of readings begins; none on the last one.
    next: Option<String>,
}

/// A choice between ways to read a text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadingView {
    /// Its id, as a rule setting names it.
    id: String,
    /// What is chosen.
    title: Both,
    /// The way that is taken unless a rule setting says otherwise.
    choice: String,
    /// The ways.
    choices: Vec<ReadingChoiceView>,
    /// Why this way is taken.
    reason: Both,
}

/// One way to read a text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadingChoiceView {
    /// Its id.
    id: String,
    /// What it means.
    words: Both,
}

/// A fact that is not in the instruments.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OutsideFact {
    /// Its id.
    id: String,
    /// What it is.
    title: Both,
    /// Where it comes from.
    source: Both,
    /// How sure it is.
    certainty: Both,
    /// When it was checked.
    checked: CivilDay,
}

impl From<&Reading> for ReadingView {
    fn from(reading: &Reading) -> ReadingView {
        let choices = reading.choices.iter();
        ReadingView {
            id: reading.id.clone(),
            title: (&reading.title).into(),
            choice: reading.choice.clone(),
            choices: choices.map(|choice| ReadingChoiceView { id: choice.id.clone(), words: (&choice.words).into() }).collect(),
            reason: (&reading.reason).into(),
        }
    }
}

impl From<&Fact> for OutsideFact {
    fn from(fact: &Fact) -> OutsideFact {
        OutsideFact {
            id: fact.id.clone(),
            title: (&fact.title).into(),
            source: (&fact.source).into(),
            certainty: Both { zh: fact.status.words(Lang::Zh).to_owned(), en: fact.status.words(Lang::En).to_owned() },
            checked: CivilDay(fact.checked),
        }
    }
}

/// Readings and outside facts.
#[utoipa::path(
    get, path = "/api/v1/law/readings", operation_id = "listReadings", tag = "law", params(ListedQuery),
    responses((status = 200, description = "Readings and outside facts", body = Readings)),
)]
pub(crate) async fn handler(State(api): State<Api>, Query(query): Query<ListedQuery>) -> Answer<Json<Readings>> {
    let book = api.service().book();
    let page = query.page(book.law.readings.iter().map(ReadingView::from).collect(), |reading| reading.id.clone())?;
    Ok(Json(Readings { readings: page.rows, facts: book.law.facts.iter().map(OutsideFact::from).collect(), next: page.next }))
}
