//! The one place where anything is written: one transaction for the rows and the act that says who wrote them, when, and from what.
//!
//! The ledger's entry will be appended in the same transaction. Nothing else in the product may write to the registers' tables.

use std::collections::HashSet;

use jiff::Timestamp;
use shouwang_domain::register::{Row, RowKey};

use crate::act;
use crate::changes::{Changes, Wanted, check_moment, decide_changes};
use crate::codec::{decode_key, decode_row, key_cells, micros, push_row_cells};
use crate::database::{Cell, Tx};
use crate::error::StorageError;
use crate::schema::{Table, tables};
use crate::sql::BATCH_ROWS;
use crate::store::Store;

/// What somebody wants written: all of it or nothing.
#[derive(Clone, Debug)]
pub struct Write {
    /// When the product learned it. Not before anything already learned, not after `recorded_at`; kept to the microsecond.
    pub learned_at: Timestamp,
    /// When it is written down: the moment of the request.
    pub recorded_at: Timestamp,
    /// Who writes: an account's name or a probe's.
    pub actor: String,
    /// From what: the name of a file, of a form, of a probe.
    pub source: String,
    /// Rows that are to stand, with the names of their registers. A row's own `learned_at` is not looked at.
    pub puts: Vec<(&'static str, Row)>,
    /// Rows that are no longer to stand.
    pub withdrawals: Vec<(&'static str, RowKey)>,
}

/// What a write did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Number of the act; `None` when nothing was changed, for then nothing is on record either.
    pub act: Option<i64>,
    /// Rows that were not known.
    pub added_count: usize,
    /// Rows that said something else.
    pub changed_count: usize,
    /// Rows that no longer stand.
    pub withdrawn_count: usize,
    /// Rows that said the same already.
    pub unchanged_count: usize,
}

impl Written {
    /// Whether anything is different from before.
    #[must_use]
    pub fn changed_anything(&self) -> bool {
        self.added_count + self.changed_count + self.withdrawn_count > 0
    }

    fn add(&mut self, other: Written) {
        self.added_count += other.added_count;
        self.changed_count += other.changed_count;
        self.withdrawn_count += other.withdrawn_count;
        self.unchanged_count += other.unchanged_count;
    }
}

impl Store {
    /// Writes rows and withdrawals, together with the act that stands for them, or nothing at all.
    ///
    /// A row that says what is known is left alone; a row of a known key with other values corrects it, and the earlier version
    /// stays readable as known before. Writing the same twice changes nothing.
    ///
    /// # Errors
    /// When a moment is out of order ([`StorageError::LearnedTooEarly`], [`StorageError::LearnedAfterRecorded`],
    /// [`StorageError::SameMoment`]), a row does not fit ([`StorageError::InvalidRow`], [`StorageError::DuplicateKey`],
    /// [`StorageError::NothingToWithdraw`], [`StorageError::UnknownRegister`]), or the database fails.
    pub async fn write(&self, write: &Write) -> Result<Written, StorageError> {
        let (learned_at, recorded_at) = (write.learned_at, write.recorded_at);
        if learned_at > recorded_at {
            return Err(StorageError::LearnedAfterRecorded { learned_at, recorded_at });
        }
        let wanted = Wanted::by_register(write)?;

        let mut tx = self.database.begin_write().await?;
        let newest = act::newest_learned_at(&mut tx).await?;
        if let Some(newest) = newest.filter(|newest| micros(learned_at) < micros(*newest)) {
            return Err(StorageError::LearnedTooEarly { learned_at, newest });
        }
        let same_moment = newest.is_some_and(|newest| micros(newest) == micros(learned_at));

        let mut written = Written::default();
        let mut plan = Vec::with_capacity(wanted.len());
        for (name, wanted) in &wanted {
            let table = tables().get(name).ok_or_else(|| StorageError::UnknownRegister { name: (*name).to_owned() })?;
            let known = load_standing(&mut tx, table, wanted).await?;
            let changes = decide_changes(table, wanted, &known)?;
            if same_moment {
                check_moment(table, &changes, &load_touched(&mut tx, table, learned_at).await?, learned_at)?;
            }
            written.add(changes.written);
            plan.push((table, changes));
        }
        if !written.changed_anything() {
            return Ok(written);
        }
        let act = act::append_act(&mut tx, write, &written).await?;
        for (table, changes) in &plan {
            apply_changes(&mut tx, table, changes, micros(learned_at), act).await?;
        }
        tx.commit().await?;
        Ok(Written { act: Some(act), ..written })
    }
}

/// The standing versions of the keys that a write speaks of, ordered by key.
async fn load_standing(tx: &mut Tx, table: &Table, wanted: &Wanted<'_>) -> Result<Vec<Row>, StorageError> {
    let mut keys: Vec<_> = wanted.keys().collect();
    keys.sort_unstable();
    let mut rows = Vec::new();
    for keys in keys.chunks(BATCH_ROWS) {
        let mut cells = Vec::with_capacity(keys.len() * 2);
        for key in keys {
            cells.extend(key_cells(table.def, key)?);
        }
        let sql = table.select_current_of.sql(keys.len());
        rows.append(&mut tx.fetch(&sql, cells, |found| decode_row(table.def, found)).await?);
    }
    Ok(rows)
}

/// Keys of a register that were already changed at this moment.
async fn load_touched(tx: &mut Tx, table: &Table, learned_at: Timestamp) -> Result<HashSet<RowKey>, StorageError> {
    let moment = Cell::Whole(Some(micros(learned_at)));
    let touched = tx.fetch(&table.select_touched_at, vec![moment.clone(), moment], |found| decode_key(table.def, found)).await?;
    Ok(touched.into_iter().collect())
}

async fn apply_changes(tx: &mut Tx, table: &Table, changes: &Changes<'_>, learned_at: i64, act: i64) -> Result<(), StorageError> {
    let moment_and_act = [Cell::Whole(Some(learned_at)), Cell::Whole(Some(act))];
    for versions in changes.ended.chunks(BATCH_ROWS) {
        let mut cells = Vec::with_capacity(versions.len() * 3 + 2);
        for (key, learned_at) in versions {
            cells.extend(key_cells(table.def, key)?);
            cells.push(Cell::Whole(learned_at.map(micros)));
        }
        cells.extend(moment_and_act.clone());
        check_count(table, versions.len(), tx.execute(&table.end.sql(versions.len()), cells).await?)?;
    }
    let full_batch = table.insert.sql(BATCH_ROWS);
    for rows in changes.begun.chunks(BATCH_ROWS) {
        let mut cells = Vec::with_capacity(rows.len() * (table.def.fields.len() + 8));
        for row in rows {
            push_row_cells(table.def, row, &mut cells)?;
            cells.extend(moment_and_act.clone());
        }
        let sql = if rows.len() == BATCH_ROWS { full_batch.clone() } else { table.insert.sql(rows.len()) };
        check_count(table, rows.len(), tx.execute(&sql, cells).await?)?;
    }
    Ok(())
}

/// The database must have touched exactly what was decided; anything else undoes the write.
fn check_count(table: &Table, expected: usize, found: u64) -> Result<(), StorageError> {
    let expected = u64::try_from(expected).unwrap_or(u64::MAX);
    if expected == found { Ok(()) } else { Err(StorageError::CountMismatch { table: table.def.name, expected, found }) }
}
