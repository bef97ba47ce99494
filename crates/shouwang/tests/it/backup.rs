//! The program backs up, restores, and moves to another database. Every test runs the real binary.

use std::fs;

use crate::session::Session;

/// Another unit, so that the database is another one.
fn go_on(session: &Session) {
    session.write("more/unit.csv", "编号,名称,行政区划,职能\nU9,样例县乙局,433130,接入单位\n");
    session.says(0, &["import", "more", "--apply"]);
}

fn units(session: &Session) -> String {
    let _ = fs::remove_dir_all(session.folder.path().join("out"));
    session.says(0, &["export", "out"]);
    let files = fs::read_dir(session.folder.path().join("out")).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    files.filter(|text| text.contains("样例县甲局")).collect()
}

#[test]
fn what_was_backed_up_is_restored_and_the_old_database_is_kept() {
    let session = Session::new().with_county();
    let before = units(&session);
    assert!(session.says(0, &["backup", "full.backup"]).contains("full.backup"));
    go_on(&session);
    assert_ne!(units(&session), before);
    let out = session.says(0, &["restore", "full.backup"]);
    assert!(out.contains("核对相符") && out.contains("shouwang.until-"), "{out}");
    assert_eq!(units(&session), before);
    session.says(0, &["ledger", "verify"]);
    // The old one is whole, and can be put back.
    let data = session.folder.path().join("data");
    let old = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path());
    let old = old.into_iter().find(|path| path.to_str().unwrap().contains(".until-")).unwrap();
    let url = format!("sqlite:{}", old.display());
    session.says(0, &["ledger", "verify", "--database", &url]);
}

#[test]
fn a_backup_that_no_believed_key_has_signed_is_restored_only_by_whoever_insists() {
    let session = Session::new().with_county();
    session.says(0, &["backup", "plain.backup"]);
    assert!(session.says(0, &["restore", "plain.backup"]).contains("签名没有核对"), "there are no keys yet");
    session.write("own.keys", &session.says(0, &["ledger", "keys", "--origin", "example.gov.cn/shouwang"]));
    session.write("other.keys", &Session::new().says(0, &["ledger", "keys", "--origin", "example.org/other"]));
    assert!(session.complains(2, &["restore", "plain.backup"]).contains("--any-history"));

    session.says(0, &["ledger", "checkpoint", "--out", "one.checkpoint"]);
    session.says(0, &["backup", "signed.backup"]);
    let before = units(&session);
    let out = session.says(0, &["restore", "signed.backup"]);
    assert!(out.contains("签名证明到账本 1 条中的 1 条") && !out.contains("其后的"), "{out}");
    assert!(session.complains(2, &["restore", "signed.backup", "--key", "other.keys"]).contains("不可信"));
    // What was written since is missed, and it is said so.
    go_on(&session);
    let out = session.says(0, &["restore", "signed.backup"]);
    assert!(out.contains("签名证明到账本") && out.contains("其后的 1 条"), "{out}");
    assert_eq!(units(&session), before);
    let out = session.says(0, &["restore", "signed.backup", "--key", "other.keys", "--any-history"]);
    assert!(out.contains("签名没有核对"), "{out}");
    // Elsewhere nobody's keys are believed that are not named.
    let elsewhere = ["--data", "new", "restore", "signed.backup", "--key"];
    assert!(session.says(0, &[&elsewhere[..], &["own.keys"]].concat()).contains("签名证明到账本"));
    assert!(session.complains(2, &[&["--data", "other"], &elsewhere[2..], &["other.keys"]].concat()).contains("不可信"));
    assert!(!session.folder.path().join("other/shouwang.db").exists());
}

#[test]
fn another_history_than_that_of_the_database_is_restored_only_by_whoever_insists() {
    let (session, other) = (Session::new().with_county(), Session::new().with_county());
    other.says(0, &["backup", "other.backup"]);
    let backup = other.folder.path().join("other.backup");
    let backup = backup.to_str().unwrap();
    assert!(session.complains(2, &["restore", backup]).contains("--any-history"));
    assert!(session.says(0, &["restore", backup, "--any-history"]).contains("历史与原来的数据库不同"));
}

#[test]
fn a_backup_is_restored_where_nothing_was_before() {
    let session = Session::new().with_county();
    session.says(0, &["backup", "full.backup"]);
    session.says(0, &["--data", "new", "restore", "full.backup"]);
    let count = |data: &'static str| session.says(0, &["--data", data, "ledger", "list"]);
    assert_eq!(count("new"), count("data"));
}

#[test]
fn a_cut_or_damaged_backup_is_refused_and_nothing_is_touched() {
    let session = Session::new().with_county();
    session.says(0, &["backup", "full.backup"]);
    let before = units(&session);
    let whole = fs::read(session.folder.path().join("full.backup")).unwrap();
    let broken = session.folder.path().join("broken.backup");
    fs::write(&broken, &whole[..whole.len() - 7]).unwrap();
    assert!(session.complains(2, &["restore", "broken.backup"]).contains("截断"));
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 4;
    fs::write(&broken, &flipped).unwrap();
    assert!(session.complains(2, &["restore", "broken.backup", "--lang", "en"]).contains("not those that were sealed"));
    fs::write(&broken, "something else\n").unwrap();
    assert!(session.complains(2, &["restore", "broken.backup"]).contains("不是守望的备份文件"));
    assert!(session.complains(2, &["backup", "full.backup"]).contains("已存在"));
    assert_eq!(units(&session), before);
    assert_eq!(fs::read(session.folder.path().join("full.backup")).unwrap(), whole);
}

#[test]
fn a_move_to_another_database_is_checked_and_done_once() {
    let session = Session::new().with_county();
    let (from, to) = ("sqlite:data/shouwang.db", "sqlite:other.db");
    let ask = ["migrate-database", "--from", from, "--to", to];
    assert!(session.says(0, &ask).contains("核对相符"));
    assert!(session.says(0, &ask).contains("没有再复制"));
    session.says(0, &["ledger", "verify", "--database", to]);
    go_on(&session);
    assert!(session.complains(2, &ask).contains("已有别的数据"));
    assert!(session.complains(2, &["migrate-database", "--from", "sqlite:none.db", "--to", to]).contains("none.db"));
    assert!(session.complains(2, &["migrate-database", "--from", from, "--to", from]).contains("同一个"));
}
