//! Ledgers made up for tests, as a database would hold them.

use shouwang_ledger::entry::On;
use shouwang_ledger::{
    Checkpoint, Columns, Ed25519Key, Entry, Node, Options, Private, Report, Signer, Sm2Key, StoredEntry, TableChange, Tiles, TwinFrontier,
    VerifierKey, digest, hex, verify,
};

pub(crate) const ORIGIN: &str = "ledger.example/province";

/// A ledger and everything that is kept beside it.
#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) entries: Vec<StoredEntry>,
    pub(crate) frontier: TwinFrontier,
    pub(crate) nodes: Vec<Node>,
}

pub(crate) fn private(seq: u64) -> Private {
    Private {
        actor: format!("zhang.{seq}"),
        person: Some(format!("P{seq:06}")),
        client: Some("10.1.2.3".to_owned()),
        source: None,
        reason: Some("按工单开放端口".to_owned()),
        on: vec![On { table: "open_port".to_owned(), code: format!("OP-{seq}"), from: "2026-01-01".to_owned() }],
    }
}

pub(crate) fn salt(seq: u64) -> [u8; 32] {
    shouwang_ledger::Hashes::of(&[b"salt of a test", &seq.to_be_bytes()]).sha256.0
}

/// The bytes of the row that act `seq` wrote.
pub(crate) fn row(seq: u64) -> String {
    format!("{{\"code\":\"OP-{seq}\",\"port\":443}}")
}

pub(crate) fn entry(seq: u64, operation: &str) -> Entry {
    let at = "2026-11-22T08:00:00.123456Z".parse().unwrap();
    let mut entry = Entry::new(seq, at, operation, format!("request-{seq}"), private(seq).commit(&salt(seq)));
    entry.unit = Some("U3".to_owned());
    entry.function = Some("handler".to_owned());
    entry.article = Some("M24".to_owned());
    entry.act = i64::try_from(seq).ok();
    entry.tables =
        vec![TableChange { name: "open_port".to_owned(), before: digest(std::iter::empty::<&[u8]>()), after: digest([row(seq)].iter()) }];
    entry
}

pub(crate) fn stored(entry: &Entry) -> StoredEntry {
    let text = entry.canonical();
    StoredEntry {
        private: Some(private(entry.seq).canonical()),
        salt: Some(hex(&salt(entry.seq))),
        leaf: Some(shouwang_ledger::Hashes::leaf(text.as_bytes())),
        columns: Some(Columns {
            seq: entry.seq,
            at: entry.at.to_string(),
            operation: entry.operation.clone(),
            actor: Some(private(entry.seq).actor),
            unit: entry.unit.clone(),
            function: entry.function.clone(),
            request: entry.request.clone(),
            act: entry.act,
        }),
        entry: text,
        rows: None,
    }
}

/// A ledger of `count` entries.
pub(crate) fn ledger(count: u64) -> Kept {
    keep((0..count).map(|seq| stored(&entry(seq, "register.write"))).collect())
}

/// What an honest program would keep beside these entries.
pub(crate) fn keep(entries: Vec<StoredEntry>) -> Kept {
    let mut frontier = TwinFrontier::default();
    let nodes = entries.iter().flat_map(|stored| frontier.push(stored.entry.as_bytes()).completed).collect();
    Kept { entries, frontier, nodes }
}

pub(crate) fn log_keys() -> (Ed25519Key, Sm2Key) {
    (Ed25519Key::from_seed(ORIGIN, &[1; 32]).unwrap(), Sm2Key::from_seed(ORIGIN, &[2; 32]).unwrap())
}

pub(crate) fn verifiers() -> Vec<VerifierKey> {
    let (ed25519, sm2) = log_keys();
    vec![ed25519.verifier(), sm2.verifier()]
}

/// The signed checkpoint over the first `size` entries, made before anybody tampered with them.
pub(crate) fn checkpoint(kept: &Kept, size: u64) -> String {
    let mut frontier = TwinFrontier::default();
    for stored in kept.entries.iter().take(usize::try_from(size).unwrap()) {
        frontier.push(stored.entry.as_bytes());
    }
    let (ed25519, sm2) = log_keys();
    Checkpoint { origin: ORIGIN.to_owned(), size, roots: frontier.root() }.sign(&[&ed25519, &sm2]).unwrap().to_string()
}

impl Kept {
    pub(crate) fn tiles(&self) -> Tiles {
        Tiles::from_leaves(self.entries.iter().map(|stored| shouwang_ledger::Hashes::leaf(stored.entry.as_bytes())))
    }

    /// Verifies what is kept now, against these checkpoints.
    pub(crate) fn verify(&self, checkpoints: &[String]) -> Report {
        let options =
            Options { keys: verifiers(), checkpoints: checkpoints.to_vec(), nodes: Some(self.nodes.clone()), ..Options::default() };
        verify(self.entries.iter().cloned(), Some(&self.frontier.encode()), options)
    }
}
