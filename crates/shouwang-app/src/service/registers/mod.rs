//! The registers of the bodies: lists, single rows, their history, and every change.
//!
//! Which rows somebody sees or writes is asked of the policies for the register at hand, and carried out by the database. What he may not see is
//! not there for him.

mod divisions;
mod json;
mod list;
mod read;
mod references;
mod write;

use shouwang_domain::reach::Scope;
use shouwang_domain::register::{RegisterDef, catalog};
use shouwang_storage::Ending;

use super::Service;
use crate::caller::Caller;
use crate::problem::{AppError, ProblemCode};

pub use json::{row_from_json, row_to_json, value_from_json, value_to_json};
pub use list::{GroupsAsked, RowsAsked, filters_from_texts, sort_from_text};
pub use read::ReferringRows;
pub use shouwang_storage::Version as RowVersion;
pub use write::{Acted, RowChange, WriteAsked};

/// A register of the bodies by its name.
///
/// # Errors
/// When there is none.
pub fn register(name: &str) -> Result<&'static RegisterDef, AppError> {
    catalog().get(name).ok_or_else(|| {
        AppError::new(
            ProblemCode::NotFound,
            "没有这个台账；见 GET /api/v1/registers",
            "There is no such register; see GET /api/v1/registers",
        )
    })
}

/// The identifier of the way in which a version ended.
#[must_use]
pub fn ending(how: Ending) -> &'static str {
    match how {
        Ending::Corrected => "corrected",
        Ending::Withdrawn => "withdrawn",
    }
}

impl Service {
    /// Over which rows of a register an operation is open to somebody.
    #[must_use]
    pub fn scope(&self, caller: &Caller, operation: &str, register: &RegisterDef) -> Scope {
        self.authority().scope_of(&caller.grants, operation, register.name)
    }
}
