//! Long stories at random, by any mixture of people, through the service and over the database: whatever was done, the law allows it, and nothing in
//! the registers changed without the matter that changed it.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_domain::matter::{Matter, State, read_matter};
use shouwang_domain::plan::Program;
use shouwang_domain::procedure::matter::Matter as MatterRecord;
use shouwang_domain::procedure::matter_entry::MatterEntry;
use shouwang_domain::register::{Fact, Record};
use shouwang_domain::registers::permission::Permission;
use shouwang_domain::system::role_grant::Role;
use shouwang_law::model::{Deed, Matter as Rule};
use shouwang_storage::RowChange;

use super::world::{County, body, line};
use crate::support::Server;

/// Stories for each database, and acts that are tried in each.
const STORIES: usize = 2 * KINDS.len();
const ACTS: usize = 28;
/// After so many acts in a row that were refused a story is over.
const REFUSED_MAX: usize = 7;
/// Matters with routes of different kinds: one step, two bodies, two sides, carried out, filed, weighed, only told.
const KINDS: [&str; 8] = [
    "port-opening",
    "access-application",
    "responsibility-handover",
    "system-launch",
    "major-construction-review",
    "debugging-notice",
    "port-closing",
    "access-withdrawal",
];
const WORDS: [&str; 9] = ["submit", "withdraw", "ask", "answer", "return", "pass", "refuse", "transfer", "carry_out"];

/// Numbers that are the same in every run.
struct Draws(u64);

impl Draws {
    fn below(&mut self, limit: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(limit).unwrap()).unwrap()
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Somebody, and what he may do in whose name.
struct Person {
    login: &'static str,
    token: String,
    seats: Vec<(Role, String)>,
}

async fn people(server: &Server) -> Vec<Person> {
    let seats = [
        ("clerk", Role::Handler, "U1".to_owned()),
        ("head", Role::Approver, "U1".to_owned()),
        ("agent", Role::Handler, body("433130", "agency")),
        ("agency", Role::Approver, body("433130", "agency")),
        ("competent", Role::Approver, body("433130", "competent")),
        ("above", Role::Approver, body("4331", "agency")),
        ("taker", Role::Approver, "U2".to_owned()),
        ("onlooker", Role::Reader, body("433130", "agency")),
        ("stranger", Role::Approver, body("4331", "finance")),
    ];
    let mut people = Vec::new();
    for (login, role, unit) in seats {
        let token = server.somebody(login, role, Some(&unit)).await;
        people.push(Person { login, token, seats: vec![(role, unit)] });
    }
    people
}

impl Person {
    fn sits_in(&self, unit: &str, roles: &[Role]) -> bool {
        self.seats.iter().any(|(role, of)| of == unit && roles.contains(role))
    }
}

async fn rows_of<T: Record>(server: &Server, field: &'static str, code: &str) -> Vec<Fact<T>> {
    let rows = server.store.find_rows(&T::def(), field, code).await.unwrap();
    rows.iter().map(|row| Fact::from_row(row).unwrap()).collect()
}

/// What a story has come to, with what is needed to judge it.
struct Judge<'s> {
    server: &'s Server,
    program: &'s Program,
    people: &'s [Person],
    bodies: Vec<Vec<String>>,
    number: String,
}

impl Judge<'_> {
    fn rule(&self, matter: &Matter) -> &Rule {
        &self.program.matters().iter().find(|compiled| compiled.rule.name == matter.rule).unwrap().rule
    }

    async fn matter(&self) -> Matter {
        read_matter(&rows_of::<MatterRecord>(self.server, "code", &self.number).await[0]).unwrap()
    }

    /// Nothing in the registers changed between two acts unless this matter was granted, its permission is on record, and the act is one on it.
    async fn nothing_changed_without_it(&self, before: i64, newest: i64) {
        let mut changed = BTreeSet::new();
        let see = |register: &'static str, change: RowChange| {
            let RowChange::Put(row) = change else { panic!("a matter withdrew a row of {register}") };
            changed.insert((register, row.key.code));
        };
        self.server.store.changes_since(before, newest, see).await.unwrap();
        if changed.is_empty() {
            return;
        }
        assert_eq!(newest, before + 1, "one act on a matter is one act on record");
        let matter = self.matter().await;
        let ruling = matter.state.ruling().unwrap_or_else(|| panic!("{} changed {changed:?} and nothing was decided", matter.number));
        let permissions: Vec<_> = rows_of::<Permission>(self.server, "matter", matter_choice(&matter)).await;
        let own: Vec<_> = permissions.iter().filter(|permission| permission.code.starts_with(&matter.number)).collect();
        assert_eq!(own.len(), matter.lines.len(), "a permission for each thing: {changed:?}");
        assert!(own.iter().all(|permission| permission.data.decision == Some(ruling.decision)));
        let subjects = changed.iter().filter(|(register, _)| *register != Permission::NAME).count();
        let is_effective =
            matches!(&matter.state, State::Granted { open, .. } if open.is_empty()) || matches!(matter.state, State::CarriedOut { .. });
        assert!(subjects == 0 || is_effective, "{changed:?} changed in {:?}", matter.state);
    }

    /// Where the matter stands is a place on its route, and everybody on the way to it was one of the body, none of them a writer, none of them twice.
    async fn is_lawful(&self) {
        let matter = self.matter().await;
        let rule = self.rule(&matter);
        let passed = match &matter.state {
            State::UnderWay { passed, .. } | State::Granted { passed, .. } | State::CarriedOut { passed, .. } => passed.as_slice(),
            _ => &[],
        };
        let steps: Vec<usize> = passed.iter().map(|passed| passed.step).collect();
        assert!(steps.is_sorted(), "{steps:?} is not the order of the route");
        let mut persons = BTreeSet::new();
        for passed in passed {
            assert!(self.bodies[passed.step].contains(&passed.unit), "{passed:?} is none of {:?}", self.bodies);
            let person = passed.by.as_ref().expect("silence grants nothing");
            assert!(persons.insert(person) && !matter.written_by.contains(person), "{passed:?} in {:?}", matter.written_by);
        }
        if matter.state.ruling().is_some_and(|_| !matches!(matter.state, State::Refused { .. })) {
            let deciding: Vec<_> = (0..rule.route.len()).filter(|at| rule.route[*at].does.decides()).collect();
            assert_eq!(steps, deciding, "granted without everybody's yes");
        }
        for open in matter.state.open() {
            assert!(!steps.contains(&open.step) && open.units == self.bodies[open.step], "{open:?}");
        }
    }

    /// Every entry of the history was made by somebody of the unit that it names, who has the role for it.
    async fn everybody_had_the_right(&self) {
        let matter = self.matter().await;
        let rule = self.rule(&matter);
        for entry in rows_of::<MatterEntry>(self.server, "matter", &self.number).await {
            let (MatterEntry { act, step, .. }, unit) = (&entry.data, entry.data.unit.as_ref().unwrap().code.as_str());
            let person = self.people.iter().find(|person| Some(person.login) == entry.data.by.as_deref()).unwrap();
            let is_file = step.is_some_and(|step| rule.route[usize::try_from(step).unwrap()].does == Deed::File);
            let roles: &[Role] = match act.as_str() {
                "pass" | "refuse" if !is_file => &[Role::Approver],
                _ => &[Role::Handler, Role::Approver],
            };
            assert!(person.sits_in(unit, roles), "{} did {act} for {unit}", person.login);
            match act.as_str() {
                "edit" | "submit" | "withdraw" | "answer" => assert_eq!(unit, matter.applicant),
                _ => assert!(self.bodies[usize::try_from(step.unwrap()).unwrap()].iter().any(|body| body == unit), "{act} by {unit}"),
            }
        }
    }
}

fn matter_choice(matter: &Matter) -> &'static str {
    use shouwang_domain::register::Choices as _;
    shouwang_domain::registers::permission::Matter::CHOICES[usize::from(matter.kind.position())].id
}

/// Somebody whose turn it is, and something that can be done where the matter stands.
fn sensible<'p>(matter: &Json, people: &'p [Person], draws: &mut Draws) -> (&'p Person, &'static str) {
    let (unit, words): (_, &[&'static str]) = match (matter["status"].as_str().unwrap(), County::waiting(matter)) {
        ("draft" | "returned", _) => ("U1".to_owned(), &["submit"]),
        ("asked", _) => ("U1".to_owned(), &["answer"]),
        (_, Some((unit, does))) if does == "carry_out" => (unit, &["carry_out", "transfer"]),
        (_, Some((unit, _))) => (unit, &["pass", "pass", "pass", "pass", "ask", "return", "return", "refuse", "transfer"]),
        (_, None) => ("U1".to_owned(), &WORDS),
    };
    let at_hand: Vec<_> = people.iter().filter(|person| person.sits_in(&unit, &[Role::Handler, Role::Approver])).collect();
    (*draws.one(&at_hand), *draws.one(words))
}

/// Lets one story happen; every status that it came to.
async fn story(county: &mut County<'_>, kind: &str, program: &Program, people: &[Person], draws: &mut Draws) -> BTreeSet<String> {
    let server = county.server;
    let asked = line(kind);
    let clerk = &people[0];
    let started = server.post("/api/v1/matters", &clerk.token, &serde_json::json!({ "kind": kind })).await.json();
    let mut matter = county.edit(&started, &clerk.token, &asked).await.json();
    let bodies = |matter: &Json| {
        serde_json::from_value(matter["route"].as_array().unwrap().iter().map(|step| step["units"].clone()).collect()).unwrap()
    };
    let mut judge = Judge { server, program, people, bodies: bodies(&matter), number: matter["number"].as_str().unwrap().to_owned() };
    let (mut reached, mut refused) = (BTreeSet::new(), 0);
    for _ in 0..ACTS {
        if refused == REFUSED_MAX {
            break;
        }
        let (person, does) = match draws.below(3) {
            0 => (draws.one(people), *draws.one(&WORDS)),
            _ => sensible(&matter, people, draws),
        };
        let words = (draws.below(4) > 0).then(|| if does == "transfer" { draws.one(people).login } else { "说明" });
        let before = server.store.newest_act().await.unwrap();
        let reply = match draws.below(9) {
            0 => county.edit(&matter, &person.token, &asked).await,
            _ => county.act(&matter, &person.token, does, words).await,
        };
        let newest = server.store.newest_act().await.unwrap();
        if reply.status >= 300 {
            assert!(reply.status < 500, "{reply:?}");
            assert_eq!(before, newest, "what is refused writes nothing");
            refused += 1;
            continue;
        }
        refused = 0;
        matter = reply.json();
        reached.insert(matter["status"].as_str().unwrap().to_owned());
        judge.bodies = bodies(&matter);
        judge.nothing_changed_without_it(before, newest).await;
        judge.is_lawful().await;
    }
    judge.everybody_had_the_right().await;
    reached
}

#[tokio::test]
async fn whatever_anybody_does_the_law_allows_it_and_no_register_changes_without_its_matter() {
    let book = LawBook::load(&Pages::embedded()).unwrap();
    let mut reached = BTreeSet::new();
    for (at, server) in (1_u64..).zip(Server::of_each_database().await) {
        let mut county = County::of(&server).await;
        let people = people(&server).await;
        let mut draws = Draws(at);
        for kind in KINDS.iter().cycle().take(STORIES) {
            reached.extend(story(&mut county, kind, &book.program, &people, &mut draws).await);
        }
    }
    for status in ["submitted", "asked", "returned", "approved", "filed", "refused", "withdrawn", "noticed", "carried_out"] {
        assert!(reached.contains(status), "no story came to {status}: {reached:?}");
    }
}
