//! What must be true of every world, said once more and naively: rows and days only, nothing of what the decisions use.

use shouwang_calendar::Day;
use shouwang_domain::authority::{FOUNDING, Terms, World};
use shouwang_domain::register::Fact;
use shouwang_domain::system::role_grant::{GrantState, Role, RoleGrant};

use super::acts::{natural, person};

const ADMINISTRATORS: [Role; 3] = [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator];

/// What is wrong with a world; empty when it is sound.
pub(super) fn flaws(world: &World, days: std::ops::RangeInclusive<i32>, terms: Terms) -> Vec<String> {
    let mut flaws = Vec::new();
    let approved: Vec<_> = world.grants().filter(|grant| grant.data.state == GrantState::Approved).collect();
    for (at, one) in approved.iter().enumerate() {
        flaws.extend(alone(world, one, terms));
        for other in &approved[at + 1..] {
            let same_person = identity(world, &one.data.login.code) == identity(world, &other.data.login.code);
            let may_be_together =
                one.data.role == other.data.role || !(ADMINISTRATORS.contains(&one.data.role) || ADMINISTRATORS.contains(&other.data.role));
            let holds = |grant: &Fact<RoleGrant>, day: i32| grant.from.number() <= day && day <= grant.until.number();
            if same_person && !may_be_together && days.clone().any(|day| holds(one, day) && holds(other, day)) {
                flaws
                    .push(format!("one person holds {:?} and {:?} at once ({}, {})", one.data.role, other.data.role, one.code, other.code));
            }
        }
    }
    flaws
}

/// What is wrong with one approved grant.
fn alone(world: &World, grant: &Fact<RoleGrant>, terms: Terms) -> Vec<String> {
    let data = &grant.data;
    let (holder, requester) = (identity(world, &data.login.code), identity(world, &data.requested_by));
    let decider = data.decided_by.as_deref().and_then(|by| identity(world, by));
    let creator = world.login(&data.login.code).ok().and_then(|login| identity(world, &login.data.created_by));
    let principal = data.deputy_of.as_ref().map(|of| world.grant(&of.code));
    let founding = data.requested_by == FOUNDING && data.decided_by.as_deref() == Some(FOUNDING);
    let days = grant.until.number() - grant.from.number() + 1;
    let mut flaws = Vec::new();
    let mut never = |wrong: bool, what: &str| {
        if wrong {
            flaws.push(format!("{}: {what}", grant.code));
        }
    };
    never(holder.is_none(), "nobody holds it");
    never(!founding && (requester.is_none() || decider.is_none()), "nobody asked or nobody decided");
    never(!founding && requester == decider, "who asked has decided");
    never(!founding && (holder == decider || holder == requester), "somebody acted on himself");
    never(creator.is_some() && creator == decider, "who created the account has granted");
    never(grant.until == Day::MAX || days > terms.longest_days || days < 1, "its term has no end or is too long");
    match principal {
        None => {}
        Some(Err(_)) => never(true, "it is a deputy of nothing"),
        Some(Ok(of)) => {
            never(of.data.deputy_of.is_some(), "a deputy of a deputy");
            never(of.data.role != data.role || of.data.unit != data.unit, "a deputy with another role");
            never(grant.from < of.from || grant.until > of.until, "a deputy beyond the days");
            never(identity(world, &of.data.login.code) == holder, "his own deputy");
            never(identity(world, &of.data.login.code) == decider, "he decided on his own deputy");
        }
    }
    flaws
}

/// Whether an account ought to work: in its days, not disabled, with an approved grant whose days it is.
pub(super) fn ought_to_work(world: &World, login: &str, day: Day) -> bool {
    let Ok(account) = world.login(login) else { return false };
    let of_day = |grant: &Fact<RoleGrant>| grant.data.state == GrantState::Approved && grant.from <= day && day <= grant.until;
    let granted = world.grants().any(|grant| {
        let principal_too = grant.data.deputy_of.as_ref().is_none_or(|of| world.grant(&of.code).is_ok_and(of_day));
        grant.data.login.code == login && of_day(grant) && principal_too
    });
    account.data.disabled != Some(true) && account.from <= day && day <= account.until && granted
}

/// The natural person, whatever was typed.
fn identity(world: &World, login: &str) -> Option<u8> {
    world.login(login).ok().map(|login| natural(person(&login.data.identity)))
}
