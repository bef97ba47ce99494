//! Limits: how often, how much, how long.

use reqwest::Method;
use serde_json::json;
use shouwang_api::ApiSettings;

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
async fn a_server_that_is_told_to_stop_finishes_what_is_under_way() {
    let server = Server::with(generous()).await;
    assert_eq!(server.get("/healthz", "").await.status, 200);
    let (url, client) = (server.url.clone(), client());
    server.stop().await;
    assert!(client.get(format!("{url}/healthz")).send().await.is_err());
}
