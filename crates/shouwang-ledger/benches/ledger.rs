//! How fast entries enter the tree, how fast a ledger is verified, how fast a receipt is made.
//!
//! The baseline is an in-memory tree as crates offer it: it keeps every leaf and hashes the whole path at every push.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use divan::Bencher;
use divan::counter::ItemsCount;
use shouwang_ledger::entry::On;
use shouwang_ledger::{
    Checkpoint, Columns, Ed25519Key, Entry, ExportWriter, Hashes, Options, Plan, Private, Receipt, Signer, Sm2Key, StoredEntry,
    TableChange, Tiles, TwinFrontier, digest, hex, verify, verify_export,
};

const LEAVES: u64 = 100_000;
const PUSHED: u64 = 1_000;
const ENTRIES: u64 = 1_000_000;
const ORIGIN: &str = "ledger.example/bench";

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// An entry as an act of a clerk makes it, some 700 bytes, and what stands beside it.
fn entry(seq: u64) -> StoredEntry {
    let salt = [7; 32];
    let private = Private {
        actor: "zhang.san".to_owned(),
        person: Some("P000123".to_owned()),
        client: Some("10.1.2.3".to_owned()),
        source: None,
        reason: Some("按工单开放端口".to_owned()),
        on: vec![On { table: "open_port".to_owned(), code: format!("OP-{seq}"), from: "2026-01-01".to_owned() }],
    };
    let mut entry =
        Entry::new(seq, "2026-11-22T08:00:00.123456Z".parse().unwrap(), "register.write", format!("{seq:026}"), private.commit(&salt));
    entry.unit = Some("U3".to_owned());
    entry.function = Some("handler".to_owned());
    entry.article = Some("M24".to_owned());
    entry.act = i64::try_from(seq).ok();
    entry.tables =
        vec![TableChange { name: "open_port".to_owned(), before: digest(std::iter::empty::<&[u8]>()), after: digest([b"row"].iter()) }];
    let text = entry.canonical();
    StoredEntry {
        private: Some(private.canonical()),
        salt: Some(hex(&salt)),
        leaf: Some(Hashes::leaf(text.as_bytes())),
        columns: Some(Columns {
            seq,
            at: entry.at.to_string(),
            operation: entry.operation.clone(),
            actor: Some(private.actor),
            unit: entry.unit.clone(),
            function: entry.function.clone(),
            request: entry.request.clone(),
            act: entry.act,
        }),
        entry: text,
        rows: None,
    }
}

/// What is pushed: the bytes of an entry. A log-in has some 400, an act that writes one register some 700.
fn leaf(bytes: usize, number: u64) -> Vec<u8> {
    let mut leaf = number.to_be_bytes().to_vec();
    leaf.resize(bytes, b'x');
    leaf
}

/// A thousand leaves at a time into a tree of a hundred thousand, so that the fastest sample says something on a busy machine as well.
#[divan::bench(args = [32, 400, 700], sample_count = 200, sample_size = 1)]
fn push_into_the_twin_tree(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut grown = TwinFrontier::default();
    (0..LEAVES).for_each(|number| drop(grown.push(&leaf(bytes, number))));
    let leaves: Vec<Vec<u8>> = (0..PUSHED).map(|number| leaf(bytes, LEAVES + number)).collect();
    bencher.counter(ItemsCount::new(PUSHED)).with_inputs(|| grown.clone()).bench_local_values(|mut frontier| {
        leaves.iter().for_each(|leaf| drop(frontier.push(leaf)));
        frontier.root()
    });
}

#[divan::bench(args = [32, 400, 700], sample_count = 20, sample_size = 1)]
fn baseline_in_memory_tree_with_sm3_alone(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut grown = MemoryBackedTree::<sm3::Sm3, Vec<u8>>::new();
    (0..LEAVES).for_each(|number| grown.push(leaf(bytes, number)));
    let leaves: Vec<Vec<u8>> = (0..PUSHED).map(|number| leaf(bytes, LEAVES + number)).collect();
    bencher.counter(ItemsCount::new(PUSHED)).with_inputs(|| (grown.clone(), leaves.clone())).bench_local_values(|(mut tree, leaves)| {
        leaves.into_iter().for_each(|leaf| tree.push(leaf));
        tree.root()
    });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn verify_a_million_entries_of_a_database(bencher: Bencher<'_, '_>) {
    let entries: Vec<StoredEntry> = (0..ENTRIES).map(entry).collect();
    let mut frontier = TwinFrontier::default();
    let nodes: Vec<_> = entries.iter().flat_map(|stored| frontier.push(stored.entry.as_bytes()).completed).collect();
    let (head, options) = (frontier.encode(), Options { nodes: Some(nodes), ..Options::default() });
    bencher.counter(ItemsCount::new(ENTRIES)).with_inputs(|| (entries.clone(), options.clone())).bench_local_values(
        |(entries, options)| {
            let report = verify(entries.into_iter(), Some(&head), options);
            assert!(report.is_whole(), "{:?}", report.findings);
        },
    );
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn verify_a_million_entries_of_a_file(bencher: Bencher<'_, '_>) {
    let mut frontier = TwinFrontier::default();
    let nodes: Vec<_> = (0..ENTRIES).flat_map(|seq| frontier.push(entry(seq).entry.as_bytes()).completed).collect();
    let mut writer = ExportWriter::begin(Vec::new(), ORIGIN, ENTRIES, &[], &nodes).unwrap();
    (0..ENTRIES).for_each(|seq| writer.entry(entry(seq)).unwrap());
    let file = writer.finish(&frontier.encode()).unwrap();
    bencher.counter(ItemsCount::new(ENTRIES)).bench_local(|| {
        let (_, report) = verify_export(file.as_slice(), Options::default()).unwrap();
        assert!(report.is_whole(), "{:?}", report.findings);
    });
}

#[divan::bench(sample_count = 100)]
fn make_a_receipt_in_a_ledger_of_a_million(bencher: Bencher<'_, '_>) {
    let tiles = Tiles::from_leaves((0..ENTRIES).map(|number| Hashes::leaf(&number.to_be_bytes())));
    let roots = Plan::root(ENTRIES).hashes(&tiles).unwrap()[0];
    let (ed25519, sm2) = (Ed25519Key::from_seed(ORIGIN, &[1; 32]).unwrap(), Sm2Key::from_seed(ORIGIN, &[2; 32]).unwrap());
    let signers: [&dyn Signer; 2] = [&ed25519, &sm2];
    let text = entry(123_456).entry;
    bencher.bench_local(|| {
        let proof = Plan::inclusion(123_456, ENTRIES).unwrap().hashes(&tiles).unwrap();
        let note = Checkpoint { origin: ORIGIN.to_owned(), size: ENTRIES, roots }.sign(&signers).unwrap();
        Receipt { index: 123_456, entry: text.clone(), private: None, proof, note }.to_string()
    });
}
