//! A port is asked for, decided, and opened; its day comes, and it is over.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value as Json, json};
use shouwang_domain::register::{Fact, Record as _, Ref};
use shouwang_domain::registers::observation::{self, Observation};
use shouwang_domain::system::role_grant::Role;

use super::world::{County, body, line, offer};
use crate::support::Server;

const DAY_S: i64 = 86_400;

#[tokio::test]
async fn a_port_is_asked_for_and_opened_and_the_matter_ends_with_its_last_day() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("port-opening", "U1", &line("port-opening")).await;
        let number = draft["number"].as_str().unwrap().to_owned();
        assert_eq!(number, "S2026-433130-0001");
        assert_eq!(offer(&draft, "submit")["possible"], true, "{draft}");
        assert_eq!(offer(&draft, "pass")["refusal"]["id"], "not_now");
        let checked = server.post(&format!("/api/v1/matters/{number}/check"), &clerk, &json!({})).await.json();
        assert_eq!((&checked["refusal"], &checked["lines"][0]["in_scope"]), (&Json::Null, &json!("yes")), "{checked}");

        let submitted = county.done(&draft, &clerk, "submit", None).await;
        let (agency, does) = County::waiting(&submitted).unwrap();
        assert_eq!(does, "approve");
        let approver = county.token(Role::Approver, &agency).await;
        let waiting = server.get("/api/v1/matters?view=to_decide", &approver).await.json();
        for (status, count) in [("submitted", waiting["matters"].as_array().unwrap().len()), ("reviewed", 0)] {
            let narrowed = server.get(&format!("/api/v1/matters?view=to_decide&status={status}"), &approver).await.json();
            assert_eq!(narrowed["matters"].as_array().unwrap().len(), count, "{status}");
        }
        assert_eq!(
            (waiting["matters"][0]["number"].as_str(), waiting["matters"].as_array().unwrap().len()),
            (Some(&*number), 1),
            "{waiting}"
        );
        let ports = async || server.get("/api/v1/registers/open_port/rows?filter=number:eq:8443", &clerk).await.json()["rows"].clone();
        assert_eq!(ports().await, json!([]), "nothing is open before it is granted");

        let granted = county.granted(submitted.clone()).await;
        assert_eq!((granted["status"].as_str(), granted["ruling"]["decision"].as_str()), (Some("approved"), Some("approved")));
        assert_eq!(ports().await.as_array().unwrap().len(), 1);
        let port = ports().await[0]["row"].clone();
        assert_eq!(port["until"], granted["ruling"]["until"], "{port}");
        let permissions = server.get(&format!("/api/v1/registers/permission/rows?filter=code:eq:{number}"), &clerk).await.json();
        assert_eq!(permissions["rows"][0]["row"]["port"], port["code"], "{permissions}");
        assert_eq!(county.act(&granted, &clerk, "withdraw", None).await.code(), "conflict", "what was granted is frozen");
        assert_eq!(county.act(&submitted, &approver, "pass", None).await.code(), "overtaken", "an old version decides nothing");
        assert_eq!(server.get("/api/v1/matters?view=to_decide", &approver).await.json()["matters"], json!([]));
        assert_eq!(server.get("/api/v1/matters?view=done", &approver).await.json()["matters"][0]["number"], *number);

        end_by_time(&server, &number).await;
    }
}

/// Time goes on beyond the last day; the work in the background finds out by itself.
async fn end_by_time(server: &Server, number: &str) {
    server.clock.go_on(600 * DAY_S);
    let later = server.somebody("later", Role::Reader, Some("U1")).await;
    let background = server.work_in_background();
    let mut status = Json::Null;
    for _ in 0..600 {
        let matter = server.get(&format!("/api/v1/matters/{number}"), &later).await.json();
        status = matter["status"].clone();
        if status == "closed" {
            assert_eq!(matter["entries"].as_array().unwrap().last().unwrap()["by"], Json::Null, "{matter}");
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    background.abort();
    assert_eq!(status, "closed");
}

#[tokio::test]
async fn of_two_who_decide_at_once_one_is_heard_and_a_question_stops_nothing_else() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("port-opening", "U1", &line("port-opening")).await;
        let submitted = county.done(&draft, &clerk, "submit", None).await;
        let agency = County::waiting(&submitted).unwrap().0;
        let approver = county.token(Role::Approver, &agency).await;
        let handler = county.token(Role::Handler, &agency).await;
        assert_eq!(county.act(&submitted, &handler, "pass", None).await.code(), "forbidden", "an approver decides");
        assert_eq!(county.act(&submitted, &clerk, "pass", None).await.code(), "forbidden");
        assert_eq!(county.act(&submitted, &handler, "ask", Some(" ")).await.code(), "invalid", "a question says something");
        let asked = county.done(&submitted, &handler, "ask", Some("用于什么？")).await;
        assert_eq!(asked["status"], "asked");
        let answered = county.done(&asked, &clerk, "answer", Some("移动端")).await;
        assert_eq!(answered["entries"].as_array().unwrap().last().unwrap()["words"], "移动端");
        let (yes, no) =
            tokio::join!(county.act(&answered, &approver, "pass", None), county.act(&answered, &approver, "refuse", Some("不需要")),);
        let mut codes = [yes.status, no.status];
        codes.sort_unstable();
        assert_eq!(codes, [201, 412], "{yes:?} {no:?}");
        assert_eq!(body("433130", "agency"), agency);
    }
}

#[tokio::test]
async fn a_row_with_a_remark_is_changed_by_a_matter_and_keeps_its_remark() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let port =
            async || server.get("/api/v1/registers/open_port/rows?filter=code:eq:S1/tcp/443", &clerk).await.json()["rows"][0].clone();
        let stored = port().await;
        let mut row = stored["row"].clone();
        row["note"] = "甲机房".into();
        let path = format!("/api/v1/registers/open_port/rows/S1%2Ftcp%2F443/{}", row["from"].as_str().unwrap());
        let version = format!("\"{}\"", stored["version"]);
        let noted = server.ask(Method::PUT, &path, &clerk, Some(&row), &[("if-match", &version)]).await;
        assert_eq!(noted.status, 200, "{noted:?}");

        let closing = line("port-closing");
        let draft = county.drafted("port-closing", "U1", &closing).await;
        let submitted = county.done(&draft, &clerk, "submit", None).await;
        county.granted(submitted).await;
        let closed = port().await["row"].clone();
        assert_eq!((&closed["until"], &closed["note"]), (&closing["from"], &json!("甲机房")), "{closed}");
    }
}

/// Where the duty that only approved ports are open stands for a port that was seen open.
async fn duty_of(server: &Server, token: &str, port: &str) -> Option<String> {
    let listed = server.get("/api/v1/duties?limit=500&register=open_port", token).await.json();
    let mut duties = listed["duties"].as_array().unwrap().iter();
    let duty = duties.find(|duty| duty["duty"] == "hunan-2020-interim/i26-only-approved-ports" && duty["subject"] == port)?;
    duty["status"].as_str().map(str::to_owned)
}

async fn comes_to(server: &Server, token: &str, port: &str, status: &str) {
    let begun = std::time::Instant::now();
    loop {
        let stands = duty_of(server, token, port).await;
        if stands.as_deref() == Some(status) {
            return;
        }
        assert!(begun.elapsed() < std::time::Duration::from_secs(60), "the duty of {port} stands at {stands:?} and not at {status}");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn the_duty_of_a_port_follows_at_once_when_it_is_granted() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let today = shouwang_app::service::today(server.edge().now);
        let seen = Observation {
            kind: observation::Kind::PortOpen,
            unit: None,
            port: Some(Ref::to("S1/tcp/443")),
            device: None,
            interface_device: None,
            exit: None,
            link: None,
            network: None,
            private_network: None,
            system: None,
            terminal: None,
        };
        server.put(vec![(Observation::NAME, Fact::measured("O-open", today.plus(-1), seen).into_row())]).await;
        let background = server.work_in_background();
        comes_to(&server, &clerk, "S1/tcp/443", "breached").await;
        let mut longer = line("port-extension");
        (longer["from"], longer["until"]) = (today.to_string().into(), today.plus(90).to_string().into());
        let submitted = county.submitted("port-extension", "U1", &longer).await;
        assert_eq!(duty_of(&server, &clerk, "S1/tcp/443").await.as_deref(), Some("breached"), "asking for it grants nothing");
        county.granted(submitted).await;
        comes_to(&server, &clerk, "S1/tcp/443", "fulfilled").await;
        background.abort();
    }
}
