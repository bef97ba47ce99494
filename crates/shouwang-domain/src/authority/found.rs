//! The first three administrators, and the first three again when fewer than two are left.

use shouwang_calendar::Day;

use super::answer::{is_open, revoked};
use super::login::{NewLogin, create};
use super::refusal::Refusal;
use super::request::{Terms, check_term};
use super::roles::{THREE, administers};
use super::whose::Whose;
use super::world::{Decision, World};
use crate::register::{Fact, Ref};
use crate::system::login::Login;
use crate::system::role_grant::{GrantState, Role, RoleGrant};

/// Who created, requested and approved what the founding made. No account has this name.
pub const FOUNDING: &str = "founding";

/// One of the three who are to be administrators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founder {
    /// His account.
    pub login: NewLogin,
    /// Code of his grant.
    pub grant: String,
    /// Last day of his grant.
    pub until: Day,
}

/// Whether the three administrators can be founded: fewer than two of them are in place, so that nobody could appoint one.
#[must_use]
pub fn may_found(world: &World, day: Day) -> bool {
    world.in_place(day).len() < 2
}

/// The accounts of the three whom the founding made, in the order of [`THREE`], while all of them are in place. They may be given first passwords
/// again for so long as none of them has logged in, which is not known here.
#[must_use]
pub fn founded(world: &World, day: Day) -> Option<[&Fact<Login>; 3]> {
    let holder = |role: Role| {
        let made = |grant: &&Fact<RoleGrant>| grant.data.role == role && grant.data.requested_by == FOUNDING && world.in_force(grant, day);
        let mut holders = world.grants().filter(made).filter_map(|grant| world.login(&grant.data.login.code).ok());
        holders.find(|login| world.held(&login.code, day).next().is_some())
    };
    let [one, two, last] = THREE.map(holder);
    Some([one?, two?, last?])
}

/// Whether these are the three of the founding, who may be given first passwords again because nobody has told them theirs. It changes nothing
/// of accounts and grants.
///
/// # Errors
/// When they are others.
pub fn decide_found_again(world: &World, day: Day, three: [&NewLogin; 3]) -> Result<Decision, Refusal> {
    let is = |(known, named): (&Fact<Login>, &NewLogin)| known.code == named.code && known.data.identity == named.holder.identity;
    let same = founded(world, day).is_some_and(|known| known.into_iter().zip(three).all(is));
    if same { Ok(Decision::default()) } else { Err(Refusal::Founded) }
}

/// Creates the accounts of the system, the security and the audit administrator, in this order, with their grants. What is left of earlier
/// administrators' grants is revoked in the same act.
///
/// # Errors
/// When two of the three are in place, the three are not three persons, one of them holds a business role, or a code or term cannot be used.
pub fn decide_found(world: &World, day: Day, three: &[Founder; 3], terms: Terms) -> Result<Decision, Refusal> {
    if !may_found(world, day) {
        return Err(Refusal::Founded);
    }
    let [one, two, last] = three.each_ref().map(|founder| Whose::from(&founder.login.holder));
    if one.is(two) || two.is(last) || one.is(last) {
        return Err(Refusal::NotThreePersons);
    }
    let open = world.grants().filter(|grant| administers(grant.data.role) && is_open(grant));
    let left: Vec<_> = open.map(|grant| revoked(grant, FOUNDING)).collect();
    let mut cleared = world.clone();
    cleared.apply(&Decision { logins: Vec::new(), grants: left.clone() });

    let mut decision = Decision { logins: Vec::new(), grants: left };
    for (founder, role) in three.iter().zip(THREE) {
        check_term(day, founder.until, day, terms)?;
        let login = create(&cleared, &founder.login, FOUNDING, day)?;
        cleared.check_apart(&login.data, role, day, founder.until)?;
        if cleared.grant(&founder.grant).is_ok() {
            return Err(Refusal::Taken { code: founder.grant.clone() });
        }
        let grant = RoleGrant {
            login: Ref::to(login.code.clone()),
            role,
            unit: None,
            contract: None,
            deputy_of: None,
            state: GrantState::Approved,
            requested_by: FOUNDING.to_owned(),
            decided_by: Some(FOUNDING.to_owned()),
        };
        let made = Decision { logins: vec![login], grants: vec![Fact::declared(founder.grant.clone(), day, grant).until(founder.until)] };
        // Applied one after the other, so that two founders with one login name or one code are refused like any other.
        cleared.apply(&made);
        decision.logins.extend(made.logins);
        decision.grants.extend(made.grants);
    }
    Ok(decision)
}
