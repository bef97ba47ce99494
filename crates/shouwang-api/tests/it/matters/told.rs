//! Units are told of what becomes of a matter, and of time that runs out; their people take note.

use reqwest::Method;
use serde_json::{Value as Json, json};
use shouwang_app::service::MATTER_MOMENT;
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::{JobQuery, JobState};

use super::papers::docx_text;
use super::world::{County, body, line};
use crate::support::Server;

/// What a unit's people read: what it is told, and of which matter.
async fn told(server: &Server, token: &str) -> Vec<(String, String)> {
    let page = server.get("/api/v1/matters/notices?open=true", token).await.json();
    let read = |notice: &Json| (notice["what"].as_str().unwrap().to_owned(), notice["number"].as_str().unwrap().to_owned());
    page["notices"].as_array().unwrap().iter().map(read).collect()
}

fn whats(told: &[(String, String)]) -> Vec<&str> {
    let mut whats: Vec<_> = told.iter().map(|(what, _)| what.as_str()).collect();
    whats.sort_unstable();
    whats
}

#[tokio::test]
async fn an_applicant_hears_of_each_turn_and_somebody_takes_note() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let reader = county.token(Role::Reader, "U1").await;
        let submitted = county.submitted("port-opening", "U1", &line("port-opening")).await;
        let number = submitted["number"].as_str().unwrap();
        let agency = County::waiting(&submitted).unwrap().0;
        let approver = county.token(Role::Approver, &agency).await;
        assert_eq!(told(&server, &clerk).await, []);
        let counts = async |token: &str| server.get("/api/v1/matters/counts", token).await.json();
        assert_eq!(counts(&approver).await, json!({ "to_decide": 1, "overdue": 0, "drafts": 0, "mine": 0, "notices": 0 }));

        let asked = county.done(&submitted, &approver, "ask", Some("用于什么？")).await;
        let answered = county.done(&asked, &clerk, "answer", Some("移动端")).await;
        let returned = county.done(&answered, &approver, "return", Some("请补充")).await;
        assert_eq!(counts(&clerk).await, json!({ "to_decide": 0, "overdue": 0, "drafts": 1, "mine": 1, "notices": 2 }));
        let again = county.done(&returned, &clerk, "submit", None).await;
        county.done(&again, &approver, "pass", None).await;
        assert_eq!(whats(&told(&server, &reader).await), ["asked", "decided", "returned"]);
        assert_eq!(told(&server, &approver).await, [], "whoever decides has the step before him, and no notice");

        let page = server.get("/api/v1/matters/notices?limit=1", &clerk).await.json();
        let notice = &page["notices"][0];
        assert_eq!((notice["unit_name"].as_str(), page["next"].is_string()), (Some("样例县甲局"), true), "{page}");
        let id = notice["id"].as_str().unwrap().replace('/', "%2F");
        let note = async |token: &str, key: &str| {
            server.ask(Method::POST, &format!("/api/v1/matters/notices/{id}/note"), token, None, &[("idempotency-key", key)]).await
        };
        assert_eq!(note(&reader, "a").await.status, 403, "who only reads takes note of nothing in the unit's name");
        assert_eq!(note(&approver, "b").await.status, 404, "it was told to somebody else");
        let noted = note(&clerk, "c").await.json();
        assert!(noted["noted_by"].is_string() && noted["noted_on"].is_string(), "{noted}");
        let colleague = county.token(Role::Approver, "U1").await;
        assert_eq!(note(&colleague, "d").await.json()["noted_by"], noted["noted_by"], "whoever was first stays on record");
        assert_eq!(told(&server, &clerk).await.len(), 2);
        let over = server.get("/api/v1/matters/notices?open=false", &clerk).await.json();
        assert_eq!(over["notices"].as_array().unwrap().len(), 1, "{over}");
        assert_eq!(over["notices"][0]["number"].as_str(), Some(number));
        assert_eq!(counts(&clerk).await["notices"], 2);
    }
}

#[tokio::test]
async fn a_body_is_reminded_and_the_one_above_hears_that_its_time_is_over() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let submitted = county.submitted("port-opening", "U1", &line("port-opening")).await;
        let number = submitted["number"].as_str().unwrap();
        let (late, above) = (County::waiting(&submitted).unwrap().0, body("4331", "agency"));
        assert_eq!(late, body("433130", "agency"));
        county.days_pass(30);
        assert!(server.service.elapse_matter(number, &server.edge()).await.unwrap() > 0);
        assert_eq!(server.service.elapse_matter(number, &server.edge()).await.unwrap(), 0, "nobody is told twice");
        let of = async |county: &mut County<'_>, unit: &str| {
            let reader = county.token(Role::Reader, unit).await;
            told(&server, &reader).await
        };
        assert_eq!(whats(&of(&mut county, &late).await), ["overdue"], "what was never looked at in time is over");
        assert_eq!(of(&mut county, &above).await, [("overdue_below".to_owned(), number.to_owned())]);
        for (unit, status) in [(&above, 200), (&body("43", "agency"), 404)] {
            let reader = county.token(Role::Reader, unit).await;
            assert_eq!(county.get(number, &reader).await.status, status, "{unit}: whoever was told of it may look at it, and nobody else");
        }
        assert_eq!(of(&mut county, "U1").await, [], "nothing has been decided");
        let reader = county.token(Role::Reader, &late).await;
        let counts = server.get("/api/v1/matters/counts", &reader).await.json();
        assert_eq!((&counts["to_decide"], &counts["overdue"]), (&json!(1), &json!(1)));
    }
}

#[tokio::test]
async fn an_applicant_hears_that_what_was_granted_ends_and_that_it_has_ended() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let mut line = line("port-opening");
        let today = shouwang_app::service::today(server.edge().now);
        (line["from"], line["until"]) = (today.to_string().into(), today.plus(60).to_string().into());
        let submitted = county.submitted("port-opening", "U1", &line).await;
        let granted = county.granted(submitted).await;
        let number = granted["number"].as_str().unwrap();
        for (days, expected) in [(29, &["decided"][..]), (2, &["decided", "ending"]), (40, &["decided", "ended", "ending"])] {
            county.days_pass(days);
            server.service.elapse_matter(number, &server.edge()).await.unwrap();
            let reader = county.token(Role::Reader, "U1").await;
            assert_eq!(whats(&told(&server, &reader).await), expected, "after {days} more days");
        }
    }
}

#[tokio::test]
async fn that_it_is_an_emergency_is_seen_by_whoever_decides_and_stands_on_both_papers() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let mut late = line("debugging-application");
        late["from"] = shouwang_app::service::today(server.edge().now).plus(1).to_string().into();
        let draft = county.drafted("debugging-application", "U1", &late).await;
        assert_eq!((&draft["emergency"], county.act(&draft, &clerk, "submit", None).await.status), (&Json::Null, 422));
        let submitted = county.done(&draft, &clerk, "submit", Some("核心设备起火抢修")).await;
        let number = submitted["number"].as_str().unwrap();
        let approver = county.token(Role::Approver, &County::waiting(&submitted).unwrap().0).await;
        let ordinary = county.submitted("port-opening", "U1", &line("port-opening")).await;
        let list = server.get("/api/v1/matters?view=to_decide", &approver).await.json();
        let urgent = |matter: &Json| {
            list["matters"].as_array().unwrap().iter().find(|line| line["number"] == matter["number"]).unwrap()["urgent"].clone()
        };
        assert_eq!((urgent(&submitted), urgent(&ordinary)), (true.into(), false.into()), "{list}");
        assert_eq!(county.get(number, &approver).await.json()["emergency"], "核心设备起火抢修");
        let granted = county.granted(submitted.clone()).await;
        assert_eq!(granted["emergency"], "核心设备起火抢修", "it stays on record");
        for paper in ["application", "reply"] {
            let printed = server.get(&format!("/api/v1/matters/{number}/documents/{paper}.docx"), &clerk).await.body;
            assert!(docx_text(&printed).contains("核心设备起火抢修"), "{paper}");
        }
    }
}

/// Sets how many working days before the end of its time a body is reminded.
async fn set_reminder(server: &Server, admin: &str, days: u32, version: i64) -> Json {
    let (body, seen) = (json!({ "value": days.to_string() }), format!("\"{version}\""));
    let changed = server.ask(Method::PUT, "/api/v1/settings/matter.remind_workdays", admin, Some(&body), &[("if-match", &seen)]).await;
    assert_eq!(changed.status, 200, "{changed:?}");
    changed.json()
}

/// The days on which time looks at matters next.
async fn moments(server: &Server) -> Vec<String> {
    let asked = JobQuery { kind: Some(MATTER_MOMENT.to_owned()), ..JobQuery::newest(JobState::Waiting, 1_000) };
    let mut jobs = server.store.list_jobs(&asked).await.unwrap().jobs;
    jobs.sort_by_key(|job| job.due_at);
    jobs.iter().map(|job| shouwang_app::service::today(job.due_at).to_string()).collect()
}

#[tokio::test]
async fn a_reminder_comes_on_the_day_that_the_setting_says_now_and_not_when_the_matter_was_handed_in() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let submitted = county.submitted("port-opening", "U1", &line("port-opening")).await;
        let number = submitted["number"].as_str().unwrap();
        assert_eq!(moments(&server).await, ["2026-11-26"], "the body has until Friday");
        let admin = server.somebody("system", Role::SystemAdministrator, None).await;
        let background = server.work_in_background();
        let sooner = set_reminder(&server, &admin, 3, 0).await;
        let begun = std::time::Instant::now();
        while moments(&server).await != ["2026-11-24", "2026-11-26"] {
            assert!(begun.elapsed() < std::time::Duration::from_secs(60), "{:?}", moments(&server).await);
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        background.abort();
        // Put off again: what comes on a day that is none any more does nothing and leaves a job for the right one.
        set_reminder(&server, &admin, 0, sooner["version"].as_i64().unwrap()).await;
        county.days_pass(4);
        assert_eq!(server.service.elapse_matter(number, &server.edge()).await.unwrap(), 0);
        assert!(moments(&server).await.contains(&"2026-11-27".to_owned()), "{:?}", moments(&server).await);
        county.days_pass(1);
        assert_eq!(server.service.elapse_matter(number, &server.edge()).await.unwrap(), 1);
    }
}
