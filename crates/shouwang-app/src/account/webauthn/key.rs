//! The public keys of passkeys, in COSE (RFC 9053), and what they sign.

use ring::signature::{ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};

use super::cbor::Cbor;

/// The algorithms that are offered, best first: ES256, Ed25519, RS256. The last is what older Windows machines have.
pub(super) const ALGORITHMS: [i64; 3] = [-7, -8, -257];

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PublicKey {
    /// A point of P-256, uncompressed.
    Es256([u8; 65]),
    /// A point of Ed25519.
    Ed25519([u8; 32]),
    /// A modulus and an exponent.
    Rs256 { modulus: Vec<u8>, exponent: Vec<u8> },
}

impl PublicKey {
    /// Reads a key of one of the offered algorithms.
    pub(super) fn from_cose(bytes: &[u8]) -> Option<PublicKey> {
        let (key, _) = Cbor::read(bytes)?;
        let number = |label| key.get(&Cbor::Int(label)).and_then(Cbor::int);
        let part = |label| key.get(&Cbor::Int(label)).and_then(Cbor::bytes);
        match (number(1)?, number(3)?) {
            // EC2, ES256, on P-256.
            (2, -7) if number(-1)? == 1 => {
                let (x, y): (&[u8; 32], &[u8; 32]) = (part(-2)?.try_into().ok()?, part(-3)?.try_into().ok()?);
                let mut point = [4; 65];
                point[1..33].copy_from_slice(x);
                point[33..].copy_from_slice(y);
                Some(PublicKey::Es256(point))
            }
            // OKP, EdDSA, on Ed25519.
            (1, -8) if number(-1)? == 6 => Some(PublicKey::Ed25519(part(-2)?.try_into().ok()?)),
            // RSA, RS256.
            (3, -257) => Some(PublicKey::Rs256 { modulus: part(-1)?.to_vec(), exponent: part(-2)?.to_vec() }),
            _ => None,
        }
    }

    /// Whether the key's holder signed this.
    pub(super) fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            PublicKey::Es256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature),
            PublicKey::Ed25519(point) => UnparsedPublicKey::new(&ED25519, point).verify(message, signature),
            PublicKey::Rs256 { modulus, exponent } => {
                RsaPublicKeyComponents { n: modulus, e: exponent }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
        }
        .is_ok()
    }
}
