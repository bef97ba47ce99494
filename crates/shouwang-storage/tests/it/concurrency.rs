//! Several writers, in one program or several, write one after the other; nothing is lost and nobody sees half of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use shouwang_storage::testing::databases;
use shouwang_storage::{StorageError, Store, Written};

use crate::common::*;
use crate::ledger::assert_whole;

const WRITERS: i64 = 4;
const WRITES_EACH: i64 = 10;

/// Writes with the next moment of the clock; whoever was overtaken between looking at the clock and writing looks again.
async fn write_with_clock(store: &Store, clock: &AtomicI64, code: &str, variant: u32) -> Written {
    loop {
        let now = moment(clock.fetch_add(1, Ordering::SeqCst));
        let rows = (0..20).map(|at| row(unit(), key(&format!("{code}-{at}"), "2026-01-01"), variant));
        match put(store, now, rows).await {
            Err(StorageError::LearnedTooEarly { .. }) => tokio::task::yield_now().await,
            other => return other.unwrap(),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_queue_up_and_every_act_has_its_number() {
    for database in databases().await.unwrap() {
        database.open().await.unwrap();
        let clock = Arc::new(AtomicI64::new(0));
        let mut writers = Vec::new();
        for writer in 0..WRITERS {
            // Each with connections of its own, as another program would have.
            let (store, clock) = (database.open().await.unwrap(), Arc::clone(&clock));
            writers.push(tokio::spawn(async move {
                for write in 0..WRITES_EACH {
                    // Every second write is of rows that all writers share.
                    let code = if write % 2 == 0 { format!("W{writer}") } else { "shared".to_owned() };
                    let variant = u32::try_from(writer * 100 + write).unwrap();
                    let written = write_with_clock(&store, &clock, &code, variant).await;
                    assert_eq!(written.added_count + written.changed_count, 20);
                }
            }));
        }
        for writer in writers {
            writer.await.unwrap();
        }
        let store = database.open().await.unwrap();
        let acts = store.list_acts(None, 1_000).await.unwrap();
        let numbers: Vec<_> = acts.iter().rev().map(|act| act.id).collect();
        assert_eq!(numbers, (1..=WRITERS * WRITES_EACH).collect::<Vec<_>>());
        assert!(acts.iter().rev().is_sorted_by(|a, b| a.learned_at < b.learned_at));
        let rows = store.load(unit(), None).await.unwrap();
        assert_eq!(i64::try_from(rows.len()).unwrap(), (WRITERS + 1) * 20);
        // A shared row changed with every write that spoke of it, one version after the other.
        let history = store.history(unit(), "shared-7").await.unwrap();
        assert_eq!(i64::try_from(history.len()).unwrap(), WRITERS * WRITES_EACH / 2);
        assert!(history.windows(2).all(|pair| pair[0].ended.map(|ended| ended.at) == pair[1].row.learned_at));
        assert_whole(&store).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_programs_may_open_a_new_database_at_once() {
    for database in databases().await.unwrap() {
        let url = Arc::new(database.url.clone());
        let opening: Vec<_> = (0..6)
            .map(|_| {
                let url = Arc::clone(&url);
                tokio::spawn(async move { Store::open(&url).await.map(drop) })
            })
            .collect();
        for one in opening {
            one.await.unwrap().unwrap();
        }
        assert_eq!(database.open().await.unwrap().load_all(None).await.unwrap().row_count(), 0);
    }
}

#[tokio::test]
async fn a_reader_is_not_kept_waiting_by_a_writer() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, moment(0), [row(unit(), key("U1", ""), 0)]).await.unwrap();
        let writer = store.clone();
        let writing = tokio::spawn(async move {
            let rows = (0..3_000).map(|at| row(unit(), key(&format!("V{at}"), ""), 1));
            put(&writer, moment(1), rows).await.unwrap();
        });
        let mut seen = 0;
        while !writing.is_finished() {
            let count = store.load(unit(), None).await.unwrap().len();
            assert!(count == 1 || count == 3_001, "{count} rows: half of a write is visible");
            seen += 1;
        }
        writing.await.unwrap();
        assert!(seen > 3, "only {seen} reads got through while writing");
    }
}
