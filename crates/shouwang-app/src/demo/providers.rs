//! Providers' contracts, their reviews, and the people they send.

use shouwang_calendar::{Day, PeriodUnit};
use shouwang_domain::register::Ref;
use shouwang_domain::registers::confidentiality_agreement::ConfidentialityAgreement;
use shouwang_domain::registers::onsite_staff::OnsiteStaff;
use shouwang_domain::registers::permission::{Decision, Matter, Permission};
use shouwang_domain::registers::provider_contract::{Kind, ProviderContract};
use shouwang_domain::registers::provider_review::ProviderReview;
use shouwang_domain::registers::staff_vetting::{Conclusion, StaffVetting};

use super::body::Body;
use super::deed::Deed;
use super::people::person;
use super::permissions::{about, behind};
use super::units::provider_code;
use super::world::{Held, World};

/// Kinds of contracts, how many in a hundred are of each, and which provider of the seat serves so.
const KINDS: [((Kind, u32), u32); 4] =
    [((Kind::Maintenance, 0), 50), ((Kind::Outsourcing, 1), 20), ((Kind::Carrier, 2), 20), ((Kind::Builder, 3), 10)];

/// Who is vetted and bound to secrecy: a person or a company.
#[derive(Clone, Copy)]
enum Whom<'c> {
    Person(&'c str),
    Provider(&'c str),
}

/// The contracts of a unit.
pub(super) fn contracts(world: &mut World<'_>, body: &Body<'_>) {
    if !world.has(body, 550) {
        return;
    }
    for (kind, number) in world.one_or_all(body, &KINDS) {
        let provider = provider_code(body.seat, number);
        let from = if world.has(body, 300) { world.ago(60, 190) } else { world.ago(200, 700) };
        let security_terms = world.deed(body).flag();
        let contract = ProviderContract { unit: Ref::to(&body.code), provider: Ref::to(&provider), kind, security_terms };
        let contract = world.add(body, 'H', Held::since(from), contract);
        reviews(world, body, &contract);
        let bound = bind(world, body, Whom::Provider(&provider), from);
        if bound == Deed::Missed && kind != Kind::Maintenance {
            // Signed after the work had begun, and never filed.
            agree(world, body, Whom::Provider(&provider), from.plus(20), None);
        }
        if matches!(kind, Kind::Maintenance | Kind::Outsourcing) && world.has(body, 500) {
            on_site(world, body, &provider, &contract, from);
        }
    }
}

fn reviews(world: &mut World<'_>, body: &Body<'_>, contract: &str) {
    world.each_period(body, PeriodUnit::Year, |world, day, deed| {
        let sound = Some(true).filter(|_| deed == Deed::Kept);
        let contract = Ref::to(contract);
        let data = ProviderReview { contract, access_control: sound, risk_management: sound, backup: sound, for_year: None };
        world.add(body, 'G', Held::since(day), data);
    });
}

/// Somebody of the provider who works at the unit, and one who did before.
fn on_site(world: &mut World<'_>, body: &Body<'_>, provider: &str, contract: &str, begun: Day) {
    let from = begun.plus(world.chance.days(1, 20));
    let present = person(world, body, provider, Held::since(from.plus(-400)));
    let staff = send(world, body, &present, contract, Held::since(from));
    let bound = bind(world, body, Whom::Person(&present), from);
    let admission =
        Permission { staff: Some(Ref::to(&staff)), decided_by: Some(Ref::to(&body.code)), ..about(Matter::StaffAdmission, body) };
    behind(world, body, bound, (&staff, from), (Decision::Approved, admission));
    if world.chance.hits(300) {
        let (from, until) = (world.ago(500, 720), world.ago(200, 300));
        let former = person(world, body, provider, Held::between(from.plus(-100), until));
        send(world, body, &former, contract, Held::between(from, until));
        vet(world, body, Whom::Person(&former), from.plus(-5));
    }
}

fn send(world: &mut World<'_>, body: &Body<'_>, person: &str, contract: &str, held: Held) -> String {
    let data = OnsiteStaff { person: Ref::to(person), unit: Ref::to(&body.code), contract: Some(Ref::to(contract)) };
    world.add(body, 'S', held, data)
}

/// Vetting and agreement before a day, or what was made of them.
fn bind(world: &mut World<'_>, body: &Body<'_>, whom: Whom<'_>, before: Day) -> Deed {
    let deed = world.deed(body);
    if matches!(deed, Deed::Kept | Deed::Unrecorded) {
        vet(world, body, whom, before.plus(-10));
        let signed = before.plus(-5);
        agree(world, body, whom, signed, Some(signed.plus(3)).filter(|_| deed == Deed::Kept));
    }
    deed
}

fn vet(world: &mut World<'_>, body: &Body<'_>, whom: Whom<'_>, on: Day) {
    let data = StaffVetting { unit: Ref::to(&body.code), person: whom.person(), provider: whom.provider(), conclusion: Conclusion::Passed };
    world.add(body, 'V', Held::since(on), data);
}

fn agree(world: &mut World<'_>, body: &Body<'_>, whom: Whom<'_>, signed: Day, filed_on: Option<Day>) {
    let data = ConfidentialityAgreement { unit: Ref::to(&body.code), person: whom.person(), provider: whom.provider(), filed_on };
    world.add(body, 'E', Held::since(signed), data);
}

impl Whom<'_> {
    fn person<T>(self) -> Option<Ref<T>> {
        if let Whom::Person(code) = self { Some(Ref::to(code)) } else { None }
    }

    fn provider<T>(self) -> Option<Ref<T>> {
        if let Whom::Provider(code) = self { Some(Ref::to(code)) } else { None }
    }
}
