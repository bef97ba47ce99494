//! By what a server knows that its keys are those of this installation: a value that only who has the key can compute, kept beside the data.

use crate::database::Tx;
use crate::error::StorageError;
use crate::session::{begin_beside, text};
use crate::sql::Sql;
use crate::store::Store;

impl Store {
    /// The value that is kept of a key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_key_check(&self, name: &str) -> Result<Option<String>, StorageError> {
        find(&mut self.database.begin_read().await?, name).await
    }

    /// Keeps the value of a key, unless one is kept already; the one that stands. Of servers that start at once, the first one's stands.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_key_check(&self, name: &str, value: &str) -> Result<String, StorageError> {
        let mut tx = begin_beside(&self.database).await?;
        let sql = Sql::kept("INSERT INTO key_check (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING");
        tx.execute(&sql, vec![text(name), text(value)]).await?;
        let standing = find(&mut tx, name).await?;
        tx.commit().await?;
        standing.ok_or(StorageError::CountMismatch { table: "key_check", expected: 1, found: 0 })
    }

    /// Puts another value in the place of the one that is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replace_key_check(&self, name: &str, value: &str) -> Result<(), StorageError> {
        let mut tx = begin_beside(&self.database).await?;
        let sql = "INSERT INTO key_check (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        tx.execute(&Sql::kept(sql), vec![text(name), text(value)]).await?;
        tx.commit().await
    }
}

async fn find(tx: &mut Tx, name: &str) -> Result<Option<String>, StorageError> {
    let sql = Sql::kept("SELECT value FROM key_check WHERE name = ?");
    let found = tx.fetch(&sql, vec![text(name)], |found| Ok(found.text(0)?.unwrap_or_default().to_owned())).await?;
    Ok(found.into_iter().next())
}
