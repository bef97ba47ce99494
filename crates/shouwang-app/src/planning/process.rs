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

/// How the facts came to where they are.
enum Way {
    /// They were loaded: what changed on the way is not known.
    Loaded,
    /// They are further on already, because a desk needed what is newer; what was touched is told with the planning of that.
    Ahead,
    /// Act by act; nothing, when they were there already.
    Followed(Option<Followed>),
}

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
                let way = self.hold(book, planned.act).await?;
                self.tell(&planned, way, None).await;
                Ok(false)
            }
            (false, None) => Ok(false),
        }
    }

    /// Plans what acts and time have changed since the rows were written.
    async fn keep_up(&mut self, book: Book, planned: Planned) -> Result<bool, StorageError> {
        // What another planner has written before this one took over is followed without planning it again.
        let way = self.hold(Arc::clone(&book), planned.act).await?;
        self.tell(&planned, way, None).await;
        let mut planned = planned;
        let (newest, way) = self.hold_newest(Arc::clone(&book)).await?;
        if newest > planned.act {
            let next = Planned { act: newest, at: self.claim.clock.now(), ..planned };
            let touched = if let Way::Followed(Some(followed)) = &way { followed.touched.clone() } else { Touched::Everything };
            let Some(tally) = self.write(&next, touched, Earlier::Doubted).await? else { return Ok(false) };
            self.tell(&next, way, Some(tally)).await;
            planned = next;
        }
        let today = self.today();
        if today > planned.day {
            let next = Planned { day: today, at: self.claim.clock.now(), ..planned };
            let Some(tally) = self.write(&next, Touched::Everything, Earlier::Planned).await? else { return Ok(false) };
            self.tell(&next, Way::Followed(None), Some(tally)).await;
            self.renew_stale(book, next.act).await?;
        }
        Ok(true)
    }

    /// Plans everything: for the first time, or by another law.
    async fn plan_anew(&mut self, book: Book) -> Result<bool, StorageError> {
        let act = self.store.newest_act().await?;
        let law = book.digest.clone();
        let way = self.hold(book, act).await?;
        let planned = Planned { law, day: self.today(), act, at: self.claim.clock.now() };
        let Some(tally) = self.write(&planned, Touched::Everything, Earlier::Doubted).await? else { return Ok(false) };
        self.tell(&planned, way, Some(tally)).await;
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

    /// Brings the facts to an act, by this law.
    async fn hold(&self, book: Book, act: i64) -> Result<Way, StorageError> {
        let mut held = self.shared.held.lock().await;
        // Taken out, so that nobody finds facts that followed by halves, should this break down.
        let Some(mut facts) = held.take().filter(|facts| facts.told <= act) else {
            *held = Some(Held::load(&self.store, book, act).await?);
            return Ok(Way::Loaded);
        };
        facts.read_by(book);
        facts.follow(&self.store, act).await?;
        let way = if facts.act == act { Way::Followed(facts.tell()) } else { Way::Ahead };
        *held = Some(facts);
        Ok(way)
    }

    /// Brings the facts to the newest act, by this law; which that is.
    async fn hold_newest(&self, book: Book) -> Result<(i64, Way), StorageError> {
        let mut held = self.shared.held.lock().await;
        let newest = self.store.newest_act().await?;
        let Some(mut facts) = held.take() else {
            *held = Some(Held::load(&self.store, book, newest).await?);
            return Ok((newest, Way::Loaded));
        };
        facts.read_by(book);
        facts.follow(&self.store, newest).await?;
        let followed = (facts.act, Way::Followed(facts.tell()));
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

    /// Tells what a planning changed. Without a tally, whose statuses changed is not known for certain, and every unit that was touched is named.
    async fn tell(&self, planned: &Planned, way: Way, tally: Option<Tally>) {
        let before = self.changes.reached();
        let followed = match way {
            Way::Ahead => return,
            Way::Loaded => None,
            Way::Followed(followed) => followed,
        };
        if before.as_ref() == Some(planned) && followed.is_none() {
            return;
        }
        // Of another day or another law, the planner that wrote it knows whose statuses changed.
        let same = |before: &Planned| before.day == planned.day && before.law == planned.law;
        let units = match (&tally, &followed) {
            (Some(tally), _) => Some(tally.units.clone()),
            (None, _) if !before.as_ref().is_some_and(same) => None,
            (None, Some(followed)) => self.touched_units(&followed.touched).await,
            (None, None) => Some(BTreeSet::new()),
        };
        // Nobody is helped by a list of all units.
        let units = units.filter(|units| units.len() <= UNITS_TOLD_MAX);
        let is_followed = followed.is_some() || before.is_some_and(|before| before.act == planned.act);
        let is_more = units.is_none() || !is_followed;
        let (registers, matters) = followed.map(|followed| (followed.registers, followed.matters)).unwrap_or_default();
        self.changes.tell(planned, Change { act: planned.act, registers, units: units.unwrap_or_default(), matters, is_more });
    }

    /// The units that bear what was touched; nothing when that may be any.
    async fn touched_units(&self, touched: &Touched) -> Option<BTreeSet<String>> {
        let Touched::These(pairs) = touched else { return None };
        let held = self.shared.held.lock().await;
        let planner = held.as_ref()?.planner();
        let units = planner.facts.table_named("unit")?;
        let day = self.today();
        let bearers: BTreeSet<_> = pairs.iter().filter_map(|&(duty, subject)| planner.bearer(duty, subject, day)).collect();
        Some(bearers.into_iter().map(|unit| units.code(unit).to_owned()).collect())
    }

    /// Today in Asia/Shanghai.
    fn today(&self) -> Day {
        Day::of_instant(self.claim.clock.now()).unwrap_or(Day::MIN)
    }
}
