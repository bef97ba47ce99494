//! Asking the planner: why a duty stands where it stands, on any day, as known now or at another moment.
//!
//! What is known now is asked of the facts that this server keeps, so that the answer fits the lists. What was known at another moment is
//! loaded for the question, and only the registers that it needs; one such question at a time, for the memory it takes.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::plan::{Program, Settings};
use shouwang_domain::register::catalog;
use shouwang_storage::{AsOf, Store};
use tokio::sync::OwnedMutexGuard;

use super::held::{Held, every_register, load};
use super::{Books, Shared};
use crate::duties::{Desk, Explained, NotThere, find_subject};
use crate::problem::{AppError, ProblemCode};

/// How long somebody waits for facts that he can do without: the planner has them for moments while it follows, and for long only while it loads.
const PATIENCE: Duration = Duration::from_millis(300);

/// What a question needs, when facts have to be loaded for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All registers.
    Everything,
    /// Those that a duty reads (full name, id or title), and those that say whose it is.
    Duty(String),
}

/// A question why a duty stands where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The duty: full name, id or title.
    pub duty: String,
    /// Code of the subject.
    pub subject: String,
    /// The day that is asked about.
    pub day: Day,
    /// As known at this moment; `None`: as known now.
    pub known_at: Option<Timestamp>,
}

/// Desks with the facts of this server, for whoever asks.
#[derive(Clone)]
pub struct Desks {
    store: Store,
    books: Books,
    shared: Shared,
}

impl fmt::Debug for Desks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desks").finish_non_exhaustive()
    }
}

impl Desks {
    pub(super) fn new(store: Store, books: Books, shared: Shared) -> Desks {
        Desks { store, books, shared }
    }

    /// Lets somebody work at a desk with what is known now, or was known at a moment, away from the threads that serve requests.
    ///
    /// # Errors
    /// When the facts cannot be loaded, or the work itself ended in a panic.
    pub async fn at<R: Send + 'static>(
        &self,
        known_at: Option<Timestamp>,
        wanted: &Wanted,
        work: impl FnOnce(&mut Desk<'_>) -> R + Send + 'static,
    ) -> Result<R, AppError> {
        if known_at.is_none() {
            let mut held = Arc::clone(&self.shared.held).lock_owned().await;
            if let Some(facts) = held.take() {
                return lend(facts, held, work).await;
            }
        }
        let book = (self.books)();
        let _alone = self.shared.loading.acquire().await.map_err(AppError::internal)?;
        let as_of = match known_at {
            Some(moment) => AsOf::Moment(moment),
            None => AsOf::Act(self.store.newest_act().await?),
        };
        let (facts, _) = load(&self.store, as_of, &registers(&book.program, wanted)).await?;
        let at_desk = move || {
            let (settings, _) = Settings::read(&book.program, &facts);
            work(&mut Desk::over(&book, facts, settings))
        };
        tokio::task::spawn_blocking(at_desk).await.map_err(AppError::internal)
    }

    /// The same with what is known now, if that is at hand within [`PATIENCE`].
    ///
    /// # Errors
    /// When the work itself ended in a panic.
    pub async fn at_hand<R: Send + 'static>(&self, work: impl FnOnce(&mut Desk<'_>) -> R + Send + 'static) -> Result<Option<R>, AppError> {
        let Ok(mut held) = tokio::time::timeout(PATIENCE, Arc::clone(&self.shared.held).lock_owned()).await else { return Ok(None) };
        match held.take() {
            Some(facts) => lend(facts, held, work).await.map(Some),
            None => Ok(None),
        }
    }

    /// The same, with everything that is known now to the last act: whoever writes and then acts on what he wrote finds it there.
    ///
    /// # Errors
    /// As [`Desks::at`].
    pub async fn at_newest<R: Send + 'static>(&self, work: impl FnOnce(&mut Desk<'_>) -> R + Send + 'static) -> Result<R, AppError> {
        let mut held = Arc::clone(&self.shared.held).lock_owned().await;
        let newest = self.store.newest_act().await?;
        let Some(mut facts) = held.take() else {
            drop(held);
            return self.at(None, &Wanted::Everything, work).await;
        };
        let store = self.store.clone();
        // A task of its own: whoever asks may go away, and the facts must not be lost half-way. Should they not follow, the planner loads them again.
        let followed = tokio::spawn(async move {
            facts.follow(&store, newest).await?;
            lend(facts, held, work).await
        });
        followed.await.map_err(AppError::internal)?
    }

    /// Explains a duty, and says what would fulfil it: one answer for each duty that is meant.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`] when there is no such duty or subject; when the facts cannot be loaded.
    pub async fn explain(&self, question: Question) -> Result<Vec<Explained>, AppError> {
        let (wanted, known_at) = (Wanted::Duty(question.duty.clone()), question.known_at);
        let work = move |desk: &mut Desk<'_>| {
            let duties = desk.program().find(&question.duty);
            if duties.is_empty() {
                return Err(desk.no_duty(&question.duty));
            }
            let mut explained = Vec::with_capacity(duties.len());
            for duty in duties {
                let subject = find_subject(desk, duty, &question.subject)?;
                explained.push(desk.explain(duty, subject, question.day));
            }
            Ok(explained)
        };
        let asked: Result<_, NotThere> = self.at(known_at, &wanted, work).await?;
        asked.map_err(|NotThere(words)| AppError::new(ProblemCode::NotFound, words.zh, words.en))
    }
}

/// Lets somebody work with the facts and puts them back. Should the work panic, they are gone, and the planner loads them again.
async fn lend<R: Send + 'static>(
    facts: Held,
    mut held: OwnedMutexGuard<Option<Held>>,
    work: impl FnOnce(&mut Desk<'_>) -> R + Send + 'static,
) -> Result<R, AppError> {
    let at_desk = move || {
        let (facts, result) = facts.at_desk(work);
        *held = Some(facts);
        result
    };
    tokio::task::spawn_blocking(at_desk).await.map_err(AppError::internal)
}

/// The registers that a question needs.
fn registers(program: &Program, wanted: &Wanted) -> Vec<&'static str> {
    let Wanted::Duty(name) = wanted else { return every_register() };
    let always = ["unit", "division", "rule_setting"];
    let read: BTreeSet<&'static str> = program
        .find(name)
        .into_iter()
        .flat_map(|duty| program.registers_of(duty).collect::<Vec<_>>())
        .filter_map(|register| catalog().registers().get(usize::from(register)).map(|def| def.name))
        .chain(always)
        .collect();
    read.into_iter().collect()
}
