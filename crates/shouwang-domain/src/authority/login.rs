//! Decisions on accounts.

use shouwang_calendar::Day;

use super::answer::is_open;
use super::found::FOUNDING;
use super::refusal::Refusal;
use super::roles::administers;
use super::whose::{Whose, is_same_person};
use super::world::{Call, Decision, World};
use crate::register::{Fact, Ref};
use crate::registers::{person::Person, unit::Unit};
use crate::system::login::Login;
use crate::system::role_grant::{GrantState, Role, RoleGrant};

/// An account to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLogin {
    /// Login name.
    pub code: String,
    /// First day on which it may be used.
    pub from: Day,
    /// Last day on which it may be used.
    pub until: Day,
    /// Whose it is.
    pub holder: LoginChange,
}

/// What can be changed about an account: all of it is put in place of what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginChange {
    /// The name of whoever uses it.
    pub name: String,
    /// The keyed hash of his identity document.
    pub identity: String,
    /// His entry among the persons.
    pub person: Option<Ref<Person>>,
    /// The unit that he works for.
    pub unit: Option<Ref<Unit>>,
    /// His subject at the unified identity provider.
    pub subject: Option<String>,
}

/// Creates an account. It does not work before somebody else has granted it something.
///
/// # Errors
/// When the actor may not create accounts, would create one for himself, or the name or the days cannot be used.
pub fn decide_create_login(world: &World, call: Call<'_>, new: &NewLogin) -> Result<Decision, Refusal> {
    let (actor, roles) = world.actor(call)?;
    let stands_in = roles.contains(&Role::AuditAdministrator) && !world.in_place(call.day).contains(&Role::SystemAdministrator);
    if !roles.contains(&Role::SystemAdministrator) && !stands_in {
        return Err(Refusal::NotHis { belongs_to: vec![Role::SystemAdministrator] });
    }
    if Whose::from(&new.holder).is(Whose::from(&actor.data)) {
        return Err(Refusal::Himself);
    }
    Ok(Decision { logins: vec![create(world, new, call.by, call.day)?], grants: Vec::new() })
}

/// The row of a new account, when its name and its days can be used.
pub(super) fn create(world: &World, new: &NewLogin, created_by: &str, today: Day) -> Result<Fact<Login>, Refusal> {
    if new.code == FOUNDING {
        return Err(Refusal::Reserved { code: new.code.clone() });
    }
    if world.login(&new.code).is_ok() {
        return Err(Refusal::Taken { code: new.code.clone() });
    }
    if new.from < today || new.until < new.from {
        return Err(Refusal::Days { from: new.from, until: new.until, today });
    }
    let holder = new.holder.clone();
    let login = Login {
        name: holder.name,
        identity: holder.identity,
        person: holder.person,
        unit: holder.unit,
        subject: holder.subject,
        created_by: created_by.to_owned(),
        disabled: None,
    };
    let login = Fact::declared(new.code.clone(), new.from, login).until(new.until);
    check_subject(world, &login, today)?;
    Ok(login)
}

/// Of the accounts that may be used, only one has a subject at the identity provider.
fn check_subject(world: &World, login: &Fact<Login>, today: Day) -> Result<(), Refusal> {
    let Some(subject) = login.data.subject.as_deref().filter(|_| login.data.disabled != Some(true) && login.until >= today) else {
        return Ok(());
    };
    match world.with_subject(subject, &login.code, today) {
        Some(other) => Err(Refusal::SubjectTaken { login: other.code.clone() }),
        None => Ok(()),
    }
}

/// Changes an account, and the last day on which it may be used.
///
/// # Errors
/// When the actor may not, it is his own, its identity stands already, or too few administrators would stay in place.
pub fn decide_change_login(world: &World, call: Call<'_>, code: &str, until: Day, change: &LoginChange) -> Result<Decision, Refusal> {
    let login = others_login(world, call, code)?;
    if change.identity != login.data.identity {
        check_identity(world, login)?;
    }
    let creator = world.login(&login.data.created_by);
    if [world.login(call.by), creator].into_iter().flatten().any(|other| Whose::from(change).is(Whose::from(&other.data))) {
        return Err(Refusal::Himself);
    }
    if until != login.until && until < login.from {
        return Err(Refusal::Days { from: login.from, until, today: call.day });
    }
    let mut changed = login.clone().until(until);
    changed.data = Login {
        created_by: changed.data.created_by,
        disabled: changed.data.disabled,
        name: change.name.clone(),
        identity: change.identity.clone(),
        person: change.person.clone(),
        unit: change.unit.clone(),
        subject: change.subject.clone(),
    };
    check_subject(world, &changed, call.day)?;
    check_apart(world, &changed)?;
    keep_two(world, call.day, Decision { logins: vec![changed], grants: Vec::new() })
}

/// Disables an account, or enables it again.
///
/// # Errors
/// When the actor may not, it is his own, or too few administrators would stay in place.
pub fn decide_disable(world: &World, call: Call<'_>, code: &str, disabled: bool) -> Result<Decision, Refusal> {
    let mut login = others_login(world, call, code)?.clone();
    login.data.disabled = disabled.then_some(true);
    check_subject(world, &login, call.day)?;
    keep_two(world, call.day, Decision { logins: vec![login], grants: Vec::new() })
}

/// Whether the credentials of an account may be reset, so that its holder is given a first password again.
///
/// Whoever can reset an administrator's password can be that administrator; so nobody can, and the other two replace him instead.
///
/// # Errors
/// When the actor may not, it is his own, or it is an administrator's.
pub fn decide_reset(world: &World, call: Call<'_>, code: &str) -> Result<(), Refusal> {
    let login = others_login(world, call, code)?;
    let administers = world
        .grants()
        .any(|grant| grant.data.login.code == login.code && administers(grant.data.role) && grant.until >= call.day && is_open(grant));
    if administers { Err(Refusal::Administrator { login: login.code.clone() }) } else { Ok(()) }
}

/// The account of somebody else, for the system administrator.
fn others_login<'w>(world: &'w World, call: Call<'_>, code: &str) -> Result<&'w Fact<Login>, Refusal> {
    let (actor, roles) = world.actor(call)?;
    if !roles.contains(&Role::SystemAdministrator) {
        return Err(Refusal::NotHis { belongs_to: vec![Role::SystemAdministrator] });
    }
    let login = world.login(code)?;
    if is_same_person(&login.data, &actor.data) { Err(Refusal::Himself) } else { Ok(login) }
}

/// An identity can be corrected only before anything was requested for the account: whoever approves has to see for whom, and whoever has acted
/// stays who he was.
fn check_identity(world: &World, login: &Fact<Login>) -> Result<(), Refusal> {
    let refused = |state| state == GrantState::Refused;
    let stands = world.grants().any(|grant| grant.data.login.code == login.code && !refused(grant.data.state));
    if stands { Err(Refusal::IdentityStands { login: login.code.clone() }) } else { Ok(()) }
}

/// A change of whose an account is must not make one person hold what has to be apart.
fn check_apart(world: &World, changed: &Fact<Login>) -> Result<(), Refusal> {
    let own = |grant: &&Fact<RoleGrant>| grant.data.login.code == changed.code && grant.data.state == GrantState::Approved;
    world.grants().filter(own).try_for_each(|grant| world.check_apart(&changed.data, grant.data.role, grant.from, grant.until))
}

/// The decision, unless it takes so many administrators out of place that nobody could replace them.
fn keep_two(world: &World, day: Day, decision: Decision) -> Result<Decision, Refusal> {
    let (before, after) = (world.in_place(day).len(), world.in_place_after(&decision, day).len());
    if after < before && after < 2 { Err(Refusal::TooFewLeft) } else { Ok(decision) }
}
