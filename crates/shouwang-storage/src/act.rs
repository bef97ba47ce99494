//! Acts: who wrote what, when, and from what. One act per write that changed something, in the same transaction.
//!
//! The ledger's entry of an act stands in the same transaction. Acts are only ever appended; erasing an entry's private part empties the
//! act's actor and source, too.

use jiff::Timestamp;
use shouwang_ledger::{Sha256, TreeHash as _};

use crate::codec::micros;
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::ledger::{printable, row_bytes};
use crate::sql::{Sql, placeholders};
use crate::store::Store;
use crate::write::{Moments, Write, Written};

/// Acts on one page at most.
const PAGE_ACTS_MAX: u16 = 1_000;

const TABLE: &str = "act";
/// Columns of `act`, in the order in which [`decode_act`] takes them.
pub(crate) const COLUMNS: [&str; 10] = [
    "id",
    "learned_at",
    "recorded_at",
    "actor",
    "source",
    "added_count",
    "changed_count",
    "withdrawn_count",
    "unchanged_count",
    "idempotency_key",
];
/// Columns that may be erased; the ledger knows them by the entry's private part.
const PERSONAL: [&str; 2] = ["actor", "source"];

/// One write on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Number, from 1, without gaps, in the order of writing.
    pub id: i64,
    /// From which moment on what was written is known.
    pub learned_at: Timestamp,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// Who wrote; empty when it was erased.
    pub actor: String,
    /// From what; empty when it was erased.
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
        let sql = Sql::kept(format!("SELECT MAX(learned_at) FROM {TABLE}"));
        let found = self.database.begin_read().await?.fetch(&sql, Vec::new(), |found| Ok(found.whole(0)?)).await?;
        found.into_iter().flatten().next().map(|number| decode_moment(number, "?", "learned_at")).transpose()
    }

    /// The act that an actor wrote under his own name for a request ([`About::idempotency_key`](crate::About)); `None` while he did not.
    ///
    /// # Errors
    /// When the database fails or the act is damaged.
    pub async fn find_act_named(&self, actor: &str, key: &str) -> Result<Option<Act>, StorageError> {
        let sql = Sql::kept(format!("SELECT {} FROM {TABLE} WHERE idempotency_key = ?", COLUMNS.join(", ")));
        let cells = vec![Cell::Text(Some(request_hash(actor, key).into()))];
        Ok(self.database.begin_read().await?.fetch(&sql, cells, decode_act).await?.into_iter().next())
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

/// Puts a write on record; the bytes by which the ledger knows the act. The caller holds the writers' lock, so that numbers have no gaps.
pub(crate) async fn append_act(tx: &mut Tx, id: i64, write: &Write, moments: Moments, written: &Written) -> Result<String, StorageError> {
    let count = |count: usize| Cell::Whole(Some(i64::try_from(count).unwrap_or(i64::MAX)));
    let cells = vec![
        Cell::Whole(Some(id)),
        Cell::Whole(Some(micros(moments.learned_at))),
        Cell::Whole(Some(micros(moments.recorded_at))),
        Cell::Text(Some(printable(&write.about.actor).into())),
        Cell::Text(Some(printable(&write.source).into())),
        count(written.added_count),
        count(written.changed_count),
        count(written.withdrawn_count),
        count(written.unchanged_count),
        Cell::Text(write.about.idempotency_key.as_deref().map(|key| request_hash(&write.about.actor, key).into())),
    ];
    let bytes = act_bytes(&cells);
    let sql = format!("INSERT INTO {TABLE} ({}) VALUES {}", COLUMNS.join(", "), placeholders(COLUMNS.len()));
    let found = tx.execute(&Sql::kept(sql), cells).await?;
    if found != 1 {
        return Err(StorageError::CountMismatch { table: TABLE, expected: 1, found });
    }
    Ok(bytes)
}

/// Refuses an actor's second write under the same name.
pub(crate) async fn check_idempotency(tx: &mut Tx, write: &Write) -> Result<(), StorageError> {
    let Some(key) = write.about.idempotency_key.as_deref() else { return Ok(()) };
    match act_named(tx, &write.about.actor, key).await? {
        Some(act) => Err(StorageError::AlreadyDone { act }),
        None => Ok(()),
    }
}

/// The act that an actor wrote under a name of his own.
async fn act_named(tx: &mut Tx, actor: &str, key: &str) -> Result<Option<i64>, StorageError> {
    let sql = Sql::kept(format!("SELECT id FROM {TABLE} WHERE idempotency_key = ?"));
    let cells = vec![Cell::Text(Some(request_hash(actor, key).into()))];
    Ok(tx.fetch(&sql, cells, |found| Ok(found.whole(0)?)).await?.into_iter().flatten().next())
}

/// An act as the database holds it, for the ledger.
#[derive(Debug)]
pub(crate) struct Held {
    /// Its number.
    pub(crate) id: i64,
    /// When what it wrote was learned.
    pub(crate) learned_at: i64,
    /// When it was written down.
    pub(crate) recorded_at: i64,
    /// Who wrote.
    pub(crate) actor: String,
    /// From what.
    pub(crate) source: String,
    /// Its bytes in the ledger.
    pub(crate) bytes: String,
}

/// Hands on every act in the order of their numbers.
pub(crate) async fn each_act(tx: &mut Tx, mut hold: impl FnMut(Held)) -> Result<(), StorageError> {
    let sql = Sql::once(format!("SELECT {} FROM {TABLE} ORDER BY id", COLUMNS.join(", ")));
    let decode = |found: Found<'_>| {
        let mut cells = Vec::with_capacity(COLUMNS.len());
        for (at, name) in COLUMNS.iter().enumerate() {
            let is_text = PERSONAL.contains(name) || *name == "idempotency_key";
            cells.push(if is_text { Cell::Text(found.text(at)?.map(Into::into)) } else { Cell::Whole(found.whole(at)?) });
        }
        let whole = |at: usize| found.whole(at).map(Option::unwrap_or_default);
        let text = |at: usize| found.text(at).map(|text| text.unwrap_or_default().to_owned());
        let bytes = act_bytes(&cells);
        hold(Held { id: whole(0)?, learned_at: whole(1)?, recorded_at: whole(2)?, actor: text(3)?, source: text(4)?, bytes });
        Ok(())
    };
    tx.fetch(&sql, Vec::new(), decode).await.map(drop)
}

/// What the ledger knows of an act beside what is private.
fn act_bytes(cells: &[Cell<'_>]) -> String {
    row_bytes(TABLE, COLUMNS.into_iter().zip(cells).filter(|(name, _)| !PERSONAL.contains(name)))
}

/// An actor's name for a request: as long whatever the name is, and it says nothing of the actor.
fn request_hash(actor: &str, key: &str) -> String {
    Sha256::of(&[actor.as_bytes(), &[0], key.as_bytes()]).to_string()
}

/// An act whose columns come first in what was found.
pub(crate) fn decode_act(found: Found<'_>) -> Result<Act, StorageError> {
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
