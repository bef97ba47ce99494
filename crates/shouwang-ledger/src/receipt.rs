//! Receipts: a small text that proves to anybody, offline, that one entry is in the ledger under a signed checkpoint.
//!
//! ```text
//! shouwang-receipt/v1
//! index 17
//! entry {"act":…}
//! private {"actor":…}          only if it is disclosed
//! salt 00ff…                   with it
//! sha256 BASE64                the inclusion proof, hash by hash
//! sm3 BASE64
//! …
//!
//! the checkpoint, a signed note
//! ```

use std::fmt::{self, Write as _};
use std::str::FromStr;

use thiserror::Error;

use crate::checkpoint::{Checkpoint, CheckpointError, Opened, base64, decimal, unbase64};
use crate::entry::{Entry, EntryError, Private, SALT_BYTES, commit};
use crate::hash::{Hash, Hashes, Sha256, Sm3, TreeHash, hex, unhex};
use crate::key::VerifierKey;
use crate::note::{NoteError, SignedNote};
use crate::proof::{PROOF_HASHES_MAX, ProofError, verify_inclusion};

const FIRST_LINE: &str = "shouwang-receipt/v1";

/// One entry, its proof, and the checkpoint that it is proven against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The entry's index.
    pub index: u64,
    /// The entry's canonical text.
    pub entry: String,
    /// The private payload's text and its salt, if they are disclosed.
    pub private: Option<(String, [u8; SALT_BYTES])>,
    /// The inclusion proof under both functions ([`crate::proof::Plan::inclusion`]).
    pub proof: Vec<Hashes>,
    /// The signed checkpoint.
    pub note: SignedNote,
}

/// What a receipt that holds says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The entry.
    pub entry: Entry,
    /// What names persons, if disclosed.
    pub private: Option<Private>,
    /// The checkpoint and who signed it.
    pub opened: Opened,
}

/// Why a receipt does not hold.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
pub enum ReceiptError {
    /// Not a receipt.
    #[error("it is no receipt: {0}")]
    Shape(&'static str),
    /// The checkpoint below is no note.
    #[error("the receipt's checkpoint: {0}")]
    Note(#[from] NoteError),
    /// The checkpoint is not to be believed.
    #[error("the receipt's checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The entry cannot be read.
    #[error("the receipt's entry: {0}")]
    Entry(EntryError),
    /// The entry says another index of itself.
    #[error("the receipt speaks of entry {index}, but the entry says that it is number {seq}")]
    OtherIndex {
        /// The receipt's.
        index: u64,
        /// The entry's.
        seq: u64,
    },
    /// The private payload was changed.
    #[error("the private payload is not the one that the entry commits to")]
    Private,
    /// The proof does not hold.
    #[error("the entry is not in the ledger that the checkpoint speaks of, or was changed: {0}")]
    Proof(#[from] ProofError),
}

impl Receipt {
    /// Verifies everything: the entry's form, the private payload, both proofs, the checkpoint's signatures by keys of the log.
    ///
    /// # Errors
    /// What does not hold.
    pub fn verify(&self, keys: &[VerifierKey]) -> Result<Proven, ReceiptError> {
        let entry = Entry::parse(&self.entry).map_err(ReceiptError::Entry)?;
        if entry.seq != self.index {
            return Err(ReceiptError::OtherIndex { index: self.index, seq: entry.seq });
        }
        let private = match &self.private {
            Some((text, salt)) if commit(salt, text) == entry.private => Some(Private::parse(text).map_err(|_| ReceiptError::Private)?),
            Some(_) => return Err(ReceiptError::Private),
            None => None,
        };
        let opened = Checkpoint::open(&self.note, keys)?;
        self.included::<Sha256>(&opened.checkpoint)?;
        self.included::<Sm3>(&opened.checkpoint)?;
        Ok(Proven { entry, private, opened })
    }

    fn included<H: TreeHash>(&self, checkpoint: &Checkpoint) -> Result<(), ProofError> {
        let proof: Vec<Hash> = self.proof.iter().map(H::pick).collect();
        verify_inclusion::<H>(H::leaf(self.entry.as_bytes()), self.index, checkpoint.size, &proof, H::pick(&checkpoint.roots))
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{FIRST_LINE}\nindex {}\nentry {}\n", self.index, self.entry)?;
        if let Some((text, salt)) = &self.private {
            write!(f, "private {text}\nsalt {}\n", hex(salt))?;
        }
        for hashes in &self.proof {
            write!(f, "sha256 {}\nsm3 {}\n", base64(&hashes.sha256), base64(&hashes.sm3))?;
        }
        f.write_char('\n')?;
        self.note.fmt(f)
    }
}

impl FromStr for Receipt {
    type Err = ReceiptError;

    fn from_str(text: &str) -> Result<Self, ReceiptError> {
        let (head, note) = text.split_once("\n\n").ok_or(ReceiptError::Shape("a blank line stands before the checkpoint"))?;
        let mut lines = head.lines().peekable();
        if lines.next() != Some(FIRST_LINE) {
            return Err(ReceiptError::Shape("its first line reads “shouwang-receipt/v1”"));
        }
        let mut member = |name: &str| lines.next_if(|line| line.starts_with(name)).map(|line| &line[name.len()..]);
        let index = member("index ").and_then(decimal).ok_or(ReceiptError::Shape("a line “index NUMBER” comes second"))?;
        let entry = member("entry ").ok_or(ReceiptError::Shape("a line “entry {…}” comes third"))?.to_owned();
        let private = match member("private ") {
            Some(text) => {
                let salt = member("salt ").and_then(unhex).and_then(|salt| salt.try_into().ok());
                Some((text.to_owned(), salt.ok_or(ReceiptError::Shape("a line “salt HEX” follows the private payload"))?))
            }
            None => None,
        };
        let mut proof = Vec::new();
        while let Some(sha256) = member("sha256 ") {
            let pair = unbase64(sha256).zip(member("sm3 ").and_then(unbase64)).filter(|_| proof.len() < PROOF_HASHES_MAX);
            let (sha256, sm3) =
                pair.ok_or(ReceiptError::Shape("the proof's lines are “sha256 BASE64”, “sm3 BASE64”, at most 64 of each"))?;
            proof.push(Hashes { sm3, sha256 });
        }
        if lines.next().is_some() {
            return Err(ReceiptError::Shape("a line stands where none belongs"));
        }
        Ok(Self { index, entry, private, proof, note: note.parse()? })
    }
}
