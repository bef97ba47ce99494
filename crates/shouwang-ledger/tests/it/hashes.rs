//! The hash functions, against the examples of their standards.

use shouwang_ledger::{Frontier, Hash, Sha256, Sm3, TreeHash, hex, unhex};

#[test]
fn sm3_gives_the_examples_of_gb_t_32905() {
    let hash = |bytes: &[u8]| Sm3::of(&[bytes]).to_string();
    assert_eq!(hash(b"abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    assert_eq!(hash(&b"abcd".repeat(16)), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

#[test]
fn sha256_gives_the_example_of_fips_180() {
    assert_eq!(Sha256::of(&[b"a", b"bc"]).to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn leaves_and_nodes_are_told_apart_by_their_first_byte() {
    let (left, right) = (Sm3::leaf(b"left"), Sm3::leaf(b"right"));
    assert_eq!(left, Sm3::of(&[&[0], b"left"]));
    assert_eq!(Sm3::node(&left, &right), Sm3::of(&[&[1], &left.0, &right.0]));
    assert_ne!(Sm3::node(&left, &right), Sm3::leaf(&[left.0, right.0].concat()));
}

#[test]
fn a_hash_has_one_text_only() {
    let hash = Sha256::of(&[b"one"]);
    assert_eq!(hash.to_string().parse(), Ok(hash));
    for wrong in [
        hash.to_string().to_uppercase(),
        hash.to_string()[1..].to_owned(),
        format!("{hash}0"),
        format!("{hash}00"),
        "g".repeat(64),
        "é".repeat(32),
    ] {
        assert!(wrong.parse::<Hash>().is_err(), "{wrong}");
    }
    assert_eq!(unhex(&hex(&[0, 127, 255])), Some(vec![0, 127, 255]));
    assert_eq!(unhex("0"), None);
}

#[test]
fn the_tree_has_the_roots_that_certificate_transparency_publishes() {
    let leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut frontier = Frontier::<Sha256>::default();
    assert_eq!(frontier.root().to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (leaf, root) in leaves.iter().zip(roots) {
        frontier.push(Sha256::leaf(&unhex(leaf).unwrap()));
        assert_eq!(frontier.root().to_string(), root);
    }
}
