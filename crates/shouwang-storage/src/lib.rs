#![doc = include_str!("../README.md")]

mod act;
mod answer;
mod blob;
mod changes;
mod codec;
pub mod copy;
mod database;
mod error;
mod error_zh;
mod feed;
mod file;
mod job;
mod key_check;
mod lease;
pub mod ledger;
mod login_state;
mod lookup;
mod migrate;
mod pinyin;
pub mod query;
mod reminder;
pub mod schema;
mod session;
mod sql;
mod status;
mod status_count;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod ticket;
mod write;

pub use act::Act;
pub use answer::{Known, Repeatable, StoredAnswer};
pub use blob::Blob;
pub use error::{RowFlaw, StorageError};
pub use feed::{AsOf, RowChange};
pub use job::{Job, JobOrder, JobPage, JobQuery, JobState};
pub use lease::Lease;
pub use login_state::{Attempter, Attempts, Counter};
pub use reminder::Reminder;
pub use session::{Live, PASSWORD_SUFFIX, Session};
pub use status::{Planned, PlannerClaim, StatusChanges, StatusKey, StatusRow};
pub use store::{Ended, Ending, Store, Version};
pub use ticket::Ticket;
pub use write::{About, Acting, Bounds, Expected, Guard, Learned, NewJob, References, Seen, Write, WriteQueue, Written};
