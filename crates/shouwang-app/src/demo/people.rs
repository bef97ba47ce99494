//! Made-up persons, their employment and their accounts.

use shouwang_calendar::Day;
use shouwang_domain::register::Ref;
use shouwang_domain::registers::account::{Account, Kind};
use shouwang_domain::registers::permission::{Decision, Matter, Permission};
use shouwang_domain::registers::person::Person;

use super::body::Body;
use super::deed::Deed;
use super::permissions::{about, behind};
use super::world::{Counted, Held, World};

/// The persons of a unit whom other parts of the sample name.
pub(super) struct Staff {
    /// Who does the work of security, and never leaves.
    pub(super) officer: String,
}

/// A person employed by a unit (the body's own, or another) on these days.
pub(super) fn person(world: &mut World<'_>, body: &Body<'_>, employer: &str, held: Held) -> String {
    let name = format!("样例人员{:06}", world.next(Counted::Person));
    let data = Person { name, unit: Ref::to(employer), phone: Some("0000-0000000".to_owned()) };
    world.add(body, 'P', held, data)
}

/// A person of the unit itself, there since the unit is.
pub(super) fn own_person(world: &mut World<'_>, body: &Body<'_>) -> String {
    person(world, body, &body.code, Held::since(body.since))
}

/// Accounts: one that is open, and one that was closed when its time was over.
pub(super) fn accounts(world: &mut World<'_>, body: &Body<'_>, staff: &Staff) {
    if world.has(body, 500) {
        let kinds = [(Kind::Vpn, 4), (Kind::System, 5), (Kind::Device, 1)];
        for kind in world.one_or_all(body, &kinds) {
            open_account(world, body, staff, kind);
        }
    }
    if world.has(body, 200) {
        let (opened, closed) = (world.ago(420, 700), world.ago(30, 400));
        account(world, body, &staff.officer, Kind::System, Held::between(opened, closed), Some(closed));
    }
}

fn open_account(world: &mut World<'_>, body: &Body<'_>, staff: &Staff, kind: Kind) {
    let opened = world.ago(100, 600);
    match world.deed(body) {
        Deed::Kept | Deed::Pending => {
            let until = world.ahead(60, 500);
            let code = account(world, body, &staff.officer, kind, Held::since(opened), Some(until));
            if kind == Kind::Vpn {
                let opening = Permission { account: Some(Ref::to(&code)), ..about(Matter::AccessAccountOpening, body) };
                behind(world, body, Deed::Kept, (&code, opened), (Decision::Filed, opening));
            }
        }
        Deed::Unrecorded => {
            account(world, body, &staff.officer, kind, Held::since(opened), None);
        }
        Deed::Missed => {
            // Somebody left, the authority ran out, and nobody closed the account.
            let left = world.ago(10, 90);
            let leaver = person(world, body, &body.code, Held::between(body.since, left));
            account(world, body, &leaver, kind, Held::since(opened), Some(left));
        }
    }
}

fn account(world: &mut World<'_>, body: &Body<'_>, person: &str, kind: Kind, held: Held, authorised_until: Option<Day>) -> String {
    let data = Account { person: Ref::to(person), unit: Ref::to(&body.code), kind, system: None, authorised_until };
    world.add(body, 'A', held, data)
}
