//! Grades, assessments, cryptography and risks.

use shouwang_calendar::{Day, PeriodUnit};
use shouwang_domain::register::Ref;
use shouwang_domain::registers::crypto_assessment::CryptoAssessment;
use shouwang_domain::registers::grade_assessment::{Conclusion, GradeAssessment};
use shouwang_domain::registers::grade_filing::GradeFiling;
use shouwang_domain::registers::hazard::Hazard;
use shouwang_domain::registers::permission::{Matter, Permission};
use shouwang_domain::registers::risk_assessment::{Conclusion as RiskConclusion, Kind as RiskKind, RiskAssessment};

use super::body::Body;
use super::deed::Deed;
use super::people::Staff;
use super::permissions::about;
use super::world::{Held, World};

/// What is graded and assessed.
#[derive(Clone, Copy)]
pub(super) enum Graded<'c> {
    Network(&'c str),
    System(&'c str),
}

impl Graded<'_> {
    fn network<T>(self) -> Option<Ref<T>> {
        if let Graded::Network(code) = self { Some(Ref::to(code)) } else { None }
    }

    fn system<T>(self) -> Option<Ref<T>> {
        if let Graded::System(code) = self { Some(Ref::to(code)) } else { None }
    }
}

/// A filing of a grade from a day, the grade having been fixed on another.
pub(super) fn filed(world: &mut World<'_>, body: &Body<'_>, what: Graded<'_>, grade: i64, from: Day, fixed_on: Option<Day>) {
    let code = body.new_code('V');
    let number = Some(format!("样例备案-{code}"));
    world.add_as(body, code, Held::since(from), GradeFiling { network: what.network(), system: what.system(), grade, fixed_on, number });
}

/// An assessment of a grade on a day.
pub(super) fn assessed(world: &mut World<'_>, body: &Body<'_>, what: Graded<'_>, grade: i64, on: Day, conclusion: Option<Conclusion>) {
    world.add(body, 'H', Held::since(on), GradeAssessment { network: what.network(), system: what.system(), grade, conclusion });
}

/// How good a passing report is; before 2025 reports used other words.
pub(super) fn passing(world: &mut World<'_>, on: Day) -> Conclusion {
    let is_good = world.chance.hits(400);
    match (on.civil().0 < 2025, is_good) {
        (true, true) => Conclusion::Good,
        (true, false) => Conclusion::Fair,
        (false, true) => Conclusion::Conforms,
        (false, false) => Conclusion::BasicallyConforms,
    }
}

/// An assessment of cryptography on a day, and the day on which its result was filed.
pub(super) fn crypto_assessed(world: &mut World<'_>, body: &Body<'_>, what: Graded<'_>, on: Day, filed_on: Option<Day>) {
    let conclusion = Some(passing(world, on));
    world.add(body, 'J', Held::since(on), CryptoAssessment { network: what.network(), system: what.system(), conclusion, filed_on });
}

/// A risk assessment of the body that concerns nothing in particular; the caller fills in what it does concern.
pub(super) fn risk(body: &Body<'_>, kind: RiskKind) -> RiskAssessment {
    let conclusion = Some(RiskConclusion::Passed);
    RiskAssessment { unit: Ref::to(&body.code), system: None, kind, upgrade: None, incident: None, conclusion, for_year: None }
}

/// The assessments that a connected unit makes of itself, and of important data where it has them.
pub(super) fn unit_assessments(world: &mut World<'_>, body: &Body<'_>, important: bool) {
    yearly_assessment(world, body, RiskKind::Routine);
    yearly_assessment(world, body, RiskKind::SelfCheck);
    if important {
        important_data(world, body);
    }
}

/// One assessment of this kind a year.
pub(super) fn yearly_assessment(world: &mut World<'_>, body: &Body<'_>, kind: RiskKind) {
    world.each_period(body, PeriodUnit::Year, |world, day, deed| {
        let conclusion = match world.chance.below(10) {
            _ if deed == Deed::Unrecorded => None,
            0..=2 => Some(RiskConclusion::PassedWithFindings),
            _ => Some(RiskConclusion::Passed),
        };
        world.add(body, 'K', Held::since(day), RiskAssessment { conclusion, ..risk(body, kind) });
    });
}

fn important_data(world: &mut World<'_>, body: &Body<'_>) {
    world.each_period(body, PeriodUnit::Year, |world, day, deed| {
        world.add(body, 'K', Held::since(day), risk(body, RiskKind::ImportantData));
        for matter in [Matter::ImportantDataReportCompetent, Matter::ImportantDataReportProvincial] {
            let applied_on = Some(day).filter(|_| deed == Deed::Kept);
            world.add(body, 'M', Held::since(Day::MIN), Permission { applied_on, ..about(matter, body) });
        }
    });
}

/// Hazards found: mended, to be mended in time, mended too late or not at all, without a day set.
pub(super) fn hazards(world: &mut World<'_>, body: &Body<'_>, staff: &Staff) {
    for description in ["样例：弱口令", "样例：未及时安装补丁"] {
        if !world.has(body, 350) {
            continue;
        }
        let (found, due) = (world.ago(40, 300), world.ago(5, 30));
        let mended = Some(world.between(found, due));
        let (due_on, mended_on) = match world.deed(body) {
            Deed::Kept => (Some(due), mended),
            Deed::Missed => (Some(due), None),
            Deed::Unrecorded => (None, None),
            Deed::Pending => (Some(world.ahead(5, 60)), None),
        };
        let owner = Some(Ref::to(&staff.officer));
        let data = Hazard { unit: Ref::to(&body.code), system: None, description: description.to_owned(), owner, due_on, mended_on };
        world.add(body, 'D', Held::since(found), data);
    }
}
