//! Who decides: a deputy as whoever he stands in for, each person once, one person of a body when it was given to him; and what time does meanwhile.

use serde_json::Value as Json;
use shouwang_domain::register::{Fact, Record as _, Ref};
use shouwang_domain::system::role_grant::{GrantState, Role, RoleGrant};

use super::world::{County, body, line, offer, port};
use crate::support::{Server, role_grant};

/// A further grant for an account that is there already.
async fn grant(server: &Server, code: &str, data: RoleGrant) {
    let today = shouwang_app::service::today(server.edge().now);
    let fact = Fact::declared(code, today.plus(-1), data).until(today.plus(90));
    server.put(vec![(RoleGrant::NAME, fact.into_row())]).await;
}

fn of(login: &str, role: Role, unit: &str, deputy_of: Option<&str>) -> RoleGrant {
    RoleGrant { deputy_of: deputy_of.map(Ref::to), ..role_grant(login, role, Some(unit), None) }
}

fn last_act(matter: &Json) -> (&str, &str) {
    let entry = matter["entries"].as_array().unwrap().last().unwrap();
    (entry["act"].as_str().unwrap(), entry["by"].as_str().unwrap())
}

#[tokio::test]
async fn a_deputy_decides_as_long_as_the_other_could_and_never_on_what_he_wrote() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let agency = body("433130", "agency");
        server.somebody("chief", Role::Approver, Some(&agency)).await;
        let deputy = server.somebody("deputy", Role::Reader, Some("U1")).await;
        grant(&server, "G-stands-in", of("deputy", Role::Approver, &agency, Some("G-chief"))).await;
        let submitted = county.submitted("port-opening", "U1", &port(8_001)).await;
        let passed = county.done(&submitted, &deputy, "pass", None).await;
        assert_eq!((passed["status"].as_str(), last_act(&passed)), (Some("approved"), ("pass", "deputy")));

        // He writes for the applicant, too: then the other body is his, and the matter is not.
        grant(&server, "G-writes", of("deputy", Role::Handler, "U1", None)).await;
        let own = county.drafted("port-opening", "U1", &port(8_002)).await;
        let own = county.edit(&own, &deputy, &port(8_002)).await.json();
        let own = county.done(&own, &deputy, "submit", None).await;
        assert_eq!(offer(&own, "pass")["refusal"]["id"], "own_matter");
        assert_eq!(county.act(&own, &deputy, "pass", None).await.status, 403);
        let again = server.again("again", "deputy", Role::Approver, Some(&agency)).await;
        let seen = county.get(own["number"].as_str().unwrap(), &again).await.json();
        assert_eq!(offer(&seen, "pass")["refusal"]["id"], "own_matter", "under another account he is the same person");
        assert_eq!(county.act(&own, &again, "pass", None).await.status, 403);

        let other = county.submitted("port-opening", "U1", &port(8_003)).await;
        let revoked = RoleGrant { state: GrantState::Revoked, ..of("chief", Role::Approver, &agency, None) };
        let rows = server.store.find_rows(&RoleGrant::def(), "code", "G-chief").await.unwrap();
        let chief = Fact::<RoleGrant>::from_row(&rows[0]).unwrap();
        server.put(vec![(RoleGrant::NAME, Fact { data: revoked, ..chief }.into_row())]).await;
        let seen = county.get(other["number"].as_str().unwrap(), &deputy).await.json();
        assert_eq!(offer(&seen, "pass")["refusal"]["id"], "not_his", "who stands in for nobody any more decides nothing");
        assert_eq!(county.act(&other, &deputy, "pass", None).await.status, 403);
    }
}

#[tokio::test]
async fn both_sides_sign_one_after_the_other_and_nobody_signs_for_both() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let submitted = county.submitted("responsibility-handover", "U1", &line("responsibility-handover")).await;
        let of_both = server.somebody("both", Role::Approver, Some("U1")).await;
        let taker = server.somebody("taker", Role::Approver, Some("U2")).await;
        grant(&server, "G-second", of("both", Role::Approver, "U2", None)).await;
        assert_eq!(county.act(&submitted, &taker, "pass", None).await.status, 404, "before it is his turn he hears nothing of it");
        let first = county.done(&submitted, &of_both, "pass", None).await;
        assert_eq!((first["status"].as_str(), County::waiting(&first).unwrap().0.as_str()), (Some("reviewed"), "U2"));
        assert_eq!(offer(&first, "pass")["refusal"]["id"], "decided_before");
        let signed = county.done(&first, &taker, "pass", None).await;
        assert_eq!(signed["status"], "approved", "{signed}");
        let informed = county.token(Role::Reader, &body("433130", "competent")).await;
        let notices = server.get("/api/v1/matters/notices", &informed).await.json();
        assert_eq!(notices["notices"][0]["what"], "told", "{notices}");
    }
}

#[tokio::test]
async fn what_was_given_to_one_person_waits_for_him_until_somebody_takes_it_over() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let agency = body("433130", "agency");
        let chosen = server.somebody("chosen", Role::Approver, Some(&agency)).await;
        let other = server.somebody("other", Role::Approver, Some(&agency)).await;
        let submitted = county.submitted("port-opening", "U1", &port(8_001)).await;
        server.somebody("outsider", Role::Approver, Some("U2")).await;
        server.somebody("looks-on", Role::Reader, Some(&agency)).await;
        let mut refusals = Vec::new();
        for account in ["nobody", "outsider", "looks-on"] {
            let refused = county.act(&submitted, &other, "transfer", Some(account)).await;
            assert_eq!((refused.status, refused.json()["errors"][0]["place"].as_str()), (422, Some("/words")), "{account}: {refused:?}");
            refusals.push((refused.json()["detail"].clone(), refused.json()["errors"].clone()));
        }
        refusals.dedup();
        assert_eq!(refusals.len(), 1, "whether there is such an account is not told");
        let given = county.done(&submitted, &other, "transfer", Some("chosen")).await;
        assert_eq!(offer(&given, "pass")["refusal"]["id"], "given_to_another");
        assert_eq!(given["steps"][0]["given_to"], "chosen");
        let list = server.get("/api/v1/matters?view=to_decide", &other).await.json();
        assert_eq!(list["matters"][0]["given_to"], "chosen", "whoever looks at the list sees whose it is: {list}");
        let notices = server.get("/api/v1/matters/notices", &chosen).await.json();
        assert_eq!((&notices["notices"][0]["what"], &notices["notices"][0]["number"]), (&"given".into(), &given["number"]), "{notices}");
        assert_eq!(county.act(&given, &other, "pass", None).await.status, 403);
        let taken = county.done(&given, &other, "transfer", Some("other")).await;
        let back = county.done(&taken, &other, "transfer", Some("chosen")).await;
        assert_eq!(county.done(&back, &chosen, "pass", None).await["status"], "approved");
    }
}

#[tokio::test]
async fn a_question_stops_the_time_of_a_body_and_it_sends_back_once() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let agency = body("433130", "agency");
        let due = |matter: &Json| matter["steps"].as_array().unwrap().last().unwrap()["due_on"].as_str().unwrap().to_owned();
        let submitted = county.submitted("port-opening", "U1", &port(8_001)).await;
        let number = submitted["number"].as_str().unwrap();
        let approver = county.token(Role::Approver, &agency).await;
        county.done(&submitted, &approver, "ask", Some("用于什么？")).await;
        county.days_pass(40);
        assert_eq!(server.service.elapse_matter(number, &server.edge()).await.unwrap(), 1, "the applicant is reminded once");
        let clerk = county.token(Role::Handler, "U1").await;
        let notices = server.get("/api/v1/matters/notices", &clerk).await.json();
        let told: Vec<_> = notices["notices"].as_array().unwrap().iter().map(|notice| &notice["what"]).collect();
        assert_eq!(told, ["awaited", "asked"], "while it is asked no body is late");
        let waiting = county.get(number, &clerk).await.json();
        let answered = county.done(&waiting, &clerk, "answer", Some("移动端")).await;
        let today = shouwang_app::service::today(server.edge().now).to_string();
        assert!(due(&answered) > today && due(&submitted) < today, "what was left runs from the answer: {}", due(&answered));

        let approver = county.token(Role::Approver, &agency).await;
        let returned = county.done(&answered, &approver, "return", Some("请补充")).await;
        let again = county.done(&returned, &clerk, "submit", None).await;
        assert_eq!(county.act(&again, &approver, "return", Some("再补充")).await.code(), "conflict", "everything is said at once");
    }
}

#[tokio::test]
async fn silence_grants_nothing() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let submitted = county.submitted("port-opening", "U1", &port(8_001)).await;
        let number = submitted["number"].as_str().unwrap();
        county.days_pass(90);
        server.service.elapse_matter(number, &server.edge()).await.unwrap();
        let clerk = county.token(Role::Handler, "U1").await;
        let matter = county.get(number, &clerk).await.json();
        assert_eq!((matter["status"].as_str(), &matter["ruling"]), (Some("submitted"), &Json::Null), "{matter}");
    }
}
