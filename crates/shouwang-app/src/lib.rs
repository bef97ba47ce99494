#![doc = include_str!("../README.md")]

pub mod demo;
pub mod divisions;
pub mod duties;
pub mod import;
pub mod lawbook;
pub mod workbook;
