//! The ledger as the database keeps it: every act's entry in the act's own transaction, and what is needed to prove and to verify them.
//!
//! What an entry is, its canonical bytes, its hashes and its proofs are decided in `shouwang-ledger`; here they are stored and read.
//! Entries are only ever appended: `tail.rs` is the one place that does it. This module must not know any register.

mod account;
mod acts;
mod adopt;
mod erase;
mod live;
mod note;
mod prove;
mod read;
mod row;
mod tail;
mod verify;

pub use acts::{ActChange, ActQuery, ActRow};
pub use erase::ERASE_OPERATION;
pub use live::{LiveReport, MomentsFlaw, TableFinding};
pub use note::Note;
pub use prove::StoredCheckpoint;
pub use read::{EntryQuery, EntryRow, PAGE_ENTRIES_MAX};

pub(crate) use adopt::adopt;
pub(crate) use row::{act_begun, found_bytes, row_bytes, table_change, version_bytes};
pub(crate) use tail::{Said, Tail, printable};
