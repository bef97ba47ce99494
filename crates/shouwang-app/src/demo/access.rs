//! How units are connected: links, their officers, addresses, and what was seen on them.

use shouwang_domain::register::Ref;
use shouwang_domain::registers::access_link::{AccessLink, Mode};
use shouwang_domain::registers::address_prefix::AddressPrefix;
use shouwang_domain::registers::observation::{Kind as Seen, Observation};
use shouwang_domain::registers::permission::{Decision, Matter, Permission};
use shouwang_domain::registers::report::{Kind as ReportKind, Report};

use super::body::Body;
use super::deed::Deed;
use super::leadership;
use super::networks;
use super::observations::{blank, seen};
use super::people::Staff;
use super::permissions::{about, decided, noticed};
use super::world::{Counted, Held, World};

/// How units are connected, and how many in a hundred so.
const MODES: [(Mode, u32); 4] = [(Mode::DedicatedLine, 80), (Mode::Vpn, 12), (Mode::SingleMachine, 5), (Mode::DialUp, 3)];

/// A link and the addresses behind it.
pub(super) struct Link {
    pub(super) code: String,
    /// The number of the unit's /24 within 10/8.
    subnet: u32,
}

impl Link {
    /// An address behind the link.
    pub(super) fn address(&self, host: u32) -> String {
        format!("10.{}.{}.{}", self.subnet >> 8 & 255, self.subnet & 255, 2 + host % 250)
    }
}

/// The links of a unit; the first is the one that it uses.
pub(super) fn links(world: &mut World<'_>, body: &Body<'_>, staff: &Staff) -> Link {
    let local = networks::local(world, body);
    let mut codes = Vec::new();
    for mode in world.one_or_all(body, &MODES) {
        let code = link(world, body, mode, &body.seat.extranet, Held::since(body.since));
        let deed = world.deed(body);
        let application = Permission { link: Some(Ref::to(&code)), ..about(Matter::AccessApplication, body) };
        decided(world, body, deed, body.since, Decision::Approved, application);
        leadership::link_officer(world, body, &code, &staff.officer);
        watched(world, body, &code);
        if mode != Mode::DedicatedLine && world.has(body, 120) {
            anomaly(world, body, &code);
        }
        codes.push(code);
    }
    if world.has(body, 15) {
        // Into its own network only, which no rule about the extranet's links speaks of.
        let code = link(world, body, Mode::Vpn, &local, Held::since(body.since));
        let application = Permission { link: Some(Ref::to(&code)), ..about(Matter::AccessApplication, body) };
        decided(world, body, Deed::Kept, body.since, Decision::Approved, application);
    }
    if world.has(body, 25) {
        left(world, body);
    }
    if world.has(body, 10) {
        leaving(world, body);
    }
    let subnet = world.next(Counted::Subnet);
    prefixes(world, body, subnet);
    Link { code: codes.swap_remove(0), subnet }
}

fn link(world: &mut World<'_>, body: &Body<'_>, mode: Mode, network: &str, held: Held) -> String {
    let responsible = world.responsible(body);
    world.add(body, 'C', held, AccessLink { unit: Ref::to(&body.code), network: Ref::to(network), mode, responsible })
}

/// What was seen on a link: nothing, or something that was dealt with or was not.
fn watched(world: &mut World<'_>, body: &Body<'_>, link: &str) {
    for (bad, mended) in [(Seen::IntranetLink, Seen::Disconnected), (Seen::Attack, Seen::Cleaned), (Seen::WirelessBridge, Seen::Cleaned)] {
        if world.has(body, 12) {
            seen(world, body, bad, mended, &|kind| Observation { link: Some(Ref::to(link)), ..blank(kind) });
        }
    }
    if world.has(body, 8) && world.deed(body) == Deed::Unrecorded {
        // A bridge for which there is an application, of which nobody wrote down what became of it.
        let on = world.ago(5, 12);
        world.add(body, 'O', Held::since(on).measured(), Observation { link: Some(Ref::to(link)), ..blank(Seen::WirelessBridge) });
        let application = Permission { link: Some(Ref::to(link)), ..about(Matter::InterfaceChange, body) };
        decided(world, body, Deed::Unrecorded, on, Decision::Approved, application);
    }
}

/// An anomaly on a link: reported and cut off, or not; or seen at the unit and nobody knows on which link.
fn anomaly(world: &mut World<'_>, body: &Body<'_>, link: &str) {
    let on = world.ago(20, 180);
    let deed = world.deed(body);
    let unit = (deed == Deed::Unrecorded).then(|| Ref::to(&body.code));
    let link = Some(Ref::to(link)).filter(|_| deed != Deed::Unrecorded);
    let anomaly = |kind| Observation { unit: unit.clone(), link: link.clone(), ..blank(kind) };
    world.add(body, 'O', Held::since(on).measured(), anomaly(Seen::Anomaly));
    if deed == Deed::Kept {
        world.add(body, 'O', Held::since(on.plus(1)).measured(), anomaly(Seen::Disconnected));
        let to = Some(Ref::to(body.seat.operator()));
        let report = Report { unit: Ref::to(&body.code), to, kind: ReportKind::Anomaly, incident: None, for_period: None };
        world.add(body, 'R', Held::since(on.plus(2)), report);
    }
}

/// A link that was given up lately, or is to be given up on a day that is set.
fn left(world: &mut World<'_>, body: &Body<'_>) {
    let deed = world.deed(body);
    let until = if deed == Deed::Pending { world.ahead(20, 60) } else { world.ago(10, 90) };
    let code = link(world, body, Mode::DedicatedLine, &body.seat.extranet, Held::between(body.since, until));
    let by = Permission { link: Some(Ref::to(&code)), ..about(Matter::AccessWithdrawal, body) };
    noticed(world, body, deed, until, by);
}

/// A link whose withdrawal was consented to and that is still open: since last week, for too long, or since nobody knows when.
fn leaving(world: &mut World<'_>, body: &Body<'_>) {
    let code = link(world, body, Mode::DedicatedLine, &body.seat.extranet, Held::since(body.since));
    let withdrawal = Permission { link: Some(Ref::to(&code)), ..about(Matter::AccessWithdrawal, body) };
    let (deed, by) = match world.deed(body) {
        Deed::Unrecorded => (Deed::Unrecorded, world.today),
        Deed::Missed => (Deed::Kept, world.ago(45, 90)),
        Deed::Kept | Deed::Pending => (Deed::Kept, world.today),
    };
    decided(world, body, deed, by, Decision::Approved, withdrawal);
}

/// The addresses that came with the link, and those that were added later.
fn prefixes(world: &mut World<'_>, body: &Body<'_>, subnet: u32) {
    let (high, low) = (subnet >> 8 & 255, subnet & 255);
    prefix(world, body, format!("10.{high}.{low}.0/24"), Held::since(body.since));
    if world.has(body, 120) {
        let from = world.ago(20, 180);
        prefix(world, body, format!("2001:db8:{high:x}:{low:x}::/64"), Held::since(from));
        let deed = world.deed(body);
        decided(world, body, deed, from, Decision::Approved, about(Matter::AccessWidening, body));
    }
}

fn prefix(world: &mut World<'_>, body: &Body<'_>, prefix: String, held: Held) {
    let data = AddressPrefix { prefix, unit: Ref::to(&body.code), network: Ref::to(&body.seat.extranet) };
    world.add(body, 'I', held, data);
}
