//! Tasks that one server at a time may do: whoever holds the lease, until it runs out.
//!
//! Taking over needs no word from the one before: a lease that is not renewed runs out. Servers that share a database keep their clocks within
//! a few seconds of each other; a lease lasts longer than that.

use jiff::Timestamp;

use crate::codec::micros;
use crate::database::{Cell, Tx};
use crate::error::StorageError;
use crate::sql::Sql;
use crate::store::Store;

const TABLE: &str = "lease";

/// Which lease, and who wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The task.
    pub name: String,
    /// The server: a name that no other running server has.
    pub holder: String,
}

impl Store {
    /// Takes or renews a lease until a moment. `false`: another server holds it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_lease(&self, lease: &Lease, now: Timestamp, until: Timestamp) -> Result<bool, StorageError> {
        let mut tx = self.database.begin_queue().await?;
        let taken = take_lease(&mut tx, lease, now, until).await?;
        tx.commit().await?;
        Ok(taken)
    }

    /// Gives a lease back, so that another server need not wait until it runs out. Nothing happens when it is not held.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release_lease(&self, lease: &Lease) -> Result<(), StorageError> {
        let sql = Sql::kept(format!("DELETE FROM {TABLE} WHERE name = ? AND holder = ?"));
        let mut tx = self.database.begin_queue().await?;
        tx.execute(&sql, vec![Cell::Text(Some((&lease.name).into())), Cell::Text(Some((&lease.holder).into()))]).await?;
        tx.commit().await
    }
}

/// Takes or renews a lease in the transaction of what only its holder may write: until that ends, no other server can take it.
pub(crate) async fn take_lease(tx: &mut Tx, lease: &Lease, now: Timestamp, until: Timestamp) -> Result<bool, StorageError> {
    let sql = Sql::kept(format!(
        "INSERT INTO {TABLE} (name, holder, until) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until \
         WHERE {TABLE}.holder = excluded.holder OR {TABLE}.until <= ?"
    ));
    let cells = vec![
        Cell::Text(Some((&lease.name).into())),
        Cell::Text(Some((&lease.holder).into())),
        Cell::Whole(Some(micros(until))),
        Cell::Whole(Some(micros(now))),
    ];
    Ok(tx.execute(&sql, cells).await? == 1)
}
