//! Answers to requests that may come twice, by the caller's own name for them (the idempotency key).
//!
//! Beside the registers and not covered by the ledger: an answer is kept for a day and then forgotten. That a write is not done twice even
//! when its answer was lost is held by the act itself, which carries the same key.

use jiff::Timestamp;

use crate::codec::micros;
use crate::database::{Cell, Found};
use crate::error::StorageError;
use crate::session::{begin_beside, moment, text};
use crate::sql::Sql;
use crate::store::Store;

/// By so many microseconds a request that was given up counts as older: an hour, more than any may take.
const GIVEN_UP_US: i64 = 3_600_000_000;

/// A request that may come twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeatable<'a> {
    /// The account that asks.
    pub login: &'a str,
    /// Its own name for the request.
    pub key: &'a str,
    /// A digest of everything that the request says: the same key with another one is a mistake.
    pub fingerprint: &'a str,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnswer {
    /// The HTTP status.
    pub status: u16,
    /// Headers that belong to the answer, in JSON.
    pub headers: String,
    /// The body.
    pub body: String,
}

/// What is known of a request when it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing: it is the caller's to carry out, and others are kept from it until then.
    New,
    /// It was answered.
    Answered(StoredAnswer),
    /// It is being carried out.
    UnderWay,
    /// The key was used for another request.
    OtherRequest,
}

impl Store {
    /// Looks a request up, and takes it on when it is new. One that was taken on before `given_up_before` and never answered is new again:
    /// whoever carried it out has broken down.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_on(&self, request: Repeatable<'_>, now: Timestamp, given_up_before: Timestamp) -> Result<Known, StorageError> {
        let Repeatable { login, key, fingerprint } = request;
        let mut tx = begin_beside(&self.database).await?;
        let insert = "INSERT INTO answer (login, idempotency_key, fingerprint, taken_at) VALUES (?, ?, ?, ?) \
                      ON CONFLICT (login, idempotency_key) DO NOTHING";
        let cells = vec![text(login), text(key), text(fingerprint), moment(now)];
        if tx.execute(&Sql::kept(insert), cells).await? == 1 {
            tx.commit().await?;
            return Ok(Known::New);
        }
        let select = "SELECT fingerprint, status, headers, body FROM answer WHERE login = ? AND idempotency_key = ?";
        let found = tx.fetch(&Sql::kept(select), vec![text(login), text(key)], |found| decode(found, fingerprint)).await?;
        // It may have been forgotten in between; then it is new the next time.
        let known = found.into_iter().next().unwrap_or(Known::UnderWay);
        if known != Known::UnderWay {
            return Ok(known);
        }
        let take_over = "UPDATE answer SET taken_at = ? WHERE login = ? AND idempotency_key = ? AND status IS NULL AND taken_at < ?";
        let cells = vec![moment(now), text(login), text(key), moment(given_up_before)];
        let taken_over = tx.execute(&Sql::kept(take_over), cells).await? == 1;
        tx.commit().await?;
        Ok(if taken_over { Known::New } else { Known::UnderWay })
    }

    /// Keeps the answer of a request that was taken on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_answer(&self, request: Repeatable<'_>, answer: &StoredAnswer) -> Result<(), StorageError> {
        let sql = "UPDATE answer SET status = ?, headers = ?, body = ? WHERE login = ? AND idempotency_key = ? AND fingerprint = ?";
        let status = Cell::Whole(Some(i64::from(answer.status)));
        let cells =
            vec![status, text(&answer.headers), text(&answer.body), text(request.login), text(request.key), text(request.fingerprint)];
        self.change_beside(sql, cells).await.map(drop)
    }

    /// Gives up a request that was taken on and came to nothing that should be answered again: it may be tried anew under the same key. What it
    /// said is remembered: it may have been written, and another request under its key must not pass for it. It counts as an hour older, so
    /// that whoever comes next takes it over at once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_up(&self, request: Repeatable<'_>) -> Result<(), StorageError> {
        let sql =
            "UPDATE answer SET taken_at = taken_at - ? WHERE login = ? AND idempotency_key = ? AND fingerprint = ? AND status IS NULL";
        let cells = vec![Cell::Whole(Some(GIVEN_UP_US)), text(request.login), text(request.key), text(request.fingerprint)];
        self.change_beside(sql, cells).await.map(drop)
    }

    /// Forgets the answers to requests that came before a moment; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_answers(&self, before: Timestamp) -> Result<u64, StorageError> {
        self.change_beside("DELETE FROM answer WHERE taken_at < ?", vec![Cell::Whole(Some(micros(before)))]).await
    }
}

fn decode(found: Found<'_>, fingerprint: &str) -> Result<Known, StorageError> {
    if found.text(0)? != Some(fingerprint) {
        return Ok(Known::OtherRequest);
    }
    let Some(status) = found.whole(1)? else { return Ok(Known::UnderWay) };
    let corrupt = |_| StorageError::CorruptRow { table: "answer", row: "?".to_owned(), column: "status", found: status.to_string() };
    let owned = |at| Ok::<_, StorageError>(found.text(at)?.unwrap_or_default().to_owned());
    Ok(Known::Answered(StoredAnswer { status: u16::try_from(status).map_err(corrupt)?, headers: owned(2)?, body: owned(3)? }))
}
