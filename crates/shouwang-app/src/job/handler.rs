//! What is done for a job of each kind: one table, filled when the server starts.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

/// How long an attempt at a job may take, where nothing else is said.
const QUICK_MAX: Duration = Duration::from_secs(600);

/// One attempt at a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// What it is about, in JSON.
    pub payload: String,
    /// When the attempt began.
    pub now: Timestamp,
    /// Which attempt it is, from 1.
    pub attempt: u32,
}

/// Why an attempt came to nothing. It is tried again, up to the handler's greatest number of attempts.
pub type WorkError = Box<dyn std::error::Error + Send + Sync>;

type Doing = Pin<Box<dyn Future<Output = Result<(), WorkError>> + Send>>;

/// How jobs of one kind are done.
#[derive(Clone)]
pub struct Handler {
    run: Arc<dyn Fn(Work) -> Doing + Send + Sync>,
    /// Attempts after which it is given up.
    pub attempts_max: u32,
    /// How long an attempt may take.
    pub(super) time_max: Duration,
    /// In which lane it is done.
    lane: Lane,
}

/// Work that takes long has a lane of its own, so that what takes moments does not wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// What takes moments.
    Quick,
    /// What may take hours.
    Long,
}

/// The handlers by kind.
#[derive(Clone, Debug, Default)]
pub struct Handlers(BTreeMap<&'static str, Handler>);

impl Handler {
    /// A handler with ten attempts of at most ten minutes. Doing the work twice must be as doing it once.
    pub fn new<F>(run: impl Fn(Work) -> F + Send + Sync + 'static) -> Handler
    where
        F: Future<Output = Result<(), WorkError>> + Send + 'static,
    {
        Handler { run: Arc::new(move |work| Box::pin(run(work))), attempts_max: 10, time_max: QUICK_MAX, lane: Lane::Quick }
    }

    /// The same, given up after so many attempts.
    #[must_use]
    pub fn attempts(self, attempts_max: u32) -> Handler {
        Handler { attempts_max, ..self }
    }

    /// The same, in the lane of what takes long, each attempt at most so long.
    #[must_use]
    pub fn long(self, time_max: Duration) -> Handler {
        Handler { time_max, lane: Lane::Long, ..self }
    }

    /// The same, each attempt at most so long.
    #[must_use]
    pub fn within(self, time_max: Duration) -> Handler {
        Handler { time_max, ..self }
    }

    pub(super) fn start(&self, work: Work) -> Doing {
        (self.run)(work)
    }
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handler").field("attempts_max", &self.attempts_max).finish_non_exhaustive()
    }
}

impl Handlers {
    /// Adds the handler of a kind; a kind has one.
    #[must_use]
    pub fn with(mut self, kind: &'static str, handler: Handler) -> Handlers {
        let earlier = self.0.insert(kind, handler);
        assert!(earlier.is_none(), "two handlers for jobs of the kind `{kind}`");
        self
    }

    /// The kinds that are known.
    #[must_use]
    pub fn kinds(&self) -> Vec<&'static str> {
        self.0.keys().copied().collect()
    }

    /// Those of one lane.
    #[must_use]
    pub fn of(&self, lane: Lane) -> Handlers {
        Handlers(self.0.iter().filter(|(_, handler)| handler.lane == lane).map(|(kind, handler)| (*kind, handler.clone())).collect())
    }

    pub(super) fn get(&self, kind: &str) -> Option<&Handler> {
        self.0.get(kind)
    }
}
