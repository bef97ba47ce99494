//! Receipts hold offline, and hold nothing but the truth.

use shouwang_ledger::{Hashes, Plan, Receipt, ReceiptError};

use crate::support::{Kept, checkpoint, entry, ledger, private, salt, verifiers};

fn receipt(kept: &Kept, index: u64) -> Receipt {
    let size = kept.frontier.size();
    Receipt {
        index,
        entry: entry(index, "register.write").canonical(),
        private: Some((private(index).canonical(), salt(index))),
        proof: Plan::inclusion(index, size).unwrap().hashes(&kept.tiles()).unwrap(),
        note: checkpoint(kept, size).parse().unwrap(),
    }
}

#[test]
fn a_receipt_is_read_back_and_holds() {
    let kept = ledger(600);
    for index in [0, 255, 256, 599] {
        let text = receipt(&kept, index).to_string();
        let read: Receipt = text.parse().unwrap();
        assert_eq!(read.to_string(), text);
        let proven = read.verify(&verifiers()).unwrap();
        assert_eq!(proven.entry, entry(index, "register.write"));
        assert_eq!(proven.private, Some(private(index)));
        assert_eq!((proven.opened.checkpoint.size, proven.opened.by.len()), (600, 2));
    }
}

#[test]
fn a_receipt_without_the_private_payload_holds_as_well() {
    let undisclosed = Receipt { private: None, ..receipt(&ledger(7), 3) };
    let read: Receipt = undisclosed.to_string().parse().unwrap();
    assert_eq!(read.verify(&verifiers()).unwrap().private, None);
    assert!(!undisclosed.to_string().contains("zhang"));
}

#[test]
fn whatever_is_changed_in_a_receipt_it_no_longer_holds() {
    let honest = receipt(&ledger(100), 42);
    let refused = |receipt: Receipt| receipt.verify(&verifiers()).unwrap_err();
    let changed = entry(42, "register.delete").canonical();
    assert!(matches!(refused(Receipt { entry: changed, ..honest.clone() }), ReceiptError::Proof(_)));
    assert_eq!(refused(Receipt { index: 43, ..honest.clone() }), ReceiptError::OtherIndex { index: 43, seq: 42 });
    assert_eq!(refused(Receipt { private: Some((private(41).canonical(), salt(42))), ..honest.clone() }), ReceiptError::Private);
    assert!(matches!(refused(Receipt { entry: "{}".to_owned(), ..honest.clone() }), ReceiptError::Entry(_)));
    for (at, flip) in (0..honest.proof.len()).flat_map(|at| [(at, true), (at, false)]) {
        let mut proof = honest.proof.clone();
        let hash = if flip { &mut proof[at].sm3 } else { &mut proof[at].sha256 };
        hash.0[31] ^= 1;
        assert!(matches!(refused(Receipt { proof, ..honest.clone() }), ReceiptError::Proof(_)));
    }
    let longer = [honest.proof.clone(), vec![Hashes::default()]].concat();
    assert!(matches!(refused(Receipt { proof: longer, ..honest.clone() }), ReceiptError::Proof(_)));
    assert!(matches!(honest.verify(&[]).unwrap_err(), ReceiptError::Checkpoint(_)));
}

#[test]
fn a_text_that_is_no_receipt_is_refused() {
    let text = receipt(&ledger(5), 2).to_string();
    for wrong in [
        String::new(),
        text.replace("/v1\n", "/v2\n"),
        text.replace("index 2", "index 02"),
        text.replace("salt ", "salz "),
        text.replacen("sm3 ", "sm4 ", 1),
        text.replacen("index", "extra line\nindex", 1),
        text.replace("— ", "- "),
    ] {
        assert_ne!(wrong, text);
        assert!(wrong.parse::<Receipt>().is_err(), "{wrong}");
    }
}
