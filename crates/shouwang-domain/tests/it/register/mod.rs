//! Registers: declarations, rows, and what follows from them.

mod addresses;
mod catalog;
mod codes;
mod credit_code;
mod examples;
mod generate;
mod glossary;
mod json;
mod new_register;
mod references;
mod round_trip;
mod schema;
mod validate;
