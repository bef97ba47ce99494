//! How often somebody may ask: so many requests at once, and so many in a second over some time.
//!
//! For each name only one moment is kept: when its allowance would be full again (the generic cell rate algorithm). The clock is handed in.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// Parts with a lock each.
const PARTS: usize = 16;
/// Names in one part at most; then those whose allowance is full are forgotten.
const NAMES_MAX: usize = 16_384;

/// Counts requests by name.
#[derive(Debug)]
pub(crate) struct Limiter {
    /// Microseconds that one request costs.
    cost_us: i64,
    /// Microseconds that may be spent in advance.
    depth_us: i64,
    /// The latest moment at which anybody asked.
    newest_us: AtomicI64,
    hasher: RandomState,
    parts: [Mutex<HashMap<String, i64>>; PARTS],
}

impl Limiter {
    /// So many in a second, and so many at once.
    pub(crate) fn new(rate_per_s: u32, burst: u32) -> Limiter {
        let cost_us = 1_000_000 / i64::from(rate_per_s.max(1));
        let depth_us = cost_us.saturating_mul(i64::from(burst.max(1)));
        Limiter { cost_us, depth_us, newest_us: AtomicI64::new(i64::MIN), hasher: RandomState::new(), parts: Default::default() }
    }

    /// Takes one request from a name's allowance; otherwise the seconds to wait.
    pub(crate) fn take(&self, name: &str, now: Timestamp) -> Result<(), u32> {
        // Requests do not come here in the order in which they arrived: one that had to wait must not look like one in advance.
        let now = now.as_microsecond();
        let now = self.newest_us.fetch_max(now, Ordering::Relaxed).max(now);
        let at = usize::try_from(self.hasher.hash_one(name) % PARTS as u64).unwrap_or_default();
        let mut part = self.parts[at].lock().unwrap_or_else(PoisonError::into_inner);
        if part.len() >= NAMES_MAX {
            part.retain(|_, full_at| *full_at > now);
        }
        // A part that is full of busy names means an attack from very many addresses: whoever is new then waits.
        if part.len() >= NAMES_MAX && !part.contains_key(name) {
            return Err(1);
        }
        let full_at = part.entry(name.to_owned()).or_insert(now);
        let next = (*full_at).max(now) + self.cost_us;
        let excess = next - now - self.depth_us;
        if excess > 0 {
            return Err(u32::try_from(excess.div_euclid(1_000_000) + 1).unwrap_or(u32::MAX));
        }
        *full_at = next;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(1_790_000_000_000 + milliseconds).unwrap()
    }

    #[test]
    fn so_many_at_once_and_then_so_many_in_a_second() {
        let limiter = Limiter::new(10, 3);
        let taken = |milliseconds| limiter.take("somebody", at(milliseconds)).is_ok();
        assert!(taken(0) && taken(0) && taken(0));
        assert_eq!(limiter.take("somebody", at(0)), Err(1));
        assert!(!taken(99) && taken(100) && !taken(100));
        assert!(limiter.take("somebody else", at(100)).is_ok());
    }

    #[test]
    fn a_request_that_waited_before_it_is_counted_is_not_refused_for_that() {
        let limiter = Limiter::new(10, 3);
        let taken = |milliseconds| limiter.take("somebody", at(milliseconds)).is_ok();
        assert!(taken(5_000) && taken(0) && taken(2_500) && !taken(0));
    }

    #[test]
    fn who_has_waited_long_has_the_whole_allowance_and_no_more() {
        let limiter = Limiter::new(1, 2);
        let taken = |milliseconds| limiter.take("somebody", at(milliseconds)).is_ok();
        assert!(taken(0) && taken(1_000_000) && taken(1_000_000) && !taken(1_000_000));
    }

    #[test]
    fn names_beyond_the_limit_push_out_only_those_whose_allowance_is_full() {
        let limiter = Limiter::new(1, 1);
        assert!(limiter.take("waiting", at(0)).is_ok());
        for number in 0..NAMES_MAX * PARTS * 2 {
            let _ = limiter.take(&number.to_string(), at(500));
        }
        assert_eq!(limiter.take("waiting", at(600)), Err(1));
        assert!(limiter.parts.iter().all(|part| part.lock().unwrap().len() <= NAMES_MAX));
    }
}
