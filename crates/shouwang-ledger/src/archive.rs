//! Receipts from an exported file: what a body keeps in its archive proves its entries for as long as hashes and signatures are believed, when the
//! database is long gone.
//!
//! Nothing in the file is believed but what leads to a signed checkpoint: the leaves are hashed anew from the entries' texts, and where they do not
//! lead to the roots that were signed, no receipt is made.

use std::io::BufRead;

use thiserror::Error;

use crate::checkpoint::Checkpoint;
use crate::entry::SALT_BYTES;
use crate::export::{ExportError, ExportReader};
use crate::frontier::TwinFrontier;
use crate::hash::{Hashes, unhex};
use crate::note::SignedNote;
use crate::proof::Plan;
use crate::receipt::Receipt;
use crate::tile::Tiles;
use crate::verify::StoredEntry;

/// Why an exported file gives no receipt.
#[derive(Debug, Error)]
pub enum ArchiveError {
    /// The file cannot be read.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// There is no such entry in it.
    #[error("the file holds no entry {0}")]
    NoSuchEntry(u64),
    /// No checkpoint in it speaks of the entry.
    #[error("no checkpoint in the file speaks of entry {0}")]
    NoCheckpoint(u64),
    /// The entries are not those that were signed.
    #[error("the entries of the file do not lead to its checkpoint over {0} entries; verify the file")]
    Differs(u64),
}

/// The receipt of an entry in an exported file, against the newest checkpoint in it that speaks of the entry. With `disclose`, it says who did it
/// and why, where the file says so.
///
/// # Errors
/// When the file cannot be read, does not hold the entry or a checkpoint that speaks of it, or was changed.
pub fn prove_from_export(from: impl BufRead, seq: u64, disclose: bool) -> Result<Receipt, ArchiveError> {
    let mut reader = ExportReader::begin(from)?;
    let (note, checkpoint) = newest(reader.checkpoints(), reader.header().size).ok_or(ArchiveError::NoCheckpoint(seq))?;
    let plan = Plan::inclusion(seq, checkpoint.size)
        .map_err(|_| if seq < reader.header().size { ArchiveError::NoCheckpoint(seq) } else { ArchiveError::NoSuchEntry(seq) })?;
    let (mut leaves, mut frontier, mut wanted) = (Vec::new(), TwinFrontier::default(), None);
    while frontier.size() < checkpoint.size {
        let Some(stored) = reader.next_entry()? else { return Err(ArchiveError::Differs(checkpoint.size)) };
        let leaf = Hashes::leaf(stored.entry.as_bytes());
        if frontier.size() == seq {
            wanted = Some(stored);
        }
        frontier.push_leaf(leaf);
        leaves.push(leaf);
    }
    if frontier.root() != checkpoint.roots {
        return Err(ArchiveError::Differs(checkpoint.size));
    }
    let StoredEntry { entry, private, salt, .. } = wanted.ok_or(ArchiveError::NoSuchEntry(seq))?;
    let proof = plan.hashes(&Tiles::from_leaves(leaves)).map_err(|_| ArchiveError::Differs(checkpoint.size))?;
    let salt = salt.as_deref().and_then(unhex).and_then(|salt| <[u8; SALT_BYTES]>::try_from(salt).ok());
    Ok(Receipt { index: seq, entry, private: private.zip(salt).filter(|_| disclose), proof, note })
}

/// The newest checkpoint over at most so many entries.
fn newest(notes: &[String], size: u64) -> Option<(SignedNote, Checkpoint)> {
    let read = |note: &String| {
        let note: SignedNote = note.parse().ok()?;
        let checkpoint = Checkpoint::parse(note.text()).ok()?;
        Some((note, checkpoint))
    };
    notes.iter().filter_map(read).filter(|(_, checkpoint)| checkpoint.size <= size).max_by_key(|(_, checkpoint)| checkpoint.size)
}
