//! What matters of the law ask for beyond what the examples of the registers hold, and which of it an example line is about.

use serde_json::Value as Json;
use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record, Ref, Row};
use shouwang_domain::registers::appointment::{Appointment, Post};
use shouwang_domain::registers::confidentiality_agreement::ConfidentialityAgreement;
use shouwang_domain::registers::crypto_assessment::CryptoAssessment;
use shouwang_domain::registers::division::Level;
use shouwang_domain::registers::grade_assessment::{Conclusion, GradeAssessment};
use shouwang_domain::registers::information_system::{self, InformationSystem};
use shouwang_domain::registers::network::{self, Network};
use shouwang_domain::registers::observation::{self, Observation};
use shouwang_domain::registers::permission::{Decision, Matter, Permission};
use shouwang_domain::registers::policy::{self, Policy};
use shouwang_domain::registers::private_network::PrivateNetwork;
use shouwang_domain::registers::project::{self, Project};
use shouwang_domain::registers::responsible::Responsible;
use shouwang_domain::registers::risk_assessment::{self, RiskAssessment};

use super::world::body;

/// A day before everything that the tests do.
fn earlier() -> Day {
    "2026-03-02".parse().unwrap()
}

fn put<T: Record>(code: &str, data: T) -> (&'static str, Row) {
    (T::NAME, Fact::declared(code, earlier(), data).into_row())
}

fn of_u1() -> Responsible {
    Responsible { managing_unit: Ref::to("U1"), building_unit: None, using_unit: None, publishing_unit: None, division: None }
}

/// Rows that are needed for every matter to be handed in once.
pub(super) fn rows() -> Vec<(&'static str, Row)> {
    [dedicated_line(), people_and_papers(), systems(), projects(), private_networks()].concat()
}

/// A network of the unit's own with its assessment, and the link that was mended.
fn dedicated_line() -> Vec<(&'static str, Row)> {
    let own = Network { name: "单位局域网".to_owned(), kind: network::Kind::Local, level: Some(Level::County), responsible: of_u1() };
    let graded = GradeAssessment { network: Some(Ref::to("N-own")), system: None, grade: 3, conclusion: Some(Conclusion::Conforms) };
    let mended = Observation {
        kind: observation::Kind::Cleaned,
        unit: None,
        port: None,
        device: None,
        interface_device: None,
        exit: None,
        link: Some(Ref::to("U1/N1/dedicated_line")),
        network: None,
        private_network: None,
        system: None,
        terminal: None,
    };
    vec![put("N-own", own), put("V-own", graded), put("O-mended", mended)]
}

/// Security contacts, an agreement with the provider, the rules of the level, and assessments of the kinds that are reported.
fn people_and_papers() -> Vec<(&'static str, Row)> {
    let contact =
        Appointment { unit: Ref::to("U1"), post: Post::SecurityContact, person: Some(Ref::to("P1")), department: None, link: None };
    let rules =
        Policy {
            unit: Ref::to(body("433130", "competent")), kind: policy::Kind::LocalRules, title: "县级制度".to_owned(), filed_on: None
        };
    let agreed = ConfidentialityAgreement { unit: Ref::to("U1"), person: None, provider: Some(Ref::to("U2")), filed_on: None };
    let assessed = |kind, system: Option<&str>| RiskAssessment {
        unit: Ref::to("U1"),
        system: system.map(Ref::to),
        kind,
        upgrade: None,
        incident: None,
        conclusion: Some(risk_assessment::Conclusion::Passed),
        for_year: None,
    };
    vec![
        put("T-contact", contact),
        put("U1/provider:U2", agreed),
        put("R-level", rules),
        put("A-data", assessed(risk_assessment::Kind::ImportantData, None)),
        put("A-launch", assessed(risk_assessment::Kind::Launch, Some("S-new"))),
    ]
}

/// A system that is to go into service, and papers that were not filed yet.
fn systems() -> Vec<(&'static str, Row)> {
    let new = InformationSystem {
        name: "新系统".to_owned(),
        kind: information_system::Kind::Web,
        internet_facing: None,
        network: None,
        online_on: None,
        offline_on: None,
        work_secrets: Some(false),
        government_data: None,
        uses_cryptography: Some(true),
        serves_public: None,
        domain_name: None,
        responsible: of_u1(),
    };
    let assessed = CryptoAssessment { network: None, system: Some(Ref::to("S1")), conclusion: Some(Conclusion::Conforms), filed_on: None };
    let rules = Policy { unit: Ref::to("U1"), kind: policy::Kind::NetworkSecurity, title: "新办法".to_owned(), filed_on: None };
    vec![put("S-new", new), put("J-new", assessed), put("U1/新办法", rules)]
}

/// A project that is major, and another that the agency above has reviewed.
fn projects() -> Vec<(&'static str, Row)> {
    let major = || Project {
        unit: Ref::to("U1"),
        name: "重大项目".to_owned(),
        kind: project::Kind::Extend,
        plan: None,
        major: Some(true),
        network: Some(Ref::to("N1")),
        security_planned_on: Some(earlier()),
        security_built_on: None,
        built_on: None,
        used_on: None,
        security_used_on: None,
    };
    let reviewed = Permission { project: Some(Ref::to("X-reviewed")), ..approved(Matter::MajorConstructionReview) };
    vec![put("X-major", major()), put("X-reviewed", major()), put("M-reviewed", reviewed)]
}

/// A private network that stands apart, and the consent to another that is to be built.
fn private_networks() -> Vec<(&'static str, Row)> {
    let apart = PrivateNetwork {
        name: "旧专网".to_owned(),
        on_extranet: false,
        exchanges_data: None,
        isolation_device: None,
        isolated: None,
        merge_due_on: None,
        merged_on: None,
        responsible: of_u1(),
    };
    let consent = Permission { private_network: Some(Ref::to("Z-planned")), ..approved(Matter::PrivateNetworkBuilding) };
    vec![put("Z-apart", apart), put("M-consent", consent)]
}

fn approved(matter: Matter) -> Permission {
    Permission {
        applied_on: Some(earlier()),
        decision: Some(Decision::Approved),
        decided_on: Some(earlier()),
        ..Permission::about(matter, "U1")
    }
}

/// Lets an example line be about what its matter is for.
pub(super) fn aim(kind: &str, line: &mut Json) {
    let meant = match kind.replace('-', "_").as_str() {
        // Other matters of the example end it later.
        "access_account_closing" => ("from", "2027-02-01"),
        "agreement_filing" => ("agreement", "U1/provider:U2"),
        "important_data_report_competent" | "important_data_report_provincial" => ("assessment", "A-data"),
        "crypto_assessment_filing" => ("assessment", "J-new"),
        "policy_filing" => ("policy", "U1/新办法"),
        "system_launch" => ("system", "S-new"),
        "local_rules_filing" => ("policy", "R-level"),
        "major_construction_review" => ("project", "X-major"),
        "major_construction_filing" => ("project", "X-reviewed"),
        "private_network_migration" => ("network", "Z-apart"),
        "private_network_filing" => ("code", "Z-planned"),
        _ => return,
    };
    line[meant.0] = meant.1.into();
}
