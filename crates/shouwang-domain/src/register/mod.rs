//! What a register is: one declaration from which everything else follows.
//!
//! A register is one Rust struct in one file of [`crate::registers`]. Its derive yields a [`RegisterDef`]; the table, the workbook sheet,
//! the schema, the form, the names that rules may use and the rows of the glossary are all read off that.
//! This module must not know any one register.

mod articles;
mod catalog;
mod code;
mod common;
mod def;
mod example;
mod field;
pub mod glossary;
mod json;
mod references;
mod row;
mod schema;
mod set;
mod validate;
mod value;

pub use articles::Articles;
pub use catalog::{Catalog, Declared, ThroughStruct, catalog, declared, full_catalog, procedure_catalog, system_catalog};
pub use code::derive_code;
pub use common::{
    BASIS_LABEL, CODE_CHARS_MAX, CODE_LABEL, COMMON_NAMES, NOTE_CHARS_MAX, NOTE_LABEL, VOUCHED_BY_CHARS_MAX, VOUCHED_BY_LABEL,
};
pub use def::{Audience, Choice, FieldDef, FieldKind, Label, Problem, RegisterDef, Shape};
pub use example::{EXAMPLE_MARK, example_row, example_rows};
pub use field::{Choices, FieldType, Fields, Record, Ref, Set, ValueError};
pub use json::{Misfit, row_from_json, row_to_json, value_from_json, value_to_json};
pub use references::{BrokenRef, Codes, check_references};
pub use row::{Basis, Row, RowKey};
pub use schema::schema;
pub use set::{Fact, Registers};
/// Derives that turn a struct into a register; see the crate `shouwang-derive`.
pub use shouwang_derive::{Choices, Fields, Register};
pub use validate::validate;
pub use value::{Value, ValueParseError};
