//! Devices and terminals at units: on the link, put up by the operator, hosted in a machine room.

use shouwang_calendar::Day;
use shouwang_domain::register::Ref;
use shouwang_domain::registers::deployed_device::DeployedDevice;
use shouwang_domain::registers::hosted_device::HostedDevice;
use shouwang_domain::registers::interface_device::{DeviceKind, InterfaceDevice};
use shouwang_domain::registers::internet_exit::InternetExit;
use shouwang_domain::registers::observation::{Kind as Seen, Observation};
use shouwang_domain::registers::permission::{Decision, Matter, Permission};
use shouwang_domain::registers::responsible::Responsible;
use shouwang_domain::registers::terminal::{Kind as TerminalKind, Terminal};

use super::access::Link;
use super::body::Body;
use super::deed::Deed;
use super::observations::{blank, looked};
use super::permissions::{about, decided};
use super::world::{Held, World};

/// So many devices of a unit: the first on its link, then put up by the operator and hosted by turns, and an exit of its own now and then.
pub(super) fn devices(world: &mut World<'_>, body: &Body<'_>, link: &Link, count: u32, systems: &[&str]) {
    for number in 0..count {
        match number % 4 {
            0 => interface_device(world, body, link),
            1 | 3 => deployed_device(world, body),
            _ => hosted_device(world, body, systems),
        }
    }
    if world.has(body, 60) {
        own_exit(world, body);
    }
}

/// So many terminals behind a unit's link.
pub(super) fn terminals(world: &mut World<'_>, body: &Body<'_>, link: &Link, count: u32) {
    const KINDS: [(TerminalKind, u32); 4] =
        [(TerminalKind::Desktop, 70), (TerminalKind::Laptop, 18), (TerminalKind::Mobile, 7), (TerminalKind::Server, 5)];
    for host in 0..count {
        let kind = *world.chance.weighted(&KINDS).unwrap_or(&TerminalKind::Desktop);
        let protected = world.deed_of_many(body, 4).flag();
        let responsible = world.responsible(body);
        let from = body.since.plus(world.chance.days(0, 190));
        let data = Terminal { kind, address: Some(link.address(host)), link: Some(Ref::to(&link.code)), protected, responsible };
        world.add(body, 'T', Held::since(from), data);
    }
}

fn interface_device(world: &mut World<'_>, body: &Body<'_>, link: &Link) {
    let responsible = world.responsible(body);
    let device = InterfaceDevice { link: Ref::to(&link.code), kind: device_kind(world), configuration: fingerprint(world), responsible };
    let code = world.add(body, 'Z', Held::since(body.since), device);
    looked(world, body, &|kind| Observation { interface_device: Some(Ref::to(&code)), ..blank(kind) });
    if world.has(body, 80) {
        let on = changed(world, body, Observation { interface_device: Some(Ref::to(&code)), ..blank(Seen::DeviceChanged) });
        let consent = Permission { interface_device: Some(Ref::to(&code)), ..about(Matter::InterfaceChange, body) };
        consented(world, body, on, consent);
    }
}

fn deployed_device(world: &mut World<'_>, body: &Body<'_>) {
    let own = world.responsible(body);
    let responsible = Responsible { managing_unit: Ref::to(body.seat.operator()), ..own };
    let device = DeployedDevice { unit: Ref::to(&body.code), kind: device_kind(world), configuration: fingerprint(world), responsible };
    let code = world.add(body, 'Z', Held::since(body.since), device);
    looked(world, body, &|kind| Observation { device: Some(Ref::to(&code)), ..blank(kind) });
    for kind in [Seen::DeviceChanged, Seen::DeviceOff] {
        if world.has(body, 40) {
            let on = changed(world, body, Observation { device: Some(Ref::to(&code)), ..blank(kind) });
            let consent = Permission { device: Some(Ref::to(&code)), ..about(Matter::DeviceChange, body) };
            consented(world, body, on, consent);
        }
    }
}

fn hosted_device(world: &mut World<'_>, body: &Body<'_>, systems: &[&str]) {
    let from = world.ago(30, 600).max(body.since);
    let own = world.responsible(body);
    // A device whose manager is not the one who answers for the system on it is what the law does not want.
    let manager = if world.deed_of_many(body, 3) == Deed::Missed { body.seat.operator() } else { &body.code };
    let serves_system = world.deed(body) != Deed::Pending && (body.is_showcase() || world.chance.hits(750));
    let device = HostedDevice {
        room: format!("样例·{}政务机房", body.seat.name),
        secured_on: Some(from.plus(-2)).filter(|_| !matches!(world.deed_of_many(body, 2), Deed::Missed | Deed::Unrecorded)),
        system: systems.first().filter(|_| serves_system).map(|system| Ref::to(*system)),
        responsible: Responsible { managing_unit: Ref::to(manager), ..own },
    };
    let code = world.add(body, 'Z', Held::since(from), device);
    let deed = world.deed(body);
    let hosting = Permission { hosted: Some(Ref::to(&code)), ..about(Matter::DeviceHosting, body) };
    decided(world, body, deed, from, Decision::Approved, hosting);
}

/// The exit that everybody at a seat is to use.
pub(super) fn unified_exit(world: &mut World<'_>, body: &Body<'_>) {
    let responsible = world.responsible(body);
    let exit = InternetExit { own: false, network: Some(Ref::to(&body.seat.extranet)), cross_border: Some(false), responsible };
    world.add(body, 'Z', Held::since(body.since), exit);
}

fn own_exit(world: &mut World<'_>, body: &Body<'_>) {
    let from = world.ago(60, 500).max(body.since);
    let responsible = world.responsible(body);
    let exit = InternetExit { own: true, network: None, cross_border: Some(false), responsible };
    let code = world.add(body, 'Z', Held::since(from), exit);
    let deed = world.deed(body);
    let filing = Permission { exit: Some(Ref::to(&code)), ..about(Matter::OwnExitFiling, body) };
    decided(world, body, deed, from, Decision::Filed, filing);
    let on = world.ago(1, 30).max(from);
    world.add(body, 'O', Held::since(on).measured(), Observation { exit: Some(Ref::to(&code)), ..blank(Seen::ExitUsed) });
}

/// Puts a change on record and says on which day it was seen.
fn changed(world: &mut World<'_>, body: &Body<'_>, seen: Observation) -> Day {
    let on = world.ago(45, 190);
    world.add(body, 'O', Held::since(on).measured(), seen);
    on
}

fn consented(world: &mut World<'_>, body: &Body<'_>, on: Day, consent: Permission) {
    let deed = world.deed(body);
    decided(world, body, deed, on, Decision::Approved, consent);
}

fn device_kind(world: &mut World<'_>) -> DeviceKind {
    const KINDS: [(DeviceKind, u32); 4] =
        [(DeviceKind::Router, 3), (DeviceKind::Switch, 4), (DeviceKind::Firewall, 2), (DeviceKind::Other, 1)];
    *world.chance.weighted(&KINDS).unwrap_or(&DeviceKind::Router)
}

fn fingerprint(world: &mut World<'_>) -> Option<String> {
    Some(format!("样例-{:08x}", world.chance.below(u32::MAX)))
}
