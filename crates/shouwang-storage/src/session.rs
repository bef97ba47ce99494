//! Sessions, and the tickets of those who are not yet logged in.
//!
//! Of a token only its SHA-256 is kept: whoever reads the table cannot log in with it. These tables stand beside the registers: the ledger
//! covers that somebody logged in, not the row that remembers it. What a session or a ticket allows is not decided here.

use jiff::Timestamp;
use shouwang_calendar::Day;

use crate::codec::micros;
use crate::database::{Cell, Database, Found, Tx};
use crate::error::StorageError;
use crate::schema::OPEN;
use crate::sql::{Sql, placeholders};
use crate::store::Store;

const COLUMNS: &str = "s.id, s.login, s.created_at, s.proved_at, s.seen_at, s.ends_at, s.client, s.agent, s.second_factor_at";
/// Where the newest act follows them.
const ACT_AT: usize = 9;

/// Somebody who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its name; not secret.
    pub id: String,
    /// Code of the account.
    pub login: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When its holder last proved himself with what he knows or has. A password set later ends the session.
    pub proved_at: Timestamp,
    /// When it was last used, give or take a minute.
    pub seen_at: Timestamp,
    /// When it ends however much it is used.
    pub ends_at: Timestamp,
    /// The address that it was begun from.
    pub client: String,
    /// What the browser or the program calls itself.
    pub agent: String,
    /// When a second factor was shown; `None` when none was.
    pub second_factor_at: Option<Timestamp>,
}

/// Which of the stored sessions still count.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// The moment of the question.
    pub now: Timestamp,
    /// A session not used since this moment has ended.
    pub idle_since: Timestamp,
    /// The day of the question, for the days on which an account may be used.
    pub day: Day,
}

impl Store {
    /// Keeps a new session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_session(&self, session: &Session, token_hash: &str) -> Result<(), StorageError> {
        let Session { id, login, created_at, proved_at, seen_at, ends_at, client, agent, second_factor_at } = session;
        let cells = vec![
            text(id),
            text(token_hash),
            text(login),
            moment(*created_at),
            moment(*proved_at),
            moment(*seen_at),
            moment(*ends_at),
            text(client),
            text(agent),
            Cell::Whole(second_factor_at.map(micros)),
        ];
        let sql = format!(
            "INSERT INTO session (id, token_hash, login, created_at, proved_at, seen_at, ends_at, client, agent, second_factor_at) VALUES {}",
            placeholders(cells.len())
        );
        self.change_beside(sql, cells).await.map(drop)
    }

    /// The session of a token, if it still counts: neither revoked nor over, its account in use, and its password the one it was begun with.
    /// With it comes the number of the newest act (0: none) as of the same moment: what somebody knows up to that act is not older than
    /// the answer. It is the one question that every request asks.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_session(&self, token_hash: &str, live: Live) -> Result<Option<(Session, i64)>, StorageError> {
        // `>=`, as in `schema.rs`: so that PostgreSQL takes the primary key, whose first column is the code.
        let sql = format!(
            "SELECT {COLUMNS}, (SELECT MAX(id) FROM act) FROM session s WHERE s.token_hash = ? AND s.revoked_at IS NULL AND s.ends_at > ? AND s.seen_at > ? \
             AND EXISTS (SELECT 1 FROM login l WHERE l.code = s.login AND l.superseded_at >= {OPEN} AND l.held_from <= ? \
             AND (l.held_until IS NULL OR l.held_until >= ?) AND (l.disabled IS NULL OR l.disabled = 0)) \
             AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.code = s.login || ? AND c.superseded_at >= {OPEN} \
             AND c.learned_at > s.proved_at)"
        );
        let day = live.day.to_string();
        let cells = vec![text(token_hash), moment(live.now), moment(live.idle_since), text(&day), text(&day), text(PASSWORD_SUFFIX)];
        let decode = |found: Found<'_>| Ok((decode_session(found)?, found.whole(ACT_AT)?.unwrap_or(0)));
        Ok(self.database.ask(&Sql::kept(sql), cells, decode).await?.into_iter().next())
    }

    /// An account's sessions that are neither revoked nor over, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_sessions(&self, login: &str, live: Live) -> Result<Vec<Session>, StorageError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM session s WHERE s.login = ? AND s.revoked_at IS NULL AND s.ends_at > ? AND s.seen_at > ? \
             ORDER BY s.created_at DESC, s.id"
        );
        let cells = vec![text(login), moment(live.now), moment(live.idle_since)];
        self.database.ask(&Sql::kept(sql), cells, decode_session).await
    }

    /// Notes that a session is in use.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn touch_session(&self, id: &str, seen_at: Timestamp) -> Result<(), StorageError> {
        let sql = "UPDATE session SET seen_at = ? WHERE id = ? AND seen_at < ?";
        self.change_beside(sql, vec![moment(seen_at), text(id), moment(seen_at)]).await.map(drop)
    }

    /// Notes that a session's holder has proved himself anew.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prove_session(&self, id: &str, proved_at: Timestamp) -> Result<(), StorageError> {
        self.change_beside("UPDATE session SET proved_at = ? WHERE id = ?", vec![moment(proved_at), text(id)]).await.map(drop)
    }

    /// Ends one session of an account; whether there was one to end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_session(&self, login: &str, id: &str, now: Timestamp) -> Result<bool, StorageError> {
        let sql = "UPDATE session SET revoked_at = ? WHERE id = ? AND login = ? AND revoked_at IS NULL";
        Ok(self.change_beside(sql, vec![moment(now), text(id), text(login)]).await? > 0)
    }

    /// Ends all sessions of an account but one, and every ticket of it; how many sessions.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_sessions(&self, login: &str, but: Option<&str>, now: Timestamp) -> Result<u64, StorageError> {
        let mut tx = begin_beside(&self.database).await?;
        let sql = Sql::kept("UPDATE session SET revoked_at = ? WHERE login = ? AND id <> ? AND revoked_at IS NULL");
        let revoked = tx.execute(&sql, vec![moment(now), text(login), text(but.unwrap_or_default())]).await?;
        tx.execute(&Sql::kept("DELETE FROM ticket WHERE login = ?"), vec![text(login)]).await?;
        tx.commit().await?;
        Ok(revoked)
    }

    /// Forgets the sessions and tickets that were over before a moment, and attempts to log in that failed before it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_sessions(&self, before: Timestamp) -> Result<(), StorageError> {
        let mut tx = begin_beside(&self.database).await?;
        for sql in [
            "DELETE FROM session WHERE ends_at < ?",
            "DELETE FROM ticket WHERE ends_at < ?",
            "DELETE FROM login_attempt WHERE failed_at < ?",
        ] {
            tx.execute(&Sql::kept(sql), vec![moment(before)]).await?;
        }
        tx.commit().await
    }

    /// One statement on a table beside the registers; how many rows it touched.
    pub(crate) async fn change_beside(&self, sql: impl Into<String>, cells: Vec<Cell<'_>>) -> Result<u64, StorageError> {
        let mut tx = begin_beside(&self.database).await?;
        let touched = tx.execute(&Sql::kept(sql), cells).await?;
        tx.commit().await?;
        Ok(touched)
    }
}

/// What the code of a password's row adds to the login's. No login name has a colon.
pub const PASSWORD_SUFFIX: &str = ":password";

/// Begins to write to tables beside the registers: on a server without waiting for whoever writes to the registers.
pub(crate) async fn begin_beside(database: &Database) -> Result<Tx, StorageError> {
    match database {
        Database::Sqlite { .. } => database.begin_write().await,
        Database::Postgres(pool) => Ok(Tx::Postgres(pool.begin().await?)),
    }
}

/// A text as the databases take it; PostgreSQL keeps no U+0000, and no name of ours has one.
pub(crate) fn text(text: &str) -> Cell<'_> {
    Cell::Text(Some(if text.contains('\0') { text.replace('\0', "\u{fffd}").into() } else { text.into() }))
}

/// A moment as the databases take it.
pub(crate) fn moment(at: Timestamp) -> Cell<'static> {
    Cell::Whole(Some(micros(at)))
}

/// A moment that the database found in a table beside the registers.
pub(crate) fn moment_at(found: Found<'_>, at: usize, table: &'static str, column: &'static str) -> Result<Timestamp, StorageError> {
    let number = found.whole(at)?.unwrap_or_default();
    Timestamp::from_microsecond(number).map_err(|_| StorageError::CorruptRow {
        table,
        row: found.text(0).ok().flatten().unwrap_or("?").to_owned(),
        column,
        found: number.to_string(),
    })
}

fn decode_session(found: Found<'_>) -> Result<Session, StorageError> {
    let owned = |at| Ok::<_, StorageError>(found.text(at)?.unwrap_or_default().to_owned());
    let moment = |at, column| moment_at(found, at, "session", column);
    let second_factor_at = found.whole(8)?.map(|_| moment(8, "second_factor_at")).transpose()?;
    Ok(Session {
        id: owned(0)?,
        login: owned(1)?,
        created_at: moment(2, "created_at")?,
        proved_at: moment(3, "proved_at")?,
        seen_at: moment(4, "seen_at")?,
        ends_at: moment(5, "ends_at")?,
        client: owned(6)?,
        agent: owned(7)?,
        second_factor_at,
    })
}
