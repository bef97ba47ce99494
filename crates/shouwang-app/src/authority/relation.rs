//! In which relation rows can stand to whoever acts.

use shouwang_domain::reach::{Depth, Reach, Scope};

use super::principal::Principal;

/// A ground for being somebody's business. Policies permit relations; what a relation reaches follows from the unit that is acted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The unit's own, and that of its parts.
    Own,
    /// What the units of the same division answer for; of a county also those of its townships and villages (I7).
    Level,
    /// What the units of the division and of all below it answer for.
    Below,
    /// The same, for what the unit supervises as its topic.
    Topic,
    /// The unit's industry in its division and all below.
    Industry,
    /// What the contract covers.
    Contract,
    /// Everything.
    All,
}

impl Relation {
    /// All relations.
    pub const ALL: [Relation; 7] =
        [Relation::Own, Relation::Level, Relation::Below, Relation::Topic, Relation::Industry, Relation::Contract, Relation::All];

    /// The name that policies use.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Relation::Own => "own",
            Relation::Level => "level",
            Relation::Below => "below",
            Relation::Topic => "topic",
            Relation::Industry => "industry",
            Relation::Contract => "contract",
            Relation::All => "all",
        }
    }

    /// Its bit in a set of relations.
    pub(super) fn bit(self) -> u8 {
        1 << Relation::ALL.iter().position(|relation| *relation == self).unwrap_or_default()
    }

    /// What stands in this relation to somebody; nothing when his unit, its division or industry, or his contract is not known.
    pub(super) fn scope(self, principal: &Principal) -> Scope {
        let unit = principal.unit.as_ref();
        let territory =
            |depth| unit.filter(|unit| unit.level.is_some()).map(|unit| Reach::Territory { division: unit.division.clone(), depth });
        let reach = match self {
            Relation::All => return Scope::Everything,
            Relation::Own => unit.map(|unit| Reach::Unit(unit.code.clone())),
            Relation::Level => territory(Depth::Same),
            Relation::Below | Relation::Topic => territory(Depth::Below),
            Relation::Industry => unit
                .filter(|unit| unit.level.is_some())
                .and_then(|unit| unit.industry.map(|industry| Reach::Industry { industry, division: unit.division.clone() })),
            Relation::Contract => principal.contract.clone().map(Reach::Contract),
        };
        Scope::Any(reach.into_iter().collect())
    }
}
