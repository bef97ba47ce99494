//! The tree against itself, and against an independent crate.

use ct_merkle::digest::Digest;
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use shouwang_ledger::{Frontier, FrontierError, Hashes, Nodes, Sha256, Sm3, Tiles, TreeHash, TwinFrontier};

fn against<H: TreeHash, D: Digest>(pick: fn(&Hashes) -> shouwang_ledger::Hash) {
    let mut theirs = MemoryBackedTree::<D, Vec<u8>>::new();
    let mut ours = Frontier::<H>::default();
    let mut twin = TwinFrontier::default();
    for number in 0..600_u32 {
        let leaf = format!("leaf {number}").into_bytes();
        assert_eq!(u64::from(number), ours.push(H::leaf(&leaf)));
        twin.push(&leaf);
        theirs.push(leaf);
        assert_eq!(ours.root().0.as_slice(), theirs.root().as_bytes().as_slice(), "{} at {number}", H::NAME);
        assert_eq!(ours.root(), pick(&twin.root()));
    }
}

#[test]
fn the_roots_are_those_of_an_independent_crate_under_both_functions() {
    against::<Sha256, sha2::Sha256>(Sha256::pick);
    against::<Sm3, sm3::Sm3>(Sm3::pick);
}

#[test]
fn completed_subtrees_are_told_when_their_last_leaf_comes() {
    let leaves: Vec<Hashes> = (0..65_536_u32 + 300).map(|number| Hashes::leaf(&number.to_be_bytes())).collect();
    let tiles = Tiles::from_leaves(leaves.iter().copied());
    let mut frontier = TwinFrontier::default();
    let mut completed = Vec::new();
    for leaf in &leaves {
        completed.extend(frontier.push_leaf(*leaf).completed);
    }
    assert_eq!(completed.iter().filter(|node| node.level == 1).count(), 257);
    assert_eq!(completed.iter().filter(|node| node.level == 2).count(), 1);
    for node in &completed {
        assert_eq!(Ok(node.hashes), tiles.node(u32::from(node.level) * 8, node.position));
    }
    let mut whole = Frontier::<Sm3>::default();
    for leaf in &leaves[256..512] {
        whole.push(leaf.sm3);
    }
    assert_eq!(completed[1].hashes.sm3, whole.root());
}

#[test]
fn a_whole_block_is_appended_like_its_leaves() {
    let leaves: Vec<Hashes> = (0..768_u32).map(|number| Hashes::leaf(&number.to_be_bytes())).collect();
    let (mut single, mut whole) = (TwinFrontier::default(), TwinFrontier::default());
    for block in leaves.as_chunks::<256>().0 {
        block.iter().for_each(|leaf| drop(single.push_leaf(*leaf)));
        let root = shouwang_ledger::tile::complete_root(block).unwrap();
        assert_eq!(whole.push_block(root).unwrap()[0].hashes, root);
    }
    assert_eq!(single, whole);
    whole.push_leaf(leaves[0]);
    assert_eq!(whole.push_block(leaves[0]), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    #[test]
    fn a_frontier_is_read_back_as_it_was_written(size in 0_u32..600) {
        let mut frontier = TwinFrontier::default();
        (0..size).for_each(|number| drop(frontier.push(&number.to_be_bytes())));
        let text = frontier.encode();
        prop_assert_eq!(TwinFrontier::decode(&text).unwrap(), frontier.clone());
        let mut later = TwinFrontier::decode(&text).unwrap();
        later.push(b"more");
        frontier.push(b"more");
        prop_assert_eq!(later.root(), frontier.root());
    }
}

#[test]
fn a_frontier_that_lacks_a_hash_is_refused() {
    let mut frontier = TwinFrontier::default();
    (0..3_u8).for_each(|number| drop(frontier.push(&[number])));
    let text = frontier.encode();
    let lacking = text.replacen(&text[2..67], "", 1);
    assert_eq!(TwinFrontier::decode(&lacking), Err(FrontierError::Count { size: 3, expected: 2, found: 1 }));
    for wrong in ["", "3", "x  ", "03  ", "0 "] {
        assert!(matches!(TwinFrontier::decode(wrong), Err(FrontierError::Shape(_))), "{wrong:?}");
    }
    assert_eq!(TwinFrontier::decode("0  "), Ok(TwinFrontier::default()));
}
