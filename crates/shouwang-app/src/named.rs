//! A caller's own name for a request (`Idempotency-Key`): for how long it means that request, and what the request did.

use jiff::{SignedDuration, Timestamp};
use shouwang_storage::{Act, Store};

use crate::problem::{AppError, ProblemCode};

/// Hours for which such a name means one request.
pub(crate) const NAMED_HOURS: i64 = 24;

/// The act that somebody wrote before under this name for a request, if he did.
///
/// # Errors
/// [`ProblemCode::KeyReused`] when it is so old that what comes now is another request; or when the database fails.
pub(crate) async fn find_done_before(store: &Store, actor: &str, key: Option<&str>, now: Timestamp) -> Result<Option<Act>, AppError> {
    let Some(key) = key else { return Ok(None) };
    store.find_act_named(actor, key).await?.map(|act| same_request(act, now)).transpose()
}

/// The act, unless it is so old that its name means another request by now.
///
/// # Errors
/// [`ProblemCode::KeyReused`].
pub(crate) fn same_request(act: Act, now: Timestamp) -> Result<Act, AppError> {
    if now.duration_since(act.recorded_at) <= SignedDuration::from_hours(NAMED_HOURS) {
        return Ok(act);
    }
    let act = act.id;
    Err(AppError::new(
        ProblemCode::KeyReused,
        format!("这个幂等键在第 {act} 号操作用过，已超过 {NAMED_HOURS} 小时，本次没有写入任何内容；新请求请用新的键"),
        format!(
            "This key was used by act {act}, more than {NAMED_HOURS} hours ago, and nothing was written now; use a new key for a new request"
        ),
    ))
}
