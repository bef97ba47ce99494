//! `GET /api/v1/registers/{register}/history/{code}`: every version of the rows of a code.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use shouwang_app::service::registers::{register, row_to_json};
use shouwang_domain::register::RegisterDef;
use utoipa::ToSchema;

use super::view::{CodePath, RowJson};
use crate::extract::{Path, Query};
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::listed::ListedQuery;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.history");

/// Every version of the rows of a code.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RowHistory {
    /// By first day, then by when they were learned, unless another order is asked for.
    versions: Vec<RowVersion>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// What was known of a row from one moment on, perhaps to another.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RowVersion {
    /// The row as it was known.
    #[schema(inline = false)]
    row: RowJson,
    /// Number of the act that wrote it.
    act: i64,
    /// From when on it was known.
    #[schema(value_type = Option<String>, format = DateTime)]
    learned_at: Option<Timestamp>,
    /// How it ended; none while it stands.
    ended: Option<VersionEnd>,
}

/// How a version ended.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VersionEnd {
    /// From when on it was held true no more.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Number of the act that ended it.
    act: i64,
    /// `corrected` when another version took its place, `withdrawn` when it was taken back.
    how: &'static str,
}

impl RowVersion {
    fn new(def: &RegisterDef, version: shouwang_app::service::registers::RowVersion) -> RowVersion {
        RowVersion {
            row: RowJson(row_to_json(def, &version.row)),
            act: version.learned_act,
            learned_at: version.row.learned_at,
            ended: version.ended.map(|ended| VersionEnd {
                at: ended.at,
                act: ended.act,
                how: shouwang_app::service::registers::ending(ended.how),
            }),
        }
    }
}

/// Every version of the rows of a code that the caller may see.
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/history/{code}", operation_id = "getRowHistory", tag = "registers",
    params(
        ("register" = String, Path, description = "Identifier of the register"),
        ("code" = String, Path, description = "Code of the rows, with a slash in it as `%2F`"),
        ListedQuery,
    ),
    responses((status = 200, description = "The versions", body = RowHistory)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    who: LoggedIn,
    Path(path): Path<CodePath>,
    Query(query): Query<ListedQuery>,
) -> Answer<Json<RowHistory>> {
    let def = register(&path.register)?;
    let versions = api.service().row_history(&who.caller, def, &path.code).await?;
    let versions = versions.into_iter().map(|version| RowVersion::new(def, version)).collect();
    // An act writes a row of a code once for each first day.
    let page = query.page(versions, |version: &RowVersion| {
        format!("{} {}", version.act, version.row.0.get("from").map_or("", |from| from.as_str().unwrap_or("")))
    })?;
    Ok(Json(RowHistory { versions: page.rows, next: page.next }))
}
