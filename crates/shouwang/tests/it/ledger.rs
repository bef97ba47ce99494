//! The ledger as whoever doubts it meets it: verify, tamper, prove, take away, publish, countersign. Every test runs the real binary.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

use crate::session::Session;

const ORIGIN: &str = "example.gov.cn/shouwang";

/// A ledger of five entries with a signed checkpoint.
fn with_ledger() -> Session {
    let session = Session::new().with_county();
    for number in 1..5 {
        session.write(&format!("{number}/person.csv"), &format!("编号,姓名,所在单位\nQ{number},样例{number},U3\n"));
        session.says(0, &["import", &number.to_string(), "--apply", "--actor", "张三"]);
    }
    session.says(0, &["ledger", "checkpoint", "--origin", ORIGIN, "--out", "five.checkpoint"]);
    session
}

#[test]
fn the_sample_with_accounts_has_keys_and_receipts_at_once() {
    let session = Session::new();
    session.says(0, &["demo", "--size", "county", "--accounts"]);
    session.says(0, &["ledger", "prove", "0", "--out", "first.receipt"]);
    session.says(0, &["ledger", "check-receipt", "first.receipt"]);
    assert!(session.says(0, &["ledger", "keys"]).contains("sample.invalid/shouwang"));
    session.says(0, &["ledger", "verify"]);
}

impl Session {
    /// Changes the database past the program.
    pub(crate) fn tamper(&self, sql: &str) {
        let url = format!("sqlite:{}", self.folder.path().join("data/shouwang.db").display());
        let sql = AssertSqlSafe(sql.to_owned());
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let mut connection = SqliteConnection::connect(&url).await.unwrap();
            sqlx::query("PRAGMA foreign_keys = OFF").execute(&mut connection).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        });
    }

    /// The database file while no program has it open.
    pub(crate) fn database(&self) -> Vec<u8> {
        fs::read(self.folder.path().join("data/shouwang.db")).unwrap()
    }

    /// Puts the database file back as it was.
    pub(crate) fn put_back(&self, whole: &[u8]) {
        for behind in ["-wal", "-shm"] {
            let _ = fs::remove_file(self.folder.path().join(format!("data/shouwang.db{behind}")));
        }
        fs::write(self.folder.path().join("data/shouwang.db"), whole).unwrap();
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// The verifier keys, in a file.
    pub(crate) fn keys(&self) -> String {
        let keys = self.says(0, &["ledger", "keys"]);
        self.write("keys.txt", &keys);
        self.folder.path().join("keys.txt").to_str().unwrap().to_owned()
    }
}

#[test]
fn a_database_that_nobody_touched_verifies() {
    let session = with_ledger();
    let out = session.says(0, &["ledger", "verify"]);
    assert!(out.contains("账本 5 条") && out.contains("签名证明到 5 条") && out.contains("没有发现问题"), "{out}");
    let out = session.says(0, &["ledger", "verify", "--lang", "en"]);
    assert!(out.contains("5 entries") && out.contains("nothing wrong was found"), "{out}");
}

#[test]
fn a_ledger_of_which_nothing_is_signed_holds_and_says_what_could_not_be_found() {
    let session = Session::new().with_county();
    let out = session.says(0, &["ledger", "verify"]);
    assert!(out.contains("没有已签名的检查点") && out.contains("ledger keys") && out.contains("没有发现问题"), "{out}");
    let out = with_ledger().says(0, &["ledger", "verify"]);
    assert!(!out.contains("没有已签名的检查点"), "{out}");
}

#[test]
fn whatever_was_changed_in_the_database_is_found_and_the_entry_named() {
    let changes = [
        ("UPDATE person SET name = '样例X' WHERE code = 'Q2'", "第 2 条"),
        ("UPDATE unit SET note = 'x' WHERE code = 'U3'", "第 0 条"),
        ("DELETE FROM person WHERE code = 'Q3'", "第 3 条"),
        ("UPDATE act SET actor = '李四' WHERE id = 4", "第 3 条"),
        ("UPDATE ledger_entry SET entry = replace(entry, 'register.import', 'register.export') WHERE seq = 1", "第 1 条：内容被改动"),
        ("UPDATE ledger_entry SET operation = 'register.export' WHERE seq = 4", "第 4 条：其旁的列 operation"),
        ("UPDATE ledger_entry SET private = replace(private, '张三', '李四') WHERE seq = 2", "第 2 条：私密内容"),
        ("UPDATE ledger_entry SET private = NULL, salt = NULL, actor = NULL WHERE seq = 2", "第 2 条的私密部分缺失"),
        ("DELETE FROM ledger_entry WHERE seq = 2", "第 2 至 2 条被删除"),
        ("DELETE FROM ledger_entry WHERE seq = 4", "第 4 至 4 条"),
    ];
    let session = with_ledger();
    let whole = session.database();
    for (sql, named) in changes {
        session.tamper(sql);
        let out = session.says(1, &["ledger", "verify"]);
        assert!(out.contains(named), "{sql}\n{out}");
        session.put_back(&whole);
    }
    session.says(0, &["ledger", "verify"]);
}

#[test]
fn a_receipt_holds_without_any_database_and_a_changed_one_does_not() {
    let session = with_ledger();
    session.says(0, &["ledger", "prove", "3", "--disclose", "--out", "3.receipt"]);
    let keys = session.keys();
    let elsewhere = Session::new();
    elsewhere.write("3.receipt", &session.text("3.receipt"));
    for ask in [["ledger", "verify", "3.receipt", "--key", &keys], ["ledger", "check-receipt", "3.receipt", "--key", &keys]] {
        let out = elsewhere.says(0, &ask);
        assert!(out.contains(ORIGIN) && out.contains("第 3 条") && out.contains("张三"), "{out}");
    }
    assert!(elsewhere.complains(2, &["ledger", "check-receipt", "3.receipt"]).contains("--key"));
    assert!(!elsewhere.folder.path().join("data").exists(), "nothing was made");
    for (from, to) in [("register.import", "register.export"), ("张三", "李四"), ("index 3", "index 2"), ("\nsha256 ", "\nsha256 A")] {
        elsewhere.write("changed.receipt", &session.text("3.receipt").replacen(from, to, 1));
        let out = elsewhere.says(1, &["ledger", "check-receipt", "changed.receipt", "--key", &keys]);
        assert!(out.contains("收据不成立"), "{from}: {out}");
    }
    // Another ledger's keys say nothing of this one.
    let other = Session::new().with_county();
    other.says(0, &["ledger", "keys", "--origin", ORIGIN]);
    elsewhere.says(1, &["ledger", "check-receipt", "3.receipt", "--key", &other.keys()]);
}

#[test]
fn an_exported_ledger_is_verified_without_any_database_and_every_change_named() {
    let session = with_ledger();
    assert!(session.says(0, &["ledger", "export", "ledger.jsonl"]).contains("5 条"));
    let keys = session.keys();
    let (whole, elsewhere) = (session.text("ledger.jsonl"), Session::new());
    let verify = |lines: &[&str], code: i32| {
        elsewhere.write("ledger.jsonl", &(lines.join("\n") + "\n"));
        elsewhere.says(code, &["ledger", "verify", "ledger.jsonl", "--key", &keys])
    };
    let lines: Vec<_> = whole.lines().collect();
    let first = lines.iter().position(|line| line.starts_with("{\"entry\"")).unwrap();
    let out = verify(&lines, 0);
    assert!(out.contains(ORIGIN) && out.contains("签名证明到 5 条"), "{out}");

    let changed = lines[first + 2].replace("register.import", "register.export");
    let mut other = lines.clone();
    other[first + 2] = &changed;
    assert!(verify(&other, 1).contains("第 2 条：内容被改动"));
    let mut other = lines.clone();
    other.remove(first + 1);
    assert!(verify(&other, 1).contains("第 1 至 1 条被删除"));
    let mut other = lines.clone();
    other.insert(first + 4, &changed);
    assert!(verify(&other, 1).contains("被插入（存放顺序第 4 位）"));
    let mut other = lines.clone();
    other.swap(first + 1, first + 3);
    let out = verify(&other, 1);
    assert!(out.contains("第 1 条：被移到别处") || out.contains("第 3 条：被移到别处"), "{out}");
    let out = verify(&lines[..first + 3], 1);
    assert!(out.contains("第 3 至 4 条"), "{out}");
    assert!(elsewhere.complains(2, &["ledger", "verify", "none.jsonl"]).contains("none.jsonl"));
}

#[test]
fn an_export_without_private_payloads_names_nobody_and_verifies() {
    let session = with_ledger();
    session.says(0, &["ledger", "export", "public.jsonl", "--public"]);
    assert!(!session.text("public.jsonl").contains("张三"));
    let out = session.says(0, &["ledger", "verify", "public.jsonl"]);
    assert!(out.contains("已清除私密内容 5 条"), "{out}");
}

#[test]
fn a_history_that_was_replaced_is_found_by_an_earlier_checkpoint() {
    let session = with_ledger();
    let keys = session.keys();
    let other = with_ledger();
    other.write("five.checkpoint", &session.text("five.checkpoint"));
    other.tamper("DELETE FROM ledger_checkpoint");
    other.says(0, &["ledger", "verify"]);
    let out = other.says(1, &["ledger", "verify", "--checkpoint", "five.checkpoint", "--key", &keys]);
    assert!(out.contains("被替换"), "{out}");
    session.says(0, &["ledger", "verify", "--checkpoint", "five.checkpoint", "--key", &keys]);
}

#[test]
fn nothing_is_signed_that_does_not_continue_what_was_signed() {
    let session = with_ledger();
    let again = session.says(0, &["ledger", "checkpoint"]);
    assert_eq!(again.trim_end(), session.text("five.checkpoint").trim_end());
    let error = session.complains(2, &["ledger", "checkpoint", "--origin", "another.gov.cn"]);
    assert!(error.contains(ORIGIN), "{error}");
    // Another history of the same length.
    let other = with_ledger();
    let note = session.text("five.checkpoint").replace('\'', "''");
    other.tamper(&format!("UPDATE ledger_checkpoint SET note = '{note}'"));
    let error = other.complains(2, &["ledger", "checkpoint"]);
    assert!(error.contains("不予签名"), "{error}");
}

#[test]
fn keys_that_others_can_read_are_not_used() {
    let session = with_ledger();
    let key = session.folder.path().join("data/keys/ledger-sm2.pem");
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let error = session.complains(2, &["ledger", "checkpoint"]);
    assert!(error.contains("chmod 600") && error.contains("ledger-sm2.pem"), "{error}");
    let fresh = Session::new().with_county();
    assert!(fresh.complains(2, &["ledger", "checkpoint"]).contains("--origin"));
    assert!(fresh.complains(2, &["ledger", "keys", "--origin", "a name"]).contains("a name"));
}

#[test]
fn a_witness_countersigns_what_continues_and_refuses_what_does_not() {
    let (session, witness) = (with_ledger(), Session::new());
    let keys = session.keys();
    witness.says(0, &["ledger", "keys", "--origin", "witness.example.org"]);
    let published = session.folder.path().join("public");
    let published = published.to_str().unwrap();
    session.says(0, &["ledger", "publish", "public", "--entries"]);
    let ask = ["ledger", "witness", published, "--key", &keys, "--out", "cosigned"];
    witness.says(0, &ask);
    // The ledger takes the countersignatures over.
    session.write("cosigned", &witness.text("cosigned"));
    assert!(session.says(0, &["ledger", "checkpoint", "--cosigned", "cosigned"]).contains("4 个"));
    let out = session.says(0, &["ledger", "verify", "--key", &keys, "--key", &witness.keys()]);
    assert!(out.contains("witness.example.org"), "{out}");
    // It grows, and the witness sees that it continues.
    session.write("more/person.csv", "编号,姓名,所在单位\nQ9,样例9,U3\n");
    session.says(0, &["import", "more", "--apply"]);
    session.says(0, &["ledger", "checkpoint"]);
    session.says(0, &["ledger", "publish", "public"]);
    witness.says(0, &ask);
    // An older state is not countersigned any more, nor another history under the same keys.
    let five = session.folder.path().join("five.checkpoint");
    let out = witness.says(1, &["ledger", "witness", five.to_str().unwrap(), "--key", &keys]);
    assert!(out.contains("不予会签"), "{out}");
    let other = with_ledger();
    for name in ["ledger-sm2.pem", "ledger-ed25519.pem"] {
        fs::copy(session.folder.path().join("data/keys").join(name), other.folder.path().join("data/keys").join(name)).unwrap();
    }
    other.tamper("DELETE FROM ledger_checkpoint");
    other.write("more/person.csv", "编号,姓名,所在单位\nQ8,样例8,U3\nQ7,样例7,U3\n");
    other.says(0, &["import", "more", "--apply"]);
    other.says(0, &["ledger", "checkpoint"]);
    other.says(0, &["ledger", "publish", "public"]);
    let forked = other.folder.path().join("public");
    let out = witness.says(1, &["ledger", "witness", forked.to_str().unwrap(), "--key", &keys]);
    assert!(out.contains("不予会签"), "{out}");
}

#[test]
fn an_erased_entry_still_verifies_and_says_that_it_was_erased() {
    let session = with_ledger();
    assert!(session.complains(2, &["ledger", "erase", "2", "--reason", " "]).contains("理由"));
    assert!(session.says(0, &["ledger", "erase", "2", "--reason", "本人请求"]).contains("第 5 条"));
    assert!(session.says(0, &["ledger", "erase", "2", "--reason", "本人请求"]).contains("早已清除"));
    let out = session.says(0, &["ledger", "verify"]);
    assert!(out.contains("已清除私密内容 1 条") && out.contains("没有发现问题"), "{out}");
    let out = session.says(0, &["ledger", "list"]);
    let line = out.lines().find(|line| line.trim_start().starts_with("2 ")).unwrap();
    assert!(line.contains("已清除") && !line.contains("张三"), "{out}");
    session.says(0, &["ledger", "prove", "2", "--out", "2.receipt"]);
    session.says(0, &["ledger", "check-receipt", "2.receipt"]);
    assert!(session.complains(2, &["ledger", "prove", "99"]).contains("99"));
}

#[test]
fn an_archive_proves_its_entries_without_a_database_and_the_ledger_is_shown_to_continue_it() {
    let session = with_ledger();
    session.says(0, &["ledger", "export", "archive.jsonl"]);
    let keys = session.keys();
    // What goes into the archive: the file, the checkpoint, the verifier keys.
    let archive = Session::new();
    for name in ["archive.jsonl", "five.checkpoint"] {
        archive.write(name, &session.text(name));
    }
    archive.says(0, &["ledger", "verify", "archive.jsonl", "--checkpoint", "five.checkpoint", "--key", &keys]);
    archive.says(0, &["ledger", "prove", "3", "--file", "archive.jsonl", "--disclose", "--out", "3.receipt"]);
    let out = archive.says(0, &["ledger", "verify", "3.receipt", "--key", &keys]);
    assert!(out.contains("第 3 条") && out.contains("张三"), "{out}");
    assert!(archive.complains(2, &["ledger", "prove", "9", "--file", "archive.jsonl"]).contains("第 9 条"));
    assert!(!archive.folder.path().join("data").exists(), "no database was made");
    // The ledger goes on. Its later checkpoint, and a later archive, continue what the first archive holds.
    session.write("6/person.csv", "编号,姓名,所在单位\nQ6,样例6,U3\n");
    session.says(0, &["import", "6", "--apply", "--actor", "张三"]);
    session.says(0, &["ledger", "checkpoint"]);
    session.says(0, &["ledger", "verify", "--checkpoint", "five.checkpoint"]);
    session.says(0, &["ledger", "export", "later.jsonl"]);
    session.says(0, &["ledger", "verify", "later.jsonl", "--checkpoint", "five.checkpoint"]);
    // Another history does not.
    let other = with_ledger();
    other.says(0, &["ledger", "export", "other.jsonl"]);
    session.write("other.jsonl", &other.text("other.jsonl"));
    let out = session.says(1, &["ledger", "verify", "other.jsonl", "--checkpoint", "five.checkpoint"]);
    assert!(out.contains("历史被替换"), "{out}");
}
