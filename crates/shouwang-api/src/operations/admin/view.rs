//! How accounts and grants are shown. Nothing by which somebody could be found again in another system, and no proof, is among it.

use axum::Json;
use axum::http::{HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shouwang_app::problem::AppError;
use shouwang_app::service::Service;
use shouwang_app::service::registers::{RowsAsked, filters_from_texts, row_to_json, sort_from_text};
use shouwang_calendar::Day;
use shouwang_domain::authority::LoginChange;
use shouwang_domain::register::{Ref, RegisterDef, Row};
use utoipa::{IntoParams, ToSchema};

use crate::extract::bad_parameter;
use crate::operations::common::{CivilDay, page_limit};
use crate::operations::registers::view::version_header;
use crate::problem::Answer;

/// Fields that are shown to nobody.
const HIDDEN: [&str; 1] = ["identity"];

/// A row of a register of the system, with its version.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SystemRow {
    /// What it says, by field.
    #[schema(value_type = Object)]
    row: Map<String, Value>,
    /// Number of the act that wrote this version. In quotes it is the `ETag`.
    pub(crate) version: i64,
}

/// A page of a register of the system.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SystemRows {
    /// The rows.
    rows: Vec<SystemRow>,
    /// Where the next page begins; none on the last one.
    next: Option<String>,
}

/// Which rows.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SystemQuery {
    /// A condition as `field:test:value`, as in the lists of registers. May be repeated.
    #[serde(default)]
    #[param(max_items = 20, required = false)]
    filter: Vec<String>,
    /// A word in the code or in one of the texts.
    #[param(max_length = 200)]
    q: Option<String>,
    /// The order: fields separated by commas, a hyphen before one for downwards.
    #[param(max_length = 200)]
    sort: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 16_384)]
    after: Option<String>,
    /// Rows on the page.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u16>,
}

/// What is said of an account.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HolderBody {
    /// The name of whoever uses it.
    #[schema(min_length = 1, max_length = 40)]
    name: String,
    /// The number of his identity document. Only a keyed hash of it is kept: by it, one person is one person in all accounts.
    #[schema(min_length = 1, max_length = 100)]
    document_number: String,
    /// His code among the persons of the registers.
    person: Option<String>,
    /// The unit that he works for.
    unit: Option<String>,
    /// His subject at the unified identity provider.
    subject: Option<String>,
}

/// Why something is done that needs nothing else said.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReasonBody {
    /// Why; for the ledger.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// One row of a register of the system, with its version in the header, too.
pub(crate) type VersionedRow = ([(HeaderName, HeaderValue); 1], Json<SystemRow>);

impl ReasonBody {
    /// The reason.
    pub(crate) fn reason(self) -> Result<Option<String>, AppError> {
        reason(self.reason)
    }
}

impl SystemRow {
    /// The row of a code as it stands.
    pub(crate) async fn standing(service: &Service, def: &'static RegisterDef, code: &str) -> Answer<VersionedRow> {
        let stored = service.get_system_row(def, code).await?;
        Ok(([version_header(stored.version)], Json(SystemRow::new(def, &stored.row, stored.version))))
    }

    /// A row as it is shown.
    pub(crate) fn new(def: &RegisterDef, row: &Row, version: i64) -> SystemRow {
        let mut row = row_to_json(def, row);
        HIDDEN.iter().for_each(|name| drop(row.remove(*name)));
        SystemRow { row, version }
    }
}

impl SystemQuery {
    /// The page that it asks for.
    pub(crate) async fn page(self, service: &Service, def: &'static RegisterDef) -> Result<SystemRows, AppError> {
        let limit = page_limit(self.limit)?;
        let hidden = |text: &&String| HIDDEN.iter().any(|name| text.split(':').next() == Some(name));
        if let Some(filter) = self.filter.iter().find(hidden) {
            return Err(bad_parameter("filter", filter));
        }
        let sort = sort_from_text(self.sort.as_deref().unwrap_or_default());
        if sort.iter().any(|sort| HIDDEN.contains(&sort.field.as_str())) {
            return Err(bad_parameter("sort", "this field is shown to nobody"));
        }
        let asked = RowsAsked {
            filters: filters_from_texts(def, &self.filter)?,
            search: self.q,
            sort,
            after: self.after,
            limit,
            ..RowsAsked::all(def)
        };
        let page = service.list_system_rows(&asked).await?;
        let rows = page.rows.iter().map(|stored| SystemRow::new(def, &stored.row, stored.version)).collect();
        Ok(SystemRows { rows, next: page.next.map(|cursor| cursor.to_string()) })
    }
}

impl HolderBody {
    /// What the use case takes.
    pub(crate) fn holder(self, service: &Service) -> LoginChange {
        LoginChange {
            name: self.name,
            identity: service.accounts().key().identity(&self.document_number),
            person: self.person.map(Ref::to),
            unit: self.unit.map(Ref::to),
            subject: self.subject,
        }
    }
}

/// A last day; none stands for until further notice.
pub(crate) fn last_day(until: Option<CivilDay>) -> Day {
    until.map_or(Day::MAX, |day| day.0)
}

/// A reason of at most 500 characters.
pub(crate) fn reason(reason: Option<String>) -> Result<Option<String>, AppError> {
    match &reason {
        Some(text) if text.chars().count() > 500 => {
            Err(AppError::invalid_at("/reason", "理由最多500字", "a reason has at most 500 characters"))
        }
        _ => Ok(reason),
    }
}

/// A reason that has to be given.
pub(crate) fn needed_reason(text: String) -> Result<String, AppError> {
    let text = reason(Some(text))?.unwrap_or_default();
    if text.trim().is_empty() { Err(AppError::invalid_at("/reason", "须写明理由", "a reason is needed")) } else { Ok(text) }
}
