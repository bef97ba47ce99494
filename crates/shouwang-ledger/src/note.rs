//! Signed notes (C2SP signed-note): a text, a blank line, and signature lines that anybody may add to.
//!
//! A note is read whole or refused; lines of unknown keys are kept and not believed. Cosignatures of witnesses (C2SP tlog-cosignature, v1) are
//! signature lines with the moment in front of the signature.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use crate::key::{SignError, Signer, VerifierKey};

/// The longest note that is read, in bytes.
pub const NOTE_BYTES_MAX: usize = 1 << 20;

/// The most signature lines that are read.
pub const SIGNATURES_MAX: usize = 100;

const TIME_BYTES: usize = 8;

/// A text and its signatures, believed by nobody yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedNote {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    /// The key's name.
    pub name: String,
    /// The key's identifier.
    pub key_id: u32,
    /// The signature; a cosignature begins with its moment, in seconds since 1970, eight bytes, the highest first.
    pub bytes: Vec<u8>,
}

/// A key that signed a note, and when, if it says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedBy {
    /// The key.
    pub key: VerifierKey,
    /// A witness's moment, in seconds since 1970.
    pub at: Option<u64>,
}

/// Why a note is refused.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
pub enum NoteError {
    /// Not a note.
    #[error("it is no signed note: {0}")]
    Shape(&'static str),
    /// A key that is known did not make the signature that stands under its name.
    #[error("the signature of {0} is forged, or the text was changed after it was signed")]
    Forged(String),
    /// The text cannot be a note's.
    #[error("a note's text has at least one line, ends with a line end, and holds no control characters")]
    Text,
}

impl SignedNote {
    /// A note without signatures yet.
    ///
    /// # Errors
    /// The text cannot be a note's.
    pub fn new(text: impl Into<String>) -> Result<Self, NoteError> {
        let text = text.into();
        let fits = text.len() > 1 && text.ends_with('\n') && !text.contains(|character: char| character < ' ' && character != '\n');
        if fits { Ok(Self { text, signatures: Vec::new() }) } else { Err(NoteError::Text) }
    }

    /// The text that is signed, with its last line end.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Adds the log's signature. One that the same key made before is replaced.
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn sign(&mut self, signer: &dyn Signer) -> Result<(), SignError> {
        let bytes = signer.sign(self.text.as_bytes())?;
        self.add(NoteSignature { name: signer.name().to_owned(), key_id: signer.key_id(), bytes });
        Ok(())
    }

    /// Adds a witness's cosignature of a moment, in seconds since 1970, and gives the line.
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn cosign(&mut self, signer: &dyn Signer, at: u64) -> Result<NoteSignature, SignError> {
        let signature = signer.sign(cosigned(&self.text, at).as_bytes())?;
        let bytes = [at.to_be_bytes().as_slice(), &signature].concat();
        let line = NoteSignature { name: signer.name().to_owned(), key_id: signer.key_id(), bytes };
        self.add(line.clone());
        Ok(line)
    }

    /// Adds a line; one of the same key is replaced.
    pub fn add(&mut self, line: NoteSignature) {
        self.signatures.retain(|other| (&other.name, other.key_id) != (&line.name, line.key_id));
        self.signatures.push(line);
    }

    /// Which of these keys signed. Lines of other keys are passed over.
    ///
    /// # Errors
    /// A line stands under a known key's name and is not its signature.
    pub fn signed_by(&self, keys: &[VerifierKey]) -> Result<Vec<SignedBy>, NoteError> {
        let mut by: Vec<SignedBy> = Vec::new();
        for line in &self.signatures {
            let Some(key) = keys.iter().find(|key| key.name() == line.name && key.key_id() == line.key_id) else { continue };
            let at = line.verify(key, &self.text).ok_or_else(|| NoteError::Forged(line.name.clone()))?;
            if by.iter().all(|other| other.key != *key) {
                by.push(SignedBy { key: key.clone(), at });
            }
        }
        Ok(by)
    }
}

impl NoteSignature {
    /// Whether a key made this line under a text; the moment inside is the witness's own.
    #[expect(clippy::option_option, reason = "outside: whether it holds; inside: whether this kind of signature has a moment")]
    fn verify(&self, key: &VerifierKey, text: &str) -> Option<Option<u64>> {
        if !key.kind().cosigns() {
            return key.verify(text.as_bytes(), &self.bytes).then_some(None);
        }
        let (time, signature) = self.bytes.split_first_chunk::<TIME_BYTES>()?;
        let at = u64::from_be_bytes(*time);
        key.verify(cosigned(text, at).as_bytes(), signature).then_some(Some(at))
    }
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.key_id.to_be_bytes().as_slice(), &self.bytes].concat();
        writeln!(f, "— {} {}", self.name, STANDARD.encode(bytes))
    }
}

impl FromStr for NoteSignature {
    type Err = NoteError;

    fn from_str(line: &str) -> Result<Self, NoteError> {
        let wrong = NoteError::Shape("a signature line reads “— NAME BASE64”");
        let (name, base64) = line.strip_prefix("— ").and_then(|rest| rest.split_once(' ')).ok_or(wrong.clone())?;
        let bytes = STANDARD.decode(base64).map_err(|_| wrong.clone())?;
        let (key_id, signature) = bytes.split_first_chunk().ok_or(wrong.clone())?;
        if name.is_empty() || name.contains(|character: char| character.is_whitespace() || character == '+') || signature.is_empty() {
            return Err(wrong);
        }
        Ok(Self { name: name.to_owned(), key_id: u32::from_be_bytes(*key_id), bytes: signature.to_vec() })
    }
}

impl fmt::Display for SignedNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| line.fmt(f))
    }
}

impl FromStr for SignedNote {
    type Err = NoteError;

    fn from_str(note: &str) -> Result<Self, NoteError> {
        if note.len() > NOTE_BYTES_MAX {
            return Err(NoteError::Shape("it is longer than a mebibyte"));
        }
        let blank = note.rfind("\n\n").ok_or(NoteError::Shape("a blank line stands between text and signatures"))?;
        let (text, lines) = (&note[..=blank], &note[blank + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Shape("it ends with at least one whole signature line"))?;
        let signatures = lines.split('\n').map(str::parse).collect::<Result<Vec<_>, _>>()?;
        if signatures.len() > SIGNATURES_MAX {
            return Err(NoteError::Shape("it has more than a hundred signatures"));
        }
        Ok(Self { signatures, ..Self::new(text)? })
    }
}

/// What a witness signs: that at this moment it had seen this checkpoint as the largest.
fn cosigned(text: &str, at: u64) -> String {
    format!("cosignature/v1\ntime {at}\n{text}")
}
