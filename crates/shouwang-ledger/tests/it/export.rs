//! The export file: everything that a database shows, without one.

use std::num::NonZeroUsize;

use shouwang_ledger::{ArchiveError, ExportError, ExportWriter, Finding, Options, Report, Wrong, prove_from_export, verify_export};

use crate::support::{Kept, ORIGIN, checkpoint, entry, ledger, private, verifiers};

fn export(kept: &Kept, checkpoints: &[String]) -> String {
    let mut writer = ExportWriter::begin(Vec::new(), ORIGIN, kept.frontier.size(), checkpoints, &kept.nodes).unwrap();
    kept.entries.iter().for_each(|stored| writer.entry(stored.clone()).unwrap());
    String::from_utf8(writer.finish(&kept.frontier.encode()).unwrap()).unwrap()
}

fn check(file: &str) -> Report {
    let (header, report) = verify_export(file.as_bytes(), Options { keys: verifiers(), ..Options::default() }).unwrap();
    assert_eq!(header.origin, ORIGIN);
    report
}

/// The file without some lines, or with others in their place.
fn edited(file: &str, edit: impl FnOnce(&mut Vec<String>)) -> String {
    let mut lines: Vec<String> = file.lines().map(str::to_owned).collect();
    edit(&mut lines);
    lines.join("\n") + "\n"
}

/// Where the line of an entry stands: behind the header, one checkpoint, two nodes.
fn line(seq: usize) -> usize {
    seq + 4
}

#[test]
fn an_exported_ledger_is_whole_and_proven() {
    let kept = ledger(600);
    let file = export(&kept, &[checkpoint(&kept, 600)]);
    for threads in 1..4 {
        let options = Options { keys: verifiers(), threads: NonZeroUsize::new(threads).unwrap(), ..Options::default() };
        let (header, report) = verify_export(file.as_bytes(), options).unwrap();
        assert_eq!((header.size, report.entries, report.proven(), report.findings.as_slice()), (600, 600, 600, &[][..]));
    }
}

#[test]
fn a_receipt_comes_from_the_file_alone_and_only_from_an_unchanged_one() {
    let kept = ledger(600);
    let file = export(&kept, &[checkpoint(&kept, 300), checkpoint(&kept, 599)]);
    let prove = |file: &str, seq, disclose| prove_from_export(file.as_bytes(), seq, disclose);
    for seq in [0, 255, 256, 598] {
        let proven = prove(&file, seq, true).unwrap().verify(&verifiers()).unwrap();
        assert_eq!((proven.entry, proven.private, proven.opened.checkpoint.size), (entry(seq, "register.write"), Some(private(seq)), 599));
        assert_eq!(prove(&file, seq, false).unwrap().verify(&verifiers()).unwrap().private, None);
    }
    assert!(matches!(prove(&file, 599, false), Err(ArchiveError::NoCheckpoint(599))));
    assert!(matches!(prove(&file, 600, false), Err(ArchiveError::NoSuchEntry(600))));
    // The kept hashes of the file are not believed: an entry that was changed together with them gives no receipt, and its neighbours neither.
    let changed = edited(&file, |lines| lines[line(300) + 1] = lines[line(300) + 1].replacen("M24", "M25", 1));
    assert!(matches!(prove(&changed, 300, false), Err(ArchiveError::Differs(599))));
    assert!(matches!(prove(&changed, 0, false), Err(ArchiveError::Differs(599))));
    let cut = edited(&file, |lines| lines.truncate(line(590)));
    assert!(matches!(prove(&cut, 0, false), Err(ArchiveError::Differs(599))));
}

#[test]
fn every_tampering_with_a_file_names_the_entry() {
    let kept = ledger(600);
    let file = export(&kept, &[checkpoint(&kept, 600)]);
    let found = |edit: &dyn Fn(&mut Vec<String>)| check(&edited(&file, edit)).findings;
    let wrong = |seq, wrong| vec![Finding::Entry { seq, wrong }];
    assert_eq!(found(&|lines| lines[line(300)] = lines[line(300)].replacen("M24", "M25", 1)), wrong(300, Wrong::Changed));
    assert_eq!(found(&|lines| drop(lines.remove(line(300)))), [Finding::Removed { from: 300, until: 300 }]);
    assert_eq!(found(&|lines| lines.swap(line(300), line(301))).len(), 1);
    assert_eq!(found(&|lines| lines.insert(line(301), lines[line(300)].clone())), wrong(300, Wrong::Inserted { place: 301 }));
    assert_eq!(found(&|lines| drop(lines.drain(line(590)..line(600)))), [Finding::Cut { from: 590, until: 599 }]);
    let cut = found(&|lines| lines.truncate(line(590)));
    assert!(matches!(cut[..], [Finding::Cut { from: 590, until: 599 }, Finding::Head { .. }]), "{cut:?}");
    let unreadable = found(&|lines| lines[line(300)].truncate(50));
    assert!(matches!(unreadable[..], [Finding::Entry { seq: 300, wrong: Wrong::Unreadable(_) }]), "{unreadable:?}");
}

#[test]
fn a_byte_that_is_no_text_is_blamed_on_its_entry() {
    let file = export(&ledger(20), &[]);
    let at = file.find("\\\"seq\\\":7,").unwrap();
    let mut bytes = file.into_bytes();
    bytes[at + 2] = 0xff;
    let (_, report) = verify_export(bytes.as_slice(), Options::default()).unwrap();
    assert!(!report.findings.is_empty());
    assert!(report.findings.iter().all(|finding| matches!(finding, Finding::Entry { seq: 7, .. })), "{:?}", report.findings);
}

#[test]
fn a_file_without_private_payloads_verifies_and_says_so() {
    let mut kept = ledger(10);
    kept.entries.iter_mut().for_each(|stored| (stored.private, stored.salt) = (None, None));
    let report = check(&export(&kept, &[]));
    assert_eq!((report.erased, report.is_whole()), (10, true));
}

#[test]
fn a_checkpoint_from_elsewhere_finds_a_file_made_anew() {
    let honest = ledger(20);
    let mut entries = honest.entries.clone();
    entries.truncate(10);
    let remade = crate::support::keep(entries);
    let options = Options { keys: verifiers(), checkpoints: vec![checkpoint(&honest, 20)], ..Options::default() };
    let (_, report) = verify_export(export(&remade, &[]).as_bytes(), options).unwrap();
    assert!(report.findings.contains(&Finding::Cut { from: 10, until: 19 }), "{:?}", report.findings);
}

#[test]
fn what_is_no_export_file_is_refused_with_its_line() {
    let file = export(&ledger(300), &[]);
    let refused = |file: &str| match verify_export(file.as_bytes(), Options::default()) {
        Err(ExportError::Line { line, .. }) => line,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(""), 1);
    assert_eq!(refused("{}\n"), 1);
    assert_eq!(refused(&file.replacen("\"ledger\":1", "\"ledger\":2", 1)), 1);
    assert_eq!(refused(&file.replacen("{\"node\":[1,0]", "{\"node\":[1]", 1)), 2);
}
