//! Small things that one server at a time does every few seconds, such as signing how far the ledger goes.
//!
//! They have no row each: what was missed is done by the next turn. Which server does them is a matter of a lease.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use shouwang_storage::{Lease, StorageError, Store};
use tokio::sync::watch;

use super::handler::WorkError;
use crate::edge::Clock;

/// The name of the lease.
const LEASE_NAME: &str = "chores";
/// How long a server that no longer does them keeps others from doing so, by default.
const LEASE: SignedDuration = SignedDuration::from_secs(20);
/// How often it is looked whether a turn has come.
const LOOK_EVERY: Duration = Duration::from_secs(1);

type Doing = Pin<Box<dyn Future<Output = Result<(), WorkError>> + Send>>;

/// Something that is done again and again.
#[derive(Clone)]
pub struct Chore {
    name: &'static str,
    every: SignedDuration,
    run: Arc<dyn Fn(Timestamp) -> Doing + Send + Sync>,
    next_at: Timestamp,
}

/// All chores of a server.
#[derive(Clone)]
pub struct Chores {
    store: Store,
    lease: Lease,
    lasts: SignedDuration,
    clock: Arc<dyn Clock>,
    chores: Vec<Chore>,
}

impl Chore {
    /// Something to do every so many seconds; it is given the moment. Whether there is anything to do, it finds out itself.
    pub fn new<F>(name: &'static str, every_s: u32, run: impl Fn(Timestamp) -> F + Send + Sync + 'static) -> Chore
    where
        F: Future<Output = Result<(), WorkError>> + Send + 'static,
    {
        let every = SignedDuration::from_secs(i64::from(every_s));
        Chore { name, every, run: Arc::new(move |now| Box::pin(run(now))), next_at: Timestamp::MIN }
    }
}

impl fmt::Debug for Chore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chore").field("name", &self.name).field("every", &self.every).finish_non_exhaustive()
    }
}

impl fmt::Debug for Chores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chores").field("lease", &self.lease).field("chores", &self.chores).finish_non_exhaustive()
    }
}

impl Chores {
    /// Chores that nobody does yet. `holder` is a name that no other running server has.
    #[must_use]
    pub fn new(store: Store, chores: Vec<Chore>, holder: String, clock: Arc<dyn Clock>) -> Chores {
        Chores { store, lease: Lease { name: LEASE_NAME.to_owned(), holder }, lasts: LEASE, clock, chores }
    }

    /// The same, which another server does when this one has been silent for so long.
    #[must_use]
    pub fn taken_over_after(self, silence: SignedDuration) -> Chores {
        Chores { lasts: silence, ..self }
    }

    /// Does them until told to stop; then lets another server do so.
    pub async fn run(mut self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            if let Err(error) = self.step().await {
                tracing::error!(%error, "the lease of the chores cannot be taken; trying again");
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK_EVERY) => {}
                _ = stop.changed() => {}
            }
        }
        if let Err(error) = self.store.release_lease(&self.lease).await {
            tracing::warn!(%error, "the lease of the chores was not given back; another server waits until it runs out");
        }
    }

    /// Does those whose turn has come; how many. None where another server does them.
    ///
    /// # Errors
    /// When the database fails. That a chore fails is logged; it has its next turn.
    pub async fn step(&mut self) -> Result<usize, StorageError> {
        let now = self.clock.now();
        let is_due = |chore: &Chore| chore.next_at <= now;
        if !self.chores.iter().any(is_due) {
            return Ok(0);
        }
        if !self.store.take_lease(&self.lease, now, now.checked_add(self.lasts).unwrap_or(Timestamp::MAX)).await? {
            return Ok(0);
        }
        let mut done = 0;
        for chore in self.chores.iter_mut().filter(|chore| is_due(chore)) {
            chore.next_at = now.checked_add(chore.every).unwrap_or(Timestamp::MAX);
            if let Err(error) = (chore.run)(now).await {
                tracing::error!(chore = chore.name, %error, "a chore failed; it has its next turn");
            }
            done += 1;
        }
        Ok(done)
    }
}
