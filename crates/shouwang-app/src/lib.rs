#![doc = include_str!("../README.md")]

pub mod account;
pub mod admin;
mod articles;
pub mod authority;
pub mod backup;
pub mod caller;
pub mod demo;
pub mod divisions;
pub mod duties;
pub mod edge;
pub mod files;
pub mod import;
pub mod job;
pub mod lawbook;
pub mod ledger;
mod named;
pub mod notices;
pub mod paper;
pub mod planning;
pub mod problem;
pub mod rule_check;
pub mod service;
pub mod workbook;
