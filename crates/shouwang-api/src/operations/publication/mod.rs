//! `/ledger/…`, `/verify`, the verification of receipts, and `/add-checkpoint`: what the ledger shows to and does for everybody, without logging in.
//!
//! The layout below `/ledger` is that of C2SP tlog-tiles, the same that `shouwang ledger publish` writes as files; the tree under SM3 stands
//! beside the standard one.

pub(crate) mod add_checkpoint;
pub(crate) mod checkpoint;
pub(crate) mod keys;
mod receipt_page;
pub(crate) mod tile;
pub(crate) mod tile_sm3;
pub(crate) mod verify_form;
pub(crate) mod verify_page;
pub(crate) mod verify_receipt;
mod view;
