//! The acts of a database from before there was a ledger get their entries, once: when this program opens it for the first time.
//!
//! From then on the ledger has a head, and an act without an entry is no older act but a forged one, for `verify` to find.

use jiff::Timestamp;
use shouwang_ledger::{Bilingual, Sha256, TreeHash as _};

use super::account::Account;
use super::tail::{Said, Tail, damaged};
use crate::database::{Cell, Database};
use crate::error::StorageError;
use crate::sql::Sql;
use crate::write::About;

/// What an adopted act's entry says was done: the first version did not keep it.
const OPERATION: &str = "adopted";

/// Begins the ledger, if it has not been begun.
pub(crate) async fn adopt(database: &Database) -> Result<(), StorageError> {
    let begun = Sql::once("SELECT id FROM ledger_head");
    let found = |tx: Vec<Option<i64>>| !tx.is_empty();
    if found(database.begin_read().await?.fetch(&begun, Vec::new(), |found| Ok(found.whole(0)?)).await?) {
        return Ok(());
    }
    let mut tx = database.begin_write().await?;
    // Another program may have been quicker.
    if found(tx.fetch(&begun, Vec::new(), |found| Ok(found.whole(0)?)).await?) {
        return Ok(());
    }
    let empty = shouwang_ledger::TwinFrontier::default().encode();
    let insert = Sql::once("INSERT INTO ledger_head (id, size, frontier) VALUES (1, 0, ?)");
    tx.execute(&insert, vec![Cell::Text(Some(empty.into()))]).await?;
    let mut tail = Tail::load(&mut tx).await?;
    let seed = tx.random().await?;
    let mut account = Account::of(&mut tx).await?;
    for (id, act) in &account.acts {
        let at = Timestamp::from_microsecond(act.recorded_at)
            .map_err(|error| damaged(Bilingual::new(format!("第 {id} 号操作的时刻不可读"), format!("act {id}: {error}"))))?;
        let about = About { actor: act.actor.clone(), operation: OPERATION.to_owned(), ..About::default() };
        let tables = account.changes.remove(id).unwrap_or_default();
        let said = Said { act: Some(*id), tables, source: Some(act.source.clone()), ..Said::default() };
        tail.push(at, &about, said, &Sha256::of(&[&seed, &id.to_be_bytes()]).0);
    }
    if !tail.is_unchanged() {
        tail.flush(&mut tx).await?;
    }
    tx.commit().await
}
