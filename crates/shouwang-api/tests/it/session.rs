//! `/api/v1/session`, `/api/v1/founding`: from the first start to a session.

use reqwest::Method;
use serde_json::json;
use shouwang_app::edge::{Clock as _, Edge};
use shouwang_domain::system::role_grant::Role;

use crate::support::{Server, TestEntropy, generous};

fn founder(login: &str, number: &str) -> serde_json::Value {
    json!({ "login": login, "until": "2027-06-30", "holder": { "name": login, "document_number": number } })
}

#[tokio::test]
async fn three_are_founded_by_the_link_once_and_each_must_change_his_password() {
    for server in Server::of_each_database().await {
        let entropy = TestEntropy::from(9_000);
        let edge = Edge { now: server.clock.now(), entropy: &entropy };
        let link = server.service.accounts().bootstrap_link(&edge).await.unwrap().unwrap();
        let body = |token: &str| json!({ "token": token, "system": founder("system", "1"), "security": founder("security", "2"), "audit": founder("audit", "3") });
        assert_eq!(server.ask(Method::POST, "/api/v1/founding", "", Some(&body("guessed")), &[]).await.code(), "gone");
        let founded = server.ask(Method::POST, "/api/v1/founding", "", Some(&body(&link.token)), &[]).await;
        assert_eq!(founded.status, 201);
        assert_eq!(server.ask(Method::POST, "/api/v1/founding", "", Some(&body(&link.token)), &[]).await.code(), "gone");

        let founded = founded.json();
        let password = founded["passwords"][0]["first_password"].as_str().unwrap();
        let log_in = |password: &str| json!({ "login": "system", "password": password });
        let wrong = server.ask(Method::POST, "/api/v1/session", "", Some(&log_in("wrong")), &[]).await;
        assert_eq!((wrong.status, wrong.code().as_str()), (401, "login_refused"));
        let step = server.ask(Method::POST, "/api/v1/session", "", Some(&log_in(password)), &[]).await.json();
        assert_eq!(step["next"], "change_password");
        let weak = json!({ "ticket": step["ticket"], "password": "short" });
        let weak = server.ask(Method::POST, "/api/v1/session/password", "", Some(&weak), &[]).await;
        assert_eq!((weak.status, weak.json()["errors"][0]["place"].as_str()), (422, Some("/password")));
        let strong = json!({ "ticket": step["ticket"], "password": "A long enough password, 2026" });
        let next = server.ask(Method::POST, "/api/v1/session/password", "", Some(&strong), &[]).await.json();
        assert_ne!(next["next"], "change_password", "{next}");
    }
}

#[tokio::test]
async fn a_session_is_known_by_bearer_and_by_cookie_and_a_change_by_cookie_needs_the_token() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("handler", Role::Handler, Some("U2")).await;
        let session = server.get("/api/v1/session", &token).await.json();
        assert_eq!((session["login"].as_str(), session["grants"][0]["role"].as_str()), (Some("handler"), Some("handler")));
        assert!(session["operations"].as_array().unwrap().iter().any(|operation| operation == "registers.write"));

        let cookie = format!("shouwang={token}");
        let by_cookie = server.ask(Method::GET, "/api/v1/session", "", None, &[("cookie", &cookie)]).await;
        assert_eq!(by_cookie.status, 200);
        let forged = server.ask(Method::DELETE, "/api/v1/session", "", None, &[("cookie", &cookie)]).await;
        assert_eq!((forged.status, forged.code().as_str()), (403, "csrf_refused"));
        let csrf = session["csrf_token"].as_str().unwrap();
        let ended = server.ask(Method::DELETE, "/api/v1/session", "", None, &[("cookie", &cookie), ("x-csrf-token", csrf)]).await;
        assert_eq!(ended.status, 204);
        assert!(ended.header("set-cookie").contains("Max-Age=0"));
        assert_eq!(server.get("/api/v1/session", &token).await.code(), "not_logged_in");
    }
}

#[tokio::test]
async fn one_sees_and_ends_ones_own_sessions_and_nobody_elses() {
    let server = Server::with(generous()).await;
    server.add_units().await;
    let (one, other) = (server.somebody("one", Role::Reader, Some("U2")).await, server.somebody("other", Role::Reader, Some("U2")).await);
    let sessions = server.get("/api/v1/account/sessions", &one).await.json();
    assert_eq!(sessions["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(server.ask(Method::DELETE, "/api/v1/account/sessions/session-other", &one, None, &[]).await.status, 404);
    assert_eq!(server.get("/api/v1/session", &other).await.status, 200);
    assert_eq!(server.ask(Method::DELETE, "/api/v1/account/sessions/session-other", &other, None, &[]).await.status, 204);
    assert_eq!(server.get("/api/v1/session", &other).await.status, 401);
    assert_eq!(server.get("/api/v1/account/credentials", &one).await.json()["recovery_codes_count"], 0);
}

#[tokio::test]
async fn administrators_reach_no_register_and_others_no_administration() {
    let server = Server::with(generous()).await;
    server.add_units().await;
    let system = server.somebody("system", Role::SystemAdministrator, None).await;
    let handler = server.somebody("handler", Role::Handler, Some("U2")).await;
    assert_eq!(server.get("/api/v1/registers/unit/rows", &system).await.status, 403);
    for path in ["/api/v1/logins", "/api/v1/grants", "/api/v1/settings", "/api/v1/jobs", "/api/v1/ledger/entries"] {
        assert_eq!(server.get(path, &handler).await.status, 403, "{path}");
    }
    let logins = server.get("/api/v1/logins", &system).await.json();
    assert_eq!(logins["rows"].as_array().unwrap().len(), 2);
    assert!(logins["rows"][0]["row"].get("identity").is_none(), "{logins}");
    assert_eq!(server.get("/api/v1/logins?filter=identity:prefix:a", &system).await.status, 400);
    assert!(!server.get("/api/v1/settings", &system).await.json()["settings"].as_array().unwrap().is_empty());
    assert_eq!(server.get("/api/v1/jobs", &system).await.status, 200);
}

#[tokio::test]
async fn secrets_that_are_offered_at_once_take_each_others_place() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("one", Role::Reader, Some("U2")).await;
        let offer = || server.ask(Method::POST, "/api/v1/account/totp-offer", &token, None, &[]);
        let offered = tokio::join!(offer(), offer(), offer(), offer());
        for offer in [offered.0, offered.1, offered.2, offered.3] {
            assert_eq!(offer.status, 200, "{offer:?}");
        }
    }
}
