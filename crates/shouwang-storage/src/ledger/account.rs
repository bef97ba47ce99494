//! What every act did to every table, recomputed from the tables as they are.
//!
//! One walk through each table in the order of its key: each version is pushed to the tree of the act that wrote it and to that of the
//! act that ended it, so that nothing has to be sorted and no row is kept.

use std::collections::BTreeMap;

use shouwang_ledger::{Hashes, TableChange, TwinFrontier};

use super::live::{MomentsFlaw, TableFinding};
use super::row::{act_begun, found_bytes, table_change};
use crate::act::each_act;
use crate::database::{Found, Tx};
use crate::error::StorageError;
use crate::schema::{LEARNED_AT, OPEN, Table, tables};

/// What the tables say of the acts.
#[derive(Default)]
pub(crate) struct Account {
    /// What each act changed, in the order of the acts' numbers; each act's tables are in the order of their names.
    pub(crate) changes: BTreeMap<i64, Vec<TableChange>>,
    /// The acts themselves.
    pub(crate) acts: BTreeMap<i64, ActSays>,
    /// Rows whose columns contradict each other or the acts.
    pub(crate) flaws: Vec<TableFinding>,
    /// How many versions there are.
    pub(crate) versions: u64,
}

/// What of an act an entry or a version must agree with.
pub(crate) struct ActSays {
    /// When what it wrote was learned, in microseconds.
    pub(crate) learned_at: i64,
    /// When it was written down, in microseconds.
    pub(crate) recorded_at: i64,
    /// Who wrote.
    pub(crate) actor: String,
    /// From what.
    pub(crate) source: String,
}

impl Account {
    /// Walks through everything.
    pub(crate) async fn of(tx: &mut Tx) -> Result<Account, StorageError> {
        let mut account = Account::default();
        each_act(tx, |act| {
            account.changes.entry(act.id).or_default().push(act_begun(&act.bytes));
            let says = ActSays { learned_at: act.learned_at, recorded_at: act.recorded_at, actor: act.actor, source: act.source };
            account.acts.insert(act.id, says);
        })
        .await?;
        for table in tables().values() {
            account.walk(tx, table).await?;
        }
        account.changes.values_mut().for_each(|tables| tables.sort_by(|a, b| a.name.cmp(&b.name)));
        Ok(account)
    }

    async fn walk(&mut self, tx: &mut Tx, table: &'static Table) -> Result<(), StorageError> {
        let act_at = LEARNED_AT + 1 + table.def.fields.len();
        let mut trees: BTreeMap<i64, Trees> = BTreeMap::new();
        let (mut flaws, mut versions) = (Vec::new(), 0);
        let acts = &self.acts;
        let walk = |found: Found<'_>| {
            let leaf = Hashes::leaf(found_bytes(table, found)?.as_bytes());
            let version = VersionSays {
                learned_at: found.whole(LEARNED_AT)?.unwrap_or_default(),
                learned_act: found.whole(act_at)?.unwrap_or_default(),
                superseded_at: found.whole(act_at + 1)?.unwrap_or_default(),
                superseded_act: found.whole(act_at + 2)?,
            };
            trees.entry(version.learned_act).or_default().after.push_leaf(leaf);
            if let Some(act) = version.superseded_act {
                trees.entry(act).or_default().before.push_leaf(leaf);
            }
            versions += 1;
            if let Some(moments) = version.flaw(acts) {
                let text = |at| found.text(at).ok().flatten().unwrap_or("?");
                let row = format!("{} / {} / {}", text(0), text(1), version.learned_at);
                flaws.push(TableFinding::Row { table: table.def.name, row, moments });
            }
            Ok(())
        };
        tx.fetch(&table.select_versions, Vec::new(), walk).await?;
        for (act, trees) in trees {
            self.changes.entry(act).or_default().push(table_change(table.def.name, &trees.before, &trees.after));
        }
        self.flaws.append(&mut flaws);
        self.versions += versions;
        Ok(())
    }
}

/// The trees of one act in one table.
#[derive(Default)]
struct Trees {
    before: TwinFrontier,
    after: TwinFrontier,
}

/// When a version was known, and by which acts.
struct VersionSays {
    learned_at: i64,
    learned_act: i64,
    superseded_at: i64,
    superseded_act: Option<i64>,
}

impl VersionSays {
    /// What the digests cannot see: that the moments are those of the acts.
    fn flaw(&self, acts: &BTreeMap<i64, ActSays>) -> Option<MomentsFlaw> {
        let learned_at = |act: i64| acts.get(&act).map(|act| act.learned_at);
        // An act that is not there is found as such, not once more with every one of its rows.
        if learned_at(self.learned_act).is_some_and(|at| at != self.learned_at) {
            return Some(MomentsFlaw::Learned { act: self.learned_act });
        }
        match self.superseded_act {
            None if self.superseded_at == OPEN => None,
            None => Some(MomentsFlaw::Unended),
            Some(act) if learned_at(act).is_none_or(|at| at == self.superseded_at) => None,
            Some(act) => Some(MomentsFlaw::Superseded { act }),
        }
    }
}
