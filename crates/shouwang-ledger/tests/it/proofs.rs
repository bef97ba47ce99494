//! Inclusion and consistency: every proof holds, and nothing like it does.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use proptest::prelude::*;
use shouwang_ledger::{Frontier, Hash, Hashes, Plan, ProofError, Sha256, Sm3, Tiles, TreeHash, verify_consistency, verify_inclusion};

fn leaves(size: u64) -> Vec<Hashes> {
    (0..size).map(|number| Hashes::leaf(&number.to_be_bytes())).collect()
}

fn root<H: TreeHash>(leaves: &[Hashes]) -> Hash {
    let mut frontier = Frontier::<H>::default();
    for leaf in leaves {
        frontier.push(H::pick(leaf));
    }
    frontier.root()
}

fn prefix<H: TreeHash>(leaves: &[Hashes], size: u64) -> Hash {
    root::<H>(&leaves[..usize::try_from(size).unwrap()])
}

fn picked<H: TreeHash>(hashes: &[Hashes]) -> Vec<Hash> {
    hashes.iter().map(H::pick).collect()
}

#[test]
fn every_entry_of_every_small_tree_is_proven_and_only_where_it_is() {
    for size in 1..=40 {
        let leaves = leaves(size);
        let tiles = Tiles::from_leaves(leaves.iter().copied());
        let root = root::<Sm3>(&leaves);
        for index in 0..size {
            let proof = picked::<Sm3>(&Plan::inclusion(index, size).unwrap().hashes(&tiles).unwrap());
            for (other, leaf) in (0..size).zip(&leaves) {
                assert_eq!(verify_inclusion::<Sm3>(leaf.sm3, index, size, &proof, root).is_ok(), other == index);
            }
        }
    }
}

#[test]
fn every_small_tree_is_proven_to_continue_every_smaller_one() {
    let leaves = leaves(40);
    let tiles = Tiles::from_leaves(leaves.iter().copied());
    for new in 0..=40 {
        for old in 0..=new {
            let proof = picked::<Sha256>(&Plan::consistency(old, new).unwrap().hashes(&tiles).unwrap());
            let check = |old_root, new_root| verify_consistency::<Sha256>(old, old_root, new, new_root, &proof);
            assert_eq!(check(prefix::<Sha256>(&leaves, old), prefix::<Sha256>(&leaves, new)), Ok(()), "{old} to {new}");
            assert!(check(Hash([7; 32]), prefix::<Sha256>(&leaves, new)).is_err(), "{old} to {new}");
            assert!(old == 0 || check(prefix::<Sha256>(&leaves, old), Hash([7; 32])).is_err(), "{old} to {new}");
        }
    }
    assert_eq!(Plan::consistency(3, 2), Err(ProofError::Shrunk { old: 3, new: 2 }));
    assert_eq!(Plan::inclusion(2, 2), Err(ProofError::NoLeaf { index: 2, size: 2 }));
}

#[test]
fn an_independent_crate_accepts_our_proofs() {
    let size = 77;
    let leaves = leaves(size);
    let tiles = Tiles::from_leaves(leaves.iter().copied());
    let mut theirs = MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
    (0..size).for_each(|number| theirs.push(number.to_be_bytes().to_vec()));
    for index in 0..size {
        let ours = picked::<Sha256>(&Plan::inclusion(index, size).unwrap().hashes(&tiles).unwrap());
        let bytes: Vec<u8> = ours.iter().flat_map(|hash| hash.0).collect();
        let proof = InclusionProof::<sha2::Sha256>::try_from_bytes(bytes.clone()).unwrap();
        assert!(theirs.root().verify_inclusion(&index.to_be_bytes().to_vec(), index, &proof).is_ok());
        assert_eq!(theirs.prove_inclusion(usize::try_from(index).unwrap()).as_bytes(), bytes);
    }
    for old in 1..size {
        let ours = picked::<Sha256>(&Plan::consistency(old, size).unwrap().hashes(&tiles).unwrap());
        let bytes: Vec<u8> = ours.iter().flat_map(|hash| hash.0).collect();
        let proof = ConsistencyProof::<sha2::Sha256>::try_from_bytes(bytes).unwrap();
        let before = RootHash::<sha2::Sha256>::new(prefix::<Sha256>(&leaves, old).0.into(), old);
        assert!(theirs.root().verify_consistency(&before, &proof).is_ok(), "{old}");
    }
}

#[test]
fn a_plan_names_every_tile_that_it_needs_and_no_other() {
    let size = 70_000;
    let leaves = leaves(size);
    let all = Tiles::from_leaves(leaves.iter().copied());
    for plan in [Plan::inclusion(12_345, size).unwrap(), Plan::consistency(65_700, size).unwrap(), Plan::root(size)] {
        let mut some = Tiles::default();
        let needed = plan.tiles();
        for tile in &needed {
            some.insert(*tile, all.get(*tile).unwrap().to_vec());
        }
        assert_eq!(plan.hashes(&some), plan.hashes(&all));
        for left_out in &needed {
            let mut fewer = Tiles::default();
            needed.iter().filter(|tile| *tile != left_out).for_each(|tile| fewer.insert(*tile, all.get(*tile).unwrap().to_vec()));
            assert!(plan.hashes(&fewer).is_err(), "{left_out:?} is not needed");
        }
    }
    assert_eq!(Plan::root(size).hashes(&all).unwrap()[0].sm3, root::<Sm3>(&leaves));
    assert!(Plan::inclusion(12_345, size).unwrap().tiles().len() <= 6);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_flipped_bit_refuses_an_inclusion(size in 1_u64..300, at in any::<prop::sample::Index>(), bit in any::<prop::sample::Index>()) {
        let leaves = leaves(size);
        let index = at.index(leaves.len());
        let tiles = Tiles::from_leaves(leaves.iter().copied());
        let index_number = index as u64;
        let proof = picked::<Sm3>(&Plan::inclusion(index_number, size).unwrap().hashes(&tiles).unwrap());
        let root = root::<Sm3>(&leaves);
        prop_assert_eq!(verify_inclusion::<Sm3>(leaves[index].sm3, index_number, size, &proof, root), Ok(()));
        // The leaf, every hash of the proof, and the root stand in one row; one bit of it is turned.
        let mut all = [vec![leaves[index].sm3], proof, vec![root]].concat();
        let bit = bit.index(all.len() * 256);
        all[bit / 256].0[bit % 256 / 8] ^= 1 << (bit % 8);
        let (first, rest) = all.split_first().unwrap();
        let (last, between) = rest.split_last().unwrap();
        prop_assert!(verify_inclusion::<Sm3>(*first, index_number, size, between, *last).is_err());
    }

    #[test]
    fn any_flipped_bit_refuses_a_continuation(new in 2_u64..300, at in any::<prop::sample::Index>(), bit in any::<prop::sample::Index>()) {
        let leaves = leaves(new);
        let old = at.index(leaves.len() - 1) as u64 + 1;
        let tiles = Tiles::from_leaves(leaves.iter().copied());
        let proof = picked::<Sha256>(&Plan::consistency(old, new).unwrap().hashes(&tiles).unwrap());
        let (old_root, new_root) = (prefix::<Sha256>(&leaves, old), root::<Sha256>(&leaves));
        prop_assert_eq!(verify_consistency::<Sha256>(old, old_root, new, new_root, &proof), Ok(()));
        let mut all = [vec![old_root], proof.clone(), vec![new_root]].concat();
        let bit = bit.index(all.len() * 256);
        all[bit / 256].0[bit % 256 / 8] ^= 1 << (bit % 8);
        let (first, rest) = all.split_first().unwrap();
        let (last, between) = rest.split_last().unwrap();
        prop_assert!(verify_consistency::<Sha256>(old, *first, new, *last, between).is_err());
        prop_assert!(verify_consistency::<Sha256>(old, old_root, new, new_root, &proof[..proof.len() - 1]).is_err());
        prop_assert!(verify_consistency::<Sha256>(old, old_root, new, new_root, &[proof, vec![old_root]].concat()).is_err());
    }
}
