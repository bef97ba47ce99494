//! Checkpoints: how large the ledger was and both its roots, as the text of a signed note (C2SP tlog-checkpoint).
//!
//! The first three lines are the standard's: origin, size, root under SHA-256. The root under SM3 stands in an extension line, which other
//! verifiers keep and pass over.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use crate::hash::{Hash, Roots};
use crate::key::{SignError, Signer, VerifierKey};
use crate::note::{NoteError, SignedBy, SignedNote};

/// The size and the roots of the ledger of an origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which ledger: a name without spaces, as a rule an address without `https://`.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// Both roots over them.
    pub roots: Roots,
}

/// A checkpoint that keys were found to have signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What was signed.
    pub checkpoint: Checkpoint,
    /// Who signed, of the keys that were given: the log at least once, perhaps witnesses.
    pub by: Vec<SignedBy>,
}

/// Why a checkpoint is refused.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
pub enum CheckpointError {
    /// The text of the note is no checkpoint of ours.
    #[error("it is no checkpoint: {0}")]
    Shape(&'static str),
    /// The note itself is refused.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// None of the given keys of the log signed it.
    #[error("no key of {0} that you trust has signed it")]
    Unsigned(String),
    /// A signature could not be made.
    #[error(transparent)]
    Sign(#[from] SignError),
}

impl Checkpoint {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { origin, size, roots } = self;
        format!("{origin}\n{size}\n{}\nsm3 {}\n", base64(&roots.sha256), base64(&roots.sm3))
    }

    /// Reads the text of a note. Extension lines other than SM3's are passed over.
    ///
    /// # Errors
    /// A line is missing or of another form.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let mut lines = text.lines();
        let origin = lines.next().filter(|line| !line.is_empty()).ok_or(CheckpointError::Shape("the first line is the origin"))?;
        let size = lines.next().and_then(decimal).ok_or(CheckpointError::Shape("the second line is the size, in digits"))?;
        let sha256 = lines.next().and_then(unbase64).ok_or(CheckpointError::Shape("the third line is the SHA-256 root, in base64"))?;
        let mut sm3 = lines.filter_map(|line| line.strip_prefix("sm3 "));
        let sm3 = sm3.next().and_then(unbase64).ok_or(CheckpointError::Shape("a line “sm3 BASE64” holds the SM3 root"))?;
        Ok(Self { origin: origin.to_owned(), size, roots: Roots { sm3, sha256 } })
    }

    /// The signed note, by all of these keys.
    ///
    /// # Errors
    /// The origin cannot stand in a note, or a key cannot sign.
    pub fn sign(&self, signers: &[&dyn Signer]) -> Result<SignedNote, CheckpointError> {
        let mut note = SignedNote::new(self.text())?;
        for signer in signers {
            note.sign(*signer)?;
        }
        Ok(note)
    }

    /// Reads a signed note and believes it when at least one of the given keys of the log, whose name is the origin, has signed it, and no given
    /// key's signature is forged.
    ///
    /// # Errors
    /// It is no checkpoint, a signature is forged, or the log's is not there.
    pub fn open(note: &SignedNote, keys: &[VerifierKey]) -> Result<Opened, CheckpointError> {
        let checkpoint = Self::parse(note.text())?;
        let by = note.signed_by(keys)?;
        let of_log = |by: &SignedBy| !by.key.kind().cosigns() && by.key.name() == checkpoint.origin;
        if by.iter().any(of_log) { Ok(Opened { checkpoint, by }) } else { Err(CheckpointError::Unsigned(checkpoint.origin)) }
    }
}

/// A hash as base64, as checkpoints and proofs write it.
pub(crate) fn base64(hash: &Hash) -> String {
    STANDARD.encode(hash.0)
}

/// A hash from base64.
pub(crate) fn unbase64(text: &str) -> Option<Hash> {
    STANDARD.decode(text).ok()?.try_into().ok().map(Hash)
}

/// A number from its digits, without leading zeros.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}
