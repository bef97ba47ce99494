//! The registers: one file each, and nothing else to touch.
//!
//! A file here that declares a struct with `#[derive(Register)]` is a register; the build finds the file, the catalog finds the struct.
//! Labels, help, examples and articles stand where the field is declared. The examples of all registers together form one small, made-up
//! county (all its codes begin with 例), so that a workbook's example rows refer to each other.
//! No register knows the law: what must be true of its rows stands in `law/`.

automod::dir!(pub "src/registers");
