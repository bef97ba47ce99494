//! What was written comes back as it was, in one order, and what cannot be read is named.

use shouwang_domain::register::{Row, Value, catalog};
use shouwang_storage::StorageError;
use shouwang_storage::testing::databases;

use crate::common::*;

#[tokio::test]
async fn every_register_gives_back_what_was_written() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let mut write = puts(moment(0), unit(), []);
        for def in catalog() {
            let full = (0..4).map(|variant| row(def, key("A", &format!("2026-01-0{}", variant + 1)), variant));
            write.puts.extend(full.chain([bare_row(def, key("B", ""))]).map(|row| (def.name, row)));
        }
        let written = store.write(&write).await.unwrap();
        assert_eq!(written.added_count, catalog().registers().len() * 5);
        let all = store.load_all(None).await.unwrap();
        for def in catalog() {
            let rows = write.puts.iter().filter(|(name, _)| *name == def.name).map(|(_, row)| row.clone());
            let expected = learned(moment(0), rows);
            assert_eq!(store.load(def, None).await.unwrap(), expected, "{}", def.name);
            assert_eq!(all.get(def.name), expected);
        }
    }
}

#[tokio::test]
async fn rows_are_ordered_by_the_bytes_of_the_code_then_by_first_day() {
    let keys = [
        key("A-1", ""),
        key("A-1", "0001-01-01"),
        key("A-1", "2026-01-01"),
        key("A1", ""),
        key("B", ""),
        key("_", ""),
        key("a", ""),
        key("ä", ""),
        key("单位", ""),
        key("单位 2", ""),
        key("样", ""),
        key("😀", ""),
    ];
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, moment(0), keys.iter().rev().map(|key| bare_row(unit(), key.clone()))).await.unwrap();
        for known_at in [None, Some(moment(0))] {
            let rows = store.load(unit(), known_at).await.unwrap();
            let loaded: Vec<_> = rows.into_iter().map(|row| row.key).collect();
            assert_eq!(loaded, keys);
        }
    }
}

#[tokio::test]
async fn a_new_database_holds_nothing() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        assert_eq!(store.load_all(None).await.unwrap().row_count(), 0);
        assert_eq!(store.load_all(Some(moment(0))).await.unwrap().row_count(), 0);
        assert_eq!(store.last_learned_at().await.unwrap(), None);
        assert_eq!(store.list_acts(None, 10).await.unwrap(), []);
        assert_eq!(store.history(unit(), "U1").await.unwrap(), []);
        assert_eq!(store.history(unit(), "U\0").await.unwrap(), []);
    }
}

#[tokio::test]
async fn a_damaged_row_is_named_with_table_column_and_row() {
    let damages = [
        ("basis", "'guessed'", "guessed"),
        ("held_until", "'2026-13-01'", "2026-13-01"),
        ("held_until", "''", ""),
        ("functions", "'finance,nothing'", "finance,nothing"),
        ("industry", "'Energy'", "Energy"),
        ("handles_important_data", "7", "7"),
        ("learned_at", "-9000000000000000000", "-9000000000000000000"),
    ];
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        for (at, (damaged, value, shown)) in (1..).zip(damages) {
            let code = format!("U{at}");
            put(&store, moment(at), [row(unit(), key(&code, "2026-01-01"), 1)]).await.unwrap();
            execute(&database, &format!("UPDATE unit SET {damaged} = {value} WHERE code = '{code}'")).await;
            let error = store.load(unit(), None).await.unwrap_err();
            let StorageError::CorruptRow { table, row, column, found } = &error else { panic!("{error}") };
            assert_eq!((*table, *column, row.as_str(), found.as_str()), ("unit", damaged, format!("{code} / 2026-01-01").as_str(), shown));
            assert!(store.load_all(None).await.is_err());
            assert!(store.history(unit(), &code).await.is_err());
            execute(&database, &format!("DELETE FROM unit WHERE code = '{code}'")).await;
        }
    }
}

#[tokio::test]
async fn a_register_that_is_not_of_this_program_is_refused() {
    let mut stranger = unit().clone();
    stranger.name = "stranger";
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let error = store.load(&stranger, None).await.unwrap_err();
        assert!(matches!(&error, StorageError::UnknownRegister { name } if name == "stranger"), "{error}");
        let error = store.write(&puts(moment(0), &stranger, [bare_row(unit(), key("U1", ""))])).await.unwrap_err();
        assert!(matches!(error, StorageError::UnknownRegister { .. }), "{error}");
    }
}

#[tokio::test]
async fn a_load_of_everything_is_of_one_moment_while_others_write() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let register = |name| catalog().get(name).unwrap();
        // Each write puts the same number into both ends of the catalog; a load that saw half a write would see two numbers.
        let (first, last) = (register("division"), register("rule_setting"));
        let write_both = |second: i64| {
            let variant = u32::try_from(second).unwrap();
            let mut write = puts(moment(second), first, [row(first, key("X", ""), variant)]);
            write.puts.push((last.name, row(last, key("X", ""), variant)));
            write
        };
        store.write(&write_both(0)).await.unwrap();
        let writer = store.clone();
        let writing = tokio::spawn(async move {
            for second in 1..60 {
                writer.write(&write_both(second)).await.unwrap();
            }
        });
        // How often the loop comes round depends on the machine; the last look comes after the last write.
        let mut wholes = 0;
        let mut finished = false;
        while !finished {
            finished = writing.is_finished();
            let all = store.load_all(None).await.unwrap();
            let of = |rows: &[Row]| rows[0].vouched_by.clone();
            assert_eq!(of(all.get(first.name)), of(all.get(last.name)));
            wholes += 1;
        }
        writing.await.unwrap();
        assert!(wholes > 0);
    }
}

#[tokio::test]
async fn a_value_that_only_looks_like_another_kind_stays_what_it_is() {
    let name = unit().field_index("name").unwrap();
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let texts = ["007", "1e5", "NULL", " leading", "2026-01-01", "'; DROP TABLE unit; --", "%", "\\"];
        let rows: Vec<_> = (0..)
            .zip(texts)
            .map(|(at, text)| {
                let mut row = bare_row(unit(), key(&format!("U{at}"), ""));
                row.values[name] = Some(Value::Text(text.to_owned()));
                row
            })
            .collect();
        put(&store, moment(0), rows.clone()).await.unwrap();
        assert_eq!(store.load(unit(), None).await.unwrap(), learned(moment(0), rows));
    }
}
