//! Whose signatures are believed: keys as a user names them.

use std::fs;
use std::path::Path;

use shouwang_ledger::VerifierKey;

use super::error::LedgerError;

/// The keys that are named: each a key's text (`name+hash+base64`) or a file with one on each line; empty lines and lines with `#` are passed over.
///
/// # Errors
/// When one is neither a key nor a file of keys.
pub fn trusted_keys(named: &[String]) -> Result<Vec<VerifierKey>, LedgerError> {
    let mut keys = Vec::new();
    for name in named {
        if let Ok(key) = name.parse() {
            keys.push(key);
            continue;
        }
        let path = Path::new(name);
        let text = fs::read_to_string(path).map_err(|error| {
            LedgerError::new(
                format!("“{name}”既不是验证密钥，也不是可读的密钥文件（{error}）；密钥形如 名称+哈希+base64"),
                format!("`{name}` is no verifier's key, and no file of keys that can be read ({error}); a key looks like NAME+HASH+BASE64"),
            )
        })?;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            keys.push(line.parse().map_err(LedgerError::content(path))?);
        }
    }
    Ok(keys)
}
