//! Sealing files: AES-256-GCM under a key of its own, which lies in a file that only the service reads and is in no backup.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shouwang_storage::Blob;

use crate::account::InstallationKey;
use crate::edge::Edge;
use crate::problem::{AppError, ProblemCode};

/// What seals and opens.
#[derive(Debug)]
pub struct Vault {
    key: InstallationKey,
}

impl Vault {
    /// With this key.
    #[must_use]
    pub fn new(key: InstallationKey) -> Vault {
        Vault { key }
    }

    /// Seals a file for one place: it opens nowhere else.
    ///
    /// # Errors
    /// When it cannot be sealed at all.
    pub fn seal(&self, edge: &Edge<'_>, place: &str, bytes: &[u8]) -> Result<Blob, AppError> {
        let sealed = self.key.seal_bytes(edge, place, bytes);
        let sealed = sealed.ok_or_else(|| AppError::internal("a file could not be sealed"))?;
        Blob::new(URL_SAFE_NO_PAD.encode(sealed)).ok_or_else(|| AppError::internal("a sealed file is no text"))
    }

    /// Opens what was sealed for a place.
    ///
    /// # Errors
    /// When it was sealed with another key or for another place.
    pub fn open(&self, place: &str, sealed: &str) -> Result<Vec<u8>, AppError> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok();
        bytes.and_then(|bytes| self.key.open_bytes(place, &bytes)).ok_or_else(|| {
            AppError::new(
                ProblemCode::Unavailable,
                "附件不能解密：服务器的 files.key 不是加密它的那一个；请管理员恢复原来的密钥文件",
                "The file cannot be opened: the server's files.key is not the key that it was sealed with; an administrator puts the original one back",
            )
        })
    }
}
