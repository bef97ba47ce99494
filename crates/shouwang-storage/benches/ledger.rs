//! How fast entries reach the disk, how long a live database takes to verify, how long a receipt takes.
//!
//! Run by `make bench`. The yardstick is in the same run: one entry, or one write, in each transaction, as a program does that flushes for
//! every request by itself. PostgreSQL is a server of the bench's own, which flushes at every commit as in production.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::register::{Basis, FieldKind, Row, RowKey, Value, catalog};
use shouwang_ledger::{Checkpoint, Ed25519Key, Options};
use shouwang_storage::ledger::{Note, StoredCheckpoint};
use shouwang_storage::testing::durable_postgres;
use shouwang_storage::{About, Learned, StorageError, Store, Write, WriteQueue};

/// Entries in all, for appending in batches and for verifying, unless `LEDGER_ENTRIES` says otherwise: a million for the figure in the README.
const ENTRIES: usize = 200_000;
const BATCH: usize = 2_000;
/// Transactions of one each.
const SINGLE: usize = 500;
/// Writes of one row each.
const WRITES: usize = 20_000;
const RECEIPTS: u64 = 500;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let url = format!("sqlite:{}", folder.path().join("bench.db").display());
        measure("SQLite, flushed to disk", &Store::open(&url).await?).await?;
        measure("PostgreSQL, flushed to disk", &durable_postgres().await?.open().await?).await
    })
}

async fn measure(name: &str, store: &Store) -> Result<(), Failure> {
    println!("{name}");
    let entries = std::env::var("LEDGER_ENTRIES").map_or(Ok(ENTRIES), |entries| entries.parse())?;
    let notes: Vec<_> = (0..entries).map(note).collect();
    let began = Instant::now();
    for note in &notes[..SINGLE] {
        store.append_entry(note).await?;
    }
    rate("entries, one in each transaction", SINGLE, began.elapsed());
    let began = Instant::now();
    for notes in notes[SINGLE..].chunks(BATCH) {
        store.append_entries(notes).await?;
    }
    rate("entries, in batches (goal 20,000)", entries - SINGLE, began.elapsed());
    measure_writes(store).await?;
    measure_reading(store).await
}

async fn measure_writes(store: &Store) -> Result<(), Failure> {
    let writes = (0..WRITES + SINGLE).map(write).collect::<Result<Vec<_>, _>>()?;
    let began = Instant::now();
    for write in &writes[..SINGLE] {
        store.write(write).await?;
    }
    rate("writes of one row, one in each transaction", SINGLE, began.elapsed());
    let began = Instant::now();
    let (in_batches, queued) = writes[SINGLE..].split_at(WRITES / 2);
    for writes in in_batches.chunks(BATCH) {
        store.write_many(writes).await.into_iter().collect::<Result<Vec<_>, StorageError>>()?;
    }
    rate("writes of one row, in batches", in_batches.len(), began.elapsed());
    let queue = WriteQueue::start(store.clone());
    let began = Instant::now();
    let writers: Vec<_> = queued
        .chunks(queued.len() / 1_000)
        .map(|writes| {
            let (queue, writes) = (queue.clone(), writes.to_vec());
            tokio::spawn(async move {
                for write in writes {
                    queue.write(write).await?;
                }
                Ok::<_, StorageError>(())
            })
        })
        .collect();
    for writer in writers {
        writer.await??;
    }
    rate("writes of one row, of 1,000 concurrent writers", queued.len(), began.elapsed());
    Ok(())
}

async fn measure_reading(store: &Store) -> Result<(), Failure> {
    let head = store.ledger_head().await?;
    let key = Ed25519Key::from_seed("bench.example", &[1; 32])?;
    let checkpoint = Checkpoint { origin: "bench.example".to_owned(), size: head.size(), roots: head.root() };
    let note = checkpoint.sign(&[&key])?.to_string();
    store.insert_checkpoint(&StoredCheckpoint { size: head.size(), at: Timestamp::UNIX_EPOCH, note }).await?;
    let began = Instant::now();
    for at in 0..RECEIPTS {
        store.make_receipt(at * (head.size() / RECEIPTS), true).await?.ok_or("there is a signed head")?;
    }
    let each = began.elapsed() / u32::try_from(RECEIPTS)?;
    println!("  a receipt from the store: {each:.2?} (goal 5 ms)");
    let began = Instant::now();
    let report = store.verify_live(Options::default()).await?;
    if !report.is_whole() {
        return Err("the ledger does not verify".into());
    }
    let (entries, versions) = (report.ledger.entries, report.versions);
    println!("  verifying the live database, {entries} entries and {versions} versions of rows: {:.2?}", began.elapsed());
    Ok(())
}

fn rate(what: &str, count: usize, took: Duration) {
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]
    let rate = count as f64 / took.as_secs_f64();
    println!("  {what}: {rate:.0} a second ({count} in {took:.2?})");
}

fn note(at: usize) -> Note {
    let about = About {
        unit: Some("U3".to_owned()),
        person: Some(format!("P{:06}", at % 5_000)),
        client: Some("10.1.2.3".to_owned()),
        ..About::command(format!("clerk-{}", at % 5_000), "session.begin", format!("request-{at}"))
    };
    Note { recorded_at: Timestamp::UNIX_EPOCH, about, source: None, on: Vec::new(), salt: [7; 32] }
}

fn write(at: usize) -> Result<Write, Failure> {
    let def = catalog().get("terminal").ok_or("a register of every installation")?;
    let values = def.fields.iter().map(|field| {
        let number = i64::try_from(at).unwrap_or(0);
        Some(match field.kind {
            FieldKind::Text { .. } => Value::Text(format!("{} {at}", field.label.zh)),
            FieldKind::Ref(register) => Value::Ref(format!("{register}-{}", at % 500)),
            FieldKind::Int { min, max } => Value::Int(number.clamp(min, max)),
            FieldKind::Day => Value::Day(Day::from_number(20_000)),
            FieldKind::Flag => Value::Flag(true),
            FieldKind::Choice(_) => Value::Choice(0),
            FieldKind::Set(_) => Value::Set(1),
        })
    });
    let row = Row {
        key: RowKey { code: format!("T{at:06}"), from: Day::from_number(20_000) },
        until: Day::MAX,
        basis: Basis::Declared,
        vouched_by: None,
        note: None,
        learned_at: None,
        values: values.collect(),
    };
    let about = About::command(format!("clerk-{}", at % 5_000), "terminal.write", format!("request-{at}"));
    let write = Write::now(Timestamp::UNIX_EPOCH, about, "form", [7; 32]);
    Ok(Write { learned_at: Learned::Now, puts: vec![(def.name, row)], ..write })
}
