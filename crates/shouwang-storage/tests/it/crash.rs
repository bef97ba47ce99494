//! A program that is killed while it writes leaves all of the write or nothing.
//!
//! The program is this test binary, started again for the one ignored test below and killed (SIGKILL) after some time.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use shouwang_domain::register::catalog;
use shouwang_storage::Store;
use shouwang_storage::testing::databases;

use crate::common::*;

const ROWS: u32 = 2_000;
const URL: &str = "SHOUWANG_TEST_CRASH_URL";

/// Puts rows into two registers and corrects those that are there already.
async fn write_everything(store: &Store, second: i64) {
    let variant = u32::try_from(second).unwrap();
    let mut write = puts(moment(second), unit(), []);
    for def in ["unit", "person"].map(|name| catalog().get(name).unwrap()) {
        write.puts.extend((0..ROWS).map(|at| (def.name, row(def, key(&format!("X{at:05}"), "2026-01-01"), variant))));
    }
    store.write(&write).await.unwrap();
}

#[tokio::test]
#[ignore = "not a test: the program that is killed"]
async fn write_until_killed() {
    let Ok(url) = std::env::var(URL) else { return };
    let store = Store::open(&url).await.unwrap();
    println!("\nwriting");
    write_everything(&store, 1).await;
    println!("\nwritten");
}

/// Starts the writing program and kills it so long after it began; whether it had finished.
fn kill_after(url: &str, pause: Duration) -> bool {
    let mut program = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::write_until_killed", "--ignored", "--nocapture"])
        .env(URL, url)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.by_ref().any(|line| line == "writing"), "the writing program did not start");
    std::thread::sleep(pause);
    program.kill().unwrap();
    program.wait().unwrap();
    lines.any(|line| line == "written")
}

#[tokio::test]
async fn a_write_that_is_killed_leaves_all_or_nothing() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        write_everything(&store, 0).await;
        let before = store.load_all(None).await.unwrap();
        let (mut killed_count, mut pause) = (0, Duration::from_millis(10));
        // Later and later, until the write outruns the kill.
        loop {
            let finished = kill_after(&database.url, pause);
            let acts = store.list_acts(None, 10).await.unwrap();
            if acts.len() > 1 {
                break;
            }
            assert!(!finished, "the write was reported and is not there");
            killed_count += 1;
            pause *= 2;
            assert_eq!(store.load_all(None).await.unwrap(), before, "killed after {pause:?}");
            assert_eq!(store.load_all(Some(moment(9))).await.unwrap(), before);
        }
        assert!(killed_count > 1, "no write was killed on the way");
        let after = store.load_all(None).await.unwrap();
        assert_eq!(after.row_count(), before.row_count());
        assert!(after.get("unit").iter().chain(after.get("person")).all(|row| row.learned_at == Some(moment(1))));
        assert_eq!(store.load_all(Some(moment(0))).await.unwrap(), before);
    }
}

#[tokio::test]
async fn a_write_that_is_given_up_leaves_nothing() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        for pause in [1, 5, 20] {
            let giving_up = tokio::time::timeout(Duration::from_millis(pause), write_everything(&store, 1)).await;
            assert!(giving_up.is_err(), "the write was quicker than {pause} ms");
            assert_eq!(store.load_all(None).await.unwrap().row_count(), 0);
            assert_eq!(store.list_acts(None, 10).await.unwrap(), []);
        }
        // The connection that was in the middle of it is of use again.
        write_everything(&store, 1).await;
        assert_eq!(store.load_all(None).await.unwrap().row_count(), usize::try_from(ROWS).unwrap() * 2);
    }
}
