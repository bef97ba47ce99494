//! Importing: read, compare, show, and then write all of it or nothing.
//!
//! [`plan_import`] decides and is pure; [`import`] is the only function here that reads files and the database, and it writes only when
//! it is asked to and nothing was refused.

mod known;
mod plan;
mod preview;
mod references;
mod rest;
mod run;

pub use known::Known;
pub use plan::{Added, Changed, FieldChange, ImportPlan, Withdrawn, plan_import};
pub use preview::{Action, Line};
pub use run::{ImportError, ImportOptions, Imported, import};
