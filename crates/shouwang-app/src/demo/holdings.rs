//! What a unit holds and does besides its links and systems: accounts to publish with, resources, handovers, debugging.

use shouwang_calendar::Day;
use shouwang_domain::register::Ref;
use shouwang_domain::registers::debugging_work::DebuggingWork;
use shouwang_domain::registers::handover::{Handover, Reason};
use shouwang_domain::registers::permission::{Decision, Matter, Permission};
use shouwang_domain::registers::publishing_account::{Platform, PublishingAccount};
use shouwang_domain::registers::resource_allocation::{Kind as ResourceKind, ResourceAllocation};

use super::body::Body;
use super::deed::Deed;
use super::people::Staff;
use super::permissions::{about, behind, decided, noticed};
use super::world::{Held, World};

const PLATFORMS: [(Platform, u32); 4] = [(Platform::SiteCluster, 5), (Platform::SmsGateway, 2), (Platform::Mail, 2), (Platform::System, 1)];

/// Everything of the kind that a connected unit has.
pub(super) fn holdings(world: &mut World<'_>, body: &Body<'_>, systems: &[&str], staff: &Staff) {
    if world.has(body, 600) {
        publishing(world, body, staff);
    }
    if world.has(body, 500) {
        resource(world, body);
    }
    if let (Some(system), true) = (systems.first(), world.has(body, 30)) {
        handover(world, body, system);
    }
    for may_affect in [false, true] {
        if world.has(body, 120) {
            debugging(world, body, may_affect);
        }
    }
}

fn handover(world: &mut World<'_>, body: &Body<'_>, system: &str) {
    let deed = world.deed(body);
    let on = if deed == Deed::Pending { world.ahead(10, 60) } else { world.ago(20, 180) };
    let (from_unit, to_unit) = (Ref::to(&body.code), Ref::to(body.seat.operator()));
    let (named, reason) = (Some(Ref::to(system)), Reason::JointOperation);
    let data = Handover { system: named, network: None, from_unit, to_unit, reason, signed_by_both: deed.flag() };
    let code = world.add(body, 'Q', Held::since(on), data);
    if deed == Deed::Kept {
        let (handover, system) = (Some(Ref::to(&code)), Some(Ref::to(system)));
        let signed = Permission { handover, system, ..about(Matter::ResponsibilityHandover, body) };
        behind(world, body, deed, (&code, on), (Decision::Approved, signed));
    }
}

/// Work that the extranet may feel or not: announced or applied for in time, too late, or not yet because it is still ahead.
fn debugging(world: &mut World<'_>, body: &Body<'_>, may_affect: bool) {
    let deed = world.deed(body);
    let on = if deed == Deed::Pending { world.ahead(25, 60) } else { world.ago(5, 190) };
    let (network, content) = (Some(Ref::to(&body.seat.extranet)), Some("样例：更换设备模块".to_owned()));
    let work = world.add(body, 'W', Held::since(on), DebuggingWork { unit: Ref::to(&body.code), network, may_affect, content });
    let about = |matter| Permission { work: Some(Ref::to(&work)), decided_by: Some(Ref::to(body.seat.operator())), ..about(matter, body) };
    if may_affect && deed == Deed::Unrecorded {
        // Approved, and nobody wrote down when it was applied for and when it was.
        let decision = Some(Decision::Approved);
        world.add(body, 'M', Held::since(Day::MIN), Permission { decision, ..about(Matter::DebuggingApplication) });
    } else if may_affect {
        decided(world, body, deed, on, Decision::Approved, about(Matter::DebuggingApplication));
    } else {
        noticed(world, body, deed, on, about(Matter::DebuggingNotice));
    }
}

fn publishing(world: &mut World<'_>, body: &Body<'_>, staff: &Staff) {
    for platform in world.one_or_all(body, &PLATFORMS) {
        let deed = world.deed(body);
        let responsible_person = Some(Ref::to(&staff.officer)).filter(|_| deed != Deed::Missed);
        let data = PublishingAccount { unit: Ref::to(&body.code), platform, responsible_person, review_rule: deed.flag() };
        let code = world.add(body, 'A', Held::since(body.since), data);
        let opening = Permission { publishing_account: Some(Ref::to(&code)), ..about(Matter::PublishingAccountOpening, body) };
        behind(world, body, deed, (&code, body.since), (Decision::Filed, opening));
    }
}

/// Resources: used as approved, used beyond it or not at all, or nobody measured.
fn resource(world: &mut World<'_>, body: &Body<'_>) {
    const KINDS: [(ResourceKind, u32); 4] =
        [(ResourceKind::Storage, 4), (ResourceKind::Compute, 4), (ResourceKind::Network, 1), (ResourceKind::Data, 1)];
    for lies_idle in world.one_or_all(body, &[(false, 7), (true, 3)]) {
        let deed = world.deed(body);
        let approved = i64::from(10 + world.chance.below(500));
        let used = match deed {
            Deed::Kept | Deed::Pending => Some(approved * 3 / 5),
            Deed::Missed if lies_idle => Some(0),
            Deed::Missed => Some(approved * 6 / 5 + 1),
            Deed::Unrecorded => None,
        };
        let kind = *world.chance.weighted(&KINDS).unwrap_or(&ResourceKind::Storage);
        let measure = match kind {
            ResourceKind::Storage | ResourceKind::Data => "GB",
            ResourceKind::Compute => "核",
            ResourceKind::Network => "Mbit/s",
            ResourceKind::Other => "项",
        };
        let data = ResourceAllocation {
            kind,
            purpose: "样例：业务系统运行".to_owned(),
            approved,
            measure: Some(measure.to_owned()),
            used,
            approved_use: deed.flag(),
            responsible: world.responsible(body),
        };
        let from = world.ago(120, 700).max(body.since);
        let code = world.add(body, 'J', Held::since(from), data);
        let application = Permission { resource: Some(Ref::to(&code)), ..about(Matter::ResourceApplication, body) };
        decided(world, body, deed, from, Decision::Approved, application);
    }
}
