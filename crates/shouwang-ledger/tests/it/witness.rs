//! Witnesses countersign what continues, and nothing else.

use shouwang_ledger::{
    Checkpoint, CosignRefusal, CosignRequest, Ed25519Key, Hashes, Kind, Plan, SignedNote, Signer, Sm2Key, Tiles, VerifierKey, decide_cosign,
};

use crate::support::{ORIGIN, log_keys, verifiers};

fn checkpoint(tiles: &Tiles, size: u64) -> Checkpoint {
    let roots = Plan::root(size).hashes(tiles).unwrap().first().copied().unwrap_or_else(Hashes::empty);
    Checkpoint { origin: ORIGIN.to_owned(), size, roots }
}

fn request(tiles: &Tiles, old: u64, new: u64) -> CosignRequest {
    let (ed25519, sm2) = log_keys();
    let note = checkpoint(tiles, new).sign(&[&ed25519, &sm2]).unwrap();
    CosignRequest { old, proof: Plan::consistency(old, new).unwrap().hashes(tiles).unwrap(), note }
}

fn tree(size: u64, last: &[u8]) -> Tiles {
    Tiles::from_leaves((1..size).map(|number| Hashes::leaf(&number.to_be_bytes())).chain([Hashes::leaf(last)]))
}

#[test]
fn what_continues_is_countersigned() {
    let tiles = tree(100, b"last");
    let keys = verifiers();
    let first = decide_cosign(None, &request(&tiles, 0, 10), &keys).unwrap();
    assert_eq!(first, checkpoint(&tiles, 10));
    let second = decide_cosign(Some(&first), &request(&tiles, 10, 100), &keys).unwrap();
    assert_eq!(decide_cosign(Some(&second), &request(&tiles, 100, 100), &keys), Ok(second));
}

#[test]
fn every_refusal_has_the_status_of_the_standard() {
    let tiles = tree(100, b"last");
    let (keys, seen) = (verifiers(), checkpoint(&tiles, 10));
    let refused = |seen: Option<&Checkpoint>, request: &CosignRequest, keys: &[VerifierKey]| {
        let refusal = decide_cosign(seen, request, keys).unwrap_err();
        (refusal.status(), refusal)
    };
    assert_eq!(refused(None, &request(&tiles, 0, 10), &[]), (404, CosignRefusal::UnknownLog(ORIGIN.to_owned())));
    let other_key = [Ed25519Key::from_seed(ORIGIN, &[7; 32]).unwrap().verifier()];
    assert_eq!(refused(None, &request(&tiles, 0, 10), &other_key).0, 403);
    assert_eq!(refused(None, &CosignRequest { old: 11, ..request(&tiles, 0, 10) }, &keys).0, 400);
    assert_eq!(refused(Some(&seen), &request(&tiles, 20, 100), &keys), (409, CosignRefusal::Conflict(10)));
    assert_eq!(refused(Some(&seen), &request(&tiles, 0, 100), &keys), (409, CosignRefusal::Conflict(10)));
    let forked = Checkpoint { roots: Hashes::of(&[b"other"]), ..seen.clone() };
    assert_eq!(refused(Some(&forked), &request(&tiles, 10, 10), &keys), (409, CosignRefusal::TwoHistories(10)));
    assert_eq!(refused(Some(&forked), &request(&tiles, 10, 100), &keys).0, 422);
    assert_eq!(refused(Some(&seen), &CosignRequest { proof: Vec::new(), ..request(&tiles, 10, 100) }, &keys).0, 422);
}

#[test]
fn a_history_that_differs_under_one_function_only_is_refused() {
    let tiles = tree(100, b"last");
    let honest = request(&tiles, 10, 100);
    for hash in [0, 1] {
        let mut proof = honest.proof.clone();
        let turned = if hash == 0 { &mut proof[0].sm3 } else { &mut proof[0].sha256 };
        turned.0[0] ^= 1;
        let refusal = decide_cosign(Some(&checkpoint(&tiles, 10)), &CosignRequest { proof, ..honest.clone() }, &verifiers());
        assert!(matches!(refusal, Err(CosignRefusal::Inconsistent(_))));
    }
}

#[test]
fn requests_are_read_back_and_stand_as_the_standard_has_them() {
    let request = request(&tree(100, b"last"), 10, 100);
    assert_eq!(CosignRequest::parse(&request.body(true)), Ok(request.clone()));
    let standard = request.body(false);
    assert!(standard.starts_with("old 10\n") && !standard.split("\n\n").next().unwrap().contains("sm3"));
    for wrong in
        ["", "old 10\n", &request.body(true).replace("old 10", "old 010"), &request.body(false).replacen("old 10\n", "old 10\nAAAA\n", 1)]
    {
        assert!(matches!(CosignRequest::parse(wrong), Err(CosignRefusal::Unreadable(_))), "{wrong}");
    }
}

#[test]
fn cosignatures_carry_their_moment_and_are_verified_with_it() {
    let mut note = request(&tree(100, b"last"), 0, 100).note;
    let ed25519 = Ed25519Key::from_seed("witness.example", &[3; 32]).unwrap().cosigner();
    let sm2 = Sm2Key::from_seed("witness.example", &[4; 32]).unwrap().cosigner();
    let line = note.cosign(&ed25519, 1_679_315_147).unwrap();
    note.cosign(&sm2, 1_679_315_148).unwrap();
    assert_eq!(line.bytes[..8], 1_679_315_147_u64.to_be_bytes());
    let message = format!("cosignature/v1\ntime 1679315147\n{}", note.text());
    assert!(ed25519.verifier().verify(message.as_bytes(), &line.bytes[8..]));

    let note: SignedNote = note.to_string().parse().unwrap();
    let keys = [verifiers(), vec![ed25519.verifier(), sm2.verifier()]].concat();
    let by = Checkpoint::open(&note, &keys).unwrap().by;
    let moments: Vec<(Kind, Option<u64>)> = by.iter().map(|by| (by.key.kind(), by.at)).collect();
    assert_eq!(moments[2..], [(Kind::CosignEd25519, Some(1_679_315_147)), (Kind::CosignSm2, Some(1_679_315_148))]);
    // A witness alone does not make a checkpoint to be believed.
    assert!(Checkpoint::open(&note, &keys[2..]).is_err());
    let mut forged = line;
    forged.bytes[7] ^= 1;
    let mut note = note;
    note.add(forged);
    assert!(Checkpoint::open(&note, &keys).is_err());
}
