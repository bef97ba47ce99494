//! The made-up county of the examples with its bodies and its people, behind a server.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use reqwest::Method;
use serde_json::{Value as Json, json};
use shouwang_calendar::Day;
use shouwang_domain::matter::form_of;
use shouwang_domain::register::{Fact, Record as _, Ref, Row, Value, catalog, example_row, example_rows, row_to_json};
use shouwang_domain::registers::division::{Division, Level};
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::role_grant::Role;

use super::needs::{self, aim};
use crate::support::{Reply, Server, unit};

/// The functions of which every level has a body of its own.
pub(super) const FUNCTIONS: [(Function, &str); 5] = [
    (Function::CompetentDepartment, "competent"),
    (Function::OperatingAgency, "agency"),
    (Function::Cryptography, "crypto"),
    (Function::PublicSecurity, "police"),
    (Function::Finance, "finance"),
];

const DAY_S: i64 = 86_400;

/// A server with the county, and the tokens of people by the account.
pub(super) struct County<'s> {
    pub(super) server: &'s Server,
    tokens: BTreeMap<String, String>,
    people: u32,
    keys: AtomicU64,
}

/// An example without the mark that it is one: the examples of all registers are a whole county.
fn unmarked(mut row: Row) -> Row {
    let plain = |text: &str| text.replace("例-", "");
    row.key.code = plain(&row.key.code);
    for value in row.values.iter_mut().flatten() {
        match value {
            Value::Ref(code) => *code = plain(code),
            Value::Text(text) => *text = plain(text),
            _ => {}
        }
    }
    row
}

/// The code of a division's body.
pub(super) fn body(division: &str, word: &str) -> String {
    format!("{division}-{word}")
}

/// The example line of a form, with a last day where one is needed.
pub(super) fn line(kind: &str) -> Json {
    let form = form_of(kind).unwrap();
    let mut row = unmarked(example_row(&form.def));
    if (form.def.check)(&row).iter().any(|problem| problem.field == "until") {
        row.until = row.key.from.plus(365);
    }
    let mut line = Json::Object(row_to_json(&form.def, &row));
    aim(kind, &mut line);
    line
}

/// The line of a port to be opened.
pub(super) fn port(number: u16) -> Json {
    let mut line = line("port-opening");
    line["number"] = number.into();
    line
}

impl<'s> County<'s> {
    pub(super) async fn of(server: &'s Server) -> County<'s> {
        let mut puts: Vec<_> = Vec::new();
        for def in catalog() {
            puts.extend(example_rows(def).into_iter().map(unmarked).map(|row| (def.name, row)));
        }
        puts.retain(|(register, row)| *register != Division::NAME || row.key.code != "4331");
        for (code, level, parent) in [("43", Level::Province, None), ("4331", Level::Prefecture, Some("43"))] {
            let data = Division { name: code.to_owned(), level, parent: parent.map(Ref::to) };
            puts.push((Division::NAME, Fact::declared(code, Day::MIN, data).into_row()));
        }
        for division in ["433130", "4331", "43"] {
            for (function, word) in FUNCTIONS {
                let code = body(division, word);
                puts.push((Unit::NAME, unit(&code, &code, division, &[function])));
            }
        }
        puts.extend(needs::rows());
        server.put(puts).await;
        County { server, tokens: BTreeMap::new(), people: 0, keys: AtomicU64::new(0) }
    }

    /// Lets days pass. Who comes then is somebody else, for sessions have ended meanwhile.
    pub(super) fn days_pass(&mut self, days: i64) {
        self.server.clock.go_on(days * DAY_S);
        self.tokens.clear();
    }

    /// The token of somebody with a role for a unit; the same person every time.
    pub(super) async fn token(&mut self, role: Role, unit: &str) -> String {
        let name = format!("{role:?} {unit}");
        if let Some(token) = self.tokens.get(&name) {
            return token.clone();
        }
        self.people += 1;
        let token = self.server.somebody(&format!("p{:02}x", self.people), role, Some(unit)).await;
        self.tokens.insert(name, token.clone());
        token
    }

    pub(super) async fn get(&self, number: &str, token: &str) -> Reply {
        self.server.get(&format!("/api/v1/matters/{number}"), token).await
    }

    /// Starts a matter and fills in a line.
    pub(super) async fn drafted(&mut self, kind: &str, applicant: &str, line: &Json) -> Json {
        let clerk = self.token(Role::Handler, applicant).await;
        let started = self.server.post("/api/v1/matters", &clerk, &json!({ "kind": kind })).await;
        assert_eq!(started.status, 201, "{kind}: {started:?}");
        let draft = started.json();
        assert_eq!((draft["status"].as_str(), draft["applicant"].as_str()), (Some("draft"), Some(applicant)));
        assert_eq!(started.header("location"), format!("/api/v1/matters/{}", draft["number"].as_str().unwrap()));
        let edited = self.edit(&draft, &clerk, line).await;
        assert_eq!(edited.status, 200, "{kind}: {edited:?}");
        edited.json()
    }

    pub(super) async fn edit(&self, matter: &Json, token: &str, line: &Json) -> Reply {
        let path = format!("/api/v1/matters/{}/lines", matter["number"].as_str().unwrap());
        let version = format!("\"{}\"", matter["version"]);
        self.server.ask(Method::PUT, &path, token, Some(&json!({ "lines": [line] })), &[("if-match", &version)]).await
    }

    /// Drafts a matter and hands it in.
    pub(super) async fn submitted(&mut self, kind: &str, applicant: &str, line: &Json) -> Json {
        let draft = self.drafted(kind, applicant, line).await;
        let clerk = self.token(Role::Handler, applicant).await;
        self.done(&draft, &clerk, "submit", None).await
    }

    /// Does something with a matter in the version that is at hand.
    pub(super) async fn act(&self, matter: &Json, token: &str, act: &str, words: Option<&str>) -> Reply {
        let (number, version) = (matter["number"].as_str().unwrap(), matter["version"].to_string());
        let path = format!("/api/v1/matters/{number}/acts");
        let key = format!("act-{}", self.keys.fetch_add(1, Ordering::SeqCst));
        let version = format!("\"{version}\"");
        let body = json!({ "act": act, "words": words });
        self.server.ask(Method::POST, &path, token, Some(&body), &[("idempotency-key", &key), ("if-match", &version)]).await
    }

    /// The same, which has to succeed.
    pub(super) async fn done(&self, matter: &Json, token: &str, act: &str, words: Option<&str>) -> Json {
        let reply = self.act(matter, token, act, words).await;
        assert_eq!(reply.status, 201, "{} {act}: {reply:?}", matter["kind"]);
        reply.json()
    }

    /// Does something with each of several matters at once; what became of each.
    pub(super) async fn acts(&self, token: &str, acts: &[Json]) -> Vec<Json> {
        self.try_acts(token, acts).await.expect("the request is one that is taken")
    }

    /// The same, which may be refused as a whole.
    pub(super) async fn try_acts(&self, token: &str, acts: &[Json]) -> Option<Vec<Json>> {
        let key = format!("acts-{}", self.keys.fetch_add(1, Ordering::SeqCst));
        let body = json!({ "acts": acts });
        let reply = self.server.ask(Method::POST, "/api/v1/matters/acts", token, Some(&body), &[("idempotency-key", &key)]).await;
        assert!(reply.status < 500, "{reply:?}");
        (reply.status == 200).then(|| reply.json()["outcomes"].as_array().unwrap().clone())
    }

    /// The first step that waits: its body and what it does.
    pub(super) fn waiting(matter: &Json) -> Option<(String, String)> {
        let steps = matter["steps"].as_array().unwrap();
        let step = steps.iter().find(|step| step["closed_on"].is_null())?;
        Some((step["unit"].as_str().unwrap().to_owned(), step["does"].as_str().unwrap().to_owned()))
    }

    /// Says yes at every step, each time as the approver of its body, and carries out what is to be carried out.
    pub(super) async fn granted(&mut self, mut matter: Json) -> Json {
        for _ in 0..10 {
            let Some((unit, does)) = County::waiting(&matter) else { return matter };
            let approver = self.token(Role::Approver, &unit).await;
            let seen = self.get(matter["number"].as_str().unwrap(), &approver).await.json();
            let weighs = offer(&seen, "pass")["needs"] == "weighing";
            let act = if does == "carry_out" { "carry_out" } else { "pass" };
            assert_eq!(offer(&seen, act)["possible"], true, "{}: {}", seen["kind"], offer(&seen, act));
            matter = self.done(&seen, &approver, act, weighs.then_some("已核实")).await;
        }
        panic!("{} never ends", matter["kind"]);
    }
}

/// What a matter says of an act.
pub(super) fn offer<'m>(matter: &'m Json, act: &str) -> &'m Json {
    matter["acts"].as_array().unwrap().iter().find(|offer| offer["act"] == act).unwrap()
}
