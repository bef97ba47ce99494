//! The end of the ledger inside one write transaction: where it stands, what is to be appended, and the statements that do it.
//!
//! Entries are gathered while the transaction's writes are carried out and inserted together, many to a statement; the head is written once.

use jiff::Timestamp;
use shouwang_ledger::{Bilingual, Entry, Hashes, Node, Private, SALT_BYTES, TableChange, Told as _, TwinFrontier, hex};

use crate::codec::micros;
use crate::database::{Cell, Tx};
use crate::error::StorageError;
use crate::sql::{BATCH_ROWS, Batched, Sql, placeholders};
use crate::write::About;

/// Columns of `ledger_entry`, in order.
pub(crate) const ENTRY_COLUMNS: [&str; 13] =
    ["seq", "at", "operation", "actor", "unit", "function", "request", "act", "entry", "leaf_sm3", "leaf_sha256", "private", "salt"];
const NODE_COLUMNS: [&str; 4] = ["level", "position", "sm3", "sha256"];

/// Where everything that is written in order stands.
pub(crate) struct Tail {
    /// Number of the newest act; 0 while there is none.
    pub(crate) act: i64,
    /// The newest moment at which anything was learned.
    pub(crate) learned_at: Option<Timestamp>,
    frontier: TwinFrontier,
    size_before: u64,
    entries: Vec<NewEntry>,
    nodes: Vec<Node>,
}

/// An entry that is to be appended.
struct NewEntry {
    entry: Entry,
    text: String,
    leaf: Hashes,
    private: Private,
    private_text: String,
    salt: String,
}

/// What an entry says beside who did what.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// The act, if it wrote registers.
    pub(crate) act: Option<i64>,
    /// What it changed.
    pub(crate) tables: Vec<TableChange>,
    /// On what document it rests.
    pub(crate) source: Option<String>,
    /// What it was about, as many rows as an entry names.
    pub(crate) on: Vec<shouwang_ledger::On>,
}

impl Tail {
    /// Where things stand in this transaction, which has to hold the writers' lock.
    pub(crate) async fn load(tx: &mut Tx) -> Result<Tail, StorageError> {
        let sql =
            Sql::kept("SELECT size, frontier, (SELECT MAX(id) FROM act), (SELECT MAX(learned_at) FROM act) FROM ledger_head WHERE id = 1");
        let heads =
            tx.fetch(&sql, Vec::new(), |found| Ok((found.whole(0)?, found.text(1)?.map(str::to_owned), found.whole(2)?, found.whole(3)?)));
        let Some((size, frontier, act, learned_at)) = heads.await?.into_iter().next() else {
            return Err(damaged(Bilingual::new("没有末端记录", "it has no head")));
        };
        let frontier = TwinFrontier::decode(&frontier.unwrap_or_default()).map_err(|error| damaged(error.told()))?;
        if size.and_then(|size| u64::try_from(size).ok()) != Some(frontier.size()) {
            let (counted, reached) = (size.unwrap_or(-1), frontier.size());
            let zh = format!("末端记录计 {counted} 条，其哈希却到 {reached} 条");
            return Err(damaged(Bilingual::new(zh, format!("its head counts {counted} entries, its frontier {reached}"))));
        }
        let learned_at = learned_at
            .map(Timestamp::from_microsecond)
            .transpose()
            .map_err(|error| damaged(Bilingual::new("末端记录的时刻不可读", error.to_string())))?;
        let size_before = frontier.size();
        Ok(Tail { act: act.unwrap_or(0), learned_at, frontier, size_before, entries: Vec::new(), nodes: Vec::new() })
    }

    /// Gives the next entry its place; it is in the database after [`Tail::flush`].
    pub(crate) fn push(&mut self, at: Timestamp, about: &About, said: Said, salt: &[u8; SALT_BYTES]) -> u64 {
        let private = Private {
            actor: printable(&about.actor),
            person: about.person.as_deref().map(printable),
            client: about.client.as_deref().map(printable),
            source: said.source.as_deref().map(printable),
            reason: about.reason.as_deref().map(printable),
            on: said.on,
        };
        let seq = self.frontier.size();
        // The moment as the database keeps it: whole microseconds.
        let at = Timestamp::from_microsecond(micros(at)).unwrap_or(at);
        let commitment = private.commit(salt);
        let mut entry = Entry::new(seq, at, printable(&about.operation), printable(&about.request), commitment);
        entry.unit = about.unit.as_deref().map(printable);
        entry.function = about.function.as_deref().map(printable);
        entry.article = about.article.as_deref().map(printable);
        entry.act = said.act;
        entry.tables = said.tables;
        let text = entry.canonical();
        let pushed = self.frontier.push(text.as_bytes());
        assert_eq!(pushed.index, seq, "the ledger's entries have no gaps");
        self.nodes.extend(pushed.completed);
        let private_text = private.canonical();
        self.entries.push(NewEntry { entry, text, leaf: pushed.leaf, private, private_text, salt: hex(salt) });
        seq
    }

    /// How many entries there are, with those that are to be appended.
    pub(crate) fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// Whether anything is to be appended.
    pub(crate) fn is_unchanged(&self) -> bool {
        self.entries.is_empty()
    }

    /// Appends what was gathered and moves the head.
    pub(crate) async fn flush(self, tx: &mut Tx) -> Result<(), StorageError> {
        let insert = batched("ledger_entry", &ENTRY_COLUMNS);
        for entries in self.entries.chunks(BATCH_ROWS) {
            let mut cells = Vec::with_capacity(entries.len() * ENTRY_COLUMNS.len());
            for entry in entries {
                cells.extend(entry.cells());
            }
            insert_all(tx, "ledger_entry", &insert.sql(entries.len()), cells, entries.len()).await?;
        }
        let insert = batched("ledger_node", &NODE_COLUMNS);
        for nodes in self.nodes.chunks(BATCH_ROWS) {
            let cells = nodes.iter().flat_map(node_cells).collect();
            insert_all(tx, "ledger_node", &insert.sql(nodes.len()), cells, nodes.len()).await?;
        }
        let update = Sql::kept("UPDATE ledger_head SET size = ?, frontier = ? WHERE id = 1 AND size = ?");
        let cells = vec![count(self.frontier.size()), Cell::Text(Some(self.frontier.encode().into())), count(self.size_before)];
        insert_all(tx, "ledger_head", &update, cells, 1).await
    }
}

impl NewEntry {
    fn cells(&self) -> [Cell<'_>; 13] {
        let text = |text: &'_ str| Cell::Text(Some(text.to_owned().into()));
        let entry = &self.entry;
        [
            count(entry.seq),
            Cell::Whole(Some(micros(entry.at))),
            Cell::Text(Some((&entry.operation).into())),
            Cell::Text(Some((&self.private.actor).into())),
            Cell::Text(entry.unit.as_deref().map(Into::into)),
            Cell::Text(entry.function.as_deref().map(Into::into)),
            Cell::Text(Some((&entry.request).into())),
            Cell::Whole(entry.act),
            Cell::Text(Some((&self.text).into())),
            text(&self.leaf.sm3.to_string()),
            text(&self.leaf.sha256.to_string()),
            Cell::Text(Some((&self.private_text).into())),
            Cell::Text(Some((&self.salt).into())),
        ]
    }
}

/// PostgreSQL keeps no U+0000; the name of a file may hold anything.
pub(crate) fn printable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// A count as a cell.
pub(crate) fn count(count: u64) -> Cell<'static> {
    Cell::Whole(Some(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// The ledger's own tables do not fit together.
pub(crate) fn damaged(what: Bilingual) -> StorageError {
    StorageError::LedgerDamaged { what }
}

fn node_cells(node: &Node) -> [Cell<'static>; 4] {
    let text = |hash: shouwang_ledger::Hash| Cell::Text(Some(hash.to_string().into()));
    [Cell::Whole(Some(i64::from(node.level))), count(node.position), text(node.hashes.sm3), text(node.hashes.sha256)]
}

fn batched(table: &str, columns: &[&str]) -> Batched {
    Batched {
        head: format!("INSERT INTO {table} ({}) VALUES ", columns.join(", ")),
        tuple: placeholders(columns.len()),
        tail: String::new(),
        kept: true,
    }
}

/// The database must have touched exactly what was handed in; anything else undoes the transaction.
async fn insert_all(tx: &mut Tx, table: &'static str, sql: &Sql, cells: Vec<Cell<'_>>, rows: usize) -> Result<(), StorageError> {
    let found = tx.execute(sql, cells).await?;
    let expected = u64::try_from(rows).unwrap_or(u64::MAX);
    if expected == found { Ok(()) } else { Err(StorageError::CountMismatch { table, expected, found }) }
}
