//! The decision that asks for a deputy.

use shouwang_calendar::Day;

use super::refusal::Refusal;
use super::request::{GrantWish, Terms, request};
use super::roles::requesters;
use super::world::{Call, Decision, World};
use crate::register::Fact;
use crate::system::role_grant::{GrantState, RoleGrant};

/// A deputy that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeputyWish {
    /// Code of the deputy's grant.
    pub code: String,
    /// The grant under which he is to act.
    pub of: String,
    /// His account.
    pub login: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
}

/// Asks for a deputy, who has the same role for the same unit within the days of the grant. He holds that role like anybody else, so that the
/// separation holds for him too; the grant is approved like every other.
///
/// # Errors
/// When the actor neither holds the grant nor may request it, the grant is not approved or is a deputy's, the days lie beyond it, or the deputy
/// could not hold the role anyway.
pub fn decide_deputy(world: &World, call: Call<'_>, wish: &DeputyWish, terms: Terms) -> Result<Decision, Refusal> {
    let (_, roles) = world.actor(call)?;
    let principal = world.grant(&wish.of)?;
    let role = principal.data.role;
    if call.by != principal.data.login.code && !requesters(role).iter().any(|may| roles.contains(may)) {
        return Err(Refusal::NotHis { belongs_to: requesters(role).to_vec() });
    }
    if world.same_person(&principal.data.login.code, &wish.login) {
        return Err(Refusal::OwnDeputy);
    }
    check_principal(principal, wish.from, wish.until)?;
    let asked = GrantWish {
        code: wish.code.clone(),
        login: wish.login.clone(),
        role,
        unit: principal.data.unit.as_ref().map(|unit| unit.code.clone()),
        contract: principal.data.contract.as_ref().map(|contract| contract.code.clone()),
        from: wish.from,
        until: wish.until,
    };
    request(world, call, &asked, Some(&wish.of), terms)
}

/// A deputy stands in for the holder of an approved grant that is no deputy's, within its days.
pub(super) fn check_principal(principal: &Fact<RoleGrant>, from: Day, until: Day) -> Result<(), Refusal> {
    if principal.data.state != GrantState::Approved {
        return Err(Refusal::NotApproved { grant: principal.code.clone() });
    }
    if principal.data.deputy_of.is_some() {
        return Err(Refusal::OfDeputy { grant: principal.code.clone() });
    }
    if from < principal.from || until > principal.until {
        return Err(Refusal::BeyondGrant { from: principal.from, until: principal.until });
    }
    Ok(())
}
