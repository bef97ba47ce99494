//! A matter is decided on what is known to the last act, while the work in the background plans.

use std::time::Duration;

use serde_json::json;
use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record as _, Ref};
use shouwang_domain::registers::open_port::{OpenPort, Protocol};
use shouwang_domain::system::role_grant::Role;

use super::world::County;
use crate::support::Server;

#[tokio::test]
async fn what_was_entered_a_moment_ago_is_there_for_the_matter_about_it() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let background = server.work_in_background();
        while server.service.check_ready().await.unwrap().is_none() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        for number in 9_001..9_009 {
            let port = OpenPort { system: Ref::to("S1"), number, protocol: Protocol::Tcp, purpose: None };
            let code = format!("S1/tcp/{number}");
            server.put(vec![(OpenPort::NAME, Fact::declared(code.clone(), Day::MIN, port).into_row())]).await;
            let started = server.post("/api/v1/matters", &clerk, &json!({ "kind": "port-closing", "subject": code })).await.json();
            let path = format!("/api/v1/matters/{}/check", started["number"].as_str().unwrap());
            let checked = server.post(&path, &clerk, &json!({})).await.json();
            assert_eq!((&checked["missing"], &started["lines"][0]["port"]), (&json!([]), &json!(code)), "{checked}");
        }
        // What the desk has followed is planned all the same.
        let newest = server.store.newest_act().await.unwrap();
        while server.service.check_ready().await.unwrap() < Some(newest) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        background.abort();
    }
}
