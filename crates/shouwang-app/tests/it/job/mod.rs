//! Jobs are done in order, at least once, by whichever server is there, on every database.

mod chores;
mod queue;
mod sharing;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::{SignedDuration, Timestamp};
use shouwang_app::edge::{Clock, Entropy};
use shouwang_app::job::{Handlers, Runner};
use shouwang_storage::testing::{TestDatabase, databases};
use shouwang_storage::{NewJob, Store};

use crate::planning::Watch;

/// Random bytes that are all the same.
struct Same(u8);

impl Entropy for Same {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

struct Office {
    store: Store,
    clock: Arc<Watch>,
    _database: TestDatabase,
}

impl Office {
    async fn each() -> Vec<Office> {
        let mut offices = Vec::new();
        for database in databases().await.unwrap() {
            offices.push(Office { store: database.open().await.unwrap(), clock: Watch::at("2026-11-20T02:00:00Z"), _database: database });
        }
        offices
    }

    fn runner(&self, holder: &str, handlers: Handlers) -> Runner {
        let clock = Arc::clone(&self.clock) as Arc<dyn Clock>;
        Runner::new(self.store.clone(), handlers, holder.to_owned(), clock, Arc::new(Same(0)))
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    async fn add(&self, kind: &str, payload: &str, after_s: i64, unique: Option<&str>) -> u64 {
        let due_at = self.now() + SignedDuration::from_secs(after_s);
        let job = NewJob { kind: kind.to_owned(), payload: payload.to_owned(), due_at, unique: unique.map(str::to_owned) };
        self.store.enqueue(&[job], self.now()).await.unwrap()
    }
}

/// Counts.
#[derive(Clone, Default)]
struct Count(Arc<AtomicU32>);

impl Count {
    fn add(&self) -> u32 {
        self.0.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn get(&self) -> u32 {
        self.0.load(Ordering::SeqCst)
    }
}
