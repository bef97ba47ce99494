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
