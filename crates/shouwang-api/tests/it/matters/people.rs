//! Somebody leaves: his roles for the unit end in the act that lets him go.

use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record as _, Ref};
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::{GrantState, Role, RoleGrant};

use super::world::{County, line};
use crate::support::Server;

fn grant(role: Role, unit: &str, contract: Option<&str>) -> RoleGrant {
    RoleGrant {
        login: Ref::to("leaver"),
        role,
        unit: Some(Ref::to(unit)),
        contract: contract.map(Ref::to),
        deputy_of: None,
        state: GrantState::Approved,
        requested_by: "one".to_owned(),
        decided_by: Some("other".to_owned()),
    }
}

#[tokio::test]
async fn whoever_leaves_a_unit_loses_the_roles_that_he_has_for_it_and_no_other() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
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
        let end = today.plus(200);
        let put = |code: &str, from: Day, data: RoleGrant| (RoleGrant::NAME, Fact::declared(code, from, data).until(end).into_row());
        server
            .put(vec![
                (Login::NAME, Fact::declared("leaver", today.plus(-5), login).into_row()),
                put("G-here", today.plus(-5), grant(Role::Reader, "U1", None)),
                put("G-later", today.plus(150), grant(Role::Handler, "U1", None)),
                put("G-contract", today.plus(-5), grant(Role::Handler, "U2", Some("K1"))),
                put("G-elsewhere", today.plus(-5), grant(Role::Reader, "433130-finance", None)),
            ])
            .await;
        let clerk = county.token(Role::Handler, "U1").await;
        let mut line = line("staff-exit");
        line["from"] = today.plus(30).to_string().into();
        let draft = county.drafted("staff-exit", "U1", &line).await;
        let submitted = county.done(&draft, &clerk, "submit", None).await;
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
