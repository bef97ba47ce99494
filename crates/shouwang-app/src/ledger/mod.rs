//! What is done with the ledger beside appending to it: verify it, prove from it, sign, publish and countersign it, take it out.
//!
//! What an entry, a proof and a signature are is decided in `shouwang-ledger`, where rows lie in `shouwang-storage`; here files, keys and
//! databases meet. Nothing is appended here: entries are made where acts are written.

mod caveat;
mod check;
mod checkpoint;
mod command_key;
mod error;
mod export;
mod key_folder;
mod prove;
mod publish;
mod published;
mod trust;
mod witness;

pub use caveat::unsigned_words;
pub use check::{Checked, check_file, check_live, check_receipt, proven_words};
pub use checkpoint::{sign_checkpoint, take_cosigned};
pub use error::LedgerError;
pub use export::{Exported, export};
pub use key_folder::{KeyFolder, Keys};
pub use prove::{prove, prove_from_file};
pub use publish::{Publication, publish, tile_bytes};
pub use trust::trusted_keys;
pub use witness::{Cosigned, Witness, refusal_words};
