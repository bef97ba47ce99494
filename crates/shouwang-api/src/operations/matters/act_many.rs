//! `POST /api/v1/matters/acts`: like acts on many matters at once.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_app::service::{ActAsked, ActOutcome};
use shouwang_calendar::Lang;
use utoipa::ToSchema;

use super::act::{ACT_CHARS_MAX, check_chars, read_words};
use super::form_view::id_of;
use crate::extract::Json as JsonBody;
use crate::frame::RequestInfo;
use crate::gate::{IdempotencyKey, LoggedIn};
use crate::operation::{Operation, Takes};
use crate::problem::{Answer, ProblemBody};
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.act").takes(Takes::Json).keyed().long();

/// Characters of a number.
const NUMBER_CHARS_MAX: usize = 100;

/// What is done with which matters.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MatterActsBody {
    /// Each matter once.
    #[schema(min_items = 1, max_items = 200)]
    acts: Vec<OneMatterAct>,
}

/// What is done with one matter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneMatterAct {
    /// Number of the matter.
    #[schema(max_length = 100)]
    number: String,
    /// `submit`, `withdraw`, `answer`, `ask`, `return`, `pass`, `refuse`, `transfer` or `carry_out`.
    #[schema(max_length = 20)]
    act: String,
    /// As for one matter alone.
    #[schema(max_length = 2000)]
    words: Option<String>,
    /// The version that was seen.
    version: i64,
}

/// What became of each.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterOutcomes {
    /// In the order of the acts.
    outcomes: Vec<MatterOutcome>,
}

/// What became of one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterOutcome {
    /// Number of the matter.
    number: String,
    /// Identifier of how far it has got; none where nothing was done.
    status: Option<&'static str>,
    /// The version that stands; none where nothing was done.
    version: Option<i64>,
    /// Why nothing was done.
    problem: Option<ProblemBody>,
}

impl MatterOutcome {
    fn new(outcome: ActOutcome, request: &str, lang: Lang) -> MatterOutcome {
        let ActOutcome { number, done } = outcome;
        match done {
            Ok(done) => MatterOutcome { number, status: Some(id_of(done.status)), version: Some(done.version), problem: None },
            Err(error) => {
                let problem = Some(ProblemBody::new(&error, request, lang));
                MatterOutcome { number, status: None, version: None, problem }
            }
        }
    }
}

/// Does something with several matters, each for itself: what is refused leaves the others done.
#[utoipa::path(
    post, path = "/api/v1/matters/acts", operation_id = "actOnMatters", tag = "matters", request_body = MatterActsBody,
    responses((status = 200, description = "What became of each", body = MatterOutcomes)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    axum::Extension(key): axum::Extension<IdempotencyKey>,
    JsonBody(body): JsonBody<MatterActsBody>,
) -> Answer<Json<MatterOutcomes>> {
    let mut acts = Vec::with_capacity(body.acts.len());
    for (at, OneMatterAct { number, act, words, version }) in body.acts.into_iter().enumerate() {
        check_chars(&number, NUMBER_CHARS_MAX, &format!("/acts/{at}/number"))?;
        check_chars(&act, ACT_CHARS_MAX, &format!("/acts/{at}/act"))?;
        let words = read_words(words, &format!("/acts/{at}/words"))?;
        let key = Some(format!("{}/{number}", key.0));
        acts.push((number, ActAsked { act, words, version, key }));
    }
    let outcomes = api.service().act_on_matters(&who.caller, acts, &api.edge(&info)).await?;
    let outcomes = outcomes.into_iter().map(|outcome| MatterOutcome::new(outcome, &info.id, info.lang));
    Ok(Json(MatterOutcomes { outcomes: outcomes.collect() }))
}
