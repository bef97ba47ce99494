//! `/api/v1/session`, `/api/v1/founding`: from the first start to a session.

use reqwest::Method;
use serde_json::json;
use shouwang_api::ApiSettings;
use shouwang_app::authority::Principal;
use shouwang_app::caller::Caller;
use shouwang_app::edge::{Clock as _, Edge};
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_app::service::{Asked, EntryQuery, Session};
use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record as _, Ref, Row};
use shouwang_domain::registers::division::{Division, Level};
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::{GrantState, Role, RoleGrant};
use shouwang_domain::system::setting::Setting;
use shouwang_storage::testing::count_statements;
use shouwang_storage::{About, Store, Write};

use crate::support::{Server, TestEntropy, generous, unit};

fn founder(login: &str, number: &str) -> serde_json::Value {
    json!({ "login": login, "until": "2027-06-30", "holder": { "name": login, "document_number": number } })
}

#[tokio::test]
async fn three_are_founded_by_the_link_and_told_their_passwords_again_until_one_of_them_uses_his() {
    for server in Server::of_each_database().await {
        let entropy = TestEntropy::from(9_000);
        let edge = Edge { now: server.clock.now(), entropy: &entropy };
        let link = server.service.accounts().bootstrap_link(&edge).await.unwrap().unwrap();
        let body = |token: &str| json!({ "token": token, "system": founder("system", "1"), "security": founder("security", "2"), "audit": founder("audit", "3") });
        assert_eq!(server.ask(Method::POST, "/api/v1/founding", "", Some(&body("guessed")), &[]).await.code(), "gone");
        let founded = server.ask(Method::POST, "/api/v1/founding", "", Some(&body(&link.token)), &[]).await;
        assert_eq!(founded.status, 201);
        // The answer was lost: the same three are told others, and nobody else is founded.
        let lost = founded.json()["passwords"][0]["first_password"].as_str().unwrap().to_owned();
        let others = json!({ "token": link.token, "system": founder("else", "4"), "security": founder("security", "2"), "audit": founder("audit", "3") });
        assert_eq!(server.ask(Method::POST, "/api/v1/founding", "", Some(&others), &[]).await.code(), "conflict");
        let founded = server.ask(Method::POST, "/api/v1/founding", "", Some(&body(&link.token)), &[]).await;
        assert_eq!(founded.status, 201, "{founded:?}");

        let founded = founded.json();
        let password = founded["passwords"][0]["first_password"].as_str().unwrap();
        let log_in = |password: &str| json!({ "login": "system", "password": password });
        let wrong = server.ask(Method::POST, "/api/v1/session", "", Some(&log_in(&lost)), &[]).await;
        assert_eq!((wrong.status, wrong.code().as_str()), (401, "login_refused"));
        let step = server.ask(Method::POST, "/api/v1/session", "", Some(&log_in(password)), &[]).await.json();
        assert_eq!(step["next"], "change_password");
        let weak = json!({ "ticket": step["ticket"], "password": "short" });
        let weak = server.ask(Method::POST, "/api/v1/session/password", "", Some(&weak), &[]).await;
        assert_eq!((weak.status, weak.json()["errors"][0]["place"].as_str()), (422, Some("/password")));
        let strong = json!({ "ticket": step["ticket"], "password": "A long enough password, 2026" });
        let next = server.ask(Method::POST, "/api/v1/session/password", "", Some(&strong), &[]).await.json();
        assert_ne!(next["next"], "change_password", "{next}");
        assert_eq!(server.ask(Method::POST, "/api/v1/founding", "", Some(&body(&link.token)), &[]).await.code(), "gone");
        assert_eq!(server.service.accounts().bootstrap_link(&edge).await.unwrap(), None);
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
async fn somebody_who_is_known_costs_one_question_until_something_changes_for_somebody() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("handler", Role::Handler, Some("U2")).await;
        let (grants, cost) = known(&server, &token).await;
        assert!(grants == ["G-handler 433130"] && cost > 3, "{grants:?} cost {cost}");
        assert_eq!(known(&server, &token).await, (grants.clone(), 1));
        // What concerns nobody's authority is looked at once, by whoever comes first.
        let setting = Setting { value: "1".to_owned(), decided_by: "test".to_owned() };
        server.put(vec![(Setting::NAME, Fact::declared("test", Day::MIN, setting).into_row())]).await;
        assert_eq!(known(&server, &token).await, (grants.clone(), 2));
        assert_eq!(known(&server, &token).await, (grants, 1));
        server.put(vec![(Unit::NAME, unit("U2", "甲县教育局", "433122", &[Function::ConnectedUnit]))]).await;
        assert_eq!(known(&server, &token).await.0, ["G-handler 433122"], "his unit has moved");
        server.put(vec![division("433122", Level::Prefecture)]).await;
        let (caller, _) = authenticated(&server, &token).await.unwrap();
        assert_eq!(caller.grants[0].unit.as_ref().unwrap().level, Some(Level::Prefecture));
    }
}

#[tokio::test]
async fn what_another_server_revokes_holds_from_the_next_request_on() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let other = Store::open(server.database_url()).await.unwrap();
        let revoke = async |token: &str, login: &str, change: &dyn Fn(&mut Row)| {
            assert!(authenticated(&server, token).await.is_ok() && authenticated(&server, token).await.is_ok());
            let mut write = Write::now(server.clock.now(), About::command("test", "test.put", "test"), "test", [3; 32]);
            let def = if login.starts_with("G-") { RoleGrant::def() } else { Login::def() };
            let mut row = other.find_rows(&def, "code", login).await.unwrap().remove(0);
            change(&mut row);
            write.puts = vec![(def.name, row)];
            other.write(&write).await.unwrap();
            authenticated(&server, token).await.unwrap_err().code
        };
        let token = server.somebody("one", Role::Handler, Some("U2")).await;
        let take_back = |row: &mut Row| {
            let mut grant = Fact::<RoleGrant>::from_row(row).unwrap();
            grant.data.state = GrantState::Revoked;
            *row = grant.into_row();
        };
        assert_eq!(revoke(&token, "G-one", &take_back).await, ProblemCode::Forbidden);
        let token = server.somebody("two", Role::Handler, Some("U2")).await;
        let disable = |row: &mut Row| {
            let mut login = Fact::<Login>::from_row(row).unwrap();
            login.data.disabled = Some(true);
            *row = login.into_row();
        };
        assert_eq!(revoke(&token, "two", &disable).await, ProblemCode::NotLoggedIn);
        let token = server.somebody("three", Role::Handler, Some("U2")).await;
        assert!(authenticated(&server, &token).await.is_ok());
        assert_eq!(other.revoke_sessions("three", None, server.clock.now()).await.unwrap(), 1);
        assert_eq!(authenticated(&server, &token).await.unwrap_err().code, ProblemCode::NotLoggedIn);
        other.close().await;
    }
}

#[tokio::test]
async fn a_grant_that_ran_out_at_midnight_counts_no_more_although_nobody_did_anything() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        // From 16:00 in Hunan to half an hour before midnight.
        server.clock.go_on(7 * 3600 + 1800);
        let token = server.somebody("handler", Role::Handler, Some("U2")).await;
        let row = server.store.find_rows(&RoleGrant::def(), "code", "G-handler").await.unwrap().remove(0);
        let until = shouwang_app::service::today(server.clock.now());
        server.put(vec![(RoleGrant::NAME, Row { until, ..row })]).await;
        assert!(authenticated(&server, &token).await.is_ok() && authenticated(&server, &token).await.is_ok());
        server.clock.go_on(29 * 60);
        server.store.touch_session("session-handler", server.clock.now()).await.unwrap();
        assert!(authenticated(&server, &token).await.is_ok(), "a minute before midnight");
        server.clock.go_on(120);
        assert_eq!(authenticated(&server, &token).await.unwrap_err().code, ProblemCode::Forbidden);
    }
}

#[tokio::test]
async fn a_session_is_from_the_real_address_and_only_a_trusted_proxy_names_another() {
    let trusting = ApiSettings { trusted_proxies: vec!["127.0.0.0/8".parse().unwrap()], ..generous() };
    for (settings, expected) in [(generous(), "127.0.0.1"), (trusting, "198.51.100.7")] {
        let server = Server::with(settings).await;
        server.add_units().await;
        server.somebody("handler", Role::Handler, Some("U2")).await;
        let first = server.service.accounts().first_password(&server.edge(), "handler").await.unwrap();
        server.put(vec![("credential", first.row)]).await;
        let forwarded = [("x-forwarded-for", "203.0.113.9, 198.51.100.7")];
        let post = async |path: &str, body: serde_json::Value| server.ask(Method::POST, path, "", Some(&body), &forwarded).await.json();
        let step = post("/api/v1/session", json!({ "login": "handler", "password": first.password })).await;
        let chosen = json!({ "ticket": step["ticket"], "password": "A long enough password, 2026" });
        let begun = post("/api/v1/session/password", chosen).await;
        let token = begun["token"].as_str().unwrap_or_else(|| panic!("{begun}"));
        let sessions = server.get("/api/v1/account/sessions", token).await.json();
        let present = sessions["sessions"].as_array().unwrap().iter().find(|session| session["present"] == true).unwrap();
        assert_eq!(present["client"], expected);
        let log_ins = EntryQuery { operation: Some("session.login".to_owned()), ..EntryQuery::default() };
        let private = server.store.list_entries(&log_ins, 1).await.unwrap().remove(0).private.unwrap();
        assert!(private.contains(&format!("\"client\":\"{expected}\"")), "{private}");
    }
}

/// Who a token belongs to, by the use case that stands before every operation.
async fn authenticated(server: &Server, token: &str) -> Result<(Caller, Session), AppError> {
    let asked = Asked { request: "r-1", operation: "registers.read", client: "127.0.0.1" };
    server.service.authenticate(token, asked, &server.edge()).await
}

/// The grants and divisions of whoever it is, and how often the database was asked.
async fn known(server: &Server, token: &str) -> (Vec<String>, usize) {
    let (found, cost) = count_statements(authenticated(server, token)).await;
    let (caller, _) = found.unwrap();
    let grant = |held: &Principal| format!("{} {}", held.grant, held.unit.as_ref().unwrap().division);
    (caller.grants.iter().map(grant).collect(), cost)
}

fn division(code: &str, level: Level) -> (&'static str, Row) {
    let data = Division { name: code.to_owned(), level, parent: Some(Ref::to("43")) };
    (Division::NAME, Fact::declared(code, Day::MIN, data).into_row())
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

#[tokio::test]
async fn a_session_without_the_second_factor_that_a_role_needs_is_good_for_its_end_only() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        server.somebody("handler", Role::Handler, Some("U2")).await;
        let plain = server.session_of("handler", false).await;
        assert_eq!(server.get("/api/v1/session", &plain).await.status, 200, "a handler needs none");

        let tightened = json!({ "value": "system_administrator,handler" });
        let path = "/api/v1/settings/second_factor.roles";
        assert_eq!(server.ask(Method::PUT, path, &system, Some(&tightened), &[("if-match", "\"0\"")]).await.status, 200);
        let refused = server.get("/api/v1/registers/unit/rows", &plain).await;
        assert_eq!((refused.status, refused.code().as_str()), (401, "second_factor_needed"));
        assert_eq!(server.get("/api/v1/session", &plain).await.code(), "second_factor_needed");
        assert_eq!(server.get("/api/v1/session", &system).await.status, 200, "who has shown one goes on");
        assert_eq!(server.ask(Method::DELETE, "/api/v1/session", &plain, None, &[]).await.status, 204);
        assert_eq!(server.get("/api/v1/session", &plain).await.code(), "not_logged_in");
    }
}

#[tokio::test]
async fn who_is_made_administrator_in_a_session_without_a_second_factor_does_not_act_as_one() {
    for server in Server::of_each_database().await {
        let shown = server.somebody("clerk", Role::Reader, None).await;
        let plain = server.session_of("clerk", false).await;
        assert_eq!(server.get("/api/v1/session", &plain).await.status, 200);
        let grant = RoleGrant {
            login: Ref::to("clerk"),
            role: Role::SecurityAdministrator,
            unit: None,
            contract: None,
            deputy_of: None,
            state: GrantState::Approved,
            requested_by: "one".to_owned(),
            decided_by: Some("other".to_owned()),
        };
        let today = shouwang_app::service::today(server.clock.now());
        server.put(vec![(RoleGrant::NAME, Fact::declared("G-more", today, grant).until(today.plus(9)).into_row())]).await;
        assert_eq!(server.get("/api/v1/grants", &plain).await.code(), "second_factor_needed");
        assert_eq!(server.get("/api/v1/session", &shown).await.status, 200);
    }
}
