//! The ledger as one file that can be verified anywhere.

use std::io::BufWriter;
use std::path::Path;

use shouwang_ledger::export::ExportWriter;
use shouwang_ledger::verify::StoredEntry;
use shouwang_ledger::{Node, TileId};
use shouwang_storage::Store;
use shouwang_storage::ledger::{EntryRow, PAGE_ENTRIES_MAX, StoredCheckpoint};

use super::checkpoint::parse;
use super::error::LedgerError;
use crate::backup::NewFile;

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// How many entries.
    pub size: u64,
    /// How many checkpoints.
    pub checkpoint_count: usize,
}

/// Writes the whole ledger into a new file. Without `private`, the file says of no entry who did it and why.
///
/// # Errors
/// When the file is there already or cannot be written, or the ledger or the database fails. There is no file then.
pub async fn export(store: &Store, path: &Path, private: bool) -> Result<Exported, LedgerError> {
    let file = NewFile::create(path).map_err(|error| LedgerError(error.message()))?;
    let failed = LedgerError::content(path);
    let head = store.ledger_head().await?;
    let size = head.size();
    let checkpoints = all_checkpoints(store, size).await?;
    let origin = checkpoints.first().map(parse).transpose()?.map(|checkpoint| checkpoint.origin).unwrap_or_default();
    let notes: Vec<_> = checkpoints.iter().map(|checkpoint| checkpoint.note.clone()).collect();
    let nodes = all_nodes(store, size).await?;

    let out = BufWriter::with_capacity(1 << 17, file);
    let mut writer = ExportWriter::begin(out, &origin, size, &notes, &nodes).map_err(&failed)?;
    let mut next = 0;
    while next < size {
        let entries = store.load_entries(next..size.min(next + PAGE_ENTRIES_MAX)).await?;
        if entries.is_empty() {
            break;
        }
        next = entries.last().map_or(size, |entry| entry.seq + 1);
        for entry in entries {
            writer.entry(stored(entry, private)).map_err(&failed)?;
        }
    }
    let out = writer.finish(&head.encode()).map_err(&failed)?;
    let file = out.into_inner().map_err(|error| LedgerError::file(path)(error.into_error()))?;
    file.finish().map_err(|error| LedgerError(error.message()))?;
    Ok(Exported { size, checkpoint_count: notes.len() })
}

fn stored(entry: EntryRow, private: bool) -> StoredEntry {
    let EntryRow { entry, leaf, private: payload, salt, .. } = entry;
    let (private, salt) = if private { (payload, salt) } else { (None, None) };
    StoredEntry { entry, private, salt, leaf: Some(leaf), ..StoredEntry::default() }
}

/// All checkpoints over at most so many entries, newest first.
pub(super) async fn all_checkpoints(store: &Store, size: u64) -> Result<Vec<StoredCheckpoint>, LedgerError> {
    let (mut all, mut before) = (Vec::new(), size.saturating_add(1));
    loop {
        let page = store.list_checkpoints(Some(before), u16::MAX).await?;
        let Some(last) = page.last() else { return Ok(all) };
        before = last.size;
        all.extend(page);
    }
}

/// The kept roots of complete subtrees.
async fn all_nodes(store: &Store, size: u64) -> Result<Vec<Node>, LedgerError> {
    let above: Vec<_> = TileId::grown(0, size).filter(|tile| tile.level > 0).collect();
    let tiles = store.load_tiles(above.iter().copied()).await?;
    let nodes = above.iter().flat_map(|tile| {
        let first = tile.index * shouwang_ledger::TILE_WIDTH;
        let hashes = tiles.get(*tile).unwrap_or_default();
        (first..).zip(hashes).map(|(position, hashes)| Node { level: tile.level, position, hashes: *hashes })
    });
    Ok(nodes.collect())
}
