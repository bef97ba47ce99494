//! Every test here runs on SQLite and on PostgreSQL, each in new databases.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails has to stop")]

mod common;
mod concurrency;
mod copying;
mod crash;
mod ddl;
mod feed;
mod known_at;
mod ledger;
mod lists;
mod loading;
mod migrations;
mod opening;
mod sessions;
mod writing;
