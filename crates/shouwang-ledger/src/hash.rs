//! The two hash functions of the ledger, and the hashes they give.
//!
//! Every hash exists twice: SM3 (GB/T 32905) for the domestic side, SHA-256 (FIPS 180-4) for the world's standard verifiers. Nothing else in
//! this crate calls a hash function, so that prefixes and the order of the parts are decided here and nowhere else.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use crate::lanes::{Message, sm3_of_each};

/// The first byte of what is hashed for a leaf, and for an inner node (RFC 6962, 2.1).
const LEAF: u8 = 0;
const NODE: u8 = 1;

/// The bytes of a hash, under either function.
pub const HASH_BYTES: usize = 32;

/// One hash of 32 bytes. As text: 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hash(pub [u8; HASH_BYTES]);

impl Hash {
    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; HASH_BYTES] {
        &self.0
    }

    /// Writes the 64 digits at the end of a text.
    pub(crate) fn push_to(&self, text: &mut String) {
        let mut digits = [0; 2 * HASH_BYTES];
        for (pair, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(self.0) {
            *pair = digits_of(byte);
        }
        text.push_str(std::str::from_utf8(&digits).unwrap_or_default());
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text is not a hash of 32 bytes.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[error("{0:?} is not a hash: 64 lower-case hexadecimal digits are expected")]
pub struct HashError(String);

impl FromStr for Hash {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, HashError> {
        unhex_exactly(text).map(Self).ok_or_else(|| HashError(text.chars().take(80).collect()))
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Digits)
    }
}

/// Reads a hash out of the reader's own buffer, without a text of its own.
struct Digits;

impl de::Visitor<'_> for Digits {
    type Value = Hash;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("64 lower-case hexadecimal digits")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Hash, E> {
        text.parse().map_err(E::custom)
    }
}

/// The two hashes of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hashes {
    /// Under SM3.
    pub sm3: Hash,
    /// Under SHA-256.
    pub sha256: Hash,
}

/// The two roots of a tree.
pub type Roots = Hashes;

/// The two hashes that commit to a private payload and its salt.
pub type Commitment = Hashes;

impl Hashes {
    /// Both hashes of a leaf with these bytes.
    #[must_use]
    pub fn leaf(bytes: &[u8]) -> Self {
        Self { sm3: Sm3::leaf(bytes), sha256: Sha256::leaf(bytes) }
    }

    /// Both hashes of the inner node above two others.
    #[must_use]
    pub fn node(left: &Self, right: &Self) -> Self {
        Self { sm3: Sm3::node(&left.sm3, &right.sm3), sha256: Sha256::node(&left.sha256, &right.sha256) }
    }

    /// Both hashes of each leaf, in their order: much faster than one after the other.
    #[must_use]
    pub fn leaves<'b>(leaves: impl Iterator<Item = &'b [u8]>) -> Vec<Self> {
        Self::of_each(&leaves.map(|body| Message { head: &[LEAF], body }).collect::<Vec<_>>())
    }

    /// Both hashes of the inner node above each pair, in their order.
    #[must_use]
    pub fn nodes(pairs: &[[Self; 2]]) -> Vec<Self> {
        let bytes =
            |pick: fn(&Self) -> Hash| pairs.iter().map(move |[left, right]| node_bytes(&pick(left), &pick(right))).collect::<Vec<_>>();
        let (sm3, sha256) = (bytes(Sm3::pick), bytes(Sha256::pick));
        let sm3 = sm3_of_each(&sm3.iter().map(|bytes| Message { head: bytes, body: &[] }).collect::<Vec<_>>());
        sm3.into_iter().zip(&sha256).map(|(sm3, bytes)| Self { sm3, sha256: Sha256::of(&[bytes]) }).collect()
    }

    /// Both plain hashes of each message, in their order.
    pub(crate) fn of_each(messages: &[Message<'_>]) -> Vec<Self> {
        let sha256 = messages.iter().map(|message| Sha256::of(&[message.head, message.body]));
        sm3_of_each(messages).into_iter().zip(sha256).map(|(sm3, sha256)| Self { sm3, sha256 }).collect()
    }

    /// Both roots of the tree without leaves: the hashes of no bytes.
    #[must_use]
    pub fn empty() -> Self {
        Self::of(&[])
    }

    /// Both plain hashes (no prefix) of some parts, one after the other.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        Self { sm3: Sm3::of(parts), sha256: Sha256::of(parts) }
    }
}

/// A hash function for trees in the shape of RFC 6962: leaves and inner nodes are told apart by a first byte, 0x00 and 0x01, so that no leaf can
/// be passed off as a node.
pub trait TreeHash {
    /// The name, as it stands in texts: `sm3`, `sha256`.
    const NAME: &'static str;
    /// The bytes of a hash.
    const BYTES: usize = HASH_BYTES;

    /// The plain hash of some parts, one after the other.
    fn of(parts: &[&[u8]]) -> Hash;

    /// The hash of a leaf with these bytes.
    #[must_use]
    fn leaf(bytes: &[u8]) -> Hash {
        Self::of(&[&[LEAF], bytes])
    }

    /// The hash of the inner node above two others.
    #[must_use]
    fn node(left: &Hash, right: &Hash) -> Hash {
        Self::of(&[&node_bytes(left, right)])
    }

    /// This function's one of two hashes.
    fn pick(hashes: &Hashes) -> Hash;
}

/// SM3, GB/T 32905-2016.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sm3;

/// SHA-256, FIPS 180-4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sha256;

impl TreeHash for Sm3 {
    const NAME: &'static str = "sm3";

    fn of(parts: &[&[u8]]) -> Hash {
        digest::<sm3::Sm3>(parts)
    }

    fn pick(hashes: &Hashes) -> Hash {
        hashes.sm3
    }
}

impl TreeHash for Sha256 {
    const NAME: &'static str = "sha256";

    fn of(parts: &[&[u8]]) -> Hash {
        digest::<sha2::Sha256>(parts)
    }

    fn pick(hashes: &Hashes) -> Hash {
        hashes.sha256
    }
}

/// What is hashed for an inner node, as one part: the hash function's buffer is filled once, not thrice.
fn node_bytes(left: &Hash, right: &Hash) -> [u8; 1 + 2 * HASH_BYTES] {
    let mut bytes = [NODE; 1 + 2 * HASH_BYTES];
    bytes[1..=HASH_BYTES].copy_from_slice(&left.0);
    bytes[1 + HASH_BYTES..].copy_from_slice(&right.0);
    bytes
}

fn digest<D>(parts: &[&[u8]]) -> Hash
where
    D: sha2::Digest,
    [u8; HASH_BYTES]: From<sha2::digest::Output<D>>,
{
    let mut function = D::new();
    for part in parts {
        function.update(part);
    }
    Hash(function.finalize().into())
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| digits_of(*byte)).map(char::from).collect()
}

/// Bytes from lower-case hexadecimal digits; nothing when the text holds anything else, capitals included: a value has one text only.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if rest.is_empty() { pairs.iter().map(|pair| byte_of(*pair)).collect() } else { None }
}

/// So many bytes from their digits, by the same rule and without an allocation.
pub(crate) fn unhex_exactly<const BYTES: usize>(text: &str) -> Option<[u8; BYTES]> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let pairs: &[[u8; 2]; BYTES] = pairs.try_into().ok().filter(|_| rest.is_empty())?;
    let mut bytes = [0; BYTES];
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        *byte = byte_of(*pair)?;
    }
    Some(bytes)
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";
/// What stands for a character that is no digit.
const NO_DIGIT: u8 = 0xff;
/// The value of every character.
const VALUES: [u8; 256] = {
    let mut values = [NO_DIGIT; 256];
    let mut value = 0;
    while value < DIGITS.len() {
        values[DIGITS[value] as usize] = value as u8;
        value += 1;
    }
    values
};

fn digits_of(byte: u8) -> [u8; 2] {
    [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]
}

fn byte_of(pair: [u8; 2]) -> Option<u8> {
    let [high, low] = pair.map(|digit| VALUES[usize::from(digit)]);
    (high != NO_DIGIT && low != NO_DIGIT).then_some(high << 4 | low)
}
