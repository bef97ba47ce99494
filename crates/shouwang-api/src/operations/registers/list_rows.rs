//! `GET /api/v1/registers/{register}/rows`: the rows that the caller may see, narrowed, sorted, page by page.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shouwang_app::problem::AppError;
use shouwang_app::service::registers::{RowsAsked, filters_from_texts, register, sort_from_text};
use shouwang_domain::register::RegisterDef;
use utoipa::{IntoParams, ToSchema};

use super::view::StoredRow;
use crate::extract::{Path, Query};
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::{CivilDay, page_limit, page_skip};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.list");

/// Which rows.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RowsQuery {
    /// A condition as `field:test:value`: `level:eq:county`, `until:is_null`, `unit:in:U1,U2`. Tests: `eq`, `ne`, `lt`, `le`, `gt`, `ge`, `in`,
    /// `prefix`, `contains`, `has`, `is_null`, `not_null`. May be repeated; all of them must be met.
    #[serde(default)]
    #[param(max_items = 20, required = false)]
    filter: Vec<String>,
    /// A word in the code or in one of the texts.
    #[param(max_length = 200)]
    q: Option<String>,
    /// The order: fields separated by commas, a hyphen before one for downwards. What began last comes first by default.
    #[param(max_length = 200)]
    sort: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 16_384)]
    after: Option<String>,
    /// Rows that are passed over before the page begins, from the first one or from where `after` stands. Pages one after the other are faster with
    /// `after` alone.
    #[param(minimum = 0, maximum = 10_000_000, default = 0)]
    skip: Option<u32>,
    /// Rows on the page.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u16>,
    /// The rows as they were known at this moment; as they are known now by default.
    #[param(value_type = Option<String>, format = DateTime)]
    known_at: Option<Timestamp>,
    /// Only rows that hold on this day.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<CivilDay>,
    /// Whether the rows of all pages are to be counted.
    #[serde(default)]
    #[param(required = false)]
    count: bool,
    /// Whether they are counted to the end, however many they are. This takes longer.
    #[serde(default)]
    #[param(required = false)]
    count_all: bool,
    /// Whether the names of what the rows refer to are told, as far as the caller may see those rows.
    #[serde(default)]
    #[param(required = false)]
    names: bool,
}

/// A page of rows.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RowList {
    /// The rows, in order.
    rows: Vec<StoredRow>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
    /// How many rows there are on all pages, when that was asked for.
    total: Option<Total>,
    /// By register and code, what rows are called that these refer to, when that was asked for.
    names: Option<BTreeMap<String, BTreeMap<String, String>>>,
}

/// How many there are.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Total {
    /// Counted, at most 10,000 unless all were to be counted.
    pub(crate) count: i64,
    /// Whether there are more than were counted.
    pub(crate) more: bool,
}

impl RowsQuery {
    /// The question that it asks of a register.
    pub(crate) fn asked(self, def: &'static RegisterDef) -> Result<RowsAsked, AppError> {
        let (skip, limit) = (page_skip(self.skip)?, page_limit(self.limit)?);
        Ok(RowsAsked {
            register: def,
            filters: filters_from_texts(def, &self.filter)?,
            search: self.q,
            sort: sort_from_text(self.sort.as_deref().unwrap_or_default()),
            after: self.after,
            skip,
            limit,
            known_at: self.known_at,
            on: self.on.map(|day| day.0),
        })
    }
}

/// The rows of a register that the caller may see.
#[utoipa::path(
    get, path = "/api/v1/registers/{register}/rows", operation_id = "listRows", tag = "registers",
    params(("register" = String, Path, description = "Identifier of the register"), RowsQuery),
    responses((status = 200, description = "A page of rows", body = RowList)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    who: LoggedIn,
    Path(name): Path<String>,
    Query(query): Query<RowsQuery>,
) -> Answer<Json<RowList>> {
    let def = register(&name)?;
    let (counted, all, named) = (query.count, query.count_all, query.names);
    let asked = query.asked(def)?;
    let page = api.service().list_rows(&who.caller, &asked).await?;
    let total = if all {
        Some(Total { count: api.service().count_all_rows(&who.caller, &asked).await?, more: false })
    } else if counted {
        let count = api.service().count_rows(&who.caller, &asked).await?;
        Some(Total { count: count.rows, more: count.more })
    } else {
        None
    };
    let names = if named { Some(api.service().names_of_refs(&who.caller, def, &page.rows).await?) } else { None };
    Ok(Json(RowList {
        rows: page.rows.iter().map(|stored| StoredRow::new(def, &stored.row, stored.version)).collect(),
        next: page.next.map(|cursor| cursor.to_string()),
        total,
        names,
    }))
}
