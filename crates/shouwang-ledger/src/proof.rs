//! Inclusion and consistency proofs (RFC 6962, verified as RFC 9162 describes it), for both trees at once.
//!
//! A [`Plan`] says, without any hash, which complete subtrees a proof is made of, so that a database can be asked for exactly those rows before
//! anything is computed. Making proofs needs [`Nodes`]; verifying them needs nothing but the proof.

use std::collections::BTreeSet;
use std::ops::Range;

use thiserror::Error;

use crate::hash::{Hash, Hashes, TreeHash};
use crate::tile::TileId;

/// The most hashes that a proof over any tree has.
pub const PROOF_HASHES_MAX: usize = 64;

/// Whoever knows the hashes of complete subtrees.
pub trait Nodes {
    /// Why a hash cannot be given.
    type Error;

    /// The hashes of the complete subtree over the leaves from `position` · 2^`height` up to (`position` + 1) · 2^`height`.
    ///
    /// # Errors
    /// The hash is not known.
    fn node(&self, height: u32, position: u64) -> Result<Hashes, Self::Error>;
}

/// Which complete subtrees are needed for some hashes, each of which stands above one or several of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    size: u64,
    parts: Vec<Vec<(u32, u64)>>,
}

/// A proof cannot be asked for, or does not hold.
#[derive(Debug, Clone, Copy, Error, PartialEq, Eq)]
pub enum ProofError {
    /// There is no such leaf.
    #[error("there is no entry {index} in a ledger of {size} entries")]
    NoLeaf {
        /// The leaf asked for.
        index: u64,
        /// The size of the tree.
        size: u64,
    },
    /// A tree does not shrink.
    #[error("a ledger of {new} entries cannot continue one of {old}")]
    Shrunk {
        /// The earlier size.
        old: u64,
        /// The later size.
        new: u64,
    },
    /// The proof has more or fewer hashes than this place in this tree asks for.
    #[error("the proof does not have as many hashes as it needs")]
    Length,
    /// The hashes do not lead to the root.
    #[error("the proof does not lead to the root ({function})")]
    Root {
        /// The hash function.
        function: &'static str,
    },
}

impl Plan {
    /// What proves that leaf `index` is in the tree of `size` leaves.
    ///
    /// # Errors
    /// There is no such leaf.
    pub fn inclusion(index: u64, size: u64) -> Result<Self, ProofError> {
        if index >= size {
            return Err(ProofError::NoLeaf { index, size });
        }
        let mut parts = Vec::new();
        let mut within = 0..size;
        while within.end - within.start > 1 {
            let middle = within.start + split(within.end - within.start);
            let (left, right) = (within.start..middle, middle..within.end);
            let (inside, beside) = if index < middle { (left, right) } else { (right, left) };
            parts.push(complete(beside));
            within = inside;
        }
        parts.reverse();
        Ok(Self { size, parts })
    }

    /// What proves that the tree of `old` leaves is a beginning of the tree of `new` leaves.
    ///
    /// # Errors
    /// `old` is larger than `new`.
    pub fn consistency(old: u64, new: u64) -> Result<Self, ProofError> {
        if old > new {
            return Err(ProofError::Shrunk { old, new });
        }
        let mut parts = Vec::new();
        let mut within = 0..new;
        // As long as only left halves were taken away from, the old tree's own root stands for what both trees share.
        let mut from_start = true;
        while old > 0 && old != within.end {
            let middle = within.start + split(within.end - within.start);
            if old <= middle {
                parts.push(complete(middle..within.end));
                within.end = middle;
            } else {
                parts.push(complete(within.start..middle));
                within.start = middle;
                from_start = false;
            }
        }
        if old > 0 && !from_start {
            parts.push(complete(within));
        }
        parts.reverse();
        Ok(Self { size: new, parts })
    }

    /// What the root over the first `size` leaves is made of; no part at all for the empty tree.
    #[must_use]
    pub fn root(size: u64) -> Self {
        Self { size, parts: if size == 0 { Vec::new() } else { vec![complete(0..size)] } }
    }

    /// The tiles that hold everything needed.
    #[must_use]
    pub fn tiles(&self) -> BTreeSet<TileId> {
        self.parts.iter().flatten().map(|&(height, position)| TileId::holding(height, position, self.size)).collect()
    }

    /// The hashes, in the order of the proof.
    ///
    /// # Errors
    /// A subtree is not known.
    pub fn hashes<N: Nodes>(&self, nodes: &N) -> Result<Vec<Hashes>, N::Error> {
        let part = |subtrees: &Vec<(u32, u64)>| {
            let mut hashes = subtrees.iter().map(|&(height, position)| nodes.node(height, position)).collect::<Result<Vec<_>, _>>()?;
            // A part has one subtree at least; from the right they are joined two by two.
            let last = hashes.pop().unwrap_or_else(Hashes::empty);
            Ok(hashes.iter().rev().fold(last, |right, left| Hashes::node(left, &right)))
        };
        self.parts.iter().map(part).collect()
    }
}

/// Verifies that `leaf` is leaf `index` of the tree of `size` leaves with this root.
///
/// # Errors
/// It is not, or the proof is of another place or tree.
pub fn verify_inclusion<H: TreeHash>(leaf: Hash, index: u64, size: u64, proof: &[Hash], root: Hash) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::NoLeaf { index, size });
    }
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for beside in proof {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if at & 1 == 1 || at == last {
            hash = H::node(beside, &hash);
            climb_to_right_child(&mut at, &mut last);
        } else {
            hash = H::node(&hash, beside);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    settled::<H>(last, hash == root)
}

/// Verifies that the tree of `old` leaves with root `old_root` is a beginning of the tree of `new` leaves with root `new_root`.
///
/// # Errors
/// It is not, or the proof is of other sizes.
pub fn verify_consistency<H: TreeHash>(old: u64, old_root: Hash, new: u64, new_root: Hash, proof: &[Hash]) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::Shrunk { old, new });
    }
    if old == 0 || old == new {
        let same = if old == new { old_root == new_root } else { old_root == H::of(&[]) };
        return if proof.is_empty() { settled::<H>(0, same) } else { Err(ProofError::Length) };
    }
    let (mut at, mut last) = (old - 1, new - 1);
    let shared = at.trailing_ones();
    (at, last) = (at >> shared, last >> shared);
    let (first, rest) = match proof {
        _ if old.is_power_of_two() => (old_root, proof),
        [first, rest @ ..] => (*first, rest),
        [] => return Err(ProofError::Length),
    };
    let (mut old_hash, mut new_hash) = (first, first);
    for beside in rest {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if at & 1 == 1 || at == last {
            old_hash = H::node(beside, &old_hash);
            new_hash = H::node(beside, &new_hash);
            climb_to_right_child(&mut at, &mut last);
        } else {
            new_hash = H::node(&new_hash, beside);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    settled::<H>(last, old_hash == old_root && new_hash == new_root)
}

/// A last subtree without a neighbour is carried up until it is a right child.
fn climb_to_right_child(at: &mut u64, last: &mut u64) {
    while *at & 1 == 0 && *at != 0 {
        (*at, *last) = (*at >> 1, *last >> 1);
    }
}

fn settled<H: TreeHash>(last: u64, same: bool) -> Result<(), ProofError> {
    match (last, same) {
        (0, true) => Ok(()),
        (0, false) => Err(ProofError::Root { function: H::NAME }),
        _ => Err(ProofError::Length),
    }
}

/// Where a tree of `size` leaves (at least two) is split: the largest power of two below the size.
fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// The complete subtrees, largest first, that a subtree of the tree is made of.
fn complete(range: Range<u64>) -> Vec<(u32, u64)> {
    let mut parts = Vec::new();
    let mut from = range.start;
    while from < range.end {
        let height = (range.end - from).ilog2();
        parts.push((height, from >> height));
        from += 1 << height;
    }
    parts
}
