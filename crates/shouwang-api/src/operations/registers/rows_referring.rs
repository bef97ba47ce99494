//! `GET /api/v1/registers/{register}/referring/{code}`: rows that name a row.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shouwang_app::service::registers::register;
use utoipa::ToSchema;

use super::view::{CodePath, StoredRow};
use crate::extract::{Path, Query};
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.read");

/// Rows that name a row.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Referring {
    /// By register and field.
    referring: Vec<ReferringField>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// Rows of a register that name a row in one field.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReferringField {
    /// The register of the rows.
    register: &'static str,
    /// The field in which they name it.
    field: &'static str,
    /// The first 20.
    rows: Vec<StoredRow>,
    /// Whether there are more; list them with the filter `field:eq:code`.
    more: bool,
}

/// Rows of all registers that name a row, as far as the caller may see them.
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/referring/{code}", operation_id = "listReferring", tag = "registers",
    params(
        ("register" = String, Path, description = "Identifier of the register"),
        ("code" = String, Path, description = "Code of the row, with a slash in it as `%2F`"),
        ListedQuery,
    ),
    responses((status = 200, description = "The rows", body = Referring)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    who: LoggedIn,
    Path(path): Path<CodePath>,
    Query(query): Query<ListedQuery>,
) -> Answer<Json<Referring>> {
    let def = register(&path.register)?;
    let found = api.service().rows_referring(&who.caller, def, &path.code).await?;
    let mut referring = Vec::with_capacity(found.len());
    for found in found {
        let of = register(found.register)?;
        referring.push(ReferringField {
            register: found.register,
            field: found.field,
            rows: found.page.rows.iter().map(|stored| StoredRow::new(of, &stored.row, stored.version)).collect(),
            more: found.page.next.is_some(),
        });
    }
    let page = query.page(referring, |of: &ReferringField| format!("{}.{}", of.register, of.field))?;
    Ok(Json(Referring { referring: page.rows, next: page.next }))
}
