//! Many writers, one flush to disk: whoever waits while a transaction is under way goes into the next one together with all others who wait.
//!
//! Each writer still has his own answer, and what was answered is on disk.

use tokio::sync::{mpsc, oneshot};

use super::run::carry_out_among_others;
use super::{Write, Written};
use crate::error::StorageError;
use crate::ledger::{Note, Tail};
use crate::store::Store;

/// Writers in one transaction at most: enough that the flush no longer counts, few enough that nobody waits long for the others.
const TOGETHER_MAX: usize = 256;
/// Writers that may wait; further ones wait until they may.
const WAITING_MAX: usize = 4_096;

/// Takes writes of many callers and carries them out in common transactions. Cheap to clone; needs a running tokio.
#[derive(Clone, Debug)]
pub struct WriteQueue {
    waiting: mpsc::Sender<Waiting>,
}

/// Somebody who waits for an answer.
enum Waiting {
    Write(Asked<Box<Write>, Written>),
    Note(Asked<Box<Note>, u64>),
}

/// What was asked, what became of it, and who is to be told.
struct Asked<Q, A> {
    asked: Q,
    result: Result<A, StorageError>,
    answer: oneshot::Sender<Result<A, StorageError>>,
}

impl WriteQueue {
    /// Starts a queue for a store; it ends when the last clone is dropped and everything that waits is written.
    #[must_use]
    pub fn start(store: Store) -> WriteQueue {
        let (waiting, arriving) = mpsc::channel(WAITING_MAX);
        tokio::spawn(serve(store, arriving));
        WriteQueue { waiting }
    }

    /// As [`Store::write`], together with whoever else writes.
    ///
    /// # Errors
    /// As [`Store::write`]; [`StorageError::Stopped`] when the program is about to end.
    pub async fn write(&self, write: Write) -> Result<Written, StorageError> {
        self.ask(Box::new(write), Waiting::Write).await
    }

    /// As [`Store::append_entry`], together with whoever else writes.
    ///
    /// # Errors
    /// As [`Store::append_entry`]; [`StorageError::Stopped`] when the program is about to end.
    pub async fn append_entry(&self, note: Note) -> Result<u64, StorageError> {
        self.ask(Box::new(note), Waiting::Note).await
    }

    async fn ask<Q, A>(&self, asked: Q, waiting: impl FnOnce(Asked<Q, A>) -> Waiting) -> Result<A, StorageError> {
        let (answer, answered) = oneshot::channel();
        let asked = Asked { asked, result: Err(StorageError::Stopped), answer };
        self.waiting.send(waiting(asked)).await.map_err(|_| StorageError::Stopped)?;
        answered.await.unwrap_or(Err(StorageError::Stopped))
    }
}

async fn serve(store: Store, mut arriving: mpsc::Receiver<Waiting>) {
    loop {
        let mut waiting = Vec::with_capacity(TOGETHER_MAX);
        if arriving.recv_many(&mut waiting, TOGETHER_MAX).await == 0 {
            return;
        }
        // A task of its own: if it breaks down, those who wait are told by the loss of their channel, and the next ones are still served.
        drop(tokio::spawn(answer_all(store.clone(), waiting)).await);
    }
}

async fn answer_all(store: Store, mut waiting: Vec<Waiting>) {
    let outcome = write_together(&store, &mut waiting).await;
    for waiting in waiting {
        match waiting {
            Waiting::Write(asked) => asked.answer(&outcome),
            Waiting::Note(asked) => asked.answer(&outcome),
        }
    }
}

/// One transaction for all who wait; an error is of the transaction, and nothing of it is on disk then.
async fn write_together(store: &Store, waiting: &mut [Waiting]) -> Result<(), StorageError> {
    let mut tx = store.database.begin_write().await?;
    let mut tail = Tail::load(&mut tx).await?;
    for waiting in waiting {
        match waiting {
            Waiting::Write(write) => write.result = carry_out_among_others(&mut tx, &mut tail, &write.asked).await?,
            Waiting::Note(note) => note.result = Ok(note.asked.push(&mut tail)),
        }
    }
    if !tail.is_unchanged() {
        tail.flush(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(())
}

impl<Q, A> Asked<Q, A> {
    /// Tells what became of it. Whoever no longer waits has given up, and need not be told.
    fn answer(self, outcome: &Result<(), StorageError>) {
        let result = outcome.clone().and(self.result);
        drop(self.answer.send(result));
    }
}
