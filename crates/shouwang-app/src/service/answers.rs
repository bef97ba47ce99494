//! Requests that may come twice, and the answers that they got.

use jiff::{SignedDuration, Timestamp};
use shouwang_storage::{Act, Known, Repeatable, StorageError, StoredAnswer, Write, Written};

use super::Service;
use crate::named::{NAMED_HOURS, same_request};
use crate::problem::AppError;

/// Hours that an answer, or that a request came at all, is kept: longer than its name means it, because what was given up counts as older.
const ANSWERS_KEPT_HOURS: i64 = NAMED_HOURS + 2;

impl Service {
    /// Looks a request up and takes it on when it is new; `timeout_s` is how long it may take to be carried out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_on(&self, request: Repeatable<'_>, now: Timestamp, timeout_s: u16) -> Result<Known, AppError> {
        // Twice the time, so that whoever carries it out has certainly stopped.
        let given_up_before = now.checked_sub(SignedDuration::from_secs(2 * i64::from(timeout_s))).unwrap_or(Timestamp::MIN);
        Ok(self.store.take_on(request, now, given_up_before).await?)
    }

    /// Keeps the answer of a request that was taken on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_answer(&self, request: Repeatable<'_>, answer: &StoredAnswer) -> Result<(), AppError> {
        Ok(self.store.keep_answer(request, answer).await?)
    }

    /// Gives up a request that was taken on and came to nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_up(&self, request: Repeatable<'_>) -> Result<(), AppError> {
        Ok(self.store.give_up(request).await?)
    }

    /// Writes, and lets those look who wait for changes. What the same request wrote before, under the caller's own name for it, stands: its answer
    /// was lost, and nothing is written again.
    ///
    /// # Errors
    /// [`KeyReused`](crate::problem::ProblemCode::KeyReused) when the act of that name is so old that what comes now is another request; or when the
    /// write is refused.
    pub(super) async fn write_once(&self, write: Write) -> Result<Written, NotWritten> {
        let now = write.recorded_at;
        match self.queue.write(write).await {
            Ok(written) => {
                self.changes().look();
                Ok(written)
            }
            Err(StorageError::AlreadyDone { act }) => {
                let act = self.done_before(act, now).await?.id;
                Ok(Written { act: Some(act), ..Written::default() })
            }
            Err(error) => Err(NotWritten::Refused(error)),
        }
    }

    /// The act that the storage says the same request wrote before ([`StorageError::AlreadyDone`]). While a name means a request, nobody gets
    /// here with another one: the requests are known by their digests.
    ///
    /// # Errors
    /// [`KeyReused`](crate::problem::ProblemCode::KeyReused) when the act is so old that what comes now is another request; or when the database
    /// fails.
    pub(super) async fn done_before(&self, act: i64, now: Timestamp) -> Result<Act, AppError> {
        let found = self.store.list_acts(Some(act + 1), 1).await?.into_iter().next().filter(|found| found.id == act);
        same_request(found.ok_or_else(|| AppError::internal(format!("no act {act}")))?, now)
    }

    /// Forgets answers that are kept long enough, longer than the caller's own name for his request means it: work for a daily job. How many they were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_answers(&self, now: Timestamp) -> Result<u64, AppError> {
        let before = now.checked_sub(SignedDuration::from_hours(ANSWERS_KEPT_HOURS)).unwrap_or(Timestamp::MIN);
        Ok(self.store.forget_answers(before).await?)
    }
}

/// Why a write was not made.
#[derive(Debug)]
pub(super) enum NotWritten {
    /// The storage refused it.
    Refused(StorageError),
    /// Its name means an earlier request, or what that did cannot be found.
    Named(AppError),
}

impl From<AppError> for NotWritten {
    fn from(error: AppError) -> NotWritten {
        NotWritten::Named(error)
    }
}

impl From<NotWritten> for AppError {
    fn from(error: NotWritten) -> AppError {
        match error {
            NotWritten::Refused(error) => error.into(),
            NotWritten::Named(error) => error,
        }
    }
}
