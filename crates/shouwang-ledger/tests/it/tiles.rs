//! Tiles: paths and bytes as C2SP tlog-tiles has them.

use shouwang_ledger::tile::entry_bundle;
use shouwang_ledger::{Hashes, Sha256, Sm3, TileId, Tiles};

#[test]
fn paths_are_those_of_the_standard() {
    let path = |level, index, width| TileId { level, index, width }.path::<Sha256>();
    assert_eq!(path(0, 1_234_067, 256), "tile/0/x001/x234/067");
    assert_eq!(path(1, 0, 17), "tile/1/000.p/17");
    assert_eq!(TileId { level: 2, index: 1_000, width: 1 }.path::<Sm3>(), "tile-sm3/2/x001/000.p/1");
    assert_eq!(TileId { level: 0, index: 5, width: 3 }.entries_path(), "tile/entries/005.p/3");
}

#[test]
fn a_path_names_the_tile_that_has_it_and_nothing_else_names_one() {
    for tile in TileId::grown(0, 300_000_000).filter(|tile| tile.level > 0 || tile.index % 997 == 0) {
        let path = tile.path::<Sha256>();
        assert_eq!(TileId::parse(path.strip_prefix("tile/").unwrap()), Some(tile), "{path}");
        assert!(tile.is_within(300_000_000) && (tile.is_full() || !tile.is_within(255)), "{path}");
    }
    for wrong in [
        "",
        "0",
        "0/",
        "0/1",
        "0/0001",
        "0/x000/001",
        "0/001.p/0",
        "0/001.p/256",
        "0/001.p/300",
        "0/001.p/+7",
        "0/001.p/07",
        "00/001",
        "0/001/002",
    ] {
        assert_eq!(TileId::parse(wrong), None, "{wrong}");
    }
    assert_eq!(TileId::parse(&format!("0/{}999", "x999/".repeat(30))), None, "no number is that large");
    assert!(!TileId { level: 200, index: 0, width: 1 }.is_within(u64::MAX));
    assert!(!TileId { level: 0, index: u64::MAX, width: 1 }.is_within(u64::MAX));
}

#[test]
fn a_tree_of_seventy_thousand_has_the_tiles_that_the_standard_counts() {
    let tiles: Vec<TileId> = TileId::grown(0, 70_000).collect();
    let count = |level, whole: bool| tiles.iter().filter(|tile| tile.level == level && (tile.width == 256) == whole).count();
    assert_eq!([count(0, true), count(0, false), count(1, true), count(1, false), count(2, false)], [273, 1, 1, 1, 1]);
    assert_eq!(tiles.len(), 277);
    let partial: Vec<u16> = tiles.iter().filter(|tile| tile.width < 256).map(|tile| tile.width).collect();
    assert_eq!(partial, [112, 17, 1]);
    assert_eq!(TileId::grown(0, 256).map(|tile| tile.path::<Sha256>()).collect::<Vec<_>>(), ["tile/0/000", "tile/1/000.p/1"]);
}

#[test]
fn only_what_has_grown_is_published_again() {
    let paths = |old, new| TileId::grown(old, new).map(|tile| tile.path::<Sha256>()).collect::<Vec<_>>();
    assert_eq!(paths(256, 256), Vec::<String>::new());
    assert_eq!(paths(256, 257), ["tile/0/001.p/1"]);
    assert_eq!(paths(300, 520), ["tile/0/001", "tile/0/002.p/8", "tile/1/000.p/2"]);
}

#[test]
fn a_tile_holds_its_hashes_one_after_the_other() {
    let leaves: Vec<Hashes> = (0..300_u32).map(|number| Hashes::leaf(&number.to_be_bytes())).collect();
    let tiles = Tiles::from_leaves(leaves.iter().copied());
    let tile = TileId::grown(256, 300).next().unwrap();
    assert_eq!(tiles.get(tile).unwrap(), &leaves[256..]);
    let bytes = TileId::bytes::<Sm3>(tiles.get(tile).unwrap());
    assert_eq!(bytes.len(), 44 * 32);
    assert_eq!(bytes[32..64], leaves[257].sm3.0);
}

#[test]
fn bundles_hold_entries_behind_their_lengths() {
    assert_eq!(entry_bundle(["ab", ""]).unwrap(), [0, 2, b'a', b'b', 0, 0]);
    assert!(entry_bundle([&*"x".repeat(65_535)]).is_ok());
    assert!(entry_bundle([&*"x".repeat(65_536)]).is_err());
}
