//! Whoever has several grants, or works under a contract: for whom he acts, what he may name, and what is told him.

use reqwest::Method;
use serde_json::{Value, json};
use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record as _, Ref, RowKey};
use shouwang_domain::registers::person::Person;
use shouwang_domain::registers::provider_contract::{Kind, ProviderContract};
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::role_grant::{Role, RoleGrant};
use shouwang_storage::ledger::EntryQuery;

use crate::registers::upload;
use crate::support::{Server, unit};

fn person(code: &str, unit: &str) -> Value {
    json!({ "code": code, "from": "2026-01-01", "name": code, "unit": unit })
}

fn post(code: &str, unit: &str, person: &str) -> Value {
    json!({ "code": code, "from": "2026-01-01", "unit": unit, "post": "security_contact", "person": person })
}

/// For which unit and in which function the newest entry says that it was done.
async fn newest(server: &Server) -> (String, String) {
    let entries = server.store.list_entries(&EntryQuery::default(), 1).await.unwrap();
    let said: Value = serde_json::from_str(&entries[0].entry).unwrap();
    let member = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
    (member("unit"), member("function"))
}

#[tokio::test]
async fn who_has_several_grants_acts_for_the_unit_whose_row_it_is() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("both", Role::Handler, Some("U2")).await;
        server.grant_also("both", Role::Approver, "U3", None).await;
        let of = |unit: &str, function: &str| (unit.to_owned(), function.to_owned());
        for (code, unit, function) in [("P3", "U3", "approver"), ("P2", "U2", "handler")] {
            assert_eq!(server.post("/api/v1/registers/person/rows", &token, &person(code, unit)).await.status, 201);
            assert_eq!(newest(&server).await, of(unit, function));
        }
        let path = "/api/v1/registers/person/rows/P3/2026-01-01";
        let etag = server.get(path, &token).await.header("etag");
        let mixed = json!({ "puts": [{ "row": person("P4", "U2") }, { "row": person("P5", "U3") }] });
        let refused = server.post("/api/v1/registers/person/acts", &token, &mixed).await;
        assert_eq!(refused.code(), "forbidden", "one act is for one unit: {refused:?}");
        assert_eq!(server.get("/api/v1/registers/person/rows?filter=code:in:P4,P5", &token).await.json()["rows"], json!([]));
        assert_eq!(server.ask(Method::DELETE, path, &token, None, &[("if-match", &etag)]).await.status, 204);
        assert_eq!(newest(&server).await, of("U3", "approver"));

        let (_, preview) = upload(&server, &token, ("person", "code,from,name,unit\nP9,2026-01-01,Li,U3\n"), "one").await;
        let path = format!("/api/v1/imports/{}/application", preview["upload"].as_str().unwrap());
        let agreed = json!({ "fingerprint": preview["fingerprint"], "reason": "期初录入", "article": "M13" });
        let applied = server.post(&path, &token, &agreed).await;
        assert_eq!(applied.status, 201, "{applied:?}");
        assert_eq!(newest(&server).await, of("U3", "approver"));
    }
}

#[tokio::test]
async fn a_code_that_somebody_may_not_see_answers_like_one_that_is_not_there() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let own = server.somebody("own", Role::Handler, Some("U2")).await;
        let other = server.somebody("other", Role::Handler, Some("U3")).await;
        assert_eq!(server.post("/api/v1/registers/person/rows", &other, &person("P-hidden", "U3")).await.status, 201);
        assert_eq!(server.post("/api/v1/registers/person/rows", &own, &person("P-own", "U2")).await.status, 201);
        let probe = async |code: &str| {
            let refused = server.post("/api/v1/registers/appointment/rows", &own, &post("A1", "U2", code)).await;
            assert_eq!(refused.status, 422, "{refused:?}");
            refused.json()["errors"].to_string().replace(code, "?")
        };
        let hidden = probe("P-hidden").await;
        assert!(hidden.contains("\"/person\""), "the field is named: {hidden}");
        assert_eq!(hidden, probe("P-nobody").await);
        let sent = async |code: &str| {
            let file = format!("code,from,unit,post,person\nA9,2026-01-01,U2,security_contact,{code}\n");
            let (status, preview) = upload(&server, &own, ("appointment", &file), code).await;
            assert_eq!(status, 201, "{preview}");
            (preview["refused_count"].as_u64().unwrap(), preview["lines"].to_string().replace(code, "?"))
        };
        let hidden = sent("P-hidden").await;
        assert_eq!((hidden.0, &hidden), (1, &sent("P-nobody").await), "nor does a file find it out");
        assert_eq!(sent("P-own").await.0, 0);
        assert_eq!(server.post("/api/v1/registers/appointment/rows", &own, &post("A1", "U2", "P-own")).await.status, 201);
        // Whoever is served under a contract names the people of its provider.
        let today = shouwang_app::service::today(server.edge().now);
        let provider = (Unit::NAME, unit("V1", "V1", "433122", &[Function::Provider]));
        let worker = Person { name: "P-V1".to_owned(), unit: Ref::to("V1"), phone: None };
        server.put(vec![provider, (Person::NAME, Fact::declared("P-V1", today, worker).into_row())]).await;
        assert!(server.post("/api/v1/registers/appointment/rows", &own, &post("A2", "U2", "P-V1")).await.status == 422);
        server.put(vec![contract("V1", today, today.plus(30))]).await;
        assert_eq!(server.post("/api/v1/registers/appointment/rows", &own, &post("A2", "U2", "P-V1")).await.status, 201);

        let path = "/api/v1/registers/person/rows/P-own/2026-01-01";
        let etag = server.get(path, &own).await.header("etag");
        let named = server.ask(Method::DELETE, path, &own, None, &[("if-match", &etag)]).await;
        assert_eq!(named.code(), "invalid", "a post still names the person: {named:?}");
    }
}

#[tokio::test]
async fn a_unit_reads_the_history_of_what_it_took_back_and_nobody_elses() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let own = server.somebody("own", Role::Handler, Some("U2")).await;
        let other = server.somebody("other", Role::Handler, Some("U3")).await;
        let created = server.post("/api/v1/registers/person/rows", &own, &person("P1", "U2")).await;
        let (path, etag) = (created.header("location"), created.header("etag"));
        assert_eq!(server.ask(Method::DELETE, &path, &own, None, &[("if-match", &etag)]).await.status, 204);
        let history = server.get("/api/v1/registers/person/history/P1", &own).await.json();
        assert_eq!(history["versions"].as_array().map(Vec::len), Some(1), "{history}");
        assert_eq!(history["versions"][0]["ended"]["how"], "withdrawn");
        assert_eq!(server.get("/api/v1/registers/person/history/P1", &other).await.status, 404);
        // Under the same code another unit has somebody else: each is told of its own.
        assert_eq!(server.post("/api/v1/registers/person/rows", &other, &person("P1", "U3")).await.status, 201);
        for token in [&own, &other] {
            let history = server.get("/api/v1/registers/person/history/P1", token).await.json();
            assert_eq!(history["versions"].as_array().map(Vec::len), Some(1), "{history}");
        }
    }
}

/// A contract of U2 with a provider.
fn contract(provider: &str, from: Day, until: Day) -> (&'static str, shouwang_domain::register::Row) {
    let data = ProviderContract { unit: Ref::to("U2"), provider: Ref::to(provider), kind: Kind::Maintenance, security_terms: Some(true) };
    (ProviderContract::NAME, Fact::declared("K1", from, data).until(until).into_row())
}

#[tokio::test]
async fn under_a_contract_somebody_acts_for_its_provider_while_it_holds_and_not_a_day_longer() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let today = shouwang_app::service::today(server.edge().now);
        let provider = |code: &str| (Unit::NAME, unit(code, code, "433130", &[Function::Provider]));
        server.put(vec![provider("V1"), provider("V2"), contract("V1", today.plus(-30), today.plus(30))]).await;
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        let security = server.somebody("security", Role::SecurityAdministrator, None).await;
        server.somebody("worker", Role::Reader, Some("V2")).await;
        let wish = |unit: &str, contract: &str, from: Day| json!({ "login": "worker", "role": "handler", "unit": unit, "contract": contract, "from": from.to_string(), "until": today.plus(90).to_string() });
        let ask = async |wish: &Value| server.post("/api/v1/grants", &system, wish).await;
        for (wish, place) in [
            (wish("V9", "K1", today), "/unit"),
            (wish("V1", "K9", today), "/contract"),
            (wish("V2", "K1", today), "/contract"),
            (wish("V1", "K1", today.plus(31)), "/contract"),
        ] {
            let refused = ask(&wish).await;
            assert_eq!((refused.status, refused.json()["errors"][0]["place"].as_str()), (422, Some(place)), "{refused:?}");
        }
        let asked = ask(&wish("V1", "K1", today)).await;
        assert_eq!(asked.status, 201, "{asked:?}");
        let grant = asked.json()["grants"][0]["grant"].as_str().unwrap().to_owned();
        let until = async || server.store.find_rows(&RoleGrant::def(), "code", &grant).await.unwrap()[0].until;
        assert_eq!(until().await, today.plus(30));
        // Meanwhile the contract was cut short: what is approved ends with it.
        server.put(vec![contract("V1", today.plus(-30), today.plus(10))]).await;
        let answer = format!("/api/v1/grants/{grant}/answer");
        let headers = [("if-match", &*format!("\"{}\"", asked.json()["act"])), ("idempotency-key", "answer")];
        let answered = server.ask(Method::POST, &answer, &security, Some(&json!({ "approve": true })), &headers).await;
        assert_eq!((answered.status, until().await), (201, today.plus(10)), "{answered:?}");
    }
}

#[tokio::test]
async fn who_worked_under_a_contract_that_is_over_or_taken_back_sees_nothing_from_the_next_request_on() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let today = shouwang_app::service::today(server.edge().now);
        // A unit that does more than provide: without the contract, the same person would see all that is its own.
        server.put(vec![contract("U3", today.plus(-30), today.plus(30))]).await;
        let token = server.somebody("worker", Role::Reader, Some("U1")).await;
        let of_u1 = RowKey { code: "G-worker".to_owned(), from: today.plus(-10) };
        server.withdraw("role_grant", of_u1).await;
        server.grant_also("worker", Role::Reader, "U3", Some("K1")).await;
        let ask = async || server.get("/api/v1/registers/provider_contract/rows", &token).await;
        assert_eq!(ask().await.json()["rows"].as_array().map(Vec::len), Some(1));
        for rows in [
            contract("U3", today.plus(-30), today.plus(-1)),
            contract("U2", today.plus(-30), today.plus(30)),
            contract("U3", today.plus(-30), today.plus(30)),
        ] {
            let holds = rows.1.until > today && rows.1.values.contains(&Some(shouwang_domain::register::Value::Ref("U3".to_owned())));
            server.put(vec![rows]).await;
            assert_eq!(ask().await.status, if holds { 200 } else { 403 });
            assert_eq!(server.get("/api/v1/registers/unit/rows/U3/always", &token).await.status, if holds { 404 } else { 403 });
        }
        server.withdraw("provider_contract", RowKey { code: "K1".to_owned(), from: today.plus(-30) }).await;
        assert_eq!(ask().await.status, 403);
        server.put(vec![contract("U3", today.plus(1), today.plus(30))]).await;
        assert_eq!(ask().await.status, 403, "it has not begun");
    }
}
