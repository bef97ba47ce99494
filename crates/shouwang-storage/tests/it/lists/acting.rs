//! In which of several functions a write was done, and by which article.

use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Row, full_catalog};
use shouwang_ledger::Entry;
use shouwang_storage::testing::databases;
use shouwang_storage::{About, Acting, Guard, StorageError, Store, Write};

use super::reaches::unit;
use super::world::{keys, put, row, two_counties, write_of};

fn acting(of: &str, function: &str) -> Acting {
    let guard: Guard = full_catalog().iter().map(|def| (def.name, unit(of).into())).collect();
    Acting { unit: Some(of.to_owned()), function: Some(function.to_owned()), guard }
}

/// A write by somebody who is a handler of both counties' bureaus.
fn of_both(second: i64, rows: Vec<(&'static str, Row)>) -> Write {
    let both: Scope = unit("C1").or(unit("C2"));
    let guard = full_catalog().iter().map(|def| (def.name, both.clone().into())).collect();
    Write { guard: Some(guard), acting: vec![acting("C1", "handler"), acting("C2", "approver")], ..write_of(second, rows) }
}

/// For which unit, in which function and by which article the newest entry says that it was done.
async fn newest(store: &Store) -> [String; 3] {
    let seq = store.ledger_head().await.unwrap().size() - 1;
    let entry = Entry::parse(&store.find_entry(seq).await.unwrap().unwrap().entry).unwrap();
    [entry.unit, entry.function, entry.article].map(Option::unwrap_or_default)
}

#[tokio::test]
async fn a_write_was_done_in_the_function_that_covers_all_of_it() {
    let system = |code: &str, of: &str| row("information_system", code, "2026-01-01", &[("name", "新"), ("managing_unit", of)]);
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        let of = |unit: &str, function: &str| [unit, function, "M2, M5, M19, M24"].map(str::to_owned);
        store.write(&of_both(1, vec![system("N1", "C2")])).await.unwrap();
        assert_eq!(newest(&store).await, of("C2", "approver"));
        store.write(&of_both(2, vec![system("N2", "C1")])).await.unwrap();
        assert_eq!(newest(&store).await, of("C1", "handler"));
        let withdrawn = Write { withdrawals: keys(&[system("N1", "C2")]), ..of_both(3, Vec::new()) };
        store.write(&withdrawn).await.unwrap();
        assert_eq!(newest(&store).await, of("C2", "approver"));
        // What no one of his functions covers is not on record for either of them.
        for rows in [vec![system("N3", "C1"), system("N4", "C2")], vec![system("N2", "C2")]] {
            assert!(matches!(store.write(&of_both(4, rows)).await, Err(StorageError::OutOfEachReach)));
        }
        assert!(matches!(store.write(&of_both(5, vec![system("N5", "M2")])).await, Err(StorageError::OutOfReach { stands: false, .. })));
        assert_eq!(newest(&store).await, of("C2", "approver"), "nothing was written since");
    }
}

#[tokio::test]
async fn a_write_rests_on_the_articles_that_it_names_or_else_on_those_of_the_registers_that_it_changes() {
    let system = row("information_system", "N1", "2026-01-01", &[("name", "新"), ("managing_unit", "C1")]);
    let port = |number: &str| row("open_port", "N1", "2026-01-01", &[("system", "N1"), ("number", number)]);
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 1, vec![system.clone(), port("80")]).await.unwrap();
        assert_eq!(newest(&store).await[2], "I26, I33, M2, M5, M19, M24");
        // The system is named again and says the same: it is not what was changed.
        put(&store, 2, vec![system.clone(), port("443")]).await.unwrap();
        assert_eq!(newest(&store).await[2], "I26, I33, M24");
        let named = write_of(3, vec![port("8080")]);
        let about = About { article: Some("I26".to_owned()), ..named.about.clone() };
        store.write(&Write { about, ..named }).await.unwrap();
        assert_eq!(newest(&store).await[2], "I26");
    }
}
