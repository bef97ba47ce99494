//! `GET /api/v1/matters/forms/{kind}`: one form, with the schema of what is filled in.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use shouwang_app::problem::AppError;
use shouwang_app::service::{form_rules, today};
use shouwang_domain::matter::form_of;
use shouwang_domain::register::schema;
use utoipa::ToSchema;

use super::form_view::MatterForm;
use crate::extract::Path;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.describe");

/// A form, whole.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterFormWhole {
    /// What it is and how it goes.
    form: MatterForm,
    /// JSON Schema of one line.
    #[schema(value_type = Object)]
    schema: Value,
}

/// One form: what is filled in for each thing, and the way that the matter goes.
#[utoipa::path(
    get, path = "/api/v1/matters/forms/{kind}", operation_id = "getMatterForm", tag = "matters",
    params(("kind" = String, Path, description = "Identifier of the matter")),
    responses((status = 200, description = "The form", body = MatterFormWhole)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    _who: LoggedIn,
    Path(kind): Path<String>,
) -> Answer<Json<MatterFormWhole>> {
    let form = form_of(&kind).ok_or_else(AppError::not_found)?;
    let book = api.service().book();
    let rules = form_rules(&book.program, today(info.now));
    let (form, rule) = rules.into_iter().find(|(known, _)| known.kind == form.kind).ok_or_else(AppError::not_found)?;
    Ok(Json(MatterFormWhole { form: MatterForm::new(form, rule), schema: schema(&form.def) }))
}
