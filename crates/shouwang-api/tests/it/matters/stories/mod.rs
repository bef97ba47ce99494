//! Long stories at random, by any mixture of people, over HTTP and on both databases, of every kind of matter: whatever was done, the law allows it, and
//! nothing in the registers changed without the matter that changed it.
//!
//! What happened is read from outside: the answers, the rows and the acts on record. Whether it may happen says `model`, which shares nothing with the
//! engine but the pages of law; that it would find what is wrong is shown in `forged`. Only what stands against a matter is asked of the server, before the act.

mod cast;
mod forged;
mod model;
mod plot;

use std::cell::RefCell;
use std::collections::BTreeSet;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use serde_json::{Value as Json, json};
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_app::service::{form_rules, today};
use shouwang_calendar::Day;
use shouwang_domain::matter::FormDef;
use shouwang_domain::register::Shape;
use shouwang_law::model::{Body, Matter as Rule, Step};
use tokio::runtime::Handle;

use self::cast::Cast;
use self::model::{Event, History};
use self::plot::{ACTS, Plot, Turn, plots};
use super::changes::changes;
use super::world::{County, body, line};
use crate::support::Server;

/// How often a story that fails is made shorter.
const SHRINKS_MAX: u32 = 60;
/// How long is wanted what ends within a story.
const SHORT_DAYS: i32 = 2;

/// The unit that applies, and the other one that takes part.
fn parties(rule: &Rule) -> (String, &'static str) {
    match rule.applicant.as_str() {
        "competent_department" => (body("433130", "competent"), "U2"),
        "provider" => ("U2".to_owned(), "U1"),
        _ => ("U1".to_owned(), "U2"),
    }
}

/// Whose a step is, for a unit of the county, by the words of the page.
fn bodies(step: &Step, (applicant, other): (&str, &str)) -> Vec<String> {
    let word = match step.who.as_str() {
        "competent_department" => "competent",
        "operating_agency" => "agency",
        "cryptography" => "crypto",
        "public_security" => "police",
        "finance" => "finance",
        _ => "",
    };
    let of = match step.of {
        Body::OtherParty => other.to_owned(),
        Body::SameLevel if word.is_empty() => applicant.to_owned(),
        Body::SameLevel => body("433130", word),
        Body::Superior | Body::PrefectureOrAbove => body("4331", word),
        Body::Province => body("43", word),
    };
    vec![of]
}

/// The line of a form: of what lasts for days only where the story is short, and of debugging for tomorrow, so that it is an emergency.
fn wanted(form: &FormDef, is_short: bool, today: Day) -> (Json, Option<Day>) {
    let mut line = line(form.def.name);
    if is_short && form.def.names_until() {
        (line["from"], line["until"]) = (today.to_string().into(), today.plus(SHORT_DAYS).to_string().into());
    }
    if is_short && form.def.name.starts_with("debugging") {
        line["from"] = today.plus(1).to_string().into();
    }
    let last = if form.def.shape == Shape::Event { &line["from"] } else { &line["until"] };
    let until = last.as_str().map(|day| day.parse().unwrap());
    (line, until)
}

/// Two matters of a kind, on their way.
struct Story<'a, 's> {
    county: &'a County<'s>,
    cast: &'a mut Cast<'s>,
    line: Json,
    matters: Vec<(Json, History)>,
    /// Everything that was come to.
    reached: &'a mut BTreeSet<String>,
}

impl Story<'_, '_> {
    fn today(&self) -> Day {
        today(self.county.server.edge().now)
    }

    /// What stands against a matter before somebody grants it: what nobody may weigh, and what may be weighed.
    async fn against(&mut self, at: usize, act: &str) -> (bool, bool) {
        let waits = matches!(self.matters[at].0["status"].as_str(), Some("submitted" | "reviewed" | "asked"));
        if act != "pass" || !waits {
            return (false, false);
        }
        let (number, applicant) = (self.matters[at].1.number.clone(), self.matters[at].1.applicant.clone());
        let token = self.cast.token(&format!("{applicant}-handler")).await;
        let path = format!("/api/v1/matters/{number}/check");
        let checked = self.county.server.ask(reqwest::Method::POST, &path, &token, Some(&json!({})), &[]).await.json();
        let lines = checked["lines"].as_array().unwrap_or_else(|| panic!("{checked}"));
        let needs: Vec<_> = lines.iter().flat_map(|line| line["needs"].as_array().unwrap()).filter(|need| need["met"] != "yes").collect();
        (needs.iter().any(|need| need["weigh"] != true), needs.iter().any(|need| need["weigh"] == true))
    }

    /// Notes what an act came to, and holds it against the law.
    async fn happened(&mut self, at: usize, event: Event, before: i64) -> Result<(), TestCaseError> {
        let changed = changes(self.county.server, before).await;
        let own = |change: &&super::changes::Change| change.matter == self.matters[at].1.number;
        let is_known = |number: &String| self.matters.iter().any(|(_, history)| history.number == *number);
        if let Some(strange) = changed.iter().find(|change| !is_known(&change.matter)) {
            return Err(TestCaseError::fail(format!("{} was changed by {}", strange.register, strange.matter)));
        }
        let changed = changed.iter().filter(own).map(|change| (change.matter.clone(), change.register.to_owned())).collect();
        self.reached.insert(event.status.clone());
        if event.act == "pass" {
            self.reached.extend(event.by.iter().filter(|by| by.starts_with("stands-in")).map(|_| "deputy".to_owned()));
            self.reached.extend((event.against.1).then(|| "weighed".to_owned()));
        }
        self.reached.insert(event.act.clone());
        let history = &mut self.matters[at].1;
        history.events.push(Event { changed, ..event });
        history.judge(&self.cast.people).map_err(TestCaseError::fail)
    }

    /// Somebody tries something with one of the matters.
    async fn tries(&mut self, at: usize, login: &str, act: &str, said: Option<String>) -> Result<(), TestCaseError> {
        let against = self.against(at, act).await;
        let words = weighed(act, said, against);
        let (before, token) = (self.county.server.store.newest_act().await.unwrap(), self.cast.token(login).await);
        let matter = &self.matters[at].0;
        let reply = match act {
            "edit" => self.county.edit(matter, &token, &self.line).await,
            _ => self.county.act(matter, &token, act, words.as_deref()).await,
        };
        if reply.status >= 300 {
            let newest = self.county.server.store.newest_act().await.unwrap();
            let is_quiet = reply.status < 500 && newest == before;
            return if is_quiet { Ok(()) } else { Err(TestCaseError::fail(format!("{login} {act}: {reply:?}"))) };
        }
        self.matters[at].0 = reply.json();
        let status = self.matters[at].0["status"].as_str().unwrap().to_owned();
        self.reached.extend(self.matters[at].0["emergency"].is_string().then(|| "emergency".to_owned()));
        let event =
            Event { on: self.today(), by: Some(login.to_owned()), act: act.to_owned(), words, against, status, changed: Vec::new() };
        self.happened(at, event, before).await
    }

    /// Somebody tries the same with all of the matters in one request; what is refused leaves the others done.
    async fn tries_both(&mut self, login: &str, act: &str, said: Option<String>) -> Result<(), TestCaseError> {
        let mut against = Vec::new();
        for at in 0..self.matters.len() {
            against.push(self.against(at, act).await);
        }
        let (before, token) = (self.county.server.store.newest_act().await.unwrap(), self.cast.token(login).await);
        let words: Vec<_> = against.iter().map(|against| weighed(act, said.clone(), *against)).collect();
        let asked = |((matter, _), words): (&(Json, History), &Option<String>)| json!({ "number": matter["number"], "version": matter["version"], "act": act, "words": words });
        let acts: Vec<_> = self.matters.iter().zip(&words).map(asked).collect();
        let Some(outcomes) = self.county.try_acts(&token, &acts).await else { return Ok(()) };
        for (at, outcome) in outcomes.iter().enumerate().filter(|(_, outcome)| outcome["problem"].is_null()) {
            self.reached.insert("bulk".to_owned());
            self.look(at).await;
            let status = outcome["status"].as_str().unwrap().to_owned();
            let (by, words, against) = (Some(login.to_owned()), words[at].clone(), against[at]);
            let event = Event { on: self.today(), by, act: act.to_owned(), words, against, status, changed: Vec::new() };
            self.happened(at, event, before).await?;
        }
        Ok(())
    }

    /// Days go by, and what comes due is done.
    async fn days_pass(&mut self, days: i32) -> Result<(), TestCaseError> {
        self.county.server.clock.go_on(i64::from(days) * 86_400);
        for at in 0..self.matters.len() {
            let (server, number) = (self.county.server, self.matters[at].1.number.clone());
            let before = server.store.newest_act().await.unwrap();
            server.service.elapse_matter(&number, &server.edge()).await.unwrap();
            self.look(at).await;
            let status = self.matters[at].0["status"].as_str().unwrap().to_owned();
            let (act, against) = ("time".to_owned(), (false, false));
            let event = Event { on: self.today(), by: None, act, words: None, against, status, changed: Vec::new() };
            self.happened(at, event, before).await?;
        }
        Ok(())
    }

    /// A matter as its applicant sees it now.
    async fn look(&mut self, at: usize) {
        let history = &self.matters[at].1;
        let token = self.cast.token(&format!("{}-handler", history.applicant)).await;
        self.matters[at].0 = self.county.get(&history.number, &token).await.json();
    }

    /// What is said with an act; to whom a step is given is one of whoever sits there, or anybody.
    fn words(&self, act: &str, (who, said): (usize, bool), units: &[String]) -> Option<String> {
        let of = |logins: &[String]| logins[who % logins.len()].clone();
        let anybody = || of(&self.cast.people.iter().map(|person| person.login.clone()).collect::<Vec<_>>());
        match (act, said) {
            ("transfer", true) => Some(of(&self.cast.sitting_in(units))),
            ("transfer", false) => Some(anybody()),
            // Where nothing presses, words are refused.
            ("submit", said) => (said && self.matters[0].1.kind.starts_with("debugging")).then(|| "抢修".to_owned()),
            (_, said) => said.then(|| "说明".to_owned()),
        }
    }

    async fn turn(&mut self, turn: &Turn, place: usize) -> Result<(), TestCaseError> {
        let at = place % self.matters.len();
        let units = self.matters[at].1.turn(&self.cast.people);
        let of = |logins: &[String], who: usize| logins[who % logins.len()].clone();
        let at_hand = self.cast.sitting_in(&units);
        let all: Vec<_> = self.cast.people.iter().map(|person| person.login.clone()).collect();
        match *turn {
            Turn::Days(days) => self.days_pass(days).await,
            Turn::Edits { who } => self.tries(at, &of(&all, who), "edit", None).await,
            Turn::Wild { who, what, said } => {
                let act = ACTS[what % ACTS.len()];
                let words = self.words(act, (who, said), &units);
                self.tries(at, &of(&all, who), act, words).await
            }
            Turn::Sensible { who, what, said } | Turn::Both { who, what, said } => {
                let possible: &[&str] = match self.matters[at].0["status"].as_str().unwrap() {
                    "draft" | "returned" => &["submit"],
                    "asked" => &["answer"],
                    "to_carry_out" => &["carry_out", "carry_out", "transfer"],
                    "submitted" | "reviewed" => &["pass", "pass", "pass", "pass", "pass", "ask", "return", "refuse", "transfer"],
                    _ => &ACTS,
                };
                let act = possible[what % possible.len()];
                let words = self.words(act, (who, said), &units);
                let login = of(&at_hand, who);
                if matches!(turn, Turn::Both { .. }) {
                    self.tries_both(&login, act, words).await
                } else {
                    self.tries(at, &login, act, words).await
                }
            }
        }
    }
}

/// What is said with a yes: as a rule a reason where something has to be weighed, and none where there is nothing, for that is refused.
fn weighed(act: &str, said: Option<String>, against: (bool, bool)) -> Option<String> {
    match (act, against.1, said) {
        ("pass", false, None) => Some("说明".to_owned()),
        ("pass", false, Some(_)) => None,
        (_, _, said) => said,
    }
}

/// Lets one story of a kind happen.
async fn happen<'s>(
    (county, cast, reached): (&County<'s>, &mut Cast<'s>, &mut BTreeSet<String>),
    (form, rule): (&FormDef, &Rule),
    plot: &Plot,
) -> Result<(), TestCaseError> {
    let (applicant, other) = parties(rule);
    let (line, until) = wanted(form, plot.is_short, today(county.server.edge().now));
    let route: Vec<_> = rule.route.iter().map(|step| (step.does, bodies(step, (&applicant, other)))).collect();
    assert!(rule.route.iter().all(|step| !step.together), "{}: the model knows no steps that act together", form.def.name);
    let clerk = format!("{applicant}-handler");
    let mut story = Story { county, cast, line, matters: Vec::new(), reached };
    for _ in 0..2 {
        let token = story.cast.token(&clerk).await;
        let new = json!({ "kind": form.def.name, "applicant": applicant });
        let started = county.server.post("/api/v1/matters", &token, &new).await.json();
        let number = started["number"].as_str().unwrap_or_else(|| panic!("{started}")).to_owned();
        let (kind, applicant, route) = (form.def.name.to_owned(), applicant.clone(), route.clone());
        story.matters.push((started, History { number, kind, applicant, route, until, events: Vec::new() }));
        let at = story.matters.len() - 1;
        story.tries(at, &clerk, "edit", None).await?;
        let said: Vec<Vec<String>> =
            serde_json::from_value(story.matters[at].0["route"].as_array().unwrap().iter().map(|step| step["units"].clone()).collect())
                .unwrap();
        let by_law: Vec<_> = route_of(&story.matters[at].1);
        assert_eq!(said, by_law, "{}", form.def.name);
    }
    for (place, turn) in plot.turns.iter().enumerate() {
        story.turn(turn, place).await?;
    }
    // What was granted for days only has ended by then.
    if plot.is_short { story.days_pass(SHORT_DAYS + 1).await } else { Ok(()) }
}

fn route_of(history: &History) -> Vec<Vec<String>> {
    history.route.iter().map(|(_, units)| units.clone()).collect()
}

/// One story of every kind of the law in one county; everything that they came to.
fn stories(book: &LawBook, server: &Server, seed: u8, runtime: &Handle) -> BTreeSet<String> {
    let county = runtime.block_on(County::of(server));
    let (cast, reached) = (RefCell::new(runtime.block_on(Cast::of(server))), RefCell::new(BTreeSet::new()));
    let config = Config { cases: 1, max_shrink_iters: SHRINKS_MAX, failure_persistence: None, ..Config::default() };
    let mut seeds = TestRunner::new_with_rng(config.clone(), TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    for (form, rule) in form_rules(&book.program, today(server.edge().now)) {
        let mut runner = TestRunner::new_with_rng(config.clone(), seeds.new_rng());
        let told = runner.run(&plots(), |plot| {
            let (mut cast, mut reached) = (cast.borrow_mut(), reached.borrow_mut());
            runtime.block_on(happen((&county, &mut cast, &mut reached), (form, &rule.rule), &plot))
        });
        told.unwrap_or_else(|failed| panic!("{}: {failed}", form.def.name));
    }
    reached.into_inner()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_anybody_does_the_law_allows_it_and_no_register_changes_without_its_matter() {
    let book = LawBook::load(&Pages::embedded()).unwrap();
    let (servers, runtime) = (Server::of_each_database().await, Handle::current());
    // Each county has a thread of its own, for a story that fails is told again and again, and that waits for no other.
    let reached: BTreeSet<String> = tokio::task::block_in_place(|| {
        std::thread::scope(|scope| {
            let (book, runtime) = (&book, &runtime);
            let told = (1_u8..).zip(&servers).map(|(seed, server)| scope.spawn(move || stories(book, server, seed, runtime)));
            let told: Vec<_> = told.collect();
            told.into_iter().flat_map(|told| told.join().unwrap()).collect()
        })
    });
    let ends = ["approved", "filed", "noticed", "to_carry_out", "carried_out", "closed", "refused", "withdrawn"];
    let on_the_way = ["submitted", "reviewed", "asked", "returned", "time", "bulk", "deputy", "emergency", "weighed"];
    for what in ends.into_iter().chain(on_the_way).chain(ACTS) {
        assert!(reached.contains(what), "no story came to {what}: {reached:?}");
    }
}
