//! Decisions that ask for a grant.

use shouwang_calendar::Day;

use super::refusal::Refusal;
use super::roles::{administers, requesters};
use super::world::{Call, Decision, World};
use crate::register::{Fact, Ref};
use crate::system::role_grant::{GrantState, Role, RoleGrant};

/// How long grants may last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Days of the longest term, the first and the last included.
    pub longest_days: i32,
}

/// A grant that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantWish {
    /// Its code.
    pub code: String,
    /// For which account.
    pub login: String,
    /// Which role.
    pub role: Role,
    /// For which unit he is to act; required for business roles only.
    pub unit: Option<String>,
    /// Under which contract, for a provider's people.
    pub contract: Option<String>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
}

/// Asks for a grant.
///
/// # Errors
/// When the actor may not request it, it would be his own, its term or unit does not fit, or the person could not hold it anyway.
pub fn decide_request_grant(world: &World, call: Call<'_>, wish: &GrantWish, terms: Terms) -> Result<Decision, Refusal> {
    let (_, roles) = world.actor(call)?;
    let may = requesters(wish.role);
    if !may.iter().any(|role| roles.contains(role)) {
        return Err(Refusal::NotHis { belongs_to: may.to_vec() });
    }
    request(world, call, wish, None, terms)
}

/// Asks for a grant to go on: another grant of the same, from the day after its last one (from today when it has run out).
///
/// # Errors
/// As for any request; and when the grant was never approved, was revoked, or is a deputy's.
pub fn decide_renew(world: &World, call: Call<'_>, grant: &str, code: &str, until: Day, terms: Terms) -> Result<Decision, Refusal> {
    let old = world.grant(grant)?;
    if old.data.state != GrantState::Approved {
        return Err(Refusal::NotApproved { grant: grant.to_owned() });
    }
    if old.data.deputy_of.is_some() {
        return Err(Refusal::OfDeputy { grant: grant.to_owned() });
    }
    let wish = GrantWish {
        code: code.to_owned(),
        login: old.data.login.code.clone(),
        role: old.data.role,
        unit: old.data.unit.as_ref().map(|unit| unit.code.clone()),
        contract: old.data.contract.as_ref().map(|contract| contract.code.clone()),
        from: old.until.plus(1).max(call.day),
        until,
    };
    decide_request_grant(world, call, &wish, terms)
}

/// The row of a request by somebody who may make it, when nothing else stands against it.
pub(super) fn request(world: &World, call: Call<'_>, wish: &GrantWish, deputy_of: Option<&str>, terms: Terms) -> Result<Decision, Refusal> {
    let login = world.login(&wish.login)?;
    if world.same_person(call.by, &wish.login) {
        return Err(Refusal::Himself);
    }
    if world.grant(&wish.code).is_ok() {
        return Err(Refusal::Taken { code: wish.code.clone() });
    }
    let fits = if administers(wish.role) { wish.unit.is_none() && wish.contract.is_none() } else { wish.unit.is_some() };
    if !fits {
        return Err(Refusal::Unit { role: wish.role });
    }
    check_term(wish.from, wish.until, call.day, terms)?;
    world.check_apart(&login.data, wish.role, wish.from, wish.until)?;
    let grant = RoleGrant {
        login: Ref::to(wish.login.clone()),
        role: wish.role,
        unit: wish.unit.clone().map(Ref::to),
        contract: wish.contract.clone().map(Ref::to),
        deputy_of: deputy_of.map(Ref::to),
        state: GrantState::Requested,
        requested_by: call.by.to_owned(),
        decided_by: None,
    };
    let grant = Fact::declared(wish.code.clone(), wish.from, grant).until(wish.until);
    Ok(Decision { logins: Vec::new(), grants: vec![grant] })
}

/// A term begins today or later, ends no earlier than it begins, and is no longer than the longest.
pub(super) fn check_term(from: Day, until: Day, today: Day, terms: Terms) -> Result<(), Refusal> {
    if from.is_open() || until.is_open() || from < today || until < from {
        return Err(Refusal::Days { from, until, today });
    }
    let (days, longest) = (until.number() - from.number() + 1, terms.longest_days);
    if days > longest { Err(Refusal::TooLong { days, longest }) } else { Ok(()) }
}
