//! `POST /api/v1/matters/{number}/acts`: somebody does something with a matter.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use serde::Deserialize;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::ActAsked;
use utoipa::ToSchema;

use super::view::MatterWhole;
use crate::extract::{IfMatch, Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::{IdempotencyKey, LoggedIn};
use crate::operation::{Operation, Takes, Versions};
use crate::operations::registers::view::version_header;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("matters.act").takes(Takes::Json).keyed().versions(Versions::Matched).fails(&[ProblemCode::Conflict]);

/// Characters of a question, an answer or a reason.
const WORDS_CHARS_MAX: usize = 2_000;
/// Characters of the name of an act.
pub(super) const ACT_CHARS_MAX: usize = 20;

/// What is done.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MatterActBody {
    /// `submit`, `withdraw`, `answer`, `ask`, `return`, `pass`, `refuse`, `transfer` or `carry_out`.
    #[schema(max_length = 20)]
    act: String,
    /// The question, the answer, the reason: of `submit` why it comes late in an emergency, of `pass` why an unmet precondition is no hindrance.
    /// Of `transfer` the account.
    #[schema(max_length = 2000)]
    words: Option<String>,
}

/// What was said; nothing where nothing was.
pub(super) fn read_words(words: Option<String>, place: &str) -> Answer<Option<String>> {
    let words = words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
    check_chars(words.as_deref().unwrap_or_default(), WORDS_CHARS_MAX, place)?;
    Ok(words)
}

/// Refuses a text that is longer than the document allows.
pub(super) fn check_chars(text: &str, chars_max: usize, place: &str) -> Answer<()> {
    if text.chars().count() > chars_max {
        let (zh, en) = (format!("至多{chars_max}字"), format!("at most {chars_max} characters"));
        return Err(AppError::invalid_at(place, zh, en).into());
    }
    Ok(())
}

/// Does something with a matter in the version that `If-Match` names. What follows from it in the registers is written in the same act.
#[utoipa::path(
    post, path = "/api/v1/matters/{number}/acts", operation_id = "actOnMatter", tag = "matters", request_body = MatterActBody,
    params(("number" = String, Path, description = "Number of the matter")),
    responses((status = 201, description = "The matter as it stands", body = MatterWhole)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    axum::Extension(key): axum::Extension<IdempotencyKey>,
    Path(number): Path<String>,
    IfMatch(version): IfMatch,
    JsonBody(body): JsonBody<MatterActBody>,
) -> Answer<(StatusCode, [(HeaderName, HeaderValue); 1], Json<MatterWhole>)> {
    let MatterActBody { act, words } = body;
    let words = read_words(words, "/words")?;
    let asked = ActAsked { act, words, version, key: Some(key.0) };
    let done = api.service().act_on_matter(&who.caller, &number, asked, &api.edge(&info)).await?;
    Ok((StatusCode::CREATED, [version_header(done.version)], Json(done.into())))
}
