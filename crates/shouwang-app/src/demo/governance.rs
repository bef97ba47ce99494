//! Rules, plans for emergencies, drills, trainings, reports and running money: what a body has to have and to do over and over.

use shouwang_calendar::{Day, Period, PeriodUnit};
use shouwang_domain::register::Ref;
use shouwang_domain::registers::budget_line::{BudgetLine, Purpose};
use shouwang_domain::registers::drill::Drill;
use shouwang_domain::registers::emergency_plan::EmergencyPlan;
use shouwang_domain::registers::policy::{Kind as PolicyKind, Policy};
use shouwang_domain::registers::report::{Kind as ReportKind, Report};
use shouwang_domain::registers::risk_assessment::Kind as AssessmentKind;
use shouwang_domain::registers::rule_setting::RuleSetting;
use shouwang_domain::registers::training::{Audience, Training};
use shouwang_domain::registers::unit::Function;

use super::body::Body;
use super::deed::Deed;
use super::places::Level;
use super::protection;
use super::world::{Held, World};

/// What a connected unit has and does.
pub(super) fn connected_unit(world: &mut World<'_>, body: &Body<'_>) {
    use PolicyKind::{DataSecurity, NetworkSecurity, Organisation, Outsourcing, Staff};
    policies(world, body, &[NetworkSecurity, DataSecurity, Organisation, Staff, Outsourcing]);
    let plan = emergency_plan(world, body);
    drills(world, body, plan.as_deref());
    trainings(world, body, Audience::OwnStaff);
}

/// What a competent department has and does; the province's has more.
pub(super) fn competent_department(world: &mut World<'_>, body: &Body<'_>) {
    policies(world, body, &[PolicyKind::IncidentResponse, PolicyKind::Notification]);
    let plan = emergency_plan(world, body);
    drills(world, body, plan.as_deref());
    inform_supervisors(world, body);
    if body.seat.level == Level::Province {
        policies(world, body, &[PolicyKind::NetworkSecurity, PolicyKind::DataSecurity]);
        organised_trainings(world, body);
        record_reading(world, body);
        return;
    }
    policies(world, body, &[PolicyKind::LocalRules]);
    report_up(world, body, PeriodUnit::Quarter, ReportKind::Incidents);
    report_up(world, body, PeriodUnit::HalfYear, ReportKind::Posture);
    report_up(world, body, PeriodUnit::Year, ReportKind::SelfCheck);
}

/// What an operating agency has and does.
pub(super) fn operating_agency(world: &mut World<'_>, body: &Body<'_>) {
    policies(world, body, &[PolicyKind::Operation, PolicyKind::Staff]);
    trainings(world, body, Audience::LevelStaff);
    protection::yearly_assessment(world, body, AssessmentKind::SelfCheck);
    protection::yearly_assessment(world, body, AssessmentKind::Routine);
    for purpose in [Purpose::Operation, Purpose::Security] {
        world.each_period(body, PeriodUnit::Year, |world, day, _| {
            let first = Period::containing(PeriodUnit::Year, day).first();
            budget(world, body, first, purpose);
        });
    }
}

/// What the cyberspace and cryptography administrations have at the province.
pub(super) fn overseer(world: &mut World<'_>, body: &Body<'_>, functions: &[Function]) {
    if body.seat.level != Level::Province {
        return;
    }
    let is_cyberspace = functions.contains(&Function::Cyberspace);
    policies(world, body, &[if is_cyberspace { PolicyKind::IncidentResponse } else { PolicyKind::CryptographySupervision }]);
}

fn policies(world: &mut World<'_>, body: &Body<'_>, kinds: &[PolicyKind]) {
    for &kind in kinds {
        let from = match world.deed(body) {
            Deed::Missed => continue,
            Deed::Pending => world.ahead(10, 60),
            Deed::Kept | Deed::Unrecorded => world.ago(100, 900).max(body.since),
        };
        let filed_on = Some(from.plus(world.chance.days(3, 20))).filter(|_| world.deed(body) == Deed::Kept);
        let title = format!("{}·{}制度（样例）", body.name, policy_word(kind));
        world.add(body, 'Q', Held::since(from), Policy { unit: Ref::to(&body.code), kind, title, filed_on });
    }
}

fn policy_word(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::NetworkSecurity => "网络安全",
        PolicyKind::DataSecurity => "数据安全",
        PolicyKind::Organisation => "组织机构",
        PolicyKind::Staff => "人员管理",
        PolicyKind::Outsourcing => "外包管理",
        PolicyKind::Operation => "运行保障",
        PolicyKind::LocalRules => "本级管理",
        PolicyKind::Notification => "监测预警与通报",
        PolicyKind::IncidentResponse => "应急联动",
        PolicyKind::CryptographySupervision => "密码监管",
    }
}

fn emergency_plan(world: &mut World<'_>, body: &Body<'_>) -> Option<String> {
    if world.deed(body) == Deed::Missed {
        return None;
    }
    let from = world.ago(120, 900).max(body.since);
    let title = format!("{}网络安全事件应急预案", body.name);
    Some(world.add(body, 'E', Held::since(from), EmergencyPlan { unit: Ref::to(&body.code), title, reviewed_on: Some(from) }))
}

fn drills(world: &mut World<'_>, body: &Body<'_>, plan: Option<&str>) {
    world.each_period(body, PeriodUnit::Year, |world, day, _| {
        let participants = Some(i64::from(1 + world.chance.below(12)));
        let data = Drill { unit: Ref::to(&body.code), emergency_plan: plan.map(Ref::to), participants, for_year: None };
        world.add(body, 'G', Held::since(day), data);
    });
}

fn trainings(world: &mut World<'_>, body: &Body<'_>, audience: Audience) {
    world.each_period(body, PeriodUnit::Year, |world, day, deed| {
        let audience = Some(audience).filter(|_| deed == Deed::Kept);
        training(world, body, day, None, audience);
    });
}

fn organised_trainings(world: &mut World<'_>, body: &Body<'_>) {
    world.each_period(body, PeriodUnit::Year, |world, day, _| {
        training(world, body, day, Some(&body.code), Some(Audience::LevelStaff));
    });
}

fn training(world: &mut World<'_>, body: &Body<'_>, day: Day, organiser: Option<&str>, audience: Option<Audience>) {
    let attendees = Some(i64::from(8 + world.chance.below(90)));
    let topic = "样例：网络和数据安全培训".to_owned();
    let data = Training { unit: Ref::to(&body.code), topic, attendees, organiser: organiser.map(Ref::to), audience, for_year: None };
    world.add(body, 'F', Held::since(day), data);
}

fn report_up(world: &mut World<'_>, body: &Body<'_>, unit: PeriodUnit, kind: ReportKind) {
    world.each_period(body, unit, |world, day, _| {
        let to = body.seat.superior.as_ref().map(|(competent, _)| Ref::to(competent));
        let for_period = Some(Period::containing(unit, day).to_string());
        world.add(body, 'R', Held::since(day), Report { unit: Ref::to(&body.code), to, kind, incident: None, for_period });
    });
}

fn inform_supervisors(world: &mut World<'_>, body: &Body<'_>) {
    world.each_period(body, PeriodUnit::Year, |world, day, deed| {
        for supervisor in [&body.seat.cyberspace, &body.seat.cryptography, &body.seat.police] {
            let to = Some(Ref::to(supervisor)).filter(|_| deed == Deed::Kept);
            let data = Report { unit: Ref::to(&body.code), to, kind: ReportKind::Information, incident: None, for_period: None };
            world.add(body, 'R', Held::since(day), data);
        }
    });
}

fn budget(world: &mut World<'_>, body: &Body<'_>, first_day: Day, purpose: Purpose) {
    let amount = i64::from(10 + world.chance.below(300)) * 10_000;
    let spent = Some(amount / 100 * i64::from(world.chance.below(100)));
    let year = i64::from(first_day.civil().0);
    world.add(body, 'Y', Held::since(first_day), BudgetLine { unit: Ref::to(&body.code), year, purpose, amount, spent, project: None });
}

/// That the province reads "at least so many days ahead" as the law data do anyway: a setting on record that changes nothing.
fn record_reading(world: &mut World<'_>, body: &Body<'_>) {
    if body.is_showcase() {
        return;
    }
    let data = RuleSetting {
        rule: "ahead-days".to_owned(),
        setting: "clear".to_owned(),
        decided_by: Ref::to(&body.code),
        reason: "样例：确认沿用净日的数法".to_owned(),
    };
    world.add(body, 'W', Held::since(world.today.plus(-200)), data);
}
