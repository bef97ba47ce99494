#![doc = include_str!("../README.md")]

mod act;
mod changes;
mod codec;
mod database;
mod error;
mod error_zh;
mod migrate;
pub mod schema;
mod sql;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod write;

pub use act::Act;
pub use error::{RowFlaw, StorageError};
pub use store::{Ended, Ending, Store, Version};
pub use write::{Write, Written};
