//! Acts: who wrote what, when, and from what. One act per write that changed something, in the same transaction.
//!
//! The ledger will add its entry next to the act. Acts are only ever appended.

use jiff::Timestamp;

use crate::codec::micros;
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::sql::{Sql, placeholders};
use crate::store::Store;
use crate::write::{Write, Written};

/// Acts on one page at most.
const PAGE_ACTS_MAX: u16 = 1_000;

const TABLE: &str = "act";
const COLUMNS: [&str; 9] =
    ["id", "learned_at", "recorded_at", "actor", "source", "added_count", "changed_count", "withdrawn_count", "unchanged_count"];

/// One write on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Number, from 1, without gaps, in the order of writing.
    pub id: i64,
    /// From which moment on what was written is known.
    pub learned_at: Timestamp,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// Who wrote.
    pub actor: String,
    /// From what.
    pub source: String,
    /// What it did.
    pub written: Written,
}

impl Store {
    /// The newest moment at which anything was learned; `None` while the database is empty.
    /// What was known at earlier moments is final.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_learned_at(&self) -> Result<Option<Timestamp>, StorageError> {
        newest_learned_at(&mut self.database.begin_read().await?).await
    }

    /// A page of acts, newest first: those with numbers below `before` (`None`: from the newest), at most `count` and at most 1,000.
    ///
    /// # Errors
    /// When the database fails or an act in it is damaged.
    pub async fn list_acts(&self, before: Option<i64>, count: u16) -> Result<Vec<Act>, StorageError> {
        let sql = Sql::kept(format!("SELECT {} FROM {TABLE} WHERE id < ? ORDER BY id DESC LIMIT ?", COLUMNS.join(", ")));
        let limit = i64::from(count.min(PAGE_ACTS_MAX));
        let cells = vec![Cell::Whole(Some(before.unwrap_or(i64::MAX))), Cell::Whole(Some(limit))];
        self.database.begin_read().await?.fetch(&sql, cells, decode_act).await
    }
}

/// The newest moment at which anything was learned.
pub(crate) async fn newest_learned_at(tx: &mut Tx) -> Result<Option<Timestamp>, StorageError> {
    let newest = newest(tx, "learned_at").await?;
    newest.map(|number| decode_moment(number, "?", "learned_at")).transpose()
}

/// Puts a write on record; its number. The caller holds the writers' lock, so that numbers have no gaps.
pub(crate) async fn append_act(tx: &mut Tx, write: &Write, written: &Written) -> Result<i64, StorageError> {
    let id = newest(tx, "id").await?.unwrap_or(0) + 1;
    let count = |count: usize| Cell::Whole(Some(i64::try_from(count).unwrap_or(i64::MAX)));
    let cells = vec![
        Cell::Whole(Some(id)),
        Cell::Whole(Some(micros(write.learned_at))),
        Cell::Whole(Some(micros(write.recorded_at))),
        Cell::Text(Some(printable(&write.actor).into())),
        Cell::Text(Some(printable(&write.source).into())),
        count(written.added_count),
        count(written.changed_count),
        count(written.withdrawn_count),
        count(written.unchanged_count),
    ];
    let sql = format!("INSERT INTO {TABLE} ({}) VALUES {}", COLUMNS.join(", "), placeholders(COLUMNS.len()));
    let found = tx.execute(&Sql::kept(sql), cells).await?;
    if found != 1 {
        return Err(StorageError::CountMismatch { table: TABLE, expected: 1, found });
    }
    Ok(id)
}

/// The greatest number in a column; `None` while there is no act.
async fn newest(tx: &mut Tx, column: &'static str) -> Result<Option<i64>, StorageError> {
    let sql = Sql::kept(format!("SELECT MAX({column}) FROM {TABLE}"));
    let found = tx.fetch(&sql, Vec::new(), |found| Ok(found.whole(0)?)).await?;
    Ok(found.into_iter().flatten().next())
}

/// PostgreSQL keeps no U+0000; the name of a file may hold anything.
fn printable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

fn decode_act(found: Found<'_>) -> Result<Act, StorageError> {
    let id = found.whole(0)?.unwrap_or_default();
    let row = id.to_string();
    let corrupt = |at: usize| StorageError::CorruptRow { table: TABLE, row: row.clone(), column: COLUMNS[at], found: "NULL".to_owned() };
    let whole = |at| found.whole(at)?.ok_or_else(|| corrupt(at));
    let text = |at| found.text(at)?.map(str::to_owned).ok_or_else(|| corrupt(at));
    let count = |at| {
        let number: i64 = whole(at)?;
        usize::try_from(number).map_err(|_| StorageError::CorruptRow {
            table: TABLE,
            row: row.clone(),
            column: COLUMNS[at],
            found: number.to_string(),
        })
    };
    Ok(Act {
        id,
        learned_at: decode_moment(whole(1)?, &row, COLUMNS[1])?,
        recorded_at: decode_moment(whole(2)?, &row, COLUMNS[2])?,
        actor: text(3)?,
        source: text(4)?,
        written: Written {
            act: Some(id),
            added_count: count(5)?,
            changed_count: count(6)?,
            withdrawn_count: count(7)?,
            unchanged_count: count(8)?,
        },
    })
}

fn decode_moment(number: i64, row: &str, column: &'static str) -> Result<Timestamp, StorageError> {
    Timestamp::from_microsecond(number).map_err(|_| StorageError::CorruptRow {
        table: TABLE,
        row: row.to_owned(),
        column,
        found: number.to_string(),
    })
}
