//! Incidents and what was reported of them, traces and attacks seen at units.

use shouwang_calendar::Day;
use shouwang_domain::register::Ref;
use shouwang_domain::registers::incident::{Incident, Level};
use shouwang_domain::registers::observation::{Kind as Seen, Observation};
use shouwang_domain::registers::report::{Kind as ReportKind, Report};
use shouwang_domain::registers::risk_assessment::{Kind as RiskKind, RiskAssessment};

use super::body::Body;
use super::deed::Deed;
use super::observations::{blank, itself, seen};
use super::protection::risk;
use super::world::{Held, World};

/// Levels of incidents, and how many in a hundred are of each.
const LEVELS: [(Level, u32); 4] = [(Level::General, 70), (Level::FairlyMajor, 20), (Level::Major, 8), (Level::EspeciallyMajor, 2)];

/// The incidents of a unit: few in two years, for most units none.
pub(super) fn incidents(world: &mut World<'_>, body: &Body<'_>, system: Option<&str>) {
    for _ in 0..2 {
        if world.has(body, 45) {
            for level in world.one_or_all(body, &LEVELS) {
                if body.is_showcase() || world.chance.hits(250) {
                    recent(world, body, system, level);
                } else {
                    settled(world, body, system, level);
                }
            }
        }
    }
}

/// An incident of the last two years, over long ago, reported as it should be.
fn settled(world: &mut World<'_>, body: &Body<'_>, system: Option<&str>, level: Level) {
    let from = world.ago(220, 700);
    let until = from.plus(world.chance.days(1, 12));
    let code = incident(world, body, system, level, Held::between(from, until), Some(false));
    if level != Level::General {
        reports(world, body, &code, from, true);
        summary(world, body, &code, until.plus(10));
    }
}

/// An incident that still matters: being handled, ended and to be summed up, found today, or forgotten.
fn recent(world: &mut World<'_>, body: &Body<'_>, system: Option<&str>, level: Level) {
    let deed = world.deed(body);
    let ended = level == Level::FairlyMajor;
    let (from, until) = match deed {
        Deed::Kept | Deed::Unrecorded => (world.ago(6, 20), world.ago(2, 5)),
        Deed::Missed => (world.ago(70, 180), world.ago(40, 60)),
        Deed::Pending => (if ended { world.ago(6, 20) } else { world.today }, world.ago(1, 5)),
    };
    let held = if ended { Held::between(from, until) } else { Held::since(from) };
    let affects = Some(level != Level::General).filter(|_| deed != Deed::Unrecorded);
    let code = incident(world, body, system, level, held, affects);
    match deed {
        Deed::Kept => {
            reports(world, body, &code, from, true);
            let assessment = RiskAssessment { incident: Some(Ref::to(&code)), ..risk(body, RiskKind::Emergency) };
            world.add(body, 'K', Held::since(from.plus(1)), assessment);
            if ended {
                summary(world, body, &code, until.plus(1));
            }
        }
        Deed::Unrecorded => reports(world, body, &code, from, false),
        Deed::Missed | Deed::Pending => {}
    }
}

fn incident(world: &mut World<'_>, body: &Body<'_>, system: Option<&str>, level: Level, held: Held, affects: Option<bool>) -> String {
    let data =
        Incident { unit: Ref::to(&body.code), system: system.map(Ref::to), level, affects_network: affects, personal_data: Some(false) };
    world.add(body, 'D', held, data)
}

/// The reports of an incident on its day to everybody who has to have one; without their addressees when nobody wrote them down.
fn reports(world: &mut World<'_>, body: &Body<'_>, incident: &str, on: Day, addressed: bool) {
    let seat = body.seat;
    for to in [&*seat.competent, seat.operator(), &seat.province.1, &seat.police] {
        let to = Some(Ref::to(to)).filter(|_| addressed);
        let incident = Some(Ref::to(incident));
        world.add(
            body,
            'R',
            Held::since(on),
            Report { unit: Ref::to(&body.code), to, kind: ReportKind::Incident, incident, for_period: None },
        );
    }
}

fn summary(world: &mut World<'_>, body: &Body<'_>, incident: &str, on: Day) {
    let (to, incident) = (Some(Ref::to(&body.seat.competent)), Some(Ref::to(incident)));
    let data = Report { unit: Ref::to(&body.code), to, kind: ReportKind::IncidentSummary, incident, for_period: None };
    world.add(body, 'R', Held::since(on.min(world.today)), data);
}

/// Attacks from the unit, exits in use that nobody knows, traces of what must not be there: seen, and dealt with or not.
pub(super) fn traces(world: &mut World<'_>, body: &Body<'_>, system: Option<&str>) {
    let at_unit = |kind| Observation { unit: itself(body), ..blank(kind) };
    for (bad, mended) in [(Seen::Attack, Seen::Cleaned), (Seen::ExitUsed, Seen::Disconnected), (Seen::ClassifiedTrace, Seen::Cleaned)] {
        if world.has(body, 10) {
            seen(world, body, bad, mended, &at_unit);
        }
    }
    if world.has(body, 3) && world.deed(body) == Deed::Unrecorded {
        // A trace on a system, and nobody wrote down whose it is.
        let (on, system) = (world.ago(5, 60), system.map(Ref::to));
        if system.is_some() {
            world.add(body, 'O', Held::since(on).measured(), Observation { system, ..blank(Seen::ClassifiedTrace) });
        }
    }
}
