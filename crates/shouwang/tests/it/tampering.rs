//! Whoever changes the database past the program, in any table that the ledger covers, is found by `shouwang ledger verify`, over a database
//! that a server has filled.

use std::fs;
use std::sync::OnceLock;

use reqwest::Method;
use serde_json::{Value, json};
use shouwang_domain::register::full_catalog;
use tokio::runtime::Runtime;

use crate::server::{People, Server, client};
use crate::session::Session;

const ORIGIN: &str = "example.gov.cn/shouwang";
/// A complete subtree of 256 entries, and some more.
const WRITES: usize = 270;

/// A database of its own that a server has filled, with the keys of its ledger. Filling it takes a while and is done once.
fn written_by_a_server() -> Session {
    static FILLED: OnceLock<Session> = OnceLock::new();
    let (filled, session) = (FILLED.get_or_init(fill), Session::new());
    let [from, to] = [filled, &session].map(|session| session.folder.path().join("data"));
    fs::create_dir_all(to.join("keys")).unwrap();
    fs::copy(from.join("shouwang.db"), to.join("shouwang.db")).unwrap();
    for key in fs::read_dir(from.join("keys")).unwrap() {
        let name = key.unwrap().file_name();
        fs::copy(from.join("keys").join(&name), to.join("keys").join(&name)).unwrap();
    }
    // Keys in a folder that others can read are not used.
    fs::set_permissions(to.join("keys"), fs::metadata(from.join("keys")).unwrap().permissions()).unwrap();
    session
}

/// Four English words in a row, which is more than a name: a sentence in the other language.
fn english(out: &str) -> Option<&str> {
    out.lines().find(|line| {
        let words: Vec<bool> = line.split(' ').map(|word| word.len() > 1 && word.chars().all(|char| char.is_ascii_lowercase())).collect();
        words.windows(4).any(|four| four.iter().all(|&is_word| is_word))
    })
}

/// A county of the sample, with people who were let in and have written, and a signed checkpoint.
fn fill() -> Session {
    let session = Session::new();
    session.says(0, &["demo", "--size", "county"]);
    session.says(0, &["export", "out"]);
    let (unit, by) = (unit_with(&session, "接入单位"), unit_with(&session, "主管部门"));
    let set = ["law", "set", "hunan-2020-interim/i7-two-contacts", "off", "--from", "2026-11-20", "--by", &by, "--reason", "已并入新办法"];
    session.says(0, &set);
    session.write("2028.toml", &crate::notices::notice(2028));
    session.says(0, &["calendar", "import", "2028.toml"]);
    Runtime::new().unwrap().block_on(async {
        let server = Server::start(&session, "data");
        let people = People::found(&server).await;
        let handler = people.handler(&server, "handler", &unit).await;
        let text = "@id(\"more\")\npermit (principal, action == Action::\"jobs.list\", resource) when { principal.role == Role::\"audit_administrator\" };";
        let policy = json!({ "name": "more", "text": text });
        server.post("/api/v1/policies", &people.security, Some("policy"), &policy).await.expect(201);
        for write in 0..WRITES {
            let body = json!({ "code": format!("K{write}"), "from": "2026-01-01", "name": "样例", "unit": unit });
            server.post("/api/v1/registers/person/rows", &handler, Some(&format!("k{write}")), &body).await.expect(201);
        }
        add_papers(&server, &handler, &unit).await;
        server.kill();
    });
    session.says(0, &["ledger", "checkpoint", "--origin", ORIGIN]);
    session.says(0, &["ledger", "verify"]);
    session
}

/// A matter with a file that is handed in and printed: the sample has matters, but nothing of what somebody adds to one or has made of it.
async fn add_papers(server: &Server, handler: &str, unit: &str) {
    let ask = async |method: Method, path: &str, version: &Value, (media, body): (&str, String), status: u16| {
        let request = client().request(method, format!("{}/api/v1/matters{path}", server.url)).bearer_auth(handler);
        let key: String = path.chars().filter(char::is_ascii_alphanumeric).collect();
        let request = request.header("idempotency-key", format!("papers-{key}"));
        let request = if version.is_null() { request } else { request.header("if-match", format!("\"{version}\"")) };
        let answer = request.header("content-type", media).body(body).send().await.unwrap();
        let (said, body) = (answer.status(), answer.bytes().await.unwrap());
        assert_eq!(said, status, "{path}: {}", String::from_utf8_lossy(&body));
        serde_json::from_slice::<Value>(&body).unwrap_or_default()
    };
    let json = |body: Value| ("application/json", body.to_string());
    let draft = ask(Method::POST, "", &Value::Null, json(json!({ "kind": "resource-application" })), 201).await;
    let matter = format!("/{}", draft["number"].as_str().unwrap());
    let line = json!({ "using_unit": unit, "kind": "storage", "purpose": "样例", "amount": 5, "measure": "GB" });
    ask(Method::PUT, &format!("{matter}/lines"), &draft["version"], json(json!({ "lines": [line] })), 200).await;
    ask(Method::POST, &format!("{matter}/files?name=a.txt"), &Value::Null, ("application/octet-stream", "样例附件".to_owned()), 201).await;
    let whole = server.get(&format!("/api/v1/matters{matter}"), handler).await.expect(200);
    ask(Method::POST, &format!("{matter}/acts"), &whole["version"], json(json!({ "act": "submit" })), 201).await;
    let document = server.get(&format!("/api/v1/matters{matter}/documents/application.docx"), handler).await;
    assert_eq!(document.status, 200, "{document:?}");
}

/// A unit of the sample that has this function.
fn unit_with(session: &Session, function: &str) -> String {
    let units = session.text("out/单位.csv");
    let line = units.lines().find(|line| line.contains(function)).unwrap();
    line.trim_start_matches('\u{feff}').split(',').next().unwrap().to_owned()
}

#[test]
fn a_byte_changed_in_any_table_that_the_ledger_covers_is_found() {
    let session = written_by_a_server();
    let whole = session.database();
    // One cell of one row in every register at once: each has to be named, with an entry.
    let registers: Vec<_> = full_catalog().iter().map(|def| def.name).collect();
    let change = |table: &&str| {
        let first = format!("(SELECT code, held_from, learned_at FROM \"{table}\" LIMIT 1)");
        format!("UPDATE \"{table}\" SET note = coalesce(note, '') || 'x' WHERE (code, held_from, learned_at) = {first};")
    };
    session.tamper(&registers.iter().map(change).collect::<String>());
    let out = session.says(1, &["ledger", "verify"]);
    for table in registers {
        let named = out.lines().find(|line| line.starts_with(&format!("表 {table}：")));
        assert!(named.is_some_and(|line| line.contains("账本第")), "{table} is not named:\n{out}");
    }
    session.put_back(&whole);
    // The ledger's own tables, one after the other.
    let changes = [
        ("UPDATE act SET source = source || 'x' WHERE id = 2", "表 act：第 2 号操作的列 source 与账本第 1 条不符"),
        ("UPDATE ledger_entry SET entry = replace(entry, 'registers.write', 'registers.wrote') WHERE seq = 30", "第 30 条：内容被改动"),
        ("UPDATE ledger_entry SET private = replace(private, 'handler', 'Handler') WHERE seq = 30", "第 30 条：私密内容"),
        ("UPDATE ledger_entry SET at = at + 1 WHERE seq = 30", "第 30 条：其旁的列 at"),
        ("UPDATE ledger_entry SET leaf_sm3 = 'A' || substr(leaf_sm3, 2) WHERE seq = 30", "第 30 条"),
        ("UPDATE ledger_node SET sha256 = sm3 WHERE level = 1", "子树"),
        ("UPDATE ledger_head SET size = size + 1", "head"),
        ("UPDATE ledger_entry SET entry = 'no entry at all' WHERE seq = 30", "第 30 条：不是一条可读的记录"),
        ("UPDATE ledger_entry SET entry = ' ' || entry WHERE seq = 30", "第 30 条：不是一条可读的记录"),
        ("UPDATE ledger_checkpoint SET note = 'no note at all'", "第 1 个检查点不可信"),
        ("UPDATE ledger_checkpoint SET note = replace(note, 'example.gov.cn', 'example.gov.com')", "检查点"),
    ];
    for (sql, named) in changes {
        session.tamper(sql);
        let out = session.says(1, &["ledger", "verify"]);
        assert!(out.contains(named), "{sql}\n{out}");
        assert_eq!(english(&out), None, "{sql}\n{out}");
        session.put_back(&whole);
    }
    session.says(0, &["ledger", "verify"]);
}

#[test]
fn an_entry_that_was_removed_inserted_moved_or_cut_off_is_named() {
    let session = written_by_a_server();
    let whole = session.database();
    let columns = "at, operation, actor, unit, function, request, act, entry, leaf_sm3, leaf_sha256, private, salt";
    let shift = "UPDATE ledger_entry SET seq = -seq - 1 WHERE seq >= 40; UPDATE ledger_entry SET seq = -seq WHERE seq < 0;";
    let swap = "UPDATE ledger_entry SET seq = -1 WHERE seq = 40; UPDATE ledger_entry SET seq = 40 WHERE seq = 44; \
                UPDATE ledger_entry SET seq = 44 WHERE seq = -1;";
    let insert = format!(
        "{shift} INSERT INTO ledger_entry (seq, {columns}) SELECT 40, {} FROM ledger_entry WHERE seq = 39;",
        columns.replace(", act,", ", NULL,")
    );
    let last = "(SELECT max(seq) FROM ledger_entry)";
    let cut = format!(
        "CREATE TEMP TABLE cut AS SELECT act FROM ledger_entry WHERE seq = {last}; DELETE FROM person WHERE learned_act IN (SELECT act FROM cut); \
         DELETE FROM ledger_entry WHERE seq = {last}; DELETE FROM act WHERE id IN (SELECT act FROM cut); UPDATE ledger_head SET size = size - 1;"
    );
    let changes = [
        ("removed", "DELETE FROM ledger_entry WHERE seq = 40;", "第 40 至 40 条被删除"),
        ("inserted", insert.as_str(), "被插入（存放顺序第 40 位）"),
        ("moved", swap, "被移到别处"),
        ("cut", cut.as_str(), "被截"),
    ];
    for (what, sql, named) in changes {
        session.tamper(sql);
        let out = session.says(1, &["ledger", "verify"]);
        assert!(out.contains(named), "{what}\n{out}");
        assert_eq!(english(&out), None, "{what}\n{out}");
        session.put_back(&whole);
    }
    session.says(0, &["ledger", "verify"]);
}

#[test]
fn a_database_that_was_put_back_to_an_earlier_day_or_replaced_is_found_by_a_checkpoint_kept_elsewhere() {
    let session = Session::new().with_county();
    session.says(0, &["ledger", "checkpoint", "--origin", ORIGIN]);
    let keys = session.keys();
    let earlier = session.database();
    let go_on = |name: &str| {
        session.write("more/person.csv", &format!("编号,姓名,所在单位\nQ1,{name},U3\n"));
        session.says(0, &["import", "more", "--apply"]);
    };
    go_on("样例甲");
    session.says(0, &["ledger", "checkpoint", "--out", "later.checkpoint"]);
    let verify = |code| session.says(code, &["ledger", "verify", "--checkpoint", "later.checkpoint", "--key", &keys]);
    verify(0);
    session.put_back(&earlier);
    session.says(0, &["ledger", "verify"]);
    let out = verify(1);
    assert!(out.contains("第 1 至 1 条"), "{out}");
    go_on("样例乙");
    session.says(0, &["ledger", "verify"]);
    let out = verify(1);
    assert!(out.contains("被替换"), "{out}");
}
