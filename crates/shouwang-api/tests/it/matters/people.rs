//! Somebody leaves: his roles for the unit end in the act that lets him go.

use serde_json::json;
use shouwang_calendar::Day;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Fact, Record as _, Ref, Row};
use shouwang_domain::registers::account::Account;
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::{GrantState, Role, RoleGrant};
use shouwang_domain::system::setting::Setting;

use super::world::{County, line};
use crate::support::{Server, role_grant};

fn grant(role: Role, unit: &str, contract: Option<&str>) -> RoleGrant {
    role_grant("leaver", role, Some(unit), contract)
}

/// Somebody who works in the county, with such grants.
async fn add_leaver(server: &Server, grants: Vec<(&'static str, Row)>) {
    let today = shouwang_app::service::today(server.edge().now);
    let login = Login {
        name: "离场人员".to_owned(),
        identity: "e".repeat(64),
        person: Some(Ref::to("P1")),
        unit: None,
        subject: None,
        created_by: "test".to_owned(),
        disabled: None,
    };
    let login = (Login::NAME, Fact::declared("leaver", today.plus(-5), login).into_row());
    server.put([vec![login], grants].concat()).await;
}

/// How often accounts and grants were acted on.
async fn turns(server: &Server) -> u64 {
    let rows = server.store.find_rows(&Setting::def(), "code", "authority.turn").await.unwrap();
    rows.first().map_or(0, |row| Fact::<Setting>::from_row(row).unwrap().data.value.parse().unwrap())
}

/// That somebody leaves and what is granted to him take turns: neither is decided on a state that the other changed.
#[tokio::test]
async fn leaving_takes_its_turn_with_the_grants_that_are_given_in_the_same_moment() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        add_leaver(&server, Vec::new()).await;
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        let security = server.somebody("security", Role::SecurityAdministrator, None).await;
        let mut line = line("staff-exit");
        let today = shouwang_app::service::today(server.edge().now);
        line["from"] = today.plus(1).to_string().into();
        let submitted = county.submitted("staff-exit", "U1", &line).await;
        let (unit, _) = County::waiting(&submitted).unwrap();
        let approver = county.token(Role::Approver, &unit).await;
        let wanted = json!({ "login": "leaver", "role": "reader", "unit": "U1", "until": today.plus(90).to_string() });
        let asked = server.post("/api/v1/grants", &system, &wanted).await;
        assert_eq!(asked.status, 201, "{asked:?}");
        let asked = asked.json();
        let grant = asked["grants"][0]["grant"].as_str().unwrap().to_owned();
        let answer = format!("/api/v1/grants/{grant}/answer");
        let others = ["approver", "handler"]
            .map(|role| json!({ "login": "leaver", "role": role, "unit": "U2", "until": today.plus(90).to_string() }));
        let (before, yes) = (turns(&server).await, json!({ "approve": true }));
        let (left, answered, one, two) = tokio::join!(
            county.act(&submitted, &approver, "pass", None),
            server.post_in(&answer, &security, &yes, &asked["act"]),
            server.post("/api/v1/grants", &system, &others[0]),
            server.post("/api/v1/grants", &system, &others[1]),
        );
        for reply in [&left, &answered, &one, &two] {
            assert_eq!(reply.status, 201, "whoever was overtaken decides anew: {reply:?}");
        }
        assert_eq!(turns(&server).await, before + 4, "each had a turn of its own");
        let rows = server.store.find_rows(&RoleGrant::def(), "code", &grant).await.unwrap();
        let standing = server.store.find_row(&RoleGrant::def(), &rows[0].key, &Scope::Everything).await.unwrap().unwrap();
        let left = left.json()["version"].as_i64().unwrap();
        assert!(standing.version >= left, "what was granted before he left ended with him");
    }
}

#[tokio::test]
async fn whoever_leaves_a_unit_loses_the_roles_that_he_has_for_it_and_no_other() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let today = shouwang_app::service::today(server.edge().now);
        let end = today.plus(200);
        let put = |code: &str, from: Day, data: RoleGrant| (RoleGrant::NAME, Fact::declared(code, from, data).until(end).into_row());
        let grants = vec![
            put("G-here", today.plus(-5), grant(Role::Reader, "U1", None)),
            put("G-later", today.plus(150), grant(Role::Handler, "U1", None)),
            put("G-contract", today.plus(-5), grant(Role::Handler, "U2", Some("K1"))),
            put("G-elsewhere", today.plus(-5), grant(Role::Reader, "433130-finance", None)),
        ];
        add_leaver(&server, grants).await;
        let mut line = line("staff-exit");
        line["from"] = today.plus(30).to_string().into();
        let submitted = county.submitted("staff-exit", "U1", &line).await;
        county.granted(submitted).await;
        for (code, until, state) in [
            ("G-here", today.plus(30), GrantState::Approved),
            ("G-later", end, GrantState::Revoked),
            ("G-contract", today.plus(30), GrantState::Approved),
            ("G-elsewhere", end, GrantState::Approved),
        ] {
            let rows = server.store.find_rows(&RoleGrant::def(), "code", code).await.unwrap();
            let grant = Fact::<RoleGrant>::from_row(&rows[0]).unwrap();
            assert_eq!((grant.until, grant.data.state), (until, state), "{code}");
        }
    }
}

#[tokio::test]
async fn whose_term_has_run_out_loses_his_roles_without_anybody_doing_anything() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let today = shouwang_app::service::today(server.edge().now);
        let data = grant(Role::Reader, "U1", None);
        let held = (RoleGrant::NAME, Fact::declared("G-here", today.plus(-5), data).until(today.plus(200)).into_row());
        add_leaver(&server, vec![held]).await;
        let mut line = line("staff-admission");
        let until = today.plus(40);
        (line["from"], line["until"]) = (today.to_string().into(), until.to_string().into());
        let submitted = county.submitted("staff-admission", "U1", &line).await;
        let granted = county.granted(submitted).await;
        county.days_pass(41);
        server.service.elapse_matter(granted["number"].as_str().unwrap(), &server.edge()).await.unwrap();
        let rows = server.store.find_rows(&RoleGrant::def(), "code", "G-here").await.unwrap();
        assert_eq!(rows[0].until, until, "his role ended with his term");
        let rows = server.store.find_rows(&Account::def(), "person", "P1").await.unwrap();
        let accounts: Vec<Fact<Account>> = rows.iter().map(|row| Fact::from_row(row).unwrap()).collect();
        let here: Vec<_> = accounts.iter().filter(|account| account.data.unit.code == "U1").collect();
        assert!(!here.is_empty() && here.iter().all(|account| account.until == until), "{here:?}");
    }
}
