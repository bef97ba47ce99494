//! Requests that may come twice, and the answers that they got.

use jiff::{SignedDuration, Timestamp};
use shouwang_storage::{Known, Repeatable, StoredAnswer};

use super::Service;
use crate::problem::AppError;

/// Hours that an answer is kept.
const ANSWERS_KEPT_HOURS: i64 = 24;

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

    /// Forgets answers that are older than a day: work for a daily job.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_answers(&self, now: Timestamp) -> Result<u64, AppError> {
        let before = now.checked_sub(SignedDuration::from_hours(ANSWERS_KEPT_HOURS)).unwrap_or(Timestamp::MIN);
        Ok(self.store.forget_answers(before).await?)
    }
}
