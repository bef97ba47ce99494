//! Texts that are too long for a row, such as files that were sealed: kept in parts beside the registers, written and taken away in the act whose
//! rows name them. The name of each is the SM3 of its text, so that it shows by itself whether it is what it was.

use shouwang_domain::procedure::matter_file::MatterFile;
use shouwang_domain::register::Record as _;
use shouwang_ledger::{Sm3, TreeHash as _};

use crate::database::{Cell, Tx};
use crate::error::StorageError;
use crate::ledger::TableFinding;
use crate::schema::OPEN;
use crate::sql::{Sql, quoted};
use crate::store::Store;

/// Bytes of a part.
const PART_BYTES: usize = 128 * 1024;
/// The fields that name such texts.
const NAMED_BY: [(&str, &str); 1] = [(MatterFile::NAME, "sealed")];

/// A text to be kept, of signs of one byte each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// SM3 of the text.
    name: String,
    text: String,
}

impl Blob {
    /// A text with its name; only signs of ASCII, which can be parted anywhere. `None` for any other.
    #[must_use]
    pub fn new(text: String) -> Option<Blob> {
        text.is_ascii().then(|| Blob { name: name(&text), text })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Store {
    /// The text of this name; `None` when there is none.
    ///
    /// # Errors
    /// When it is not what its name says, or the database fails.
    pub async fn find_blob(&self, named: &str) -> Result<Option<String>, StorageError> {
        let text = load(&mut self.database.begin_read().await?, named).await?;
        if text.as_ref().is_some_and(|text| name(text) != named) {
            let (row, found) = (named.to_owned(), "another text".to_owned());
            return Err(StorageError::CorruptRow { table: "blob", row, column: "body", found });
        }
        Ok(text)
    }
}

/// Keeps texts.
pub(crate) async fn insert_blobs(tx: &mut Tx, blobs: &[Blob]) -> Result<(), StorageError> {
    let sql = Sql::kept("INSERT INTO blob (name, part, body) VALUES (?, ?, ?)");
    for blob in blobs {
        for (at, part) in (0_i64..).zip(blob.text.as_bytes().chunks(PART_BYTES)) {
            let part = std::str::from_utf8(part).unwrap_or_default();
            let cells = vec![Cell::Text(Some(blob.name.as_str().into())), Cell::Whole(Some(at)), Cell::Text(Some(part.into()))];
            tx.execute(&sql, cells).await?;
        }
    }
    Ok(())
}

/// Takes texts away.
pub(crate) async fn delete_blobs(tx: &mut Tx, names: &[String]) -> Result<(), StorageError> {
    let sql = Sql::kept("DELETE FROM blob WHERE name = ?");
    for name in names {
        tx.execute(&sql, vec![Cell::Text(Some(name.as_str().into()))]).await?;
    }
    Ok(())
}

/// Texts that standing rows name and that are not there, or are not what they were.
pub(crate) async fn check_blobs(tx: &mut Tx) -> Result<Vec<TableFinding>, StorageError> {
    let mut findings = Vec::new();
    for (table, field) in NAMED_BY {
        let sql = format!("SELECT code, {} FROM {} WHERE superseded_at >= {OPEN} ORDER BY code", quoted(field), quoted(table));
        let owned = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let rows = tx.fetch(&Sql::once(sql), Vec::new(), |found| Ok((owned(found.text(0)?), owned(found.text(1)?)))).await?;
        for (row, named) in rows {
            let is_whole = load(tx, &named).await?.map(|text| name(&text) == named);
            if is_whole != Some(true) {
                findings.push(TableFinding::Blob { table, row, is_there: is_whole.is_some() });
            }
        }
    }
    Ok(findings)
}

async fn load(tx: &mut Tx, named: &str) -> Result<Option<String>, StorageError> {
    let sql = Sql::kept("SELECT body FROM blob WHERE name = ? ORDER BY part");
    let cells = vec![Cell::Text(Some(named.into()))];
    let parts = tx.fetch(&sql, cells, |found| Ok(found.text(0)?.unwrap_or_default().to_owned())).await?;
    Ok((!parts.is_empty()).then(|| parts.concat()))
}

fn name(text: &str) -> String {
    Sm3::of(&[text.as_bytes()]).to_string()
}
