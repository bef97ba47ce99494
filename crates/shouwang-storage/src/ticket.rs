//! Tickets: what somebody has already done on the way to something, remembered for a few minutes and used once.
//!
//! The steps of a log-in, the challenge of a passkey, the way to the identity provider and back, the link of the first start.

use jiff::Timestamp;

use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::session::{begin_beside, moment, moment_at, text};
use crate::sql::{Sql, placeholders};
use crate::store::Store;

/// A ticket; its token is with its holder only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// What it is good for.
    pub purpose: String,
    /// The account that it belongs to, once that is known.
    pub login: Option<String>,
    /// What is remembered.
    pub payload: String,
    /// From this moment on it is no longer taken.
    pub ends_at: Timestamp,
}

impl Store {
    /// Keeps a ticket under the SHA-256 of its token.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_ticket(&self, ticket: &Ticket, token_hash: &str) -> Result<(), StorageError> {
        let mut tx = begin_beside(&self.database).await?;
        insert(&mut tx, ticket, token_hash).await?;
        tx.commit().await
    }

    /// Keeps a ticket that anybody can ask for without being known, and forgets those whose time was over at this moment: there are never more of them
    /// than are asked for within their time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_ticket_of_anybody(&self, ticket: &Ticket, token_hash: &str, now: Timestamp) -> Result<(), StorageError> {
        let mut tx = begin_beside(&self.database).await?;
        tx.execute(&Sql::kept("DELETE FROM ticket WHERE ends_at <= ?"), vec![moment(now)]).await?;
        insert(&mut tx, ticket, token_hash).await?;
        tx.commit().await
    }

    /// Keeps a ticket and voids all others of its purpose.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replace_tickets(&self, ticket: &Ticket, token_hash: &str) -> Result<(), StorageError> {
        let mut tx = begin_beside(&self.database).await?;
        tx.execute(&Sql::kept("DELETE FROM ticket WHERE purpose = ?"), vec![text(&ticket.purpose)]).await?;
        insert(&mut tx, ticket, token_hash).await?;
        tx.commit().await
    }

    /// The ticket of a token, if it is good for this purpose and its time is not over. It stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_ticket(&self, token_hash: &str, purpose: &str, now: Timestamp) -> Result<Option<Ticket>, StorageError> {
        find(&mut self.database.begin_read().await?, token_hash, purpose, now).await
    }

    /// Takes the ticket of a token: of several who try at once, one gets it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_ticket(&self, token_hash: &str, purpose: &str, now: Timestamp) -> Result<Option<Ticket>, StorageError> {
        let mut tx = begin_beside(&self.database).await?;
        let ticket = find(&mut tx, token_hash, purpose, now).await?;
        let taken = tx.execute(&Sql::kept("DELETE FROM ticket WHERE token_hash = ?"), vec![text(token_hash)]).await?;
        tx.commit().await?;
        Ok(ticket.filter(|_| taken == 1))
    }
}

async fn insert(tx: &mut Tx, ticket: &Ticket, token_hash: &str) -> Result<(), StorageError> {
    let Ticket { purpose, login, payload, ends_at } = ticket;
    let login = login.as_deref().map_or(Cell::Text(None), text);
    let cells = vec![text(token_hash), text(purpose), login, text(payload), moment(*ends_at)];
    let sql = format!(
        "INSERT INTO ticket (token_hash, purpose, login, payload, ends_at) VALUES {} ON CONFLICT (token_hash) DO UPDATE SET \
         purpose = excluded.purpose, login = excluded.login, payload = excluded.payload, ends_at = excluded.ends_at",
        placeholders(cells.len())
    );
    tx.execute(&Sql::kept(sql), cells).await.map(drop)
}

async fn find(tx: &mut Tx, token_hash: &str, purpose: &str, now: Timestamp) -> Result<Option<Ticket>, StorageError> {
    let sql = Sql::kept("SELECT purpose, login, payload, ends_at FROM ticket WHERE token_hash = ? AND purpose = ? AND ends_at > ?");
    let decode = |found: Found<'_>| {
        Ok(Ticket {
            purpose: found.text(0)?.unwrap_or_default().to_owned(),
            login: found.text(1)?.map(str::to_owned),
            payload: found.text(2)?.unwrap_or_default().to_owned(),
            ends_at: moment_at(found, 3, "ticket", "ends_at")?,
        })
    };
    Ok(tx.fetch(&sql, vec![text(token_hash), text(purpose), moment(now)], decode).await?.into_iter().next())
}
