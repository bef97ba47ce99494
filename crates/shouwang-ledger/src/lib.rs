#![doc = include_str!("../README.md")]

pub mod archive;
pub mod checkpoint;
pub mod entry;
pub mod export;
mod frontier;
mod hash;
pub mod jcs;
pub mod key;
mod lanes;
pub mod note;
mod pem;
mod plain;
pub mod proof;
pub mod receipt;
pub mod tile;
mod told;
pub mod verify;
pub mod witness;

pub use archive::{ArchiveError, prove_from_export};
pub use checkpoint::{Checkpoint, CheckpointError, Opened};
pub use entry::{Digest, Entry, EntryError, On, Private, SALT_BYTES, TableChange, digest};
pub use export::{ExportError, ExportWriter, Header, verify_export};
pub use frontier::{Frontier, FrontierError, Node, Pushed, TILE_WIDTH, TwinFrontier};
pub use hash::{Commitment, HASH_BYTES, Hash, HashError, Hashes, Roots, Sha256, Sm3, TreeHash, hex, unhex};
pub use key::{Ed25519Key, KeyError, Kind, SignError, Signer, Sm2Key, VerifierKey};
pub use note::{NoteError, NoteSignature, SignedBy, SignedNote};
pub use pem::PemError;
pub use proof::{Nodes, Plan, ProofError, verify_consistency, verify_inclusion};
pub use receipt::{Proven, Receipt, ReceiptError};
pub use tile::{TileId, Tiles};
pub use told::{Bilingual, Told};
pub use verify::{Columns, Finding, Options, Report, RowsFound, StoredEntry, Verdict, Verifier, Wrong, verify};
pub use witness::{CosignRefusal, CosignRequest, decide_cosign};
