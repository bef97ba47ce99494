//! What surrounds a system: its log sources, ports, cryptographic products, safeguards, cloud and upgrades.

use shouwang_calendar::Day;
use shouwang_domain::register::Ref;
use shouwang_domain::registers::cloud_tenancy::CloudTenancy;
use shouwang_domain::registers::crypto_product::CryptoProduct;
use shouwang_domain::registers::data_grading::{DataGrading, Highest};
use shouwang_domain::registers::log_source::{Kind as LogKind, LogSource};
use shouwang_domain::registers::observation::{Kind as Seen, Observation};
use shouwang_domain::registers::open_port::{OpenPort, Protocol};
use shouwang_domain::registers::permission::{Decision, Matter, Permission};
use shouwang_domain::registers::responsible::Responsible;
use shouwang_domain::registers::risk_assessment::{Kind as RiskKind, RiskAssessment};
use shouwang_domain::registers::safeguard::{Kind as SafeguardKind, Safeguard};
use shouwang_domain::registers::upgrade::{Kind as UpgradeKind, Upgrade};

use super::body::Body;
use super::deed::Deed;
use super::observations::blank;
use super::permissions::{about, decided};
use super::protection::risk;
use super::systems::System;
use super::world::{Held, World};

const PORTS: [(i64, u32); 6] = [(443, 50), (8443, 20), (80, 10), (3306, 8), (9000, 7), (22, 5)];

/// Everything that surrounds a system.
pub(super) fn surroundings(world: &mut World<'_>, body: &Body<'_>, system: &System) {
    let begin = system.online_on.unwrap_or(body.since).min(world.today);
    let this = || Some(Ref::to(&system.code));
    if !matches!(world.deed_of_many(body, 2), Deed::Unrecorded) {
        world.add(body, 'L', Held::since(begin), LogSource { system: Ref::to(&system.code), kind: LogKind::Application });
    }
    for port in 0..=world.chance.below(3) {
        let (number, _) = PORTS[usize::try_from(port).unwrap_or(0)];
        open_port(world, body, system, number, begin);
    }
    crypto_product(world, body, system, begin);
    if system.government_data {
        for kind in [SafeguardKind::Backup, SafeguardKind::AccessControl, SafeguardKind::Authentication] {
            if matches!(world.deed(body), Deed::Kept | Deed::Unrecorded) {
                world.add(body, 'X', Held::since(begin), Safeguard { unit: Ref::to(&body.code), kind, network: None, system: this() });
            }
        }
        if matches!(world.deed(body), Deed::Kept | Deed::Unrecorded) {
            let highest = if world.chance.hits(80) { Highest::Important } else { Highest::General };
            world.add(
                body,
                'D',
                Held::since(begin.plus(20).min(world.today)),
                DataGrading { unit: Ref::to(&body.code), system: this(), highest },
            );
        }
    }
    if world.has(body, 250) {
        cloud(world, body, system, begin);
    }
    if world.has(body, 200) {
        upgrade(world, body, system);
    }
}

/// A port that is open: seen and approved, seen and not approved, never looked at. A retired system ought to have closed its ports.
fn open_port(world: &mut World<'_>, body: &Body<'_>, system: &System, number: i64, begin: Day) {
    let deed = world.deed(body);
    let held = match system.offline_on {
        Some(offline) if deed != Deed::Missed => Held::between(begin, offline.plus(-1)),
        _ => Held::since(begin),
    };
    let purpose = (deed != Deed::Missed).then(|| "样例：业务访问".to_owned());
    let port = OpenPort { system: Ref::to(&system.code), number, protocol: Protocol::Tcp, purpose };
    let code = world.add(body, 'O', held, port);
    if deed != Deed::Unrecorded {
        let (on, port) = (world.ago(1, 30), Some(Ref::to(&code)));
        let kind = if system.offline_on.is_some() && deed != Deed::Missed { Seen::PortClosed } else { Seen::PortOpen };
        world.add(body, 'O', Held::since(on).measured(), Observation { port, ..blank(kind) });
    }
    let application = Permission { port: Some(Ref::to(&code)), ..about(Matter::PortOpening, body) };
    decided(world, body, deed, begin, Decision::Approved, application);
}

fn crypto_product(world: &mut World<'_>, body: &Body<'_>, system: &System, begin: Day) {
    let certificate_until = match world.deed(body) {
        Deed::Kept => Some(world.ahead(60, 900)),
        Deed::Missed | Deed::Pending => Some(world.ago(10, 300)),
        Deed::Unrecorded => None,
    };
    let code = body.new_code('X');
    let certificate_number = Some(format!("样例证书-{code}"));
    let data =
        CryptoProduct { system: Ref::to(&system.code), name: "样例密码模块".to_owned(), certificate_number, certificate_until };
    world.add_as(body, code, Held::since(begin), data);
}

fn cloud(world: &mut World<'_>, body: &Body<'_>, system: &System, begin: Day) {
    let deed = world.deed(body);
    let own = world.responsible(body);
    let manager = if deed == Deed::Missed { body.seat.operator() } else { &body.code };
    let responsible = Responsible { managing_unit: Ref::to(manager), ..own };
    let data = CloudTenancy { system: Ref::to(&system.code), cloud: "样例政务云".to_owned(), least_open: deed.flag(), responsible };
    world.add(body, 'C', Held::since(begin), data);
}

/// An upgrade: assessed before, not assessed, or still ahead; and one of the year before.
fn upgrade(world: &mut World<'_>, body: &Body<'_>, system: &System) {
    if world.chance.hits(200) {
        let on = world.ago(300, 600);
        world.add(body, 'G', Held::since(on), Upgrade { system: Ref::to(&system.code), kind: UpgradeKind::Upgrade });
    }
    let deed = world.deed(body);
    let on = if deed == Deed::Pending { world.ahead(10, 60) } else { world.ago(10, 180) };
    let kind = if world.chance.hits(150) { UpgradeKind::NewTechnology } else { UpgradeKind::Upgrade };
    let upgrade = world.add(body, 'G', Held::since(on), Upgrade { system: Ref::to(&system.code), kind });
    if matches!(deed, Deed::Kept | Deed::Unrecorded) {
        let (system, upgrade) = (Some(Ref::to(&system.code)), Some(Ref::to(&upgrade)));
        world.add(body, 'K', Held::since(on.plus(-5)), RiskAssessment { system, upgrade, ..risk(body, RiskKind::Special) });
    }
}
