//! A database that the first version left is brought up to date: it keeps every answer, and its acts enter the ledger.

use shouwang_domain::register::{catalog, full_catalog};
use shouwang_ledger::{Entry, Private};
use shouwang_storage::Store;
use shouwang_storage::testing::{TestDatabase, databases};

use super::past::Past;
use super::{assert_whole, words};
use crate::common::*;

/// Makes the database as the first version left it, from a dump that its binary's work was.
async fn first_version(database: &TestDatabase) -> Past {
    let dump = if database.is_sqlite() {
        execute(database, "PRAGMA user_version = 0").await;
        include_str!("../../data/first-version/sqlite.sql")
    } else {
        include_str!("../../data/first-version/postgres.sql")
    };
    let mut past = Past::connect(database).await;
    past.execute(dump).await.unwrap();
    past
}

/// Columns that registers of the first version got later.
const LATER: [(&str, &str); 9] = [
    ("permission", "prefix"),
    ("permission", "staff"),
    ("permission", "account"),
    ("permission", "publishing_account"),
    ("permission", "grade_filing"),
    ("permission", "crypto_assessment"),
    ("permission", "handover"),
    ("resource_allocation", "measure"),
    ("information_system", "uses_cryptography"),
];

/// Everything in a register's table, row by row, as text, but for what came later.
async fn dumped(past: &mut Past) -> Vec<String> {
    let mut rows = Vec::new();
    for def in catalog() {
        let columns = shouwang_storage::schema::columns(def);
        let then = columns.iter().filter(|column| !LATER.contains(&(def.name, column.name)));
        let cells: Vec<_> = then.map(|column| format!("COALESCE(CAST(\"{}\" AS TEXT), '-')", column.name)).collect();
        let sql = format!("SELECT {} FROM \"{}\" ORDER BY code, held_from, learned_at", cells.join(" || '|' || "), def.name);
        rows.extend(past.texts(&sql).await.into_iter().flatten().map(|row| format!("{}: {row}", def.name)));
    }
    rows
}

/// How many rows were known after each of the first version's eight acts.
const KNOWN: [usize; 8] = [94, 97, 98, 100, 101, 101, 100, 101];

async fn assert_answers(store: &Store) {
    let mut acts = store.list_acts(None, 10).await.unwrap();
    acts.reverse();
    for (act, known) in acts.iter().zip(KNOWN) {
        assert_eq!(store.load_all(Some(act.learned_at)).await.unwrap().row_count(), known, "after act {}", act.id);
    }
    let history = store.history(unit(), "U0").await.unwrap();
    assert_eq!(history.iter().map(|version| version.learned_act).collect::<Vec<_>>(), [1, 6]);
    assert_eq!((acts[0].actor.as_str(), acts[7].actor.as_str()), ("张三", "李四"));
    assert_eq!((acts[7].written.added_count, acts[6].written.withdrawn_count, acts[5].written.changed_count), (1, 1, 1));
}

#[tokio::test]
async fn a_database_of_the_first_version_keeps_every_answer_and_enters_the_ledger() {
    for database in databases().await.unwrap() {
        let mut past = first_version(&database).await;
        let before = dumped(&mut past).await;
        assert_eq!(before.len(), 103);
        let store = database.open().await.unwrap();
        assert_eq!(dumped(&mut past).await, before);
        for (register, column) in LATER {
            let said = past.texts(&format!("SELECT code FROM \"{register}\" WHERE \"{column}\" IS NOT NULL")).await;
            assert!(said.is_empty(), "{register}.{column}: nothing was said of it then");
        }
        assert_answers(&store).await;

        let entries = store.load_entries(0..100).await.unwrap();
        let said: Vec<_> = entries.iter().map(|row| Entry::parse(&row.entry).unwrap()).collect();
        assert_eq!(said.iter().map(|entry| entry.act).collect::<Vec<_>>(), (1..=8).map(Some).collect::<Vec<_>>());
        assert!(said.iter().all(|entry| entry.operation == "adopted"));
        let private = Private::parse(entries[5].private.as_deref().unwrap()).unwrap();
        assert_eq!((private.actor.as_str(), private.source.as_deref()), ("李四", Some("more")));
        let mut salts: Vec<_> = entries.iter().map(|row| row.salt.clone().unwrap()).collect();
        salts.dedup();
        assert_eq!(salts.len(), 8, "each entry has a salt of its own");
        assert_whole(&store).await;

        // Opened again, nothing is adopted a second time; and it goes on as any other.
        store.close().await;
        let store = database.open().await.unwrap();
        let now = store.last_learned_at().await.unwrap().unwrap();
        store.write(&puts(now, unit(), [row(unit(), key("new", ""), 0)])).await.unwrap();
        assert_eq!(store.ledger_head().await.unwrap().size(), 9);
        assert_whole(&store).await;
        assert!(full_catalog().iter().count() > catalog().iter().count());
    }
}

#[tokio::test]
async fn an_act_that_is_forged_after_the_ledger_began_is_not_adopted() {
    for database in databases().await.unwrap() {
        let mut past = first_version(&database).await;
        database.open().await.unwrap().close().await;
        let forged = "INSERT INTO act (id, learned_at, recorded_at, actor, source, added_count, changed_count, withdrawn_count, \
                      unchanged_count) SELECT 9, learned_at + 1, recorded_at + 1, actor, source, 0, 1, 0, 0 FROM act WHERE id = 8";
        past.execute(forged).await.unwrap();
        let store = database.open().await.unwrap();
        assert_eq!(store.ledger_head().await.unwrap().size(), 8);
        let report = super::verify(&store).await;
        assert_eq!(words(&report), ["table act: rows bear the number of act 9, of which no entry speaks"]);
    }
}
