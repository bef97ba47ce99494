//! How long somebody who failed has to wait: a pure decision.
//!
//! An attempt is counted before it is looked at and taken back when it was right. So a thousand guesses sent at once are as many as a
//! thousand guesses one after the other.

use jiff::{SignedDuration, Timestamp};
use shouwang_storage::Attempts;

/// After this time without a failure everything is forgotten.
pub const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// When somebody is locked, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockPolicy {
    /// So many failures lock.
    pub failures_max: u32,
    /// The first lock, in seconds; every further failure doubles it.
    pub delay_s_min: u32,
    /// No lock is longer, in seconds.
    pub delay_s_max: u32,
}

/// Counts an attempt that is about to be looked at, as if it had failed.
///
/// # Errors
/// The end of the lock, when one stands: the attempt is not to be looked at and does not count.
pub fn decide_attempt(known: Option<Attempts>, now: Timestamp, policy: LockPolicy) -> Result<Attempts, Timestamp> {
    let known = known.filter(|known| now.duration_since(known.failed_at) < FORGOTTEN_AFTER || known.locked_until > now);
    if let Some(known) = known.filter(|known| known.locked_until > now) {
        return Err(known.locked_until);
    }
    let failure_count = known.map_or(0, |known| known.failure_count).saturating_add(1);
    let locked_until = match failure_count.checked_sub(policy.failures_max) {
        None => Timestamp::UNIX_EPOCH,
        Some(doublings) => {
            let delay = u64::from(policy.delay_s_min).checked_shl(doublings.min(32)).unwrap_or(u64::MAX);
            let delay = i64::try_from(delay.min(u64::from(policy.delay_s_max))).unwrap_or(i64::MAX);
            now.checked_add(SignedDuration::from_secs(delay)).unwrap_or(Timestamp::MAX)
        }
    };
    Ok(Attempts { failure_count, failed_at: now, locked_until })
}

/// Takes one counted attempt back, because it was right; what failed before stays counted.
#[must_use]
pub fn take_back(known: Option<Attempts>) -> Option<Attempts> {
    let known = known?;
    let failure_count = known.failure_count.checked_sub(1).filter(|count| *count > 0)?;
    Some(Attempts { failure_count, locked_until: Timestamp::UNIX_EPOCH, ..known })
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: LockPolicy = LockPolicy { failures_max: 3, delay_s_min: 30, delay_s_max: 200 };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_795_000_000 + second).unwrap()
    }

    fn failed(failure_count: u32, failed_at: i64, locked_s: i64) -> Option<Attempts> {
        let locked_until = if locked_s == 0 { Timestamp::UNIX_EPOCH } else { at(failed_at + locked_s) };
        Some(Attempts { failure_count, failed_at: at(failed_at), locked_until })
    }

    #[test]
    fn the_decision_table_holds() {
        // Known before; when; what is decided.
        let day = 24 * 3600;
        let table = [
            (None, 0, Ok(failed(1, 0, 0))),
            (failed(1, 0, 0), 5, Ok(failed(2, 5, 0))),
            (failed(2, 5, 0), 6, Ok(failed(3, 6, 30))),
            (failed(3, 6, 30), 35, Err(at(36))),
            (failed(3, 6, 30), 36, Ok(failed(4, 36, 60))),
            (failed(4, 36, 60), 96, Ok(failed(5, 96, 120))),
            (failed(5, 96, 120), 216, Ok(failed(6, 216, 200))),
            (failed(6, 216, 200), 416, Ok(failed(7, 416, 200))),
            (failed(u32::MAX, 0, 200), 200, Ok(failed(u32::MAX, 200, 200))),
            (failed(7, 0, 200), day, Ok(failed(1, day, 0))),
            (failed(7, 0, 200), day - 1, Ok(failed(8, day - 1, 200))),
            // A lock outlasts what is forgotten.
            (failed(7, 0, day + 100), day + 50, Err(at(day + 100))),
        ];
        for (known, second, expected) in table {
            let expected = expected.map(Option::unwrap);
            assert_eq!(decide_attempt(known, at(second), POLICY), expected, "{known:?} at {second}");
        }
    }

    #[test]
    fn the_delay_never_shrinks_while_somebody_goes_on_failing() {
        let (mut known, mut now, mut before) = (None, at(0), SignedDuration::ZERO);
        for _ in 0..50 {
            let attempts = decide_attempt(known, now, POLICY).unwrap();
            let delay = attempts.locked_until.duration_since(now).max(SignedDuration::ZERO);
            assert!(delay >= before && delay <= SignedDuration::from_secs(200));
            (known, now, before) = (Some(attempts), now.max(attempts.locked_until), delay);
        }
        assert_eq!(before, SignedDuration::from_secs(200));
    }

    #[test]
    fn what_was_right_is_taken_back_and_what_failed_before_stays() {
        assert_eq!(take_back(None), None);
        assert_eq!(take_back(failed(1, 0, 0)), None);
        assert_eq!(take_back(failed(3, 6, 30)), failed(2, 6, 0));
    }
}
