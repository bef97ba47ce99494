//! Which rows a provider's contract covers, read off the declarations.

use crate::register::{FieldDef, FieldKind, Record, RegisterDef};
use crate::registers::person::Person;
use crate::registers::provider_contract::ProviderContract;
use crate::registers::unit::Unit;

/// Why a row is covered by a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Covered {
    /// It is the contract.
    Itself,
    /// This field refers to the contract.
    Under(&'static str),
    /// It stands between the unit that is served and the provider or one of the provider's people.
    Between {
        /// The field with the served unit.
        unit: &'static str,
        /// The field with the provider.
        provider: &'static str,
        /// The field with a person, whose unit is the provider.
        person: Option<&'static str>,
    },
}

/// How rows of a register come to be covered by a contract; nothing when none of its rows ever is.
#[must_use]
pub fn covered(def: &RegisterDef) -> Option<Covered> {
    if def.name == ProviderContract::NAME {
        return Some(Covered::Itself);
    }
    let refers = |field: &&FieldDef, target| field.kind == FieldKind::Ref(target);
    let first = |target| def.fields.iter().find(|field| refers(field, target)).map(|field| field.name);
    if let Some(contract) = first(ProviderContract::NAME) {
        return Some(Covered::Under(contract));
    }
    // The contract calls its two sides so, and so do the registers that speak of both.
    let side = |name| def.field(name).filter(|field| refers(field, Unit::NAME)).map(|field| field.name);
    Some(Covered::Between { unit: side("unit")?, provider: side("provider")?, person: first(Person::NAME) })
}
