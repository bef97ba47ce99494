//! `GET /api/v1/events`: who is told of changes, and until when.

use std::collections::BTreeSet;
use std::time::Duration;

use reqwest::Response;
use shouwang_app::service::Change;
use shouwang_domain::register::{Fact, Record as _};
use shouwang_domain::registers::unit::Unit;
use shouwang_domain::system::role_grant::{GrantState, Role, RoleGrant};
use tokio::time::timeout;

use crate::support::Server;

/// The next event, without the lines that only say that the connection lives; none when the stream ended.
async fn next(stream: &mut Response) -> Option<String> {
    loop {
        let piece = timeout(Duration::from_secs(10), stream.chunk()).await.expect("neither an event nor an end").unwrap()?;
        let text = String::from_utf8(piece.to_vec()).unwrap();
        if !text.starts_with(':') {
            return Some(text);
        }
    }
}

fn tell(server: &Server, act: i64) {
    let registers = BTreeSet::from([Unit::NAME]);
    server.service.changes().tell(Change { act, registers, units: BTreeSet::new(), matters: BTreeSet::new() });
}

#[tokio::test]
async fn who_was_put_out_or_lost_his_grant_hears_no_more() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let listen = async |login: &str| {
            let token = server.somebody(login, Role::Handler, Some("U2")).await;
            server.client.get(format!("{}/api/v1/events", server.url)).bearer_auth(&token).send().await.unwrap()
        };
        let [mut stays, mut put_out, mut revoked] = [listen("one").await, listen("two").await, listen("three").await];
        tell(&server, 1);
        for stream in [&mut stays, &mut put_out, &mut revoked] {
            assert!(next(stream).await.is_some_and(|event| event.contains("event: change")));
        }
        server.store.revoke_sessions("two", None, server.edge().now).await.unwrap();
        let row = server.store.find_rows(&RoleGrant::def(), "code", "G-three").await.unwrap().remove(0);
        let mut grant = Fact::<RoleGrant>::from_row(&row).unwrap();
        grant.data.state = GrantState::Revoked;
        server.put(vec![(RoleGrant::NAME, grant.into_row())]).await;
        tell(&server, 2);
        assert!(next(&mut stays).await.is_some_and(|event| event.contains("\"act\":2")));
        assert_eq!((next(&mut put_out).await, next(&mut revoked).await), (None, None));
    }
}
