//! Information systems and everything that hangs on one: its launch, grade, logs, ports, data and changes.

use shouwang_calendar::{Day, PeriodUnit};
use shouwang_domain::register::Ref;
use shouwang_domain::registers::information_system::{InformationSystem, Kind};
use shouwang_domain::registers::log_coverage::LogCoverage;
use shouwang_domain::registers::permission::{Decision, Matter, Permission};
use shouwang_domain::registers::risk_assessment::{Kind as RiskKind, RiskAssessment};

use super::body::Body;
use super::deed::Deed;
use super::logs::{self, Kept};
use super::permissions::{about, decided};
use super::protection::{Graded, assessed, crypto_assessed, filed, passing, risk};
use super::software;
use super::world::{Held, World};

/// Where a system stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// To go online on a day that is set.
    Planned,
    /// Online for less than half a year.
    New,
    /// Online for more than two years.
    Old,
    /// Offline for less than half a year.
    Retired,
    /// Nobody wrote down since when it is online.
    Undated,
}

/// What kind of system it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    stage: Stage,
    internet_facing: bool,
    grade: i64,
}

const STAGES: [(Stage, u32); 5] = [(Stage::Old, 720), (Stage::New, 180), (Stage::Retired, 60), (Stage::Planned, 30), (Stage::Undated, 10)];

impl Shape {
    /// A shape as systems have it.
    pub(super) fn drawn(world: &mut World<'_>) -> Shape {
        let stage = *world.chance.weighted(&STAGES).unwrap_or(&Stage::Old);
        Shape { stage, internet_facing: world.chance.hits(400), grade: if world.chance.hits(250) { 3 } else { 2 } }
    }

    /// Every shape there is.
    pub(super) fn all() -> Vec<Shape> {
        let grades = [2, 3].into_iter().flat_map(|grade| [false, true].map(|internet_facing| (grade, internet_facing)));
        grades.flat_map(|(grade, internet_facing)| STAGES.map(|(stage, _)| Shape { stage, internet_facing, grade })).collect()
    }

    /// A system that has long been online.
    pub(super) fn settled() -> Shape {
        Shape { stage: Stage::Old, internet_facing: true, grade: 3 }
    }
}

/// A system in the making.
pub(super) struct System {
    pub(super) code: String,
    pub(super) shape: Shape,
    pub(super) online_on: Option<Day>,
    pub(super) offline_on: Option<Day>,
    pub(super) government_data: bool,
    work_secrets: bool,
}

/// A system of a body, with everything that hangs on it; returns its code.
pub(super) fn system(world: &mut World<'_>, body: &Body<'_>, shape: Shape) -> String {
    let system = described(world, body, shape);
    launch(world, body, &system);
    grade(world, body, &system);
    crypto(world, body, &system);
    logs(world, body, &system);
    software::surroundings(world, body, &system);
    system.code
}

fn described(world: &mut World<'_>, body: &Body<'_>, shape: Shape) -> System {
    const KINDS: [(Kind, u32); 5] = [(Kind::Business, 5), (Kind::Web, 3), (Kind::Interface, 1), (Kind::Mobile, 1), (Kind::MiniProgram, 1)];
    let online_on = match shape.stage {
        Stage::Planned => Some(world.ahead(10, 90)),
        Stage::New => Some(world.ago(60, 180)),
        Stage::Old | Stage::Retired => Some(world.ago(1000, 1600)),
        Stage::Undated => None,
    };
    let deed = world.deed_of_many(body, 2);
    let told = |flag: bool| Some(flag).filter(|_| deed != Deed::Unrecorded);
    let retired_ago = match world.deed(body) {
        Deed::Pending => world.chance.days(1, 5),
        _ => world.chance.days(40, 150),
    };
    let offline_on = (shape.stage == Stage::Retired).then(|| world.today.plus(-retired_ago));
    let (government_data, work_secrets) = (world.has(body, 600), world.has(body, 80));
    let code = body.new_code('S');
    let data = InformationSystem {
        name: format!("{}业务系统{}", body.name, &code[body.code.len()..]),
        kind: *world.chance.weighted(&KINDS).unwrap_or(&Kind::Business),
        internet_facing: Some(shape.internet_facing).filter(|_| shape.stage != Stage::Undated || deed != Deed::Unrecorded),
        network: Some(Ref::to(&body.seat.extranet)),
        online_on,
        offline_on,
        work_secrets: told(work_secrets),
        government_data: told(government_data),
        uses_cryptography: told(work_secrets || shape.internet_facing),
        serves_public: told(shape.internet_facing),
        domain_name: shape.internet_facing.then(|| format!("{}.demo.example", code.trim_start_matches('样').to_lowercase())),
        responsible: world.responsible(body),
    };
    let registered = online_on.map_or(body.since, |online| online.plus(-60).min(world.today));
    world.add_as(body, code.clone(), Held::since(registered), data);
    System { code, shape, online_on, offline_on, government_data, work_secrets }
}

/// What has to come before a system goes online, and what follows when it goes offline.
fn launch(world: &mut World<'_>, body: &Body<'_>, system: &System) {
    let about = |matter| Permission { system: Some(Ref::to(&system.code)), ..about(matter, body) };
    if let Some(online) = system.online_on {
        for kind in [RiskKind::Launch, RiskKind::WorkSecret] {
            if kind == RiskKind::Launch || system.work_secrets {
                match world.deed(body) {
                    Deed::Missed | Deed::Pending => {}
                    deed => {
                        let on = online.min(world.today).plus(-20);
                        let assessment = RiskAssessment { system: Some(Ref::to(&system.code)), ..risk(body, kind) };
                        let conclusion = assessment.conclusion.filter(|_| deed == Deed::Kept);
                        world.add(body, 'K', Held::since(on), RiskAssessment { conclusion, ..assessment });
                    }
                }
            }
        }
        let deed = world.deed(body);
        decided(world, body, deed, online, Decision::Filed, about(Matter::SystemLaunch));
    }
    if let Some(offline) = system.offline_on {
        let applied_on = match world.deed(body) {
            Deed::Kept => Some(offline.plus(3).min(world.today)),
            Deed::Unrecorded => None,
            Deed::Missed | Deed::Pending => return,
        };
        let decision = applied_on.map(|_| Decision::Filed);
        world.add(body, 'M', Held::since(Day::MIN), Permission { applied_on, decision, ..about(Matter::SystemRetirement) });
    }
}

/// The filing of its grade, and its assessments and self-checks.
fn grade(world: &mut World<'_>, body: &Body<'_>, system: &System) {
    let (what, grade) = (Graded::System(&system.code), system.shape.grade);
    let deed = world.deed(body);
    let base = system.online_on.unwrap_or(body.since).min(world.today).plus(-3);
    match deed {
        Deed::Kept => filed(world, body, what, grade, base, Some(base.plus(-14))),
        Deed::Missed if grade >= 3 => {}
        Deed::Missed => filed(world, body, what, grade, base.plus(5), Some(base.plus(-60))),
        Deed::Unrecorded => filed(world, body, what, grade, base, None),
        Deed::Pending if system.shape.stage == Stage::Planned => {}
        Deed::Pending => filed(world, body, what, grade, base, Some(base.plus(-14))),
    }
    assessments(world, body, system, deed);
    if grade >= 3 && system.offline_on.is_none() {
        world.each_period(body, PeriodUnit::Year, |world, day, _| {
            let check = RiskAssessment { system: Some(Ref::to(&system.code)), ..risk(body, RiskKind::SelfCheck) };
            world.add(body, 'K', Held::since(day), check);
        });
    }
}

fn assessments(world: &mut World<'_>, body: &Body<'_>, system: &System, deed: Deed) {
    let (what, grade) = (Graded::System(&system.code), system.shape.grade);
    let first = system.online_on.unwrap_or(body.since).min(world.today).plus(-10);
    let last = world.ago(20, 330);
    let every = if grade >= 3 { 350 } else { 700 };
    let days = match deed {
        Deed::Kept if last > first => vec![first, last.plus(-every).max(first), last],
        Deed::Kept => vec![first],
        Deed::Unrecorded => vec![last],
        Deed::Missed if system.shape.stage == Stage::Old => vec![world.ago(760, 900)],
        Deed::Missed | Deed::Pending => Vec::new(),
    };
    for (at, day) in days.iter().enumerate() {
        if at > 0 && days[at - 1] == *day {
            continue;
        }
        let conclusion = Some(passing(world, *day)).filter(|_| deed != Deed::Unrecorded);
        assessed(world, body, what, grade, *day, conclusion);
    }
}

/// Assessments of cryptography, which systems of grade 3 have: in time and filed, long ago, unfiled, or not yet.
fn crypto(world: &mut World<'_>, body: &Body<'_>, system: &System) {
    if system.shape.grade < 3 || system.offline_on.is_some() {
        return;
    }
    let what = Graded::System(&system.code);
    let is_old = system.shape.stage == Stage::Old;
    match world.deed(body) {
        Deed::Kept | Deed::Unrecorded => {
            let on = world.ago(60, 180);
            crypto_assessed(world, body, what, on, Some(on.plus(15)));
        }
        Deed::Missed => {
            let on = if system.shape.internet_facing { world.ago(60, 180) } else { world.ago(420, 700) };
            crypto_assessed(world, body, what, on, None);
        }
        Deed::Pending if is_old => {
            let on = world.ago(3, 20);
            crypto_assessed(world, body, what, on, None);
        }
        Deed::Pending => {}
    }
}

fn logs(world: &mut World<'_>, body: &Body<'_>, system: &System) {
    let Some(begin) = system.online_on.filter(|online| *online <= world.today) else { return };
    if system.offline_on.is_none() {
        let kept = Kept { begin, deed: world.deed_of_many(body, 2) };
        let about = |complete| LogCoverage { system: Some(Ref::to(&system.code)), network: None, complete };
        logs::coverage(world, body, kept, &about);
    }
}
