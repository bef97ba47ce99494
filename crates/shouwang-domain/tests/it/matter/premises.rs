//! What the facts say about matters of the law, over the made-up county.

use shouwang_calendar::Day;
use shouwang_domain::facts::Facts;
use shouwang_domain::matter::{bodies, form_of};
use shouwang_domain::plan::{Answer, Bearer, Premises, Settings};
use shouwang_domain::register::{Choices as _, Fact, Ref, Registers, Row, Value};
use shouwang_domain::registers::appointment::{Appointment, Post};
use shouwang_domain::registers::information_system::InformationSystem;
use shouwang_domain::registers::observation::{self, Observation};
use shouwang_domain::registers::permission::{Decision, Matter as Kind, Permission};
use shouwang_domain::registers::plan::{self, Plan};
use shouwang_domain::registers::project;
use shouwang_domain::registers::risk_assessment::{self, RiskAssessment};

use super::support::{TODAY, body, facts, line, province, question, rule};
use crate::plan::support::observed;

fn check(id: &str, applicant: &str, lines: &[Row], registers: &Registers) -> (Premises, Vec<Vec<String>>) {
    let mut facts = Facts::build(registers);
    let before = observed(&facts);
    let settings = Settings::read(&crate::plan::support::REAL.program, &facts).0;
    let checked = question(rule(id), applicant, lines, &settings).check(&mut facts);
    assert_eq!(observed(&facts), before, "asking leaves nothing behind");
    (checked.premises.into_iter().next().unwrap(), checked.bodies)
}

fn unmet(premises: &Premises) -> Vec<&str> {
    premises.needs.iter().filter(|need| need.met != Answer::Yes).map(|need| need.title.zh.as_str()).collect()
}

#[test]
fn a_dedicated_line_needs_its_officer_and_a_single_machine_has_other_needs() {
    let mut registers = province();
    registers.rows_mut("access_link").clear();
    let mut dedicated = line("access-application");
    let (premises, _) = check("access-application", "例-U1", &[dedicated.clone()], &registers);
    assert_eq!((premises.applicant, premises.in_scope), (Bearer::Itself, Answer::Yes));
    assert!(!unmet(&premises).contains(&"专线明确接入安全责任人"), "the officer comes with the application: {:?}", unmet(&premises));
    dedicated.values[3] = None;
    let (premises, _) = check("access-application", "例-U1", &[dedicated.clone()], &registers);
    assert!(unmet(&premises).contains(&"专线明确接入安全责任人"), "{:?}", unmet(&premises));
    // The mode is the third field, a single machine its second choice.
    dedicated.values[2] = Some(Value::Choice(1));
    let (premises, _) = check("access-application", "例-U1", &[dedicated], &registers);
    assert!(!unmet(&premises).contains(&"专线明确接入安全责任人"));
    assert!(unmet(&premises).contains(&"单机明确安全责任人"), "{:?}", unmet(&premises));
}

#[test]
fn a_missing_responsible_person_is_named() {
    let mut registers = province();
    let named = |registers: &Registers| {
        let (premises, _) = check("access-application", "例-U1", &[line("access-application")], registers);
        premises.needs.iter().find(|need| need.title.zh == "已明确责任人").unwrap().met
    };
    assert_eq!(named(&registers), Answer::Yes);
    registers.rows_mut("appointment").clear();
    assert_eq!(named(&registers), Answer::No);
    let post =
        Appointment {
            unit: Ref::to("例-U1"), post: Post::ResponsiblePerson, person: Some(Ref::to("例-P1")), department: None, link: None
        };
    // The post is asked about on the day on which access is wanted, 2027-03-01.
    registers.push_fact(Fact::declared("例-任职", Day::MIN, post.clone()).until("2027-02-28".parse().unwrap()));
    assert_eq!(named(&registers), Answer::No, "whose term runs out before");
    registers.rows_mut("appointment").clear();
    registers.push_fact(Fact::declared("例-任职", Day::MIN, post).until("2027-03-01".parse().unwrap()));
    assert_eq!(named(&registers), Answer::Yes);
}

#[test]
fn only_whoever_answers_for_the_subject_applies() {
    let other = check("system-launch", "例-镇", &[line("system-launch")], &province()).0;
    assert_eq!(other.applicant, Bearer::Another);
    assert_eq!(check("system-launch", "例-U1", &[line("system-launch")], &province()).0.applicant, Bearer::Itself);
}

#[test]
fn a_launch_needs_its_evaluation_and_weighs_the_audit_of_cryptography() {
    let mut registers = province();
    registers.rows_mut("risk_assessment").clear();
    let (premises, _) = check("system-launch", "例-U1", &[line("system-launch")], &registers);
    assert_eq!(unmet(&premises), ["做过上线测评，最近一次没有不合格", "密码应用前置审核"]);
    assert_eq!(
        premises.needs.iter().map(|need| need.weigh).collect::<Vec<_>>(),
        [false, true],
        "work secrets are asked of those that have them"
    );
    let mut plain = registers.facts::<InformationSystem>().unwrap().into_iter().find(|system| system.code == "例-S1").unwrap();
    plain.data.uses_cryptography = Some(false);
    let mut without = registers.clone();
    without.rows_mut("information_system").clear();
    without.push_fact(plain);
    let (premises, _) = check("system-launch", "例-U1", &[line("system-launch")], &without);
    assert_eq!(unmet(&premises), ["做过上线测评，最近一次没有不合格"], "and the audit of those that use cryptography");
    let evaluation = RiskAssessment {
        unit: Ref::to("例-U1"),
        system: Some(Ref::to("例-S1")),
        kind: risk_assessment::Kind::Launch,
        upgrade: None,
        incident: None,
        conclusion: None,
        for_year: None,
    };
    registers.push_fact(Fact::declared("例-测评", TODAY, evaluation.clone()));
    let (premises, _) = check("system-launch", "例-U1", &[line("system-launch")], &registers);
    assert_eq!(premises.needs[0].met, Answer::Unknown, "one without a conclusion says nothing yet");
    let evaluation = RiskAssessment { conclusion: Some(risk_assessment::Conclusion::PassedWithFindings), ..evaluation };
    registers.push_fact(Fact::declared("例-测评二", TODAY, evaluation));
    assert_eq!(unmet(&check("system-launch", "例-U1", &[line("system-launch")], &registers).0), ["密码应用前置审核"]);
}

#[test]
fn the_day_that_a_notice_must_come_before_is_that_of_the_work() {
    let (premises, _) = check("debugging-notice", "例-U1", &[line("debugging-notice")], &province());
    assert_eq!((premises.event, premises.in_scope), (Some("2027-03-10".parse().unwrap()), Answer::Yes));
}

/// The example line of a form without what is given for some fields.
fn without(id: &str, fields: &[&str]) -> Row {
    let mut line = line(id);
    for field in fields {
        line.values[form_of(id).unwrap().def.field_index(field).unwrap()] = None;
    }
    line
}

#[test]
fn needs_and_leads_are_known_before_anybody_writes_why() {
    let mut registers = province();
    registers.rows_mut("observation").clear();
    let (premises, _) = check("reconnection", "例-U1", &[without("reconnection", &["mended"])], &registers);
    assert_eq!(unmet(&premises), ["整改完成"]);
    let (premises, bodies) = check("debugging-notice", "例-U1", &[without("debugging-notice", &["content"])], &registers);
    assert_eq!((premises.event, premises.applicant), (Some("2027-03-10".parse().unwrap()), Bearer::Itself));
    assert!(bodies.iter().all(|bodies| !bodies.is_empty()));
    let (premises, bodies) = check("responsibility-handover", "例-U1", &[without("responsibility-handover", &["reason"])], &registers);
    assert_eq!(premises.applicant, Bearer::Itself);
    assert!(bodies.iter().flatten().any(|body| body == "例-U2"), "whom else it concerns is known as well: {bodies:?}");
}

#[test]
fn a_choice_that_nobody_has_made_leaves_open_what_rests_on_it() {
    let (premises, _) = check("project-start", "例-U1", &[without("project-start", &["kind", "name"])], &province());
    let met: Vec<_> = premises.needs.iter().map(|need| (need.title.zh.as_str(), need.met)).collect();
    assert_eq!(met, [("项目列入年度计划", Answer::Yes), ("安全同步规划", Answer::Unknown)]);
    assert!(check("project-start", "例-U1", &[without("project-start", &["plan"])], &province()).0.needs.is_empty());
}

/// What stands against a project under a plan of this kind and unit, with its security planned on a day.
fn against_project(kind: plan::Kind, unit: &str, planned_on: &str) -> Vec<String> {
    let mut registers = province();
    let data = Plan { unit: Ref::to(unit), kind, title: "甲计划".to_owned(), year: Some(2027), parent: None, covers_ipv6: None };
    registers.push_fact(Fact::declared("例-计划", Day::MIN, data));
    let mut project = line("project-start");
    let form = form_of("project-start").unwrap();
    project.values[form.def.field_index("plan").unwrap()] = Some(Value::Ref("例-计划".to_owned()));
    project.values[form.def.field_index("kind").unwrap()] = Some(Value::Choice(project::Kind::New.position()));
    project.values[form.def.field_index("security_planned_on").unwrap()] = Some(Value::Day(planned_on.parse().unwrap()));
    let (premises, _) = check("project-start", "例-U1", &[project], &registers);
    unmet(&premises).into_iter().map(str::to_owned).collect()
}

#[test]
fn a_project_starts_with_its_line_in_a_yearly_plan_and_its_security_planned() {
    assert_eq!(against_project(plan::Kind::Yearly, "例-U1", "2027-03-01"), [""; 0]);
    assert_eq!(against_project(plan::Kind::Yearly, &body("例-433130", "主管"), "2027-03-01"), [""; 0], "the department plans for all");
    assert_eq!(against_project(plan::Kind::LongTerm, "例-U1", "2027-03-01"), ["项目列入年度计划"], "that the unit has another is no help");
    assert_eq!(against_project(plan::Kind::Yearly, "例-U1", "2027-03-02"), ["安全同步规划"], "planned after the start");
}

/// What was seen of the example's link on a day.
fn seen(registers: &mut Registers, kind: observation::Kind, on: &str) {
    let data = Observation {
        kind,
        unit: None,
        port: None,
        device: None,
        interface_device: None,
        exit: None,
        link: Some(Ref::to("例-U1/例-N1/dedicated_line")),
        network: None,
        private_network: None,
        system: None,
        terminal: None,
    };
    registers.push_fact(Fact::declared(format!("例-看见{on}"), on.parse().unwrap(), data));
}

#[test]
fn what_was_mended_before_it_was_broken_again_is_not_mended() {
    let mut registers = province();
    let mended = |registers: &Registers| check("reconnection", "例-U1", &[line("reconnection")], registers).0.needs[0].met;
    seen(&mut registers, observation::Kind::Cleaned, "2024-05-06");
    assert_eq!(mended(&registers), Answer::Yes);
    seen(&mut registers, observation::Kind::Attack, "2026-05-06");
    assert_eq!(mended(&registers), Answer::No);
    seen(&mut registers, observation::Kind::Disconnected, "2026-05-07");
    seen(&mut registers, observation::Kind::Cleaned, "2026-05-08");
    assert_eq!(mended(&registers), Answer::Yes);
}

#[test]
fn a_link_that_was_given_up_does_not_come_back_without_leave() {
    let mut registers = province();
    seen(&mut registers, observation::Kind::Cleaned, "2026-05-08");
    let link = "例-U1/例-N1/dedicated_line";
    for row in registers.rows_mut("access_link") {
        row.until = "2026-06-30".parse().unwrap();
    }
    let mut paper = |kind, on: &str| {
        let on = on.parse().unwrap();
        let about = Permission::about(kind, "例-U1");
        let data = Permission { link: Some(Ref::to(link)), decision: Some(Decision::Approved), decided_on: Some(on), ..about };
        registers.push_fact(Fact::declared(format!("例-许可{on}"), on, data));
        let facts = Facts::build(&registers);
        let settings = Settings::default();
        let lines = [line("reconnection")];
        question(rule("reconnection"), "例-U1", &lines, &settings).check(&mut facts.clone()).gone
    };
    assert_eq!(paper(Kind::AccessApplication, "2025-01-06"), []);
    assert_eq!(paper(Kind::AccessWithdrawal, "2026-06-22").len(), 1, "it was given up after it was granted");
    assert_eq!(paper(Kind::AccessApplication, "2026-07-06"), [], "and granted anew after that");
}

#[test]
fn a_migration_is_for_networks_that_stand_apart_as_things_are() {
    let mut registers = province();
    let on_extranet = |registers: &mut Registers, yes: bool| {
        registers.rows_mut("private_network")[0].values[1] = Some(Value::Flag(yes));
    };
    on_extranet(&mut registers, false);
    assert_eq!(check("private-network-migration", "例-U1", &[line("private-network-migration")], &registers).0.in_scope, Answer::Yes);
    on_extranet(&mut registers, true);
    assert_eq!(check("private-network-migration", "例-U1", &[line("private-network-migration")], &registers).0.in_scope, Answer::No);
}

#[test]
fn bodies_are_found_by_function_division_and_level() {
    let facts = facts();
    let route = |id: &str, applicant: &str| {
        let steps = rule(id).rule.route.iter();
        steps.flat_map(|step| bodies(&facts, step, applicant, Some("例-U2"), TODAY)).collect::<Vec<_>>()
    };
    let (county, prefecture, province) = ("例-433130", "例-4331", "例-43");
    assert_eq!(route("access-application", "例-U1"), [body(county, "主管"), body(county, "运行")]);
    assert_eq!(
        route("access-application", "例-镇"),
        [body(county, "主管"), body(county, "运行")],
        "a township has the bodies of its county"
    );
    assert_eq!(route("major-construction-review", "例-U1"), [body(prefecture, "运行")]);
    assert_eq!(route("crypto-pre-audit", "例-U1"), [body(province, "密码")]);
    for (applicant, files) in [("例-U1".to_owned(), prefecture), (body(prefecture, "主管"), prefecture), (body(province, "主管"), province)]
    {
        assert_eq!(route("grade-filing", &applicant), [body(files, "公安")], "{applicant}: the prefecture or above takes it");
    }
    assert_eq!(route("staff-admission", "例-U1"), ["例-U1"]);
    assert_eq!(route("responsibility-handover", "例-U1"), ["例-U1", "例-U2", "例-433130主管", "例-433130运行"]);
    assert_eq!(route("local-rules-filing", &body(province, "主管")), Vec::<String>::new(), "nothing stands above the province here");
}
