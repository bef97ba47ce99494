//! The ledger beside the registers: entries, refusals, erasure, receipts, and what verifying finds.

mod acts;
mod asking;
mod entries;
mod past;
mod tampering;
mod upgrade;

use jiff::Timestamp;
use shouwang_ledger::{Checkpoint, Ed25519Key, Options, VerifierKey};
use shouwang_storage::ledger::{LiveReport, Note, StoredCheckpoint};
use shouwang_storage::{About, Store};

/// What verifying finds, without keys and without heads kept elsewhere.
pub(crate) async fn verify(store: &Store) -> LiveReport {
    store.verify_live(Options::default()).await.unwrap()
}

fn key_of_the_log() -> Ed25519Key {
    Ed25519Key::from_seed("log.example", &[3; 32]).unwrap()
}

/// The keys by which the test's signed heads are believed.
pub(crate) fn trusted() -> Vec<VerifierKey> {
    vec![shouwang_ledger::Signer::verifier(&key_of_the_log())]
}

/// Signs the ledger as it is and keeps the head.
pub(crate) async fn seal(store: &Store) {
    let head = store.ledger_head().await.unwrap();
    let checkpoint = Checkpoint { origin: "log.example".to_owned(), size: head.size(), roots: head.root() };
    let note = checkpoint.sign(&[&key_of_the_log()]).unwrap().to_string();
    store.insert_checkpoint(&StoredCheckpoint { size: head.size(), at: crate::common::moment(0), note }).await.unwrap();
}

pub(crate) async fn assert_whole(store: &Store) {
    let report = verify(store).await;
    assert!(report.is_whole(), "{:#?}", words(&report));
}

/// Everything that was found, in English.
pub(crate) fn words(report: &LiveReport) -> Vec<String> {
    let ledger = report.ledger.findings.iter().map(shouwang_ledger::Finding::en);
    ledger.chain(report.tables.iter().map(shouwang_storage::ledger::TableFinding::en)).collect()
}

pub(crate) fn note(at: Timestamp, actor: &str, operation: &str) -> Note {
    Note { recorded_at: at, about: About::command(actor, operation, "request-2"), source: None, on: Vec::new(), salt: [9; 32] }
}
