//! A tree of any size in a few dozen hashes: what is needed to append and to know the root.
//!
//! The frontier holds the roots of the complete subtrees along the right edge, largest first: one for every bit that is set in the size. A push
//! costs the leaf and, over time, one node; nothing above is hashed again until somebody asks for the root.

use std::str::FromStr;

use thiserror::Error;

use crate::hash::{Hash, HashError, Hashes, Sha256, Sm3, TreeHash};

/// The leaves under one kept node of level 1; level *n* holds the roots of complete subtrees of 256ⁿ leaves (C2SP tlog-tiles).
pub const TILE_WIDTH: u64 = 256;

/// The right edge of a tree under one hash function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier<H> {
    edge: Edge<Hash>,
    function: std::marker::PhantomData<H>,
}

/// The right edge of the two trees over the same leaves.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TwinFrontier {
    edge: Edge<Hashes>,
}

/// What a push did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pushed {
    /// The leaf's index, from 0.
    pub index: u64,
    /// The leaf's hashes; storage keeps them beside the entry.
    pub leaf: Hashes,
    /// The subtrees of 256, 65,536, … leaves that this leaf completed, smallest first; storage keeps them (`ledger_node`). Mostly none.
    pub completed: Vec<Node>,
}

/// The root of a complete subtree of 256^`level` leaves: of those from `position` · 256^`level` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// From 1; level 0 would be the leaves themselves.
    pub level: u8,
    /// From 0, from the left.
    pub position: u64,
    /// Under both functions.
    pub hashes: Hashes,
}

/// Why a text is no frontier.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
pub enum FrontierError {
    /// Another shape.
    #[error("the ledger's frontier reads “SIZE SM3,… SHA256,…”; found {0:?}")]
    Shape(String),
    /// A size needs exactly as many hashes as it has bits that are set.
    #[error("a frontier of {size} leaves has {expected} hashes per function, not {found}")]
    Count {
        /// The size that the text names.
        size: u64,
        /// How many hashes that size has.
        expected: u32,
        /// How many there are.
        found: usize,
    },
    /// One of the hashes is none.
    #[error(transparent)]
    Hash(#[from] HashError),
}

impl<H: TreeHash> Default for Frontier<H> {
    fn default() -> Self {
        Self { edge: Edge::default(), function: std::marker::PhantomData }
    }
}

impl<H: TreeHash> Frontier<H> {
    /// Appends the hash of a leaf ([`TreeHash::leaf`]) and gives its index.
    pub fn push(&mut self, leaf: Hash) -> u64 {
        self.edge.push(0, leaf, H::node, |_, _| ())
    }

    /// The leaves so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.edge.size
    }

    /// The root over all leaves so far; of no leaves, the hash of no bytes.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.edge.root(H::node).unwrap_or_else(|| H::of(&[]))
    }
}

impl TwinFrontier {
    /// Appends a leaf with these bytes.
    pub fn push(&mut self, bytes: &[u8]) -> Pushed {
        self.push_leaf(Hashes::leaf(bytes))
    }

    /// Appends a leaf whose hashes are known.
    pub fn push_leaf(&mut self, leaf: Hashes) -> Pushed {
        let mut completed = Vec::new();
        let index = self.push_above(0, leaf, &mut completed);
        Pushed { index, leaf, completed }
    }

    /// Appends a complete subtree of 256 leaves at once, given its root. The size has to be a multiple of 256, otherwise there is no such place
    /// in the tree, and nothing is appended.
    pub fn push_block(&mut self, root: Hashes) -> Option<Vec<Node>> {
        let position = self.edge.size / TILE_WIDTH;
        self.edge.size.is_multiple_of(TILE_WIDTH).then(|| {
            let mut completed = vec![Node { level: 1, position, hashes: root }];
            self.push_above(8, root, &mut completed);
            completed
        })
    }

    /// The leaves so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.edge.size
    }

    /// Both roots over all leaves so far; of no leaves, the hashes of no bytes.
    #[must_use]
    pub fn root(&self) -> Hashes {
        self.edge.root(Hashes::node).unwrap_or_else(Hashes::empty)
    }

    /// Both roots over the leaves behind the last complete block of 256; nothing when there are none.
    #[must_use]
    pub fn last_block(&self) -> Option<Hashes> {
        let kept = usize::try_from((self.edge.size % TILE_WIDTH).count_ones()).unwrap_or(0);
        let roots = self.edge.roots[self.edge.roots.len() - kept..].to_vec();
        Edge { size: 0, roots }.root(Hashes::node)
    }

    /// As one line: the size, the SM3 hashes, the SHA-256 hashes, largest subtree first.
    #[must_use]
    pub fn encode(&self) -> String {
        let list = |pick: fn(&Hashes) -> Hash| self.edge.roots.iter().map(|roots| pick(roots).to_string()).collect::<Vec<_>>().join(",");
        format!("{} {} {}", self.edge.size, list(Sm3::pick), list(Sha256::pick))
    }

    /// Reads what [`TwinFrontier::encode`] wrote.
    ///
    /// # Errors
    /// The text has another shape, or not as many hashes as its size asks for.
    pub fn decode(text: &str) -> Result<Self, FrontierError> {
        let shape = || FrontierError::Shape(text.chars().take(100).collect());
        let [size, sm3, sha256] = text.split(' ').collect::<Vec<_>>()[..] else { return Err(shape()) };
        let number: u64 = size.parse().map_err(|_| shape())?;
        if number.to_string() != size {
            return Err(shape());
        }
        let (sm3, sha256) = (hashes(sm3)?, hashes(sha256)?);
        let expected = number.count_ones();
        for found in [sm3.len(), sha256.len()] {
            if u32::try_from(found) != Ok(expected) {
                return Err(FrontierError::Count { size: number, expected, found });
            }
        }
        let roots = sm3.into_iter().zip(sha256).map(|(sm3, sha256)| Hashes { sm3, sha256 }).collect();
        Ok(Self { edge: Edge { size: number, roots } })
    }

    fn push_above(&mut self, height: u32, hashes: Hashes, completed: &mut Vec<Node>) -> u64 {
        let after = self.edge.size + (1 << height);
        self.edge.push(height, hashes, Hashes::node, |height, hashes| {
            if height.is_multiple_of(8)
                && let Ok(level) = u8::try_from(height / 8)
            {
                completed.push(Node { level, position: (after >> height) - 1, hashes: *hashes });
            }
        })
    }
}

impl FromStr for TwinFrontier {
    type Err = FrontierError;

    fn from_str(text: &str) -> Result<Self, FrontierError> {
        Self::decode(text)
    }
}

fn hashes(list: &str) -> Result<Vec<Hash>, HashError> {
    list.split(',').filter(|_| !list.is_empty()).map(str::parse).collect()
}

/// The roots along the right edge, whatever they are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edge<T> {
    size: u64,
    roots: Vec<T>,
}

impl<T> Default for Edge<T> {
    fn default() -> Self {
        Self { size: 0, roots: Vec::new() }
    }
}

impl<T: Copy> Edge<T> {
    /// Appends a complete subtree of 2^`height` leaves and tells of every larger one that it completes.
    fn push(&mut self, height: u32, root: T, node: impl Fn(&T, &T) -> T, mut completes: impl FnMut(u32, &T)) -> u64 {
        let index = self.size;
        let mut root = root;
        let mut at = height;
        while self.size >> at & 1 == 1
            && let Some(left) = self.roots.pop()
        {
            root = node(&left, &root);
            at += 1;
            completes(at, &root);
        }
        self.roots.push(root);
        self.size += 1 << height;
        index
    }

    fn root(&self, node: impl Fn(&T, &T) -> T) -> Option<T> {
        let (last, left) = self.roots.split_last()?;
        Some(left.iter().rev().fold(*last, |right, left| node(left, &right)))
    }
}
