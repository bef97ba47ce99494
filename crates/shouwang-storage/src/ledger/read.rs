//! Reading the ledger: its head, its entries page by page, and what an audit searches by.

use std::ops::Range;

use jiff::Timestamp;
use shouwang_ledger::{Bilingual, Hash, Hashes, Told as _, TwinFrontier};

use super::tail::{ENTRY_COLUMNS, count, damaged, printable};
use crate::codec::micros;
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::schema::tables;
use crate::sql::{Sql, quoted};
use crate::store::Store;

/// Entries that are read at once at most.
pub const PAGE_ENTRIES_MAX: u64 = 8_192;
/// Entries on one page of a search at most.
const SEARCH_ENTRIES_MAX: u16 = 1_000;

/// An entry as the database holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Its number, from 0, without gaps.
    pub seq: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What was done.
    pub operation: String,
    /// Who did it; `None` when it was erased.
    pub actor: Option<String>,
    /// For which unit.
    pub unit: Option<String>,
    /// In which function.
    pub function: Option<String>,
    /// By which request.
    pub request: String,
    /// The act, if registers were written.
    pub act: Option<i64>,
    /// The canonical text, the leaf.
    pub entry: String,
    /// The leaf's hashes.
    pub leaf: Hashes,
    /// The private payload's text; `None` when it was erased.
    pub private: Option<String>,
    /// The salt, in hexadecimal digits; `None` when it was erased.
    pub salt: Option<String>,
}

/// What an audit searches for; whatever is `None` is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryQuery {
    /// By this actor.
    pub actor: Option<String>,
    /// This operation.
    pub operation: Option<String>,
    /// For this unit.
    pub unit: Option<String>,
    /// Not before this moment.
    pub since: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// Acts that wrote, corrected or withdrew rows of this register and code.
    pub on: Option<(String, String)>,
    /// Whether the oldest comes first, instead of the newest.
    pub oldest_first: bool,
    /// The number at which the page before ended.
    pub after: Option<u64>,
}

impl Store {
    /// The tree's right edge: how many entries there are, and both roots over them.
    ///
    /// # Errors
    /// When the ledger has no head or the database fails.
    pub async fn ledger_head(&self) -> Result<TwinFrontier, StorageError> {
        let frontier = load_frontier(&mut self.database.begin_read().await?).await?;
        TwinFrontier::decode(&frontier).map_err(|error| damaged(error.told()))
    }

    /// The entries of these numbers, in order, at most [`PAGE_ENTRIES_MAX`] of them; fewer where the ledger ends.
    ///
    /// # Errors
    /// When an entry's columns are damaged or the database fails.
    pub async fn load_entries(&self, range: Range<u64>) -> Result<Vec<EntryRow>, StorageError> {
        load_entries(&mut self.database.begin_read().await?, range).await
    }

    /// One entry.
    ///
    /// # Errors
    /// When the entry's columns are damaged or the database fails.
    pub async fn find_entry(&self, seq: u64) -> Result<Option<EntryRow>, StorageError> {
        Ok(self.load_entries(seq..seq.saturating_add(1)).await?.into_iter().next())
    }

    /// The entry of an act.
    ///
    /// # Errors
    /// When the entry's columns are damaged or the database fails.
    pub async fn find_entry_of_act(&self, act: i64) -> Result<Option<EntryRow>, StorageError> {
        let sql = Sql::kept(format!("SELECT {} FROM ledger_entry WHERE act = ?", ENTRY_COLUMNS.join(", ")));
        let found = self.database.begin_read().await?.fetch(&sql, vec![Cell::Whole(Some(act))], decode_entry).await?;
        Ok(found.into_iter().next())
    }

    /// A page of the entries that are searched for, at most `limit` and at most 1,000.
    ///
    /// # Errors
    /// When the register is unknown, an entry's columns are damaged, or the database fails.
    pub async fn list_entries(&self, query: &EntryQuery, limit: u16) -> Result<Vec<EntryRow>, StorageError> {
        let (conditions, mut cells) = query.conditions()?;
        let columns = ENTRY_COLUMNS.join(", ");
        let sql = Sql::once(format!(
            "SELECT {columns} FROM ledger_entry WHERE {} ORDER BY seq {} LIMIT ?",
            conditions.join(" AND "),
            direction(query.oldest_first)
        ));
        cells.push(Cell::Whole(Some(i64::from(limit.min(SEARCH_ENTRIES_MAX)))));
        self.database.begin_read().await?.fetch(&sql, cells, decode_entry).await
    }
}

impl EntryQuery {
    fn conditions(&self) -> Result<(Vec<String>, Vec<Cell<'_>>), StorageError> {
        let (condition, first) = if self.oldest_first { ("seq > ?", -1) } else { ("seq < ?", i64::MAX) };
        let mut conditions = vec![condition.to_owned()];
        let mut cells = vec![self.after.map_or(Cell::Whole(Some(first)), count)];
        for (column, value) in [("actor", &self.actor), ("operation", &self.operation), ("unit", &self.unit)] {
            if let Some(value) = value {
                conditions.push(format!("{column} = ?"));
                cells.push(search_text(value));
            }
        }
        for (condition, moment) in [("at >= ?", self.since), ("at < ?", self.until)] {
            if let Some(moment) = moment {
                conditions.push(condition.to_owned());
                cells.push(Cell::Whole(Some(micros(moment))));
            }
        }
        if let Some((register, code)) = &self.on {
            conditions.push(format!("act IN ({})", acts_on(register, " WHERE code = ?")?));
            let code = search_text(code);
            cells.extend([code.clone(), code]);
        }
        Ok((conditions, cells))
    }
}

/// The direction in which numbers run.
pub(super) fn direction(oldest_first: bool) -> &'static str {
    if oldest_first { "ASC" } else { "DESC" }
}

/// A statement for the numbers of the acts that began or ended versions of a register's rows, all of them or those with a condition.
///
/// # Errors
/// When there is no such register.
pub(super) fn acts_on(register: &str, condition: &str) -> Result<String, StorageError> {
    let table = tables().get(register).ok_or_else(|| StorageError::UnknownRegister { name: register.to_owned() })?;
    let table = quoted(table.def.name);
    let column = |column: &str| format!("SELECT {column} FROM {table}{condition}");
    Ok(format!("{} UNION {}", column("learned_act"), column("superseded_act")))
}

/// The condition that an entry's act began or ended a version of a register's rows. It is asked act by act: a page ends long before all rows of
/// a register have been looked at.
///
/// # Errors
/// When there is no such register.
pub(super) fn acted_on(register: &str) -> Result<String, StorageError> {
    let table = tables().get(register).ok_or_else(|| StorageError::UnknownRegister { name: register.to_owned() })?;
    let table = quoted(table.def.name);
    let exists = |column: &str| format!("EXISTS (SELECT 1 FROM {table} AS version WHERE version.{column} = entry.act)");
    Ok(format!("({} OR {})", exists("learned_act"), exists("superseded_act")))
}

/// A text that is searched for; what the database cannot hold is found nowhere.
pub(super) fn search_text(text: &str) -> Cell<'static> {
    Cell::Text(Some(printable(text).into()))
}

/// The frontier's text as the head has it.
pub(crate) async fn load_frontier(tx: &mut Tx) -> Result<String, StorageError> {
    let sql = Sql::kept("SELECT frontier FROM ledger_head WHERE id = 1");
    let heads = tx.fetch(&sql, Vec::new(), |found| Ok(found.text(0)?.unwrap_or_default().to_owned())).await?;
    heads.into_iter().next().ok_or_else(|| damaged(Bilingual::new("没有末端记录", "it has no head")))
}

/// The entries of these numbers, in order.
pub(crate) async fn load_entries(tx: &mut Tx, range: Range<u64>) -> Result<Vec<EntryRow>, StorageError> {
    let end = range.end.min(range.start.saturating_add(PAGE_ENTRIES_MAX));
    let sql = Sql::kept(format!("SELECT {} FROM ledger_entry WHERE seq >= ? AND seq < ? ORDER BY seq", ENTRY_COLUMNS.join(", ")));
    tx.fetch(&sql, vec![count(range.start), count(end)], decode_entry).await
}

/// Two hashes that stand in neighbouring columns.
pub(crate) fn decode_hashes(found: Found<'_>, at: usize) -> Result<Hashes, String> {
    let hash = |at: usize| {
        let text = found.text(at).map_err(|error| error.to_string())?.unwrap_or_default();
        text.parse::<Hash>().map_err(|error| error.to_string())
    };
    Ok(Hashes { sm3: hash(at)?, sha256: hash(at + 1)? })
}

fn decode_entry(found: Found<'_>) -> Result<EntryRow, StorageError> {
    let seq = found.whole(0)?.unwrap_or_default();
    let corrupt = |at: usize, found: String| StorageError::CorruptRow {
        table: "ledger_entry",
        row: seq.to_string(),
        column: ENTRY_COLUMNS[at],
        found,
    };
    let text = |at: usize| found.text(at).map(|text| text.map(str::to_owned));
    let required = |at: usize| text(at).map(Option::unwrap_or_default);
    let at = found.whole(1)?.unwrap_or_default();
    Ok(EntryRow {
        seq: u64::try_from(seq).map_err(|_| corrupt(0, seq.to_string()))?,
        at: Timestamp::from_microsecond(at).map_err(|_| corrupt(1, at.to_string()))?,
        operation: required(2)?,
        actor: text(3)?,
        unit: text(4)?,
        function: text(5)?,
        request: required(6)?,
        act: found.whole(7)?,
        entry: required(8)?,
        leaf: decode_hashes(found, 9).map_err(|error| corrupt(9, error))?,
        private: text(11)?,
        salt: text(12)?,
    })
}
