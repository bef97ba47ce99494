//! Who is told of changes: pages that show what has become otherwise.
//!
//! What is told is only that something changed, in which registers and for which units, up to which act; what it says now has to be asked for,
//! with the authority of whoever asks. Somebody who is slow misses what is too old, and is told so; whoever comes back says up to where he was
//! told, and hears what came since (`recent`).

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use shouwang_domain::register::{Record, catalog};
use shouwang_domain::registers::unit::Unit;
use shouwang_storage::Planned;
use tokio::sync::{Notify, broadcast};

use super::Service;
use super::recent::{Position, Recent, Told};
use crate::caller::Caller;
use crate::problem::AppError;

/// Changes that a slow listener may be behind.
const BEHIND_MAX: usize = 1_024;

/// Something changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Number of the newest act that is told of.
    pub act: i64,
    /// Registers in which rows changed.
    pub registers: BTreeSet<&'static str>,
    /// Units of which statuses of duties changed.
    pub units: BTreeSet<String>,
    /// Units that something changed for in a matter: that they apply for, that they have to decide, that they are told of. Whether it is a draft
    /// is not said here, so that whoever only looks on at other units' matters is told of none: that one of them writes at all is its own business.
    pub matters: BTreeSet<String>,
    /// More changed than is named: it was too much, or it is not known.
    pub is_more: bool,
}

/// Whoever wants to be told of changes listens here.
#[derive(Clone, Debug)]
pub struct Changes {
    told: broadcast::Sender<Told>,
    state: Arc<Mutex<State>>,
    written: Arc<Notify>,
}

/// Up to where was told, and what.
#[derive(Debug, Default)]
struct State {
    reached: Option<Planned>,
    recent: Recent,
}

/// Somebody begins to listen.
#[derive(Debug)]
pub struct Listening {
    /// What is told from now on.
    pub told: broadcast::Receiver<Told>,
    /// Up to where everything was told before; nothing as long as duties were never planned.
    pub reached: Option<Position>,
    /// What came behind the position that he named; nothing when that cannot be known.
    pub missed: Option<Change>,
}

impl Change {
    /// Whether nobody has to hear of it.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.registers.is_empty() && self.units.is_empty() && self.matters.is_empty() && !self.is_more
    }

    /// Both, this one being the earlier.
    pub(super) fn and(mut self, later: &Change) -> Change {
        self.act = later.act;
        self.registers.extend(&later.registers);
        self.units.extend(later.units.iter().cloned());
        self.matters.extend(later.matters.iter().cloned());
        self.is_more |= later.is_more;
        self
    }
}

impl Default for Changes {
    fn default() -> Changes {
        Changes::new()
    }
}

impl Changes {
    /// Nobody listens yet.
    #[must_use]
    pub fn new() -> Changes {
        Changes { told: broadcast::Sender::new(BEHIND_MAX), state: Arc::default(), written: Arc::new(Notify::new()) }
    }

    /// Begins to listen, behind the position up to which somebody was told, if he names one.
    #[must_use]
    pub fn listen(&self, last: Option<Position>) -> Listening {
        // Under the lock, so that nothing is told between looking back and listening.
        let state = self.state();
        let missed = last.and_then(|last| state.recent.since(last));
        Listening { told: self.told.subscribe(), reached: state.reached.as_ref().map(Position::of), missed }
    }

    /// How many listen.
    #[must_use]
    pub fn listeners_count(&self) -> usize {
        self.told.receiver_count()
    }

    /// Something was written by this server: whoever looks after changes looks at once.
    pub fn look(&self) {
        self.written.notify_one();
    }

    /// Waits until something was written by this server.
    pub async fn wait(&self) {
        self.written.notified().await;
    }

    /// The planning up to which everything was told.
    #[must_use]
    pub fn reached(&self) -> Option<Planned> {
        self.state().reached.clone()
    }

    /// Tells everybody who listens what a planning changed; where that is nothing, only how far it is told is noted.
    pub fn tell(&self, planned: &Planned, change: Change) {
        let told = Told { position: Position::of(planned), change: Arc::new(change) };
        let mut state = self.state();
        state.reached = Some(planned.clone());
        state.recent.keep(told.clone());
        if !told.change.is_nothing() {
            // That nobody listens is no mistake.
            let _ = self.told.send(told);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service {
    /// Registers of which somebody may list rows.
    #[must_use]
    pub fn readable_registers(&self, caller: &Caller) -> HashSet<&'static str> {
        catalog().iter().filter(|def| !self.scope(caller, "registers.list", def).is_nothing()).map(|def| def.name).collect()
    }

    /// Those of these units that somebody may see.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn visible_units(&self, caller: &Caller, units: &BTreeSet<String>) -> Result<BTreeSet<String>, AppError> {
        let Some(def) = catalog().get(Unit::NAME) else { return Ok(BTreeSet::new()) };
        self.visible_codes(def, units, &self.scope(caller, "duties.list", def)).await
    }
}
