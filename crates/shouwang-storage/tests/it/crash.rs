//! A program that is killed while it writes leaves all of the write or nothing.
//!
//! The program is this test binary, started again for the one ignored test below and killed (SIGKILL) after some time.

use std::collections::HashSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use shouwang_domain::register::catalog;
use shouwang_storage::testing::databases;
use shouwang_storage::{Learned, Store, Write, WriteQueue};

use crate::common::*;
use crate::ledger::assert_whole;

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "not a test: the program that is killed"]
async fn a_thousand_writers_until_killed() {
    let Ok(url) = std::env::var(URL) else { return };
    let store = Store::open(&url).await.unwrap();
    let queue = WriteQueue::start(store.clone());
    let round = store.ledger_head().await.unwrap().size();
    println!("\nwriting");
    let writers: Vec<_> = (0..1_000)
        .map(|writer| {
            let queue = queue.clone();
            tokio::spawn(async move {
                for write in 0..10 {
                    let code = format!("K{round}-{writer}-{write}");
                    let write = puts(moment(1), unit(), [row(unit(), key(&code, "2026-01-01"), 1)]);
                    queue.write(Write { learned_at: Learned::Now, ..write }).await.unwrap();
                    // One call, so that a line is there as a whole or not at all.
                    println!("{code}");
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    println!("\nwritten");
}

/// A program that was started and says what it does.
struct Program {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Program {
    /// Starts one of the ignored tests and waits until it writes.
    fn start(url: &str, name: &str) -> Program {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--ignored", "--nocapture"])
            .env(URL, url)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        let mut program = Program { child, lines };
        while program.line().unwrap() != "writing" {}
        program
    }

    /// The next thing that it says; `None` when it says no more. A line that was cut off is not said.
    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        line.strip_suffix('\n').map(str::to_owned)
    }

    /// Kills it; what it had said and nobody had read.
    fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        std::iter::from_fn(|| self.line()).collect()
    }
}

/// Starts the writing program and kills it so long after it began; whether it had finished.
fn kill_after(url: &str, pause: Duration) -> bool {
    let program = Program::start(url, "crash::write_until_killed");
    std::thread::sleep(pause);
    program.kill().iter().any(|line| line == "written")
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
            assert_whole(&store).await;
        }
        assert!(killed_count > 1, "no write was killed on the way");
        let after = store.load_all(None).await.unwrap();
        assert_eq!(after.row_count(), before.row_count());
        assert!(after.get("unit").iter().chain(after.get("person")).all(|row| row.learned_at == Some(moment(1))));
        assert_eq!(store.load_all(Some(moment(0))).await.unwrap(), before);
        assert_whole(&store).await;
    }
}

#[tokio::test]
async fn what_a_thousand_concurrent_writers_were_told_is_there_after_a_kill() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        for round in 0..10 {
            let mut program = Program::start(&database.url, "crash::a_thousand_writers_until_killed");
            // Killed in the middle of it, each time further on.
            let mut said: Vec<_> = (0..=round * 100).filter_map(|_| program.line()).collect();
            said.extend(program.kill());
            assert!(!said.contains(&"written".to_owned()), "the writers outran the kill");
            let rows = store.load(unit(), None).await.unwrap();
            let there: HashSet<_> = rows.iter().map(|row| row.key.code.as_str()).collect();
            let told: Vec<_> = said.iter().filter(|line| line.starts_with('K')).collect();
            assert!(told.len() > round * 90, "only {} writes were reported", told.len());
            for code in told {
                assert!(there.contains(code.as_str()), "{code} was reported as written and is not there");
            }
            assert_eq!(u64::try_from(rows.len()).unwrap(), store.ledger_head().await.unwrap().size(), "a row each, an entry each");
            assert_whole(&store).await;
        }
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
