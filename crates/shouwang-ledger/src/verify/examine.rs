//! What can be said of an entry by itself: its form, its hashes, what stands beside it. This is the costly part and runs on several threads.

use crate::entry::{Digest, Entry, SALT_BYTES, TableChange, commit_each, digest};
use crate::hash::{Commitment, Hashes, unhex_exactly};
use crate::jcs::Object;
use crate::tile::complete_root;
use crate::told::{Bilingual, Told as _};

use super::report::{Side, Wrong};
use super::{CHUNK, Columns, RowsFound, StoredEntry};

/// No ledger is longer; a number beyond it is nonsense and must not lead to sums that overflow.
const SEQ_MAX: u64 = 1 << 60;

/// Up to 256 entries, examined.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) rows: Vec<Row>,
    /// The block's number and root, when these are exactly the entries of one block, in order, each as its kept hashes say.
    pub(super) block: Option<(u64, Hashes)>,
}

/// One entry, examined.
#[derive(Debug)]
pub(super) struct Row {
    /// Its place in the ledger as far as it can be told.
    pub(super) seq: Option<u64>,
    /// The number of the database's row.
    pub(super) column_seq: Option<u64>,
    /// The leaf hashes of the text as it is now; nothing when there is no text to be had.
    pub(super) now: Option<Hashes>,
    /// The leaf hashes that were kept.
    pub(super) kept: Option<Hashes>,
    pub(super) erased: bool,
    pub(super) wrong: Vec<Wrong>,
}

impl Chunk {
    pub(super) fn examine<T>(items: Vec<T>, read: &impl Fn(T) -> Result<StoredEntry, Bilingual>) -> Self {
        let stored: Vec<_> = items.into_iter().map(read).collect();
        let hashes = Hashed::of(&stored);
        let rows: Vec<Row> = stored.into_iter().zip(hashes).map(|(stored, hashed)| Row::read(stored, hashed)).collect();
        let first = rows.first().and_then(|row| row.seq).filter(|first| first.is_multiple_of(CHUNK as u64) && rows.len() == CHUNK);
        let block = first.filter(|first| {
            (*first..).zip(&rows).all(|(seq, row)| row.seq == Some(seq) && row.kept.is_none_or(|kept| Some(kept) == row.now))
        });
        let root = block.and_then(|_| complete_root(&rows.iter().filter_map(|row| row.now).collect::<Vec<_>>()));
        Self { rows, block: block.map(|first| first / CHUNK as u64).zip(root) }
    }
}

/// What is hashed of an entry as it stands there now: of all entries of a chunk together, which is what makes verifying fast.
#[derive(Clone, Copy, Default)]
struct Hashed {
    leaf: Option<Hashes>,
    /// The commitment to the private payload, where there is one with a salt.
    private: Option<Commitment>,
}

impl Hashed {
    fn of(stored: &[Result<StoredEntry, Bilingual>]) -> Vec<Self> {
        let readable = || stored.iter().enumerate().filter_map(|(at, stored)| Some((at, stored.as_ref().ok()?)));
        let mut hashed = vec![Self::default(); stored.len()];
        let leaves = Hashes::leaves(readable().map(|(_, stored)| stored.entry.as_bytes()));
        for ((at, _), leaf) in readable().zip(leaves) {
            hashed[at].leaf = Some(leaf);
        }
        let salted: Vec<(usize, [u8; SALT_BYTES], &str)> =
            readable().filter_map(|(at, stored)| Some((at, unhex_exactly(stored.salt.as_deref()?)?, stored.private.as_deref()?))).collect();
        let commitments = commit_each(salted.iter().map(|(_, salt, private)| (salt, *private)));
        for ((at, ..), commitment) in salted.iter().zip(commitments) {
            hashed[*at].private = Some(commitment);
        }
        hashed
    }
}

impl Row {
    fn read(stored: Result<StoredEntry, Bilingual>, hashed: Hashed) -> Self {
        match stored {
            Ok(stored) => Self::examine(&stored, hashed),
            Err(why) => {
                let wrong = vec![Wrong::Unreadable(why)];
                Self { seq: None, column_seq: None, now: None, kept: None, erased: false, wrong }
            }
        }
    }

    fn examine(stored: &StoredEntry, hashed: Hashed) -> Self {
        let now = hashed.leaf;
        let unchanged = stored.leaf.is_none_or(|kept| Some(kept) == now);
        let column_seq = stored.columns.as_ref().map(|columns| columns.seq.min(SEQ_MAX));
        let erased = stored.private.is_none() && stored.salt.is_none();
        let row = |seq, wrong| Self { seq, column_seq, now, kept: stored.leaf, erased, wrong };
        match Entry::parse(&stored.entry) {
            // What the entry says of its place is worth something only as long as its text is the one that was entered.
            Ok(entry) => row(if unchanged { Some(entry.seq) } else { column_seq }, wrong_beside(&entry, stored, hashed.private)),
            Err(why) => row(column_seq, vec![Wrong::Unreadable(why.told())]),
        }
    }
}

fn wrong_beside(entry: &Entry, stored: &StoredEntry, committed: Option<Commitment>) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let erased = stored.private.is_none() && stored.salt.is_none();
    if !erased && committed != Some(entry.private) {
        wrong.push(Wrong::Private);
    }
    if let Some(columns) = &stored.columns {
        wrong.extend(columns.contradict(entry, stored.private.as_deref()).map(Wrong::Column));
    }
    if let Some(rows) = &stored.rows {
        wrong.extend(rows_contradict(entry, rows));
    }
    wrong
}

impl Columns {
    /// The columns that say something else than the entry. The number of the row is judged with the order of all entries.
    fn contradict(&self, entry: &Entry, private: Option<&str>) -> impl Iterator<Item = &'static str> {
        // `actor` is the first member of a private payload's canonical text, so that the text need not be read for it.
        let actor = |private: &str| {
            self.actor.as_ref().is_some_and(|actor| {
                let object = Object::new().text("actor", actor).finish();
                private.strip_prefix(&object[..object.len() - 1]).is_some_and(|rest| rest.starts_with(','))
            })
        };
        [
            ("at", self.at.parse::<jiff::Timestamp>().is_ok_and(|at| at == entry.at)),
            ("operation", self.operation == entry.operation),
            ("actor", private.is_none_or(actor)),
            ("unit", self.unit == entry.unit),
            ("function", self.function == entry.function),
            ("request", self.request == entry.request),
            ("act", self.act == entry.act),
        ]
        .into_iter()
        .filter_map(|(column, same)| (!same).then_some(column))
    }
}

/// The tables in which an act's rows are not those that the entry speaks of.
fn rows_contradict(entry: &Entry, found: &[RowsFound]) -> Vec<Wrong> {
    let nothing = digest(std::iter::empty::<&[u8]>());
    let unsaid = found.iter().filter(|rows| entry.tables.iter().all(|table| table.name != rows.table));
    let unsaid = unsaid.map(|rows| (TableChange { name: rows.table.clone(), before: nothing, after: nothing }, Some(rows)));
    let said = entry.tables.iter().map(|table| (table.clone(), found.iter().find(|rows| rows.table == table.name)));
    let mut wrong = Vec::new();
    for (table, rows) in said.chain(unsaid) {
        let (before, after) = rows.map_or((nothing, nothing), |rows| (digest(rows.before.iter()), digest(rows.after.iter())));
        let mut compare = |side, expected: Digest, found: Digest| {
            if expected != found {
                wrong.push(Wrong::Rows { table: table.name.clone(), side, expected: expected.count, found: found.count });
            }
        };
        compare(Side::Before, table.before, before);
        compare(Side::After, table.after, after);
    }
    wrong
}
