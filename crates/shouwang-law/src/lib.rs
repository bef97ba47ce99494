#![doc = include_str!("../README.md")]

mod check;
mod clause_ref;
mod diff;
mod error;
mod essentials;
mod law;
pub mod model;
mod numeral;
pub mod official;
mod parse;

pub use check::Counts;
pub use diff::{Change, FieldChange, RuleLine, diff};
pub use error::LawError;
pub use law::{Expiring, Standing};
pub use numeral::{chinese, from_chinese};
pub use parse::FILE_BYTES_MAX;
