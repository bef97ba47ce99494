//! Where a grant puts somebody: the unit that he acts for, and the contract that he works under.

use shouwang_calendar::Day;

use super::refusal::Refusal;
use crate::register::Fact;
use crate::registers::provider_contract::ProviderContract;
use crate::system::role_grant::RoleGrant;

/// What the registers say of the unit and the contract that a grant names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// Whether the unit is in the register.
    pub unit: bool,
    /// The rows of the contract, in the order of their days.
    pub contract: Vec<Fact<ProviderContract>>,
}

/// A grant as it may stand. Under a contract it is for the unit that provides, and ends with the contract at the latest.
///
/// # Errors
/// When unit or contract is not in the registers, the contract is another provider's, or it does not hold on the first day.
pub fn posted(mut grant: Fact<RoleGrant>, posting: &Posting, today: Day) -> Result<Fact<RoleGrant>, Refusal> {
    let Some(unit) = grant.data.unit.as_ref().map(|unit| unit.code.clone()) else { return Ok(grant) };
    if !posting.unit {
        return Err(Refusal::NoUnit { unit });
    }
    let Some(contract) = grant.data.contract.as_ref().map(|contract| contract.code.clone()) else { return Ok(grant) };
    let (Some(first), Some(last)) = (posting.contract.first(), posting.contract.last()) else {
        return Err(Refusal::NoContract { contract });
    };
    let Some(until) = provides_until(&posting.contract, &unit, grant.from.max(today)) else {
        return Err(match posting.contract.iter().any(|row| row.data.provider.code == unit) {
            true => Refusal::BeyondContract { contract, from: first.from, until: last.until },
            false => Refusal::OtherProvider { contract, provider: last.data.provider.code.clone() },
        });
    };
    grant.until = grant.until.min(until);
    Ok(grant)
}

/// The last day until which, from a day on, a unit provides under a contract without a break; `None` when it does not on that day.
#[must_use]
pub fn provides_until(contract: &[Fact<ProviderContract>], unit: &str, day: Day) -> Option<Day> {
    let own = || contract.iter().filter(|row| row.data.provider.code == unit);
    let mut until = own().rfind(|row| row.from <= day && day <= row.until)?.until;
    while let Some(next) = own().find(|row| until != Day::MAX && row.from <= until.plus(1) && until < row.until) {
        until = next.until;
    }
    Some(until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Ref;
    use crate::registers::provider_contract::Kind;
    use crate::system::role_grant::{GrantState, Role};

    const TODAY: Day = Day::from_number(20_000);

    fn contract(provider: &str, from: i32, until: i32) -> Fact<ProviderContract> {
        let data = ProviderContract { unit: Ref::to("U"), provider: Ref::to(provider), kind: Kind::Carrier, security_terms: None };
        Fact::declared("K", TODAY.plus(from), data).until(TODAY.plus(until))
    }

    fn grant(contract: Option<&str>, from: i32, until: i32) -> Fact<RoleGrant> {
        let data = RoleGrant {
            login: Ref::to("l"),
            role: Role::Reader,
            unit: Some(Ref::to("V")),
            contract: contract.map(Ref::to),
            deputy_of: None,
            state: GrantState::Requested,
            requested_by: "one".to_owned(),
            decided_by: None,
        };
        Fact::declared("G", TODAY.plus(from), data).until(TODAY.plus(until))
    }

    fn until(contract: &[Fact<ProviderContract>], from: i32) -> Result<i32, Refusal> {
        let posting = Posting { unit: true, contract: contract.to_vec() };
        posted(grant(Some("K"), from, 100), &posting, TODAY).map(|grant| grant.until.number() - TODAY.number())
    }

    #[test]
    fn a_grant_under_a_contract_ends_with_it() {
        assert_eq!(until(&[contract("V", -9, 50)], 0), Ok(50));
        assert_eq!(until(&[contract("V", -9, 500)], 0), Ok(100));
        assert_eq!(until(&[contract("V", -9, 20), contract("V", 21, 60)], 0), Ok(60), "it was renewed in time");
        assert_eq!(until(&[contract("V", -9, 20), contract("V", 22, 60)], 0), Ok(20), "a day was left out");
        assert_eq!(until(&[contract("V", -9, 20), contract("W", 21, 60)], 0), Ok(20), "another one goes on");
        assert_eq!(until(&[contract("V", -9, 5)], -20), Ok(5), "what waited for its answer is looked at on the day of the answer");
    }

    #[test]
    fn what_the_registers_do_not_bear_out_is_refused() {
        let beyond =
            |from, until| Err(Refusal::BeyondContract { contract: "K".to_owned(), from: TODAY.plus(from), until: TODAY.plus(until) });
        assert_eq!(until(&[], 0), Err(Refusal::NoContract { contract: "K".to_owned() }));
        assert_eq!(until(&[contract("W", -9, 50)], 0), Err(Refusal::OtherProvider { contract: "K".to_owned(), provider: "W".to_owned() }));
        assert_eq!(until(&[contract("V", -9, -1)], -5), beyond(-9, -1));
        assert_eq!(until(&[contract("V", 1, 50)], 0), beyond(1, 50));
        let nowhere = posted(grant(None, 0, 100), &Posting::default(), TODAY);
        assert_eq!(nowhere, Err(Refusal::NoUnit { unit: "V".to_owned() }));
        let own = grant(None, 0, 100);
        assert_eq!(posted(own.clone(), &Posting { unit: true, contract: Vec::new() }, TODAY), Ok(own));
    }
}
