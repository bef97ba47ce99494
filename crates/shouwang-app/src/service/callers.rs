//! Callers that are known from an earlier request: somebody is looked up anew only when what he is made of may have changed.
//!
//! A caller follows from [`CALLER_REGISTERS`] and the day. Every change of a register is an act, and with the session of every request comes the
//! number of the newest act, from one look into the database. So nobody is remembered beyond the act that changes him, on whichever
//! server it was done. Whether a session still counts is not asked here.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use shouwang_calendar::Day;
use shouwang_storage::Store;

use crate::admin::{Asking, CALLER_REGISTERS, load_caller};
use crate::caller::Caller;
use crate::problem::AppError;

/// Accounts that are remembered; beyond them the memory begins anew.
const CALLERS_MAX: usize = 10_000;

/// Callers, as of one state of knowledge.
#[derive(Debug, Default)]
pub(super) struct Callers(Mutex<Memory>);

/// The newest act, and the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AsOf {
    pub(super) act: i64,
    pub(super) day: Day,
}

#[derive(Debug, Default)]
struct Memory {
    /// Up to which act, and for which day, what is remembered holds.
    as_of: Option<AsOf>,
    /// By login name; none for an account that does not work.
    callers: HashMap<String, Option<Arc<Caller>>>,
}

impl Callers {
    /// The caller behind an account, without a request; `None` when the account does not work.
    ///
    /// # Errors
    /// As [`load_caller`].
    pub(super) async fn find(&self, store: &Store, login: &str, as_of: AsOf) -> Result<Option<Arc<Caller>>, AppError> {
        self.catch_up(store, as_of).await?;
        if let Some(known) = self.memory().recall(login, as_of) {
            return Ok(known);
        }
        let caller = load_caller(store, login, as_of.day, &Asking::default()).await?.map(Arc::new);
        self.memory().remember(login, as_of, caller.clone());
        Ok(caller)
    }

    /// Brings the memory up to a state of knowledge, if it is behind.
    async fn catch_up(&self, store: &Store, as_of: AsOf) -> Result<(), AppError> {
        let known = self.memory().as_of;
        match known {
            Some(known) if known.day == as_of.day && known.act < as_of.act => {
                let changed = store.have_changed(&CALLER_REGISTERS, known.act, as_of.act).await?;
                self.memory().advance(known, as_of, changed);
            }
            Some(known) if known.day == as_of.day => {}
            _ => self.memory().begin(as_of),
        }
        Ok(())
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    fn begin(&mut self, as_of: AsOf) {
        self.callers.clear();
        self.as_of = Some(as_of);
    }

    /// Takes note of whether the acts after `from` up to `to` changed what callers are made of. Other requests may have come here first.
    fn advance(&mut self, from: AsOf, to: AsOf, changed: bool) {
        let Some(as_of) = self.as_of.filter(|as_of| as_of.day == to.day && (from.act..to.act).contains(&as_of.act)) else { return };
        if changed {
            self.callers.clear();
        }
        self.as_of = Some(AsOf { act: to.act, ..as_of });
    }

    /// Only for a request of the same state of knowledge: one that was overtaken asks the database.
    fn recall(&self, login: &str, as_of: AsOf) -> Option<Option<Arc<Caller>>> {
        if self.as_of == Some(as_of) { self.callers.get(login).cloned() } else { None }
    }

    fn remember(&mut self, login: &str, as_of: AsOf, caller: Option<Arc<Caller>>) {
        if self.as_of != Some(as_of) {
            return;
        }
        if self.callers.len() >= CALLERS_MAX {
            self.callers.clear();
        }
        self.callers.insert(login.to_owned(), caller);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_of(act: i64) -> AsOf {
        AsOf { act, day: Day::MIN }
    }

    #[test]
    fn an_act_that_changes_callers_empties_the_memory_and_another_does_not() {
        let mut memory = Memory::default();
        memory.begin(as_of(1));
        memory.remember("a", as_of(1), None);
        memory.advance(as_of(1), as_of(2), false);
        assert_eq!(memory.recall("a", as_of(2)), Some(None));
        assert_eq!(memory.recall("a", as_of(1)), None, "a request that was overtaken");
        memory.advance(as_of(2), as_of(3), true);
        assert_eq!(memory.recall("a", as_of(3)), None);
    }

    #[test]
    fn what_was_looked_up_before_another_request_went_on_is_not_remembered() {
        let mut memory = Memory::default();
        memory.begin(as_of(1));
        memory.advance(as_of(1), as_of(3), true);
        memory.remember("a", as_of(1), None);
        assert_eq!(memory.recall("a", as_of(3)), None);
        memory.remember("a", as_of(3), None);
        // A slower request has seen only that something changed before the third act.
        memory.advance(as_of(1), as_of(2), true);
        assert_eq!(memory.recall("a", as_of(3)), Some(None));
        // Another has looked only from the fourth act on.
        memory.advance(as_of(4), as_of(5), false);
        assert_eq!(memory.as_of, Some(as_of(3)));
    }
}
