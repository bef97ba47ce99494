//! Whatever database the ledger lies in: what is signed, taken out and published is the same, byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use shouwang_app::divisions;
use shouwang_app::ledger::{Checked, KeyFolder, Witness, check_file, check_live, export, prove, publish, sign_checkpoint};
use shouwang_domain::register::Record as _;
use shouwang_domain::registers::division::Division;
use shouwang_ledger::{CosignRefusal, Kind, SignedNote, Signer as _, Sm2Key};
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

/// A key that a program signs with: a shell script, as it might be around a device's tool.
fn command_key(folder: &Path, script: &str) {
    use base64::Engine as _;
    use std::os::unix::fs::PermissionsExt as _;
    let device = Sm2Key::from_seed("device", &[9; 32]).unwrap();
    let write = |name: &str, text: &str, mode: u32| {
        fs::write(folder.join(name), text).unwrap();
        fs::set_permissions(folder.join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    write("device.pem", &device.to_pem(), 0o600);
    write("device.sh", script, 0o700);
    let public = base64::engine::general_purpose::STANDARD.encode(device.public_key());
    let (shell, key) = (folder.join("device.sh"), folder.join("device.pem"));
    write("ledger-sm2.command", &format!("# the device\n{public}\n{}\n{}\n", shell.display(), key.display()), 0o600);
}

/// Signs with `openssl` 3.
const DEVICE: &str = "#!/bin/sh\nmessage=$(mktemp)\ncat > \"$message\"\n\
    openssl pkeyutl -sign -inkey \"$1\" -in \"$message\" -rawin -digest sm3 -pkeyopt distid:1234567812345678\nended=$?\nrm \"$message\"\nexit $ended\n";

#[tokio::test]
async fn a_key_behind_a_command_signs_checkpoints_and_countersigns() {
    let version = std::process::Command::new("openssl").arg("version").output();
    if !version.is_ok_and(|version| version.stdout.starts_with(b"OpenSSL 3")) {
        eprintln!("there is no OpenSSL 3 here to be the device");
        return;
    }
    let [database, _] = databases().await.unwrap();
    let store = database.open().await.unwrap();
    write(&store, 0..3).await;
    let folder = tempfile::tempdir().unwrap();
    let keys = KeyFolder::at(folder.path().join("keys"));
    keys.make(Some("example.gov.cn"), &SEEDS).unwrap();
    fs::remove_file(folder.path().join("keys/ledger-sm2.pem")).unwrap();
    command_key(&folder.path().join("keys"), DEVICE);
    // The key that lies elsewhere is not made anew.
    let keys = keys.make(None, &SEEDS).unwrap();
    assert!(!folder.path().join("keys/ledger-sm2.pem").exists());
    let checkpoint = sign_checkpoint(&store, &keys, moment(9)).await.unwrap();
    let note: SignedNote = checkpoint.note.parse().unwrap();
    let kinds = |note: &SignedNote| note.signed_by(&keys.verifiers()).unwrap().iter().map(|by| by.key.kind()).collect::<Vec<_>>();
    assert_eq!(kinds(&note), [Kind::Ed25519, Kind::Sm2]);
    fs::write(folder.path().join("checkpoint"), &checkpoint.note).unwrap();
    let witness = Witness::at(folder.path().join("witness"));
    let cosigned = witness.cosign(&folder.path().join("checkpoint"), &keys.verifiers(), &keys, moment(10)).unwrap().unwrap();
    assert_eq!(kinds(&cosigned.note), [Kind::Ed25519, Kind::Sm2, Kind::CosignEd25519, Kind::CosignSm2]);
}

#[tokio::test]
async fn what_a_command_answers_is_believed_only_when_it_is_the_signature() {
    let within = tempfile::tempdir().unwrap();
    let folder = within.path().join("keys");
    let keys = KeyFolder::at(&folder);
    keys.make(Some("example.gov.cn"), &SEEDS).unwrap();
    let refusals = [
        ("#!/bin/sh\nhead -c 64 /dev/zero\n", "no signature"),
        ("#!/bin/sh\necho 'the device is locked' >&2\nexit 3\n", "the device is locked"),
        ("#!/bin/sh\ncat > /dev/null\n", "no signature"),
        ("#!/bin/sh\nsleep 60 &\nhead -c 64 /dev/zero\n", "left somebody behind"),
    ];
    for (script, said) in refusals {
        command_key(&folder, script);
        let error = keys.load().unwrap().signers()[1].sign(b"a text").unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    }
    fs::write(folder.join("ledger-sm2.command"), "AAAA\n/bin/true\n").unwrap();
    assert!(keys.load().is_err(), "that is no public key");
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder.join("ledger-sm2.command"), fs::Permissions::from_mode(0o644)).unwrap();
    assert!(keys.load().unwrap_err().0.en.contains("chmod 600"), "whoever may read the file of a key may do more");
}
