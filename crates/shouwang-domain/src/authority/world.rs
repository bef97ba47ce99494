//! Accounts and grants as they stand, and what follows from them on a day.

use std::collections::BTreeMap;

use shouwang_calendar::Day;

use super::refusal::Refusal;
use super::roles::{THREE, apart};
use super::whose::is_same_person;
use crate::register::Fact;
use crate::system::login::Login;
use crate::system::role_grant::{GrantState, Role, RoleGrant};

/// All accounts and grants, by their codes. Each code has one row: a changed account or grant is a correction, a renewal is another grant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct World {
    logins: BTreeMap<String, Fact<Login>>,
    grants: BTreeMap<String, Fact<RoleGrant>>,
}

/// Who acts, and on which day.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// Code of the account.
    pub by: &'a str,
    /// The day of the act.
    pub day: Day,
}

/// The rows that an act writes, each in place of the row of the same code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Accounts.
    pub logins: Vec<Fact<Login>>,
    /// Grants.
    pub grants: Vec<Fact<RoleGrant>>,
}

impl World {
    /// The world of these rows.
    ///
    /// # Errors
    /// When a code has several rows: then nobody could say which of them holds, and nothing is decided.
    pub fn new(logins: impl IntoIterator<Item = Fact<Login>>, grants: impl IntoIterator<Item = Fact<RoleGrant>>) -> Result<World, Refusal> {
        let mut world = World::default();
        for login in logins {
            if let Some(twice) = world.logins.insert(login.code.clone(), login) {
                return Err(Refusal::SeveralRows { code: twice.code });
            }
        }
        for grant in grants {
            if let Some(twice) = world.grants.insert(grant.code.clone(), grant) {
                return Err(Refusal::SeveralRows { code: twice.code });
            }
        }
        Ok(world)
    }

    /// The world after an act.
    pub fn apply(&mut self, decision: &Decision) {
        self.logins.extend(decision.logins.iter().map(|login| (login.code.clone(), login.clone())));
        self.grants.extend(decision.grants.iter().map(|grant| (grant.code.clone(), grant.clone())));
    }

    /// All accounts, by code.
    pub fn logins(&self) -> impl Iterator<Item = &Fact<Login>> {
        self.logins.values()
    }

    /// All grants, by code.
    pub fn grants(&self) -> impl Iterator<Item = &Fact<RoleGrant>> {
        self.grants.values()
    }

    /// The account of this code.
    ///
    /// # Errors
    /// When there is none.
    pub fn login(&self, code: &str) -> Result<&Fact<Login>, Refusal> {
        self.logins.get(code).ok_or_else(|| Refusal::UnknownLogin { login: code.to_owned() })
    }

    /// The grant of this code.
    ///
    /// # Errors
    /// When there is none.
    pub fn grant(&self, code: &str) -> Result<&Fact<RoleGrant>, Refusal> {
        self.grants.get(code).ok_or_else(|| Refusal::UnknownGrant { grant: code.to_owned() })
    }

    /// Whether a grant is in force: approved, in its days, and a deputy's only while the grant that he stands in for is.
    #[must_use]
    pub fn in_force(&self, grant: &Fact<RoleGrant>, day: Day) -> bool {
        let holds = |grant: &Fact<RoleGrant>| grant.data.state == GrantState::Approved && grant.from <= day && day <= grant.until;
        let principal = grant.data.deputy_of.as_ref().map(|of| self.grants.get(&of.code));
        holds(grant) && principal.is_none_or(|of| of.is_some_and(holds))
    }

    /// The grants in force of an account that works: in its days and not disabled. None for any other account; an account with none does not work.
    pub fn held<'w>(&'w self, login: &str, day: Day) -> impl Iterator<Item = &'w Fact<RoleGrant>> {
        let code = self.logins.get(login).filter(|login| is_usable(login, day)).map(|login| login.code.as_str());
        self.grants.values().filter(move |grant| code == Some(grant.data.login.code.as_str()) && self.in_force(grant, day))
    }

    /// Those of the three administrators of whom somebody with a working account is in place on a day.
    #[must_use]
    pub fn in_place(&self, day: Day) -> Vec<Role> {
        let acts = |grant: &Fact<RoleGrant>| {
            self.in_force(grant, day) && self.logins.get(&grant.data.login.code).is_some_and(|login| is_usable(login, day))
        };
        let held = |role: &Role| self.grants.values().any(|grant| grant.data.role == *role && acts(grant));
        THREE.into_iter().filter(held).collect()
    }

    /// The same after an act.
    pub(super) fn in_place_after(&self, decision: &Decision, day: Day) -> Vec<Role> {
        let mut after = self.clone();
        after.apply(decision);
        after.in_place(day)
    }

    /// Whether both accounts are of one natural person; a name that is no account is nobody.
    pub(super) fn same_person(&self, one: &str, other: &str) -> bool {
        match (self.logins.get(one), self.logins.get(other)) {
            (Some(one), Some(other)) => is_same_person(&one.data, &other.data),
            _ => false,
        }
    }

    /// Another account that may be used and has this subject at the identity provider: nobody could say whose log-in it is.
    pub(super) fn with_subject(&self, subject: &str, but: &str, day: Day) -> Option<&Fact<Login>> {
        let may_be_used = |login: &Fact<Login>| login.data.disabled != Some(true) && login.until >= day;
        self.logins.values().find(|login| login.code != but && login.data.subject.as_deref() == Some(subject) && may_be_used(login))
    }

    /// The account that acts, with the roles that it may act in.
    ///
    /// # Errors
    /// When it does not work on this day.
    pub(super) fn actor(&self, call: Call<'_>) -> Result<(&Fact<Login>, Vec<Role>), Refusal> {
        let roles: Vec<Role> = self.held(call.by, call.day).map(|grant| grant.data.role).collect();
        if roles.is_empty() {
            return Err(Refusal::NotWorking { login: call.by.to_owned() });
        }
        Ok((self.login(call.by)?, roles))
    }

    /// Whether this person may hold this role for this term beside what he already holds in it.
    ///
    /// # Errors
    /// When he holds one that must be apart from it.
    pub(super) fn check_apart(&self, login: &Login, role: Role, from: Day, until: Day) -> Result<(), Refusal> {
        let collides = |grant: &&Fact<RoleGrant>| {
            grant.data.state == GrantState::Approved
                && grant.from <= until
                && from <= grant.until
                && apart(grant.data.role, role)
                && self.logins.get(&grant.data.login.code).is_some_and(|holder| is_same_person(&holder.data, login))
        };
        match self.grants.values().find(collides) {
            Some(held) => Err(Refusal::NotApart { role, held: held.data.role, grant: held.code.clone() }),
            None => Ok(()),
        }
    }
}

/// Whether an account is in its days and not disabled.
fn is_usable(login: &Fact<Login>, day: Day) -> bool {
    login.data.disabled != Some(true) && login.from <= day && day <= login.until
}
