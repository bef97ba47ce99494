//! `/api/v1/ledger/…`: entries, receipts, checkpoints, erasures, and whether the ledger holds.

pub(crate) mod erase_entry;
pub(crate) mod export;
pub(crate) mod get_checkpoint;
pub(crate) mod get_entry;
pub(crate) mod get_receipt;
pub(crate) mod list_entries;
pub(crate) mod verify;
