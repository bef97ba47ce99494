//! Who acts: one grant of one account, with what the policies ask of its unit.

use shouwang_domain::register::Choices;
use shouwang_domain::registers::appointment::Post;
use shouwang_domain::registers::division::Level;
use shouwang_domain::registers::unit::{Function, Industry};
use shouwang_domain::system::role_grant::Role;

/// A grant in force and the unit it acts for. Whoever has several grants is several principals; what he may do is what any of them may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// Code of the grant.
    pub grant: String,
    /// What it makes him.
    pub role: Role,
    /// The unit for which he acts; the three administrators act for none.
    pub unit: Option<ActingUnit>,
    /// The contract that he works under, when he is one of a provider's people.
    pub contract: Option<String>,
    /// The posts that he himself holds in that unit, but for those of one link only.
    pub posts: Vec<Post>,
    /// Whether he stands in for the holder of another grant.
    pub deputy: bool,
}

/// What the policies know of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActingUnit {
    /// Its code.
    pub code: String,
    /// Code of its division.
    pub division: String,
    /// The level of its division; `None` when the division is not known, and then no territory is reached.
    pub level: Option<Level>,
    /// What it is in the system.
    pub functions: Vec<Function>,
    /// The industry that it oversees or belongs to.
    pub industry: Option<Industry>,
}

/// The identifier of a choice, as policies write it: `competent_department`.
#[must_use]
pub fn choice_id<C: Choices>(choice: C) -> &'static str {
    C::CHOICES.get(usize::from(choice.position())).map_or("", |choice| choice.id)
}
