//! Holiday notices are kept in the database: every server on it counts by what any of them took in.

use shouwang_app::ledger::check_live;
use shouwang_domain::register::Record as _;
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::ledger::ActQuery;

use crate::support::{Reply, Server, unit};

/// A notice of which the first three days of February 2027 are off.
const NOTICE: &str = r#"
year = 2027
number = "样例〔2026〕1号"
title = { zh = "样例放假通知", en = "A made-up notice" }
issued = 2026-11-04
worked = [2027-02-13]

[certainty]
days = "seen"
number = "belief"
issued = "belief"
statutory = "belief"

[[off]]
name = { zh = "样例节", en = "Made-up holiday" }
from = 2027-02-01
until = 2027-02-03
statutory = [2027-02-01]
"#;

async fn take_in(server: &Server, token: &str, text: &str, key: &str) -> Reply {
    server.post_keyed_text("/api/v1/calendar/notices", token, text, key).await
}

/// Somebody who may take notices in: an approver of the province's competent department.
async fn keeper(server: &Server) -> String {
    server.add_units().await;
    server.put(vec![(Unit::NAME, unit("U0", "省数据局", "43", &[Function::CompetentDepartment]))]).await;
    server.somebody("keeper", Role::Approver, Some("U0")).await
}

/// The fifth working day after 29 January 2027, and whether that is provisional.
async fn fifth(server: &Server, token: &str) -> (String, bool) {
    let counted = server.get("/api/v1/calendar/add?date=2027-01-29&count=5", token).await.json();
    (counted["day"].as_str().unwrap().to_owned(), counted["provisional"].as_bool().unwrap())
}

#[tokio::test]
async fn a_notice_taken_in_by_one_server_is_counted_with_by_the_other() {
    for one in Server::of_each_database().await {
        let other = one.beside().await;
        let token = keeper(&one).await;
        assert_eq!(fifth(&one, &token).await, ("2027-02-05".to_owned(), true));
        let taken = take_in(&one, &token, NOTICE, "first").await;
        assert_eq!((taken.status, taken.json()["year"].as_i64()), (201, Some(2027)), "{taken:?}");
        let by_notice = ("2027-02-10".to_owned(), false);
        assert_eq!(fifth(&one, &token).await, by_notice);
        // What the background does every few seconds.
        other.service.refresh_notices().await.unwrap();
        assert_eq!(fifth(&other, &token).await, by_notice);
        assert_eq!(one.service.book().digest, other.service.book().digest, "both plan by the same law");
        // A server that starts later counts by it from its first answer on.
        assert_eq!(fifth(&one.beside().await, &token).await, by_notice);
        // A later text for the year takes the place of the earlier one, on whichever server it comes in.
        let corrected = NOTICE.replace("until = 2027-02-03", "until = 2027-02-02");
        assert_eq!(take_in(&other, &token, &corrected, "second").await.status, 201);
        one.service.refresh_notices().await.unwrap();
        assert_eq!(fifth(&one, &token).await, ("2027-02-09".to_owned(), false));
    }
}

#[tokio::test]
async fn a_notice_is_written_with_its_entry_and_the_same_request_writes_it_once() {
    for server in Server::of_each_database().await {
        let token = keeper(&server).await;
        let wrong = take_in(&server, &token, "year = 2027\n", "wrong").await;
        assert_eq!((wrong.status, wrong.code().as_str()), (422, "invalid"));
        for _ in 0..2 {
            assert_eq!(take_in(&server, &token, NOTICE, "once").await.status, 201);
        }
        // The answer was lost before it was kept: what was done is found by its name, and the same is answered.
        server.clock.go_on(30 * 3600);
        server.service.forget_answers(server.edge().now).await.unwrap();
        server.clock.go_on(-30 * 3600);
        let again = take_in(&server, &token, NOTICE, "once").await;
        assert_eq!((again.status, again.headers.contains_key("idempotency-replayed")), (201, false), "{again:?}");
        let asked = ActQuery { register: Some("holiday_notice".to_owned()), ..ActQuery::default() };
        let acts = server.store.search_acts(&asked, 10).await.unwrap();
        assert_eq!(acts.len(), 1, "{acts:?}");
        let report = check_live(&server.store, Vec::new(), Vec::new()).await.unwrap();
        assert!(report.is_whole(), "{report:?}");
    }
}
