//! A copy holds what the original holds, whatever databases they are in, and half a copy is never taken for a whole one.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use shouwang_domain::register::full_catalog;
use shouwang_storage::copy::{Contents, CopiedCell, CopyError, LEFT_OUT, Part, kept};
use shouwang_storage::testing::databases;
use shouwang_storage::{NewJob, Store};
use tokio::sync::mpsc::channel;

use crate::common::*;

/// Rows in every register, some corrected and some withdrawn, and work that waits.
async fn fill(store: &Store) {
    let mut write = puts(moment(0), unit(), []);
    for def in full_catalog() {
        write.puts.extend((0..7).map(|at| (def.name, row(def, key(&format!("甲{at}"), "2026-01-01"), at))));
    }
    let job = |name: &str| NewJob { kind: "mail".to_owned(), payload: "{}".to_owned(), due_at: moment(9), unique: Some(name.to_owned()) };
    write.jobs = vec![job("a"), job("b")];
    store.write(&write).await.unwrap();
    let changed = (0..300).map(|at| row(unit(), key(&format!("U{at:03}"), ""), at));
    put(store, moment(1), changed).await.unwrap();
    put(store, moment(2), [row(unit(), key("U001", ""), 900)]).await.unwrap();
    store.write(&withdrawal(moment(3), unit(), key("U002", ""))).await.unwrap();
}

/// Everything that a store sends.
async fn parts(store: &Store) -> Vec<Part> {
    let (sender, mut receiver) = channel(4);
    let receiving = tokio::spawn(async move {
        let mut parts = Vec::new();
        while let Some(part) = receiver.recv().await {
            parts.push(part);
        }
        parts
    });
    store.copy_out(&sender).await.unwrap();
    drop(sender);
    receiving.await.unwrap()
}

/// Hands parts to a store.
async fn take(store: &Store, parts: &[Part]) -> Result<Contents, CopyError> {
    let (sender, mut receiver) = channel(4);
    let parts = parts.to_vec();
    let sending = tokio::spawn(async move {
        for part in parts {
            if sender.send(part).await.is_err() {
                return;
            }
        }
    });
    let taken = store.copy_in(&mut receiver).await;
    drop(receiver);
    sending.await.unwrap();
    taken
}

#[tokio::test]
async fn every_table_of_the_database_is_copied_or_left_out_with_a_reason() {
    for database in databases().await.unwrap() {
        database.open().await.unwrap();
        let sql = if database.is_sqlite() {
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        } else {
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()"
        };
        let there: BTreeSet<_> = texts(&database, sql).await.into_iter().collect();
        let listed = kept().into_iter().map(|kept| kept.name).chain(LEFT_OUT.map(|(name, _)| name));
        let names: Vec<_> = listed.map(str::to_owned).collect();
        let listed: BTreeSet<_> = names.iter().cloned().collect();
        assert_eq!(names.len(), listed.len(), "a table is listed twice");
        let (missing, gone): (Vec<_>, Vec<_>) = (there.difference(&listed).collect(), listed.difference(&there).collect());
        assert!(missing.is_empty() && gone.is_empty(), "src/copy/tables.rs: not listed {missing:?}, not there {gone:?}");
        assert!(LEFT_OUT.iter().all(|(_, why)| why.len() > 20));
    }
}

#[tokio::test]
async fn the_key_of_every_copied_table_is_the_one_in_the_list() {
    for database in databases().await.unwrap() {
        database.open().await.unwrap();
        for kept in kept() {
            let name = kept.name;
            let sql = if database.is_sqlite() {
                format!("SELECT name FROM pragma_table_info('{name}') WHERE pk > 0 ORDER BY pk")
            } else {
                format!(
                    "SELECT column_name::text FROM information_schema.key_column_usage \
                     WHERE constraint_name = '{name}_pkey' ORDER BY ordinal_position"
                )
            };
            assert_eq!(texts(&database, &sql).await, kept.key, "{name}");
        }
    }
}

#[tokio::test]
async fn a_copy_from_one_database_to_the_other_and_back_holds_the_same() {
    let ([from, to], [back, _]) = (databases().await.unwrap(), databases().await.unwrap());
    let (from, to, back) = (from.open().await.unwrap(), to.open().await.unwrap(), back.open().await.unwrap());
    fill(&from).await;
    let sent = parts(&from).await;
    let contents = take(&to, &sent).await.unwrap();
    assert_eq!(contents.row_count(), from.contents().await.unwrap().row_count());
    take(&back, &parts(&to).await).await.unwrap();
    assert!(parts(&back).await == sent, "the stream of the copy's copy is another one");
    for second in [0, 1, 2, 9] {
        let known_at = Some(moment(second));
        assert_eq!(to.load_all(known_at).await.unwrap(), from.load_all(known_at).await.unwrap());
    }
    assert_eq!(to.list_acts(None, 100).await.unwrap(), from.list_acts(None, 100).await.unwrap());
    assert_eq!(to.history(unit(), "U001").await.unwrap(), from.history(unit(), "U001").await.unwrap());
}

#[tokio::test]
async fn a_copy_goes_on_where_the_original_ended() {
    let [sqlite, _] = databases().await.unwrap();
    let original = sqlite.open().await.unwrap();
    fill(&original).await;
    for database in databases().await.unwrap() {
        let copy = database.open().await.unwrap();
        take(&copy, &parts(&original).await).await.unwrap();
        let acts = copy.list_acts(None, 1).await.unwrap();
        let written = put(&copy, moment(5), [row(unit(), key("U000", ""), 77)]).await.unwrap();
        assert_eq!(written.act, Some(acts[0].id + 1));
        let job = NewJob { kind: "mail".to_owned(), payload: "{}".to_owned(), due_at: moment(9), unique: Some("c".to_owned()) };
        assert_eq!(copy.enqueue(&[job], moment(5)).await.unwrap(), 1, "the numbers of jobs go on");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_made_while_others_write_is_of_one_state() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, moment(0), [row(unit(), key("U0", ""), 0)]).await.unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let (writer, stopped) = (store.clone(), Arc::clone(&stop));
        let writing = tokio::spawn(async move {
            let mut second = 1;
            while !stopped.load(Ordering::Relaxed) {
                // Each act writes as many rows into one table as into another.
                let mut write = puts(moment(second), unit(), []);
                for def in full_catalog().iter().take(2) {
                    write.puts.extend((0..40).map(|at| (def.name, row(def, key(&format!("W{second}-{at}"), "2026-01-01"), 1))));
                }
                writer.write(&write).await.unwrap();
                second += 1;
            }
            second
        });
        let mut sizes = BTreeSet::new();
        while sizes.len() < 4 {
            let parts = parts(&store).await;
            let Some(Part::Contents(contents)) = parts.first() else { panic!("no contents") };
            let mut counts = vec![0; contents.tables.len()];
            for part in &parts {
                if let Part::Rows { table, rows } = part {
                    counts[*table] += rows.len() as u64;
                }
            }
            assert_eq!(counts, contents.tables.iter().map(|table| table.row_count).collect::<Vec<_>>());
            let of = |name: &str| contents.tables.iter().find(|table| table.name == name).unwrap().row_count;
            let written: Vec<_> = full_catalog().iter().take(2).map(|def| of(def.name) - u64::from(def.name == "unit")).collect();
            assert_eq!(written, [(of("act") - 1) * 40; 2]);
            sizes.insert(of("act"));
        }
        stop.store(true, Ordering::Relaxed);
        assert!(writing.await.unwrap() > 4);
    }
}

#[tokio::test]
async fn a_database_that_holds_anything_is_refused_and_left_as_it_is() {
    let [sqlite, _] = databases().await.unwrap();
    let original = sqlite.open().await.unwrap();
    fill(&original).await;
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, moment(0), [row(unit(), key("V1", ""), 0)]).await.unwrap();
        let before = parts(&store).await;
        let error = take(&store, &parts(&original).await).await.unwrap_err();
        assert!(matches!(&error, CopyError::NotEmpty { table, row_count: 1 } if table == "act"), "{error}");
        assert!(error.zh().contains("不是空的"), "{}", error.zh());
        assert!(parts(&store).await == before);
    }
}

#[tokio::test]
async fn a_stream_that_breaks_off_or_does_not_fit_leaves_nothing() {
    let [sqlite, _] = databases().await.unwrap();
    let original = sqlite.open().await.unwrap();
    fill(&original).await;
    let whole = parts(&original).await;
    let rows_at = whole.iter().position(|part| matches!(part, Part::Rows { table, .. } if *table > 0)).unwrap();
    let changed = |change: &dyn Fn(&mut Vec<Part>)| {
        let mut parts = whole.clone();
        change(&mut parts);
        parts
    };
    let change_rows = |change: fn(&mut Vec<Vec<CopiedCell>>)| {
        changed(&|parts| {
            let Part::Rows { rows, .. } = &mut parts[rows_at] else { panic!("no rows") };
            change(rows);
        })
    };
    let wrong = [
        (whole[..whole.len() - 1].to_vec(), "no end"),
        (whole[..rows_at + 1].to_vec(), "cut in the middle"),
        (whole[..1].to_vec(), "only contents"),
        (Vec::new(), "nothing"),
        (whole[1..].to_vec(), "no contents"),
        (changed(&|parts| drop(parts.remove(rows_at))), "rows missing"),
        (changed(&|parts| parts.insert(rows_at, parts[rows_at].clone())), "rows twice"),
        (changed(&|parts| parts.swap(1, rows_at)), "tables in another order"),
        (change_rows(|rows| drop(rows.pop())), "one row missing"),
        (change_rows(|rows| drop(rows[0].pop())), "a cell missing"),
        (change_rows(|rows| rows[0][0] = CopiedCell::Whole(1)), "a number for a text"),
        (change_rows(|rows| rows[0][0] = CopiedCell::Null), "nothing for a code"),
    ];
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        for (parts, what) in &wrong {
            assert!(take(&store, parts).await.is_err(), "{what}");
            assert!(store.contents().await.unwrap().is_empty(), "{what}");
        }
        take(&store, &whole).await.unwrap();
        assert!(parts(&store).await == whole);
    }
}

#[tokio::test]
async fn a_file_is_settled_only_when_nobody_has_it_open() {
    let [sqlite, _] = databases().await.unwrap();
    let path = std::path::PathBuf::from(sqlite.url.strip_prefix("sqlite:").unwrap());
    let store = sqlite.open().await.unwrap();
    fill(&store).await;
    let error = shouwang_storage::copy::settle(&path).await.unwrap_err();
    assert!(matches!(error, shouwang_storage::StorageError::Busy), "{error}");
    store.close().await;
    shouwang_storage::copy::settle(&path).await.unwrap();
    let log = path.with_file_name("shouwang.db-wal");
    assert!(!log.exists(), "nothing is beside the file");
}
