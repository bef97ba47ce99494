//! What is remembered of attempts to log in and of second factors: failures, locks, counters, recovery codes.
//!
//! It changes with every attempt and is not covered by the ledger. How long somebody has to wait is not decided here.

use jiff::Timestamp;

use crate::codec::micros;
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::session::{begin_beside, moment, moment_at, text};
use crate::sql::{BATCH_ROWS, Batched, Sql, placeholders};
use crate::store::Store;

/// Whose attempts are counted: of an account or of an address of the network, and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempter<'a> {
    /// `login` or `client`.
    pub kind: &'static str,
    /// The account's name, or the address.
    pub name: &'a str,
}

/// The failed attempts of one attempter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempts {
    /// How many there were, one after the other.
    pub failure_count: u32,
    /// When the last one was.
    pub failed_at: Timestamp,
    /// Until then no further one is looked at.
    pub locked_until: Timestamp,
}

/// What carries a number that only grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter<'a> {
    /// `totp` or `passkey`.
    pub kind: &'static str,
    /// The account's name, or the credential's code.
    pub name: &'a str,
}

impl Store {
    /// Changes the attempts of some attempters as `decide` says, in one transaction: nobody can try in between. `decide` is given what is
    /// known, in the same order (`None`: no failure), and answers what is to be known, or refuses, and nothing changes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_attempts<R: Send>(
        &self,
        attempters: &[Attempter<'_>],
        decide: impl FnOnce(&[Option<Attempts>]) -> Result<Vec<Option<Attempts>>, R> + Send,
    ) -> Result<Result<(), R>, StorageError> {
        let mut tx = begin_beside(&self.database).await?;
        let mut known = Vec::with_capacity(attempters.len());
        for attempter in attempters {
            lock_attempts(&mut tx, attempter).await?;
            known.push(find_attempts(&mut tx, attempter).await?);
        }
        let decided = match decide(&known) {
            Ok(decided) => decided,
            Err(refused) => return Ok(Err(refused)),
        };
        for (attempter, attempts) in attempters.iter().zip(decided) {
            keep_attempts(&mut tx, attempter, attempts).await?;
        }
        tx.commit().await?;
        Ok(Ok(()))
    }

    /// The failed attempts of an attempter; `None` when there are none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_attempts(&self, attempter: Attempter<'_>) -> Result<Option<Attempts>, StorageError> {
        find_attempts(&mut self.database.begin_read().await?, &attempter).await
    }

    /// Moves a counter forward; `false` when it has already been there or further: of several who try at once, one succeeds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn advance_counter(&self, counter: Counter<'_>, to: i64) -> Result<bool, StorageError> {
        let sql = "INSERT INTO login_counter (kind, name, newest) VALUES (?, ?, ?) ON CONFLICT (kind, name) \
                   DO UPDATE SET newest = excluded.newest WHERE login_counter.newest < excluded.newest";
        Ok(self.change_beside(sql, vec![text(counter.kind), text(counter.name), Cell::Whole(Some(to))]).await? == 1)
    }

    /// Where a counter stands; `None` when it never moved.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_counter(&self, counter: Counter<'_>) -> Result<Option<i64>, StorageError> {
        let sql = Sql::kept("SELECT newest FROM login_counter WHERE kind = ? AND name = ?");
        let cells = vec![text(counter.kind), text(counter.name)];
        Ok(self.database.begin_read().await?.fetch(&sql, cells, |found| Ok(found.whole(0)?)).await?.into_iter().flatten().next())
    }

    /// Puts new recovery codes, as hashes, in place of all that an account had.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replace_recovery_codes(&self, login: &str, hashes: &[String], now: Timestamp) -> Result<(), StorageError> {
        let insert = Batched {
            head: "INSERT INTO recovery_code (login, code_hash, made_at) VALUES ".to_owned(),
            tuple: placeholders(3),
            tail: String::new(),
            kept: false,
        };
        let mut tx = begin_beside(&self.database).await?;
        tx.execute(&Sql::kept("DELETE FROM recovery_code WHERE login = ?"), vec![text(login)]).await?;
        for hashes in hashes.chunks(BATCH_ROWS) {
            let cells = hashes.iter().flat_map(|hash| [text(login), text(hash), moment(now)]).collect();
            tx.execute(&insert.sql(hashes.len()), cells).await?;
        }
        tx.commit().await
    }

    /// Uses up a recovery code; `false` when the account has no such code or it was used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_recovery_code(&self, login: &str, hash: &str, now: Timestamp) -> Result<bool, StorageError> {
        let sql = "UPDATE recovery_code SET used_at = ? WHERE login = ? AND code_hash = ? AND used_at IS NULL";
        Ok(self.change_beside(sql, vec![moment(now), text(login), text(hash)]).await? == 1)
    }

    /// How many recovery codes of an account are still unused.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_recovery_codes(&self, login: &str) -> Result<u64, StorageError> {
        let sql = Sql::kept("SELECT COUNT(*) FROM recovery_code WHERE login = ? AND used_at IS NULL");
        let counts = self.database.begin_read().await?.fetch(&sql, vec![text(login)], |found| Ok(found.whole(0)?)).await?;
        Ok(counts.into_iter().flatten().next().and_then(|count| u64::try_from(count).ok()).unwrap_or(0))
    }
}

/// Makes others who ask for the same attempts wait until this transaction ends: writing the row holds it in either database.
async fn lock_attempts(tx: &mut Tx, attempter: &Attempter<'_>) -> Result<(), StorageError> {
    let sql = Sql::kept(
        "INSERT INTO login_attempt (kind, name, failures, failed_at, locked_until) VALUES (?, ?, 0, 0, 0) \
         ON CONFLICT (kind, name) DO UPDATE SET name = excluded.name",
    );
    tx.execute(&sql, vec![text(attempter.kind), text(attempter.name)]).await.map(drop)
}

async fn find_attempts(tx: &mut Tx, attempter: &Attempter<'_>) -> Result<Option<Attempts>, StorageError> {
    let sql = Sql::kept("SELECT name, failures, failed_at, locked_until FROM login_attempt WHERE kind = ? AND name = ? AND failures > 0");
    let decode = |found: Found<'_>| {
        Ok(Attempts {
            failure_count: found.whole(1)?.and_then(|count| u32::try_from(count).ok()).unwrap_or(u32::MAX),
            failed_at: moment_at(found, 2, "login_attempt", "failed_at")?,
            locked_until: moment_at(found, 3, "login_attempt", "locked_until")?,
        })
    };
    Ok(tx.fetch(&sql, vec![text(attempter.kind), text(attempter.name)], decode).await?.into_iter().next())
}

async fn keep_attempts(tx: &mut Tx, attempter: &Attempter<'_>, attempts: Option<Attempts>) -> Result<(), StorageError> {
    let (kind, name) = (text(attempter.kind), text(attempter.name));
    let Some(Attempts { failure_count, failed_at, locked_until }) = attempts else {
        return tx.execute(&Sql::kept("DELETE FROM login_attempt WHERE kind = ? AND name = ?"), vec![kind, name]).await.map(drop);
    };
    let sql = Sql::kept("UPDATE login_attempt SET failures = ?, failed_at = ?, locked_until = ? WHERE kind = ? AND name = ?");
    let numbers = [i64::from(failure_count), micros(failed_at), micros(locked_until)].map(|number| Cell::Whole(Some(number)));
    tx.execute(&sql, numbers.into_iter().chain([kind, name]).collect()).await.map(drop)
}
