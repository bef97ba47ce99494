//! `/api/v1/logins/…`, `grants`, `settings`, `policies`, `ledger`, `jobs`: what administrators do, each his part.

use reqwest::Method;
use serde_json::json;
use shouwang_app::edge::Clock as _;
use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record as _, Ref};
use shouwang_domain::system::credential::{Credential, CredentialKind};
use shouwang_domain::system::role_grant::Role;

use crate::support::{Reply, Server};

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
        let seen = requested.json()["act"].clone();
        let yes = json!({ "approve": true, "reason": "as asked" });
        assert_eq!(server.post_in(&answer, &system, &yes, &seen).await.status, 403, "who asks does not decide");
        assert_eq!(server.post(&answer, &security, &yes).await.code(), "precondition_required");
        assert_eq!(server.post_in(&answer, &security, &yes, &json!(1)).await.code(), "overtaken");
        assert_eq!(server.get(&format!("/api/v1/grants/{grant}"), &system).await.header("etag"), format!("\"{seen}\""));
        let approved = server.post_in(&answer, &security, &yes, &seen).await;
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
async fn who_names_a_version_that_is_no_more_changes_nothing_and_where_there_is_none_he_is_told() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        let security = server.somebody("security", Role::SecurityAdministrator, None).await;
        let clerk = server.somebody("clerk", Role::Handler, Some("U2")).await;
        server.somebody("deputy", Role::Reader, Some("U2")).await;
        let (until, from) = ("2027-06-30", shouwang_app::service::today(server.edge().now).to_string());
        let of_login = server.get("/api/v1/logins/clerk", &system).await.json()["version"].clone();
        let of_grant = server.get("/api/v1/grants/G-clerk", &system).await.json()["version"].clone();
        let deputy = json!({ "login": "deputy", "from": from, "until": from });
        let changes = [
            ("/api/v1/grants/G-clerk/renewal", &system, json!({ "until": until }), &of_grant, 201),
            ("/api/v1/grants/G-clerk/deputies", &clerk, deputy, &of_grant, 201),
            ("/api/v1/grants/G-clerk/revocation", &security, json!({}), &of_grant, 201),
            ("/api/v1/logins/clerk/reset", &system, json!({}), &of_login, 200),
            ("/api/v1/logins/clerk/state", &system, json!({ "disabled": true }), &of_login, 204),
        ];
        for (path, token, body, seen, done) in changes {
            let before = server.store.newest_act().await.unwrap();
            let refused = server.post_in(path, token, &body, &json!(1)).await;
            assert_eq!((refused.status, refused.code().as_str()), (412, "overtaken"), "{path}: {refused:?}");
            assert_eq!(server.store.newest_act().await.unwrap(), before, "{path}: nothing is written");
            let written = server.post_in(path, token, &body, seen).await;
            assert_eq!(written.status, done, "{path}: {written:?}");
        }
        // What has no versions does not pretend to look at one.
        let sessions = "/api/v1/logins/clerk/sessions";
        let refused = server.ask(Method::DELETE, sessions, &system, None, &[("if-match", "\"1\"")]).await;
        assert_eq!((refused.status, refused.code().as_str()), (400, "bad_request"), "{refused:?}");
        assert_eq!(server.ask(Method::DELETE, sessions, &system, None, &[]).await.status, 204);
    }
}

#[tokio::test]
async fn one_key_with_another_version_is_another_request() {
    let server = Server::of_each_database().await.remove(0);
    server.add_units().await;
    let security = server.somebody("security", Role::SecurityAdministrator, None).await;
    server.somebody("clerk", Role::Handler, Some("U2")).await;
    let revoke = async |version: &str| {
        let headers = [("idempotency-key", "one"), ("if-match", version)];
        server.ask(Method::POST, "/api/v1/grants/G-clerk/revocation", &security, Some(&json!({})), &headers).await
    };
    assert_eq!(revoke("\"1\"").await.code(), "overtaken");
    assert_eq!(revoke("\"2\"").await.code(), "key_reused");
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
async fn of_two_changes_of_one_version_at_once_exactly_one_is_made() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        let new = json!({ "login": "clerk", "holder": { "name": "Li", "document_number": "430000199001010011", "unit": "U2" } });
        assert_eq!(server.post("/api/v1/logins", &system, &new).await.status, 201);
        let holder = |name: &str| json!({ "holder": { "name": name, "document_number": "430000199001010011", "unit": "U2" } });
        let value = |value: &str| json!({ "value": value });
        let (login, setting) = ("/api/v1/logins/clerk", "/api/v1/settings/password.chars_min");
        let mut version = String::from("\"0\"");
        for round in 0..5 {
            let etag = server.get(login, &system).await.header("etag");
            let [one, two] = ["Li", "Wang"].map(|name| holder(&format!("{name} {round}")));
            let [one, two] = race(&server, login, &system, &etag, [&one, &two]).await;
            assert_eq!(sorted(&one, &two), [200, 412], "{one:?} {two:?}");
            let [one, two] = [10 + round, 20 + round].map(|chars| value(&chars.to_string()));
            let [one, two] = race(&server, setting, &system, &version, [&one, &two]).await;
            assert_eq!(sorted(&one, &two), [200, 412], "{one:?} {two:?}");
            version = [one, two].into_iter().find(|reply| reply.status == 200).unwrap().header("etag");
        }
    }
}

/// Two changes of one version, sent at once.
async fn race(server: &Server, path: &str, token: &str, etag: &str, bodies: [&serde_json::Value; 2]) -> [Reply; 2] {
    let headers = [("if-match", etag)];
    let [one, two] = bodies.map(|body| server.ask(Method::PUT, path, token, Some(body), &headers));
    let (one, two) = tokio::join!(one, two);
    [one, two]
}

fn sorted(one: &Reply, two: &Reply) -> [u16; 2] {
    [one.status.min(two.status), one.status.max(two.status)]
}

#[tokio::test]
async fn a_reset_takes_back_password_and_second_factors_and_ends_what_they_let_in() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        let handler = server.somebody("handler", Role::Handler, Some("U2")).await;
        let credential = |code: &str, kind| {
            let data = Credential { login: Ref::to("handler"), kind, secret: "sealed".to_owned(), label: None, once: None };
            (Credential::NAME, Fact::declared(format!("handler:{code}"), Day::MIN, data).into_row())
        };
        let passkey = ("passkey:1", CredentialKind::Passkey);
        server
            .put(
                [("password", CredentialKind::Password), ("totp", CredentialKind::Totp), passkey]
                    .map(|(code, kind)| credential(code, kind))
                    .into(),
            )
            .await;
        server.store.prove_session("session-handler", server.clock.now()).await.unwrap();
        server.store.replace_recovery_codes("handler", &["a hash".to_owned()], server.clock.now()).await.unwrap();
        let acts = server.store.newest_act().await.unwrap();
        assert_eq!(server.get("/api/v1/session", &handler).await.status, 200);

        let reset = server.ask(Method::POST, "/api/v1/logins/handler/reset", &system, Some(&json!({ "reason": "lost" })), &[]).await;
        assert_eq!(reset.status, 200, "{reset:?}");
        assert_eq!(server.store.newest_act().await.unwrap(), acts + 1, "all of it is one act");
        let rows = server.store.find_rows(&Credential::def(), "login", "handler").await.unwrap();
        assert_eq!(rows.iter().map(|row| row.key.code.as_str()).collect::<Vec<_>>(), ["handler:password"]);
        assert_eq!(server.get("/api/v1/session", &handler).await.code(), "not_logged_in");
        assert_eq!(server.store.count_recovery_codes("handler").await.unwrap(), 0);
        let body = json!({ "login": "handler", "password": reset.json()["first_password"] });
        let step = server.ask(Method::POST, "/api/v1/session", "", Some(&body), &[]).await.json();
        assert_eq!(step["next"], "change_password", "no second factor is asked for any more: {step}");
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
        let before = server.get(&format!("/api/v1/ledger/entries?after={next}&operation=test.put"), &audit).await.json();
        assert_eq!(before["entries"].as_array().unwrap().len(), 2);
        let oldest = server.get("/api/v1/ledger/entries?sort=number&limit=1", &audit).await.json();
        assert_eq!((oldest["entries"][0]["seq"].as_u64(), oldest["next"].as_u64()), (Some(0), Some(0)), "{oldest}");
        assert_eq!(server.get("/api/v1/ledger/entries?sort=number&after=0&limit=1", &audit).await.json()["entries"][0]["seq"], 1);
        assert_eq!(server.get("/api/v1/ledger/entries/0", &audit).await.json()["seq"], 0);
        assert_eq!(server.get("/api/v1/ledger/entries/99999", &audit).await.status, 404);
        assert_eq!(server.get("/api/v1/ledger/entries/0/receipt", &audit).await.code(), "conflict", "nothing is signed yet");
        assert_eq!(server.get("/api/v1/ledger/checkpoint", &audit).await.status, 404);
        let clerk = server.somebody("clerk", Role::Handler, Some("U2")).await;
        assert_eq!(server.get("/api/v1/ledger/export", &clerk).await.status, 403);
        for disclose in [false, true] {
            let exported = server.get(&format!("/api/v1/ledger/export?disclose={disclose}"), &audit).await;
            let text = String::from_utf8(exported.body).unwrap();
            assert!(text.starts_with("{\"ledger\":1,") && text.contains("\n{\"head\":"), "{text}");
            assert_eq!(text.contains("\"private\":\""), disclose);
        }
        let taken = server.get("/api/v1/ledger/entries?operation=ledger.export", &audit).await.json();
        assert_eq!(taken["entries"].as_array().unwrap().len(), 2, "who takes it out is on record");
        let verified = server.get("/api/v1/ledger/verification", &audit).await.json();
        assert_eq!(verified["holds"], true, "{verified}");
        assert!(verified["unsigned"]["zh"].as_str().is_some_and(|said| said.contains("shouwang ledger keys")), "{verified}");
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
        let names = async || server.get("/api/v1/policy-texts", &security).await.json()["texts"].as_array().unwrap().clone();
        let before = names().await;
        assert!(before.len() > 5 && before.iter().all(|text| text["carried"] == true && text["approved"] == false), "{before:?}");
        for text in &before {
            let path = format!("/api/v1/policies/{}", text["name"].as_str().unwrap());
            assert_eq!(server.get(&path, &security).await.json()["state"], "in_force", "{path}");
        }
        let drafted = server.post("/api/v1/policies", &security, &json!({ "name": "more", "text": text })).await;
        assert_eq!(drafted.status, 201, "{drafted:?}");
        let path = format!("/api/v1/policies/{}", drafted.json()["code"].as_str().unwrap());
        let (approval, draft) = (format!("{path}/approval"), server.get(&path, &audit).await);
        let seen = draft.json()["version"].clone();
        assert_eq!(draft.header("etag"), format!("\"{seen}\""));
        assert_eq!(server.post_in(&approval, &security, &json!({}), &seen).await.status, 403);
        assert_eq!(server.post(&approval, &audit, &json!({})).await.code(), "precondition_required");
        assert_eq!(server.post_in(&approval, &audit, &json!({}), &json!(1)).await.code(), "overtaken");
        assert_eq!(server.post_in(&approval, &audit, &json!({}), &seen).await.status, 204);
        assert_eq!(server.get("/api/v1/jobs", &audit).await.status, 200, "it is in force at once");
        let more = names().await.into_iter().find(|text| text["name"] == "more").unwrap();
        assert_eq!((&more["carried"], &more["approved"]), (&json!(false), &json!(true)));
    }
}

#[tokio::test]
async fn whoever_ends_the_sessions_of_another_is_on_record() {
    for server in Server::of_each_database().await {
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        let audit = server.somebody("audit", Role::AuditAdministrator, None).await;
        let clerk = server.somebody("clerk", Role::Reader, None).await;
        assert_eq!(server.ask(Method::DELETE, "/api/v1/logins/clerk/sessions", &system, None, &[]).await.status, 204);
        assert_eq!(server.get("/api/v1/session", &clerk).await.code(), "not_logged_in");
        let entries = server.get("/api/v1/ledger/entries?operation=logins.sessions", &audit).await.json();
        let entry = &entries["entries"][0];
        assert_eq!((entry["operation"].as_str(), entry["actor"].as_str()), (Some("logins.sessions"), Some("system")), "{entries}");
        assert!(entry.to_string().contains("login clerk"), "{entries}");
    }
}
