//! The planner as a process: looks what there is to do, does it, tells who listens, and looks again.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use shouwang_calendar::Day;
use shouwang_domain::plan::Touched;
use shouwang_storage::{Lease, Planned, StorageError, Store};
use tokio::sync::watch;

use super::held::{Followed, Held};
use super::write::{Batch, Claim, Earlier, LEASE, Tally};
use super::{Book, Desks, Shared};
use crate::edge::Clock;
use crate::service::{Change, Changes};

/// The name of the lease.
const LEASE_NAME: &str = "planning";
/// How long until the next look, when nobody says that something was written: other servers' acts are found so.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Acts that come within this time are followed together.
const GATHER: Duration = Duration::from_millis(50);
/// How long until the next look after a failure.
const PAUSE: Duration = Duration::from_secs(5);
/// More units than these are not told one by one.
const UNITS_TOLD_MAX: usize = 500;

/// Gives the law and the calendar as they stand.
pub type Books = Arc<dyn Fn() -> Book + Send + Sync>;

/// Keeps the statuses of all duties, or stands by to do so.
#[derive(Clone)]
pub struct Planner {
    store: Store,
    changes: Changes,
    books: Books,
    claim: Claim,
    shared: Shared,
}

impl fmt::Debug for Planner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Planner").field("lease", &self.claim.lease).finish_non_exhaustive()
    }
}

impl Planner {
    /// A planner that has not looked yet. `holder` is a name that no other running server has.
    #[must_use]
    pub fn new(store: Store, changes: Changes, books: Books, clock: Arc<dyn Clock>, holder: String) -> Planner {
        let lease = Lease { name: LEASE_NAME.to_owned(), holder };
        let claim = Claim { store: store.clone(), lease, lasts: LEASE, clock, from: None };
        Planner { store, changes, books, claim, shared: Shared::new() }
    }

    /// The same, from which another server takes over when it has been silent for so long.
    #[must_use]
    pub fn taken_over_after(mut self, silence: SignedDuration) -> Planner {
        self.claim.lasts = silence;
        self
    }

    /// Where others ask what is planned, and why.
    #[must_use]
    pub fn desks(&self) -> Desks {
        Desks::new(self.store.clone(), Arc::clone(&self.books), self.shared.clone())
    }

    /// Looks and plans until it is told to stop, which it does not put off until a step is done: planning a province takes minutes, and what
    /// was planned by halves is planned again. Then lets the lease go.
    pub async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let mut stopped = stop.clone();
        while !*stop.borrow() {
            let done = tokio::select! {
                biased;
                _ = stopped.wait_for(|stop| *stop) => break,
                done = self.step() => done,
            };
            let pause = match done {
                Ok(_) => LOOK_EVERY,
                Err(error) => {
                    tracing::error!(%error, "planning failed; trying again");
                    PAUSE
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = self.changes.wait() => tokio::time::sleep(GATHER).await,
                _ = stop.changed() => {}
            }
        }
        if let Err(error) = self.store.release_lease(&self.claim.lease).await {
            tracing::warn!(%error, "the planner's lease was not given back; another server waits until it runs out");
        }
    }

    /// Does what is to be done now; whether this server is the one that plans.
    ///
    /// # Errors
    /// When a row is damaged or the database fails. What was planned by halves is planned again at the next step.
    pub async fn step(&mut self) -> Result<bool, StorageError> {
        let done = self.look().await;
        if !matches!(done, Ok(true)) {
            let ahead = |held: &Held| self.claim.from.as_ref().is_none_or(|planned| planned.act < held.told);
            let mut held = self.shared.held.lock().await;
            // Facts of which more was told than was written, or of an unknown state, would hide what is still to be planned.
            if done.is_err() || held.as_ref().is_some_and(ahead) {
                *held = None;
            }
        }
        done
    }

    async fn look(&mut self) -> Result<bool, StorageError> {
        let book = (self.books)();
        let leads = self.claim.take().await?;
        let planned = self.store.find_planned().await?;
        self.claim.from.clone_from(&planned);
        let same_law = planned.filter(|planned| planned.law == book.digest);
        match (leads, same_law) {
            (true, Some(planned)) => self.keep_up(book, planned).await,
            (true, None) => self.plan_anew(book).await,
            (false, Some(planned)) => {
                let followed = self.hold(book, planned.act).await?;
                self.tell(planned.act, followed, None).await;
                Ok(false)
            }
            (false, None) => Ok(false),
        }
    }

    /// Plans what acts and time have changed since the rows were written.
    async fn keep_up(&mut self, book: Book, planned: Planned) -> Result<bool, StorageError> {
        // What another planner has written before this one took over is followed without planning it again.
        let followed = self.hold(Arc::clone(&book), planned.act).await?;
        self.tell(planned.act, followed, None).await;
        let mut planned = planned;
        let (newest, followed) = self.hold_newest(Arc::clone(&book)).await?;
        if newest > planned.act {
            let next = Planned { act: newest, at: self.claim.clock.now(), ..planned };
            let touched = followed.as_ref().map(|followed| followed.touched.clone());
            let Some(tally) = self.write(&next, touched.unwrap_or(Touched::Everything), Earlier::Doubted).await? else { return Ok(false) };
            self.tell(newest, followed, Some(tally)).await;
            planned = next;
        }
        let today = self.today();
        if today > planned.day {
            let next = Planned { day: today, at: self.claim.clock.now(), ..planned };
            let Some(tally) = self.write(&next, Touched::Everything, Earlier::Planned).await? else { return Ok(false) };
            self.tell(next.act, None, Some(tally)).await;
            self.renew_stale(book, next.act).await?;
        }
        Ok(true)
    }

    /// Plans everything: for the first time, or by another law.
    async fn plan_anew(&mut self, book: Book) -> Result<bool, StorageError> {
        let act = self.store.newest_act().await?;
        let law = book.digest.clone();
        let followed = self.hold(book, act).await?;
        let planned = Planned { law, day: self.today(), act, at: self.claim.clock.now() };
        let Some(tally) = self.write(&planned, Touched::Everything, Earlier::Doubted).await? else { return Ok(false) };
        self.tell(act, followed, Some(tally)).await;
        Ok(true)
    }

    async fn write(&mut self, planned: &Planned, touched: Touched, earlier: Earlier) -> Result<Option<Tally>, StorageError> {
        let mut batch = Batch::new(&mut self.claim, &self.shared.held);
        let complete = match &touched {
            Touched::These(pairs) => batch.these(pairs, planned.day).await?,
            Touched::Everything => batch.everything(planned.day, earlier).await?,
        };
        if complete { batch.finish(planned).await } else { Ok(None) }
    }

    /// Brings the facts to an act, by this law; what was touched on the way, `None` when they were loaded or were there already. Where a desk has followed
    /// further acts, what they touched is told together with them.
    async fn hold(&self, book: Book, act: i64) -> Result<Option<Followed>, StorageError> {
        let mut held = self.shared.held.lock().await;
        // Taken out, so that nobody finds facts that followed by halves, should this break down.
        let Some(mut facts) = held.take().filter(|facts| facts.told <= act) else {
            *held = Some(Held::load(&self.store, book, act).await?);
            return Ok(None);
        };
        facts.read_by(book);
        facts.follow(&self.store, act).await?;
        let followed = if facts.act == act { facts.tell() } else { None };
        *held = Some(facts);
        Ok(followed)
    }

    /// Brings the facts to the newest act, by this law; which that is, and what was touched on the way.
    async fn hold_newest(&self, book: Book) -> Result<(i64, Option<Followed>), StorageError> {
        let mut held = self.shared.held.lock().await;
        let newest = self.store.newest_act().await?;
        let Some(mut facts) = held.take() else {
            *held = Some(Held::load(&self.store, book, newest).await?);
            return Ok((newest, None));
        };
        facts.read_by(book);
        facts.follow(&self.store, newest).await?;
        let followed = (facts.act, facts.tell());
        *held = Some(facts);
        Ok(followed)
    }

    /// Loads the facts anew when many of their rows were replaced.
    async fn renew_stale(&self, book: Book, act: i64) -> Result<(), StorageError> {
        let mut held = self.shared.held.lock().await;
        if held.as_ref().is_some_and(Held::is_stale) {
            *held = None;
            *held = Some(Held::load(&self.store, book, act).await?);
        }
        Ok(())
    }

    /// Tells what changed. Without a tally, whose statuses changed is not known for certain, and every unit that was touched is named.
    async fn tell(&self, act: i64, followed: Option<Followed>, tally: Option<Tally>) {
        let registers = followed.as_ref().map(|followed| followed.registers.clone()).unwrap_or_default();
        let matters = followed.as_ref().map(|followed| followed.matters.clone()).unwrap_or_default();
        let units = match (&tally, &followed) {
            (Some(tally), _) => tally.units.clone(),
            (None, Some(followed)) => self.touched_units(&followed.touched).await,
            (None, None) => return,
        };
        if registers.is_empty() && units.is_empty() && matters.is_empty() {
            return;
        }
        // Nobody is helped by a list of all units.
        let units = if units.len() > UNITS_TOLD_MAX { BTreeSet::new() } else { units };
        self.changes.tell(Change { act, registers, units, matters });
    }

    async fn touched_units(&self, touched: &Touched) -> BTreeSet<String> {
        let Touched::These(pairs) = touched else { return BTreeSet::new() };
        let held = self.shared.held.lock().await;
        let Some(held) = held.as_ref() else { return BTreeSet::new() };
        let planner = held.planner();
        let Some(units) = planner.facts.table_named("unit") else { return BTreeSet::new() };
        let day = self.today();
        let bearers: BTreeSet<_> = pairs.iter().filter_map(|&(duty, subject)| planner.bearer(duty, subject, day)).collect();
        bearers.into_iter().map(|unit| units.code(unit).to_owned()).collect()
    }

    /// Today in Asia/Shanghai.
    fn today(&self) -> Day {
        Day::of_instant(self.claim.clock.now()).unwrap_or(Day::MIN)
    }
}
