//! Every matter of the law, over HTTP, from its start to each of its ends.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value as Json;
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_app::service::{form_rules, today};
use shouwang_domain::matter::FormDef;
use shouwang_domain::system::role_grant::Role;

use super::world::{County, body, line};
use crate::support::Server;

/// After so many days everything that was granted in the examples for a time has ended.
const LONG_DAYS: i64 = 600;
/// How long the work in the background is waited for.
const PATIENCE: Duration = Duration::from_secs(120);

fn applicant(word: &str) -> String {
    match word {
        "competent_department" => body("433130", "competent"),
        "provider" => "U2".to_owned(),
        _ => "U1".to_owned(),
    }
}

fn status(matter: &Json) -> String {
    matter["status"].as_str().unwrap().to_owned()
}

/// What a matter came to.
#[derive(Debug, Default)]
struct Walked {
    ends: BTreeSet<String>,
    /// The number of the granted one, where what was granted has a last day.
    ends_by_time: Option<String>,
}

async fn walk(county: &mut County<'_>, form: &FormDef, applicant: &str) -> Walked {
    let (kind, line) = (form.def.name, line(form.def.name));
    let clerk = county.token(Role::Handler, applicant).await;
    let mut walked = Walked::default();
    let draft = county.drafted(kind, applicant, &line).await;
    let submitted = county.done(&draft, &clerk, "submit", None).await;
    let granted = match County::waiting(&submitted) {
        // Who is only told has nothing to say; what can be taken back is the draft.
        None => {
            let draft = county.drafted(kind, applicant, &line).await;
            walked.ends.insert(status(&county.done(&draft, &clerk, "withdraw", None).await));
            submitted
        }
        Some((unit, _)) => {
            walked.ends.insert(status(&county.done(&submitted, &clerk, "withdraw", None).await));
            let approver = county.token(Role::Approver, &unit).await;
            let submitted = county.submitted(kind, applicant, &line).await;
            walked.ends.insert(status(&county.done(&submitted, &approver, "refuse", Some("不符合要求")).await));
            let submitted = county.submitted(kind, applicant, &line).await;
            let returned = county.done(&submitted, &approver, "return", Some("请补充")).await;
            assert_eq!((status(&returned).as_str(), returned["to_correct"].as_str()), ("returned", Some("请补充")));
            let corrected = county.edit(&returned, &clerk, &line).await.json();
            let again = county.done(&corrected, &clerk, "submit", None).await;
            county.granted(again).await
        }
    };
    assert!(granted["ruling"]["decision"].is_string(), "{granted}");
    walked.ends.insert(status(&granted));
    walked.ends_by_time = granted["ruling"]["until"].is_string().then(|| granted["number"].as_str().unwrap().to_owned());
    walked
}

/// Time goes on until everything that was granted for a time is closed.
async fn end_by_time(county: &mut County<'_>, walked: &mut BTreeMap<&'static str, Walked>) {
    county.days_pass(LONG_DAYS);
    let onlookers = [county.token(Role::Reader, "U1").await, county.token(Role::Reader, "U2").await];
    let begun = std::time::Instant::now();
    for (kind, walked) in walked.iter_mut() {
        let Some(number) = &walked.ends_by_time else { continue };
        loop {
            let mut seen = county.get(number, &onlookers[0]).await;
            if seen.status == 404 {
                seen = county.get(number, &onlookers[1]).await;
            }
            if seen.json()["status"] == "closed" {
                walked.ends.insert("closed".to_owned());
                break;
            }
            assert!(begun.elapsed() < PATIENCE, "{kind} is never closed: {}", seen.json());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

#[tokio::test]
async fn every_matter_goes_from_its_start_to_each_of_its_ends() {
    let book = LawBook::load(&Pages::embedded()).unwrap();
    for server in Server::of_each_database().await {
        let background = server.work_in_background();
        let mut county = County::of(&server).await;
        let mut walked = BTreeMap::new();
        let rules = form_rules(&book.program, today(server.edge().now));
        for (form, rule) in &rules {
            walked.insert(form.def.name, walk(&mut county, form, &applicant(&rule.rule.applicant)).await);
        }
        end_by_time(&mut county, &mut walked).await;
        background.abort();
        assert_eq!(walked.len(), rules.len());
        for (kind, Walked { ends, ends_by_time }) in &walked {
            let granted = ends.iter().filter(|end| ["approved", "filed", "carried_out", "noticed"].contains(&end.as_str())).count();
            let expected = 2 + usize::from(!ends.contains("noticed")) + usize::from(ends_by_time.is_some());
            assert!(ends.contains("withdrawn") && granted == 1 && ends.len() == expected, "{kind}: {ends:?}");
        }
        let by_time = walked.values().filter(|walked| walked.ends.contains("closed")).count();
        assert!(by_time >= 5, "{walked:?}");
        let audit = server.somebody("audit", Role::AuditAdministrator, None).await;
        let verified = server.get("/api/v1/ledger/verification", &audit).await.json();
        assert_eq!(verified["holds"], true, "every act is on record: {verified}");
    }
}
