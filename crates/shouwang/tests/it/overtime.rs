//! A request that outlives its time: its caller is told so, what must not be done by halves goes on, and the server stays well.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use shouwang_storage::testing::databases;
use sqlx::{Connection as _, Executor as _, PgConnection, SqliteConnection};

use crate::server::{People, Reply, Server};
use crate::session::Session;

const PERSONS: &str = "/api/v1/registers/person/rows";
/// Longer than the second that an operation is given, shorter than it usually is.
const SOON: Duration = Duration::from_secs(10);

/// Whatever keeps a table to itself until it is dropped.
enum Blocking {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Blocking {
    /// On a server it is what the statement locks; a file has one writer.
    async fn new(url: &str, lock: &'static str) -> Blocking {
        if url.starts_with("sqlite:") {
            let mut connection = SqliteConnection::connect(url).await.unwrap();
            connection.execute("BEGIN IMMEDIATE").await.unwrap();
            return Blocking::Sqlite(connection);
        }
        let mut connection = PgConnection::connect(url).await.unwrap();
        connection.execute(lock).await.unwrap();
        Blocking::Postgres(connection)
    }

    async fn end(self) {
        match self {
            Blocking::Sqlite(mut connection) => drop(connection.execute("ROLLBACK").await.unwrap()),
            Blocking::Postgres(mut connection) => drop(connection.execute("ROLLBACK").await.unwrap()),
        }
    }
}

fn is_told(reply: &Reply, began: Instant) {
    assert_eq!((reply.status, reply.body["code"].as_str()), (503, Some("timed_out")), "{reply:?}");
    assert!(reply.retry_after.is_some(), "{reply:?}");
    assert!(began.elapsed() < SOON, "it was told after {:?}", began.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_outlives_its_time_is_answered_and_the_server_stays_well() {
    for database in databases().await.unwrap() {
        let session = Session::on(&database.url).with_county();
        let server = Server::start_with(&session, "data", "operation_timeout_s = 1\n");
        let people = People::found(&server).await;
        let handler = people.handler(&server, "handler", "U3").await;
        let person: Value = json!({ "code": "K1", "from": "2026-01-01", "name": "样例", "unit": "U3" });

        let blocking = Blocking::new(&database.url, "BEGIN; LOCK TABLE person IN ACCESS EXCLUSIVE MODE").await;
        // Readers of a file wait for no writer.
        if !database.is_sqlite() {
            let began = Instant::now();
            is_told(&server.get(PERSONS, &handler).await, began);
        }
        let began = Instant::now();
        is_told(&server.post(PERSONS, &handler, Some("late"), &person).await, began);
        assert_eq!(server.get("/healthz", "").await.status, 200);
        blocking.end().await;

        // What was begun goes on to its end, and whoever comes again with the key gets its answer.
        let mut answer = server.post(PERSONS, &handler, Some("late"), &person).await;
        while answer.body["code"] == "in_progress" || answer.body["code"] == "timed_out" {
            assert!(began.elapsed() < SOON * 6, "{answer:?}");
            tokio::time::sleep(Duration::from_millis(100)).await;
            answer = server.post(PERSONS, &handler, Some("late"), &person).await;
        }
        let written = answer.expect(201);
        assert_eq!(server.get(&format!("{PERSONS}/K1/2026-01-01"), &handler).await.expect(200), written);
        let listed = server.get(&format!("{PERSONS}?filter=code:eq:K1"), &handler).await.expect(200);
        assert_eq!(listed["rows"].as_array().unwrap().len(), 1, "it was done once");
        assert_eq!(server.get("/readyz", "").await.status, 200);

        // A change without a key is not stopped half way either, and nobody is told that it was.
        let account = "/api/v1/logins";
        let clerk = json!({ "login": "clerk", "holder": { "name": "Li", "document_number": "430000199001010099", "unit": "U3" } });
        // Who asks can be found out; only the account cannot be written.
        let blocking = Blocking::new(&database.url, "BEGIN; LOCK TABLE login IN SHARE MODE").await;
        let began = Instant::now();
        let reply = server.post(account, &people.system, None, &clerk).await;
        is_told(&reply, began);
        assert!(reply.body["detail"].as_str().is_some_and(|detail| detail.contains("仍在继续")), "{reply:?}");
        blocking.end().await;
        let path = format!("{account}/clerk");
        while server.get(&path, &people.system).await.status != 200 {
            assert!(began.elapsed() < SOON * 6, "what was begun was not done");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        session.says(0, &["ledger", "verify"]);
    }
}
