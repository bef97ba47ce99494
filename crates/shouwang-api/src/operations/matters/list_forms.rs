//! `GET /api/v1/matters/forms`: the matters that can be started today.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::{form_rules, today};
use utoipa::{IntoParams, ToSchema};

use super::form_view::MatterForm;
use crate::extract::Query;
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.describe").fails(&[ProblemCode::NotFound]);

/// The matters that can be started.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterForms {
    /// In the order of the forms, family by family, when no other order is asked for.
    forms: Vec<MatterForm>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// For whom.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct MatterFormsQuery {
    /// A unit of the caller: then each matter that it cannot start says why.
    #[param(max_length = 200)]
    applicant: Option<String>,
}

/// The matters that can be started today, with the way that each goes.
#[utoipa::path(
    get, path = "/api/v1/matters/forms", operation_id = "listMatterForms", tag = "matters", params(MatterFormsQuery, ListedQuery),
    responses((status = 200, description = "The matters", body = MatterForms)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Query(query): Query<MatterFormsQuery>,
    Query(listed): Query<ListedQuery>,
) -> Answer<Json<MatterForms>> {
    let refusals = match &query.applicant {
        Some(applicant) => api.service().unstartable(&who.caller, applicant, &api.edge(&info)).await?,
        None => BTreeMap::new(),
    };
    let book = api.service().book();
    let rules = form_rules(&book.program, today(info.now)).into_iter();
    let forms = rules.map(|(form, rule)| MatterForm::new(form, rule).refused(refusals.get(form.def.name))).collect();
    let page = listed.page(forms, |form: &MatterForm| form.kind.to_owned())?;
    Ok(Json(MatterForms { forms: page.rows, next: page.next }))
}
