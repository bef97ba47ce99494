//! Plans, projects and the money to build.

use shouwang_calendar::Day;
use shouwang_domain::register::Ref;
use shouwang_domain::registers::budget_line::{BudgetLine, Purpose};
use shouwang_domain::registers::permission::{Decision, Matter, Permission};
use shouwang_domain::registers::plan::{Kind as PlanKind, Plan};
use shouwang_domain::registers::project::{Kind, Project};

use super::body::Body;
use super::deed::Deed;
use super::permissions::{about, behind, decided};
use super::places::Level;
use super::world::{Held, World};

/// Kinds of projects, and how many in ten are of each.
const KINDS: [(Kind, u32); 4] = [(Kind::Rebuild, 3), (Kind::Extend, 2), (Kind::New, 1), (Kind::Operate, 4)];

/// A long-term plan, and the yearly plans under it.
pub(super) fn plans(world: &mut World<'_>, body: &Body<'_>) {
    let long_term = long_term(world, body);
    let this_year = world.today.civil().0;
    for year in this_year - 2..=this_year {
        let parent = long_term.as_deref().filter(|_| world.deed(body) == Deed::Kept);
        let plan = yearly(body, year, parent);
        world.add(body, 'J', Held::since(first_of(year)), plan);
    }
}

/// The projects of an operating agency.
pub(super) fn projects(world: &mut World<'_>, body: &Body<'_>) {
    let year = world.today.civil().0;
    let long_term = long_term(world, body);
    let plan = yearly(body, year, long_term.as_deref());
    let plan = world.add(body, 'J', Held::since(first_of(year)), plan);
    for _ in 0..2 {
        for kind in world.one_or_all(body, &KINDS) {
            project(world, body, &plan, kind);
        }
    }
    finished(world, body);
}

/// A project of two years ago that ran as it should.
fn finished(world: &mut World<'_>, body: &Body<'_>) {
    let from = world.ago(560, 720);
    let built = Some(from.plus(200));
    let data = Project {
        unit: Ref::to(&body.code),
        name: format!("样例·{}政务外网往年项目", body.seat.name),
        kind: Kind::Operate,
        plan: None,
        major: Some(false),
        network: Some(Ref::to(&body.seat.extranet)),
        security_planned_on: Some(from),
        security_built_on: built,
        built_on: built,
        used_on: built,
        security_used_on: built,
    };
    world.add(body, 'K', Held::since(from), data);
}

fn long_term(world: &mut World<'_>, body: &Body<'_>) -> Option<String> {
    let covers_ipv6 = match world.deed(body) {
        Deed::Kept => Some(true),
        Deed::Missed => return None,
        Deed::Unrecorded => None,
        Deed::Pending => Some(false),
    };
    let title = format!("{}安全建设中长期规划（样例）", body.name);
    let data = Plan { unit: Ref::to(&body.code), kind: PlanKind::LongTerm, title, year: None, parent: None, covers_ipv6 };
    Some(world.add(body, 'J', Held::since(body.since), data))
}

fn yearly(body: &Body<'_>, year: i32, parent: Option<&str>) -> Plan {
    let title = format!("{}{year}年度建设计划（样例）", body.name);
    let (year, parent) = (Some(i64::from(year)), parent.map(Ref::to));
    Plan { unit: Ref::to(&body.code), kind: PlanKind::Yearly, title, year, parent, covers_ipv6: None }
}

fn first_of(year: i32) -> Day {
    shouwang_calendar::Period::year(year).first()
}

fn project(world: &mut World<'_>, body: &Body<'_>, plan: &str, kind: Kind) {
    let deed = world.deed(body);
    let (from, built, used) = (world.ago(100, 190), world.ago(40, 80), world.ago(5, 30));
    // Security later than the thing itself is what the law does not want.
    let late = i32::from(deed == Deed::Missed) * 9;
    let with = |day: Day| Some(day.plus(late)).filter(|_| deed != Deed::Unrecorded);
    let major = Some(world.has(body, 250)).filter(|_| deed != Deed::Unrecorded);
    let data = Project {
        unit: Ref::to(&body.code),
        name: format!("样例·{}政务外网项目", body.seat.name),
        kind,
        plan: Some(Ref::to(plan)).filter(|_| deed != Deed::Missed),
        major,
        network: Some(Ref::to(&body.seat.extranet)),
        security_planned_on: with(from),
        security_built_on: with(built),
        built_on: Some(built),
        used_on: Some(used),
        security_used_on: with(used),
    };
    let code = world.add(body, 'K', Held::since(from), data);
    let start = Permission { project: Some(Ref::to(&code)), ..about(Matter::ProjectStart, body) };
    behind(world, body, deed, (&code, from), (Decision::Approved, start));
    if kind != Kind::Operate {
        money(world, body, deed, &code);
    }
    if major == Some(true) && body.seat.level != Level::Province {
        let reviewer = body.seat.superior.as_ref().map(|(_, agency)| Ref::to(agency));
        let about = |matter| Permission { project: Some(Ref::to(&code)), ..about(matter, body) };
        let review = Permission { decided_by: reviewer, ..about(Matter::MajorConstructionReview) };
        decided(world, body, deed, from, Decision::Approved, review);
        let filing = Permission { decided_by: Some(Ref::to(&body.seat.province.0)), ..about(Matter::MajorConstructionFiling) };
        decided(world, body, deed, from, Decision::Filed, filing);
    }
}

/// The money to build what the project is about; in the worst case a line that names no project.
fn money(world: &mut World<'_>, body: &Body<'_>, deed: Deed, project: &str) {
    let (year, purpose) = (world.today.civil().0, Purpose::Construction);
    let amount = i64::from(20 + world.chance.below(900)) * 10_000;
    let project = Some(Ref::to(project)).filter(|_| deed != Deed::Missed);
    let data = BudgetLine { unit: Ref::to(&body.code), year: i64::from(year), purpose, amount, spent: Some(amount / 3), project };
    world.add(body, 'Y', Held::since(first_of(year)), data);
}
