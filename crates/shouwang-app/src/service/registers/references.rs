//! What rows name: how far somebody sees it, and how he is told that it is not there.

use std::collections::{BTreeMap, HashMap};

use shouwang_domain::reach::{Reach, Scope};
use shouwang_domain::register::{BrokenRef, FieldKind, Record as _, RegisterDef, RowKey, Value, catalog};
use shouwang_domain::registers::division::Division;
use shouwang_domain::registers::network::Network;
use shouwang_domain::registers::person::Person;
use shouwang_domain::registers::provider_contract::ProviderContract;
use shouwang_domain::registers::unit::Unit;
use shouwang_storage::query::RowQuery;
use shouwang_storage::{References, StorageError};

use crate::caller::Caller;
use crate::problem::{AppError, FieldError};
use crate::service::Service;

/// Registers whose rows anybody may name, whether he sees them or not: bodies and places, and the networks, which the agencies run and everybody is on.
const NAMED_BY_ALL: [&str; 3] = [Unit::NAME, Division::NAME, Network::NAME];

/// Where in a request each row stands: as which one, and its address.
pub(super) type Places = HashMap<RowKey, (usize, String)>;

impl Service {
    /// How far somebody sees what the rows of a register may name. What he does not see answers him like what is not there, or he could find out codes by
    /// trying.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::service) async fn sight_of_references(&self, caller: &Caller, register: &RegisterDef) -> Result<References, AppError> {
        let targets = register.fields.iter().filter_map(|field| match field.kind {
            FieldKind::Ref(target) => catalog().get(target),
            _ => None,
        });
        self.sight_of(caller, targets).await
    }

    /// The same for the rows of any registers.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::service) async fn sight_of_all_references(&self, caller: &Caller) -> Result<References, AppError> {
        self.sight_of(caller, catalog().iter()).await
    }

    async fn sight_of(&self, caller: &Caller, targets: impl Iterator<Item = &'static RegisterDef>) -> Result<References, AppError> {
        let targets = targets.filter(|target| !NAMED_BY_ALL.contains(&target.name));
        let mut sight: BTreeMap<_, _> = targets.map(|target| (target.name, self.scope(caller, "registers.read", target))).collect();
        if let Some(people) = sight.get_mut(Person::NAME) {
            let providers = self.providers_of(caller).await?;
            *people = std::mem::replace(people, Scope::NOTHING).or(providers);
        }
        Ok(sight.into_iter().collect())
    }

    /// The providers under the contracts that somebody sees: whoever is served keeps record of the people who serve him.
    async fn providers_of(&self, caller: &Caller) -> Result<Scope, AppError> {
        let scope = self.scope(caller, "registers.read", &ProviderContract::def());
        let query = RowQuery::new(catalog().get(ProviderContract::NAME).ok_or_else(AppError::not_found)?, &scope);
        let groups = self.store.count_by(&query, "provider").await?;
        let providers = groups.into_iter().filter_map(|group| match group.value {
            Some(Value::Ref(unit)) => Some(Reach::Unit(unit)),
            _ => None,
        });
        Ok(Scope::Any(providers.collect()))
    }
}

/// What somebody is told whose rows name what is not there, or who took back what others name; everything else is given back.
pub(super) fn told(places: &Places, error: StorageError) -> Result<AppError, StorageError> {
    match error {
        StorageError::LeadsNowhere { broken } => {
            let mut broken = broken;
            broken.sort_by_key(|one| places.get(&one.key).map(|(at, _)| *at));
            Ok(AppError::invalid(broken.iter().map(|one| leads_nowhere(places, one)).collect()))
        }
        StorageError::StillNamed { code, .. } => {
            let withdrawn = places.iter().filter(|(key, _)| key.code == code).map(|(_, (_, place))| place);
            let zh = "还有其他记录引用它，不能撤回；请先更正或撤回那些记录";
            let en = "Other rows still name it, so that it cannot be withdrawn; correct or withdraw those first";
            Ok(AppError::invalid(withdrawn.map(|place| FieldError::new(place, zh, en)).collect()))
        }
        error => Err(error),
    }
}

fn leads_nowhere(places: &Places, broken: &BrokenRef) -> FieldError {
    let place = places.get(&broken.key).map(|(_, place)| place.as_str()).unwrap_or_default();
    let problem = broken.problem(catalog());
    FieldError::new(format!("{place}/{}", problem.field), problem.zh, problem.en)
}
