//! The operations: one file each, with what it takes, what it gives, and how it may fail. Folders follow the paths.

pub(crate) mod account;
pub(crate) mod acts;
pub(crate) mod admin;
pub(crate) mod backups;
pub(crate) mod calendar;
mod common;
pub(crate) mod duties;
pub(crate) mod events;
pub(crate) mod exports;
pub(crate) mod health;
pub(crate) mod imports;
pub(crate) mod jobs;
pub(crate) mod law;
pub(crate) mod ledger;
pub(crate) mod listed;
pub(crate) mod matters;
pub(crate) mod publication;
pub(crate) mod registers;
pub(crate) mod rules;
pub(crate) mod search;
pub(crate) mod session;
