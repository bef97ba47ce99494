//! Tests of the law crate through its public API. `support` holds made-up pages and texts; nothing of an official text is in here.

#![expect(clippy::panic, reason = "a helper of tests fails the test it is called from")]

mod binding;
mod changes;
mod checks;
mod glosses;
mod law_folder;
mod official;
mod page_errors;
mod pages;
mod real_texts;
mod standing;
mod support;
