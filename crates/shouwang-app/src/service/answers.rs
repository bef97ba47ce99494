//! Requests that may come twice, and the answers that they got.

use jiff::{SignedDuration, Timestamp};
use shouwang_storage::{Act, Known, Repeatable, StoredAnswer};

use super::Service;
use crate::caller::Caller;
use crate::problem::{AppError, ProblemCode};

/// Hours for which the caller's own name for a request means that request.
const NAMED_HOURS: i64 = 24;
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

    /// The act that a request wrote before, under the caller's own name for it ([`shouwang_storage::StorageError::AlreadyDone`]): its answer was
    /// lost, and what it did stands. While the name means that request, nobody gets here with another one: the requests are known by their digests.
    ///
    /// # Errors
    /// [`ProblemCode::KeyReused`] when the act is so old that what comes now is another request; or when the database fails.
    pub(super) async fn done_before(&self, act: i64, now: Timestamp) -> Result<Act, AppError> {
        let found = self.store.list_acts(Some(act + 1), 1).await?.into_iter().next().filter(|found| found.id == act);
        let found = found.ok_or_else(|| AppError::internal(format!("no act {act}")))?;
        let is_the_same = now.duration_since(found.recorded_at) <= SignedDuration::from_hours(NAMED_HOURS);
        if is_the_same { Ok(found) } else { Err(key_reused(act)) }
    }

    /// The act that the caller wrote before under this name for the request, if he did.
    ///
    /// # Errors
    /// As [`Service::done_before`].
    pub(super) async fn find_done_before(&self, caller: &Caller, key: Option<&str>, now: Timestamp) -> Result<Option<Act>, AppError> {
        let Some(key) = key else { return Ok(None) };
        match self.store.find_act_named(&caller.login, key).await? {
            Some(act) => self.done_before(act, now).await.map(Some),
            None => Ok(None),
        }
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

fn key_reused(act: i64) -> AppError {
    AppError::new(
        ProblemCode::KeyReused,
        format!("这个幂等键在第 {act} 号操作用过，已超过 {NAMED_HOURS} 小时，本次没有写入任何内容；新请求请用新的键"),
        format!(
            "This key was used by act {act}, more than {NAMED_HOURS} hours ago, and nothing was written now; use a new key for a new request"
        ),
    )
}
