//! Who may do what: policies in Cedar, asked about principals, operations and registers; the answers narrow lists, single reads and writes alike.
//!
//! [`Authority`] answers two questions: may somebody do this at all ([`Authority::allows`]), and over which rows ([`Authority::scope`]). Policies
//! speak of relations (`own`, `level`, `below`, …) and never of rows; whether a row stands in a relation to somebody is found out in SQL, by the
//! one meaning that `shouwang_domain::reach` gives the relation.
//!
//! The separation of the three administrators is no policy: it is held by `shouwang_domain::authority`, which no text can switch off.

mod engine;
mod flaw;
mod matrix;
mod operations;
mod principal;
mod relation;
mod schema;
mod texts;

pub use engine::Authority;
pub use flaw::PolicyFlaw;
pub use matrix::matrix;
pub use operations::{Access, Kind, OPERATIONS, Operation, Over, operation};
pub use principal::{ActingUnit, Principal, choice_id};
pub use relation::Relation;
pub use schema::schema;
pub use texts::{embedded, embedded_schema};
