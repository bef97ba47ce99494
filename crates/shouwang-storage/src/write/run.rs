//! The one place where registers are written: one transaction for the rows, the act that says who wrote them, when, and from what, the
//! ledger's entry, and the work that follows.
//!
//! Nothing else in the product may write to the registers' tables.

use std::collections::{BTreeMap, HashSet};

use futures_util::future::join;
use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::register::{Articles, RowKey};
use shouwang_ledger::entry::ON_MAX;
use shouwang_ledger::{On, TableChange, TwinFrontier};

use super::reach::WriterReach;
use super::references::check_references;
use super::{About, Learned, Write, Written};
use crate::act;
use crate::blob::{delete_blobs, insert_blobs};
use crate::changes::{Changes, Standing, Wanted, check_moment, decide_changes};
use crate::codec::{decode_key, decode_row, key_cells, micros, push_row_cells};
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::job::insert_jobs;
use crate::ledger::{Said, Tail, act_begun, found_bytes, table_change, version_bytes};
use crate::pinyin::keep_spellings;
use crate::query::{Look, keep_places};
use crate::schema::{LEARNED_AT, Table, tables};
use crate::sql::BATCH_ROWS;
use crate::store::Store;

impl Store {
    /// Writes rows and withdrawals, together with the act and the ledger's entry that stand for them, or nothing at all.
    ///
    /// A row that says what is known is left alone; a row of a known key with other values corrects it, and the earlier version
    /// stays readable as known before. Writing the same twice changes nothing.
    ///
    /// # Errors
    /// When a moment is out of order ([`StorageError::LearnedTooEarly`], [`StorageError::LearnedAfterRecorded`],
    /// [`StorageError::SameMoment`]), a row does not fit ([`StorageError::InvalidRow`], [`StorageError::DuplicateKey`],
    /// [`StorageError::NothingToWithdraw`], [`StorageError::UnknownRegister`]), the writer has seen something else
    /// ([`StorageError::Overtaken`]), may not ([`StorageError::OutOfReach`], [`StorageError::OutOfEachReach`]) or wrote it before
    /// ([`StorageError::AlreadyDone`]), a reference would lead nowhere ([`StorageError::LeadsNowhere`], [`StorageError::StillNamed`]), or the
    /// database fails.
    pub async fn write(&self, write: &Write) -> Result<Written, StorageError> {
        let mut tx = self.database.begin_write().await?;
        let mut tail = Tail::load(&mut tx).await?;
        let written = carry_out(&mut tx, &mut tail, write).await?;
        if !tail.is_unchanged() {
            tail.flush(&mut tx).await?;
            tx.commit().await?;
        }
        Ok(written)
    }

    /// Carries out several writes in one transaction, which is flushed to disk once. Each is carried out wholly or not at all, in the order
    /// given; one that is refused does not keep the others from being written.
    ///
    /// When the transaction itself fails, nothing is written and every write has that error.
    pub async fn write_many(&self, writes: &[Write]) -> Vec<Result<Written, StorageError>> {
        match self.try_write_many(writes).await {
            Ok(results) => results,
            Err(error) => writes.iter().map(|_| Err(error.clone())).collect(),
        }
    }

    async fn try_write_many(&self, writes: &[Write]) -> Result<Vec<Result<Written, StorageError>>, StorageError> {
        let mut tx = self.database.begin_write().await?;
        let mut tail = Tail::load(&mut tx).await?;
        let mut results = Vec::with_capacity(writes.len());
        for write in writes {
            results.push(carry_out_among_others(&mut tx, &mut tail, write).await?);
        }
        if !tail.is_unchanged() {
            tail.flush(&mut tx).await?;
            tx.commit().await?;
        }
        Ok(results)
    }
}

/// One write of several in a transaction: refused, it leaves nothing of itself. The outer error is of the transaction as a whole.
pub(super) async fn carry_out_among_others(
    tx: &mut Tx,
    tail: &mut Tail,
    write: &Write,
) -> Result<Result<Written, StorageError>, StorageError> {
    tx.begin_part().await?;
    let result = carry_out(tx, tail, write).await;
    match result {
        Ok(_) => tx.keep_part().await?,
        Err(_) => tx.undo_part().await?,
    }
    Ok(result)
}

/// Carries out one write. What it does to the tail is done last, so that a refused write leaves it as it was.
async fn carry_out(tx: &mut Tx, tail: &mut Tail, write: &Write) -> Result<Written, StorageError> {
    let wanted = Wanted::by_register(write)?;
    act::check_idempotency(tx, write).await?;
    let moments = Moments::of(write, tail.learned_at)?;
    let known = load_standing(tx, &wanted).await?;
    let mut written = Written::default();
    let mut plan = Vec::with_capacity(wanted.len());
    for ((_, wanted), (table, known)) in wanted.iter().zip(&known) {
        let changes = decide_changes(table, wanted, known)?;
        if tail.learned_at.is_some_and(|newest| micros(newest) == micros(moments.learned_at)) {
            let touched = load_touched(tx, table, moments.learned_at).await?;
            check_moment(table, &changes, &touched, moments.learned_at)?;
        }
        written.add(changes.written);
        plan.push((*table, changes));
    }
    if !written.changed_anything() {
        return Ok(written);
    }
    let mut reach = WriterReach::of(write, moments);
    reach.check(tx, &plan, Look::Before).await?;
    let id = tail.act + 1;
    let act = act::append_act(tx, id, write, moments, &written).await?;
    let mut said = Said { act: Some(id), source: Some(write.source.clone()), on: touched_rows(&plan), tables: vec![act_begun(&act)] };
    for (table, changes) in &plan {
        said.tables.extend(apply_changes(tx, table, changes, micros(moments.learned_at), id).await?);
    }
    for (table, changes) in &plan {
        keep_places(tx, table.def.name, || changes.codes()).await?;
        keep_spellings(tx, table.def, changes.begun.iter().copied()).await?;
    }
    reach.check(tx, &plan, Look::After).await?;
    check_references(tx, write.references.as_ref(), &plan).await?;
    insert_blobs(tx, &write.blobs).await?;
    delete_blobs(tx, &write.dropped_blobs).await?;
    insert_jobs(tx, &write.jobs, moments.recorded_at).await?;
    tail.push(moments.recorded_at, &with_article(reach.about(write), &plan), said, &write.salt);
    tail.act = id;
    tail.learned_at = Some(moments.learned_at);
    Ok(Written { act: Some(id), ..written })
}

/// Where the writer named no article, those that the changed registers rest on.
fn with_article(about: About, plan: &[(&'static Table, Changes<'_, '_>)]) -> About {
    let changed = plan.iter().filter(|(_, changes)| !changes.begun.is_empty() || !changes.ended.is_empty());
    let of_registers = || Articles::of_registers(changed.map(|(table, _)| table.def.article));
    let article =
        about.article.clone().or_else(|| Some(of_registers()).filter(|articles| !articles.is_empty()).map(|articles| articles.to_string()));
    About { article, ..about }
}

/// The two moments of a write, as they are kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moments {
    /// From when on it is known.
    pub(crate) learned_at: Timestamp,
    /// When it was written down.
    pub(crate) recorded_at: Timestamp,
}

impl Moments {
    /// The moments of a write that comes after everything learned until `newest`.
    fn of(write: &Write, newest: Option<Timestamp>) -> Result<Moments, StorageError> {
        let recorded_at = write.recorded_at;
        match write.learned_at {
            Learned::Now => {
                let next = newest.and_then(|newest| Timestamp::from_microsecond(micros(newest) + 1).ok());
                let at = next.map_or(recorded_at, |next| next.max(recorded_at));
                Ok(Moments { learned_at: at, recorded_at: at })
            }
            Learned::At(learned_at) if learned_at > recorded_at => Err(StorageError::LearnedAfterRecorded { learned_at, recorded_at }),
            Learned::At(learned_at) => match newest.filter(|newest| micros(learned_at) < micros(*newest)) {
                Some(newest) => Err(StorageError::LearnedTooEarly { learned_at, newest }),
                None => Ok(Moments { learned_at, recorded_at }),
            },
        }
    }
}

/// The standing versions of the keys that a write speaks of, table by table, ordered by key.
async fn load_standing(
    tx: &mut Tx,
    wanted: &BTreeMap<&'static str, Wanted<'_>>,
) -> Result<Vec<(&'static Table, Vec<Standing>)>, StorageError> {
    let mut known = Vec::with_capacity(wanted.len());
    for (name, wanted) in wanted {
        let table = tables().get(name).ok_or_else(|| StorageError::UnknownRegister { name: (*name).to_owned() })?;
        let act_at = LEARNED_AT + 1 + table.def.fields.len();
        let mut standing = Vec::new();
        for keys in wanted.keys().chunks(BATCH_ROWS) {
            let mut cells = Vec::with_capacity(keys.len() * 2);
            for key in keys {
                cells.extend(key_cells(table.def, key)?);
            }
            let decode = |found: Found<'_>| {
                let act = found.whole(act_at)?.unwrap_or_default();
                Ok(Standing { row: decode_row(table.def, found)?, act, bytes: found_bytes(table, found)? })
            };
            standing.append(&mut tx.fetch(&table.select_current_of.sql(keys.len()), cells, decode).await?);
        }
        known.push((table, standing));
    }
    Ok(known)
}

/// Keys of a register that were already changed at this moment.
async fn load_touched(tx: &mut Tx, table: &Table, learned_at: Timestamp) -> Result<HashSet<RowKey>, StorageError> {
    let moment = Cell::Whole(Some(micros(learned_at)));
    let touched = tx.fetch(&table.select_touched_at, vec![moment.clone(), moment], |found| decode_key(table.def, found)).await?;
    Ok(touched.into_iter().collect())
}

/// Ends and begins versions; what the ledger says of it, `None` where nothing was changed.
async fn apply_changes(
    tx: &mut Tx,
    table: &Table,
    changes: &Changes<'_, '_>,
    learned_at: i64,
    act: i64,
) -> Result<Option<TableChange>, StorageError> {
    let moment_and_act = [Cell::Whole(Some(learned_at)), Cell::Whole(Some(act))];
    let (mut before, mut after) = (TwinFrontier::default(), TwinFrontier::default());
    for versions in changes.ended.chunks(BATCH_ROWS) {
        let mut cells = Vec::with_capacity(versions.len() * 3 + 2);
        for standing in versions {
            cells.extend(key_cells(table.def, &standing.row.key)?);
            cells.push(Cell::Whole(standing.row.learned_at.map(micros)));
        }
        cells.extend(moment_and_act.clone());
        let sql = table.end.sql(versions.len());
        // While the database works, its rows are hashed.
        let hash = async { versions.iter().for_each(|standing| drop(before.push(standing.bytes.as_bytes()))) };
        let (found, ()) = join(tx.execute(&sql, cells), hash).await;
        check_count(table, versions.len(), found?)?;
    }
    let full_batch = table.insert.sql(BATCH_ROWS);
    for rows in changes.begun.chunks(BATCH_ROWS) {
        let mut cells = Vec::with_capacity(rows.len() * table.written.len());
        for row in rows {
            push_row_cells(table.def, row, &mut cells)?;
            cells.extend(moment_and_act.clone());
        }
        let sql = if rows.len() == BATCH_ROWS { full_batch.clone() } else { table.insert.sql(rows.len()) };
        let bytes: Vec<_> = cells.chunks(table.written.len()).map(|cells| version_bytes(table, cells)).collect();
        let hash = async { bytes.iter().for_each(|bytes| drop(after.push(bytes.as_bytes()))) };
        let (found, ()) = join(tx.execute(&sql, cells), hash).await;
        check_count(table, rows.len(), found?)?;
    }
    let is_changed = before.size() + after.size() > 0;
    Ok(is_changed.then(|| table_change(table.def.name, &before, &after)))
}

/// The rows that a write changes, as many as an entry names.
fn touched_rows(plan: &[(&Table, Changes<'_, '_>)]) -> Vec<On> {
    let rows = plan.iter().flat_map(|(table, changes)| {
        let begun = changes.begun.iter().map(|row| &row.key);
        begun.chain(changes.withdrawn()).map(|key| (table.def.name, key))
    });
    let from = |day: Day| if day == Day::MIN { String::new() } else { day.to_string() };
    rows.take(ON_MAX).map(|(table, key)| On { table: table.to_owned(), code: key.code.clone(), from: from(key.from) }).collect()
}

/// The database must have touched exactly what was decided; anything else undoes the write.
fn check_count(table: &Table, expected: usize, found: u64) -> Result<(), StorageError> {
    let expected = u64::try_from(expected).unwrap_or(u64::MAX);
    if expected == found { Ok(()) } else { Err(StorageError::CountMismatch { table: table.def.name, expected, found }) }
}
