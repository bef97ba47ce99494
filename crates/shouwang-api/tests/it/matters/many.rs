//! Like acts on many matters at once, and how they are found again.

use reqwest::Method;
use serde_json::{Value as Json, json};
use shouwang_app::lawbook::Pages;
use shouwang_calendar::Day;
use shouwang_domain::system::role_grant::Role;

use super::world::{County, body, line, port};
use crate::support::{Reply, Server};

async fn act_on(server: &Server, token: &str, key: &str, acts: &Json) -> Reply {
    server.ask(Method::POST, "/api/v1/matters/acts", token, Some(&json!({ "acts": acts })), &[("idempotency-key", key)]).await
}

fn act(matter: &Json, act: &str) -> Json {
    json!({ "number": matter["number"], "act": act, "version": matter["version"] })
}

fn day_after(day: &str, count: i32) -> String {
    day.parse::<Day>().unwrap().plus(count).to_string()
}

fn numbers(list: &Json) -> Vec<&str> {
    list["matters"].as_array().unwrap().iter().map(|line| line["number"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn many_are_decided_at_once_each_for_itself_and_once() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let mut drafts = Vec::new();
        for number in 8_001..=8_004 {
            drafts.push(county.drafted("port-opening", "U1", &port(number)).await);
        }
        let acts = drafts.iter().map(|draft| act(draft, "submit")).collect::<Json>();
        let handed_in = act_on(&server, &clerk, "all", &acts).await;
        let submitted = handed_in.json();
        let outcomes = submitted["outcomes"].as_array().unwrap();
        assert!(outcomes.iter().all(|outcome| outcome["status"] == "submitted" && outcome["problem"].is_null()), "{submitted}");
        let again = act_on(&server, &clerk, "all", &acts).await;
        assert_eq!((again.json(), again.header("idempotency-replayed").as_str()), (submitted.clone(), "true"));

        let agency = County::waiting(&county.get(drafts[0]["number"].as_str().unwrap(), &clerk).await.json()).unwrap().0;
        let approver = county.token(Role::Approver, &agency).await;
        let listed = server.get("/api/v1/matters?view=to_decide", &approver).await.json();
        let lines = listed["matters"].as_array().unwrap();
        assert_eq!(lines.len(), 4, "{listed}");
        assert!(lines.iter().all(|line| line["status"] == "submitted" && line["lines_count"] == 1), "{listed}");
        let due = lines[0]["due_on"].as_str().unwrap();
        for (who, view) in [(&approver, "to_decide"), (&clerk, "mine")] {
            let count = async |days: String| {
                let path = format!("/api/v1/matters?view={view}&{days}");
                server.get(&path, who).await.json()["matters"].as_array().unwrap().len()
            };
            assert_eq!(count(format!("due_from={due}&due_until={due}")).await, 4, "{view}");
            assert_eq!(count(format!("due_from=2000-01-01&due_until={}", day_after(due, -1))).await, 0, "{view}");
            assert_eq!(count(format!("due_from={}", day_after(due, 1))).await, 0, "{view}");
        }
        let mut acts: Vec<_> = lines.iter().map(|line| act(line, "pass")).collect();
        acts[1]["version"] = 1.into();
        acts[2]["act"] = "carry_out".into();
        acts.push(json!({ "number": "S2026-433130-9999", "act": "pass", "version": 1 }));
        let mut wrong = acts.clone();
        wrong[1]["act"] = "a".repeat(21).into();
        let refused = act_on(&server, &approver, "too-long", &json!(wrong)).await;
        assert_eq!((refused.status, refused.json()["errors"][0]["place"].as_str()), (422, Some("/acts/1/act")), "{refused:?}");
        let decided = act_on(&server, &approver, "yes", &json!(acts)).await.json();
        let codes: Vec<_> = decided["outcomes"].as_array().unwrap().iter().map(|outcome| outcome["problem"]["code"].as_str()).collect();
        assert_eq!(codes, [None, Some("overtaken"), Some("conflict"), None, Some("not_found")], "{decided}");
        for (line, outcome) in lines.iter().zip(decided["outcomes"].as_array().unwrap()) {
            let matter = county.get(line["number"].as_str().unwrap(), &clerk).await.json();
            let (expected, version) = match outcome["status"].as_str() {
                Some(status) => (status, &outcome["version"]),
                None => ("submitted", &line["version"]),
            };
            assert_eq!((matter["status"].as_str(), &matter["version"]), (Some(expected), version));
        }
        let left = server.get("/api/v1/matters?view=to_decide", &approver).await.json();
        assert_eq!(left["matters"].as_array().unwrap().len(), 2, "what is refused leaves the others done, and is not done itself");
        let twice = act_on(&server, &approver, "twice", &json!([act(&lines[1], "pass"), act(&lines[1], "refuse")])).await;
        assert_eq!((twice.code().as_str(), twice.json()["errors"][0]["place"].as_str()), ("invalid", Some("/acts/1/number")));
        assert_eq!(act_on(&server, &approver, "none", &json!([])).await.code(), "invalid");
    }
}

/// The law, in which something is to be weighed before a port's time is extended, and before it is closed.
fn weighing_pages() -> Pages {
    const NEEDS: &str = r#"needs     = [{ title = { zh = "核查", en = "A look" }, of = "permission.port", where = "matter = crypto_pre_audit", weigh = true }]
"#;
    let mut pages = Pages::embedded();
    for page in pages.0.values_mut() {
        for id in ["port-extension", "port-closing"] {
            if let Some(at) = page.find(&format!("id        = \"{id}\"")) {
                let route = at + page[at..].find("route     = ").expect("every matter has a route");
                page.insert_str(route, NEEDS);
            }
        }
    }
    pages
}

#[tokio::test]
async fn one_reason_of_weighing_is_for_like_matters_only() {
    for server in Server::of_law(&weighing_pages()).await {
        let mut county = County::of(&server).await;
        let extension = county.submitted("port-extension", "U1", &line("port-extension")).await;
        let closing = county.submitted("port-closing", "U1", &line("port-closing")).await;
        let (agency, _) = County::waiting(&extension).unwrap();
        assert_eq!(County::waiting(&closing).unwrap().0, agency);
        let approver = county.token(Role::Approver, &agency).await;
        let weighed = |matter: &Json| json!({ "number": matter["number"], "act": "pass", "version": matter["version"], "words": "已核实" });
        let mixed = act_on(&server, &approver, "mixed", &json!([weighed(&extension), weighed(&closing)])).await;
        assert_eq!((mixed.status, mixed.json()["errors"][0]["place"].as_str()), (422, Some("/acts/1/words")), "{mixed:?}");
        for matter in [&extension, &closing] {
            let now = county.get(matter["number"].as_str().unwrap(), &approver).await.json();
            assert_eq!(now["version"], matter["version"], "nothing is done");
        }
        county.done(&extension, &approver, "pass", Some("已核实")).await;
        let overtaken = act_on(&server, &approver, "overtaken", &json!([weighed(&extension), weighed(&closing)])).await.json();
        assert_eq!(overtaken["outcomes"][0]["problem"]["code"], "overtaken", "{overtaken}");
        assert_eq!(overtaken["outcomes"][1]["status"], "filed", "what is not done any more is nothing to be unlike: {overtaken}");
    }
}

#[tokio::test]
async fn what_was_done_under_a_key_is_done_once_although_its_answer_was_lost() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("port-opening", "U1", &port(8_001)).await;
        let submitted = act_on(&server, &clerk, "first", &json!([act(&draft, "submit")])).await.json();
        server.store.forget_answers(server.edge().now).await.unwrap();
        let again = act_on(&server, &clerk, "first", &json!([act(&draft, "submit")])).await.json();
        assert_eq!(again["outcomes"], submitted["outcomes"]);
        let other = act_on(&server, &clerk, "second", &json!([act(&draft, "submit")])).await.json();
        assert_eq!(other["outcomes"][0]["problem"]["code"], "overtaken", "another request is another act: {other}");
    }
}

#[tokio::test]
async fn a_matter_is_found_by_its_number_its_thing_and_its_applicant() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let closing = county.drafted("port-closing", "U1", &line("port-closing")).await;
        let closing = county.done(&closing, &clerk, "submit", None).await;
        let opening = county.submitted("port-opening", "U1", &port(8_001)).await;
        let (agency, _) = County::waiting(&opening).unwrap();
        let approver = county.token(Role::Approver, &agency).await;
        let above = county.token(Role::Reader, &body("4331", "competent")).await;
        let (closing, opening) = (closing["number"].as_str().unwrap(), opening["number"].as_str().unwrap());
        let found = async |view: &str, token: &str, word: &str| {
            let path = format!("/api/v1/matters?view={view}&q={}", form_urlencoded::byte_serialize(word.as_bytes()).collect::<String>());
            let list = server.get(&path, token).await.json();
            numbers(&list).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        for (view, token) in [("mine", &clerk), ("to_decide", &approver), ("all", &above)] {
            assert_eq!(found(view, token, &opening[5..]).await, [opening], "{view}, by the number");
            assert_eq!(found(view, token, "S1/TCP/443").await, [closing], "{view}, by the thing");
            assert!(found(view, token, "样例县甲局").await.contains(&opening.to_owned()), "{view}, by the applicant's name");
            assert!(found(view, token, "u1").await.contains(&opening.to_owned()), "{view}, by the applicant's code");
            assert_eq!(found(view, token, "nothing of the kind").await, Vec::<String>::new());
        }
        let draft = county.drafted("port-opening", "U1", &port(8_056)).await;
        let path = format!("/api/v1/matters/{}/lines", draft["number"].as_str().unwrap());
        let lines = json!({ "lines": [port(8_056), port(8_057)] });
        let version = format!("\"{}\"", draft["version"]);
        let edited = server.ask(Method::PUT, &path, &clerk, Some(&lines), &[("if-match", &version)]).await.json();
        let two = county.done(&edited, &clerk, "submit", None).await;
        let two = two["number"].as_str().unwrap();
        for (view, token) in [("mine", &clerk), ("to_decide", &approver), ("all", &above)] {
            assert_eq!(found(view, token, "s1/tcp/8057").await, [two], "{view}, by the thing of its last line");
        }
        let withdrawn = county.get(two, &clerk).await.json();
        county.done(&withdrawn, &clerk, "withdraw", None).await;
        let listed = server.get("/api/v1/matters?view=mine", &clerk).await.json();
        let named: Vec<_> = listed["matters"].as_array().unwrap().iter().map(|line| line["applicant_name"].as_str().unwrap()).collect();
        assert_eq!(named, ["样例县甲局"; 3], "{listed}");
    }
}
