//! `/api/v1/law/…` and `/api/v1/calendar/…`.

use reqwest::Method;
use shouwang_domain::system::role_grant::Role;

use crate::support::{Server, generous};

async fn reader() -> (Server, String) {
    let server = Server::with(generous()).await;
    server.add_units().await;
    let token = server.somebody("reader", Role::Reader, Some("U2")).await;
    (server, token)
}

#[tokio::test]
async fn the_law_is_read_by_whoever_is_logged_in() {
    let (server, token) = reader().await;
    assert_eq!(server.get("/api/v1/law/instruments", "").await.code(), "not_logged_in");
    let instruments = server.get("/api/v1/law/instruments", &token).await.json();
    let [older, newer] = instruments["instruments"].as_array().unwrap().as_slice() else { panic!("{instruments}") };
    let (older, newer) = (older["id"].as_str().unwrap(), newer["id"].as_str().unwrap());

    let instrument = server.get(&format!("/api/v1/law/instruments/{newer}"), &token).await.json();
    assert_eq!(instrument["articles"].as_array().unwrap().len(), 37);
    let article = server.get(&format!("/api/v1/law/instruments/{newer}/articles/24?on=2026-06-01"), &token).await.json();
    assert_eq!(article["in_force"], true);
    assert!(article["clauses"][0]["rules"].as_array().is_some_and(|rules| !rules.is_empty()));
    let before = server.get(&format!("/api/v1/law/instruments/{newer}/articles/24?on=2020-06-01"), &token).await.json();
    assert_eq!(before["in_force"], false);

    let comparison = server.get(&format!("/api/v1/law/comparison?older={older}&newer={newer}"), &token).await.json();
    assert!(comparison["changes"].as_array().unwrap().iter().any(|change| change["change"] == "supplementary"));
    assert_eq!(server.get(&format!("/api/v1/law/comparison?older={newer}&newer={older}"), &token).await.status, 400);
    assert_eq!(server.get("/api/v1/law/instruments/nothing", &token).await.status, 404);
    assert_eq!(server.get(&format!("/api/v1/law/instruments/{newer}/articles/x"), &token).await.code(), "bad_parameter");
}

#[tokio::test]
async fn the_law_is_searched_in_both_languages_and_covered_without_a_gap() {
    let (server, token) = reader().await;
    assert!(!server.get("/api/v1/law/search?q=%E6%97%A5%E5%BF%97", &token).await.json()["found"].as_array().unwrap().is_empty());
    assert!(!server.get("/api/v1/law/search?q=Logs", &token).await.json()["found"].as_array().unwrap().is_empty());
    assert_eq!(server.get("/api/v1/law/search?q=", &token).await.status, 400);
    let coverage = server.get("/api/v1/law/coverage", &token).await.json();
    assert_eq!(coverage["failures"].as_array().unwrap().len(), 0);
    assert!(coverage["instruments"].as_array().unwrap().iter().all(|instrument| instrument["clauses_without_status_count"] == 0));
    assert!(!server.get("/api/v1/law/readings", &token).await.json()["readings"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn days_and_hours_are_counted_with_how() {
    let (server, token) = reader().await;
    let added = server.get("/api/v1/calendar/add?date=2026-09-30&count=1", &token).await.json();
    assert_eq!(added["day"], "2026-10-08");
    assert_eq!(added["provisional"], false);
    let natural = server.get("/api/v1/calendar/add?date=2026-09-30&count=-1&unit=month", &token).await.json();
    assert_eq!(natural["day"], "2026-08-30");
    assert!(server.get("/api/v1/calendar/before?date=2026-10-12&count=2", &token).await.json()["day"].is_string());
    let hours = server.get("/api/v1/calendar/hours?at=2026-10-01T10:00:00Z&hours=4", &token).await.json();
    assert_eq!(hours["at"], "2026-10-01T14:00:00Z");
    let days = server.get("/api/v1/calendar/days?from=2026-10-01&until=2026-10-31", &token).await.json();
    assert_eq!(days["days"].as_array().unwrap().len(), 31);
    assert_eq!(days["days"][0]["kind"], "off");
    for wrong in [
        "add?date=2026-13-01&count=1",
        "add?date=2026-01-01",
        "add?date=2026-01-01&count=1&unit=fortnight",
        "days?from=2026-01-01&until=2028-01-01",
    ] {
        assert_eq!(server.get(&format!("/api/v1/calendar/{wrong}"), &token).await.code(), "bad_parameter", "{wrong}");
    }
    assert!(!server.get("/api/v1/calendar/notices", &token).await.json()["notices"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_published_text_is_read_and_nothing_else_is_taken_for_one() {
    let (server, token) = reader().await;
    let text = [("content-type", "text/plain")];
    let nothing = server.ask(Method::POST, "/api/v1/law/text", &token, None, &text).await;
    assert_eq!((nothing.status, nothing.code().as_str()), (422, "invalid"));
}
