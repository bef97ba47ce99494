//! How far an authority reaches: over which rows of the registers.
//!
//! A [`Scope`] says for whom somebody may read or write (a unit, a territory, an industry, a contract); [`owners()`] says through which
//! references a row belongs to a unit. Both are plain data: whether a row lies within a scope is found out by the store, and which scope
//! somebody has is decided by the policies of authority. This module must not know any one register's meaning, accounts, or SQL.

mod covered;
mod owners;
mod page;
mod scope;

pub use covered::{Covered, covered};
pub use owners::{OwnerPath, OwnerPaths, PATH_REFERENCES_MAX, Step, owners};
pub use page::{BEGIN, END, markdown};
pub use scope::{Depth, Reach, Scope};
