//! Acts as data, so that a search can try all of them and a property can draw them.

use shouwang_calendar::Day;
use shouwang_domain::authority::{
    Call, Decision, DeputyWish, Founder, GrantWish, LoginChange, NewLogin, Refusal, Terms, World, decide_answer_grant, decide_change_login,
    decide_create_login, decide_deputy, decide_disable, decide_found, decide_renew, decide_request_grant, decide_revoke,
};
use shouwang_domain::register::Ref;
use shouwang_domain::system::role_grant::Role;

/// Anything that somebody can try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Create { person: u8 },
    Identify { login: String, person: u8 },
    Until { login: String, until: Day },
    Disable { login: String, disabled: bool },
    Request { login: String, role: Role, from: Day, until: Day },
    Renew { grant: String, until: Day },
    Deputy { of: String, login: String, from: Day, until: Day },
    Answer { grant: String, approve: bool },
    Revoke { grant: String },
}

/// The identity of a made-up person.
pub(super) fn identity(person: u8) -> String {
    format!("{person:064x}")
}

/// The made-up person of an identity.
pub(super) fn person(identity: &str) -> u8 {
    u8::from_str_radix(&identity[62..], 16).unwrap()
}

/// Person 1 once more, with a mistyped number of his document and the same entry among the persons.
pub(super) const MISTYPED: u8 = 6;
/// Person 5 once more, with a mistyped number of his document and the same subject at the identity provider.
pub(super) const SAME_SUBJECT: u8 = 7;

/// Who somebody really is.
pub(super) fn natural(person: u8) -> u8 {
    match person {
        MISTYPED => 1,
        SAME_SUBJECT => 5,
        person => person,
    }
}

/// What can be said of an account of a made-up person.
pub(super) fn holder(who: u8) -> LoginChange {
    LoginChange {
        name: format!("person {who}"),
        identity: identity(who),
        person: (natural(who) == 1).then(|| Ref::to("P1")),
        unit: None,
        subject: (natural(who) == 5).then(|| "subject".to_owned()),
    }
}

impl Act {
    /// What comes of it when this account tries it; new accounts and grants take the next free code.
    pub(super) fn decide(&self, world: &World, call: Call<'_>, last_day: Day, terms: Terms) -> Result<Decision, Refusal> {
        let code = || format!("g{}", world.grants().count());
        match self {
            Act::Create { person } => {
                let code = format!("login{}", world.logins().count());
                decide_create_login(world, call, &NewLogin { code, from: call.day, until: last_day, holder: holder(*person) })
            }
            Act::Identify { login, person } => {
                let until = world.login(login)?.until;
                decide_change_login(world, call, login, until, &holder(*person))
            }
            Act::Until { login, until } => {
                let who = person(&world.login(login)?.data.identity);
                decide_change_login(world, call, login, *until, &holder(who))
            }
            Act::Disable { login, disabled } => decide_disable(world, call, login, *disabled),
            Act::Request { login, role, from, until } => {
                let unit = (!shouwang_domain::authority::administers(*role)).then(|| "U1".to_owned());
                let wish = GrantWish { code: code(), login: login.clone(), role: *role, unit, contract: None, from: *from, until: *until };
                decide_request_grant(world, call, &wish, terms)
            }
            Act::Renew { grant, until } => decide_renew(world, call, grant, &code(), *until, terms),
            Act::Deputy { of, login, from, until } => {
                let wish = DeputyWish { code: code(), of: of.clone(), login: login.clone(), from: *from, until: *until };
                decide_deputy(world, call, &wish, terms)
            }
            Act::Answer { grant, approve } => decide_answer_grant(world, call, grant, *approve),
            Act::Revoke { grant } => decide_revoke(world, call, grant),
        }
    }
}

/// Three administrators of three made-up persons, in the order system, security, audit.
pub(super) fn founders(world: &World, day: Day, until: Day, persons: [u8; 3]) -> [Founder; 3] {
    let (logins, grants) = (world.logins().count(), world.grants().count());
    [0, 1, 2].map(|at| Founder {
        login: NewLogin { code: format!("login{}", logins + at), from: day, until, holder: holder(persons[at]) },
        grant: format!("g{}", grants + at),
        until,
    })
}

/// A world with three administrators, persons 0, 1 and 2.
pub(super) fn founded(day: Day, until: Day, terms: Terms) -> World {
    let mut world = World::default();
    let three = founders(&world, day, until, [0, 1, 2]);
    world.apply(&decide_found(&world, day, &three, terms).unwrap());
    world
}
