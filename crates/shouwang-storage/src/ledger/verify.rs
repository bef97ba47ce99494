//! Verifying a database: the ledger by itself, and every covered table against it, all from one state of the database.
//!
//! Nothing in the database is believed: what cannot be decoded is a finding, not an error.

use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;
use shouwang_ledger::{Columns, Entry, Hashes, Node, Options, Private, StoredEntry, TableChange, Verifier};

use super::account::Account;
use super::erase::{ERASE_OPERATION, erasure};
use super::live::{LiveReport, TOLD_MAX, TableFinding};
use super::prove::load_checkpoints;
use super::read::{PAGE_ENTRIES_MAX, decode_hashes};
use super::tail::ENTRY_COLUMNS;
use crate::blob::check_blobs;
use crate::codec::micros;
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::query::misplaced;
use crate::sql::Sql;
use crate::store::Store;

impl Store {
    /// Verifies everything that the ledger covers: its entries, nodes, head and signed heads, the acts, and every version of every row.
    ///
    /// `options` bring keys and further signed heads, kept outside; nodes and those heads that the database holds are added here.
    ///
    /// # Errors
    /// When the database fails. Whatever is wrong with what it holds is in the report.
    pub async fn verify_live(&self, options: Options) -> Result<LiveReport, StorageError> {
        let mut tx = self.database.begin_read().await?;
        let nodes = load_nodes(&mut tx).await?;
        let nodes_count = u64::try_from(nodes.len()).unwrap_or(u64::MAX);
        let kept = load_checkpoints(&mut tx, None, u16::MAX).await?.into_iter().map(|checkpoint| checkpoint.note);
        let checkpoints = options.checkpoints.into_iter().chain(kept).collect();
        let mut verifier = Verifier::new(Options { nodes: Some(nodes), checkpoints, ..options });
        let mut comparison = Comparison::new(Account::of(&mut tx).await?);
        let mut next = Some(i64::MIN);
        while let Some(from) = next {
            let (page, last) = load_page(&mut tx, from).await?;
            next = last.and_then(|last| last.checked_add(1));
            page.iter().for_each(|entry| comparison.add(entry));
            verifier.add(page);
        }
        let head = load_head(&mut tx).await?;
        let ledger = verifier.finish(Some(&head));
        comparison.count_nodes(ledger.entries, nodes_count);
        let (mut tables, versions) = comparison.finish();
        tables.extend(check_blobs(&mut tx).await?);
        tables.extend(misplaced(&mut tx).await?.into_iter().map(|unit| TableFinding::Place { unit }));
        let tables_count = tables.len();
        tables.truncate(TOLD_MAX);
        Ok(LiveReport { ledger, tables, tables_count, versions })
    }
}

/// The tables against the entries, entry by entry.
struct Comparison {
    account: Account,
    findings: Vec<TableFinding>,
    /// Entries whose private part is missing.
    erased: BTreeSet<u64>,
    /// What entries say was erased.
    erasures: HashSet<Hashes>,
}

impl Comparison {
    fn new(account: Account) -> Comparison {
        Comparison { account, findings: Vec::new(), erased: BTreeSet::new(), erasures: HashSet::new() }
    }

    fn add(&mut self, stored: &StoredEntry) {
        let columns = stored.columns.as_ref();
        let half = columns.is_some_and(|columns| columns.actor.is_none()) != stored.private.is_none();
        if stored.private.is_none() || half {
            self.erased.insert(columns.map_or(0, |columns| columns.seq));
        }
        // What cannot be read is found by the verifier; its act's rows are then without an entry.
        let Ok(entry) = Entry::parse(&stored.entry) else { return };
        let Some(act) = entry.act else {
            if entry.operation == ERASE_OPERATION {
                let of_erasure = |table: &TableChange| Hashes { sm3: table.before.sm3, sha256: table.before.sha256 };
                self.erasures.extend(entry.tables.iter().map(of_erasure));
            }
            return;
        };
        self.compare_rows(&entry, act);
        self.compare_act(&entry, act, stored);
    }

    fn compare_rows(&mut self, entry: &Entry, act: i64) {
        let found = self.account.changes.remove(&act).unwrap_or_default();
        let said = entry.tables.iter().filter(|said| !found.contains(said)).map(|said| &said.name);
        let unsaid = found.iter().filter(|found| !entry.tables.contains(found)).map(|found| &found.name);
        let differing: BTreeSet<_> = said.chain(unsaid).cloned().collect();
        let seq = entry.seq;
        self.findings.extend(differing.into_iter().map(|table| TableFinding::Rows { seq, act, table }));
    }

    fn compare_act(&mut self, entry: &Entry, act: i64, stored: &StoredEntry) {
        // An act that is missing is found with its rows.
        let Some(held) = self.account.acts.get(&act) else { return };
        let private = match &stored.private {
            // A payload that is no longer what it was is found by the verifier.
            Some(text) => Private::parse(text).unwrap_or_default(),
            None => Private::default(),
        };
        let same = [
            ("recorded_at", held.recorded_at == micros(entry.at)),
            ("actor", held.actor == private.actor),
            ("source", held.source == private.source.unwrap_or_default()),
        ];
        let differing = same.into_iter().filter(|(_, same)| !same);
        self.findings.extend(differing.map(|(column, _)| TableFinding::Act { seq: entry.seq, act, column }));
    }

    /// One node for every complete subtree of 256 entries, of 256 such subtrees, and so on: that none is missing the verifier sees.
    fn count_nodes(&mut self, entries: u64, found: u64) {
        let expected = (1..8).map(|level| entries >> (8 * level)).sum();
        if found != expected {
            self.findings.push(TableFinding::Nodes { expected, found });
        }
    }

    fn finish(mut self) -> (Vec<TableFinding>, u64) {
        for seq in &self.erased {
            let erasure = erasure(*seq).before;
            if !self.erasures.contains(&Hashes { sm3: erasure.sm3, sha256: erasure.sha256 }) {
                self.findings.push(TableFinding::Erased { seq: *seq });
            }
        }
        for (act, tables) in self.account.changes {
            self.findings.extend(tables.into_iter().map(|table| TableFinding::Unaccounted { act, table: table.name }));
        }
        // Where an act's own moment was changed, its rows are not.
        let changed = |finding: &TableFinding| match finding {
            TableFinding::Rows { act, table, .. } if table == "act" => Some(*act),
            _ => None,
        };
        let changed: BTreeSet<_> = self.findings.iter().filter_map(changed).collect();
        let flaws = self.account.flaws.into_iter().filter(|flaw| flaw.act().is_none_or(|act| !changed.contains(&act)));
        self.findings.extend(flaws);
        (self.findings, self.account.versions)
    }
}

/// The entries from a number on, as they are; the number of the last row.
async fn load_page(tx: &mut Tx, from: i64) -> Result<(Vec<StoredEntry>, Option<i64>), StorageError> {
    let sql = Sql::kept(format!("SELECT {} FROM ledger_entry WHERE seq >= ? ORDER BY seq LIMIT ?", ENTRY_COLUMNS.join(", ")));
    let limit = i64::try_from(PAGE_ENTRIES_MAX).unwrap_or(i64::MAX);
    let mut last = None;
    let page = tx.fetch(&sql, vec![Cell::Whole(Some(from)), Cell::Whole(Some(limit))], |found| {
        last = found.whole(0)?;
        stored_entry(found)
    });
    Ok((page.await?, last))
}

fn stored_entry(found: Found<'_>) -> Result<StoredEntry, StorageError> {
    let text = |at: usize| found.text(at).map(|text| text.map(str::to_owned));
    let whole = |at: usize| found.whole(at).map(Option::unwrap_or_default);
    let at = whole(1)?;
    let columns = Columns {
        // A number below zero is no place in the ledger; as a place beyond every end it is found.
        seq: whole(0)?.cast_unsigned(),
        at: Timestamp::from_microsecond(at).map_or_else(|_| at.to_string(), |at| at.to_string()),
        operation: text(2)?.unwrap_or_default(),
        actor: text(3)?,
        unit: text(4)?,
        function: text(5)?,
        request: text(6)?.unwrap_or_default(),
        act: found.whole(7)?,
    };
    Ok(StoredEntry {
        entry: text(8)?.unwrap_or_default(),
        // Hashes that cannot be read are no entry's.
        leaf: Some(decode_hashes(found, 9).unwrap_or_default()),
        private: text(11)?,
        salt: text(12)?,
        columns: Some(columns),
        rows: None,
    })
}

async fn load_nodes(tx: &mut Tx) -> Result<Vec<Node>, StorageError> {
    let sql = Sql::once("SELECT level, position, sm3, sha256 FROM ledger_node ORDER BY level, position");
    tx.fetch(&sql, Vec::new(), |found| {
        let whole = |at: usize| found.whole(at).map(Option::unwrap_or_default);
        Ok(Node {
            // Level 0 is kept beside the entries: here it is no node's.
            level: u8::try_from(whole(0)?).unwrap_or(0),
            position: whole(1)?.cast_unsigned(),
            hashes: decode_hashes(found, 2).unwrap_or_default(),
        })
    })
    .await
}

/// The head's frontier as it stands there; what is no frontier where the head is missing or its two columns contradict each other.
async fn load_head(tx: &mut Tx) -> Result<String, StorageError> {
    let sql = Sql::once("SELECT size, frontier FROM ledger_head ORDER BY id");
    let heads = tx.fetch(&sql, Vec::new(), |found| {
        let (size, frontier) = (found.whole(0)?.unwrap_or_default(), found.text(1)?.unwrap_or_default());
        let counts = frontier.split(' ').next() == Some(size.to_string().as_str());
        Ok(if counts { frontier.to_owned() } else { format!("{size} <> {frontier}") })
    });
    Ok(heads.await?.into_iter().next().unwrap_or_default())
}
