//! `GET /api/v1/registers/{register}/groups`: how many rows say the same in a field.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shouwang_app::service::registers::{GroupsAsked, RowsAsked, filters_from_texts, register, value_to_json};
use utoipa::{IntoParams, ToSchema};

use crate::extract::{Path, Query};
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::CivilDay;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.count");

/// Which rows, and by what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct GroupsQuery {
    /// The field by which rows are counted.
    by: String,
    /// A condition, as in the list of rows. May be repeated.
    #[serde(default)]
    #[param(max_items = 20, required = false)]
    filter: Vec<String>,
    /// Only rows that hold on this day.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<CivilDay>,
}

/// Rows counted by what they say in a field.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Groups {
    /// The largest first, at most 200.
    groups: Vec<GroupView>,
}

/// Rows that say the same.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GroupView {
    /// What they say, as in a row; null for those that say nothing.
    value: Option<Value>,
    /// How many they are.
    count: i64,
}

/// How many of the rows that the caller may see say the same in a field.
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/groups", operation_id = "groupRows", tag = "registers",
    params(("register" = String, Path, description = "Identifier of the register"), GroupsQuery),
    responses((status = 200, description = "The groups", body = Groups)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    who: LoggedIn,
    Path(name): Path<String>,
    Query(query): Query<GroupsQuery>,
) -> Answer<Json<Groups>> {
    let def = register(&name)?;
    let rows = RowsAsked { filters: filters_from_texts(def, &query.filter)?, on: query.on.map(|day| day.0), ..RowsAsked::all(def) };
    let asked = GroupsAsked { rows, field: query.by };
    let groups = api.service().group_rows(&who.caller, &asked).await?;
    let kind = asked.kind();
    let view = groups.into_iter().map(|group| GroupView {
        value: group.value.as_ref().zip(kind).map(|(value, kind)| value_to_json(kind, value)),
        count: group.rows,
    });
    Ok(Json(Groups { groups: view.collect() }))
}
