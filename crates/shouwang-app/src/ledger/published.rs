//! Reading what was published: by this program, or by any other in the same layout.

use std::fs;
use std::io;
use std::path::Path;

use shouwang_ledger::tile::{CHECKPOINT_PATH, Published};
use shouwang_ledger::{Checkpoint, HASH_BYTES, Hash, Hashes, Plan, Sha256, SignedNote, Sm3, TILE_WIDTH, TileId, Tiles};

use super::error::LedgerError;

/// The checkpoint that is published below a folder; `None` when nothing is.
pub(super) fn read_checkpoint(folder: &Path) -> Result<Option<(SignedNote, Checkpoint)>, LedgerError> {
    let path = folder.join(CHECKPOINT_PATH);
    let text = match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read.map_err(LedgerError::file(&path))?,
    };
    let note: SignedNote = text.parse().map_err(LedgerError::content(&path))?;
    let checkpoint = Checkpoint::parse(note.text()).map_err(LedgerError::content(&path))?;
    Ok(Some((note, checkpoint)))
}

/// The tiles that a proof needs. What they hold is believed by nobody before the proof has been verified.
pub(super) fn read_tiles(folder: &Path, plan: &Plan) -> Result<Tiles, LedgerError> {
    let mut tiles = Tiles::default();
    for tile in plan.tiles() {
        let (sha256, sm3) = (read_tile::<Sha256>(folder, tile)?, read_tile::<Sm3>(folder, tile)?);
        tiles.insert(tile, sha256.into_iter().zip(sm3).map(|(sha256, sm3)| Hashes { sm3, sha256 }).collect());
    }
    Ok(tiles)
}

fn read_tile<H: Published>(folder: &Path, tile: TileId) -> Result<Vec<Hash>, LedgerError> {
    // Where the tile has become full since, the narrower one may have been removed.
    let whole = TileId { width: u16::try_from(TILE_WIDTH).unwrap_or(u16::MAX), ..tile };
    let path = folder.join(tile.path::<H>());
    let bytes = fs::read(&path).or_else(|_| fs::read(folder.join(whole.path::<H>()))).map_err(LedgerError::file(&path))?;
    let (hashes, _) = bytes.as_chunks::<HASH_BYTES>();
    Ok(hashes.iter().take(usize::from(tile.width)).map(|bytes| Hash(*bytes)).collect())
}
