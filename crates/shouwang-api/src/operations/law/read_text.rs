//! `POST /api/v1/law/text`: a published text, clause by clause, with what the law data makes of each. Nothing is kept.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use serde::Serialize;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::today;
use shouwang_calendar::Lang;
use shouwang_law::official::{OfficialText, compare, instrument_of};
use utoipa::ToSchema;

use super::view::{ClauseText, ClauseView};
use crate::frame::RequestInfo;
use crate::operation::{Operation, Takes};
use crate::operations::common::Both;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("law.read").takes(Takes::Text(shouwang_law::official::TEXT_BYTES_MAX));

/// A published text beside the law data.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadText {
    /// Its title.
    title: String,
    /// The instrument of the law data that it is; none when there is no such.
    instrument: Option<String>,
    /// Clauses, in order.
    clauses: Vec<ReadClause>,
    /// Where it is otherwise than the text that the law data was written for; empty when it is the same.
    findings: Vec<Both>,
    /// What in it could not be read as chapters, articles and clauses.
    problems: Vec<TextProblemView>,
}

/// A clause of a published text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadClause {
    /// Which.
    clause: ClauseView,
    /// The text, as it was sent.
    text: String,
    /// SM3 of the text in its normal form.
    sm3: String,
    /// What the law data makes of it.
    ours: Option<ClauseText>,
}

/// Something that could not be read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TextProblemView {
    /// Line, from 1.
    line: u32,
    /// What is wrong.
    detail: Both,
}

/// Reads a published text and sets it beside the law data. Nothing is kept.
#[utoipa::path(
    post, path = "/api/v1/law/text", operation_id = "readLawText", tag = "law",
    request_body(content = String, content_type = "text/plain", description = "The published text, in UTF-8"),
    responses((status = 200, description = "The text beside the law data", body = ReadText)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, bytes: Bytes) -> Answer<Json<ReadText>> {
    let text = OfficialText::from_bytes(&bytes).map_err(|error| {
        let (line, words) = (error.line, error.words);
        AppError::new(ProblemCode::Invalid, format!("第 {line} 行：{}", words.zh), format!("line {line}: {}", words.en))
    })?;
    let book = api.service().book();
    let instrument = instrument_of(&book.law, &text);
    let day = today(info.now);
    let findings = instrument.map(|instrument| compare(instrument, &text)).unwrap_or_default();
    let clauses = text.clauses.iter().map(|clause| ReadClause {
        clause: clause.at.into(),
        text: clause.text.clone(),
        sm3: clause.sm3(),
        ours: instrument.and_then(|instrument| instrument.clause(clause.at)).map(|ours| ClauseText::new(&book.law, ours, day)),
    });
    let problems = text.problems.iter().map(|problem| TextProblemView { line: problem.line, detail: (&problem.words).into() });
    Ok(Json(ReadText {
        instrument: instrument.map(|instrument| instrument.id.to_string()),
        clauses: clauses.collect(),
        findings: findings.iter().map(|finding| Both { zh: finding.message(Lang::Zh), en: finding.message(Lang::En) }).collect(),
        problems: problems.collect(),
        title: text.title.clone(),
    }))
}
