//! Registers within scopes, all from one state.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use shouwang_domain::reach::{Reach, Scope};
use shouwang_domain::register::catalog;
use shouwang_storage::query::RowQuery;
use shouwang_storage::testing::databases;

use super::world::{put, row, two_counties};

#[tokio::test]
async fn registers_that_are_loaded_while_others_write_are_of_one_state() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let (writer, stopped) = (store.clone(), Arc::clone(&stop));
        let writing = tokio::spawn(async move {
            let mut second = 1;
            while !stopped.load(Ordering::Relaxed) {
                // Each act writes as many persons of one unit as trainings of it, and as many of another unit.
                let rows = (0..40).flat_map(|at| {
                    let code = format!("W{second}-{at}");
                    let unit = if at % 2 == 0 { "C1" } else { "C2" };
                    let person = row("person", &code, "2026-01-01", &[("name", "Li"), ("unit", unit)]);
                    [person, row("training", &code, "2026-01-01", &[("unit", unit)])]
                });
                put(&writer, second, rows.collect()).await.unwrap();
                second += 1;
            }
        });
        let of_one = Scope::Any(vec![Reach::Unit("C1".to_owned())]);
        let defs = ["person", "training"].map(|name| catalog().get(name).unwrap());
        let mut sizes = BTreeSet::new();
        while sizes.len() < 4 {
            for (persons, trainings) in [(of_one.clone(), of_one.clone()), (of_one.clone(), Scope::Everything)] {
                let whole = trainings == Scope::Everything;
                let registers = store.load_within(&[RowQuery::new(defs[0], &persons), RowQuery::new(defs[1], &trainings)]).await.unwrap();
                let written = |name: &str| registers.get(name).iter().filter(|row| row.key.code.starts_with('W')).count();
                let (persons, trainings) = (written("person"), written("training"));
                assert_eq!(persons * if whole { 2 } else { 1 }, trainings);
                sizes.insert(persons);
            }
        }
        stop.store(true, Ordering::Relaxed);
        writing.await.unwrap();
        assert!(store.load_within(&[RowQuery::new(defs[0], &Scope::NOTHING)]).await.unwrap().get("person").is_empty());
    }
}
