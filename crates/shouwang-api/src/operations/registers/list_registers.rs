//! `GET /api/v1/registers`: the registers that there are.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shouwang_domain::register::{RegisterDef, Shape, catalog};
use utoipa::ToSchema;

use crate::extract::Query;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::Both;
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.describe");

/// The registers, in the order of the workbook when no other is asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RegisterList {
    /// Each of them.
    registers: Vec<RegisterLine>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// A register in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RegisterLine {
    /// Identifier.
    name: &'static str,
    /// What a clerk calls it.
    label: Both,
    /// What a row of it is.
    help: Both,
    /// Articles that it serves.
    article: &'static str,
    /// `state` for what lasts, `event` for what happened on a day.
    shape: &'static str,
    /// Whether the caller may list any of its rows.
    readable: bool,
    /// Whether the caller may write any of its rows.
    writable: bool,
}

impl RegisterLine {
    /// A register as a caller is shown it.
    pub(crate) fn new(api: &Api, who: &LoggedIn, def: &RegisterDef) -> RegisterLine {
        let reaches = |operation| !api.service().scope(&who.caller, operation, def).is_nothing();
        RegisterLine {
            name: def.name,
            label: Both::from(def.label),
            help: Both::from(def.help),
            article: def.article,
            shape: match def.shape {
                Shape::State => "state",
                Shape::Event => "event",
            },
            readable: reaches("registers.list"),
            writable: reaches("registers.write"),
        }
    }
}

/// The registers that there are, and which of them the caller may read and write.
#[utoipa::path(
    get, path = "/api/v1/registers", operation_id = "listRegisters", tag = "registers", params(ListedQuery),
    responses((status = 200, description = "The registers", body = RegisterList)),
)]
pub(crate) async fn handler(State(api): State<Api>, who: LoggedIn, Query(query): Query<ListedQuery>) -> Answer<Json<RegisterList>> {
    let page = query.page(catalog().iter().map(|def| RegisterLine::new(&api, &who, def)).collect(), |line| line.name.to_owned())?;
    Ok(Json(RegisterList { registers: page.rows, next: page.next }))
}
