//! Verifying a whole ledger, from a database or from a file, in one pass and with bounded memory.
//!
//! Every entry is compared with the leaf hashes that were kept beside it, every block of 256 with the kept root above it, and the tree with every
//! checkpoint. So a difference is not only found but placed: see [`Finding`]. Two trees are followed: one over the entries as they are *now*, and
//! one over what was *kept*; the signed checkpoints then say which of the two is the history that was signed. Hashing runs on several threads,
//! everything else in order. Nothing is repaired here, and no order of the rows is trusted.

mod assembly;
mod block;
mod examine;
mod order;
mod report;

use std::num::NonZeroUsize;
use std::thread;

use crate::frontier::Node;
use crate::hash::Hashes;
use crate::key::VerifierKey;
use crate::told::Bilingual;

use assembly::Assembly;
use examine::Chunk;
pub use report::{CheckpointSeen, FINDINGS_MAX, Finding, Report, Side, Verdict, Wrong};

/// The chunks of 256 entries that are in memory at once, while as many are being read.
const CHUNKS_PER_BATCH: usize = 32;
const CHUNK: usize = 256;

/// An entry as it is stored, believed by nobody yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredEntry {
    /// The entry's text.
    pub entry: String,
    /// The private payload's text; nothing when it was erased.
    pub private: Option<String>,
    /// Its salt in hexadecimal digits; nothing when it was erased.
    pub salt: Option<String>,
    /// The leaf hashes that were kept beside the entry. Without them a changed entry can only be placed within its block of 256.
    pub leaf: Option<Hashes>,
    /// The columns beside the entry, if it comes from a database.
    pub columns: Option<Columns>,
    /// The rows that the database holds now of this entry's act, if they are to be compared.
    pub rows: Option<Vec<RowsFound>>,
}

/// The columns that repeat what an entry says, so that a database can look for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The row's number.
    pub seq: u64,
    /// The moment, in any form of RFC 3339.
    pub at: String,
    /// The operation.
    pub operation: String,
    /// The login, which the private payload repeats; nothing when it was erased.
    pub actor: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The function.
    pub function: Option<String>,
    /// The request.
    pub request: String,
    /// The act.
    pub act: Option<i64>,
}

/// The bytes of the rows that an act ended and began in one table, in the order of their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowsFound {
    /// The table.
    pub table: String,
    /// Rows whose version the act ended.
    pub before: Vec<String>,
    /// Rows whose version the act began.
    pub after: Vec<String>,
}

/// What entries are compared with.
#[derive(Clone, Debug)]
pub struct Options {
    /// Keys of the log and of witnesses that are trusted. Without any, checkpoints are compared but no signature is.
    pub keys: Vec<VerifierKey>,
    /// Earlier checkpoints, as signed notes, from wherever they were kept; the more independent of the database, the better.
    pub checkpoints: Vec<String>,
    /// The kept roots of complete subtrees (`ledger_node`), all of them; nothing when none were kept.
    pub nodes: Option<Vec<Node>>,
    /// The size that was announced beforehand: the header of an export file.
    pub announced: Option<u64>,
    /// How many threads hash.
    pub threads: NonZeroUsize,
}

impl Default for Options {
    fn default() -> Self {
        Self { keys: Vec::new(), checkpoints: Vec::new(), nodes: None, announced: None, threads: NonZeroUsize::MIN.saturating_add(1) }
    }
}

/// Verifies entries that come page by page, for callers that wait for a database in between.
#[derive(Debug)]
pub struct Verifier {
    assembly: Assembly,
    waiting: Vec<StoredEntry>,
    threads: NonZeroUsize,
}

impl Verifier {
    /// Nothing seen yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let threads = options.threads;
        Self { assembly: Assembly::new(options), waiting: Vec::new(), threads }
    }

    /// Takes the next entries, in the order in which they are stored.
    pub fn add(&mut self, page: Vec<StoredEntry>) {
        self.waiting.extend(page);
        let mut whole = std::mem::take(&mut self.waiting);
        self.waiting = whole.split_off(whole.len() / CHUNK * CHUNK);
        self.take(whole);
    }

    /// Judges: `head` is the frontier's text that was kept (`ledger_head`).
    #[must_use]
    pub fn finish(mut self, head: Option<&str>) -> Report {
        let rest = std::mem::take(&mut self.waiting);
        self.take(rest);
        self.assembly.finish(head)
    }

    fn take(&mut self, entries: Vec<StoredEntry>) {
        let mut entries = entries.into_iter();
        let batch = chunks(&mut entries, usize::MAX);
        let (chunks, ()) = examine_all(batch, &Ok, self.threads, || ());
        chunks.into_iter().for_each(|chunk| self.assembly.add(chunk));
    }
}

/// Verifies entries in the order in which they are stored. While some are hashed, the next are read.
#[must_use]
pub fn verify(entries: impl Iterator<Item = StoredEntry>, head: Option<&str>, options: Options) -> Report {
    run(entries, &Ok, options).finish(head)
}

/// Takes in everything from a source whose items become entries on the hashing threads.
pub(crate) fn run<T: Send>(
    mut source: impl Iterator<Item = T>,
    read: &(impl Fn(T) -> Result<StoredEntry, Bilingual> + Sync),
    options: Options,
) -> Running {
    let threads = options.threads;
    let mut assembly = Assembly::new(options);
    let mut batch = chunks(&mut source, CHUNKS_PER_BATCH);
    let mut examined = Vec::new();
    while !batch.is_empty() {
        // While these are hashed, those before them are put together and those behind them are read.
        (examined, batch) = examine_all(batch, read, threads, || {
            std::mem::take(&mut examined).into_iter().for_each(|chunk| assembly.add(chunk));
            chunks(&mut source, CHUNKS_PER_BATCH)
        });
    }
    examined.into_iter().for_each(|chunk| assembly.add(chunk));
    Running(assembly)
}

/// Everything taken in, nothing judged.
pub(crate) struct Running(Assembly);

impl Running {
    pub(crate) fn finish(self, head: Option<&str>) -> Report {
        self.0.finish(head)
    }
}

fn chunks<T>(source: &mut impl Iterator<Item = T>, most: usize) -> Vec<Vec<T>> {
    std::iter::repeat_with(|| source.by_ref().take(CHUNK).collect::<Vec<T>>()).take_while(|chunk| !chunk.is_empty()).take(most).collect()
}

/// Examines chunks on several threads, in order, and does something else meanwhile.
fn examine_all<T: Send, R>(
    mut batch: Vec<Vec<T>>,
    read: &(impl Fn(T) -> Result<StoredEntry, Bilingual> + Sync),
    threads: NonZeroUsize,
    meanwhile: impl FnOnce() -> R,
) -> (Vec<Chunk>, R) {
    let share = batch.len().div_ceil(threads.get()).max(1);
    thread::scope(|scope| {
        let mut workers = Vec::new();
        while !batch.is_empty() {
            let rest = batch.split_off(share.min(batch.len()));
            let mine = std::mem::replace(&mut batch, rest);
            workers.push(scope.spawn(move || mine.into_iter().map(|chunk| Chunk::examine(chunk, read)).collect::<Vec<_>>()));
        }
        let other = meanwhile();
        let join =
            |worker: thread::ScopedJoinHandle<'_, Vec<Chunk>>| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (workers.into_iter().flat_map(join).collect(), other)
    })
}
