//! One block of up to 256 entries, put together from rows in whatever order they came, and compared with the root that was kept above it.

use crate::hash::Hashes;

use super::CHUNK;
use super::report::{Finding, Wrong};

/// A row that claims a place in the block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    /// The leaf hashes of the text as it is now.
    pub(super) now: Hashes,
    /// The leaf hashes that were kept beside it.
    pub(super) kept: Option<Hashes>,
    /// Where it stood in the stream.
    pub(super) place: u64,
}

impl Claim {
    fn kept(&self) -> Hashes {
        self.kept.unwrap_or(self.now)
    }
}

/// The claims on one block's places.
#[derive(Debug)]
pub(super) struct Block {
    first: u64,
    claims: Vec<Option<Claim>>,
    filled: usize,
    /// Further claims on places that were taken.
    others: Vec<(usize, Claim)>,
}

/// Both roots over a block's places (or the first of them); nothing where an entry is missing.
pub(super) struct BlockRoots {
    pub(super) now: Option<Hashes>,
    pub(super) kept: Option<Hashes>,
}

impl Block {
    pub(super) fn new(number: u64) -> Self {
        Self { first: number * CHUNK as u64, claims: vec![None; CHUNK], filled: 0, others: Vec::new() }
    }

    /// Takes a claim on a place; the first one has it, until the kept root says otherwise.
    pub(super) fn claim(&mut self, at: usize, claim: Claim) {
        match &mut self.claims[at] {
            Some(_) => self.others.push((at, claim)),
            free => {
                *free = Some(claim);
                self.filled += 1;
            }
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.filled == CHUNK
    }

    /// The leaf hashes of the first `count` places, as the texts are now and as they were kept; nothing when one is missing.
    pub(super) fn leaves(&self, count: usize) -> Option<(Vec<Hashes>, Vec<Hashes>)> {
        let claims: Option<Vec<&Claim>> = self.claims.iter().take(count).map(Option::as_ref).collect();
        claims.map(|claims| (claims.iter().map(|claim| claim.now).collect(), claims.iter().map(|claim| claim.kept()).collect()))
    }

    /// Both roots over the first `count` places.
    pub(super) fn roots(&self, count: usize) -> BlockRoots {
        let leaves = self.leaves(count);
        let root = |leaves: &[Hashes]| Some(root_of(leaves));
        BlockRoots { now: leaves.as_ref().and_then(|(now, _)| root(now)), kept: leaves.as_ref().and_then(|(_, kept)| root(kept)) }
    }

    /// What is wrong with the block's first `count` places, given the root that was kept above them. Where two rows claim a place, the one that
    /// leads to that root has it.
    pub(super) fn judge(&mut self, count: usize, expected: Option<Hashes>, findings: &mut Vec<Finding>) {
        if let Some(expected) = expected {
            self.settle(count, expected);
        }
        let roots = self.roots(count);
        let texts_hold = expected.is_some() && roots.now == expected;
        for (seq, claim) in (self.first..).zip(&self.claims).filter_map(|(seq, claim)| Some((seq, claim.as_ref()?))) {
            if claim.kept.is_some_and(|kept| kept != claim.now) {
                findings.push(Finding::Entry { seq, wrong: if texts_hold { Wrong::KeptHash } else { Wrong::Changed } });
            }
        }
        for (place, claim) in &self.others {
            let seq = self.first + *place as u64;
            findings.push(Finding::Entry { seq, wrong: Wrong::Inserted { place: claim.place } });
        }
        if expected.is_some() && roots.now.is_some() && roots.now != expected && roots.kept != expected {
            findings.push(Finding::Block { from: self.first, until: self.first + count as u64 - 1 });
        }
    }

    /// Tries the further claims, one at a time, when the block as it stands does not lead to the kept root.
    fn settle(&mut self, count: usize, expected: Hashes) {
        let leads = |roots: BlockRoots| roots.now == Some(expected) || roots.kept == Some(expected);
        if leads(self.roots(count)) {
            return;
        }
        for at in 0..self.others.len() {
            self.swap(at);
            if leads(self.roots(count)) {
                return;
            }
            self.swap(at);
        }
    }

    fn swap(&mut self, at: usize) {
        if let Some((place, other)) = self.others.get_mut(at)
            && let Some(Some(claim)) = self.claims.get_mut(*place)
        {
            std::mem::swap(claim, other);
        }
    }
}

/// The root over any number of leaves up to a block's.
fn root_of(leaves: &[Hashes]) -> Hashes {
    let mut frontier = crate::frontier::TwinFrontier::default();
    for leaf in leaves {
        frontier.push_leaf(*leaf);
    }
    frontier.root()
}
