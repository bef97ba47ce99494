//! How rows are shown, and how they are named in a path.

use axum::http::header;
use axum::http::{HeaderName, HeaderValue};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shouwang_app::problem::AppError;
use shouwang_app::service::registers::row_to_json;
use shouwang_calendar::Day;
use shouwang_domain::register::{RegisterDef, Row, RowKey};
use utoipa::ToSchema;

use crate::extract::{bad_parameter, etag};

/// What stands in a path for the first day of a row of which it is not known since when it holds.
const ALWAYS: &str = "always";

/// A row of a register. What it holds depends on the register; see the schemas `Row.…`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = RegisterRow, value_type = Object)]
#[serde(transparent)]
pub(crate) struct RowJson(pub(crate) Map<String, Value>);

/// A row as it stands, with the version that a change of it names.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StoredRow {
    /// The row.
    #[schema(inline = false)]
    row: RowJson,
    /// Number of the act that wrote this version. In quotes it is the `ETag`.
    version: i64,
    /// Since when the product knows it.
    #[schema(value_type = Option<String>, format = DateTime)]
    learned_at: Option<Timestamp>,
}

/// A row of some register in a path.
#[derive(Debug, Deserialize)]
pub(crate) struct RowPath {
    pub(crate) register: String,
    pub(crate) code: String,
    pub(crate) from: String,
}

/// A code of some register in a path.
#[derive(Debug, Deserialize)]
pub(crate) struct CodePath {
    pub(crate) register: String,
    pub(crate) code: String,
}

impl StoredRow {
    /// A row with its version.
    pub(crate) fn new(def: &RegisterDef, row: &Row, version: i64) -> StoredRow {
        StoredRow { row: RowJson(row_to_json(def, row)), version, learned_at: row.learned_at }
    }
}

impl RowPath {
    /// The key that the path names.
    pub(crate) fn key(self) -> Result<RowKey, AppError> {
        let from = if self.from == ALWAYS { Some(Day::MIN) } else { self.from.parse().ok() };
        let from = from.ok_or_else(|| bad_parameter("from", "the row's first day is expected, such as 2026-11-20, or `always`"))?;
        Ok(RowKey { code: self.code, from })
    }
}

/// One step of a path, with everything in the code escaped that a path could take for its own.
pub(crate) fn path_step(code: &str) -> String {
    let mut step = String::with_capacity(code.len());
    for byte in code.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            step.push(char::from(byte));
        } else {
            step.push_str(&format!("%{byte:02X}"));
        }
    }
    step
}

/// Where a row is found.
pub(crate) fn row_path(def: &RegisterDef, key: &RowKey) -> String {
    let code = path_step(&key.code);
    let from = if key.from == Day::MIN { ALWAYS.to_owned() } else { key.from.to_string() };
    format!("/api/v1/registers/{}/rows/{code}/{from}", def.name)
}

/// The header that tells the version.
pub(crate) fn version_header(version: i64) -> (HeaderName, HeaderValue) {
    let value = HeaderValue::try_from(etag(version)).unwrap_or(HeaderValue::from_static("\"0\""));
    (header::ETAG, value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shouwang_domain::register::catalog;

    #[test]
    fn a_code_with_a_slash_stays_one_step_of_the_path() {
        let def = catalog().get("unit").unwrap();
        let key = RowKey { code: "U3/县 1".to_owned(), from: Day::MIN };
        assert_eq!(row_path(def, &key), "/api/v1/registers/unit/rows/U3%2F%E5%8E%BF%201/always");
    }
}
