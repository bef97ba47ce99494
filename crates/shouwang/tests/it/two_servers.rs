//! Two servers on one PostgreSQL: both take requests, one of them does the work in the background, and when it is killed the other does.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Method};
use serde_json::{Value, json};
use shouwang_domain::register::catalog;
use shouwang_storage::testing::{TestDatabase, databases};
use shouwang_storage::{Job, JobQuery, JobState, NewJob, Store};
use sqlx::{Connection as _, Executor as _, PgConnection};

use crate::server::{Ask, People, Server, client};
use crate::session::Session;

const PERSONS: &str = "/api/v1/registers/person/rows";
/// What is waited for comes within this time: the servers' patience of 6 s (`server::SETTINGS`) and half a minute for a busy machine.
const PATIENCE_MS: u64 = 36_000;
const LOOK_EVERY_MS: u64 = 50;

/// Two servers and the people who use them.
struct Pair {
    one: Server,
    other: Server,
    people: People,
    /// The session of somebody who handles the affairs of `U3`, begun on the one server.
    handler: String,
    store: Store,
    url: String,
    session: Session,
    _database: TestDatabase,
}

impl Pair {
    async fn start() -> Pair {
        let [_, database] = databases().await.unwrap();
        let session = Session::on(&database.url).with_county();
        let one = Server::start(&session, "data");
        let people = People::found(&one).await;
        let handler = people.handler(&one, "handler", "U3").await;
        let store = database.open().await.unwrap();
        // The one that was there first works in the background.
        until("the first server plans", async || store.find_planned().await.unwrap()).await;
        // Servers of one installation have the same keys.
        fs::create_dir_all(session.folder.path().join("other/keys")).unwrap();
        for key in ["installation.key", "keys/files.key"] {
            fs::copy(session.folder.path().join("data").join(key), session.folder.path().join("other").join(key)).unwrap();
        }
        let other = Server::start(&session, "other");
        Pair { one, other, people, handler, store, url: database.url.clone(), session, _database: database }
    }

    /// Who plans.
    async fn planner(&self) -> String {
        let mut connection = PgConnection::connect(&self.url).await.unwrap();
        sqlx::query_scalar("SELECT holder FROM lease WHERE name = 'planning'").fetch_one(&mut connection).await.unwrap()
    }

    /// Waits until the duties are planned with all that was written so far.
    async fn is_planned(&self) {
        let newest = self.store.newest_act().await.unwrap();
        until("the duties are planned", async || self.store.find_planned().await.unwrap().filter(|planned| planned.act >= newest)).await;
    }
}

/// Waits until something is there.
async fn until<T>(what: &str, look: impl AsyncFn() -> Option<T>) -> T {
    for _ in 0..PATIENCE_MS / LOOK_EVERY_MS {
        if let Some(there) = look().await {
            return there;
        }
        tokio::time::sleep(Duration::from_millis(LOOK_EVERY_MS)).await;
    }
    panic!("waited in vain until {what}");
}

fn person(code: &str) -> Value {
    json!({ "code": code, "from": "2026-01-01", "name": "样例", "unit": "U3" })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_written_through_one_server_is_told_by_the_other() {
    let pair = Pair::start().await;
    for (from, to, code) in [(&pair.one, &pair.other, "K1"), (&pair.other, &pair.one, "K2")] {
        let listening = client().get(format!("{}/api/v1/events", to.url)).bearer_auth(&pair.handler).send();
        let mut events = listening.await.unwrap();
        assert_eq!(events.status(), 200);
        let written = from.post(PERSONS, &pair.handler, Some(code), &person(code)).await.expect(201);
        let mut said = String::new();
        let told = async {
            while !(said.contains("event: change") && said.contains("\"person\"")) {
                said.push_str(std::str::from_utf8(&events.chunk().await.unwrap().unwrap()).unwrap());
            }
        };
        assert!(tokio::time::timeout(Duration::from_millis(PATIENCE_MS), told).await.is_ok(), "{said}");
        let read = to.get(&format!("{PERSONS}/{code}/2026-01-01"), &pair.handler).await.expect(200);
        assert_eq!(read, written);
        // The same request under its key is the same request on either server.
        let again = to.post(PERSONS, &pair.handler, Some(code), &person(code)).await;
        assert!(again.replayed && again.body == written, "{again:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_begun_on_one_server_is_good_on_the_other_and_ends_on_both() {
    let pair = Pair::start().await;
    let Pair { one, other, people, .. } = &pair;
    let is_known = async |server: &Server, token: &str| server.get("/api/v1/session", token).await.status;
    assert_eq!((is_known(one, &pair.handler).await, is_known(other, &pair.handler).await), (200, 200));
    other.delete("/api/v1/session", &pair.handler).await.expect(204);
    assert_eq!((is_known(one, &pair.handler).await, is_known(other, &pair.handler).await), (401, 401));
    // An administrator ends a session on the server on which it was not begun.
    let second = people.handler(other, "second", "U1").await;
    assert_eq!((is_known(one, &second).await, is_known(other, &second).await), (200, 200));
    one.delete("/api/v1/logins/second/sessions", &people.system).await.expect(204);
    assert_eq!((is_known(one, &second).await, is_known(other, &second).await), (401, 401));
    // And what is taken back on one server counts for nothing on the other.
    let third = people.handler(other, "third", "U1").await;
    let grants = one.get("/api/v1/grants?filter=login:eq:third", &people.system).await.expect(200);
    let grant = grants["rows"][0]["row"]["code"].as_str().unwrap();
    assert_eq!(is_known(other, &third).await, 200);
    let revocation = format!("/api/v1/grants/{grant}/revocation");
    one.post(&revocation, &people.security, Some("revoked"), &json!({})).await.expect(201);
    assert_eq!((is_known(one, &third).await, is_known(other, &third).await), (403, 403));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_taken_in_at_the_command_line_is_counted_with_by_both_servers() {
    let pair = Pair::start().await;
    pair.session.write("2027.toml", &crate::notices::notice(2027));
    pair.session.says(0, &["calendar", "import", "2027.toml"]);
    for server in [&pair.one, &pair.other] {
        let by_notice = async || {
            let counted = server.get("/api/v1/calendar/add?date=2027-01-29&count=5", &pair.handler).await.expect(200);
            (counted["day"] == "2027-02-10" && counted["provisional"] == false).then_some(())
        };
        until("the server counts by the notice", by_notice).await;
    }
    // The duties are planned by it as well, and what stood before is not lost.
    pair.is_planned().await;
    pair.session.says(0, &["ledger", "verify"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_in_the_background_is_done_by_one_server_and_taken_over_when_it_is_killed() {
    let pair = Pair::start().await;
    let first = pair.planner().await;
    pair.other.post(PERSONS, &pair.handler, Some("k1"), &person("K1")).await.expect(201);
    pair.is_planned().await;
    assert_eq!(pair.planner().await, first, "who began goes on while he lives");

    // Nobody can finish a reminder while this stands, so that both servers are in the middle of one each.
    let mut blocking = PgConnection::connect(&pair.url).await.unwrap();
    let mut block = blocking.begin().await.unwrap();
    block.execute("LOCK TABLE reminder IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let now = pair.store.find_planned().await.unwrap().unwrap().at;
    let job = NewJob { kind: "reminder".to_owned(), payload: "\"test\"".to_owned(), due_at: now, unique: None };
    pair.store.enqueue(&vec![job; 4], now).await.unwrap();
    let at_work = async || {
        let running = pair.store.list_jobs(&JobQuery::newest(JobState::Running, 10)).await.unwrap().jobs;
        (running.len() == 2).then_some(running)
    };
    let running = until("both servers have a job", at_work).await;
    let of_first = |job: &&Job| job.claimed_by.as_ref() == Some(&first);
    assert_eq!(running.iter().filter(of_first).count(), 1, "each has one: {running:?}");
    let interrupted = running.iter().find(of_first).unwrap().id;

    pair.one.kill();
    pair.other.post(PERSONS, &pair.handler, Some("k2"), &person("K2")).await.expect(201);
    pair.is_planned().await;
    assert_ne!(pair.planner().await, first);
    block.rollback().await.unwrap();
    let is_over = async || {
        let counts = pair.store.count_jobs().await.unwrap();
        counts.iter().all(|(_, state, _)| *state == JobState::Done).then_some(())
    };
    until("all jobs are done", is_over).await;
    let done = pair.store.list_jobs(&JobQuery::newest(JobState::Done, 100)).await.unwrap().jobs;
    let ours: Vec<_> = done.iter().filter(|job| job.payload == "\"test\"").collect();
    assert_eq!(ours.len(), 4);
    for job in done.iter() {
        assert_eq!(job.attempts, if job.id == interrupted { 2 } else { 1 }, "{job:?}");
    }
    pair.session.says(0, &["ledger", "verify"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clients_that_go_on_with_the_other_server_lose_nothing() {
    const WRITERS: usize = 20;
    const WRITES: usize = 10;
    let pair = Arc::new(Pair::start().await);
    let clients = Arc::new([client(), client()]);
    let writing: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (pair, clients) = (Arc::clone(&pair), Arc::clone(&clients));
            tokio::spawn(async move {
                for write in 0..WRITES {
                    insist(&pair, &clients, &format!("K{writer}-{write}"), writer % 2).await;
                }
            })
        })
        .collect();
    let some = async || (pair.store.list_acts(None, 1_000).await.unwrap().len() > WRITERS * WRITES / 3).then_some(());
    until("a third is written", some).await;
    pair.one.kill();
    for writing in writing {
        writing.await.unwrap();
    }
    let rows = pair.store.load(catalog().get("person").unwrap(), None).await.unwrap();
    assert_eq!(rows.iter().filter(|row| row.key.code.starts_with('K')).count(), WRITERS * WRITES);
    let acts = pair.store.list_acts(None, 1_000).await.unwrap();
    assert_eq!(acts.iter().filter(|act| act.source == "api").count(), WRITERS * WRITES, "each was done once");
    pair.session.says(0, &["ledger", "verify"]);
}

/// Writes a person, through the other server when one does not answer, and under the same key until it is done.
async fn insist(pair: &Pair, clients: &[Client; 2], code: &str, first: usize) {
    let body = person(code);
    let mut at = first;
    // What the killed server had taken on counts as under way for half a minute.
    for _ in 0..600 {
        let server = [&pair.one, &pair.other][at];
        let ask = Ask { method: Method::POST, path: PERSONS, token: &pair.handler, key: Some(code), body: Some(&body) };
        match server.try_ask(&clients[at], ask).await {
            Err(_) => at = 1 - at,
            Ok(reply) if reply.body["code"] == "in_progress" => tokio::time::sleep(Duration::from_millis(100)).await,
            Ok(reply) => return drop(reply.expect(201)),
        }
    }
    panic!("{code} was never written");
}
