//! Acts as an audit looks through them: who wrote when into which registers, and how many rows.
//!
//! An act and its entry are two rows that say one thing; here they are read as one. Nothing is written here.

use jiff::Timestamp;
use shouwang_ledger::{Bilingual, Entry, Told as _};

use super::read::{acted_on, direction, search_text};
use super::tail::damaged;
use crate::act::{Act, COLUMNS, decode_act};
use crate::codec::micros;
use crate::database::{Cell, Found};
use crate::error::StorageError;
use crate::schema::tables;
use crate::sql::Sql;
use crate::store::Store;

/// Acts on one page at most.
const PAGE_ACTS_MAX: u16 = 1_000;

/// Which acts are looked for; whatever is `None` is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActQuery {
    /// By this actor.
    pub actor: Option<String>,
    /// By this operation.
    pub operation: Option<String>,
    /// For this unit.
    pub unit: Option<String>,
    /// Acts that wrote, corrected or withdrew rows of this register.
    pub register: Option<String>,
    /// Not written down before this moment.
    pub since: Option<Timestamp>,
    /// Written down before this moment.
    pub until: Option<Timestamp>,
    /// Whether the oldest comes first, instead of the newest.
    pub oldest_first: bool,
    /// The number at which the page before ended.
    pub after: Option<i64>,
}

/// An act with what its entry says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActRow {
    /// The act.
    pub act: Act,
    /// The number of its entry in the ledger.
    pub seq: u64,
    /// What was done.
    pub operation: String,
    /// For which unit.
    pub unit: Option<String>,
    /// In which function.
    pub function: Option<String>,
    /// The registers that it changed.
    pub changes: Vec<ActChange>,
}

/// What an act changed in one register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActChange {
    /// The register's identifier.
    pub register: String,
    /// Versions of rows that it ended: those that were corrected or withdrawn.
    pub ended_count: u64,
    /// Versions of rows that it began: those that are new or were corrected.
    pub begun_count: u64,
}

impl Store {
    /// A page of the acts that are looked for, at most `limit` and at most 1,000.
    ///
    /// # Errors
    /// When the register is unknown, an act or its entry is damaged, or the database fails.
    pub async fn search_acts(&self, query: &ActQuery, limit: u16) -> Result<Vec<ActRow>, StorageError> {
        let (conditions, mut cells) = query.conditions()?;
        let columns = COLUMNS.map(|column| format!("act.{column}")).join(", ");
        let sql = Sql::once(format!(
            "SELECT {columns}, entry.seq, entry.operation, entry.unit, entry.function, entry.entry FROM ledger_entry AS entry \
             JOIN act ON act.id = entry.act WHERE {} ORDER BY entry.seq {} LIMIT ?",
            conditions.join(" AND "),
            direction(query.oldest_first)
        ));
        cells.push(Cell::Whole(Some(i64::from(limit.min(PAGE_ACTS_MAX)))));
        self.database.begin_read().await?.fetch(&sql, cells, decode).await
    }
}

impl ActQuery {
    fn conditions(&self) -> Result<(Vec<String>, Vec<Cell<'_>>), StorageError> {
        let (condition, first) = if self.oldest_first { ("entry.act > ?", 0) } else { ("entry.act < ?", i64::MAX) };
        let mut conditions = vec![condition.to_owned()];
        let mut cells = vec![Cell::Whole(Some(self.after.unwrap_or(first)))];
        for (column, value) in [("actor", &self.actor), ("operation", &self.operation), ("unit", &self.unit)] {
            if let Some(value) = value {
                conditions.push(format!("entry.{column} = ?"));
                cells.push(search_text(value));
            }
        }
        for (condition, moment) in [("entry.at >= ?", self.since), ("entry.at < ?", self.until)] {
            if let Some(moment) = moment {
                conditions.push(condition.to_owned());
                cells.push(Cell::Whole(Some(micros(moment))));
            }
        }
        if let Some(register) = &self.register {
            conditions.push(acted_on(register)?);
        }
        Ok((conditions, cells))
    }
}

fn decode(found: Found<'_>) -> Result<ActRow, StorageError> {
    let act = decode_act(found)?;
    let [seq, operation, unit, function, entry] = [0, 1, 2, 3, 4].map(|after| COLUMNS.len() + after);
    let text = |at: usize| found.text(at).map(|text| text.map(str::to_owned));
    let entry = Entry::parse(found.text(entry)?.unwrap_or_default());
    let entry = entry.map_err(|error| {
        let id = act.id;
        damaged(Bilingual::new(format!("第 {id} 号操作的记录：{}", error.zh()), format!("the entry of act {id}: {error}")))
    })?;
    // The entry also commits to the act's own row, which is no register's.
    let changes = entry.tables.into_iter().filter(|table| tables().get(table.name.as_str()).is_some());
    Ok(ActRow {
        seq: found.whole(seq)?.and_then(|seq| u64::try_from(seq).ok()).unwrap_or_default(),
        operation: text(operation)?.unwrap_or_default(),
        unit: text(unit)?,
        function: text(function)?,
        changes: changes
            .map(|table| ActChange { register: table.name, ended_count: table.before.count, begun_count: table.after.count })
            .collect(),
        act,
    })
}
