//! What proofs are made of, signed heads, and receipts.

use jiff::Timestamp;
use shouwang_ledger::{Bilingual, Hashes, NoteError, Plan, Receipt, SignedNote, TileId, Tiles, Told as _, unhex};

use super::read::{decode_hashes, load_entries};
use super::tail::{count, damaged};
use crate::codec::micros;
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::sql::Sql;
use crate::store::Store;

/// The hashes in one tile.
const TILE_WIDTH: u64 = shouwang_ledger::TILE_WIDTH;
/// Checkpoints on one page at most.
const PAGE_CHECKPOINTS_MAX: u16 = 1_000;

/// A signed head of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCheckpoint {
    /// The entries that it speaks of.
    pub size: u64,
    /// When it was signed.
    pub at: Timestamp,
    /// The signed note.
    pub note: String,
}

impl Store {
    /// Tiles of the tree, for proofs ([`Plan::tiles`]) and for publication ([`TileId::grown`]).
    ///
    /// # Errors
    /// When hashes are missing or damaged, or the database fails.
    pub async fn load_tiles(&self, wanted: impl IntoIterator<Item = TileId> + Send) -> Result<Tiles, StorageError> {
        let wanted: Vec<_> = wanted.into_iter().collect();
        load_tiles(&mut self.database.begin_read().await?, &wanted).await
    }

    /// What proves one entry to anybody, against the newest signed head that speaks of it; `None` while there is no such head.
    /// The private payload is in it only when it is to be disclosed and is still there.
    ///
    /// # Errors
    /// [`StorageError::NoSuchEntry`]; when the ledger is damaged or the database fails.
    pub async fn make_receipt(&self, seq: u64, disclose: bool) -> Result<Option<Receipt>, StorageError> {
        let mut tx = self.database.begin_read().await?;
        let entry = load_entries(&mut tx, seq..seq.saturating_add(1)).await?.into_iter().next();
        let entry = entry.ok_or(StorageError::NoSuchEntry { seq })?;
        let Some(checkpoint) = load_checkpoints(&mut tx, None, 1).await?.into_iter().next() else { return Ok(None) };
        let Ok(plan) = Plan::inclusion(seq, checkpoint.size) else { return Ok(None) };
        let wanted: Vec<_> = plan.tiles().into_iter().collect();
        let tiles = load_tiles(&mut tx, &wanted).await?;
        let proof = plan.hashes(&tiles).map_err(|error| damaged(error.told()))?;
        let note: SignedNote = checkpoint.note.parse().map_err(|error: NoteError| {
            let size = checkpoint.size;
            damaged(Bilingual::new(format!("{size} 条的检查点：{}", error.zh()), format!("checkpoint {size}: {error}")))
        })?;
        let salt = entry.salt.as_deref().and_then(unhex).and_then(|salt| salt.try_into().ok());
        let private = entry.private.zip(salt).filter(|_| disclose);
        Ok(Some(Receipt { index: seq, entry: entry.entry, private, proof, note }))
    }

    /// Keeps a signed head. The same size is kept once: a second note over it replaces the first, with the signatures that were added.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_checkpoint(&self, checkpoint: &StoredCheckpoint) -> Result<(), StorageError> {
        let sql = Sql::kept(
            "INSERT INTO ledger_checkpoint (size, at, note) VALUES (?, ?, ?) \
             ON CONFLICT (size) DO UPDATE SET at = excluded.at, note = excluded.note",
        );
        let cells = vec![count(checkpoint.size), Cell::Whole(Some(micros(checkpoint.at))), Cell::Text(Some((&checkpoint.note).into()))];
        let mut tx = self.database.begin_write().await?;
        tx.execute(&sql, cells).await?;
        tx.commit().await
    }

    /// The newest signed head.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn latest_checkpoint(&self) -> Result<Option<StoredCheckpoint>, StorageError> {
        Ok(self.list_checkpoints(None, 1).await?.into_iter().next())
    }

    /// A page of signed heads, newest first: those over fewer entries than `before` (`None`: from the newest), at most `limit` and at most
    /// 1,000.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_checkpoints(&self, before: Option<u64>, limit: u16) -> Result<Vec<StoredCheckpoint>, StorageError> {
        load_checkpoints(&mut self.database.begin_read().await?, before, limit).await
    }
}

/// Signed heads, newest first.
pub(crate) async fn load_checkpoints(tx: &mut Tx, before: Option<u64>, limit: u16) -> Result<Vec<StoredCheckpoint>, StorageError> {
    let sql = Sql::kept("SELECT size, at, note FROM ledger_checkpoint WHERE size < ? ORDER BY size DESC LIMIT ?");
    let limit = i64::from(limit.min(PAGE_CHECKPOINTS_MAX));
    let cells = vec![before.map_or(Cell::Whole(Some(i64::MAX)), count), Cell::Whole(Some(limit))];
    tx.fetch(&sql, cells, |found| {
        let whole = |at| found.whole(at).map(Option::unwrap_or_default);
        let (size, at) = (whole(0)?, whole(1)?);
        let corrupt = |column, found: i64| StorageError::CorruptRow {
            table: "ledger_checkpoint",
            row: size.to_string(),
            column,
            found: found.to_string(),
        };
        Ok(StoredCheckpoint {
            size: u64::try_from(size).map_err(|_| corrupt("size", size))?,
            at: Timestamp::from_microsecond(at).map_err(|_| corrupt("at", at))?,
            note: found.text(2)?.unwrap_or_default().to_owned(),
        })
    })
    .await
}

async fn load_tiles(tx: &mut Tx, wanted: &[TileId]) -> Result<Tiles, StorageError> {
    let leaves = Sql::kept("SELECT leaf_sm3, leaf_sha256 FROM ledger_entry WHERE seq >= ? AND seq < ? ORDER BY seq");
    let nodes = Sql::kept("SELECT sm3, sha256 FROM ledger_node WHERE level = ? AND position >= ? AND position < ? ORDER BY position");
    let mut tiles = Tiles::default();
    for tile in wanted {
        let from = tile.index * TILE_WIDTH;
        let bounds = [count(from), count(from + u64::from(tile.width))];
        let decode =
            |found: Found<'_>| decode_hashes(found, 0).map_err(|error| damaged(Bilingual::new("树的一个节点里的哈希不可读", error)));
        let hashes: Vec<Hashes> = if tile.level == 0 {
            tx.fetch(&leaves, bounds.to_vec(), decode).await?
        } else {
            let level = Cell::Whole(Some(i64::from(tile.level)));
            tx.fetch(&nodes, std::iter::once(level).chain(bounds).collect(), decode).await?
        };
        if hashes.len() != usize::from(tile.width) {
            let (level, index, width) = (tile.level, tile.index, tile.width);
            let found = hashes.len();
            let zh = format!("哈希片 {level}/{index} 有 {found} 个哈希，应有 {width} 个");
            return Err(damaged(Bilingual::new(zh, format!("tile {level}/{index} has {found} hashes where {width} belong"))));
        }
        tiles.insert(*tile, hashes);
    }
    Ok(tiles)
}
