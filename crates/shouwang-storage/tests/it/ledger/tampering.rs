//! Whatever is changed past the store in a table that the ledger covers is found, and its table named.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use shouwang_domain::procedure::matter_file::MatterFile;
use shouwang_domain::register::{Record as _, RegisterDef, Row, RowKey, Value, full_catalog};
use shouwang_storage::ledger::TableFinding;
use shouwang_storage::schema::{ColumnKind, columns};
use shouwang_storage::testing::{TestDatabase, databases};
use shouwang_storage::{Blob, Store, Write};

use super::past::{Covered, Past};
use super::{assert_whole, note, seal, verify, words};
use crate::common::*;
use crate::lists::world::{put as put_world, two_counties};

const TEXT: ColumnKind = ColumnKind::Text;
const WHOLE: ColumnKind = ColumnKind::Whole;

/// Every table that the ledger covers.
fn covered() -> Vec<Covered> {
    let register = |def| {
        let columns = columns(def).into_iter().map(|column| (column.name, column.kind)).collect();
        Covered { name: def.name, key: &["code", "held_from", "learned_at"], columns }
    };
    let table = |name, key, columns: &[(&'static str, ColumnKind)]| Covered { name, key, columns: columns.to_vec() };
    let of = |kind, names: &[&'static str]| names.iter().map(|name| (*name, kind)).collect::<Vec<_>>();
    let counts = ["id", "learned_at", "recorded_at", "added_count", "changed_count", "withdrawn_count", "unchanged_count"];
    let entry = ["operation", "actor", "unit", "function", "request", "entry", "leaf_sm3", "leaf_sha256", "private", "salt"];
    let mut all: Vec<_> = full_catalog().iter().map(register).collect();
    all.extend([
        table("act", &["id"], &[of(WHOLE, &counts), of(TEXT, &["actor", "source", "idempotency_key"])].concat()),
        table("ledger_entry", &["seq"], &[of(WHOLE, &["seq", "at", "act"]), of(TEXT, &entry)].concat()),
        table("ledger_node", &["level", "position"], &[of(WHOLE, &["level", "position"]), of(TEXT, &["sm3", "sha256"])].concat()),
        table("ledger_head", &["id"], &[("size", WHOLE), ("frontier", TEXT), ("id", WHOLE)]),
    ]);
    all
}

/// What rows of files name.
fn blob() -> Blob {
    Blob::new("c2VhbGVk".repeat(40_000)).unwrap()
}

/// A row of any register; one that names something beside it names what is there.
fn whole_row(def: &RegisterDef, key: RowKey, variant: u32) -> Row {
    let mut row = row(def, key, variant);
    if let (MatterFile::NAME, Some(at)) = (def.name, def.field_index("sealed")) {
        row.values[at] = Some(Value::Text(blob().name().to_owned()));
    }
    row
}

/// A small database with something of everything: rows written, corrected, withdrawn and put back in every register, notes, an erasure.
async fn small(database: &TestDatabase) -> Store {
    let store = database.open().await.unwrap();
    let everything = |second: i64, variant: u32| {
        let mut write = puts(moment(second), unit(), []);
        write.about.idempotency_key = Some(second.to_string());
        write.about.unit = Some("U1".to_owned());
        write.about.function = Some("handler".to_owned());
        let codes = ["A", "B"].map(|code| key(code, "2026-01-01"));
        let rows = full_catalog().iter().flat_map(|def| codes.clone().map(|key| (def.name, whole_row(def, key, variant))));
        write.puts.extend(rows);
        write
    };
    store.write(&Write { blobs: vec![blob()], ..everything(1, 0) }).await.unwrap();
    store.write(&everything(2, 1)).await.unwrap();
    let gone = full_catalog().iter().map(|def| (def.name, key("B", "2026-01-01"))).collect();
    store.write(&Write { withdrawals: gone, ..puts(moment(3), unit(), []) }).await.unwrap();
    store.write(&everything(4, 1)).await.unwrap();
    let notes: Vec<_> = (5..270).map(|second| note(moment(second), "甲", "session.begin")).collect();
    store.append_entries(&notes).await.unwrap();
    store.erase_private(7, &note(moment(300), "审计员", "")).await.unwrap();
    seal(&store).await;
    assert_whole(&store).await;
    store
}

/// Whether the report names a table; what is wrong with the ledger's own tables is said of entries, subtrees and the head.
fn names(words: &[String], table: &str) -> bool {
    let said = match table {
        "ledger_entry" => &["entry ", "entries "][..],
        "ledger_node" => &["subtree root", "ledger_node"],
        "ledger_head" => &["head"],
        _ => &[],
    };
    words.iter().any(|word| word.contains(&format!("table {table}")) || said.iter().any(|said| word.contains(said)))
}

#[tokio::test]
async fn a_change_of_any_column_of_any_covered_table_is_found_and_named() {
    for database in databases().await.unwrap() {
        let store = small(&database).await;
        let mut past = Past::connect(&database).await;
        let (registers, own): (Vec<_>, Vec<_>) = covered().into_iter().partition(|table| full_catalog().get(table.name).is_some());
        let most = registers.iter().map(|table| table.columns.len()).max().unwrap();
        let mut changed_count = 0;
        for column in 0..most {
            // One column of every register at once: each has to be named.
            let mut changed = Vec::new();
            for table in registers.iter().filter(|table| column < table.columns.len()) {
                let change = table.change(&mut past, column % 4, column, column).await;
                changed.extend(change.map(|change| (table.name, change)));
            }
            let words = words(&verify(&store).await);
            changed_count += changed.len();
            for (table, change) in changed {
                assert!(names(&words, table), "{}: {} is not among {words:#?}", database.url, change.what);
                change.restore(&mut past).await;
            }
        }
        let cells: usize = registers.iter().map(|table| table.columns.len()).sum();
        assert!(changed_count * 10 > cells * 9, "the database refused too many changes: {changed_count} of {cells} were made");
        for table in own {
            for column in 0..table.columns.len() {
                let Some(change) = table.change(&mut past, 0, column, column).await else { continue };
                let words = words(&verify(&store).await);
                assert!(names(&words, table.name), "{}: {} is not among {words:#?}", database.url, change.what);
                change.restore(&mut past).await;
            }
        }
        assert_whole(&store).await;
    }
}

#[tokio::test]
async fn a_file_that_is_missing_or_changed_is_found_and_its_row_named() {
    for database in databases().await.unwrap() {
        let store = small(&database).await;
        let named = blob().name().to_owned();
        assert!(store.find_blob(&named).await.unwrap().is_some_and(|text| text.len() == 320_000));
        let mut past = Past::connect(&database).await;
        past.execute("UPDATE blob SET body = 'x' WHERE part = 1").await.unwrap();
        assert!(store.find_blob(&named).await.is_err(), "what was changed is not handed out");
        let changed = words(&verify(&store).await);
        assert!(changed.iter().any(|word| word.contains("table matter_file, row A: what is kept of it was changed")), "{changed:#?}");
        past.execute("DELETE FROM blob").await.unwrap();
        assert_eq!(store.find_blob(&named).await.unwrap(), None);
        let missing = words(&verify(&store).await);
        assert!(missing.iter().any(|word| word.contains("table matter_file, row A: what is kept of it is missing")), "{missing:#?}");
    }
}

#[test]
fn a_change_of_any_one_cell_is_found() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let tables = covered();
    for database in runtime.block_on(databases()).unwrap() {
        let store = runtime.block_on(small(&database));
        let mut past = runtime.block_on(Past::connect(&database));
        let mut runner = TestRunner::new(ProptestConfig::default());
        let mut changed_count = 0;
        while changed_count < 40 {
            let strategy = (any::<Index>(), any::<Index>(), any::<Index>(), 0..3_usize);
            let (table, row, column, how) = strategy.new_tree(&mut runner).unwrap().current();
            let table = &tables[table.index(tables.len())];
            runtime.block_on(async {
                let rows = table.row_count(&mut past).await;
                let Some(change) = table.change(&mut past, row.index(rows), column.index(table.columns.len()), how).await else { return };
                let words = words(&verify(&store).await);
                assert!(names(&words, table.name), "{}: {} is not among {words:#?}", database.url, change.what);
                change.restore(&mut past).await;
                changed_count += 1;
            });
        }
        runtime.block_on(assert_whole(&store));
    }
}

#[tokio::test]
async fn rows_and_acts_that_were_added_or_removed_past_the_store_are_found() {
    for database in databases().await.unwrap() {
        let store = small(&database).await;
        let mut past = Past::connect(&database).await;
        for (statement, named) in [
            ("INSERT INTO ledger_node (level, position, sm3, sha256) VALUES (3, 9, 'x', 'x')", "ledger_node"),
            ("DELETE FROM unit WHERE superseded_act IS NULL", "unit"),
            ("INSERT INTO division SELECT 'new' FROM division", ""),
            ("DELETE FROM act WHERE id = 2", "act"),
            ("DELETE FROM ledger_entry WHERE seq = 3", "ledger_entry"),
            ("DELETE FROM ledger_entry WHERE seq = 269", "ledger_entry"),
            ("DELETE FROM ledger_node", "ledger_node"),
            ("DELETE FROM ledger_head", "ledger_head"),
            (
                "INSERT INTO act (id, learned_at, recorded_at, actor, source, added_count, changed_count, withdrawn_count, unchanged_count) \
                 VALUES (9, 1, 1, 'x', 'x', 0, 0, 0, 0)",
                "act",
            ),
        ] {
            past.execute("BEGIN").await.unwrap();
            let refused = past.execute(statement).await.is_err();
            assert_eq!(refused, named.is_empty(), "{statement}");
            past.execute("COMMIT").await.unwrap();
            if named.is_empty() {
                continue;
            }
            let words = words(&verify(&store).await);
            assert!(names(&words, named), "{statement}: {words:#?}");
        }
    }
}

#[tokio::test]
async fn a_unit_that_was_moved_in_the_table_of_places_is_found_and_named() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put_world(&store, 1, two_counties()).await.unwrap();
        assert_whole(&store).await;
        let mut past = Past::connect(&database).await;
        let changes = [
            (
                "INSERT INTO unit_place (unit, division, near) VALUES ('C1', '430102', 1)",
                "DELETE FROM unit_place WHERE unit = 'C1' AND division = '430102'",
            ),
            (
                "UPDATE unit_place SET near = 1 WHERE unit = 'C1' AND division = '4301'",
                "UPDATE unit_place SET near = 0 WHERE unit = 'C1' AND division = '4301'",
            ),
            (
                "DELETE FROM unit_place WHERE unit = 'C1' AND division = '43'",
                "INSERT INTO unit_place (unit, division, near) VALUES ('C1', '43', 0)",
            ),
        ];
        for (change, back) in changes {
            past.execute(change).await.unwrap();
            let found = verify(&store).await;
            let said = words(&found);
            assert_eq!(found.tables, [TableFinding::Place { unit: "C1".to_owned() }], "{change}: {said:#?}");
            past.execute(back).await.unwrap();
            assert_whole(&store).await;
        }
    }
}
