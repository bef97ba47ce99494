//! Private keys as PEM files with PKCS#8 inside, exactly as OpenSSL writes them, so that either program reads the other's.
//!
//! The two kinds of keys have one DER form each, of fixed length: an Ed25519 key (RFC 8410), and an SM2 key (RFC 5958 around RFC 5915, curve
//! 1.2.156.10197.1.301, with the public key). Reading compares what surrounds the key byte by byte; nothing is interpreted.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";
const LINE: usize = 64;

/// What stands before the 32 bytes of an Ed25519 key.
const ED25519: &[u8] = &[0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
/// What stands before the 32 bytes of an SM2 key.
const SM2: &[u8] = &[
    0x30, 0x81, 0x87, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x81, 0x1c,
    0xcf, 0x55, 0x01, 0x82, 0x2d, 0x04, 0x6d, 0x30, 0x6b, 0x02, 0x01, 0x01, 0x04, 0x20,
];
/// What stands between the private and the public key of SM2.
const SM2_PUBLIC: &[u8] = &[0xa1, 0x44, 0x03, 0x42, 0x00];
const SM2_PUBLIC_BYTES: usize = 65;

/// The bytes of a private key, of whichever kind the file holds.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Secret {
    Ed25519([u8; 32]),
    Sm2 { secret: [u8; 32], public: [u8; SM2_PUBLIC_BYTES] },
}

/// A file is no private key that this program reads.
#[derive(Debug, Clone, Copy, Error, PartialEq, Eq)]
pub enum PemError {
    /// Not a PEM file of a private key.
    #[error("a private key file begins with “{BEGIN}”, holds base64, and ends with “{END}”; is it encrypted, or a certificate?")]
    Frame,
    /// PKCS#8 of another algorithm or curve, or in another form.
    #[error("the file holds no Ed25519 or SM2 key in the form that “openssl genpkey” writes")]
    Kind,
}

impl Secret {
    pub(crate) fn to_pem(&self) -> String {
        let der = match self {
            Self::Ed25519(secret) => [ED25519, secret].concat(),
            Self::Sm2 { secret, public } => [SM2, secret, SM2_PUBLIC, public].concat(),
        };
        let base64 = STANDARD.encode(der);
        let lines: Vec<&str> = base64.as_bytes().chunks(LINE).filter_map(|line| std::str::from_utf8(line).ok()).collect();
        format!("{BEGIN}\n{}\n{END}\n", lines.join("\n"))
    }

    pub(crate) fn from_pem(text: &str) -> Result<Self, PemError> {
        let inside = text.trim().strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END)).ok_or(PemError::Frame)?;
        let base64: String = inside.chars().filter(|character| !character.is_ascii_whitespace()).collect();
        let der = STANDARD.decode(base64).map_err(|_| PemError::Frame)?;
        if let Some(secret) = der.strip_prefix(ED25519) {
            return secret.try_into().map(Self::Ed25519).map_err(|_| PemError::Kind);
        }
        let (secret, rest) = der.strip_prefix(SM2).and_then(<[u8]>::split_first_chunk).ok_or(PemError::Kind)?;
        let public = rest.strip_prefix(SM2_PUBLIC).and_then(|public| public.try_into().ok()).ok_or(PemError::Kind)?;
        Ok(Self::Sm2 { secret: *secret, public })
    }
}
