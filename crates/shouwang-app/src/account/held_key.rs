//! Whether the keys of this machine are those of the installation.
//!
//! A second server, or a restore on a new machine, that began with a fresh key would serve without a word: one person would count as two, second
//! factors would not open, and files would be sealed that no other server opens. Therefore the database keeps of each key a value that only who
//! has the key can compute, and whoever comes with another key is refused.

use std::path::Path;

use shouwang_calendar::Words;
use shouwang_ledger::hex;
use shouwang_storage::ledger::Note;
use shouwang_storage::{About, Store};

use super::InstallationKey;
use crate::edge::{Edge, Entropy};
use crate::problem::{AppError, ProblemCode};

/// A key that every server of an installation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldKey {
    /// Seals second factors and recognises persons.
    Installation,
    /// Seals attached files.
    Files,
}

impl HeldKey {
    /// Its name in the database.
    fn id(self) -> &'static str {
        match self {
            HeldKey::Installation => "installation",
            HeldKey::Files => "files",
        }
    }

    /// What goes wrong without it, as half a sentence.
    fn loss(self) -> Words {
        match self {
            HeldKey::Installation => Words::new(
                "没有它，已登记的动态口令不能用，也认不出同一个人的两个账户",
                "without it enrolled one-time codes do not work and two accounts of one person are not recognised",
            ),
            HeldKey::Files => Words::new("没有它，已有的附件打不开", "without it no file that was attached opens"),
        }
    }

    fn check(self, key: &InstallationKey) -> String {
        hex(key.hash("key check", self.id().as_bytes()).as_ref())
    }
}

/// The key in this file, when it is the installation's. The first server of an installation makes it, and from then on it is the one.
///
/// # Errors
/// [`ProblemCode::Unavailable`] when the file is missing though there was a key, when it holds another key, or when it cannot be used.
pub async fn open_key(store: &Store, held: HeldKey, path: &Path, entropy: &dyn Entropy) -> Result<InstallationKey, AppError> {
    let known = store.find_key_check(held.id()).await?;
    if known.is_some() && !path.exists() {
        return Err(missing(held, path));
    }
    let key = read(path, entropy)?;
    let own = held.check(&key);
    let standing = match known {
        Some(known) => known,
        None => store.keep_key_check(held.id(), &own).await?,
    };
    if standing == own { Ok(key) } else { Err(another(held, path)) }
}

/// From now on the key in this file is the installation's, whichever was before: for whoever has lost that for good. It is made where there is none.
/// `false`: it is the installation's already.
///
/// # Errors
/// When the file cannot be used or the database fails.
pub async fn accept_key(store: &Store, held: HeldKey, path: &Path, edge: &Edge<'_>) -> Result<bool, AppError> {
    let own = held.check(&read(path, edge.entropy)?);
    if store.keep_key_check(held.id(), &own).await? == own {
        return Ok(false);
    }
    let about = About { reason: Some(format!("{} key", held.id())), ..About::command("shouwang", "keys.accept", "start") };
    // On record first: a key that was replaced without a word is what all this is to prevent.
    store.append_entry(&Note { recorded_at: edge.now, about, source: None, on: Vec::new(), salt: edge.bytes() }).await?;
    store.replace_key_check(held.id(), &own).await?;
    Ok(true)
}

fn read(path: &Path, entropy: &dyn Entropy) -> Result<InstallationKey, AppError> {
    InstallationKey::read_or_create(path, entropy)
        .map_err(|error| AppError::new(ProblemCode::Unavailable, error.message.zh, error.message.en))
}

fn missing(held: HeldKey, path: &Path) -> AppError {
    let Words { zh, en } = held.loss();
    let path = path.display();
    AppError::new(
        ProblemCode::Unavailable,
        format!(
            "缺少密钥文件 {path}，而此数据库已有自己的密钥；{zh}。请从其他服务器或密钥的备份复制它；确已丢失的，以 serve --accept-keys 启动一次"
        ),
        format!(
            "the key file {path} is missing, and this database has its key already; {en}. Copy it from another server or from the backup of the \
             keys; when it is lost for good, start once with serve --accept-keys"
        ),
    )
}

fn another(held: HeldKey, path: &Path) -> AppError {
    let Words { zh, en } = held.loss();
    let path = path.display();
    AppError::new(
        ProblemCode::Unavailable,
        format!("{path} 不是此数据库的密钥；{zh}。请从其他服务器或密钥的备份复制原来的文件；确已丢失的，以 serve --accept-keys 启动一次"),
        format!(
            "{path} is not the key of this database; {en}. Copy the original file from another server or from the backup of the keys; when it is \
             lost for good, start once with serve --accept-keys"
        ),
    )
}

#[cfg(test)]
mod tests {
    use shouwang_storage::testing::databases;

    use super::*;

    struct Same(u8);

    impl Entropy for Same {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[tokio::test]
    async fn of_two_servers_that_begin_with_a_key_each_the_first_is_right_and_the_second_refused() {
        for database in databases().await.unwrap() {
            let (store, folder) = (database.open().await.unwrap(), tempfile::tempdir().unwrap());
            let [one, other] = ["one.key", "other.key"].map(|name| folder.path().join(name));
            let key = open_key(&store, HeldKey::Files, &one, &Same(1)).await.unwrap();
            std::fs::rename(&one, &other).unwrap();
            assert!(open_key(&store, HeldKey::Files, &one, &Same(2)).await.unwrap_err().detail.en.contains("is missing"));
            let moved = open_key(&store, HeldKey::Files, &other, &Same(2)).await.unwrap();
            assert_eq!(key.identity("1"), moved.identity("1"));
            InstallationKey::read_or_create(&one, &Same(2)).unwrap();
            assert!(open_key(&store, HeldKey::Files, &one, &Same(2)).await.unwrap_err().detail.en.contains("not the key of this"));
            // The other key is another matter.
            open_key(&store, HeldKey::Installation, &one, &Same(2)).await.unwrap();
        }
    }
}
