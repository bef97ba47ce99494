//! Publishing the ledger as static files, for whoever wants to watch it: the newest checkpoint and the tiles of both trees.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use shouwang_ledger::tile::{CHECKPOINT_PATH, Published, entry_bundle};
use shouwang_ledger::{Plan, Sha256, Sm3, TILE_WIDTH, TileId, Tiles};
use shouwang_storage::{StorageError, Store};

use super::checkpoint::{hashes, parse};
use super::error::LedgerError;
use super::published::read_checkpoint;

/// Tiles that are in memory at once.
const TILES_AT_ONCE: usize = 64;

/// What was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// How many entries the published checkpoint speaks of.
    pub size: u64,
    /// How many files are new.
    pub file_count: usize,
}

/// Publishes the newest signed checkpoint below a folder, with the tiles that are not there yet, in the layout of C2SP tlog-tiles; the tree
/// under SM3 stands beside it in `tile-sm3`. `entries` publishes the entries too, without their private payloads.
///
/// # Errors
/// When nothing was signed yet, the folder holds another ledger's files or a later state, or files or the database fail.
pub async fn publish(store: &Store, folder: &Path, entries: bool) -> Result<Publication, LedgerError> {
    let Some(latest) = store.latest_checkpoint().await? else {
        return Err(LedgerError::new(
            "还没有签名的检查点；请先运行 shouwang ledger checkpoint",
            "no checkpoint has been signed yet; run shouwang ledger checkpoint first",
        ));
    };
    let new = parse(&latest)?;
    let root = Plan::root(new.size);
    if hashes(&store.load_tiles(root.tiles()).await?, &root)? != [new.roots] {
        return Err(LedgerError::new(
            "账本与其签名的检查点不符，不予发布；请运行 shouwang ledger verify",
            "the ledger is not the one that its checkpoint signs, and is not published; run shouwang ledger verify",
        ));
    }
    let old = read_checkpoint(folder)?.map(|(_, checkpoint)| checkpoint);
    if let Some(old) = old.as_ref().filter(|old| old.origin != new.origin || old.size > new.size) {
        let (folder, origin, size) = (folder.display(), &old.origin, old.size);
        return Err(LedgerError::new(
            format!("{folder} 里是“{origin}”的 {size} 条，不能用较早的或别的账本覆盖；请另指文件夹"),
            format!("{folder} holds {size} entries of `{origin}`; an older or another ledger does not replace them: name another folder"),
        ));
    }
    let old_size = old.map_or(0, |old| old.size);
    let mut file_count = 0;
    let grown: Vec<_> = TileId::grown(old_size, new.size).collect();
    for some in grown.chunks(TILES_AT_ONCE) {
        let tiles = store.load_tiles(some.iter().copied()).await?;
        for tile in some {
            write_tile::<Sha256>(folder, *tile, &tiles)?;
            write_tile::<Sm3>(folder, *tile, &tiles)?;
            file_count += 2;
        }
    }
    if entries {
        let published = if folder.join("tile/entries").exists() { old_size } else { 0 };
        for tile in TileId::grown(published, new.size).filter(|tile| tile.level == 0) {
            write_entries(store, folder, tile).await?;
            file_count += 1;
        }
    }
    // Last, so that whoever reads it finds everything that it speaks of.
    write(&folder.join(CHECKPOINT_PATH), latest.note.as_bytes())?;
    Ok(Publication { size: new.size, file_count })
}

/// The bytes of a tile as they are published; `None` where no signed checkpoint speaks of all of it.
///
/// # Errors
/// When hashes are missing or damaged, or the database fails.
pub async fn tile_bytes<H: Published>(store: &Store, tile: TileId) -> Result<Option<Vec<u8>>, StorageError> {
    let signed = store.latest_checkpoint().await?.map_or(0, |checkpoint| checkpoint.size);
    if !tile.is_within(signed) {
        return Ok(None);
    }
    let tiles = store.load_tiles([tile]).await?;
    Ok(tiles.get(tile).map(TileId::bytes::<H>))
}

fn write_tile<H: Published>(folder: &Path, tile: TileId, tiles: &Tiles) -> Result<(), LedgerError> {
    write(&folder.join(tile.path::<H>()), &TileId::bytes::<H>(tiles.get(tile).unwrap_or_default()))
}

async fn write_entries(store: &Store, folder: &Path, tile: TileId) -> Result<(), LedgerError> {
    let path = folder.join(tile.entries_path());
    let first = tile.index * TILE_WIDTH;
    let entries = store.load_entries(first..first + u64::from(tile.width)).await?;
    let bundle = entry_bundle(entries.iter().map(|entry| entry.entry.as_str())).map_err(LedgerError::content(&path))?;
    write(&path, &bundle)
}

/// Writes a file that appears whole.
fn write(path: &Path, bytes: &[u8]) -> Result<(), LedgerError> {
    let written = || -> io::Result<()> {
        let part = path.with_added_extension(format!("part-{}", std::process::id()));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, path)
    };
    written().map_err(LedgerError::file(path))
}
