//! Every way of tampering is found, and the entry is named.

use shouwang_ledger::verify::{FINDINGS_MAX, Side};
use shouwang_ledger::{Finding, Hashes, Options, Report, RowsFound, StoredEntry, Verdict, Verifier, Wrong};

use crate::support::{checkpoint, entry, keep, ledger, row, stored, verifiers};

/// Three whole blocks and a part of a fourth.
const SIZE: u64 = 3 * 256 + 100;

fn at(seq: u64) -> usize {
    usize::try_from(seq).unwrap()
}

fn wrong(seq: u64, wrong: Wrong) -> Finding {
    Finding::Entry { seq, wrong }
}

fn verdicts(report: &Report) -> Vec<Verdict> {
    report.checkpoints.iter().map(|seen| seen.verdict).collect()
}

/// Changes a text so that it stays a canonical entry.
fn change(stored: &mut StoredEntry) {
    let changed = stored.entry.replace("M24", "M25");
    assert_ne!(changed, stored.entry);
    stored.entry = changed;
}

#[test]
fn an_untouched_ledger_is_whole_at_every_size() {
    for size in [0, 1, 2, 255, 256, 257, 511, 512, 513, SIZE] {
        let kept = ledger(size);
        let report = kept.verify(&[checkpoint(&kept, 0), checkpoint(&kept, size / 2), checkpoint(&kept, size)]);
        assert_eq!(report.findings, [], "{size}");
        assert!(report.is_whole());
        assert_eq!((report.entries, report.roots, report.proven()), (size, Some(kept.frontier.root()), size));
        assert_eq!(verdicts(&report), [Verdict::AsSigned; 3]);
        assert_eq!(report.checkpoints[0].signed_by.len(), 2);
    }
}

#[test]
fn pages_of_any_length_give_the_same_report() {
    let mut kept = ledger(SIZE);
    change(&mut kept.entries[300]);
    let expected = kept.verify(&[]);
    for page in [1, 7, 256, 300, 10_000] {
        let mut verifier = Verifier::new(Options { nodes: Some(kept.nodes.clone()), ..Options::default() });
        kept.entries.chunks(page).for_each(|page| verifier.add(page.to_vec()));
        assert_eq!(verifier.finish(Some(&kept.frontier.encode())), expected);
    }
}

#[test]
fn a_changed_entry_is_named_wherever_it_stands() {
    for seq in [0, 1, 255, 256, 500, 767, 768, SIZE - 1] {
        let honest = ledger(SIZE);
        let mut kept = honest.clone();
        change(&mut kept.entries[at(seq)]);
        assert_eq!(kept.verify(&[]).findings, [wrong(seq, Wrong::Changed)]);
        let report = kept.verify(&[checkpoint(&honest, SIZE)]);
        assert_eq!(report.findings, [wrong(seq, Wrong::Changed)]);
        assert_eq!(verdicts(&report), [Verdict::KeptOnly]);
        assert_eq!(report.proven(), 0);
    }
}

#[test]
fn any_single_changed_byte_of_an_entry_is_found() {
    let honest = ledger(3);
    for byte in 0..honest.entries[1].entry.len() {
        let mut kept = honest.clone();
        let mut bytes = kept.entries[1].entry.clone().into_bytes();
        bytes[byte] ^= 1;
        kept.entries[1].entry = String::from_utf8_lossy(&bytes).into_owned();
        let report = kept.verify(&[]);
        assert!(report.findings.contains(&wrong(1, Wrong::Changed)), "byte {byte}: {:?}", report.findings);
        assert!(
            report.findings.iter().all(|finding| matches!(finding, Finding::Entry { seq: 1, .. })),
            "byte {byte}: {:?}",
            report.findings
        );
    }
}

#[test]
fn an_entry_changed_together_with_its_hashes_is_placed_within_its_block() {
    for (seq, from, until) in [(300, 256, 511), (SIZE - 1, 768, SIZE - 1)] {
        let honest = ledger(SIZE);
        let mut kept = honest.clone();
        change(&mut kept.entries[at(seq)]);
        kept.entries[at(seq)].leaf = Some(Hashes::leaf(kept.entries[at(seq)].entry.as_bytes()));
        assert_eq!(kept.verify(&[]).findings, [Finding::Block { from, until }]);
        let report = kept.verify(&[checkpoint(&honest, 256), checkpoint(&honest, SIZE)]);
        assert!(report.findings.contains(&Finding::Block { from, until }), "{:?}", report.findings);
        assert_eq!(report.proven(), 256);
    }
}

#[test]
fn changed_hashes_beside_an_entry_are_not_blamed_on_the_entry() {
    let mut kept = ledger(SIZE);
    kept.entries[300].leaf = Some(Hashes::of(&[b"other"]));
    assert_eq!(kept.verify(&[]).findings, [wrong(300, Wrong::KeptHash)]);
    // In the last block there is no kept root above; the head, or a checkpoint, tells.
    let mut kept = ledger(SIZE);
    let signed = checkpoint(&kept, SIZE);
    kept.entries[800].leaf = Some(Hashes::of(&[b"other"]));
    assert_eq!(kept.verify(&[]).findings, [wrong(800, Wrong::KeptHash)]);
    let report = kept.verify(&[signed]);
    assert_eq!((report.findings.as_slice(), verdicts(&report)), (&[wrong(800, Wrong::KeptHash)][..], vec![Verdict::AsSigned]));
}

#[test]
fn changed_or_missing_kept_roots_are_named_and_checkpoints_clear_the_entries() {
    let honest = ledger(SIZE);
    let signed = checkpoint(&honest, SIZE);
    let mut kept = honest.clone();
    kept.nodes[1].hashes = Hashes::of(&[b"other"]);
    assert!(kept.verify(&[]).findings.contains(&Finding::Block { from: 256, until: 511 }));
    let report = kept.verify(std::slice::from_ref(&signed));
    assert_eq!((report.findings.as_slice(), report.proven()), (&[Finding::KeptNode { level: 1, position: 1 }][..], SIZE));
    let mut kept = honest.clone();
    kept.nodes.remove(2);
    assert_eq!(kept.verify(&[signed]).findings, [Finding::KeptNode { level: 1, position: 2 }]);
}

#[test]
fn removed_entries_are_named() {
    for (seq, count) in [(0, 1), (5, 1), (255, 2), (256, 256), (300, 3), (200, 400), (SIZE - 2, 1)] {
        let honest = ledger(SIZE);
        let mut kept = honest.clone();
        kept.entries.drain(at(seq)..at(seq + count));
        let expected = [Finding::Removed { from: seq, until: seq + count - 1 }];
        assert_eq!(kept.verify(&[]).findings, expected, "{seq}, {count}");
        assert_eq!(kept.verify(&[checkpoint(&honest, 500), checkpoint(&honest, SIZE)]).findings, expected, "{seq}, {count}");
    }
}

#[test]
fn removing_and_renumbering_the_rest_is_told_apart_from_changing_everything() {
    let mut kept = ledger(SIZE);
    kept.entries.remove(300);
    for (number, stored) in (0..).zip(&mut kept.entries) {
        stored.columns.as_mut().unwrap().seq = number;
    }
    let expected = [Finding::Removed { from: 300, until: 300 }, Finding::Renumbered { from: 301, until: SIZE - 1, by: -1 }];
    assert_eq!(kept.verify(&[]).findings, expected);
}

#[test]
fn an_end_that_was_cut_off_is_named_by_the_head_or_by_a_checkpoint() {
    let honest = ledger(SIZE);
    for left in [0, 1, 256, 700, SIZE - 1] {
        let expected = Finding::Cut { from: left, until: SIZE - 1 };
        let mut kept = honest.clone();
        kept.entries.truncate(at(left));
        assert_eq!(kept.verify(&[]).findings, std::slice::from_ref(&expected), "{left}");
        // Whoever cuts the head as well is found by a checkpoint from elsewhere.
        let rewritten = keep(kept.entries.clone());
        assert_eq!(rewritten.verify(&[]).findings, []);
        let findings = rewritten.verify(&[checkpoint(&honest, SIZE)]).findings;
        assert!(
            findings.contains(&expected) && findings.iter().any(|finding| matches!(finding, Finding::Head { .. })),
            "{left}: {findings:?}"
        );
    }
}

#[test]
fn entries_behind_the_end_are_named() {
    for size in [10, 256, 300] {
        let mut kept = ledger(size);
        let forged = (size..size + 5).map(|seq| stored(&entry(seq, "forged")));
        kept.entries.extend(forged);
        assert_eq!(kept.verify(&[]).findings, [Finding::Beyond { from: size, until: size + 4 }], "{size}");
    }
}

#[test]
fn an_inserted_entry_is_named_even_when_it_comes_first() {
    for (size, seq) in [(SIZE, 300), (SIZE, 800), (10, 4)] {
        for before in [false, true] {
            let mut kept = ledger(size);
            let place = seq + u64::from(!before);
            kept.entries.insert(at(place), StoredEntry { columns: None, ..stored(&entry(seq, "forged")) });
            assert_eq!(kept.verify(&[]).findings, [wrong(seq, Wrong::Inserted { place })], "{size}, {seq}, {before}");
        }
    }
}

#[test]
fn an_entry_put_in_once_more_is_named() {
    let mut kept = ledger(SIZE);
    let copy = StoredEntry { columns: None, ..kept.entries[3].clone() };
    kept.entries.insert(600, copy);
    assert_eq!(kept.verify(&[]).findings, [wrong(3, Wrong::Inserted { place: 600 })]);
}

#[test]
fn entries_out_of_order_are_named_and_no_others() {
    for (one, other) in [(0, 1), (3, 7), (10, 700), (255, 256), (800, 850)] {
        let mut kept = ledger(SIZE);
        let (left, right) = (kept.entries[at(one)].columns.clone(), kept.entries[at(other)].columns.clone());
        kept.entries.swap(at(one), at(other));
        // The rows keep their numbers and columns; the texts change places.
        (kept.entries[at(one)].columns, kept.entries[at(other)].columns) = (left, right);
        let mut findings = kept.verify(&[]).findings;
        findings.retain(|finding| !matches!(finding, Finding::Entry { wrong: Wrong::Column(_), .. }));
        let named: Vec<u64> = findings
            .iter()
            .filter_map(|finding| if let Finding::Entry { seq, wrong: Wrong::Reordered { .. } } = finding { Some(*seq) } else { None })
            .collect();
        assert!(named.iter().all(|seq| *seq == one || *seq == other) && !named.is_empty(), "{one}, {other}: {findings:?}");
        let renumbered = findings.iter().all(|finding| match finding {
            Finding::Renumbered { from, until, .. } => from == until && (*from == one || *from == other),
            finding => matches!(finding, Finding::Entry { .. }),
        });
        assert!(renumbered, "{one}, {other}: {findings:?}");
    }
}

#[test]
fn a_block_moved_as_a_whole_is_named_entry_by_entry() {
    let mut kept = ledger(SIZE);
    kept.entries.iter_mut().for_each(|stored| stored.columns = None);
    kept.entries.rotate_left(2);
    let findings = kept.verify(&[]).findings;
    assert_eq!(findings, [wrong(0, Wrong::Reordered { place: SIZE - 2 }), wrong(1, Wrong::Reordered { place: SIZE - 1 })]);
}

#[test]
fn a_history_rewritten_from_some_entry_on_is_found_by_the_first_checkpoint_behind_it() {
    let honest = ledger(SIZE);
    let checkpoints: Vec<String> = [100, 300, 400, 768, SIZE].map(|size| checkpoint(&honest, size)).into();
    for (seq, after, until) in [(0, 0, 100), (99, 0, 100), (100, 100, 300), (399, 300, 400), (500, 400, 768), (800, 768, SIZE)] {
        let mut entries = honest.entries.clone();
        entries[at(seq)] = stored(&entry(seq, "rewritten"));
        let rewritten = keep(entries);
        assert_eq!(rewritten.verify(&[]).findings, [], "without a checkpoint a consistent history cannot be told from the true one");
        let report = rewritten.verify(&checkpoints);
        assert_eq!(report.findings, [Finding::Replaced { after, until }], "{seq}");
        assert_eq!(report.proven(), after);
    }
}

#[test]
fn a_whole_other_history_is_said_to_be_one() {
    let honest = ledger(SIZE);
    let other = keep((0..SIZE).map(|seq| stored(&entry(seq, "other"))).collect());
    let report = other.verify(&[checkpoint(&honest, 50), checkpoint(&honest, SIZE)]);
    assert_eq!(report.findings, [Finding::Replaced { after: 0, until: 50 }]);
    assert_eq!(verdicts(&report), [Verdict::Differs; 2]);
    assert!(report.findings[0].en().contains("whole history"));
}

#[test]
fn forged_and_foreign_checkpoints_are_not_believed() {
    let kept = ledger(10);
    let forged = checkpoint(&kept, 10).replacen("\n10\n", "\n9\n", 1);
    let report = kept.verify(&[checkpoint(&kept, 10), forged, "nonsense".to_owned()]);
    assert!(
        matches!(&report.findings[..], [Finding::Checkpoint { index: 1, .. }, Finding::Checkpoint { index: 2, .. }]),
        "{:?}",
        report.findings
    );
    assert_eq!(report.proven(), 10);
}

#[test]
fn a_changed_private_payload_is_named_and_an_erased_one_is_said() {
    let mut kept = ledger(300);
    kept.entries[7].private = kept.entries[7].private.as_ref().map(|text| text.replace("zhang.7", "zhang.8"));
    kept.entries[9].salt = kept.entries[8].salt.clone();
    kept.entries[11].salt = None;
    for erased in [20, 21, 299] {
        (kept.entries[erased].private, kept.entries[erased].salt) = (None, None);
        kept.entries[erased].columns.as_mut().unwrap().actor = None;
    }
    let report = kept.verify(&[]);
    let named = [wrong(7, Wrong::Private), wrong(7, Wrong::Column("actor")), wrong(9, Wrong::Private), wrong(11, Wrong::Private)];
    assert_eq!((report.findings.as_slice(), report.erased), (&named[..], 3));
}

#[test]
fn a_changed_column_beside_an_entry_is_named() {
    let mut kept = ledger(20);
    for (seq, stored) in kept.entries.iter_mut().enumerate() {
        let columns = stored.columns.as_mut().unwrap();
        match seq {
            1 => columns.at = "2026-11-22T08:00:01.123456Z".to_owned(),
            2 => columns.operation.push('x'),
            3 => columns.actor = Some("zhang".to_owned()),
            4 => columns.unit = None,
            5 => columns.function = Some("approver".to_owned()),
            6 => columns.request.clear(),
            7 => columns.act = Some(8),
            8 => columns.actor = None,
            9 => columns.at = "2026-11-22T16:00:00.123456+08:00".to_owned(),
            _ => {}
        }
    }
    let names = ["at", "operation", "actor", "unit", "function", "request", "act", "actor"];
    let expected: Vec<Finding> = (1..).zip(names).map(|(seq, column)| wrong(seq, Wrong::Column(column))).collect();
    assert_eq!(kept.verify(&[]).findings, expected);
}

#[test]
fn changed_rows_of_a_register_are_named_with_their_act_and_table() {
    let mut kept = ledger(300);
    for (seq, stored) in (0..).zip(&mut kept.entries) {
        stored.rows = Some(vec![RowsFound { table: "open_port".to_owned(), before: Vec::new(), after: vec![row(seq)] }]);
    }
    assert!(kept.verify(&[]).is_whole());
    kept.entries[40].rows.as_mut().unwrap()[0].after[0] = row(41);
    kept.entries[41].rows.as_mut().unwrap()[0].before.push(row(41));
    kept.entries[42].rows = Some(Vec::new());
    kept.entries[43].rows.as_mut().unwrap().push(RowsFound { table: "unit".to_owned(), before: Vec::new(), after: vec!["{}".to_owned()] });
    let rows = |seq, table: &str, side, expected, found| wrong(seq, Wrong::Rows { table: table.to_owned(), side, expected, found });
    let expected = [
        rows(40, "open_port", Side::After, 1, 1),
        rows(41, "open_port", Side::Before, 0, 1),
        rows(42, "open_port", Side::After, 1, 0),
        rows(43, "unit", Side::After, 0, 1),
    ];
    assert_eq!(kept.verify(&[]).findings, expected);
}

#[test]
fn a_head_that_is_not_of_the_entries_is_named() {
    let mut kept = ledger(SIZE);
    let encoded = kept.frontier.encode();
    let root = kept.nodes[0].hashes;
    let report = |head: &str| {
        shouwang_ledger::verify(kept.entries.iter().cloned(), Some(head), Options { nodes: Some(kept.nodes.clone()), ..Options::default() })
            .findings
    };
    assert!(matches!(report("nonsense")[..], [Finding::Head { .. }]));
    let largest = encoded.split([' ', ',']).nth(1).unwrap();
    assert!(matches!(report(&encoded.replace(largest, &root.sm3.to_string()))[..], [Finding::Head { .. }]));
    kept.frontier.push(b"one more");
    assert_eq!(kept.verify(&[]).findings, [Finding::Cut { from: SIZE, until: SIZE }]);
}

#[test]
fn without_keys_checkpoints_are_compared_and_nobody_is_said_to_have_signed() {
    let kept = ledger(5);
    let options = Options { checkpoints: vec![checkpoint(&kept, 5)], ..Options::default() };
    let report = shouwang_ledger::verify(kept.entries.iter().cloned(), None, options);
    assert_eq!((verdicts(&report), report.proven(), report.is_whole()), (vec![Verdict::AsSigned], 0, true));
}

#[test]
fn many_findings_are_counted_and_only_the_first_are_told() {
    let mut kept = ledger(2_000);
    kept.entries.iter_mut().for_each(change);
    let report = kept.verify(&[]);
    assert_eq!((report.findings.len(), report.findings_count), (FINDINGS_MAX, 2_000));
    assert_eq!(report.findings[0], wrong(0, Wrong::Changed));
}

#[test]
fn a_ledger_in_reverse_is_taken_in_with_bounded_memory_and_nothing_is_called_removed() {
    let mut kept = ledger(3_000);
    kept.entries.reverse();
    kept.entries.iter_mut().for_each(|stored| stored.columns = None);
    let report = kept.verify(&[]);
    assert_eq!(report.findings_count, 2_999);
    assert!(report.findings.iter().all(|finding| matches!(finding, Finding::Entry { wrong: Wrong::Reordered { .. }, .. })));
}

#[test]
fn numbers_beyond_reason_are_not_followed() {
    let mut kept = ledger(10);
    kept.entries.push(StoredEntry { columns: None, ..stored(&entry(1 << 53, "forged")) });
    kept.entries[4].columns.as_mut().unwrap().seq = u64::MAX;
    change(&mut kept.entries[4]);
    let options = Options { keys: verifiers(), ..Options::default() };
    let report = shouwang_ledger::verify(kept.entries.iter().cloned(), Some(&kept.frontier.encode()), options);
    assert!(report.findings.contains(&Finding::Beyond { from: 1 << 53, until: 1 << 53 }), "{:?}", report.findings);
}

#[test]
fn every_finding_is_worded_in_both_languages() {
    let mut kept = ledger(SIZE);
    change(&mut kept.entries[1]);
    kept.entries[2].entry.push(' ');
    kept.entries.remove(5);
    let report = kept.verify(&["nonsense".to_owned()]);
    assert!(report.findings.len() >= 4);
    for finding in &report.findings {
        assert!(finding.en().is_ascii() || finding.en().contains('“'), "{}", finding.en());
        assert!(finding.zh().contains(|character| ('\u{4e00}'..'\u{9fff}').contains(&character)), "{}", finding.zh());
    }
}
