//! Who reaches what, said once more in words of the law.

use std::sync::LazyLock;

use shouwang_app::authority::{ActingUnit, Authority, OPERATIONS, Over, Principal};
use shouwang_domain::reach::{Depth, Reach, Scope};
use shouwang_domain::register::{Choices, catalog, system_catalog};
use shouwang_domain::registers::division::Level;
use shouwang_domain::registers::unit::{Function, Industry};
use shouwang_domain::system::role_grant::Role;

static AUTHORITY: LazyLock<Authority> = LazyLock::new(|| Authority::embedded().unwrap());

fn somebody(role: Role, level: Level, functions: &[Function]) -> Principal {
    let unit = ActingUnit {
        code: "U1".to_owned(),
        division: "D1".to_owned(),
        level: Some(level),
        functions: functions.to_vec(),
        industry: functions.contains(&Function::Industry).then_some(Industry::Health),
    };
    Principal { grant: "G1".to_owned(), role, unit: Some(unit), contract: None, posts: Vec::new(), deputy: false }
}

fn administrator(role: Role) -> Principal {
    Principal { grant: "G1".to_owned(), role, unit: None, contract: None, posts: Vec::new(), deputy: false }
}

fn own() -> Reach {
    Reach::Unit("U1".to_owned())
}

fn territory(depth: Depth) -> Reach {
    Reach::Territory { division: "D1".to_owned(), depth }
}

fn scope(of: &Principal, operation: &str, register: &str) -> Scope {
    AUTHORITY.scope(of, operation, register)
}

#[test]
fn a_connected_unit_reads_and_writes_its_own_and_a_reader_writes_nothing() {
    let unit = [Function::ConnectedUnit];
    let handler = somebody(Role::Handler, Level::County, &unit);
    assert_eq!(scope(&handler, "registers.list", "information_system"), Scope::Any(vec![own()]));
    assert_eq!(scope(&handler, "registers.write", "information_system"), Scope::Any(vec![own()]));
    let reader = somebody(Role::Reader, Level::County, &unit);
    assert_eq!(scope(&reader, "registers.read", "information_system"), Scope::Any(vec![own()]));
    for def in catalog().iter() {
        assert!(scope(&reader, "registers.write", def.name).is_nothing(), "{}", def.name);
    }
}

#[test]
fn who_applies_does_not_decide() {
    for role in [Role::Handler, Role::Approver] {
        assert!(scope(&somebody(role, Level::County, &[Function::ConnectedUnit]), "registers.write", "permission").is_nothing());
    }
    let competent = [Function::CompetentDepartment];
    assert!(scope(&somebody(Role::Handler, Level::County, &competent), "registers.write", "permission").is_nothing());
    let approver = somebody(Role::Approver, Level::County, &competent);
    assert_eq!(scope(&approver, "registers.write", "permission"), Scope::Any(vec![territory(Depth::Same)]));
}

#[test]
fn the_same_level_decides_and_the_level_above_sees() {
    let competent = somebody(Role::Approver, Level::Prefecture, &[Function::CompetentDepartment]);
    let reads = scope(&competent, "registers.list", "access_link");
    assert_eq!(reads, Scope::Any(vec![own(), territory(Depth::Same), territory(Depth::Below)]));
    let writes = scope(&competent, "registers.write", "access_link");
    assert_eq!(writes, Scope::Any(vec![own(), territory(Depth::Same)]));
}

#[test]
fn a_topic_is_read_at_and_below_the_level_and_never_written() {
    let police = somebody(Role::Approver, Level::County, &[Function::PublicSecurity]);
    assert_eq!(scope(&police, "registers.read", "grade_filing"), Scope::Any(vec![own(), territory(Depth::Below)]));
    assert_eq!(scope(&police, "registers.read", "budget_line"), Scope::Any(vec![own()]));
    assert_eq!(scope(&police, "registers.write", "grade_filing"), Scope::Any(vec![own()]));
}

#[test]
fn an_industry_department_reads_its_industry_only() {
    let health = somebody(Role::Reader, Level::Province, &[Function::Industry]);
    let industry = Reach::Industry { industry: Industry::Health, division: "D1".to_owned() };
    assert_eq!(scope(&health, "registers.list", "incident"), Scope::Any(vec![own(), industry]));
}

#[test]
fn a_providers_people_reach_what_the_contract_covers_whatever_else_their_unit_is() {
    let mut person = somebody(Role::Approver, Level::Province, &[Function::Provider, Function::CompetentDepartment]);
    person.contract = Some("K1".to_owned());
    for operation in OPERATIONS.iter().filter(|operation| operation.over == Over::Registers) {
        for def in catalog().iter() {
            let reach = scope(&person, operation.id, def.name);
            let covered = Scope::Any(vec![Reach::Contract("K1".to_owned())]);
            assert!(reach.is_nothing() || reach == covered, "{} {}: {reach:?}", operation.id, def.name);
        }
    }
    let nobody = somebody(Role::Handler, Level::County, &[Function::Provider]);
    assert!(scope(&nobody, "registers.list", "information_system").is_nothing(), "a provider without a contract");
}

#[test]
fn no_administrator_reaches_a_row_and_nobody_reaches_the_products_registers_as_rows() {
    let over_rows = || OPERATIONS.iter().filter(|operation| operation.over.catalog().is_some());
    for role in [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator] {
        for operation in over_rows() {
            assert!(!AUTHORITY.allows(&administrator(role), operation.id), "{role:?} {}", operation.id);
        }
    }
    let province = somebody(Role::Approver, Level::Province, &[Function::CompetentDepartment]);
    for operation in over_rows() {
        for def in system_catalog().iter() {
            assert!(scope(&province, operation.id, def.name).is_nothing(), "{} {}", operation.id, def.name);
        }
    }
}

#[test]
fn matters_are_ones_own_to_act_on_and_the_level_and_those_above_look_on() {
    let handler = somebody(Role::Handler, Level::County, &[Function::ConnectedUnit]);
    for register in ["matter", "matter_step"] {
        assert_eq!(scope(&handler, "matters.read", register), Scope::Any(vec![own()]));
        assert_eq!(scope(&handler, "matters.act", register), Scope::Any(vec![own()]));
        assert!(scope(&handler, "registers.write", register).is_nothing(), "no row of a matter is written but by an act on it");
    }
    let reader = somebody(Role::Reader, Level::County, &[Function::ConnectedUnit]);
    assert!(!AUTHORITY.allows(&reader, "matters.act") && !AUTHORITY.allows(&reader, "matters.start"));
    let competent = somebody(Role::Approver, Level::Prefecture, &[Function::CompetentDepartment]);
    let looks_on = Scope::Any(vec![own(), territory(Depth::Same), territory(Depth::Below)]);
    assert_eq!(scope(&competent, "matters.list", "matter"), looks_on);
    assert_eq!(scope(&competent, "matters.act", "matter"), Scope::Any(vec![own()]), "to look on is not to decide");
    let mut under_contract = somebody(Role::Approver, Level::Province, &[Function::Provider, Function::CompetentDepartment]);
    under_contract.contract = Some("K1".to_owned());
    assert!(!AUTHORITY.allows(&under_contract, "matters.list") && !AUTHORITY.allows(&under_contract, "matters.start"));
}

#[test]
fn the_administrators_have_what_is_theirs_and_nobody_else_has() {
    let may = |role| {
        OPERATIONS.iter().filter(move |operation| AUTHORITY.allows(&administrator(role), operation.id)).map(|operation| operation.id)
    };
    let has = |role, id: &str| may(role).any(|known| known == id);
    assert!(has(Role::SystemAdministrator, "logins.create") && has(Role::SystemAdministrator, "backup.make"));
    assert!(!has(Role::SystemAdministrator, "grants.answer") && !has(Role::SystemAdministrator, "ledger.read"));
    assert!(has(Role::SecurityAdministrator, "grants.answer") && has(Role::SecurityAdministrator, "policies.propose"));
    assert!(!has(Role::SecurityAdministrator, "logins.create") && !has(Role::SecurityAdministrator, "settings.change"));
    assert!(has(Role::AuditAdministrator, "ledger.read") && has(Role::AuditAdministrator, "acts.list"));
    assert!(!has(Role::AuditAdministrator, "ledger.erase") && !has(Role::AuditAdministrator, "settings.change"));
    for (role, functions) in [(Role::Handler, Function::ConnectedUnit), (Role::Approver, Function::CompetentDepartment)] {
        let person = somebody(role, Level::Province, &[functions]);
        for id in ["logins.list", "grants.answer", "grants.request", "ledger.read", "settings.read", "policies.read", "backup.make"] {
            assert!(!AUTHORITY.allows(&person, id), "{role:?} {id}");
        }
        assert!(AUTHORITY.allows(&person, "grants.deputy"));
    }
}

#[test]
fn without_a_known_division_no_territory_is_reached() {
    let mut person = somebody(Role::Approver, Level::County, &[Function::CompetentDepartment, Function::Industry]);
    person.unit.as_mut().unwrap().level = None;
    assert_eq!(scope(&person, "registers.list", "incident"), Scope::Any(vec![own()]));
    person.unit = None;
    assert!(scope(&person, "registers.list", "incident").is_nothing());
}

#[test]
fn what_the_province_sets_for_everybody_only_the_province_sets() {
    for level in (0..).map_while(Level::at) {
        let person = somebody(Role::Approver, level, &[Function::CompetentDepartment]);
        let province = level == Level::Province;
        assert_eq!(scope(&person, "rules.set", "rule_setting") == Scope::Everything, province);
        assert_eq!(scope(&person, "registers.write", "division") == Scope::Everything, province);
        assert_eq!(AUTHORITY.allows(&person, "calendar.import"), province);
        assert!(scope(&person, "registers.write", "rule_setting").is_nothing());
    }
}

#[test]
fn no_unit_says_itself_what_it_is() {
    for function in (0..).map_while(Function::at) {
        for role in [Role::Handler, Role::Approver] {
            let reach = scope(&somebody(role, Level::County, &[function]), "registers.write", "unit");
            let may = role == Role::Approver && function == Function::CompetentDepartment;
            assert_eq!(reach, if may { Scope::Any(vec![territory(Depth::Same)]) } else { Scope::NOTHING }, "{role:?} {function:?}");
        }
    }
}
