//! `GET /api/v1/matters/forms`: the matters that can be started today.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shouwang_app::service::{form_rules, today};
use utoipa::ToSchema;

use super::form_view::MatterForm;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.describe");

/// The matters that can be started.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterForms {
    /// In the order of the forms, family by family.
    forms: Vec<MatterForm>,
}

/// The matters that can be started today, with the way that each goes.
#[utoipa::path(
    get, path = "/api/v1/matters/forms", operation_id = "listMatterForms", tag = "matters",
    responses((status = 200, description = "The matters", body = MatterForms)),
)]
pub(crate) async fn handler(State(api): State<Api>, info: RequestInfo, _who: LoggedIn) -> Answer<Json<MatterForms>> {
    let book = api.service().book();
    let forms = form_rules(&book.program, today(info.now)).into_iter().map(|(form, rule)| MatterForm::new(form, rule)).collect();
    Ok(Json(MatterForms { forms }))
}
