//! A backup holds everything and gives it back; a file that is not as it was written gives back nothing and harms nothing.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use shouwang_app::backup::{BackupError, Compared, OpenBackup, Stamp, Trust, restore, transfer, write_backup};
use shouwang_app::divisions;
use shouwang_domain::register::{Record as _, Registers};
use shouwang_domain::registers::division::Division;
use shouwang_ledger::{Checkpoint, Ed25519Key, Signer as _};
use shouwang_storage::copy::{Contents, CopiedCell, Part};
use shouwang_storage::ledger::StoredCheckpoint;
use shouwang_storage::testing::{TestDatabase, databases};
use shouwang_storage::{About, Learned, Store, Write};
use sm3::Sm3;
use tempfile::TempDir;

fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + second).unwrap()
}

/// Writes the divisions of a county.
async fn fill(store: &Store, second: i64, county: &str) {
    let rows = divisions::around(county).iter().map(|place| (Division::NAME, divisions::fact(place).into_row())).collect();
    let at = moment(second);
    let about = About::command("张三", "register.import", "test");
    let write = Write { learned_at: Learned::At(at), puts: rows, ..Write::now(at, about, "样例", [7; 32]) };
    assert!(store.write(&write).await.unwrap().changed_anything());
}

const STAMP: Stamp<'static> = Stamp { program: "0.1.0", now: Timestamp::UNIX_EPOCH };

/// A folder with an SQLite database that holds a county, and its backup.
struct Vault {
    folder: TempDir,
}

impl Vault {
    async fn new() -> Vault {
        let vault = Vault { folder: tempfile::tempdir().unwrap() };
        let store = Store::open(&vault.url()).await.unwrap();
        fill(&store, 0, "433130").await;
        write_backup(&store, &vault.backup(), STAMP).await.unwrap();
        store.close().await;
        vault
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.path("shouwang.db").display())
    }

    fn backup(&self) -> PathBuf {
        self.path("full.backup")
    }

    /// The files of the folder, but for databases' companions.
    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm")).collect();
        names.sort();
        names
    }
}

async fn held(url: &str) -> (Contents, Registers) {
    let store = Store::open(url).await.unwrap();
    let held = (store.contents().await.unwrap(), store.load_all(None).await.unwrap());
    store.close().await;
    held
}

#[tokio::test]
async fn what_was_backed_up_is_restored_into_every_database_from_every_database() {
    for from in databases().await.unwrap() {
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("full.backup");
        let store = from.open().await.unwrap();
        fill(&store, 0, "433130").await;
        fill(&store, 1, "430102").await;
        let header = write_backup(&store, &backup, STAMP).await.unwrap();
        store.close().await;
        let before = held(&from.url).await;
        assert_eq!(header.contents(), before.0);
        for to in databases().await.unwrap() {
            let restored = restore(&backup, &to.url, &Trust::default(), moment(9)).await.unwrap();
            assert_eq!(restored.header, header);
            assert_eq!(restored.old, None);
            assert!(held(&to.url).await == before, "{} to {}", from.url, to.url);
        }
    }
}

#[tokio::test]
async fn a_backup_can_be_read_by_its_owner_only_and_replaces_no_other() {
    use std::os::unix::fs::PermissionsExt as _;
    let vault = Vault::new().await;
    assert_eq!(fs::metadata(vault.backup()).unwrap().permissions().mode() & 0o777, 0o600);
    let store = Store::open(&vault.url()).await.unwrap();
    let error = write_backup(&store, &vault.backup(), STAMP).await.unwrap_err();
    assert!(matches!(error, BackupError::Exists(_)), "{error:?}");
    let error = write_backup(&store, &vault.path("missing/full.backup"), STAMP).await.unwrap_err();
    assert!(matches!(error, BackupError::File { .. }), "{error:?}");
    assert_eq!(vault.names(), ["full.backup", "shouwang.db"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_made_while_others_write_is_of_one_state() {
    for database in databases().await.unwrap() {
        let folder = tempfile::tempdir().unwrap();
        let store = database.open().await.unwrap();
        fill(&store, 0, "433130").await;
        let stop = Arc::new(AtomicBool::new(false));
        let (writer, stopped) = (store.clone(), Arc::clone(&stop));
        let writing = tokio::spawn(async move {
            let counties = ["430102", "430103", "430104", "430105", "430111", "430112", "430121", "430181"];
            for (county, second) in counties.into_iter().cycle().zip(1..) {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                if second <= 8 {
                    fill(&writer, second, county).await;
                }
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        });
        for count in 0..4 {
            let backup = folder.path().join(format!("{count}.backup"));
            let header = write_backup(&store, &backup, STAMP).await.unwrap();
            let copy = format!("sqlite:{}", folder.path().join(format!("{count}.db")).display());
            restore(&backup, &copy, &Trust::default(), moment(99)).await.unwrap();
            let (contents, registers) = held(&copy).await;
            assert_eq!(contents, header.contents());
            let known = Store::open(&copy).await.unwrap().last_learned_at().await.unwrap();
            assert_eq!(registers, store.load_all(known).await.unwrap(), "what was known then");
        }
        stop.store(true, Ordering::Relaxed);
        writing.await.unwrap();
    }
}

/// Restores a file that is not as it was written; the message. The database must be as it was.
async fn refused(vault: &Vault, bytes: &[u8]) -> BackupError {
    let broken = vault.path("broken.backup");
    fs::write(&broken, bytes).unwrap();
    let (before, names) = (held(&vault.url()).await, vault.names());
    let error = restore(&broken, &vault.url(), &Trust::default(), moment(9)).await.unwrap_err();
    assert_eq!(vault.names(), names, "nothing new is there");
    assert!(held(&vault.url()).await == before, "the database is another one");
    let message = error.message();
    assert!(message.en.contains("broken.backup") && message.zh.contains("broken.backup"), "{message:?}");
    error
}

#[tokio::test]
async fn a_backup_that_was_cut_anywhere_is_refused() {
    let vault = Vault::new().await;
    let whole = fs::read(vault.backup()).unwrap();
    let cut = vault.path("cut.backup");
    for length in (0..whole.len()).rev() {
        // Shorter and shorter.
        if length == whole.len() - 1 {
            fs::write(&cut, &whole[..length]).unwrap();
        } else {
            fs::OpenOptions::new().write(true).open(&cut).unwrap().set_len(length as u64).unwrap();
        }
        let error = OpenBackup::open(&cut).unwrap_err();
        assert!(matches!(error, BackupError::CutOff(_) | BackupError::NoBackup(_)), "{length}: {error:?}");
    }
    for length in [0, 10, whole.len() / 2, whole.len() - 100, whole.len() - 1] {
        refused(&vault, &whole[..length]).await;
    }
}

#[tokio::test]
async fn a_backup_with_one_flipped_bit_is_refused() {
    let vault = Vault::new().await;
    let whole = fs::read(vault.backup()).unwrap();
    let flipped = vault.path("flipped.backup");
    let bytes = whole.len();
    for at in (0..40).chain((40..bytes).step_by(bytes / 150)).chain(bytes - 180..bytes) {
        let mut changed = whole.clone();
        changed[at] ^= 1 << (at % 8);
        fs::write(&flipped, &changed).unwrap();
        let error = OpenBackup::open(&flipped).unwrap_err();
        assert!(matches!(error, BackupError::Damaged { .. } | BackupError::NoBackup(_) | BackupError::CutOff(_)), "{at}: {error:?}");
    }
    let mut changed = whole.clone();
    changed[bytes / 2] ^= 1;
    assert!(matches!(refused(&vault, &changed).await, BackupError::Damaged { .. }));
}

/// A backup with something changed in its plain first lines, sealed again.
fn forged(whole: &[u8], from: &str, to: &str) -> Vec<u8> {
    let seal_at = whole.windows(5).rposition(|window| window == b"\nsm3 ").unwrap();
    let head_end = whole.windows(3).position(|window| window == [b'\n', 0x1f, 0x8b]).unwrap();
    let head = std::str::from_utf8(&whole[..head_end]).unwrap();
    assert!(head.contains(from), "{head}");
    sealed(&[head.replacen(from, to, 1).as_bytes(), &whole[head_end..seal_at]].concat())
}

fn sealed(body: &[u8]) -> Vec<u8> {
    let hex = |bytes: &[u8]| shouwang_ledger::hex(bytes);
    let seal = format!("\nsm3 {}\nsha256 {}\nshouwang backup end\n", hex(&Sm3::digest(body)), hex(&Sha256::digest(body)));
    [body, seal.as_bytes()].concat()
}

#[tokio::test]
async fn a_backup_that_does_not_hold_what_it_announces_is_refused() {
    let vault = Vault::new().await;
    let whole = fs::read(vault.backup()).unwrap();
    let forge = |name: &str, from: &str, to: &str| {
        let path = vault.path(name);
        fs::write(&path, forged(&whole, from, to)).unwrap();
        path
    };
    let target = format!("sqlite:{}", vault.path("new.db").display());
    let fails = |path: PathBuf| {
        let target = target.clone();
        async move { restore(&path, &target, &Trust::default(), moment(9)).await.unwrap_err() }
    };
    let error = fails(forge("rows", "\"name\":\"act\",\"rows\":1", "\"name\":\"act\",\"rows\":2")).await;
    assert!(matches!(error, BackupError::Copy(_)), "{error:?}");
    let error = fails(forge("table", "\"name\":\"act\"", "\"name\":\"fact\"")).await;
    assert!(matches!(error, BackupError::Copy(_) | BackupError::Damaged { .. }), "{error:?}");
    let error = fails(forge("newer", "shouwang backup 1\n", "shouwang backup 2\n")).await;
    assert!(matches!(error, BackupError::Newer { found: 2, .. }), "{error:?}");
    assert!(!vault.path("new.db").exists());
    restore(&forge("same", "shouwang", "shouwang"), &target, &Trust::default(), moment(9)).await.unwrap();
}

/// A backup with something changed in its rows, sealed again.
fn forged_rows(whole: &[u8], from: &str, to: &str) -> Vec<u8> {
    let seal_at = whole.windows(5).rposition(|window| window == b"\nsm3 ").unwrap();
    let head_end = whole.windows(3).position(|window| window == [b'\n', 0x1f, 0x8b]).unwrap() + 1;
    let mut rows = String::new();
    flate2::read::GzDecoder::new(&whole[head_end..seal_at]).read_to_string(&mut rows).unwrap();
    assert!(rows.contains(from));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(rows.replacen(from, to, 1).as_bytes()).unwrap();
    sealed(&[&whole[..head_end], &packed.finish().unwrap()].concat())
}

#[tokio::test]
async fn rows_that_the_ledger_does_not_bear_out_are_not_restored() {
    let vault = Vault::new().await;
    let whole = fs::read(vault.backup()).unwrap();
    let forged = vault.path("forged.backup");
    fs::write(&forged, forged_rows(&whole, "湘西", "湘东")).unwrap();
    let before = held(&vault.url()).await;
    let error = restore(&forged, &vault.url(), &Trust::default(), moment(9)).await.unwrap_err();
    assert!(matches!(error, BackupError::Ledger(_)) && error.message().zh.contains("division"), "{error:?}");
    assert!(held(&vault.url()).await == before);
    assert_eq!(vault.names(), ["forged.backup", "full.backup", "shouwang.db"]);
    // A server's database is as empty as before, and takes the true one.
    let [_, postgres] = databases().await.unwrap();
    let error = restore(&forged, &postgres.url, &Trust::default(), moment(9)).await.unwrap_err();
    assert!(matches!(error, BackupError::Ledger(_)), "{error:?}");
    assert!(held(&postgres.url).await.0.is_empty());
    restore(&vault.backup(), &postgres.url, &Trust::default(), moment(9)).await.unwrap();
}

/// A database as the first version had it, before there was a ledger: one act that wrote one division.
async fn of_the_first_version(url: &str) {
    let store = Store::open_for_copy(url, 50).await.unwrap();
    let mut contents = store.contents().await.unwrap();
    assert!(contents.tables.iter().all(|table| !table.name.starts_with("ledger")));
    let mut parts = Vec::new();
    for (at, table) in contents.tables.iter_mut().enumerate().filter(|(_, table)| ["act", "division"].contains(&table.name.as_str())) {
        let cell = |name: &str| match name {
            "id" | "learned_act" | "added_count" => CopiedCell::Whole(1),
            "changed_count" | "withdrawn_count" | "unchanged_count" => CopiedCell::Whole(0),
            "learned_at" | "recorded_at" => CopiedCell::Whole(moment(0).as_microsecond()),
            "superseded_at" => CopiedCell::Whole(i64::MAX),
            "actor" | "source" | "name" => CopiedCell::Text("样例".to_owned()),
            "code" => CopiedCell::Text("43".to_owned()),
            "held_from" => CopiedCell::Text(String::new()),
            "basis" => CopiedCell::Text("declared".to_owned()),
            "level" => CopiedCell::Text("province".to_owned()),
            _ => CopiedCell::Null,
        };
        table.row_count = 1;
        parts.push(Part::Rows { table: at, rows: vec![table.columns.iter().map(|column| cell(&column.name)).collect()] });
    }
    let (sender, mut receiver) = tokio::sync::mpsc::channel(8);
    for part in std::iter::once(Part::Contents(contents)).chain(parts).chain([Part::End]) {
        sender.send(part).await.unwrap();
    }
    store.copy_in(&mut receiver).await.unwrap();
    store.close().await;
}

#[tokio::test]
async fn a_backup_of_the_first_version_is_restored_and_brought_up_to_date() {
    for from in databases().await.unwrap() {
        of_the_first_version(&from.url).await;
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("first.backup");
        let store = Store::open_for_copy(&from.url, 50).await.unwrap();
        let header = write_backup(&store, &backup, STAMP).await.unwrap();
        store.close().await;
        assert_eq!((header.schema, header.contents().ledger.size), (50, 0));
        for to in databases().await.unwrap() {
            let restored = restore(&backup, &to.url, &Trust::default(), moment(9)).await.unwrap();
            assert!(restored.contents.schema > 50);
            assert_eq!(restored.contents.ledger.size, 1, "the act has got its entry");
            assert_eq!(held(&to.url).await.1.row_count(), 1);
        }
    }
}

#[tokio::test]
async fn the_old_database_stays_beside_the_restored_one() {
    let vault = Vault::new().await;
    let backed_up = held(&vault.url()).await;
    let store = Store::open(&vault.url()).await.unwrap();
    fill(&store, 5, "430102").await;
    store.close().await;
    let gone_on = held(&vault.url()).await;
    for count in 0..2 {
        let restored = restore(&vault.backup(), &vault.url(), &Trust::default(), moment(9)).await.unwrap();
        assert!(held(&vault.url()).await == backed_up);
        assert_eq!(restored.compared, Compared::Same { lost: if count == 0 { 1 } else { 0 } });
        let old = restored.old.unwrap();
        let name = old.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(name.starts_with("shouwang.until-20261") && name.ends_with(".db"), "{name}");
        let kept = held(&format!("sqlite:{}", old.display())).await;
        assert!(kept == if count == 0 { gone_on.clone() } else { backed_up.clone() }, "the old one is whole");
    }
    assert_eq!(vault.names().len(), 4);
}

#[tokio::test]
async fn a_database_that_is_in_use_is_not_replaced() {
    let vault = Vault::new().await;
    let serving = Store::open(&vault.url()).await.unwrap();
    let before = serving.load_all(None).await.unwrap();
    let error = restore(&vault.backup(), &vault.url(), &Trust::default(), moment(9)).await.unwrap_err();
    assert!(matches!(error, BackupError::InUse(_)), "{error:?}");
    fill(&serving, 5, "430102").await;
    assert_ne!(serving.load_all(None).await.unwrap(), before);
    assert_eq!(vault.names(), ["full.backup", "shouwang.db"]);
}

#[tokio::test]
async fn a_damaged_database_is_replaced_and_kept_as_it_is() {
    let vault = Vault::new().await;
    let before = held(&vault.url()).await;
    let path = vault.path("shouwang.db");
    fs::write(&path, b"this was a database once").unwrap();
    fs::write(vault.path("shouwang.db-wal"), b"and this was its log").unwrap();
    let restored = restore(&vault.backup(), &vault.url(), &Trust::default(), moment(9)).await.unwrap();
    assert_eq!(restored.compared, Compared::Unreadable);
    let old = restored.old.unwrap();
    assert!(held(&vault.url()).await == before);
    assert_eq!(fs::read(&old).unwrap(), b"this was a database once");
    let log = PathBuf::from(format!("{}-wal", old.display()));
    assert_eq!(fs::read(log).unwrap(), b"and this was its log");
}

#[tokio::test]
async fn a_servers_database_that_holds_anything_is_not_written_to() {
    let vault = Vault::new().await;
    let [_, postgres] = databases().await.unwrap();
    fill(&postgres.open().await.unwrap(), 0, "430102").await;
    let before = held(&postgres.url).await;
    let error = restore(&vault.backup(), &postgres.url, &Trust::default(), moment(9)).await.unwrap_err();
    assert!(error.message().en.contains("not empty"), "{error:?}");
    assert!(held(&postgres.url).await == before);
}

#[tokio::test]
async fn a_move_to_the_other_database_and_back_gives_the_same_and_is_done_once() {
    let ([file, server], [back, _]) = (databases().await.unwrap(), databases().await.unwrap());
    fill(&file.open().await.unwrap(), 0, "433130").await;
    let before = held(&file.url).await;
    let step = async |from: &TestDatabase, to: &TestDatabase| {
        let moved = transfer(&from.url, &to.url).await.unwrap();
        assert!(!moved.was_there && !moved.went_on);
        assert!(held(&to.url).await == before);
        let again = transfer(&from.url, &to.url).await.unwrap();
        assert!(again.was_there && again.contents == moved.contents);
    };
    step(&file, &server).await;
    step(&server, &back).await;
    // What is there and differs is not touched.
    fill(&file.open().await.unwrap(), 5, "430102").await;
    let error = transfer(&file.url, &server.url).await.unwrap_err();
    assert!(matches!(error, BackupError::Differs(_)), "{error:?}");
    assert!(held(&server.url).await == before);
}

#[tokio::test]
async fn a_move_from_nowhere_or_to_the_same_place_is_refused() {
    let vault = Vault::new().await;
    let missing = format!("sqlite:{}", vault.path("missing.db").display());
    assert!(matches!(transfer(&missing, &vault.url()).await.unwrap_err(), BackupError::NoDatabase(_)));
    assert!(matches!(transfer(&vault.url(), &vault.url()).await.unwrap_err(), BackupError::SameDatabase));
    assert!(!Path::new(&vault.path("missing.db")).exists());
}

fn key_of_the_log(seed: u8) -> Ed25519Key {
    Ed25519Key::from_seed("log.example", &[seed; 32]).unwrap()
}

/// Signs how far the ledger of a database goes.
async fn seal(url: &str, key: &Ed25519Key) {
    let store = Store::open(url).await.unwrap();
    let head = store.ledger_head().await.unwrap();
    let checkpoint = Checkpoint { origin: "log.example".to_owned(), size: head.size(), roots: head.root() };
    let note = checkpoint.sign(&[key]).unwrap().to_string();
    store.insert_checkpoint(&StoredCheckpoint { size: head.size(), at: moment(1), note }).await.unwrap();
    store.close().await;
}

/// A whole, consistent backup of another history than that of the vault, signed by a key.
async fn rewritten(vault: &Vault, key: &Ed25519Key) -> PathBuf {
    let (url, backup) = (format!("sqlite:{}", vault.path("forged.db").display()), vault.path("forged.backup"));
    let store = Store::open(&url).await.unwrap();
    fill(&store, 0, "430102").await;
    store.close().await;
    seal(&url, key).await;
    let store = Store::open(&url).await.unwrap();
    write_backup(&store, &backup, STAMP).await.unwrap();
    store.close().await;
    backup
}

#[tokio::test]
async fn a_history_that_was_rewritten_consistently_replaces_nothing() {
    let vault = Vault::new().await;
    let own = key_of_the_log(1);
    seal(&vault.url(), &own).await;
    let before = held(&vault.url()).await;
    let trust = Trust { keys: vec![own.verifier()], any_history: false };
    let forged = rewritten(&vault, &key_of_the_log(2)).await;
    // It bears itself out, so that only keys and the database that is there speak against it.
    let nowhere = format!("sqlite:{}", vault.path("elsewhere.db").display());
    let unsigned = restore(&forged, &nowhere, &trust, moment(9)).await.unwrap_err();
    assert!(matches!(unsigned, BackupError::Ledger(_) | BackupError::Unsigned), "{unsigned:?}");
    assert!(!vault.path("elsewhere.db").exists());
    let other = restore(&forged, &vault.url(), &Trust::default(), moment(9)).await.unwrap_err();
    assert!(matches!(other, BackupError::OtherHistory(_)), "{other:?}");
    assert!(held(&vault.url()).await == before);
    // Whoever wants it all the same has to say so, and is told.
    let any = Trust { any_history: true, ..trust };
    let restored = restore(&forged, &vault.url(), &any, moment(9)).await.unwrap();
    assert_eq!((restored.compared, restored.proven), (Compared::Other, 0));
}

#[tokio::test]
async fn a_backup_that_the_own_keys_signed_is_restored_and_one_without_a_signature_is_not() {
    let vault = Vault::new().await;
    let trust = Trust { keys: vec![key_of_the_log(1).verifier()], any_history: false };
    let unsigned = restore(&vault.backup(), &vault.url(), &trust, moment(9)).await.unwrap_err();
    assert!(matches!(unsigned, BackupError::Unsigned), "{unsigned:?}");
    seal(&vault.url(), &key_of_the_log(1)).await;
    let store = Store::open(&vault.url()).await.unwrap();
    write_backup(&store, &vault.path("signed.backup"), STAMP).await.unwrap();
    store.close().await;
    let restored = restore(&vault.path("signed.backup"), &vault.url(), &trust, moment(9)).await.unwrap();
    assert_eq!((restored.compared, restored.proven), (Compared::Same { lost: 0 }, restored.contents.ledger.size));
}
