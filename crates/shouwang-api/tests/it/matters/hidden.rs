//! What somebody may not read, no matter tells him: neither what is filled in for him, nor what is found out, nor a paper, nor a list.

use reqwest::Method;
use serde_json::{Value as Json, json};
use shouwang_domain::register::Record as _;
use shouwang_domain::registers::account::Account;
use shouwang_domain::registers::information_system::InformationSystem;
use shouwang_domain::system::role_grant::Role;

use super::papers::docx_text;
use super::world::{County, line, offer, port};
use crate::support::{Reply, Server};

async fn check(server: &Server, matter: &Json, token: &str, body: &Json) -> Reply {
    let path = format!("/api/v1/matters/{}/check", matter["number"].as_str().unwrap());
    server.ask(Method::POST, &path, token, Some(body), &[]).await
}

#[tokio::test]
async fn a_thing_of_another_unit_is_filled_in_as_if_it_were_not_there() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let account = server.store.find_rows(&Account::def(), "unit", "U1").await.unwrap().remove(0).key.code;
        let (own, other) = (county.token(Role::Handler, "U1").await, county.token(Role::Handler, "U2").await);
        let start = async |token: &str, subject: &str| {
            let body = json!({ "kind": "access-account-opening", "subject": subject });
            let started = server.post("/api/v1/matters", token, &body).await;
            assert_eq!(started.status, 201, "{started:?}");
            started.json()["lines"][0].clone()
        };
        let known = start(&own, &account).await;
        assert!(known["person"].is_string() && known["kind"].is_string(), "{known}");
        let (mut hidden, mut missing) = (start(&other, &account).await, start(&other, "no-such").await);
        assert_eq!((hidden["code"].take(), missing["code"].take()), (json!(account), json!("no-such")));
        assert_eq!(hidden, missing, "nobody learns that it is there");
        assert!(hidden["person"].is_null(), "{hidden}");
    }
}

#[tokio::test]
async fn a_check_tells_nothing_of_what_another_answers_for() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let (own, other) = (county.token(Role::Handler, "U1").await, county.token(Role::Handler, "U2").await);
        // Any connected unit may ask for a reconnection, and a port is its system's.
        for kind in ["reconnection", "port-opening"] {
            let line = line(kind);
            let mine = county.drafted(kind, "U1", &line).await;
            let found = check(&server, &mine, &own, &json!({})).await.json();
            assert_eq!(found["lines"][0]["applicant"], "itself", "{found}");
            assert!(kind != "reconnection" || !found["lines"][0]["needs"].as_array().unwrap().is_empty(), "{found}");
            let theirs = county.drafted(kind, "U2", &line).await;
            for body in [json!({}), json!({ "lines": [line] })] {
                let found = check(&server, &theirs, &other, &body).await.json();
                let said = &found["lines"][0];
                assert_ne!(said["applicant"], "itself", "{kind}: {found}");
                let rest = (&said["in_scope"], &said["needs"], &said["lead"], &found["refusal"]["id"]);
                assert_eq!(rest, (&json!("unknown"), &json!([]), &Json::Null, &json!("not_applicant")), "{kind}: {found}");
            }
            assert_eq!(offer(&theirs, "submit")["refusal"]["id"], "not_applicant");
            let refused = county.act(&theirs, &other, "submit", None).await;
            assert_eq!((refused.code().as_str(), refused.json()["errors"][0]["place"].as_str()), ("invalid", Some("/lines/0")));
        }
    }
}

#[tokio::test]
async fn papers_and_lists_name_only_what_may_be_read() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let rows = server.store.find_rows(&InformationSystem::def(), "code", "S1").await.unwrap();
        let at = InformationSystem::def().field_index("name").unwrap();
        let Some(shouwang_domain::register::Value::Text(name)) = rows[0].values[at].clone() else { panic!("no name") };
        for (unit, is_named) in [("U1", true), ("U2", false)] {
            let clerk = county.token(Role::Handler, unit).await;
            let draft = county.drafted("port-opening", unit, &port(8_001)).await;
            let path = format!("/api/v1/matters/{}/documents/application.docx", draft["number"].as_str().unwrap());
            let paper = docx_text(&server.get(&path, &clerk).await.body);
            assert_eq!(paper.contains(&name), is_named, "{unit}: {paper}");
            assert!(paper.contains("S1"), "what was written stands there: {paper}");
            county.drafted("system-retirement", unit, &line("system-retirement")).await;
            let drafts = server.get("/api/v1/matters?view=drafts&kind=system-retirement", &clerk).await.json();
            assert_eq!(drafts["matters"][0]["title"].as_str(), is_named.then_some(name.as_str()), "{unit}: {drafts}");
        }
    }
}

#[tokio::test]
async fn a_paper_that_was_handed_in_says_the_same_to_everybody() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let submitted = county.submitted("port-opening", "U1", &port(8_001)).await;
        let path = format!("/api/v1/matters/{}/documents/application.pdf", submitted["number"].as_str().unwrap());
        let body = County::waiting(&submitted).unwrap().0;
        let (own, decides) = (county.token(Role::Reader, "U1").await, county.token(Role::Approver, &body).await);
        assert_eq!(server.get(&path, &own).await.body, server.get(&path, &decides).await.body);
    }
}

#[tokio::test]
async fn more_lines_than_a_matter_holds_are_refused_unread() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("port-opening", "U1", &port(8_001)).await;
        let path = format!("/api/v1/matters/{}/lines", draft["number"].as_str().unwrap());
        let version = format!("\"{}\"", draft["version"]);
        // None of them is a line: were they read, each would be complained of.
        let many = json!({ "lines": vec![json!({ "no": 1 }); 501] });
        let edited = server.ask(Method::PUT, &path, &clerk, Some(&many), &[("if-match", &version)]).await;
        for refused in [edited, check(&server, &draft, &clerk, &many).await] {
            let errors = refused.json()["errors"].clone();
            assert_eq!((refused.code().as_str(), errors.as_array().unwrap().len()), ("invalid", 1), "{refused:?}");
            assert_eq!(errors[0]["place"], "/lines");
            assert!(errors.to_string().contains("501") && errors.to_string().contains("500"), "{errors}");
        }
    }
}
