//! `GET /api/v1/law/instruments/{instrument}/articles/{article}`: one article, with our words and the rules as they stand on a day.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::today;
use utoipa::{IntoParams, ToSchema};

use super::view::{ArticleLine, ClauseText, day_or, find};
use crate::extract::{Path, Query};
use crate::frame::RequestInfo;
use crate::operation::Operation;
use crate::operations::common::CivilDay;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("law.read");

/// Which day.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OnDay {
    /// The day on which the rules are to be looked at; today by default.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<CivilDay>,
}

/// One article.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ArticleText {
    /// The instrument.
    instrument: String,
    /// The day that was looked at.
    on: CivilDay,
    /// Whether the instrument is in force on that day.
    in_force: bool,
    /// Which article.
    article: ArticleLine,
    /// Its paragraphs and items, in order.
    clauses: Vec<ClauseText>,
}

/// One article.
#[utoipa::path(
    get, path = "/api/v1/law/instruments/{instrument}/articles/{article}", operation_id = "getArticle", tag = "law",
    params(("instrument" = String, Path, description = "Id of the instrument"), ("article" = u16, Path, description = "Its number"), OnDay),
    responses((status = 200, description = "The article", body = ArticleText)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    Path((id, number)): Path<(String, u16)>,
    Query(query): Query<OnDay>,
) -> Answer<Json<ArticleText>> {
    let book = api.service().book();
    let instrument = find(&book.law, &id)?;
    let article = instrument.article(number).ok_or_else(|| {
        let count = instrument.articles.len();
        AppError::new(
            ProblemCode::NotFound,
            format!("没有第 {number} 条，共 {count} 条"),
            format!("There is no article {number}; there are {count}"),
        )
    })?;
    let day = day_or(query.on, today(info.now));
    Ok(Json(ArticleText {
        instrument: id,
        on: CivilDay(day),
        in_force: instrument.in_force(day),
        article: article.into(),
        clauses: article.clauses.iter().map(|clause| ClauseText::new(&book.law, clause, day)).collect(),
    }))
}
