//! Rows in JSON, as the registers' declarations say, with what is wrong told as every problem is.

use serde_json::{Map, Value as Json};
use shouwang_domain::register::{Misfit, RegisterDef, Row};
pub use shouwang_domain::register::{row_to_json, value_from_json, value_to_json};

use crate::problem::FieldError;

/// Reads a row; the code may be left out where the register makes one. Everything that is wrong is told, each with its place below `place`.
///
/// # Errors
/// When a member is unknown or no value of its field.
pub fn row_from_json(def: &RegisterDef, object: &Map<String, Json>, place: &str) -> Result<Row, Vec<FieldError>> {
    shouwang_domain::register::row_from_json(def, object, place).map_err(|misfits| misfits.into_iter().map(FieldError::from).collect())
}

impl From<Misfit> for FieldError {
    fn from(misfit: Misfit) -> FieldError {
        FieldError { place: misfit.place, detail: misfit.words }
    }
}
