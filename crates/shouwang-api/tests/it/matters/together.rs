//! Two bodies at one time, each with a time of its own: no page of the law has such a route yet, so a page of a test says it.

use serde_json::Value as Json;
use shouwang_app::lawbook::Pages;
use shouwang_domain::system::role_grant::Role;

use super::world::{County, body, port};
use crate::support::Server;

/// The law, in which the opening of a port goes to two bodies at once.
fn pages() -> Pages {
    const ONE: &str = r#"route     = [{ who = "operating_agency", of = "same_level", does = "approve" }]
then      = "open_port.open""#;
    const BOTH: &str = r#"route     = [
    { who = "operating_agency", of = "same_level", does = "approve", limit = "3 workdays" },
    { who = "competent_department", of = "same_level", does = "approve", together = true, limit = "10 days" },
]
then      = "open_port.open""#;
    let mut pages = Pages::embedded();
    let page = pages.0.values_mut().find(|page| page.contains(ONE)).expect("a page opens ports");
    *page = page.replace(ONE, BOTH);
    pages
}

fn due(matter: &Json, unit: &str) -> String {
    let step = matter["steps"].as_array().unwrap().iter().find(|step| step["unit"] == unit).unwrap();
    step["due_on"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn bodies_that_act_together_wait_for_nobody_and_a_matter_waits_for_all_of_them() {
    for server in Server::of_law(&pages()).await {
        let mut county = County::of(&server).await;
        let (agency, department) = (body("433130", "agency"), body("433130", "competent"));
        let (first, second) = (county.token(Role::Approver, &agency).await, county.token(Role::Approver, &department).await);
        let submitted = county.submitted("port-opening", "U1", &port(8_001)).await;
        let number = submitted["number"].as_str().unwrap();
        let today = shouwang_app::service::today(server.edge().now);
        assert_eq!(due(&submitted, &department), today.plus(10).to_string(), "each has the time that its page gives");
        assert!(due(&submitted, &agency) < due(&submitted, &department));
        for token in [&first, &second] {
            let listed = server.get("/api/v1/matters?view=to_decide", token).await.json();
            assert_eq!(listed["matters"].as_array().unwrap().len(), 1, "it is the turn of both: {listed}");
        }
        let reviewed = county.done(&submitted, &second, "pass", None).await;
        assert_eq!((reviewed["status"].as_str(), &reviewed["ruling"]), (Some("reviewed"), &Json::Null));
        county.days_pass(8);
        server.service.elapse_matter(number, &server.edge()).await.unwrap();
        let (first, second) = (county.token(Role::Approver, &agency).await, county.token(Role::Approver, &department).await);
        let whats = async |token: &str| {
            let notices = server.get("/api/v1/matters/notices", token).await.json();
            notices["notices"].as_array().unwrap().iter().map(|notice| notice["what"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!((whats(&first).await, whats(&second).await), (vec!["overdue".to_owned()], vec![]), "only one of them is late");
        let late = county.get(number, &first).await.json();
        let granted = county.done(&late, &first, "pass", None).await;
        assert_eq!(granted["status"], "approved");

        let other = county.submitted("port-opening", "U1", &port(8_002)).await;
        let refused = county.done(&other, &second, "refuse", Some("不符合要求")).await;
        assert_eq!(refused["status"], "refused", "one no ends it");
        let listed = server.get("/api/v1/matters?view=to_decide", &first).await.json();
        assert_eq!(listed["matters"].as_array().unwrap().len(), 0, "and nobody waits any more: {listed}");
    }
}
