//! The people of the stories: a handler and an approver of every body, of two units, and some with seats that do not go together or do not last.

use std::collections::BTreeMap;

use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record as _, Ref};
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::{Role, RoleGrant};

use super::super::world::{FUNCTIONS, body};
use super::model::Person;
use crate::support::{Server, role_grant};

/// Longer than all stories together.
const LONG_DAYS: i32 = 3_000;
/// What somebody has for a time only ends in the middle of the stories.
const SHORT_DAYS: i32 = 25;

/// People, and who of them has logged in today.
pub(super) struct Cast<'s> {
    server: &'s Server,
    pub(super) people: Vec<Person>,
    tokens: BTreeMap<(String, Day), String>,
}

fn grant(login: &str, role: Role, unit: &str, deputy_of: Option<&str>) -> RoleGrant {
    RoleGrant { deputy_of: deputy_of.map(Ref::to), ..role_grant(login, role, Some(unit), None) }
}

impl<'s> Cast<'s> {
    pub(super) async fn of(server: &'s Server) -> Cast<'s> {
        let today = shouwang_app::service::today(server.edge().now);
        let (long, short) = (today.plus(LONG_DAYS), today.plus(SHORT_DAYS));
        let person = |login: &str, seats: &[(Role, &str, Day)]| Person {
            login: login.to_owned(),
            seats: seats.iter().map(|(role, unit, until)| (*role, (*unit).to_owned(), *until)).collect(),
        };
        let mut people = Vec::new();
        let bodies = ["433130", "4331", "43"].into_iter().flat_map(|at| FUNCTIONS.map(|(_, word)| body(at, word)));
        for unit in bodies.chain(["U1".to_owned(), "U2".to_owned()]) {
            people.push(person(&format!("{unit}-handler"), &[(Role::Handler, &unit, long)]));
            people.push(person(&format!("{unit}-approver"), &[(Role::Approver, &unit, long)]));
        }
        let (agency, competent) = (body("433130", "agency"), body("433130", "competent"));
        people.push(person("agency-for-a-time", &[(Role::Approver, &agency, short)]));
        people.push(person("reader", &[(Role::Reader, &agency, long)]));
        // Who writes for the applicant must not decide for the body in the same matter, whether he sits there himself or stands in for somebody.
        people.push(person("writes-and-decides", &[(Role::Handler, "U1", long), (Role::Approver, &agency, long)]));
        people.push(person("stands-in", &[(Role::Handler, "U1", long), (Role::Approver, &agency, long)]));
        people.push(person("stands-in-for-a-time", &[(Role::Handler, "U2", long), (Role::Approver, &competent, short)]));
        let mut puts = Vec::new();
        for (at, Person { login, seats }) in people.iter().enumerate() {
            let account = Login {
                name: login.clone(),
                identity: format!("{:064x}", at + 1),
                person: None,
                unit: Some(Ref::to(seats[0].1.clone())),
                subject: None,
                created_by: "test".to_owned(),
                disabled: None,
            };
            puts.push((Login::NAME, Fact::declared(login.clone(), today.plus(-1), account).into_row()));
            for (place, (role, unit, until)) in seats.iter().enumerate() {
                let principal = (login.starts_with("stands-in") && *role == Role::Approver).then(|| format!("G-{unit}-approver-0"));
                let grant = grant(login, *role, unit, principal.as_deref());
                puts.push((RoleGrant::NAME, Fact::declared(format!("G-{login}-{place}"), today.plus(-1), grant).until(*until).into_row()));
            }
        }
        server.put(puts).await;
        Cast { server, people, tokens: BTreeMap::new() }
    }

    /// Those who have a seat of one of these units, for however long.
    pub(super) fn sitting_in(&self, units: &[String]) -> Vec<String> {
        let sits = |person: &&Person| person.seats.iter().any(|(role, unit, _)| *role != Role::Reader && units.contains(unit));
        self.people.iter().filter(sits).map(|person| person.login.clone()).collect()
    }

    /// The token of somebody's session of today: those of days before have ended.
    pub(super) async fn token(&mut self, login: &str) -> String {
        let today = shouwang_app::service::today(self.server.edge().now);
        let key = (login.to_owned(), today);
        if !self.tokens.contains_key(&key) {
            let token = self.server.new_session(login).await;
            self.tokens.insert(key.clone(), token);
        }
        self.tokens[&key].clone()
    }
}
