//! A server that is killed (SIGKILL) while a thousand writes come over HTTP keeps what it acknowledged, and nothing half.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::{Client, Method};
use serde_json::{Value, json};
use shouwang_domain::register::catalog;
use shouwang_storage::Store;
use shouwang_storage::testing::databases;

use crate::server::{Ask, People, Reply, Server, client};
use crate::session::Session;

/// How often the server of each database is killed: twenty times on both together.
const KILLS: usize = 10;
/// Writes that are sent at once.
const WRITES: usize = 1_000;
/// Writes that are acknowledged before the last kill; before the first it is one. The moments between are spread over the whole run: what is half
/// done when ten writes are told is not what it is when seven hundred are. Answers come in bursts, so that a kill much later would come after the last.
const TOLD_MAX: usize = 750;
/// Writes that are sent again after a kill, of those that were done and not acknowledged, and of those that were not done.
const AGAIN: usize = 15;
/// Writes that share a connection: fewer than the server takes at a time, so that all of them are under way at once.
const PER_CLIENT: usize = 100;
const PERSONS: &str = "/api/v1/registers/person/rows";
/// Milliseconds between two attempts at a write that the server still believes to be under way.
const RETRY_MS: u64 = 500;
/// A write is under way for twice its time limit of 15 s at most; and then some.
const TRIES: u64 = 60_000 / RETRY_MS;

/// Somebody who writes: the token of his session, and his unit.
type Writer = (String, &'static str);

/// A write, known by its number.
fn person(number: usize, unit: &str) -> Value {
    json!({ "code": format!("K{number}"), "from": "2026-01-01", "name": format!("样例{number}"), "unit": unit })
}

/// Whether an answer leaves open what came of the write: it is under way, or took too long on a busy machine.
fn is_open(reply: &Reply) -> bool {
    ["in_progress", "timed_out"].contains(&reply.body["code"].as_str().unwrap_or_default())
}

/// Writes of one round, some acknowledged.
struct Round {
    acknowledged: BTreeMap<usize, Value>,
    /// No answer came, or none that says what was done.
    open: Vec<usize>,
}

/// The writers, and what they were told.
struct Story {
    session: Session,
    url: String,
    writers: Vec<Writer>,
}

impl Story {
    async fn begin(url: &str) -> (Story, Server) {
        let session = Session::on(url).with_county();
        let server = Server::start(&session, "data");
        let people = People::found(&server).await;
        let mut writers = Vec::new();
        for (login, unit) in [("one", "U1"), ("two", "U1"), ("three", "U3"), ("four", "U3")] {
            writers.push((people.handler(&server, login, unit).await, unit));
        }
        (Story { session, url: url.to_owned(), writers }, server)
    }

    /// Sends a write, always under the same key.
    async fn send(&self, server: &Server, client: &Client, number: usize) -> Result<Reply, reqwest::Error> {
        let (token, unit) = &self.writers[number % self.writers.len()];
        let (key, body) = (format!("write-{number}"), person(number, unit));
        server.try_ask(client, Ask { method: Method::POST, path: PERSONS, token, key: Some(&key), body: Some(&body) }).await
    }

    /// Sends a thousand writes at once and kills the server when so many of them are acknowledged.
    async fn round(self: &Arc<Story>, server: Server, first: usize, enough: usize) -> Round {
        let (server, told) = (Arc::new(server), Arc::new(AtomicUsize::new(0)));
        let writing = (0..WRITES / PER_CLIENT).map(|group| {
            let client = client();
            (first + group * PER_CLIENT..first + (group + 1) * PER_CLIENT).map(move |number| (number, client.clone()))
        });
        let mut writing: Vec<_> = writing
            .flatten()
            .map(|(number, client)| {
                let (story, server, told) = (Arc::clone(self), Arc::clone(&server), Arc::clone(&told));
                tokio::spawn(async move {
                    let reply = story.send(&server, &client, number).await.ok().filter(|reply| !is_open(reply));
                    told.fetch_add(usize::from(reply.is_some()), Ordering::SeqCst);
                    (number, reply)
                })
            })
            .collect();
        while told.load(Ordering::SeqCst) < enough && writing.iter().any(|writing| !writing.is_finished()) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        server.kill();
        assert!(told.load(Ordering::SeqCst) < WRITES, "the writers outran the kill");
        let mut round = Round { acknowledged: BTreeMap::new(), open: Vec::new() };
        for writing in writing.drain(..) {
            match writing.await.unwrap() {
                (number, Some(reply)) => drop(round.acknowledged.insert(number, reply.expect(201))),
                (number, None) => round.open.push(number),
            }
        }
        round
    }

    /// What stands in the database while no server runs: every acknowledged write, an act of its own for each row, and a whole ledger. The
    /// writes that are there.
    async fn check(&self, acknowledged: &BTreeMap<usize, Value>) -> BTreeSet<usize> {
        self.session.says(0, &["ledger", "verify"]);
        let store = Store::open(&self.url).await.unwrap();
        let rows = store.load(catalog().get("person").unwrap(), None).await.unwrap();
        let there: BTreeSet<usize> = rows.iter().filter_map(|row| row.key.code.strip_prefix('K')?.parse().ok()).collect();
        let lost: Vec<_> = acknowledged.keys().filter(|number| !there.contains(number)).collect();
        assert!(lost.is_empty(), "acknowledged, and not there: {lost:?}");
        let (mut acts, mut before) = (0, None);
        loop {
            let page = store.list_acts(before, 1_000).await.unwrap();
            acts += page.iter().filter(|act| act.source == "api").count();
            let Some(last) = page.last() else { break };
            before = Some(last.id);
        }
        assert_eq!(there.len(), acts, "one act for each row, and one row for each act");
        store.close().await;
        there
    }

    /// Sends a write again until it is carried out or answered as before.
    async fn insist(&self, server: &Server, client: &Client, number: usize) -> Reply {
        for _ in 0..TRIES {
            let reply = self.send(server, client, number).await.unwrap();
            if !is_open(&reply) {
                return reply;
            }
            tokio::time::sleep(Duration::from_millis(RETRY_MS)).await;
        }
        panic!("write {number} is still said to be under way");
    }

    /// Sends again what was never answered; each is done, once.
    async fn send_again(self: &Arc<Story>, server: &Arc<Server>, open: &[usize]) -> BTreeMap<usize, Value> {
        let sending: Vec<_> = open
            .chunks(PER_CLIENT)
            .flat_map(|numbers| {
                let client = client();
                numbers.iter().map(move |number| (*number, client.clone()))
            })
            .map(|(number, client)| {
                let (story, server) = (Arc::clone(self), Arc::clone(server));
                tokio::spawn(async move { (number, story.insist(&server, &client, number).await.expect(201)) })
            })
            .collect();
        let mut done = BTreeMap::new();
        for sending in sending {
            done.extend([sending.await.unwrap()]);
        }
        done
    }
}

async fn killed_again_and_again(url: String) {
    let (story, mut server) = Story::begin(&url).await;
    let story = Arc::new(story);
    let (mut acknowledged, mut again) = (BTreeMap::new(), Vec::new());
    let mut done_untold = 0;
    for kill in 0..KILLS {
        // Further on each time.
        let round = story.round(server, kill * WRITES, 1 + kill * (TOLD_MAX - 1) / (KILLS - 1)).await;
        acknowledged.extend(round.acknowledged.clone());
        let there = story.check(&acknowledged).await;
        let (done, not_done): (Vec<usize>, Vec<usize>) = round.open.into_iter().partition(|number| there.contains(number));
        done_untold += done.len();
        again.extend(done.into_iter().take(AGAIN));
        again.extend(not_done.into_iter().take(AGAIN));
        server = Server::start(&story.session, "data");
        // What was acknowledged is answered as before, and not done again.
        let client = client();
        for (number, body) in round.acknowledged.iter().take(5) {
            let again = story.send(&server, &client, *number).await.unwrap();
            assert!(again.replayed, "{again:?}");
            assert_eq!(again.expect(201), *body);
        }
    }
    assert!(acknowledged.len() > KILLS && done_untold > 0, "killed too early: {} told, {done_untold} done", acknowledged.len());
    let server = Arc::new(server);
    acknowledged.extend(story.send_again(&server, &again).await);
    // Once more, now that every answer is known.
    let client = client();
    for number in again.iter().step_by(20) {
        assert_eq!(story.send(&server, &client, *number).await.unwrap().expect(201), acknowledged[number]);
    }
    server.kill();
    story.check(&acknowledged).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_a_killed_server_acknowledged_is_there_and_what_is_sent_again_is_done_once() {
    let databases = databases().await.unwrap();
    let killing = databases.each_ref().map(|database| tokio::spawn(killed_again_and_again(database.url.clone())));
    for killing in killing {
        killing.await.unwrap();
    }
}
