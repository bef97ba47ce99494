//! The slow hash of passwords, done beside the server's work and by few at a time.
//!
//! A hash takes tens of milliseconds and megabytes on purpose. Log-ins therefore wait for one another, not the rest of the server for them,
//! and when too many wait, the next is turned away at once.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use tokio::sync::Semaphore;

use crate::account::error::AccountError;
use crate::account::settings::Hashing;

/// Hashes made at one time: with the default cost, 2 × 19 MiB.
const AT_ONCE: usize = 2;
/// Hashes that may wait for their turn; at some thirty a second, a few seconds.
const WAITING_MAX: usize = 128;

/// Does slow work for log-ins.
#[derive(Clone, Debug)]
pub(in crate::account) struct Hasher {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Hasher {
    pub(in crate::account) fn new() -> Hasher {
        Hasher { turns: Arc::new(Semaphore::new(AT_ONCE)), places: Arc::new(Semaphore::new(AT_ONCE + WAITING_MAX)) }
    }

    /// Does the work on a thread of its own when it is its turn; [`AccountError::Busy`] when too many wait already.
    pub(in crate::account) async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AccountError> {
        let _place = self.places.try_acquire().map_err(|_| AccountError::Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| AccountError::Busy)?;
        let working = tokio::task::spawn_blocking(move || {
            // Given back when the work is done, even when nobody waits for it any more.
            let _turn = turn;
            work()
        });
        working.await.map_err(|_| AccountError::Busy)
    }
}

/// A password's hash as text, with its cost and its salt in it; `None` for a cost that cannot be.
pub(in crate::account) fn hash_password(password: &str, salt: &[u8; 16], cost: Hashing) -> Option<String> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, None).ok()?;
    let hash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_with_salt(password.as_bytes(), salt);
    hash.ok().map(|hash: PasswordHash| hash.to_string())
}

/// Whether this is the password of that hash; takes the hash's own cost.
pub(in crate::account) fn verify_password(password: &str, hash: &str) -> bool {
    Argon2::default().verify_password(password.as_bytes(), hash).is_ok()
}

/// A hash of no password, to spend the same time on an account that does not exist.
pub(in crate::account) fn imitation(cost: Hashing) -> String {
    let zeros = "A".repeat(43);
    format!("$argon2id$v=19$m={},t={},p=1${}${zeros}", cost.memory_kib, cost.passes, &zeros[..22])
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Hashing = Hashing { memory_kib: 64, passes: 1 };

    #[test]
    fn a_hash_knows_its_password_and_no_other() {
        let hash = hash_password("Correct-Horse-7", &[3; 16], CHEAP).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
        assert!(verify_password("Correct-Horse-7", &hash));
        assert!(!verify_password("correct-horse-7", &hash));
        assert_ne!(hash_password("Correct-Horse-7", &[4; 16], CHEAP), Some(hash));
    }

    #[test]
    fn the_imitation_is_a_hash_that_is_computed_and_that_no_password_has() {
        let imitation = imitation(CHEAP);
        let parsed = PasswordHash::new(&imitation).unwrap();
        assert!(parsed.hash.is_some() && parsed.salt.is_some(), "all of the work is done");
        assert_eq!(Params::try_from(&parsed).unwrap().m_cost(), 64);
        assert!(!verify_password("", &imitation));
    }

    #[tokio::test]
    async fn whoever_finds_the_queue_full_is_turned_away() {
        let hasher = Hasher { turns: Arc::new(Semaphore::new(1)), places: Arc::new(Semaphore::new(2)) };
        let (hold, held) = std::sync::mpsc::channel::<()>();
        let first = tokio::spawn({
            let hasher = hasher.clone();
            async move { hasher.run(move || held.recv().is_ok()).await }
        });
        while hasher.turns.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let second = tokio::spawn({
            let hasher = hasher.clone();
            async move { hasher.run(|| true).await }
        });
        while hasher.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(hasher.run(|| true).await, Err(AccountError::Busy)));
        hold.send(()).unwrap();
        assert!(first.await.unwrap().unwrap() && second.await.unwrap().unwrap());
        assert!(hasher.run(|| true).await.unwrap(), "there is room again");
    }
}
