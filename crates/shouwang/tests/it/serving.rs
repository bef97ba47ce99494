//! The server has its database to itself. Every test runs the real binary.

use std::fs::Permissions;
use std::io::{self, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, thread};

use crate::session::Session;

/// A server that runs in a session's folder until it is told to stop.
struct Serving(Child);

impl Serving {
    /// Starts one, and waits until it answers.
    fn start(session: &Session) -> Serving {
        Serving::start_with(session, &[])
    }

    /// The same with further arguments.
    fn start_with(session: &Session, more: &[&str]) -> Serving {
        let address = free_address();
        let server = Command::new(env!("CARGO_BIN_EXE_shouwang"))
            .args(["serve", "--listen", &address])
            .args(more)
            .current_dir(session.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let serving = Serving(server);
        let answers = || TcpStream::connect(&address).and_then(ask).is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"));
        assert!((0..600).any(|_| answers() || rest()), "it did not start");
        serving
    }

    /// Asks it to stop as a service manager does, and waits until it has.
    fn stop(mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().unwrap();
        assert!(asked.success() && self.0.wait().unwrap().success());
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // One that was stopped already cannot be killed, and need not be.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn ask(mut server: TcpStream) -> io::Result<String> {
    server.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    server.read_to_string(&mut answer)?;
    Ok(answer)
}

/// Waits a moment; never the answer that is waited for.
fn rest() -> bool {
    thread::sleep(Duration::from_millis(100));
    false
}

fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

#[test]
fn a_server_that_is_stopped_while_it_starts_ends_as_one_that_was_asked_to() {
    for rest_ms in [0, 20, 60, 150, 400] {
        let session = Session::new();
        let mut server = Command::new(env!("CARGO_BIN_EXE_shouwang"))
            .args(["serve", "--listen", &free_address()])
            .current_dir(session.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map(Serving)
            .unwrap();
        // The lock is taken before the database is made and anything is read into memory.
        let lock = session.folder.path().join("data/shouwang.db.lock");
        while !lock.exists() {
            assert!(server.0.try_wait().unwrap().is_none(), "it did not start");
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis(rest_ms));
        server.stop();
    }
}

/// Puts a key into a file as the program does, but not the installation's.
fn put_another_key(path: &Path) {
    fs::write(path, format!("{}\n", "A".repeat(43))).unwrap();
    fs::set_permissions(path, Permissions::from_mode(0o600)).unwrap();
}

#[test]
fn a_server_without_the_installations_keys_does_not_start_and_says_what_to_do() {
    let session = Session::new().with_county();
    Serving::start(&session).stop();
    let serve = |language: &str| session.complains(2, &["serve", "--listen", &free_address(), "--lang", language]);
    for key in ["data/installation.key", "data/keys/files.key"] {
        let path = session.folder.path().join(key);
        let original = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let refused = serve("en");
        assert!(refused.contains(key) && refused.contains("is missing") && refused.contains("--accept-keys"), "{refused}");
        assert!(!path.exists(), "no fresh one is made");
        put_another_key(&path);
        let refused = serve("zh");
        assert!(refused.contains(key) && refused.contains("不是此数据库的密钥"), "{refused}");
        fs::write(&path, original).unwrap();
    }
    Serving::start(&session).stop();

    // The key of files may lie elsewhere.
    session.write("elsewhere/readme", "");
    let [from, to] = ["data/keys/files.key", "elsewhere/sealing.key"].map(|name| session.folder.path().join(name));
    fs::rename(from, to).unwrap();
    session.write("data/shouwang.toml", "files_key = \"elsewhere/sealing.key\"\n");
    Serving::start(&session).stop();
    assert!(!session.folder.path().join("data/keys/files.key").exists());
}

#[test]
fn keys_that_are_lost_for_good_give_way_to_others_once_somebody_says_so_and_that_is_on_record() {
    let session = Session::new().with_county();
    Serving::start(&session).stop();
    put_another_key(&session.folder.path().join("data/installation.key"));
    Serving::start_with(&session, &["--accept-keys"]).stop();
    Serving::start(&session).stop();
    session.says(0, &["ledger", "export", "ledger.jsonl"]);
    let exported = String::from_utf8(session.read("ledger.jsonl")).unwrap();
    assert_eq!(exported.matches("keys.accept").count(), 1, "of two keys one was another: {exported}");
    session.says(0, &["ledger", "verify"]);
}

#[test]
fn while_a_server_runs_no_second_one_starts_on_its_file_and_nothing_replaces_it() {
    let session = Session::new().with_county();
    session.says(0, &["backup", "full.backup"]);
    let serving = Serving::start(&session);
    let refused = session.complains(2, &["serve", "--listen", &free_address(), "--lang", "en"]);
    assert!(refused.contains("another Shouwang uses this database"), "{refused}");
    assert!(session.complains(2, &["restore", "full.backup"]).contains("请先停止 shouwang serve"));
    let elsewhere = format!("sqlite:{}", session.folder.path().join("elsewhere.db").display());
    let own = format!("sqlite:{}", session.folder.path().join("data/shouwang.db").display());
    session.says(0, &["migrate-database", "--from", &own, "--to", &elsewhere]);
    assert!(session.complains(2, &["migrate-database", "--from", &elsewhere, "--to", &own]).contains("shouwang.db.lock"));

    // What writes rows may do so beside a server, and a backup is made while it serves.
    session.write("more/unit.csv", "编号,名称,行政区划,职能\nU9,样例县乙局,433130,接入单位\n");
    session.says(0, &["import", "more", "--apply"]);
    session.says(0, &["backup", "beside.backup"]);

    serving.stop();
    assert!(session.says(0, &["restore", "full.backup"]).contains("核对相符"));
    assert!(fs::exists(session.folder.path().join("data/shouwang.db.lock")).unwrap(), "the file stays; only the lock goes");
    Serving::start(&session).stop();
}
