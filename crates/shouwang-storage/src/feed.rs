//! The rows of all registers as a stream, and what changed since an act: whoever keeps facts in memory need not hold all rows at once.
//!
//! Rows come register by register, and within one in the order of code and first day; changes come register by register too, and within one
//! in the order of acts. This module must not know what is done with them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::Timestamp;
use shouwang_domain::register::{FieldKind, Record as _, RegisterDef, Row, RowKey, catalog, procedure_catalog};
use shouwang_domain::registers::unit::Unit;
use shouwang_ledger::{Entry, EntryError};

use crate::codec::{Reader, decode_key, decode_row, micros};
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::schema::{LEARNED_AT, columns};
use crate::sql::{Sql, quoted};
use crate::store::Store;

/// Acts that are read to see what they changed, at most.
const ACTS_READ_MAX: usize = 256;

/// A state of knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// When this act had been written, and none after it.
    Act(i64),
    /// At this moment.
    Moment(Timestamp),
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowChange {
    /// It stands from now on, perhaps in the place of another of its key.
    Put(Row),
    /// It no longer stands, and nothing is in its place.
    Withdrawn(RowKey),
}

/// The statements on one register's table.
struct Feed {
    def: &'static RegisterDef,
    /// The versions that stood when an act (given twice) had been written.
    known_by: Sql,
    /// The versions that stood at a moment (given twice).
    known_at: Sql,
    /// The versions that acts after one up to another began, by act; `learned_act` follows the register's own columns.
    begun_by: Sql,
    /// Key and act of the versions that such acts ended without a successor, by act.
    withdrawn_by: Sql,
    /// Whether acts after one up to another (given twice) began or ended anything.
    has_changed: String,
}

impl Store {
    /// The number of the newest act; 0 while there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest_act(&self) -> Result<i64, StorageError> {
        let sql = Sql::kept("SELECT MAX(id) FROM act");
        let found = self.database.ask(&sql, Vec::new(), |found| Ok(found.whole(0)?)).await?;
        Ok(found.into_iter().flatten().next().unwrap_or(0))
    }

    /// Whether the acts after one up to another changed anything in some registers, by what the ledger says of each. Of an act that it does
    /// not speak of, or when there are more than 256, it is taken for granted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn have_changed(&self, registers: &[&str], act: i64, upto: i64) -> Result<bool, StorageError> {
        let count = usize::try_from(upto - act).unwrap_or(0);
        if count > ACTS_READ_MAX {
            return Ok(true);
        }
        let sql = Sql::kept("SELECT entry FROM ledger_entry WHERE act > ? AND act <= ?");
        let range = vec![Cell::Whole(Some(act)), Cell::Whole(Some(upto))];
        let entries = self.database.ask(&sql, range, |found| Ok(found.text(0)?.map(Entry::parse))).await?;
        let leaves_alone = |entry: &Option<Result<Entry, EntryError>>| match entry {
            Some(Ok(entry)) => entry.tables.iter().all(|table| !registers.contains(&table.name.as_str())),
            _ => false,
        };
        Ok(entries.len() != count || !entries.iter().all(leaves_alone))
    }

    /// Hands over the rows of some registers that stood at a state of knowledge, all read from the same state of the database.
    ///
    /// # Errors
    /// When a register is unknown, a row is damaged, or the database fails.
    pub async fn stream_rows(&self, registers: &[&str], as_of: AsOf, mut each: impl FnMut(&'static str, Row)) -> Result<(), StorageError> {
        let mut tx = self.database.begin_read().await?;
        for name in registers {
            let Feed { def, known_by, known_at, .. } =
                feeds().get(name).ok_or_else(|| StorageError::UnknownRegister { name: (*name).to_owned() })?;
            let (sql, cells) = match as_of {
                AsOf::Act(act) => (known_by, vec![Cell::Whole(Some(act)); 2]),
                AsOf::Moment(moment) => (known_at, vec![Cell::Whole(Some(micros(moment))); 2]),
            };
            let hand_over = |found: Found<'_>| {
                each(def.name, decode_row(def, found)?);
                Ok(())
            };
            tx.fetch(sql, cells, hand_over).await?;
        }
        Ok(())
    }

    /// Hands over what the acts after one up to another changed in the registers of the extranet, all read from the same state of the
    /// database. A row that was changed several times comes several times, in the order of the acts.
    ///
    /// # Errors
    /// When a row is damaged or the database fails.
    pub async fn changes_since(&self, act: i64, upto: i64, mut each: impl FnMut(&'static str, RowChange)) -> Result<(), StorageError> {
        let mut tx = self.database.begin_read().await?;
        for Feed { def, begun_by, withdrawn_by, .. } in changed(&mut tx, act, upto).await? {
            let act_at = LEARNED_AT + 1 + def.fields.len();
            let range = vec![Cell::Whole(Some(act)), Cell::Whole(Some(upto))];
            let decode = |found: Found<'_>| {
                let act = Reader { def, found }.required_whole(2, "superseded_act")?;
                Ok((act, decode_key(def, found)?))
            };
            let withdrawn = tx.fetch(withdrawn_by, range.clone(), decode).await?;
            let mut withdrawn = withdrawn.into_iter().peekable();
            let hand_over = |found: Found<'_>| {
                let put_by = Reader { def, found }.required_whole(act_at, "learned_act")?;
                // Within one act a row is either put or withdrawn, so that their order does not matter there.
                while let Some((_, key)) = withdrawn.next_if(|(by, _)| *by < put_by) {
                    each(def.name, RowChange::Withdrawn(key));
                }
                each(def.name, RowChange::Put(decode_row(def, found)?));
                Ok(())
            };
            tx.fetch(begun_by, range, hand_over).await?;
            withdrawn.for_each(|(_, key)| each(def.name, RowChange::Withdrawn(key)));
        }
        Ok(())
    }

    /// The units that are named in the registers of matters by what the acts after one up to another wrote there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn units_of_matters_since(&self, act: i64, upto: i64) -> Result<BTreeSet<String>, StorageError> {
        static NAMED: LazyLock<(usize, Sql)> = LazyLock::new(|| {
            let named = |def: &'static RegisterDef| {
                let units = def.fields.iter().filter(|field| field.kind == FieldKind::Ref(Unit::NAME)).map(|field| quoted(field.name));
                let table = quoted(def.name);
                units.map(move |unit| {
                    format!("SELECT {unit} FROM {table} WHERE learned_act > ? AND learned_act <= ? AND {unit} IS NOT NULL")
                })
            };
            let all: Vec<_> = procedure_catalog().iter().flat_map(named).collect();
            (all.len(), Sql::kept(all.join(" UNION ")))
        });
        let (count, sql) = &*NAMED;
        let cells = [act, upto].repeat(*count).into_iter().map(|number| Cell::Whole(Some(number))).collect();
        let units = self.database.ask(sql, cells, |found| Ok(found.text(0)?.map(str::to_owned))).await?;
        Ok(units.into_iter().flatten().collect())
    }
}

/// The registers of the extranet in which the acts after one up to another changed anything, in the order of the catalog.
async fn changed(tx: &mut Tx, act: i64, upto: i64) -> Result<Vec<&'static Feed>, StorageError> {
    static ASK: LazyLock<(Vec<&'static Feed>, Sql)> = LazyLock::new(|| {
        let all: Vec<&'static Feed> = catalog().iter().filter_map(|def| feeds().get(def.name)).collect();
        let ask = |(at, feed): (usize, &&Feed)| format!("SELECT {at} WHERE {}", feed.has_changed);
        let sql = all.iter().enumerate().map(ask).collect::<Vec<_>>().join(" UNION ALL ");
        (all, Sql::kept(sql))
    });
    let (all, sql) = &*ASK;
    let cells = vec![[act, upto]; all.len() * 2].into_iter().flatten().map(|number| Cell::Whole(Some(number))).collect();
    let found = tx.fetch(sql, cells, |found| Ok(found.whole(0)?.and_then(|at| usize::try_from(at).ok()))).await?;
    let mut changed: Vec<usize> = found.into_iter().flatten().collect();
    changed.sort_unstable();
    Ok(changed.into_iter().filter_map(|at| all.get(at).copied()).collect())
}

fn feeds() -> &'static BTreeMap<&'static str, Feed> {
    static FEEDS: LazyLock<BTreeMap<&'static str, Feed>> =
        LazyLock::new(|| catalog().iter().map(|def| (def.name, Feed::new(def))).collect());
    &FEEDS
}

impl Feed {
    fn new(def: &'static RegisterDef) -> Feed {
        let (table, all) = (quoted(def.name), columns(def));
        let own = all[LEARNED_AT..].iter().take(def.fields.len());
        let names = all[..LEARNED_AT].iter().map(|column| column.name).chain(["learned_at"]).chain(own.map(|column| column.name));
        let selected: Vec<_> = names.map(quoted).collect();
        let (selected, order) = (selected.join(", "), "ORDER BY code, held_from");
        let during = |column: &str| format!("{column} > ? AND {column} <= ?");
        Feed {
            def,
            known_by: Sql::kept(format!(
                "SELECT {selected} FROM {table} WHERE learned_act <= ? AND (superseded_act IS NULL OR superseded_act > ?) {order}"
            )),
            known_at: Sql::kept(format!("SELECT {selected} FROM {table} WHERE learned_at <= ? AND superseded_at > ? {order}")),
            begun_by: Sql::kept(format!(
                "SELECT {selected}, learned_act FROM {table} WHERE {} ORDER BY learned_act",
                during("learned_act")
            )),
            withdrawn_by: Sql::kept(format!(
                "SELECT code, held_from, superseded_act FROM {table} AS ended WHERE {} AND NOT EXISTS (SELECT 1 FROM {table} AS next \
                 WHERE next.code = ended.code AND next.held_from = ended.held_from AND next.learned_act = ended.superseded_act) \
                 ORDER BY superseded_act",
                during("superseded_act")
            )),
            has_changed: format!(
                "EXISTS (SELECT 1 FROM {table} WHERE {}) OR EXISTS (SELECT 1 FROM {table} WHERE {})",
                during("learned_act"),
                during("superseded_act")
            ),
        }
    }
}
