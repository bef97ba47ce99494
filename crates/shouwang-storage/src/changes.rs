//! What a write changes, decided from what it says and what is known: a pure function, run inside the write's transaction.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use shouwang_domain::register::{Row, RowKey};

use crate::error::{StorageError, row_name};
use crate::schema::Table;
use crate::write::{Write, Written};

/// What a write says about one register.
#[derive(Default)]
pub(crate) struct Wanted<'w> {
    /// Rows that are to stand from now on.
    pub(crate) puts: Vec<&'w Row>,
    /// Rows that are no longer to stand.
    pub(crate) withdrawals: Vec<&'w RowKey>,
}

/// What has to be done to one register's table.
pub(crate) struct Changes<'w> {
    /// Versions that end: their keys and when they were learned.
    pub(crate) ended: Vec<(&'w RowKey, Option<Timestamp>)>,
    /// Rows whose new version begins.
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
        for (register, wanted) in &mut wanted {
            let mut keys = HashSet::with_capacity(wanted.puts.len() + wanted.withdrawals.len());
            if let Some(twice) = wanted.keys().find(|key| !keys.insert(*key)) {
                return Err(StorageError::DuplicateKey { register, row: row_name(twice) });
            }
        }
        Ok(wanted)
    }

    /// All keys that are spoken of.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'w RowKey> {
        self.puts.iter().map(|row| &row.key).chain(self.withdrawals.iter().copied())
    }
}

/// What of a write is new. `known` holds the standing versions of the keys it speaks of, ordered by key.
pub(crate) fn decide_changes<'w>(table: &Table, wanted: &Wanted<'w>, known: &[Row]) -> Result<Changes<'w>, StorageError> {
    assert!(known.is_sorted_by(|a, b| a.key < b.key), "table {}: two standing versions of one row, or out of order", table.def.name);
    let find = |key: &RowKey| known.binary_search_by(|row| row.key.cmp(key)).ok().map(|at| &known[at]);
    let mut changes = Changes { ended: Vec::new(), begun: Vec::new(), written: Written::default() };
    for row in wanted.puts.iter().copied() {
        match find(&row.key) {
            Some(standing) if standing.says_the_same(row) => changes.written.unchanged_count += 1,
            Some(standing) => {
                changes.written.changed_count += 1;
                changes.ended.push((&row.key, standing.learned_at));
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
        changes.ended.push((key, standing.learned_at));
    }
    // Neighbours in the table lie together on disk.
    changes.ended.sort_unstable();
    changes.begun.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    Ok(changes)
}

/// Refuses to change at a moment what was already changed at that moment: at one moment a row says one thing.
pub(crate) fn check_moment(
    table: &Table,
    changes: &Changes<'_>,
    touched: &HashSet<RowKey>,
    learned_at: Timestamp,
) -> Result<(), StorageError> {
    let changed = changes.begun.iter().map(|row| &row.key).chain(changes.ended.iter().map(|(key, _)| *key));
    match changed.into_iter().find(|key| touched.contains(*key)) {
        Some(key) => Err(StorageError::SameMoment { register: table.def.name, row: row_name(key), learned_at }),
        None => Ok(()),
    }
}
