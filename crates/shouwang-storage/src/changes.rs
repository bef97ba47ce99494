//! What a write changes, decided from what it says and what is known: a pure function, run inside the write's transaction.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use shouwang_domain::register::{Row, RowKey};

use crate::error::{StorageError, row_name};
use crate::schema::Table;
use crate::write::{Expected, Seen, Write, Written};

/// What a write says about one register.
#[derive(Default)]
pub(crate) struct Wanted<'w> {
    /// Rows that are to stand from now on.
    pub(crate) puts: Vec<&'w Row>,
    /// Rows that are no longer to stand.
    pub(crate) withdrawals: Vec<&'w RowKey>,
    /// Rows that must stand as the writer has seen them.
    pub(crate) expected: Vec<&'w Expected>,
    /// The same, by when they were learned.
    pub(crate) seen: Vec<&'w Seen>,
}

/// A version that stands.
pub(crate) struct Standing {
    /// The row.
    pub(crate) row: Row,
    /// The act that wrote it.
    pub(crate) act: i64,
    /// Its bytes in the ledger.
    pub(crate) bytes: String,
}

/// What has to be done to one register's table.
pub(crate) struct Changes<'w, 'k> {
    /// Versions that end, in the order of their keys.
    pub(crate) ended: Vec<&'k Standing>,
    /// Rows whose new version begins, in the order of their keys.
    pub(crate) begun: Vec<&'w Row>,
    /// The counts.
    pub(crate) written: Written,
}

impl<'w> Wanted<'w> {
    /// A write's parts by register; a row that is there twice is refused, for one of the two would be lost.
    pub(crate) fn by_register(write: &'w Write) -> Result<BTreeMap<&'static str, Wanted<'w>>, StorageError> {
        let mut wanted: BTreeMap<_, Wanted<'w>> = BTreeMap::new();
        for (register, row) in &write.puts {
            wanted.entry(*register).or_default().puts.push(row);
        }
        for (register, key) in &write.withdrawals {
            wanted.entry(*register).or_default().withdrawals.push(key);
        }
        for expected in &write.expected {
            wanted.entry(expected.register).or_default().expected.push(expected);
        }
        for seen in &write.seen {
            wanted.entry(seen.register).or_default().seen.push(seen);
        }
        for (register, wanted) in &mut wanted {
            let mut keys = HashSet::with_capacity(wanted.puts.len() + wanted.withdrawals.len());
            if let Some(twice) = wanted.changed_keys().find(|key| !keys.insert(*key)) {
                return Err(StorageError::DuplicateKey { register, row: row_name(twice) });
            }
        }
        Ok(wanted)
    }

    /// All keys that are spoken of, in order, each once.
    pub(crate) fn keys(&self) -> Vec<&'w RowKey> {
        let looked_at = self.expected.iter().map(|expected| &expected.key).chain(self.seen.iter().map(|seen| &seen.key));
        let mut keys: Vec<_> = self.changed_keys().chain(looked_at).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    fn changed_keys(&self) -> impl Iterator<Item = &'w RowKey> {
        self.puts.iter().map(|row| &row.key).chain(self.withdrawals.iter().copied())
    }
}

impl Changes<'_, '_> {
    /// The codes of all rows that change, in order, each once.
    pub(crate) fn codes(&self) -> Vec<&str> {
        let ended = self.ended.iter().map(|standing| &standing.row.key);
        let mut codes: Vec<_> = self.begun.iter().map(|row| &row.key).chain(ended).map(|key| key.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The keys of rows that stand no more.
    pub(crate) fn withdrawn(&self) -> impl Iterator<Item = &RowKey> {
        let stays = |key: &RowKey| self.begun.binary_search_by(|row| row.key.cmp(key)).is_ok();
        self.ended.iter().map(|standing| &standing.row.key).filter(move |key| !stays(key))
    }

    /// The keys of rows that did not stand before.
    pub(crate) fn new_keys(&self) -> impl Iterator<Item = &RowKey> {
        let stood = |key: &RowKey| self.ended.binary_search_by(|standing| standing.row.key.cmp(key)).is_ok();
        self.begun.iter().map(|row| &row.key).filter(move |key| !stood(key))
    }
}

/// What of a write is new. `known` holds the standing versions of the keys it speaks of, ordered by key.
pub(crate) fn decide_changes<'w, 'k>(table: &Table, wanted: &Wanted<'w>, known: &'k [Standing]) -> Result<Changes<'w, 'k>, StorageError> {
    let in_order = known.is_sorted_by(|a, b| a.row.key < b.row.key);
    assert!(in_order, "table {}: two standing versions of one row, or out of order", table.def.name);
    let find = |key: &RowKey| known.binary_search_by(|standing| standing.row.key.cmp(key)).ok().map(|at| &known[at]);
    let expected = wanted.expected.iter().find(|expected| find(&expected.key).map(|standing| standing.act) != expected.version);
    let seen = || wanted.seen.iter().find(|seen| find(&seen.key).and_then(|standing| standing.row.learned_at) != seen.learned_at);
    if let Some(overtaken) = expected.map(|expected| &expected.key).or_else(|| seen().map(|seen| &seen.key)) {
        return Err(StorageError::Overtaken { register: table.def.name, row: row_name(overtaken) });
    }
    let mut changes = Changes { ended: Vec::new(), begun: Vec::new(), written: Written::default() };
    for row in wanted.puts.iter().copied() {
        match find(&row.key) {
            Some(standing) if standing.row.says_the_same(row) => changes.written.unchanged_count += 1,
            Some(standing) => {
                changes.written.changed_count += 1;
                changes.ended.push(standing);
                changes.begun.push(row);
            }
            None => {
                changes.written.added_count += 1;
                changes.begun.push(row);
            }
        }
    }
    for key in wanted.withdrawals.iter().copied() {
        let Some(standing) = find(key) else {
            return Err(StorageError::NothingToWithdraw { register: table.def.name, row: row_name(key) });
        };
        changes.written.withdrawn_count += 1;
        changes.ended.push(standing);
    }
    // Neighbours in the table lie together on disk, and the ledger hashes rows in the order of their keys.
    changes.ended.sort_unstable_by(|a, b| a.row.key.cmp(&b.row.key));
    changes.begun.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    Ok(changes)
}

/// Refuses to change at a moment what was already changed at that moment: at one moment a row says one thing.
pub(crate) fn check_moment(
    table: &Table,
    changes: &Changes<'_, '_>,
    touched: &HashSet<RowKey>,
    learned_at: Timestamp,
) -> Result<(), StorageError> {
    let changed = changes.begun.iter().map(|row| &row.key).chain(changes.ended.iter().map(|standing| &standing.row.key));
    match changed.into_iter().find(|key| touched.contains(*key)) {
        Some(key) => Err(StorageError::SameMoment { register: table.def.name, row: row_name(key), learned_at }),
        None => Ok(()),
    }
}
