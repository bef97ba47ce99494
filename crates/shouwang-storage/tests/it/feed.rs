//! Streams: the rows as some act left them, and what later acts changed.

use std::collections::BTreeMap;

use shouwang_domain::register::{RegisterDef, Row, RowKey, catalog, full_catalog};
use shouwang_storage::testing::databases;
use shouwang_storage::{AsOf, RowChange, Store, Write};

use crate::common::{key, moment, puts, row, texts, unit, withdrawal};

type Rows = BTreeMap<(&'static str, RowKey), Row>;

fn division() -> &'static RegisterDef {
    catalog().get("division").unwrap()
}

/// Five acts: rows come, are corrected, withdrawn, and come again.
async fn write_history(store: &Store) {
    let [a, b, c] = [key("a", "2026-01-01"), key("b", ""), key("c", "2026-03-01")];
    let (variant, def) = (|key: &RowKey, variant| row(unit(), key.clone(), variant), unit());
    let mut both = puts(moment(3), def, [variant(&b, 2), variant(&c, 1)]);
    both.puts.push(("division", row(division(), key("43", ""), 1)));
    both.withdrawals.push(("unit", a.clone()));
    let acts: [Write; 5] = [
        puts(moment(1), def, [variant(&a, 1), variant(&b, 1)]),
        puts(moment(2), def, [variant(&a, 2)]),
        both,
        puts(moment(4), def, [variant(&a, 3)]),
        withdrawal(moment(5), def, b),
    ];
    for (act, write) in (1..).zip(acts) {
        assert_eq!(store.write(&write).await.unwrap().act, Some(act));
    }
}

async fn rows(store: &Store, as_of: AsOf) -> Rows {
    let mut rows = Rows::new();
    let twice = |earlier: Option<Row>| assert!(earlier.is_none(), "one row twice");
    store.stream_rows(&["unit", "division"], as_of, |register, row| twice(rows.insert((register, row.key.clone()), row))).await.unwrap();
    rows
}

#[tokio::test]
async fn the_rows_at_an_act_are_those_at_its_moment() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        assert_eq!(store.newest_act().await.unwrap(), 0);
        write_history(&store).await;
        assert_eq!(store.newest_act().await.unwrap(), 5);
        let counts = [0, 2, 2, 3, 4, 3];
        for (act, count) in (0..=5).zip(counts) {
            let at_act = rows(&store, AsOf::Act(act)).await;
            assert_eq!(at_act, rows(&store, AsOf::Moment(moment(act))).await, "act {act}");
            assert_eq!(at_act.len(), count, "act {act}");
        }
        let loaded = store.load_all(None).await.unwrap();
        assert_eq!(
            rows(&store, AsOf::Act(5)).await.into_values().collect::<Vec<_>>(),
            [loaded.get("division"), loaded.get("unit")].concat()
        );
    }
}

#[tokio::test]
async fn changes_turn_the_rows_of_any_act_into_those_of_any_later_one() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        write_history(&store).await;
        for (from, upto) in (0..=5).flat_map(|from| (from..=5).map(move |upto| (from, upto))) {
            let mut known = rows(&store, AsOf::Act(from)).await;
            let mut count = 0;
            let follow = |register, change| {
                count += 1;
                match change {
                    RowChange::Put(row) => drop(known.insert((register, row.key.clone()), row)),
                    RowChange::Withdrawn(key) => assert!(known.remove(&(register, key)).is_some(), "withdrawn before it was there"),
                }
            };
            store.changes_since(from, upto, follow).await.unwrap();
            assert_eq!(known, rows(&store, AsOf::Act(upto)).await, "from act {from} to {upto}");
            assert_eq!(count == 0, from == upto, "from act {from} to {upto}");
        }
    }
}

#[tokio::test]
async fn a_register_that_is_not_there_is_refused_by_name() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let refused = store.stream_rows(&["unit", "no_such"], AsOf::Act(0), |_, _| {}).await.unwrap_err();
        assert!(refused.to_string().contains("no_such"), "{refused}");
    }
}

#[tokio::test]
async fn every_register_has_the_indexes_by_which_its_changes_are_found() {
    for database in databases().await.unwrap() {
        database.open().await.unwrap();
        let sql = if database.is_sqlite() {
            "SELECT name FROM sqlite_schema WHERE type = 'index'"
        } else {
            "SELECT indexname::text FROM pg_indexes"
        };
        let indexes = texts(&database, sql).await;
        for def in full_catalog() {
            for index in [format!("{}_began", def.name), format!("{}_ended", def.name)] {
                assert!(
                    indexes.contains(&index),
                    "{index} is missing: a new register's migration makes it, as 0062 and 0065 do for the others"
                );
            }
        }
    }
}
