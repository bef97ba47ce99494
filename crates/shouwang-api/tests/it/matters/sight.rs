//! Who sees a matter: the applicant from the draft on, a body by its step, the level above once it was handed in, and nobody else at all.

use reqwest::Method;
use serde_json::{Value as Json, json};
use shouwang_domain::system::role_grant::Role;

use super::world::{County, body, line};
use crate::support::Server;

fn numbers(list: &Json) -> Vec<&str> {
    list["matters"].as_array().unwrap().iter().map(|line| line["number"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_matter_is_seen_by_whose_business_it_is_and_by_nobody_else() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let agency = county.token(Role::Reader, &body("433130", "agency")).await;
        let above = county.token(Role::Reader, &body("4331", "competent")).await;
        let stranger = county.token(Role::Approver, &body("4331", "finance")).await;
        let draft = county.drafted("port-opening", "U1", &line("port-opening")).await;
        let number = draft["number"].as_str().unwrap();
        for token in [&agency, &above, &stranger] {
            assert_eq!(county.get(number, token).await.status, 404, "a draft is nobody else's business");
            assert_eq!(server.get("/api/v1/matters?view=all", token).await.json()["matters"], json!([]));
        }
        assert_eq!(county.edit(&draft, &stranger, &line("port-opening")).await.status, 404);
        assert_eq!(county.edit(&draft, &above, &line("port-opening")).await.status, 403, "who only reads writes nothing");
        let drafts = server.get("/api/v1/matters?view=drafts", &clerk).await.json();
        assert_eq!(numbers(&drafts), [number]);

        let submitted = county.done(&draft, &clerk, "submit", None).await;
        for token in [&clerk, &agency, &above] {
            assert_eq!(county.get(number, token).await.status, 200);
        }
        let seen = county.get(number, &agency).await.json();
        let refusal = super::world::offer(&seen, "withdraw")["refusal"]["said"]["zh"].clone();
        assert!(refusal.as_str().unwrap().contains("“样例县甲局”"), "a unit is called by its name: {refusal}");
        assert_eq!(county.get(number, &stranger).await.status, 404);
        assert_eq!(county.act(&submitted, &stranger, "refuse", Some("不行")).await.status, 404);
        assert_eq!(numbers(&server.get("/api/v1/matters?view=all", &above).await.json()), [number]);
        assert_eq!(numbers(&server.get("/api/v1/matters?view=mine&status=submitted", &clerk).await.json()), [number]);
        assert_eq!(server.get("/api/v1/matters?view=mine&kind=port-closing", &clerk).await.json()["matters"], json!([]));
        assert_eq!(numbers(&server.get("/api/v1/matters?view=to_decide", &agency).await.json()), [number]);
        assert_eq!(server.get("/api/v1/matters?view=to_decide", &above).await.json()["matters"], json!([]), "to look on is not to decide");
        assert_eq!(server.get("/api/v1/matters?view=everything", &clerk).await.code(), "bad_parameter");
    }
}

#[tokio::test]
async fn forms_are_described_and_what_is_no_line_is_refused_with_its_place() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let reader = county.token(Role::Reader, "U1").await;
        let forms = server.get("/api/v1/matters/forms", &clerk).await.json();
        let kinds: Vec<_> = forms["forms"].as_array().unwrap().iter().map(|form| form["kind"].as_str().unwrap()).collect();
        assert!(kinds.len() >= 40 && kinds.contains(&"port_opening"), "{kinds:?}");
        let form = server.get("/api/v1/matters/forms/port-opening", &clerk).await.json();
        assert_eq!(form["schema"]["properties"]["number"]["maximum"], 65_535);
        assert_eq!((&form["form"]["register"], &form["form"]["route"][0]["does"]), (&json!("open_port"), &json!("approve")));
        assert_eq!(server.get("/api/v1/matters/forms/treasure", &clerk).await.status, 404);
        let own = server.get("/api/v1/matters/forms?applicant=U1", &clerk).await.json();
        let refusal = |kind: &str| own["forms"].as_array().unwrap().iter().find(|form| form["kind"] == kind).unwrap()["refusal"].clone();
        assert_eq!(refusal("local_rules_filing")["id"], "other_function", "what is for others says so");
        assert_eq!(refusal("port_opening"), Json::Null);
        assert_eq!(server.get("/api/v1/matters/forms?applicant=433130-agency", &clerk).await.status, 404, "of others nothing is told");
        let start = async |token: &str, body: Json| server.post("/api/v1/matters", token, &body).await;
        assert_eq!(start(&reader, json!({ "kind": "port-opening" })).await.status, 403, "who only reads starts nothing");
        assert_eq!(start(&clerk, json!({ "kind": "port-opening", "applicant": "433130-agency" })).await.status, 403);
        assert_eq!(start(&clerk, json!({ "kind": "treasure" })).await.status, 404);

        let prefilled = start(&clerk, json!({ "kind": "port-closing", "subject": "S1/tcp/443" })).await.json();
        assert_eq!(prefilled["lines"][0]["port"], "S1/tcp/443", "what is known is filled in: {prefilled}");
        let edited = county.edit(&prefilled, &clerk, &json!({ "prot": "S1/tcp/443" })).await;
        assert_eq!(
            (edited.code().as_str(), edited.json()["errors"][0]["place"].as_str()),
            ("invalid", Some("/lines/0/prot")),
            "{edited:?}"
        );
        let path = format!("/api/v1/matters/{}/acts", prefilled["number"].as_str().unwrap());
        let unversioned = server.ask(Method::POST, &path, &clerk, Some(&json!({ "act": "submit" })), &[("idempotency-key", "a")]).await;
        assert_eq!(unversioned.code(), "precondition_required");
        let unknown = county.act(&prefilled, &clerk, "burn", None).await;
        assert_eq!(unknown.code(), "invalid");
        let empty = county.edit(&prefilled, &clerk, &json!({})).await.json();
        let refused = county.act(&empty, &clerk, "submit", None).await;
        assert_eq!(refused.code(), "invalid", "what is required is asked for when it is handed in");
        let detail = refused.json().to_string();
        assert!(detail.contains("第1行“") && !detail.contains("第1行 port"), "a field is called as on the form: {detail}");
    }
}
