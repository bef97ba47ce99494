//! Limits: how often, how much, how long.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use shouwang_api::ApiSettings;
use shouwang_domain::system::role_grant::Role;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::{Server, client, generous};

#[tokio::test]
async fn whoever_asks_too_often_is_told_when_to_come_back() {
    let server = Server::with(ApiSettings { client_rate_per_s: 1, client_burst: 3, ..generous() }).await;
    for _ in 0..3 {
        assert_eq!(server.get("/healthz", "").await.status, 200);
    }
    let refused = server.get("/healthz", "").await;
    assert_eq!((refused.status, refused.code().as_str()), (429, "too_many_requests"));
    assert_eq!(refused.header("retry-after"), "1");
}

#[tokio::test]
async fn a_body_that_is_too_large_or_broken_is_refused() {
    let server = Server::with(generous()).await;
    let long = json!({ "login": "somebody", "password": "x".repeat(3 * 1024 * 1024) });
    let refused = server.ask(Method::POST, "/api/v1/session", "", Some(&long), &[]).await;
    assert_eq!((refused.status, refused.code().as_str()), (413, "too_large"));
    let unknown =
        server.ask(Method::POST, "/api/v1/session", "", Some(&json!({ "login": "a", "password": "b", "remember": true })), &[]).await;
    assert_eq!(unknown.status, 422);
    assert!(unknown.json()["errors"][0]["detail"].as_str().unwrap().contains("remember"));
    let request =
        server.client.post(format!("{}/api/v1/session", server.url)).header("content-type", "application/json").body("{\"login\":");
    assert_eq!(request.send().await.unwrap().status(), 400);
}

#[tokio::test]
async fn an_account_that_asks_too_often_waits_and_keeps_nobody_else_from_asking() {
    let server = Server::with(ApiSettings { login_rate_per_s: 1, login_burst: 3, ..generous() }).await;
    let (one, other) = (server.somebody("one", Role::Reader, None).await, server.somebody("other", Role::Reader, None).await);
    for _ in 0..3 {
        assert_eq!(server.get("/api/v1/session", &one).await.status, 200);
    }
    let refused = server.get("/api/v1/session", &one).await;
    assert_eq!((refused.status, refused.code().as_str(), refused.header("retry-after").as_str()), (429, "too_many_requests", "1"));
    assert_eq!(server.get("/api/v1/session", &other).await.status, 200);
    server.clock.go_on(1);
    assert_eq!(server.get("/api/v1/session", &one).await.status, 200);
}

/// The beginning of a log-in, and what is still missing of its body.
async fn half_a_log_in(server: &Server) -> (TcpStream, String) {
    let body = json!({ "login": "nobody", "password": "none" }).to_string();
    let (sent, missing) = body.split_at(10);
    let head = format!(
        "POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{sent}",
        body.len()
    );
    let mut stream = TcpStream::connect(server.url.trim_start_matches("http://")).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    (stream, missing.to_owned())
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for_without_end() {
    let server = Server::with(generous()).await;
    let (mut stream, _) = half_a_log_in(&server).await;
    let mut answer = [0; 12];
    tokio::time::timeout(Duration::from_secs(30), stream.read_exact(&mut answer)).await.expect("it is waited for").unwrap();
    assert_eq!(std::str::from_utf8(&answer).unwrap(), "HTTP/1.1 408");
}

/// What is answered to a request in these words.
async fn answer_to(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect(server.url.trim_start_matches("http://")).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_body_that_is_not_asked_for_is_refused_although_it_does_not_say_how_long_it_is() {
    let server = Server::with(generous()).await;
    let asked = |body: &str| format!("GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n{body}");
    let refused = answer_to(&server, &asked("5\r\nhello\r\n0\r\n\r\n")).await;
    assert!(refused.starts_with("HTTP/1.1 400") && refused.contains("bad_request"), "{refused}");
    let taken = answer_to(&server, &asked("0\r\n\r\n")).await;
    assert!(taken.starts_with("HTTP/1.1 200"), "{taken}");
}

#[tokio::test]
async fn an_account_has_so_many_streams_of_events_and_another_when_one_is_closed() {
    let server = Server::with(ApiSettings { login_streams_max: 2, ..generous() }).await;
    let (one, other) = (server.somebody("one", Role::Reader, None).await, server.somebody("other", Role::Reader, None).await);
    let listen = async |token: &str| server.client.get(format!("{}/api/v1/events", server.url)).bearer_auth(token).send().await.unwrap();
    let (first, second) = (listen(&one).await, listen(&one).await);
    assert_eq!((first.status(), second.status()), (200.try_into().unwrap(), 200.try_into().unwrap()));
    let refused = server.get("/api/v1/events", &one).await;
    assert_eq!((refused.status, refused.code().as_str()), (429, "too_many_requests"));
    assert!(!refused.header("retry-after").is_empty());
    assert_eq!(listen(&other).await.status(), 200);
    drop(first);
    let is_free = async {
        while listen(&one).await.status() != 200 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), is_free).await.expect("a place that was left is not given again");
}

#[tokio::test]
async fn a_server_that_is_told_to_stop_finishes_what_is_under_way() {
    let server = Server::with(generous()).await;
    let (url, client) = (server.url.clone(), client());
    let (mut stream, missing) = half_a_log_in(&server).await;
    // It has been taken on: the head is read.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let stopping = tokio::spawn(server.stop());
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(client.get(format!("{url}/healthz")).send().await.is_err(), "nobody new is served");
    assert!(!stopping.is_finished());
    stream.write_all(missing.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 401") && answer.contains("login_refused"), "{answer}");
    stopping.await.unwrap();
}
