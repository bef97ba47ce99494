//! Sealing files: AES-256-GCM under a key of its own, which lies in a file that only the service reads and is in no backup.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shouwang_storage::Blob;

use crate::account::InstallationKey;
use crate::edge::{Edge, Entropy};
use crate::problem::{AppError, ProblemCode};

/// The key's file in the folder of keys.
const KEY_FILE: &str = "files.key";

/// What seals and opens. The key is read when it is needed first; where there is none yet, it is made.
#[derive(Debug)]
pub struct Vault {
    folder: PathBuf,
    key: OnceLock<InstallationKey>,
}

impl Vault {
    /// With the key in this folder.
    #[must_use]
    pub fn at(folder: PathBuf) -> Vault {
        Vault { folder, key: OnceLock::new() }
    }

    /// Seals a file for one place: it opens nowhere else.
    ///
    /// # Errors
    /// When the key's file cannot be used.
    pub fn seal(&self, edge: &Edge<'_>, place: &str, bytes: &[u8]) -> Result<Blob, AppError> {
        let sealed = self.key(edge.entropy)?.seal_bytes(edge, place, bytes);
        let sealed = sealed.ok_or_else(|| AppError::internal("a file could not be sealed"))?;
        Blob::new(URL_SAFE_NO_PAD.encode(sealed)).ok_or_else(|| AppError::internal("a sealed file is no text"))
    }

    /// Opens what was sealed for a place.
    ///
    /// # Errors
    /// When the key's file cannot be used, or it was sealed with another key or for another place.
    pub fn open(&self, entropy: &dyn Entropy, place: &str, sealed: &str) -> Result<Vec<u8>, AppError> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok();
        let key = self.key(entropy)?;
        bytes.and_then(|bytes| key.open_bytes(place, &bytes)).ok_or_else(|| {
            AppError::new(
                ProblemCode::Unavailable,
                "附件不能解密：数据文件夹里的 keys/files.key 不是加密它的那一个；请管理员恢复原来的密钥文件",
                "The file cannot be opened: keys/files.key in the data folder is not the key that it was sealed with; an administrator puts the \
                 original one back",
            )
        })
    }

    fn key(&self, entropy: &dyn Entropy) -> Result<&InstallationKey, AppError> {
        if let Some(key) = self.key.get() {
            return Ok(key);
        }
        let key = read(&self.folder, entropy)?;
        Ok(self.key.get_or_init(|| key))
    }
}

fn read(folder: &Path, entropy: &dyn Entropy) -> Result<InstallationKey, AppError> {
    let unusable = |cause: String| {
        AppError::new(
            ProblemCode::Unavailable,
            "附件的密钥文件现在不能使用；请管理员检查数据文件夹里的 keys/files.key",
            "The key of files cannot be used now; an administrator looks at keys/files.key in the data folder",
        )
        .because(cause)
    };
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|error| unusable(error.to_string()))?;
    InstallationKey::read_or_create(&folder.join(KEY_FILE), entropy).map_err(|error| unusable(error.to_string()))
}
