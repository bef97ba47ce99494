//! Claims jobs one after the other, does them, and says how they ended.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use shouwang_storage::{Job, StorageError, Store};
use tokio::sync::watch;

use super::handler::{Handler, Handlers, Work, WorkError};
use super::schedule::{Schedule, jobs_due};
use crate::edge::{Clock, Entropy};

/// How long until the next look into the queue, when there was nothing to do.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How long until the next look after the database failed.
const PAUSE: Duration = Duration::from_secs(5);
/// How long a server may be silent before another one takes its job over, by default.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How long a job is given to end when the server stops, by default.
const GRACE: Duration = Duration::from_secs(20);
/// How long is waited for work that was told to stop: whatever it does between two waits, it does to the end.
const ABORT: Duration = Duration::from_secs(1);
/// Seconds until the second attempt; each further one comes after twice as long.
const BACK_OFF_S: i64 = 5;
/// Seconds between attempts at most.
const BACK_OFF_S_MAX: i64 = 3_600;

/// Does the jobs of the kinds that it knows.
#[derive(Clone)]
pub struct Runner {
    store: Store,
    handlers: Handlers,
    schedules: Vec<Schedule>,
    holder: String,
    lease: SignedDuration,
    grace: Duration,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

/// What a look into the queue came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Did {
    /// There was nothing to do.
    Nothing,
    /// A job was done.
    Finished(i64),
    /// An attempt came to nothing; there will be another one.
    PutOff(i64),
    /// The last attempt came to nothing.
    GaveUp(i64),
    /// Another server has the job meanwhile.
    Lost(i64),
    /// The server stops; another one has it from now on.
    LetGo(i64),
}

/// How an attempt ended.
enum Attempt {
    Ended(Result<(), WorkError>),
    /// The claim was lost, and the work stopped.
    Lost,
    /// The server stops, and the work with it.
    Stopped,
}

impl fmt::Debug for Runner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runner").field("holder", &self.holder).field("handlers", &self.handlers).finish_non_exhaustive()
    }
}

impl Runner {
    /// A runner that does nothing yet. `holder` is a name that no other running server has.
    #[must_use]
    pub fn new(store: Store, handlers: Handlers, holder: String, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Runner {
        Runner { store, handlers, schedules: Vec::new(), holder, lease: LEASE, grace: GRACE, clock, entropy }
    }

    /// The same, which also puts jobs into the queue at their time of day.
    #[must_use]
    pub fn with_schedules(self, schedules: Vec<Schedule>) -> Runner {
        Runner { schedules, ..self }
    }

    /// The same, from which another server takes a job over when it has been silent for so long.
    #[must_use]
    pub fn taken_over_after(self, silence: SignedDuration) -> Runner {
        Runner { lease: silence, ..self }
    }

    /// The same, which gives a job under way so long to end when the server stops.
    #[must_use]
    pub fn stopped_within(self, grace: Duration) -> Runner {
        Runner { grace, ..self }
    }

    /// Works until it is told to stop. A job under way has a while to end; then it is given back, and is another server's.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let mut told = stop.clone();
            let told = async move {
                // That the sender is gone means the same.
                let _ = told.wait_for(|stop| *stop).await;
            };
            let pause = match self.step_until(told).await {
                Ok(Did::Nothing) => LOOK_EVERY,
                Ok(_) => continue,
                Err(error) => {
                    tracing::error!(%error, "the queue of jobs cannot be worked on; trying again");
                    PAUSE
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Puts what the time of day asks for into the queue, and does one job.
    ///
    /// # Errors
    /// When the database fails. A job that was begun is then another server's after a while.
    pub async fn step(&self) -> Result<Did, StorageError> {
        self.step_until(std::future::pending()).await
    }

    async fn step_until(&self, told: impl Future<Output = ()>) -> Result<Did, StorageError> {
        let now = self.clock.now();
        for job in jobs_due(&self.schedules, now) {
            self.store.enqueue_once(&job, now).await?;
        }
        let until = later(now, self.lease);
        let Some(job) = self.store.claim_job(&self.handlers.kinds(), &self.holder, now, until).await? else { return Ok(Did::Nothing) };
        let Some(handler) = self.handlers.get(&job.kind) else { return Ok(Did::Nothing) };
        if job.attempts > handler.attempts_max {
            // Its servers died at it, one after the other.
            let error = job.last_error.clone().unwrap_or_else(|| "the server ended while it was at it".to_owned());
            return self.give_up(&job, &error).await;
        }
        match self.attempt(&job, handler, told).await? {
            Attempt::Lost => Ok(Did::Lost(job.id)),
            Attempt::Stopped => self.let_go(&job).await,
            Attempt::Ended(Ok(())) => {
                Ok(if self.store.finish_job(&job, self.clock.now()).await? { Did::Finished(job.id) } else { Did::Lost(job.id) })
            }
            Attempt::Ended(Err(error)) if job.attempts >= handler.attempts_max => self.give_up(&job, &error.to_string()).await,
            Attempt::Ended(Err(error)) => self.put_off(&job, &error.to_string()).await,
        }
    }

    /// Does the work and keeps the claim meanwhile, until it ends, its time is over, the claim is lost, or the server stops.
    async fn attempt(&self, job: &Job, handler: &Handler, told: impl Future<Output = ()>) -> Result<Attempt, StorageError> {
        let work = Work { payload: job.payload.clone(), now: self.clock.now(), attempt: job.attempts };
        // A task of its own: a panic in a handler is a failed attempt, not the end of the runner.
        let mut doing = tokio::spawn(handler.start(work));
        let beat = Duration::try_from(self.lease).unwrap_or(LOOK_EVERY) / 3;
        let mut too_long = pin!(tokio::time::sleep(handler.time_max));
        let mut stopped = pin!(async {
            told.await;
            tokio::time::sleep(self.grace).await;
        });
        loop {
            tokio::select! {
                done = &mut doing => return Ok(Attempt::Ended(done.unwrap_or_else(|panic| Err(Box::new(panic))))),
                () = &mut too_long => {
                    doing.abort();
                    let seconds = handler.time_max.as_secs();
                    return Ok(Attempt::Ended(Err(format!("it took longer than {seconds} s and was stopped").into())));
                }
                () = &mut stopped => {
                    doing.abort();
                    let ended = tokio::time::timeout(ABORT, &mut doing).await;
                    return Ok(match ended {
                        // It was done before it heard.
                        Ok(Ok(done)) => Attempt::Ended(done),
                        _ => Attempt::Stopped,
                    });
                }
                () = tokio::time::sleep(beat) => {
                    let kept = self.store.extend_job(job, later(self.clock.now(), self.lease)).await;
                    if !matches!(kept, Ok(true)) {
                        doing.abort();
                        return kept.map(|_| Attempt::Lost);
                    }
                }
            }
        }
    }

    async fn let_go(&self, job: &Job) -> Result<Did, StorageError> {
        tracing::info!(kind = job.kind, job = job.id, "the server stops before a job is done; another one takes it");
        Ok(if self.store.release_job(job, self.clock.now()).await? { Did::LetGo(job.id) } else { Did::Lost(job.id) })
    }

    async fn put_off(&self, job: &Job, error: &str) -> Result<Did, StorageError> {
        let (now, mut bytes) = (self.clock.now(), [0; 4]);
        self.entropy.fill(&mut bytes);
        let due_at = later(now, back_off(job.attempts, u32::from_le_bytes(bytes)));
        tracing::warn!(kind = job.kind, job = job.id, attempt = job.attempts, error, "a job failed and is tried again");
        Ok(if self.store.retry_job(job, due_at, error, now).await? { Did::PutOff(job.id) } else { Did::Lost(job.id) })
    }

    async fn give_up(&self, job: &Job, error: &str) -> Result<Did, StorageError> {
        tracing::error!(
            kind = job.kind,
            job = job.id,
            attempts = job.attempts,
            error,
            "a job was given up; repeat it when the cause is gone"
        );
        Ok(if self.store.fail_job(job, error).await? { Did::GaveUp(job.id) } else { Did::Lost(job.id) })
    }
}

/// How long to wait after so many attempts: twice as long each time, and up to half as long again by chance, so that what failed together
/// does not come back together.
fn back_off(attempts: u32, chance: u32) -> SignedDuration {
    let doubled = BACK_OFF_S.saturating_mul(1_i64.checked_shl(attempts.saturating_sub(1).min(32)).unwrap_or(i64::MAX));
    let seconds = doubled.min(BACK_OFF_S_MAX);
    let extra_ms = seconds * 500 * i64::from(chance) / i64::from(u32::MAX);
    SignedDuration::from_secs(seconds) + SignedDuration::from_millis(extra_ms)
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_longer_than_the_one_before_until_an_hour() {
        let seconds: Vec<_> = (1..14).map(|attempts| back_off(attempts, 0).as_secs()).collect();
        assert_eq!(seconds[..4], [5, 10, 20, 40]);
        assert!(seconds.is_sorted());
        assert_eq!((back_off(u32::MAX, 0).as_secs(), back_off(40, u32::MAX).as_secs()), (3_600, 5_400));
    }
}
