//! What is there without a matter: found, told with the article that asks for it, and no more found when a paper or a matter stands behind it.

use serde_json::{Value as Json, json};
use shouwang_domain::register::{Fact, Record as _, Ref};
use shouwang_domain::registers::open_port::{OpenPort, Protocol};
use shouwang_domain::registers::permission::{Decision, Matter, Permission};
use shouwang_domain::system::role_grant::Role;

use super::world::{County, body, line};
use crate::support::Server;

async fn found(server: &Server, token: &str, query: &str) -> Vec<String> {
    let list = server.get(&format!("/api/v1/matters/findings?{query}"), token).await.json();
    list["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

fn port(number: i64, from: &str) -> Fact<OpenPort> {
    let data = OpenPort { system: Ref::to("S1"), number, protocol: Protocol::Tcp, purpose: Some("样例：业务访问".to_owned()) };
    Fact::declared(format!("S1/tcp/{number}"), from.parse().unwrap(), data)
}

#[tokio::test]
async fn what_is_there_without_a_matter_is_found_until_one_stands_behind_it() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let above = county.token(Role::Reader, &body("4331", "competent")).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let other = county.token(Role::Reader, &body("4331", "finance")).await;
        server
            .put(vec![(OpenPort::NAME, port(9000, "2026-10-01").into_row()), (OpenPort::NAME, port(9001, "2019-01-01").into_row())])
            .await;
        let ports = "register=open_port";
        assert_eq!(found(&server, &above, ports).await, ["S1/tcp/443", "S1/tcp/9000"]);
        assert_eq!(found(&server, &above, "register=open_port&earlier=true").await, ["S1/tcp/9001"], "nobody could be asked then");
        assert_eq!(found(&server, &clerk, ports).await, ["S1/tcp/443", "S1/tcp/9000"], "a unit sees its own");
        assert_eq!(found(&server, &other, ports).await, [] as [&str; 0], "and nobody else's");
        assert_eq!(found(&server, &above, "register=open_port&unit=U2").await, [] as [&str; 0]);
        let list = server.get("/api/v1/matters/findings?register=open_port&unit=U1&limit=1", &above).await.json();
        let first = &list["findings"][0];
        assert_eq!(
            (&first["code"], &first["unit"], &first["matter"], &first["clause"]["article"]),
            (&json!("S1/tcp/443"), &json!("U1"), &json!("port_opening"), &json!(26)),
            "{list}"
        );
        assert!(first["unit_name"].is_string() && first["since"].is_string(), "{first}");
        let next = list["next"].as_str().unwrap();
        assert_eq!(found(&server, &above, &format!("register=open_port&unit=U1&after={next}")).await, ["S1/tcp/9000"]);

        // A paper that was entered counts as a matter does; one that is under way does not.
        let paper = |decision| {
            let data =
                Permission { port: Some(Ref::to("S1/tcp/9000")), decision: Some(decision), ..Permission::about(Matter::PortOpening, "U1") };
            (Permission::NAME, Fact::declared("县数函〔2026〕7号", "2026-09-20".parse().unwrap(), data).into_row())
        };
        server.put(vec![paper(Decision::Pending)]).await;
        assert_eq!(found(&server, &above, ports).await.len(), 2);
        server.put(vec![paper(Decision::Approved)]).await;
        assert_eq!(found(&server, &above, ports).await, ["S1/tcp/443"]);
        let granted = county.drafted("port-opening", "U1", &line("port-opening")).await;
        let submitted = county.done(&granted, &clerk, "submit", None).await;
        county.granted(submitted).await;
        assert_eq!(found(&server, &above, ports).await, ["S1/tcp/443"], "what a matter opened has it behind it");
    }
}

#[tokio::test]
async fn findings_are_counted_by_article_and_register_and_paged_across_registers() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let above = county.token(Role::Reader, &body("43", "competent")).await;
        let counts = server.get("/api/v1/matters/findings/counts", &above).await.json();
        let counts = counts["counts"].as_array().unwrap();
        let total: i64 = counts.iter().map(|count| count["count"].as_i64().unwrap()).sum();
        let (mut paged, mut after) = (Vec::new(), String::new());
        loop {
            let page = server.get(&format!("/api/v1/matters/findings?limit=2{after}"), &above).await.json();
            paged.extend(page["findings"].as_array().unwrap().clone());
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(i64::try_from(paged.len()).unwrap(), total, "{counts:?}");
        let codes: std::collections::BTreeSet<_> =
            paged.iter().map(|finding| (finding["register"].to_string(), finding["code"].to_string())).collect();
        assert_eq!(codes.len(), paged.len(), "each once");
        let article = |count: &&Json| count["clause"]["instrument"] == "hunan-2026" && count["clause"]["article"] == 24;
        let of_launch = counts.iter().find(article).map_or(0, |count| count["count"].as_i64().unwrap());
        let listed = server.get("/api/v1/matters/findings?article=hunan-2026/24", &above).await.json();
        assert_eq!(i64::try_from(listed["findings"].as_array().unwrap().len()).unwrap(), of_launch);
        for (query, place) in [("article=24", "article"), ("register=treasure", "register"), ("after=x", "after")] {
            let refused = server.get(&format!("/api/v1/matters/findings?{query}"), &above).await;
            assert_eq!((refused.code().as_str(), refused.json()["errors"][0]["place"].as_str()), ("bad_parameter", Some(place)));
        }
    }
}
