//! Every matter that the made-up county can ask for, over HTTP, from its start to each of its ends.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_app::service::{form_rules, today};
use shouwang_domain::matter::FormDef;
use shouwang_domain::system::role_grant::Role;

use super::world::{County, body, line};
use crate::support::Server;

/// The matters whose example line cannot be handed in in the county as it is, with the reason: what the law asks first is not there, or the
/// example is not what the matter is for. Each is refused with its reason before anybody could hand it in.
const REFUSED: [(&str, &str); 11] = [
    ("access_application", "unmet"),
    ("contact_list_filing", "unmet"),
    ("important_data_report_competent", "out_of_scope"),
    ("important_data_report_provincial", "out_of_scope"),
    ("local_rules_filing", "out_of_scope"),
    ("major_construction_filing", "out_of_scope"),
    ("major_construction_review", "out_of_scope"),
    ("private_network_filing", "unmet"),
    ("private_network_migration", "out_of_scope"),
    ("reconnection", "unmet"),
    ("system_launch", "unmet"),
];

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

/// The ends that a matter came to; or why it cannot be handed in.
async fn walk(county: &mut County<'_>, form: &FormDef, applicant: &str) -> Result<BTreeSet<String>, String> {
    let (kind, line) = (form.def.name, line(form.def.name));
    let clerk = county.token(Role::Handler, applicant).await;
    let draft = county.drafted(kind, applicant, &line).await;
    let submit = draft["acts"].as_array().unwrap().iter().find(|offer| offer["act"] == "submit").unwrap();
    if submit["possible"] == false {
        return Err(format!("{}: {}", submit["refusal"]["id"].as_str().unwrap(), submit["refusal"]["said"]["en"]));
    }
    let mut ends = BTreeSet::from([status(&county.done(&draft, &clerk, "withdraw", None).await)]);

    let draft = county.drafted(kind, applicant, &line).await;
    let submitted = county.done(&draft, &clerk, "submit", None).await;
    let Some((unit, _)) = County::waiting(&submitted) else {
        ends.insert(status(&submitted));
        return Ok(ends);
    };
    let approver = county.token(Role::Approver, &unit).await;
    ends.insert(status(&county.done(&submitted, &approver, "refuse", Some("不符合要求")).await));

    let draft = county.drafted(kind, applicant, &line).await;
    let submitted = county.done(&draft, &clerk, "submit", None).await;
    let returned = county.done(&submitted, &approver, "return", Some("请补充")).await;
    assert_eq!((status(&returned).as_str(), returned["to_correct"].as_str()), ("returned", Some("请补充")));
    let corrected = county.edit(&returned, &clerk, &line).await.json();
    let again = county.done(&corrected, &clerk, "submit", None).await;
    let granted = county.granted(again).await;
    assert!(granted["ruling"]["decision"].is_string(), "{granted}");
    ends.insert(status(&granted));
    Ok(ends)
}

#[tokio::test]
async fn every_family_of_matters_goes_from_its_start_to_each_of_its_ends() {
    let book = LawBook::load(&Pages::embedded()).unwrap();
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let (mut families, mut refused, mut ends) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
        let rules = form_rules(&book.program, today(server.edge().now));
        let all: BTreeSet<u16> = rules.iter().map(|(form, _)| form.def.order / 10).collect();
        for (form, rule) in rules {
            match walk(&mut county, form, &applicant(&rule.rule.applicant)).await {
                Ok(reached) => {
                    families.insert(form.def.order / 10);
                    ends.insert(form.def.name, reached);
                }
                Err(why) => {
                    refused.insert(form.def.name, why);
                }
            }
        }
        let ids: BTreeMap<_, _> = refused.iter().map(|(name, why)| (*name, why.split(':').next().unwrap())).collect();
        assert_eq!(ids, BTreeMap::from(REFUSED), "{refused:#?}");
        assert_eq!(families, all, "a family in which nothing was walked; refused: {refused:#?}");
        for (name, reached) in &ends {
            let granted = ["approved", "filed", "carried_out", "noticed"].iter().filter(|end| reached.contains(**end)).count();
            let expected = if reached.contains("noticed") { 2 } else { 3 };
            assert!(reached.contains("withdrawn") && granted == 1 && reached.len() == expected, "{name}: {reached:?}");
        }
        let audit = server.somebody("audit", Role::AuditAdministrator, None).await;
        let verified = server.get("/api/v1/ledger/verification", &audit).await.json();
        assert_eq!(verified["holds"], true, "every act is on record: {verified}");
    }
}
