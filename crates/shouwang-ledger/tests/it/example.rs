//! The worked example of the specification is what the program computes.

use std::fmt::Write as _;

use shouwang_ledger::entry::On;
use shouwang_ledger::{
    Checkpoint, Ed25519Key, Entry, Plan, Private, Receipt, Signer, Sm2Key, TableChange, Tiles, TwinFrontier, digest, hex,
};

const SPECIFICATION: &str = include_str!("../../../../docs/ledger.md");
const ORIGIN: &str = "ledger.example/yunnan";

/// The example: three entries, of which the second writes a register.
fn example() -> String {
    let salt = [7; 32];
    let private = Private {
        actor: "zhang.san".to_owned(),
        person: Some("P000123".to_owned()),
        client: Some("10.1.2.3".to_owned()),
        source: None,
        reason: Some("按工单开放端口".to_owned()),
        on: vec![On { table: "open_port".to_owned(), code: "OP-1".to_owned(), from: "2026-11-22".to_owned() }],
    };
    let mut frontier = TwinFrontier::default();
    let mut text = String::new();
    let mut leaves = Vec::new();
    let mut entries = Vec::new();
    let _ = writeln!(text, "salt    {}\nprivate {}\n", hex(&salt), private.canonical());
    for (seq, operation) in [(0, "session.begin"), (1, "register.write"), (2, "session.end")] {
        let at = format!("2026-11-22T08:00:0{seq}.123456Z").parse().unwrap();
        let mut entry = Entry::new(seq, at, operation, format!("01JDEXAMPLE{seq}"), private.commit(&salt));
        entry.unit = Some("U3".to_owned());
        if seq == 1 {
            entry.function = Some("handler".to_owned());
            entry.article = Some("M24".to_owned());
            entry.act = Some(12);
            let row = "{\"basis\":\"工单 17\",\"code\":\"OP-1\",\"held_from\":\"2026-11-22\",\"learned_act\":12,\"port\":443,\"table\":\"open_port\"}";
            let change =
                TableChange { name: "open_port".to_owned(), before: digest(std::iter::empty::<&[u8]>()), after: digest([row].iter()) };
            let _ = writeln!(text, "row     {row}\n");
            entry.tables = vec![change];
        }
        let canonical = entry.canonical();
        let pushed = frontier.push(canonical.as_bytes());
        let _ = writeln!(text, "entry {seq} {canonical}\nsm3     {}\nsha256  {}\n", pushed.leaf.sm3, pushed.leaf.sha256);
        leaves.push(pushed.leaf);
        entries.push(canonical);
    }
    let roots = frontier.root();
    let _ = writeln!(text, "root of 3 entries\nsm3     {}\nsha256  {}\n\nhead    {}\n", roots.sm3, roots.sha256, frontier.encode());
    let (ed25519, sm2) = (Ed25519Key::from_seed(ORIGIN, &[1; 32]).unwrap(), Sm2Key::from_seed(ORIGIN, &[2; 32]).unwrap());
    let _ = writeln!(text, "{}\n{}\n", ed25519.verifier(), sm2.verifier());
    let note = Checkpoint { origin: ORIGIN.to_owned(), size: 3, roots }.sign(&[&ed25519, &sm2]).unwrap();
    let proof = Plan::inclusion(1, 3).unwrap().hashes(&Tiles::from_leaves(leaves)).unwrap();
    let receipt = Receipt { index: 1, entry: entries[1].clone(), private: None, proof, note };
    receipt.verify(&[ed25519.verifier(), sm2.verifier()]).unwrap();
    let _ = write!(text, "{receipt}");
    text
}

#[test]
fn the_worked_example_of_the_specification_is_what_the_program_computes() {
    let example = example();
    for part in example.split("\n\n") {
        assert!(
            SPECIFICATION.contains(part.trim_end()),
            "docs/ledger.md lacks this part of its example:\n{part}\n\nthe whole example:\n{example}"
        );
    }
}
