//! Reads accounts and grants: all of them to decide on, one person's to know who asks.

use std::collections::{BTreeMap, BTreeSet};

use shouwang_calendar::Day;
use shouwang_domain::authority::{World, is_same_person, provides_until};
use shouwang_domain::register::{Choices, Fact, Record, Row};
use shouwang_domain::registers::appointment::Appointment;
use shouwang_domain::registers::division::Division;
use shouwang_domain::registers::provider_contract::ProviderContract;
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::RoleGrant;
use shouwang_storage::{StorageError, Store};

use super::problem::damaged;
use crate::authority::{ActingUnit, Principal};
use crate::caller::Caller;
use crate::problem::AppError;

/// Which request asks, and from where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asking {
    /// Number of the request.
    pub request: String,
    /// The address of the network, or the program's name.
    pub client: Option<String>,
}

/// The registers from which [`load_caller`] knows a caller: while nothing changes in them, he is the same all day.
pub const CALLER_REGISTERS: [&str; 6] =
    [Login::NAME, RoleGrant::NAME, Unit::NAME, Division::NAME, Appointment::NAME, ProviderContract::NAME];

/// All accounts and grants.
///
/// # Errors
/// When the database fails, or a row is not one that this program wrote.
pub async fn load_world(store: &Store) -> Result<World, AppError> {
    let logins = facts::<Login>(&store.load(&Login::def(), None).await?)?;
    let grants = facts::<RoleGrant>(&store.load(&RoleGrant::def(), None).await?)?;
    Ok(World::new(logins, grants)?)
}

/// The caller behind an account on a day: `None` when the account does not work, for whatever reason. It holds until an act changes one of the
/// [`CALLER_REGISTERS`], so that what was revoked or disabled counts from the next request on.
///
/// # Errors
/// When the database fails, or a row is not one that this program wrote.
pub async fn load_caller(store: &Store, login: &str, today: Day, asking: &Asking) -> Result<Option<Caller>, AppError> {
    let logins = facts::<Login>(&store.find_rows(&Login::def(), "code", login).await?)?;
    let mut grants = facts::<RoleGrant>(&store.find_rows(&RoleGrant::def(), "login", login).await?)?;
    let principals: Vec<String> = grants.iter().filter_map(|grant| Some(grant.data.deputy_of.as_ref()?.code.clone())).collect();
    for code in principals {
        if !grants.iter().any(|grant| grant.code == code) {
            grants.extend(facts::<RoleGrant>(&store.find_rows(&RoleGrant::def(), "code", &code).await?)?);
        }
    }
    let world = World::new(logins, grants)?;
    let grants: Vec<_> = world.held(login, today).collect();
    if grants.is_empty() {
        return Ok(None);
    }
    let account = world.login(login)?;
    let appointed = match &account.data.person {
        Some(person) => facts::<Appointment>(&store.find_rows(&Appointment::def(), "person", &person.code).await?)?,
        None => Vec::new(),
    };
    let mut held = Vec::new();
    for grant in grants {
        if under_contract(store, grant, today).await? {
            held.push(principal(store, grant, &appointed, today).await?);
        }
    }
    if held.is_empty() {
        return Ok(None);
    }
    Ok(Some(Caller {
        login: login.to_owned(),
        also: other_identities(store, account).await?,
        identity: account.data.identity.clone(),
        name: account.data.name.clone(),
        person: account.data.person.as_ref().map(|person| person.code.clone()),
        unit: account.data.unit.as_ref().map(|unit| unit.code.clone()),
        grants: held,
        request: asking.request.clone(),
        client: asking.client.clone(),
        key: None,
        version: None,
    }))
}

/// Whether an account is one of the caller's own, under whichever name; `None`: there is no such account.
///
/// # Errors
/// When the database fails, or a row is not one that this program wrote.
pub async fn is_own_account(store: &Store, caller: &Caller, login: &str) -> Result<Option<bool>, AppError> {
    let accounts = facts::<Login>(&store.find_rows(&Login::def(), "code", login).await?)?;
    Ok(accounts.first().map(|account| caller.is_known_as(&account.data.identity)))
}

/// The identities under which one natural person is known beside that of this account: those of accounts of which [`is_same_person`] holds with
/// this one, with one of these, and so on. A number of an identity document that was mistyped makes nobody two persons.
async fn other_identities(store: &Store, account: &Fact<Login>) -> Result<Vec<String>, AppError> {
    let mut known = BTreeMap::from([(account.code.clone(), account.data.identity.clone())]);
    let mut asked = vec![account.clone()];
    while let Some(one) = asked.pop() {
        let Login { identity, person, subject, .. } = &one.data;
        let shared = [("identity", Some(identity)), ("person", person.as_ref().map(|person| &person.code)), ("subject", subject.as_ref())];
        for (field, value) in shared.into_iter().filter_map(|(field, value)| Some((field, value?))) {
            for other in facts::<Login>(&store.find_rows(&Login::def(), field, value).await?)? {
                if is_same_person(&one.data, &other.data) && known.insert(other.code.clone(), other.data.identity.clone()).is_none() {
                    asked.push(other);
                }
            }
        }
    }
    let others: BTreeSet<_> = known.into_values().filter(|identity| *identity != account.data.identity).collect();
    Ok(others.into_iter().collect())
}

/// Whether the contract of a grant, if it names one, holds on a day for the unit that is acted for. Whoever worked under one that is over, or was taken back, is
/// not somebody without a contract then, who might see more: the grant counts for nothing.
async fn under_contract(store: &Store, grant: &Fact<RoleGrant>, today: Day) -> Result<bool, AppError> {
    let (Some(contract), Some(unit)) = (&grant.data.contract, &grant.data.unit) else { return Ok(grant.data.contract.is_none()) };
    let rows = facts::<ProviderContract>(&store.find_rows(&ProviderContract::def(), "code", &contract.code).await?)?;
    Ok(provides_until(&rows, &unit.code, today).is_some())
}

/// The principal of a grant, whose holder has these terms in office, whenever and wherever.
async fn principal(store: &Store, grant: &Fact<RoleGrant>, appointed: &[Fact<Appointment>], today: Day) -> Result<Principal, StorageError> {
    let unit = match &grant.data.unit {
        Some(unit) => load_acting_unit(store, &unit.code, today).await?,
        None => None,
    };
    // Who answers for one link only has no post of the whole unit.
    let is_there = |term: &&Fact<Appointment>| {
        let in_unit = grant.data.unit.as_ref().is_some_and(|unit| unit.code == term.data.unit.code);
        in_unit && term.data.link.is_none() && term.from <= today && today <= term.until
    };
    Ok(Principal {
        posts: appointed.iter().filter(is_there).map(|term| term.data.post).collect(),
        grant: grant.code.clone(),
        role: grant.data.role,
        unit,
        contract: grant.data.contract.as_ref().map(|contract| contract.code.clone()),
        deputy: grant.data.deputy_of.is_some(),
    })
}

/// The unit as it is on a day. One that is not there any more, or is damaged, is acted for by nobody.
///
/// # Errors
/// When the database fails.
pub async fn load_acting_unit(store: &Store, code: &str, today: Day) -> Result<Option<ActingUnit>, StorageError> {
    let Some(unit) = standing::<Unit>(store, code, today).await? else { return Ok(None) };
    let division = standing::<Division>(store, &unit.data.division.code, today).await?;
    let functions = (0..).map_while(Function::at).filter(|function| unit.data.functions.has(*function));
    Ok(Some(ActingUnit {
        code: code.to_owned(),
        division: unit.data.division.code.clone(),
        level: division.map(|division| division.data.level),
        functions: functions.collect(),
        industry: unit.data.industry,
    }))
}

/// What a code says on a day: the row that began last of those that hold.
async fn standing<T: Record>(store: &Store, code: &str, today: Day) -> Result<Option<Fact<T>>, StorageError> {
    let rows = store.find_rows(&T::def(), "code", code).await?;
    let holds = rows.iter().rfind(|row| row.key.from <= today && today <= row.until);
    Ok(holds.and_then(|row| Fact::from_row(row).ok()))
}

/// Rows in their register's own type.
pub(crate) fn facts<T: Record>(rows: &[Row]) -> Result<Vec<Fact<T>>, AppError> {
    rows.iter().map(|row| Fact::from_row(row).map_err(|_| damaged(T::NAME, &row.key.code))).collect()
}
