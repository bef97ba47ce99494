//! Decisions that answer a request, or take back what was granted.

use super::deputy::check_principal;
use super::refusal::Refusal;
use super::roles::approver;
use super::world::{Call, Decision, World};
use crate::register::Fact;
use crate::system::role_grant::{GrantState, RoleGrant};

/// Approves or refuses a requested grant.
///
/// # Errors
/// When the actor may not decide it, requested it, created the account, or is concerned; when it waits for no answer; and, for an approval, when
/// its days are over, the person holds what must be apart from it, or the grant of a deputy's principal is no longer there.
pub fn decide_answer_grant(world: &World, call: Call<'_>, grant: &str, approve: bool) -> Result<Decision, Refusal> {
    let asked = decidable(world, call, grant)?;
    if asked.data.state != GrantState::Requested {
        return Err(Refusal::NotRequested { grant: grant.to_owned() });
    }
    let login = world.login(&asked.data.login.code)?;
    if world.same_person(call.by, &asked.data.requested_by) {
        return Err(Refusal::RequestedByHim);
    }
    if world.same_person(call.by, &login.data.created_by) {
        return Err(Refusal::CreatedByHim);
    }
    let mut answered = asked.clone();
    answered.data.state = GrantState::Refused;
    answered.data.decided_by = Some(call.by.to_owned());
    if approve {
        if asked.until < call.day {
            return Err(Refusal::Days { from: asked.from, until: asked.until, today: call.day });
        }
        if let Some(of) = &asked.data.deputy_of {
            check_principal(world.grant(&of.code)?, asked.from, asked.until)?;
        }
        world.check_apart(&login.data, asked.data.role, asked.from, asked.until)?;
        answered.data.state = GrantState::Approved;
    }
    Ok(Decision { logins: Vec::new(), grants: vec![answered] })
}

/// Takes a grant back, and with it those of its deputies.
///
/// # Errors
/// When the actor may not, it is his own, or there is nothing to take back.
pub fn decide_revoke(world: &World, call: Call<'_>, grant: &str) -> Result<Decision, Refusal> {
    let held = decidable(world, call, grant)?;
    if held.data.state != GrantState::Approved {
        return Err(Refusal::NotApproved { grant: grant.to_owned() });
    }
    let of_it = |other: &&Fact<RoleGrant>| other.data.deputy_of.as_ref().is_some_and(|of| of.code == grant);
    let deputies = world.grants().filter(of_it).filter(|other| is_open(other));
    let grants = std::iter::once(held).chain(deputies).map(|grant| revoked(grant, call.by)).collect();
    Ok(Decision { logins: Vec::new(), grants })
}

/// Whether it may still be, or become, in force.
pub(super) fn is_open(grant: &Fact<RoleGrant>) -> bool {
    matches!(grant.data.state, GrantState::Requested | GrantState::Approved)
}

/// A grant, taken back.
pub(super) fn revoked(grant: &Fact<RoleGrant>, by: &str) -> Fact<RoleGrant> {
    let mut grant = grant.clone();
    grant.data.state = GrantState::Revoked;
    grant.data.decided_by = Some(by.to_owned());
    grant
}

/// A grant on which the actor may decide: it is for his office to do so, and neither the grant nor the one that it stands in for is his own.
fn decidable<'w>(world: &'w World, call: Call<'_>, grant: &str) -> Result<&'w Fact<RoleGrant>, Refusal> {
    let (_, roles) = world.actor(call)?;
    let grant = world.grant(grant)?;
    let approver = approver(grant.data.role);
    if !roles.contains(&approver) {
        return Err(Refusal::NotHis { belongs_to: vec![approver] });
    }
    let principal = grant.data.deputy_of.as_ref().and_then(|of| world.grant(&of.code).ok());
    let concerned = |grant: &Fact<RoleGrant>| world.same_person(call.by, &grant.data.login.code);
    if concerned(grant) || principal.is_some_and(concerned) { Err(Refusal::Himself) } else { Ok(grant) }
}
