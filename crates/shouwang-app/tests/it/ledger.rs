//! Whatever database the ledger lies in: what is signed, taken out and published is the same, byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use shouwang_app::divisions;
use shouwang_app::ledger::{Checked, KeyFolder, Witness, check_file, check_live, export, prove, publish, sign_checkpoint};
use shouwang_domain::register::Record as _;
use shouwang_domain::registers::division::Division;
use shouwang_ledger::CosignRefusal;
use shouwang_storage::testing::databases;
use shouwang_storage::{About, Learned, Store, Write};

const SEEDS: [[u8; 32]; 2] = [[1; 32], [2; 32]];

fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + second).unwrap()
}

/// Writes so many acts, one after the other.
async fn write(store: &Store, seconds: std::ops::Range<i64>) {
    for second in seconds {
        let mut place = divisions::fact(&divisions::around("433130")[0]);
        place.data.name = format!("样例 {second}");
        let about = About::command("张三", "register.import", format!("request-{second}"));
        let salt = [u8::try_from(second % 256).unwrap(); 32];
        let learned_at = Learned::At(moment(second));
        let write =
            Write { learned_at, puts: vec![(Division::NAME, place.into_row())], ..Write::now(moment(second), about, "样例", salt) };
        store.write(&write).await.unwrap();
    }
}

/// Every file below a folder.
fn files(folder: &Path, below: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            files(&entry.path(), &name, found);
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

#[tokio::test]
async fn both_databases_sign_export_and_publish_the_same() {
    let mut all = Vec::new();
    for database in databases().await.unwrap() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let store = database.open().await.unwrap();
        let keys = KeyFolder::at(path("keys")).make(Some("example.gov.cn"), &SEEDS).unwrap();
        write(&store, 0..40).await;
        sign_checkpoint(&store, &keys, moment(100)).await.unwrap();
        publish(&store, &path("public"), true).await.unwrap();
        write(&store, 40..300).await;
        sign_checkpoint(&store, &keys, moment(400)).await.unwrap();
        publish(&store, &path("public"), true).await.unwrap();
        assert_eq!(export(&store, &path("public/ledger.jsonl"), true).await.unwrap().size, 300);
        fs::write(path("public/7.receipt"), prove(&store, 7, true).await.unwrap().to_string()).unwrap();

        let verifiers = keys.verifiers();
        assert!(check_live(&store, verifiers.clone(), Vec::new()).await.unwrap().is_whole());
        let Ok(Checked::Ledger { report, .. }) = check_file(&path("public/ledger.jsonl"), verifiers.clone(), Vec::new()) else {
            unreachable!("an export is a ledger")
        };
        assert!(report.is_whole() && report.proven() == 300, "{report:?}");
        assert!(matches!(check_file(&path("public/7.receipt"), verifiers, Vec::new()), Ok(Checked::Receipt(_))));
        let mut found = BTreeMap::new();
        files(&path("public"), "", &mut found);
        all.push(found);
    }
    assert!(all[0].contains_key("/tile/0/000") && all[0].contains_key("/tile/0/001.p/44") && all[0].contains_key("/tile-sm3/1/000.p/1"));
    assert!(all[0] == all[1], "the two databases give different files");
}

#[tokio::test]
async fn a_witness_remembers_what_it_countersigned() {
    let [sqlite, _] = databases().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let store = sqlite.open().await.unwrap();
    let log = KeyFolder::at(path("keys")).make(Some("example.gov.cn"), &SEEDS).unwrap();
    let own = KeyFolder::at(path("own")).make(Some("witness.example.org"), &[[3; 32], [4; 32]]).unwrap();
    let witness = Witness::at(path("witness"));
    let cosign = |place: &str| witness.cosign(&path(place), &log.verifiers(), &own, moment(500)).unwrap();
    for (size, place) in [(3, "public"), (300, "public")] {
        let before = i64::try_from(store.ledger_head().await.unwrap().size()).unwrap();
        write(&store, before..size).await;
        sign_checkpoint(&store, &log, moment(400)).await.unwrap();
        publish(&store, &path(place), false).await.unwrap();
        let cosigned = cosign(place).unwrap();
        assert_eq!(i64::try_from(cosigned.seen_before).unwrap(), before);
        let by = cosigned.note.signed_by(&[log.verifiers(), own.verifiers()].concat()).unwrap();
        assert_eq!(by.len(), 4, "both keys of both");
        // The same once more changes nothing.
        assert_eq!(cosign(place).unwrap().checkpoint.size, cosigned.checkpoint.size);
    }
    // A tile that is not the log's proves nothing.
    write(&store, 300..310).await;
    sign_checkpoint(&store, &log, moment(600)).await.unwrap();
    publish(&store, &path("public"), false).await.unwrap();
    let tile = path("public/tile/0/001.p/54");
    let mut bytes = fs::read(&tile).unwrap();
    bytes[0] ^= 1;
    fs::write(&tile, bytes).unwrap();
    assert!(matches!(cosign("public"), Err(CosignRefusal::Inconsistent(_))));
    // Nor does anybody else's signature.
    let stranger = witness.cosign(&path("public"), &own.verifiers(), &own, moment(500)).unwrap();
    assert!(matches!(stranger, Err(CosignRefusal::UnknownLog(_))), "{stranger:?}");
}
