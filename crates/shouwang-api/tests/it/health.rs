//! `/healthz`, `/readyz`, `/metrics`, and what stands around every answer.

use reqwest::Method;
use shouwang_domain::system::role_grant::Role;

use crate::support::{Server, generous};

#[tokio::test]
async fn the_server_says_that_it_lives_and_that_it_can_work() {
    for server in Server::of_each_database().await {
        assert_eq!(server.get("/healthz", "").await.json()["status"], "ok");
        let ready = server.get("/readyz", "").await.json();
        assert_eq!((&ready["status"], &ready["ledger_signed"]), (&"ready".into(), &false.into()), "{ready}");
        assert_eq!(server.get("/api/v1/installation", "").await.json()["identity_provider"], false, "nothing is set up");
        server.store.close().await;
        let unready = server.get("/readyz", "").await;
        assert_eq!((unready.status, unready.code().as_str()), (503, "unavailable"));
        assert_eq!(server.get("/healthz", "").await.status, 200);
    }
}

#[tokio::test]
async fn every_answer_carries_its_number_and_forbids_what_a_browser_should_not_do() {
    let server = Server::with(generous()).await;
    let (one, other) = (server.get("/healthz", "").await, server.get("/nowhere", "").await);
    assert_ne!(one.header("x-request-id"), other.header("x-request-id"));
    for reply in [one, other] {
        assert_eq!(reply.header("x-request-id").len(), 32);
        assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"));
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("referrer-policy"), "no-referrer");
        assert_eq!(reply.header("cache-control"), "no-store");
        assert!(!reply.header("permissions-policy").is_empty());
        assert_eq!(reply.header("strict-transport-security"), "", "without TLS there is nothing to insist on");
    }
}

#[tokio::test]
async fn what_is_not_there_and_what_is_not_done_are_problems_in_the_callers_language() {
    let server = Server::with(generous()).await;
    let nowhere = server.get("/api/v1/nowhere", "").await;
    assert_eq!((nowhere.status, nowhere.header("content-type").as_str()), (404, "application/problem+json"));
    assert_eq!(nowhere.json()["title"], "没有找到");
    let english = server.ask(Method::GET, "/api/v1/nowhere", "", None, &[("accept-language", "en")]).await;
    assert_eq!(english.json()["title"], "Not found");
    let method = server.ask(Method::DELETE, "/healthz", "", None, &[]).await;
    assert_eq!((method.status, method.code().as_str()), (405, "method_not_allowed"));
    assert!(method.header("allow").contains("GET"));
    let form = server.ask(Method::GET, "/healthz", "", None, &[("accept", "image/png")]).await;
    assert_eq!((form.status, form.code().as_str()), (406, "not_acceptable"));
    let parameter = server.get("/healthz?really=yes", "").await;
    assert_eq!((parameter.status, parameter.json()["errors"][0]["place"].as_str()), (400, Some("really")));
    let body = server.ask(Method::POST, "/api/v1/session", "", None, &[("content-type", "text/plain")]).await;
    assert_eq!((body.status, body.code().as_str()), (415, "unsupported_media_type"));
}

#[tokio::test]
async fn the_metrics_are_for_the_system_administrator() {
    let server = Server::with(generous()).await;
    let (system, audit) =
        (server.somebody("system", Role::SystemAdministrator, None).await, server.somebody("audit", Role::AuditAdministrator, None).await);
    assert_eq!(server.get("/metrics", "").await.status, 401);
    assert_eq!(server.get("/metrics", &audit).await.status, 403);
    let metrics = server.get("/metrics", &system).await;
    let text = String::from_utf8(metrics.body).unwrap();
    assert!(text.contains("shouwang_http_requests_total{method=\"GET\",path=\"/metrics\",status=\"403\"} 1"), "{text}");
}
