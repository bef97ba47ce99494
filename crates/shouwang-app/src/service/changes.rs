//! Who is told of changes: pages that show what has become otherwise.
//!
//! What is told is only that something changed, in which registers and for which units, up to which act; what it says now has to be asked for,
//! with the authority of whoever asks. Somebody who is slow misses what is too old, and is told so.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use shouwang_domain::register::{Record, catalog};
use shouwang_domain::registers::unit::Unit;
use tokio::sync::{Notify, broadcast};

use super::Service;
use crate::caller::Caller;
use crate::problem::AppError;

/// Changes that a slow listener may be behind.
const BEHIND_MAX: usize = 1_024;

/// Something changed.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

/// Whoever wants to be told of changes listens here.
#[derive(Clone, Debug)]
pub struct Changes {
    told: broadcast::Sender<Arc<Change>>,
    written: Arc<Notify>,
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
        Changes { told: broadcast::Sender::new(BEHIND_MAX), written: Arc::new(Notify::new()) }
    }

    /// Begins to listen.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Arc<Change>> {
        self.told.subscribe()
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

    /// Tells everybody who listens.
    pub fn tell(&self, change: Change) {
        // That nobody listens is no mistake.
        let _ = self.told.send(Arc::new(change));
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
