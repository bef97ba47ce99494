//! `POST /api/v1/divisions`: the divisions that the program carries, put on record, so that nobody has to type them.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use shouwang_app::problem::ProblemCode;
use utoipa::IntoParams;

use super::write_rows::ActView;
use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::gate::{IdempotencyKey, LoggedIn};
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation =
    Operation::of("registers.write").keyed().long().fails(&[ProblemCode::Conflict, ProblemCode::Overtaken, ProblemCode::Invalid]);

/// Which of them.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Around {
    /// Code of a division: only this one with what is above and below it.
    #[param(max_length = 20)]
    around: Option<String>,
}

/// Enters the divisions that the program carries and that are not on record yet; what is there stays as it is.
#[utoipa::path(
    post, path = "/api/v1/divisions", operation_id = "putDivisions", tag = "registers", params(Around),
    responses((status = 201, description = "What the act did", body = ActView)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    axum::Extension(key): axum::Extension<IdempotencyKey>,
    Query(Around { around }): Query<Around>,
) -> Answer<(StatusCode, Json<ActView>)> {
    let acted = api.service().put_divisions(&who.caller, around.as_deref(), Some(key.0), &api.edge(&info)).await?;
    Ok((StatusCode::CREATED, Json(acted.into())))
}
