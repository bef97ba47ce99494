//! Signed notes and checkpoints, against an independent implementation.

use shouwang_ledger::{Checkpoint, CheckpointError, Ed25519Key, Hashes, NoteError, SignedNote, Signer, VerifierKey};

use crate::support::{ORIGIN, log_keys, verifiers};

/// The example in the documentation of Go's `sumdb/note`.
const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const NOTE: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\
    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn checkpoint() -> Checkpoint {
    Checkpoint { origin: ORIGIN.to_owned(), size: 20_852_163, roots: Hashes::of(&[b"a root"]) }
}

#[test]
fn a_note_of_the_go_tooling_is_verified() {
    let key: VerifierKey = KEY.parse().unwrap();
    let note: SignedNote = NOTE.parse().unwrap();
    assert_eq!(note.signed_by(std::slice::from_ref(&key)).unwrap()[0].key, key);
    assert_eq!(note.to_string(), NOTE);
    let forged: SignedNote = NOTE.replace("cryptography", "cryptanalysis").parse().unwrap();
    assert_eq!(forged.signed_by(&[key]), Err(NoteError::Forged("PeterNeumann".to_owned())));
}

#[test]
fn an_independent_crate_verifies_our_checkpoint_and_passes_over_sm2() {
    let (ed25519, sm2) = log_keys();
    let note = checkpoint().sign(&[&sm2, &ed25519]).unwrap().to_string();
    let theirs = signed_note::Note::from_bytes(note.as_bytes()).unwrap();
    let verifier = signed_note::StandardVerifier::new(&ed25519.verifier().to_string()).unwrap();
    let (verified, unverified) = theirs.verify(&signed_note::VerifierList::new(vec![Box::new(verifier)])).unwrap();
    assert_eq!((verified.len(), unverified.len()), (1, 1));
    assert_eq!(verified[0].id(), ed25519.key_id());
    assert_eq!(unverified[0].id(), sm2.key_id());
}

#[test]
fn we_verify_a_note_that_an_independent_crate_signed() {
    let signer =
        signed_note::StandardSigner::new("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz").unwrap();
    let mut theirs = signed_note::Note::new(checkpoint().text().as_bytes(), &[]).unwrap();
    theirs.add_sigs(&[&signer]).unwrap();
    let note: SignedNote = String::from_utf8(theirs.to_bytes()).unwrap().parse().unwrap();
    assert_eq!(note.signed_by(&[KEY.parse().unwrap()]).unwrap().len(), 1);
}

#[test]
fn a_checkpoint_is_four_lines_and_read_back() {
    let checkpoint = checkpoint();
    let text = checkpoint.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..2], [ORIGIN, "20852163"]);
    assert!(lines.len() == 4 && lines[3].starts_with("sm3 "));
    assert_eq!(Checkpoint::parse(&text), Ok(checkpoint.clone()));
    assert_eq!(Checkpoint::parse(&text.replace("sm3 ", "something else\nsm3 ")), Ok(checkpoint));
    for wrong in ["", "\n1\n", "a\n01\n", "a\n1\nAAAA\n", &text.replace("sm3 ", "sm4 ")] {
        assert!(matches!(Checkpoint::parse(wrong), Err(CheckpointError::Shape(_))), "{wrong:?}");
    }
}

#[test]
fn a_checkpoint_is_believed_only_when_a_trusted_key_of_its_log_signed_it() {
    let (ed25519, sm2) = log_keys();
    let note = checkpoint().sign(&[&ed25519, &sm2]).unwrap();
    let opened = Checkpoint::open(&note, &verifiers()).unwrap();
    assert_eq!(opened.checkpoint, checkpoint());
    assert_eq!(opened.by.len(), 2);
    assert_eq!(Checkpoint::open(&note, &[]), Err(CheckpointError::Unsigned(ORIGIN.to_owned())));
    let stranger = Ed25519Key::from_seed("stranger", &[9; 32]).unwrap();
    let by_stranger = checkpoint().sign(&[&stranger]).unwrap();
    assert_eq!(Checkpoint::open(&by_stranger, &[stranger.verifier()]), Err(CheckpointError::Unsigned(ORIGIN.to_owned())));
    let forged: SignedNote = note.to_string().replace("20852163", "20852164").parse().unwrap();
    assert_eq!(Checkpoint::open(&forged, &verifiers()), Err(CheckpointError::Note(NoteError::Forged(ORIGIN.to_owned()))));
    let sm2_only = [sm2.verifier()];
    assert_eq!(Checkpoint::open(&forged, &sm2_only), Err(CheckpointError::Note(NoteError::Forged(ORIGIN.to_owned()))));
}

#[test]
fn what_is_no_note_is_refused() {
    for wrong in [
        "",
        "text\n",
        "text\n\n",
        "text\n\n— a\n",
        "text\n\n— a AAAA\n",
        "text\n\n— a AAAAAAA=",
        "text\n\n- a AAAAAAAA\n",
        "te\rxt\n\n— a AAAAAAAA\n",
        "\n\n— a AAAAAAAA\n",
    ] {
        assert!(wrong.parse::<SignedNote>().is_err(), "{wrong:?}");
    }
    assert!("text\n\n— a AAAAAAAA\n".parse::<SignedNote>().is_ok());
    let line = "— a AAAAAAAA\n";
    assert!(format!("text\n\n{}", line.repeat(100)).parse::<SignedNote>().is_ok());
    assert!(format!("text\n\n{}", line.repeat(101)).parse::<SignedNote>().is_err());
    assert!(SignedNote::new("no line end").is_err());
}
