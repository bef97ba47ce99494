//! Backups that a server keeps: verified before they have a name, made once however often the job is done.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use shouwang_app::backup::{BackupError, BackupFolder, Stamp, Trust, restore};
use shouwang_app::divisions;
use shouwang_domain::register::Record as _;
use shouwang_domain::registers::division::Division;
use shouwang_ledger::{Checkpoint, Ed25519Key, Hashes};
use shouwang_storage::ledger::StoredCheckpoint;
use shouwang_storage::testing::databases;
use shouwang_storage::{About, Store, Write};

fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + second).unwrap()
}

async fn fill(store: &Store, second: i64) {
    let rows = divisions::around("433130").iter().map(|place| (Division::NAME, divisions::fact(place).into_row())).collect();
    let about = About::command("张三", "register.import", "test");
    let write = Write { puts: rows, ..Write::now(moment(second), about, "样例", [7; 32]) };
    assert!(store.write(&write).await.unwrap().changed_anything());
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn stamp(second: i64) -> Stamp<'static> {
    Stamp { program: "0.1.0", now: moment(second) }
}

#[tokio::test]
async fn a_backup_is_made_once_restores_and_leaves_nothing_beside_it() {
    for database in databases().await.unwrap() {
        let folder = tempfile::tempdir().unwrap();
        let store = database.open().await.unwrap();
        fill(&store, 0).await;
        let kept = BackupFolder::at(folder.path());
        let (first, second) = (BackupFolder::name(moment(1)), BackupFolder::name(moment(60)));
        // What an attempt left behind that was killed is no backup, and is not in the way.
        fs::write(folder.path().join(format!("{first}.unverified")), "half").unwrap();
        kept.make(&store, &first, stamp(2)).await.unwrap();
        let bytes = fs::read(folder.path().join(&first)).unwrap();
        kept.make(&store, &first, stamp(3)).await.unwrap();
        assert!(fs::read(folder.path().join(&first)).unwrap() == bytes, "what was made and verified stays");
        kept.make(&store, &second, stamp(61)).await.unwrap();
        assert_eq!(names(folder.path()), [first.clone(), second.clone()]);

        fs::write(folder.path().join("shouwang-20990101T000000.000000Z.bak"), "something else").unwrap();
        let listed = kept.list().unwrap();
        assert_eq!(listed.iter().map(|backup| backup.name.as_str()).collect::<Vec<_>>(), [&second, &first]);
        assert_eq!((listed[1].header.made_at, listed[1].bytes), (moment(2), u64::try_from(bytes.len()).unwrap()));
        assert_eq!(listed[1].header.contents().ledger.size, 1);

        let url = format!("sqlite:{}", folder.path().join("again.db").display());
        restore(&folder.path().join(&first), &url, &Trust::default(), moment(100)).await.unwrap();
    }
}

#[tokio::test]
async fn a_ledger_that_does_not_hold_is_not_kept_as_a_backup() {
    let [database, _] = databases().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = database.open().await.unwrap();
    fill(&store, 0).await;
    // A head that was signed over something else: what is there is not what was there then.
    let forged = Checkpoint { origin: "log.example".to_owned(), size: 1, roots: Hashes::leaf(b"something else") };
    let key = Ed25519Key::from_seed("log.example", &[3; 32]).unwrap();
    let note = forged.sign(&[&key]).unwrap().to_string();
    store.insert_checkpoint(&StoredCheckpoint { size: 1, at: moment(1), note }).await.unwrap();
    let refused = BackupFolder::at(folder.path()).make(&store, &BackupFolder::name(moment(1)), stamp(1)).await;
    assert!(matches!(refused, Err(BackupError::Ledger(_))), "{refused:?}");
    assert_eq!(names(folder.path()), Vec::<String>::new());
    let missing = BackupFolder::at(folder.path().join("not there"));
    assert!(matches!(missing.make(&store, &BackupFolder::name(moment(1)), stamp(1)).await, Err(BackupError::File { .. })));
}

#[test]
fn what_a_killed_trial_left_behind_is_taken_away_and_a_trial_under_way_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let trial = |name: &str| {
        let trial = folder.path().join(name);
        fs::create_dir(&trial).unwrap();
        fs::write(trial.join("trial.db"), "half of everything").unwrap();
        fs::File::create(trial.join("held")).unwrap()
    };
    drop(trial(".trial-killed"));
    let held = trial(".trial-under-way");
    held.lock().unwrap();
    fs::create_dir(folder.path().join("somebody-elses")).unwrap();
    let kept = BackupFolder::at(folder.path());
    assert_eq!(kept.sweep().unwrap(), 1);
    assert_eq!(names(folder.path()), [".trial-under-way", "somebody-elses"]);
    drop(held);
    assert_eq!(kept.sweep().unwrap(), 1);
    assert_eq!(names(folder.path()), ["somebody-elses"]);
    assert!(BackupFolder::at(folder.path().join("nowhere")).sweep().is_err());
}
