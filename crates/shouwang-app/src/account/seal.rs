//! The installation's key: what must be readable again is sealed with it, what must be recognised again is hashed with it.
//!
//! One file of one line holds 32 random bytes; every use has a key of its own derived from them. Whoever has the file and the database
//! can make one-time codes of every account: it is readable by the service only and is not part of a backup of the database.

use std::fmt;
use std::fs::{File, OpenOptions, Permissions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::{digest, hmac};
use shouwang_calendar::Words;
use shouwang_ledger::hex;

use crate::edge::{Edge, Entropy};

const KEY_BYTES: usize = 32;
/// The first characters of what is sealed, so that another way of sealing can be told apart.
const SEALED: &str = "a256gcm.";

/// The installation's key.
#[derive(Clone)]
pub struct InstallationKey {
    root: hmac::Key,
}

/// Why the key's file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", .message.en)]
pub struct KeyFileError {
    /// What is wrong and what to do.
    pub message: Words,
}

impl InstallationKey {
    /// A key of these bytes.
    #[must_use]
    pub fn new(bytes: &[u8; KEY_BYTES]) -> InstallationKey {
        InstallationKey { root: hmac::Key::new(hmac::HMAC_SHA256, bytes) }
    }

    /// Reads the key's file, or makes it where there is none; only its owner may read it.
    ///
    /// # Errors
    /// When the file cannot be read or written, others may read it, or it holds no key.
    pub fn read_or_create(path: &Path, entropy: &dyn Entropy) -> Result<InstallationKey, KeyFileError> {
        let failed = |error: std::io::Error| KeyFileError {
            message: Words::new(
                format!("无法使用密钥文件 {}（{error}）；其目录须存在且本用户可写", path.display()),
                format!("the key file {} cannot be used ({error}); its folder must exist and be writable", path.display()),
            ),
        };
        let mut options = OpenOptions::new();
        match options.write(true).create_new(true).mode(0o600).open(path) {
            Ok(mut file) => {
                let mut bytes = [0; KEY_BYTES];
                entropy.fill(&mut bytes);
                file.write_all(format!("{}\n", URL_SAFE_NO_PAD.encode(bytes)).as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
                Ok(InstallationKey::new(&bytes))
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => read(path, File::open(path).map_err(failed)?, failed),
            Err(error) => Err(failed(error)),
        }
    }

    /// What a number of an identity document becomes in a login: 64 hexadecimal digits, the same for every account of one person.
    /// Blanks and the case of letters make no difference.
    #[must_use]
    pub fn identity(&self, document: &str) -> String {
        let plain: String = document.chars().filter(|sign| !sign.is_whitespace()).flat_map(char::to_uppercase).collect();
        hex(self.hash("identity", plain.as_bytes()).as_ref())
    }

    /// A keyed hash for one use; nobody without the key can compute it.
    pub(super) fn hash(&self, purpose: &str, of: &[u8]) -> hmac::Tag {
        hmac::sign(&self.key_of(purpose), of)
    }

    /// Whether this is that hash, in a time that does not tell how much of it is right.
    pub(super) fn is_hash(&self, purpose: &str, of: &[u8], tag: &[u8]) -> bool {
        hmac::verify(&self.key_of(purpose), of, tag).is_ok()
    }

    /// Seals a secret for one place: it opens nowhere else.
    pub(super) fn seal(&self, edge: &Edge<'_>, place: &str, secret: &[u8]) -> Option<String> {
        Some(format!("{SEALED}{}", URL_SAFE_NO_PAD.encode(self.seal_bytes(edge, place, secret)?)))
    }

    /// The same in bytes: the nonce, what is sealed, and the tag.
    pub(crate) fn seal_bytes(&self, edge: &Edge<'_>, place: &str, secret: &[u8]) -> Option<Vec<u8>> {
        let nonce: [u8; NONCE_LEN] = edge.bytes();
        let mut sealed = secret.to_vec();
        let aad = Aad::from(place.as_bytes());
        self.sealer()?.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed).ok()?;
        Some([&nonce[..], &sealed].concat())
    }

    /// Opens what was sealed for a place; `None` when it was sealed elsewhere, with another key, or was changed.
    pub(super) fn open(&self, place: &str, sealed: &str) -> Option<Vec<u8>> {
        self.open_bytes(place, &URL_SAFE_NO_PAD.decode(sealed.strip_prefix(SEALED)?).ok()?)
    }

    /// The same of bytes.
    pub(crate) fn open_bytes(&self, place: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN)?;
        let mut sealed = sealed.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let opened = self.sealer()?.open_in_place(nonce, Aad::from(place.as_bytes()), &mut sealed).ok()?;
        Some(opened.to_vec())
    }

    fn sealer(&self) -> Option<LessSafeKey> {
        UnboundKey::new(&AES_256_GCM, self.hash("keys", b"seal").as_ref()).ok().map(LessSafeKey::new)
    }

    fn key_of(&self, purpose: &str) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&self.root, purpose.as_bytes()).as_ref())
    }
}

impl fmt::Debug for InstallationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InstallationKey")
    }
}

/// A token that nobody can guess: 32 random bytes as text that fits into an address and a cookie.
#[must_use]
pub fn token(edge: &Edge<'_>) -> String {
    URL_SAFE_NO_PAD.encode(edge.bytes::<32>())
}

/// What is kept of a token: its SHA-256. A token has 256 random bits, so that no slow hash is needed.
#[must_use]
pub fn token_hash(token: &str) -> String {
    hex(digest::digest(&digest::SHA256, token.as_bytes()).as_ref())
}

fn read(path: &Path, mut file: File, failed: impl Fn(std::io::Error) -> KeyFileError) -> Result<InstallationKey, KeyFileError> {
    let open_to_others = |mode: Permissions| mode.mode() & 0o077 != 0;
    if file.metadata().map(|data| open_to_others(data.permissions())).map_err(&failed)? {
        let path = path.display();
        return Err(KeyFileError {
            message: Words::new(
                format!("密钥文件 {path} 可被其他用户读取；请执行 chmod 600 {path}"),
                format!("the key file {path} can be read by others; run chmod 600 {path}"),
            ),
        });
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(failed)?;
    let bytes = URL_SAFE_NO_PAD.decode(text.trim_end()).ok().and_then(|bytes| <[u8; KEY_BYTES]>::try_from(bytes).ok());
    bytes.as_ref().map(InstallationKey::new).ok_or_else(|| KeyFileError {
        message: Words::new(
            format!("{} 不是密钥文件；请恢复原文件，没有它已登记的动态口令无法使用", path.display()),
            format!("{} is no key file; restore the original one, without it the enrolled one-time codes cannot be used", path.display()),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    /// Counts up; enough where only difference matters.
    struct Counting(std::sync::atomic::AtomicU8);

    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
    }

    fn counting() -> Counting {
        Counting(std::sync::atomic::AtomicU8::new(0))
    }

    #[test]
    fn what_is_sealed_opens_in_its_place_with_its_key_and_nowhere_else() {
        let entropy = counting();
        let edge = Edge { now: Timestamp::UNIX_EPOCH, entropy: &entropy };
        let key = InstallationKey::new(&[7; 32]);
        let sealed = key.seal(&edge, "totp:alice", b"secret").unwrap();
        assert!(!sealed.contains("secret"));
        assert_eq!(key.open("totp:alice", &sealed).as_deref(), Some(&b"secret"[..]));
        assert_eq!(key.open("totp:bob", &sealed), None);
        assert_eq!(InstallationKey::new(&[8; 32]).open("totp:alice", &sealed), None);
        for at in SEALED.len()..sealed.len() {
            let mut changed = sealed.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(key.open("totp:alice", std::str::from_utf8(&changed).unwrap()), None, "character {at}");
        }
        assert_ne!(key.seal(&edge, "totp:alice", b"secret"), Some(sealed), "each sealing has its own nonce");
    }

    #[test]
    fn one_person_has_one_identity_however_his_number_is_typed() {
        let key = InstallationKey::new(&[7; 32]);
        let identity = key.identity("43310119900101001x");
        assert_eq!(identity, key.identity(" 433101 19900101 001X "));
        assert_ne!(identity, key.identity("433101199001010011"));
        assert!(identity.len() == 64 && !identity.contains("4331011990"));
    }

    #[test]
    fn the_key_file_is_made_once_and_read_by_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("installation.key");
        let entropy = counting();
        let key = InstallationKey::read_or_create(&path, &entropy).unwrap();
        let again = InstallationKey::read_or_create(&path, &entropy).unwrap();
        assert_eq!(key.identity("1"), again.identity("1"));
        std::fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        let refused = InstallationKey::read_or_create(&path, &entropy).unwrap_err();
        assert!(refused.message.en.contains("chmod 600"), "{refused}");
        std::fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        std::fs::write(&path, "short\n").unwrap();
        assert!(InstallationKey::read_or_create(&path, &entropy).is_err());
    }
}
