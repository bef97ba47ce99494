//! `/api/v1/logins/…`, `grants`, `settings`, `policies`, `ledger`, `jobs`: what administrators do, each his part.

use reqwest::Method;
use serde_json::json;
use shouwang_domain::system::role_grant::Role;

use crate::support::Server;

#[tokio::test]
async fn an_account_works_after_one_created_it_and_another_granted_it() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        let security = server.somebody("security", Role::SecurityAdministrator, None).await;
        let new = json!({ "login": "clerk", "holder": { "name": "Li", "document_number": "430000199001010011", "unit": "U2" } });
        assert_eq!(server.post("/api/v1/logins", &security, &new).await.status, 403);
        let created = server.post("/api/v1/logins", &system, &new).await;
        assert_eq!(created.status, 201, "{created:?}");
        assert!(created.json()["first_password"].as_str().is_some_and(|password| password.len() >= 10));

        let wanted = json!({ "login": "clerk", "role": "handler", "unit": "U2", "until": "2027-06-30" });
        let requested = server.post("/api/v1/grants", &system, &wanted).await;
        assert_eq!(requested.status, 201, "{requested:?}");
        let grant = requested.json()["grants"][0]["grant"].as_str().unwrap().to_owned();
        let answer = format!("/api/v1/grants/{grant}/answer");
        assert_eq!(server.post(&answer, &system, &json!({ "approve": true })).await.status, 403, "who asks does not decide");
        let approved = server.post(&answer, &security, &json!({ "approve": true, "reason": "as asked" })).await;
        assert_eq!((approved.status, approved.json()["grants"][0]["state"].as_str()), (201, Some("approved")));
        assert_eq!(server.get(&format!("/api/v1/grants/{grant}"), &system).await.json()["row"]["state"], "approved");

        let login = server.get("/api/v1/logins/clerk", &system).await;
        let change = json!({ "holder": { "name": "Li Hua", "document_number": "430000199001010011", "unit": "U2" } });
        let etag = login.header("etag");
        let put = async |etag: &str| server.ask(Method::PUT, "/api/v1/logins/clerk", &system, Some(&change), &[("if-match", etag)]).await;
        assert_eq!(put(&etag).await.json()["row"]["name"], "Li Hua");
        assert_eq!(put(&etag).await.code(), "overtaken");
        assert_eq!(server.post("/api/v1/logins/clerk/state", &system, &json!({ "disabled": true })).await.status, 204);
        assert_eq!(server.get("/api/v1/logins/clerk", &system).await.json()["row"]["disabled"], true);
    }
}

#[tokio::test]
async fn a_setting_is_changed_in_the_version_that_was_seen() {
    for server in Server::of_each_database().await {
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        let path = "/api/v1/settings/password.chars_min";
        let put = async |value: &str, etag: &str| {
            server.ask(Method::PUT, path, &system, Some(&json!({ "value": value })), &[("if-match", etag)]).await
        };
        let changed = put("12", "\"0\"").await;
        assert_eq!((changed.status, changed.json()["value"].as_str()), (200, Some("12")));
        assert_eq!(put("14", "\"0\"").await.code(), "overtaken");
        assert_eq!(put("1", &changed.header("etag")).await.code(), "invalid");
        assert_eq!(server.service.accounts().settings().password.chars_min, 12);
    }
}

#[tokio::test]
async fn the_auditor_reads_everything_and_is_read_himself() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let audit = server.somebody("audit", Role::AuditAdministrator, None).await;
        let entries = server.get("/api/v1/ledger/entries?limit=1", &audit).await.json();
        assert_eq!(entries["entries"][0]["operation"], "ledger.read", "his own look comes first");
        let next = entries["next"].as_u64().unwrap();
        let before = server.get(&format!("/api/v1/ledger/entries?before={next}&operation=test.put"), &audit).await.json();
        assert_eq!(before["entries"].as_array().unwrap().len(), 2);
        assert_eq!(server.get("/api/v1/ledger/entries/0", &audit).await.json()["seq"], 0);
        assert_eq!(server.get("/api/v1/ledger/entries/99999", &audit).await.status, 404);
        assert_eq!(server.get("/api/v1/ledger/entries/0/receipt", &audit).await.code(), "conflict", "nothing is signed yet");
        assert_eq!(server.get("/api/v1/ledger/checkpoint", &audit).await.status, 404);
        let verified = server.get("/api/v1/ledger/verification", &audit).await.json();
        assert_eq!(verified["holds"], true, "{verified}");
        assert!(verified["versions_count"].as_u64().unwrap() > 7);
    }
}

#[tokio::test]
async fn policies_are_proposed_by_one_and_approved_by_another() {
    for server in Server::of_each_database().await {
        let security = server.somebody("security", Role::SecurityAdministrator, None).await;
        let audit = server.somebody("audit", Role::AuditAdministrator, None).await;
        let wrong = json!({ "name": "more", "text": "permit everything" });
        assert_eq!(server.post("/api/v1/policies", &security, &wrong).await.status, 422);
        let text = "@id(\"more\")\npermit (principal, action == Action::\"jobs.list\", resource) when { principal.role == Role::\"audit_administrator\" };";
        assert_eq!(server.get("/api/v1/jobs", &audit).await.status, 403);
        let drafted = server.post("/api/v1/policies", &security, &json!({ "name": "more", "text": text })).await;
        assert_eq!(drafted.status, 201, "{drafted:?}");
        let approval = format!("/api/v1/policies/{}/approval", drafted.json()["code"].as_str().unwrap());
        assert_eq!(server.post(&approval, &security, &json!({})).await.status, 403);
        assert_eq!(server.post(&approval, &audit, &json!({})).await.status, 204);
        assert_eq!(server.get("/api/v1/jobs", &audit).await.status, 200, "it is in force at once");
    }
}
