//! Tiles: the tree as static files, in the layout of C2SP tlog-tiles; and the same tiles as what proofs are computed from.
//!
//! A tile holds up to 256 hashes of one level, level 0 being the leaves and level *n* the roots of complete subtrees of 256ⁿ leaves. The tree
//! under SHA-256 is published under `tile/`, the one under SM3 likewise under `tile-sm3/`. This module makes paths and bytes; it writes no file.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::frontier::{TILE_WIDTH, TwinFrontier};
use crate::hash::{Hashes, Sha256, Sm3, TreeHash};
use crate::proof::Nodes;

/// The path of the newest checkpoint below the place of publication.
pub const CHECKPOINT_PATH: &str = "checkpoint";

/// One tile of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// 0 for the leaves, *n* for roots of complete subtrees of 256ⁿ leaves.
    pub level: u8,
    /// From 0, from the left: the first hash is number `index` · 256 of its level.
    pub index: u64,
    /// How many hashes, 1 to 256.
    pub width: u16,
}

/// A tree that is published as tiles.
pub trait Published: TreeHash {
    /// The folder of its tiles.
    const FOLDER: &'static str;
}

impl Published for Sha256 {
    const FOLDER: &'static str = "tile";
}

impl Published for Sm3 {
    const FOLDER: &'static str = "tile-sm3";
}

/// An entry is longer than a bundle of entries can hold.
#[derive(Debug, Clone, Copy, Error, PartialEq, Eq)]
#[error("the entry has {0} bytes; a published bundle holds entries of at most 65,535")]
pub struct EntryTooLong(usize);

impl TileId {
    /// The tile that holds a complete subtree of 2^`height` leaves in a tree of `size` leaves, as wide as that tree has it.
    #[must_use]
    pub fn holding(height: u32, position: u64, size: u64) -> Self {
        // Heights are at most 63, levels at most 7.
        let level = u8::try_from(height / 8).unwrap_or(u8::MAX);
        Self::of(level, (position << (height % 8)) / TILE_WIDTH, size)
    }

    /// The tiles of a tree of `new` leaves that a tree of `old` leaves does not have, or has narrower: what must be published when it has grown.
    pub fn grown(old: u64, new: u64) -> impl Iterator<Item = Self> {
        (0..8_u8).flat_map(move |level| {
            let (old, count) = (hashes_at(old, level), hashes_at(new, level));
            let from = if old < count { old / TILE_WIDTH } else { count.div_ceil(TILE_WIDTH) };
            (from..count.div_ceil(TILE_WIDTH)).map(move |index| Self::of(level, index, new))
        })
    }

    /// The file's path below the place of publication: `tile/0/x001/234.p/17`.
    #[must_use]
    pub fn path<H: Published>(&self) -> String {
        format!("{}/{}", H::FOLDER, self.path_in_tree())
    }

    /// The tile of a path below the folder of its tree: `0/x001/234.p/17`. One tile has one path; whatever else is written is none.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let (level, number) = path.split_once('/')?;
        let (number, width) = number.split_once(".p/").map_or((number, None), |(number, width)| (number, Some(width)));
        let mut index = 0_u64;
        for part in number.split('/') {
            let digits = part.strip_prefix('x').unwrap_or(part).parse::<u16>().ok()?;
            index = index.checked_mul(1000)?.checked_add(digits.into())?;
        }
        let width = width.map_or(u16::try_from(TILE_WIDTH).ok(), |width| width.parse().ok())?;
        let tile = Self { level: level.parse().ok()?, index, width };
        ((1..=TILE_WIDTH).contains(&width.into()) && tile.path_in_tree() == path).then_some(tile)
    }

    /// Whether the tile is full, so that it never grows.
    #[must_use]
    pub fn is_full(&self) -> bool {
        u64::from(self.width) == TILE_WIDTH
    }

    /// Whether a tree of so many leaves has the tile, as wide as it is or wider.
    #[must_use]
    pub fn is_within(&self, size: u64) -> bool {
        let end = self.index.checked_mul(TILE_WIDTH).and_then(|from| from.checked_add(self.width.into()));
        end.is_some_and(|end| end <= hashes_at(size, self.level))
    }

    /// The path of the bundle of entries whose leaves a tile of level 0 holds.
    #[must_use]
    pub fn entries_path(&self) -> String {
        format!("tile/entries/{}", self.number())
    }

    /// The file's bytes: the hashes one after the other.
    #[must_use]
    pub fn bytes<H: Published>(hashes: &[Hashes]) -> Vec<u8> {
        hashes.iter().flat_map(|hashes| H::pick(hashes).0).collect()
    }

    fn of(level: u8, index: u64, size: u64) -> Self {
        let width = hashes_at(size, level).saturating_sub(index * TILE_WIDTH).min(TILE_WIDTH);
        Self { level, index, width: u16::try_from(width).unwrap_or(0) }
    }

    fn path_in_tree(&self) -> String {
        format!("{}/{}", self.level, self.number())
    }

    fn number(&self) -> String {
        let digits = format!("{:03}", self.index % 1000);
        let mut rest = self.index / 1000;
        let mut path = digits;
        while rest > 0 {
            path = format!("x{:03}/{path}", rest % 1000);
            rest /= 1000;
        }
        if self.is_full() { path } else { format!("{path}.p/{}", self.width) }
    }
}

/// How many hashes a tree of so many leaves has on a level.
fn hashes_at(size: u64, level: u8) -> u64 {
    size.checked_shr(8 * u32::from(level)).unwrap_or(0)
}

/// The bytes of a bundle of entries: each after its length in two bytes, the higher first.
///
/// # Errors
/// An entry is too long for that.
pub fn entry_bundle<'e>(entries: impl IntoIterator<Item = &'e str>) -> Result<Vec<u8>, EntryTooLong> {
    let mut bytes = Vec::new();
    for entry in entries {
        let length = u16::try_from(entry.len()).map_err(|_| EntryTooLong(entry.len()))?;
        bytes.extend(length.to_be_bytes());
        bytes.extend(entry.as_bytes());
    }
    Ok(bytes)
}

/// Some tiles of a tree, from which proofs are computed.
#[derive(Clone, Debug, Default)]
pub struct Tiles {
    tiles: BTreeMap<(u8, u64), Vec<Hashes>>,
}

/// A hash that the tiles do not hold.
#[derive(Debug, Clone, Copy, Error, PartialEq, Eq)]
#[error(
    "the tree's node at height {height}, position {position} is not among the tiles that were loaded; were rows of the ledger removed?"
)]
pub struct NodeMissing {
    height: u32,
    position: u64,
}

impl Tiles {
    /// Takes in a tile; one that was there before is replaced.
    pub fn insert(&mut self, tile: TileId, hashes: Vec<Hashes>) {
        self.tiles.insert((tile.level, tile.index), hashes);
    }

    /// All tiles of the tree over some leaves.
    #[must_use]
    pub fn from_leaves(leaves: impl IntoIterator<Item = Hashes>) -> Self {
        let mut all = Self::default();
        let mut frontier = TwinFrontier::default();
        for leaf in leaves {
            let pushed = frontier.push_leaf(leaf);
            all.append(0, pushed.index, leaf);
            for node in pushed.completed {
                all.append(node.level, node.position, node.hashes);
            }
        }
        all
    }

    /// The hashes of a tile, if it is here.
    #[must_use]
    pub fn get(&self, tile: TileId) -> Option<&[Hashes]> {
        self.tiles.get(&(tile.level, tile.index))?.get(..usize::from(tile.width))
    }

    fn append(&mut self, level: u8, position: u64, hashes: Hashes) {
        self.tiles.entry((level, position / TILE_WIDTH)).or_default().push(hashes);
    }
}

impl Nodes for Tiles {
    type Error = NodeMissing;

    fn node(&self, height: u32, position: u64) -> Result<Hashes, NodeMissing> {
        let missing = NodeMissing { height, position };
        let tile = TileId::holding(height, position, u64::MAX);
        let count = 1_usize << (height % 8);
        let from = usize::try_from((position << (height % 8)) % TILE_WIDTH).map_err(|_| missing)?;
        let hashes = self.tiles.get(&(tile.level, tile.index)).and_then(|hashes| hashes.get(from..from + count)).ok_or(missing)?;
        Ok(complete_root(hashes).unwrap_or_else(Hashes::empty))
    }
}

/// The root above hashes whose number is a power of two; nothing above none.
#[must_use]
pub fn complete_root(hashes: &[Hashes]) -> Option<Hashes> {
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        row = Hashes::nodes(row.as_chunks::<2>().0);
    }
    row.pop()
}
