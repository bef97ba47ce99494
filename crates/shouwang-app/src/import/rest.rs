//! What a plan rests on: what it would write, and in place of which versions.
//!
//! Somebody who was shown a plan agrees to it and to nothing else. So it has a fingerprint, by which it is known again when it is carried
//! out, and its write names the versions that it replaces, so that a correction that somebody made in between is never silently undone.

use std::fmt::{self, Write as _};

use sha2::{Digest as _, Sha256};
use shouwang_ledger::hex;
use shouwang_storage::{Seen, Write};

use super::plan::ImportPlan;

impl ImportPlan {
    /// The same for two plans that would write the same in place of the same, and for no others. It speaks of nothing but rows: where they stand in
    /// a file makes no difference.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut digest = Digesting(Sha256::new());
        for added in &self.added {
            digest.take(format_args!("added {} {:?}", added.def.name, added.row));
        }
        for changed in &self.changed {
            digest.take(format_args!("changed {} {:?} {:?}", changed.def.name, changed.row, changed.learned_at));
        }
        for withdrawn in &self.withdrawn {
            digest.take(format_args!("withdrawn {} {:?} {:?}", withdrawn.def.name, withdrawn.key, withdrawn.learned_at));
        }
        hex(&digest.0.finalize())
    }

    /// Puts everything that the plan would do into a write, with what it rests on.
    pub(crate) fn fill(&self, write: &mut Write) {
        let added = self.added.iter().map(|added| (added.def.name, added.row.clone()));
        let changed = self.changed.iter().map(|changed| (changed.def.name, changed.row.clone()));
        write.puts = added.chain(changed).collect();
        write.withdrawals = self.withdrawn.iter().map(|withdrawn| (withdrawn.def.name, withdrawn.key.clone())).collect();
        let added = self.added.iter().map(|added| (added.def.name, &added.row.key, None));
        let changed = self.changed.iter().map(|changed| (changed.def.name, &changed.row.key, changed.learned_at));
        let withdrawn = self.withdrawn.iter().map(|withdrawn| (withdrawn.def.name, &withdrawn.key, withdrawn.learned_at));
        let seen =
            |(register, key, learned_at): (_, &shouwang_domain::register::RowKey, _)| Seen { register, key: key.clone(), learned_at };
        write.seen = added.chain(changed).chain(withdrawn).map(seen).collect();
    }
}

/// Digests what is formatted without keeping it: a plan may have very many rows.
struct Digesting(Sha256);

impl Digesting {
    fn take(&mut self, line: fmt::Arguments<'_>) {
        // A digest refuses nothing. The form quotes its texts, so that no line can be two.
        let _ = writeln!(self, "{line}");
    }
}

impl fmt::Write for Digesting {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::Timestamp;
    use shouwang_calendar::Day;
    use shouwang_domain::register::{Fact, Record as _, Row};
    use shouwang_domain::registers::division::{Division, Level};
    use shouwang_storage::testing::databases;
    use shouwang_storage::{About, StorageError, Store};

    use super::super::{Known, plan_import};
    use super::*;
    use crate::workbook::Incoming;

    /// A write by somebody at a second, of nothing yet.
    fn write_at(second: i64) -> Write {
        Write::now(Timestamp::from_second(1_795_000_000 + second).unwrap(), About::command("one", "test", "r"), "test", [7; 32])
    }

    fn province(code: &str, name: &str) -> (&'static str, Row) {
        let data = Division { name: name.to_owned(), level: Level::Province, parent: None };
        (Division::NAME, Fact::declared(code, Day::MIN, data).into_row())
    }

    /// The write of an import that adds a row, changes one and withdraws one, where some of it is still to be done.
    async fn planned(store: &Store, second: i64) -> Write {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("division.csv");
        std::fs::write(&path, "code,name,level,withdraw\n43,new,province,\n44,,,yes\n45,new,province,\n").unwrap();
        let registers = store.load_all(None).await.unwrap();
        let plan = plan_import(Known { registers: &registers, withdrawn: &HashSet::new(), seen: None }, Incoming::read(&path).unwrap());
        assert!(plan.can_apply());
        let mut write = write_at(second);
        plan.fill(&mut write);
        assert_eq!(write.seen.len(), plan.added.len() + plan.changed.len() + plan.withdrawn.len());
        write
    }

    #[tokio::test]
    async fn an_import_undoes_nothing_that_was_written_since_it_was_planned() {
        for database in databases().await.unwrap() {
            let store = database.open().await.unwrap();
            let before = Write { puts: vec![province("43", "old"), province("44", "old")], ..write_at(0) };
            store.write(&before).await.unwrap();
            for (second, code) in [(1, "43"), (3, "44"), (5, "45")] {
                let import = planned(&store, second + 1).await;
                assert_eq!(import.seen.len(), 3);
                store.write(&Write { puts: vec![province(code, "corrected")], ..write_at(second) }).await.unwrap();
                let overtaken = store.write(&import).await.unwrap_err();
                assert!(matches!(&overtaken, StorageError::Overtaken { row, .. } if row.contains(code)), "{code}: {overtaken:?}");
            }
            assert!(store.write(&planned(&store, 7).await).await.unwrap().changed_anything());
            let left = store.load_all(None).await.unwrap();
            assert_eq!(left.get(Division::NAME).iter().map(|row| row.key.code.as_str()).collect::<Vec<_>>(), ["43", "45"]);
        }
    }
}
