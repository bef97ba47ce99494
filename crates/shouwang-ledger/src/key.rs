//! Keys that sign checkpoints, and keys that verify them.
//!
//! Two algorithms: Ed25519 (RFC 8032) for the world's standard verifiers, SM2 with SM3 (GB/T 32918.2, the default user identity of GB/T 35276) for
//! the domestic side. Each key either signs as the log or cosigns as a witness; the two never share a key identifier. [`Signer`] is the seam for
//! a key that lives in a hardware device. Nothing here draws random numbers: SM2's are derived from key and message (RFC 6979), new keys come from
//! bytes that are handed in.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signer as _;
use sm2::dsa::signature::Verifier as _;
use thiserror::Error;

use crate::hash::{Sha256, TreeHash};
use crate::pem::{PemError, Secret};

/// The user identity that enters every SM2 signature here (GB/T 35276: the default one).
pub const SM2_USER_ID: &str = "1234567812345678";

/// The bytes from which a key is made.
pub const SEED_BYTES: usize = 32;

/// What a key is used for, and by which algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The log signs, Ed25519.
    Ed25519,
    /// The log signs, SM2 with SM3.
    Sm2,
    /// A witness cosigns, Ed25519 (C2SP cosignature/v1).
    CosignEd25519,
    /// A witness cosigns, SM2 with SM3, over the same message.
    CosignSm2,
}

/// Whoever can sign: a key in a file, or a device that keeps its key to itself.
pub trait Signer: Send + Sync {
    /// The key's name: for the log its origin, for a witness the witness's name.
    fn name(&self) -> &str;

    /// What it is used for.
    fn kind(&self) -> Kind;

    /// The public key: 32 bytes for Ed25519, 65 (0x04, X, Y) for SM2.
    fn public_key(&self) -> Vec<u8>;

    /// The signature's 64 bytes over a message.
    ///
    /// # Errors
    /// The device cannot sign now.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError>;

    /// The key's identifier in signature lines.
    fn key_id(&self) -> u32 {
        key_id(self.name(), self.kind(), &self.public_key())
    }

    /// What verifiers have to be given.
    fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name().to_owned(), kind: self.kind(), public: self.public_key() }
    }
}

/// A signature could not be made.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[error("key {name} cannot sign: {why}")]
pub struct SignError {
    /// The key.
    pub name: String,
    /// Why, in the device's words.
    pub why: String,
}

/// Why a text is no key.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
pub enum KeyError {
    /// A name with spaces or a plus sign, or none at all.
    #[error("{0:?} cannot be the name of a key: at least one character, no spaces, no “+”")]
    Name(String),
    /// Not `name+hash+base64`.
    #[error("a verifier's key reads “NAME+HASH+BASE64”")]
    Shape,
    /// The hash is not the one of this name and key.
    #[error("the key's hash is not that of its name and bytes; was it copied whole?")]
    Hash,
    /// An algorithm that this program does not know, or bytes that are no key of it.
    #[error("the key is neither an Ed25519 nor an SM2 key that signs or cosigns")]
    Algorithm,
    /// The file is of the other algorithm.
    #[error("the file holds a key of the other algorithm; {0} was asked for")]
    OtherAlgorithm(&'static str),
    /// The private and the public key of the file do not belong together.
    #[error("the file's private and public key do not belong together")]
    Halves,
    /// Not a private key file.
    #[error(transparent)]
    Pem(#[from] PemError),
}

/// An Ed25519 key in memory.
#[derive(Clone)]
pub struct Ed25519Key {
    name: String,
    cosigns: bool,
    key: ed25519_dalek::SigningKey,
}

/// An SM2 key in memory.
#[derive(Clone)]
pub struct Sm2Key {
    name: String,
    cosigns: bool,
    key: sm2::dsa::SigningKey,
}

/// A public key and whose it is. As text: `name+hash+base64` (C2SP signed-note).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: Kind,
    public: Vec<u8>,
}

impl Kind {
    /// Whether a witness cosigns with it.
    #[must_use]
    pub fn cosigns(self) -> bool {
        matches!(self, Self::CosignEd25519 | Self::CosignSm2)
    }

    /// The bytes that stand for the kind before a public key. C2SP assigns none to SM2; 0xff and a longer name are what it asks for then.
    fn identifier(self) -> &'static [u8] {
        match self {
            Self::Ed25519 => &[0x01],
            Self::CosignEd25519 => &[0x04],
            Self::Sm2 => b"\xffsm2-sm3/v1:",
            Self::CosignSm2 => b"\xffsm2-sm3-cosignature/v1:",
        }
    }

    const ALL: [Self; 4] = [Self::Ed25519, Self::Sm2, Self::CosignEd25519, Self::CosignSm2];
}

impl Ed25519Key {
    /// The log's key made of 32 random bytes.
    ///
    /// # Errors
    /// The name cannot be one.
    pub fn from_seed(name: &str, seed: &[u8; SEED_BYTES]) -> Result<Self, KeyError> {
        Ok(Self { name: valid_name(name)?, cosigns: false, key: ed25519_dalek::SigningKey::from_bytes(seed) })
    }

    /// The log's key in a PEM file (PKCS#8).
    ///
    /// # Errors
    /// The text is no such file.
    pub fn from_pem(name: &str, text: &str) -> Result<Self, KeyError> {
        match Secret::from_pem(text)? {
            Secret::Ed25519(seed) => Self::from_seed(name, &seed),
            Secret::Sm2 { .. } => Err(KeyError::OtherAlgorithm("Ed25519")),
        }
    }

    /// The PEM file of this key.
    #[must_use]
    pub fn to_pem(&self) -> String {
        Secret::Ed25519(self.key.to_bytes()).to_pem()
    }

    /// The same key as a witness's. A key should be one or the other.
    #[must_use]
    pub fn cosigner(self) -> Self {
        Self { cosigns: true, ..self }
    }
}

impl Sm2Key {
    /// The log's key made of 32 random bytes; nothing when they are one of the very few (about one in 2³²) that no key can be made of, so that new
    /// ones have to be drawn.
    ///
    /// # Errors
    /// The name cannot be one, or no key can be made of these bytes.
    pub fn from_seed(name: &str, seed: &[u8; SEED_BYTES]) -> Result<Self, KeyError> {
        let key = sm2::dsa::SigningKey::from_slice(SM2_USER_ID, seed).map_err(|_| KeyError::Algorithm)?;
        Ok(Self { name: valid_name(name)?, cosigns: false, key })
    }

    /// The log's key in a PEM file (PKCS#8).
    ///
    /// # Errors
    /// The text is no such file.
    pub fn from_pem(name: &str, text: &str) -> Result<Self, KeyError> {
        let Secret::Sm2 { secret, public } = Secret::from_pem(text)? else { return Err(KeyError::OtherAlgorithm("SM2")) };
        let key = Self::from_seed(name, &secret)?;
        if key.public_key() == public { Ok(key) } else { Err(KeyError::Halves) }
    }

    /// The PEM file of this key.
    #[must_use]
    pub fn to_pem(&self) -> String {
        // An uncompressed point has 65 bytes always.
        let public = self.public_key().try_into().unwrap_or([0; 65]);
        Secret::Sm2 { secret: self.key.to_bytes().into(), public }.to_pem()
    }

    /// The same key as a witness's. A key should be one or the other.
    #[must_use]
    pub fn cosigner(self) -> Self {
        Self { cosigns: true, ..self }
    }
}

impl Signer for Ed25519Key {
    fn name(&self) -> &str {
        &self.name
    }

    fn kind(&self) -> Kind {
        if self.cosigns { Kind::CosignEd25519 } else { Kind::Ed25519 }
    }

    fn public_key(&self) -> Vec<u8> {
        self.key.verifying_key().to_bytes().to_vec()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        Ok(self.key.sign(message).to_bytes().to_vec())
    }
}

impl Signer for Sm2Key {
    fn name(&self) -> &str {
        &self.name
    }

    fn kind(&self) -> Kind {
        if self.cosigns { Kind::CosignSm2 } else { Kind::Sm2 }
    }

    fn public_key(&self) -> Vec<u8> {
        self.key.verifying_key().to_sec1_bytes().into_vec()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let signature = self.key.try_sign(message).map_err(|why| SignError { name: self.name.clone(), why: why.to_string() })?;
        Ok(signature.to_vec())
    }
}

impl VerifierKey {
    /// The key's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is used for.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The key's identifier in signature lines.
    #[must_use]
    pub fn key_id(&self) -> u32 {
        key_id(&self.name, self.kind, &self.public)
    }

    /// Whether these 64 bytes are this key's signature over a message.
    #[must_use]
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match self.kind {
            Kind::Ed25519 | Kind::CosignEd25519 => ed25519(&self.public)
                .zip(ed25519_dalek::Signature::from_slice(signature).ok())
                .is_some_and(|(key, signature)| key.verify_strict(message, &signature).is_ok()),
            Kind::Sm2 | Kind::CosignSm2 => sm2_key(&self.public)
                .zip(sm2::dsa::Signature::from_slice(signature).ok())
                .is_some_and(|(key, signature)| key.verify(message, &signature).is_ok()),
        }
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.kind.identifier(), &self.public].concat();
        write!(f, "{}+{:08x}+{}", self.name, self.key_id(), STANDARD.encode(bytes))
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(hash), Some(base64)) = (parts.next(), parts.next(), parts.next()) else { return Err(KeyError::Shape) };
        let bytes = STANDARD.decode(base64).map_err(|_| KeyError::Shape)?;
        let kinds = Kind::ALL.into_iter().filter_map(|kind| bytes.strip_prefix(kind.identifier()).map(|public| (kind, public)));
        let (kind, public) = kinds.into_iter().next().ok_or(KeyError::Algorithm)?;
        let readable = match kind {
            Kind::Ed25519 | Kind::CosignEd25519 => ed25519(public).is_some(),
            Kind::Sm2 | Kind::CosignSm2 => sm2_key(public).is_some(),
        };
        if !readable {
            return Err(KeyError::Algorithm);
        }
        let key = Self { name: valid_name(name)?, kind, public: public.to_vec() };
        if format!("{:08x}", key.key_id()) == hash { Ok(key) } else { Err(KeyError::Hash) }
    }
}

fn ed25519(public: &[u8]) -> Option<ed25519_dalek::VerifyingKey> {
    ed25519_dalek::VerifyingKey::from_bytes(public.try_into().ok()?).ok()
}

fn sm2_key(public: &[u8]) -> Option<sm2::dsa::VerifyingKey> {
    // Only the uncompressed form, so that a key has one text only.
    if public.len() == 65 { sm2::dsa::VerifyingKey::from_sec1_bytes(SM2_USER_ID, public).ok() } else { None }
}

fn key_id(name: &str, kind: Kind, public: &[u8]) -> u32 {
    let [a, b, c, d, ..] = Sha256::of(&[name.as_bytes(), b"\n", kind.identifier(), public]).0;
    u32::from_be_bytes([a, b, c, d])
}

fn valid_name(name: &str) -> Result<String, KeyError> {
    let fits =
        !name.is_empty() && !name.contains(|character: char| character.is_whitespace() || character.is_control() || character == '+');
    if fits { Ok(name.to_owned()) } else { Err(KeyError::Name(name.to_owned())) }
}
