//! The use cases from outside: files in, plans, rows and files out.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on has failed its test")]

mod account;
mod authority;
mod backup;
mod bad_cells;
mod bad_files;
mod county_year;
mod demo;
mod import;
mod job;
mod kept_backup;
mod ledger;
mod many_rows;
mod notices;
mod plan;
mod planning;
mod round_trip;
mod support;
mod template;
