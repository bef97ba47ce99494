//! What has happened stays as it happened, whatever is filed, reported or extended afterwards; and what ends takes with it what hangs on it.

use shouwang_calendar::Day;
use shouwang_domain::facts::Facts;
use shouwang_domain::matter::{Effects, Scene, form_of};
use shouwang_domain::plan::Settings;
use shouwang_domain::register::{Fact, Record, Ref, Registers, Row, Value};
use shouwang_domain::registers::access_link::{AccessLink, Mode};
use shouwang_domain::registers::account::{self, Account};
use shouwang_domain::registers::address_prefix::AddressPrefix;
use shouwang_domain::registers::crypto_assessment::CryptoAssessment;
use shouwang_domain::registers::information_system::InformationSystem;
use shouwang_domain::registers::interface_device::InterfaceDevice;
use shouwang_domain::registers::open_port::OpenPort;
use shouwang_domain::registers::policy::Policy;
use shouwang_domain::registers::terminal::Terminal;

use crate::plan::support::REAL;

use super::support::{TODAY, line, province, question, rule};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn scene(facts: &Facts, on: Day) -> Scene<'_> {
    Scene { facts, day: on, today: TODAY, number: "例-S1", applicant: "例-U1", line: 0 }
}

fn effects(id: &str, line: &Row, registers: &Registers) -> Effects {
    let facts = Facts::build(registers);
    form_of(id).unwrap().effects(line, &scene(&facts, TODAY.max(line.key.from))).unwrap()
}

fn only<T: Record>(effects: &Effects) -> Fact<T> {
    let mut facts = effects.rows.facts::<T>().unwrap();
    assert_eq!(facts.len(), 1, "{}", T::NAME);
    facts.remove(0)
}

/// The fields that are objected to in a line, as the check of a matter tells them.
fn objected(id: &str, line: &Row, registers: &Registers) -> Vec<&'static str> {
    let (rule, settings) = (rule(id), Settings::read(&REAL.program, &Facts::build(registers)).0);
    let lines = [line.clone()];
    let checked = question(rule, "例-U1", &lines, &settings).check(&mut Facts::build(registers));
    let fields = checked.problems.iter().map(|(_, problem)| problem.field);
    fields.chain(checked.gone.iter().map(|gone| gone.register.en)).collect()
}

/// The line with another value in a field.
fn with(mut line: Row, field: &str, id: &str, value: Option<Value>) -> Row {
    line.values[form_of(id).unwrap().def.field_index(field).unwrap()] = value;
    line
}

/// The province with another version of what has this code.
fn changed<T: Record>(code: &str, change: impl Fn(&mut Fact<T>)) -> Registers {
    let mut registers = province();
    let mut facts = registers.facts::<T>().unwrap();
    facts.iter_mut().filter(|fact| fact.code == code).for_each(change);
    registers.rows_mut(T::NAME).clear();
    facts.into_iter().for_each(|fact| registers.push_fact(fact));
    registers
}

#[test]
fn a_launch_that_is_filed_late_leaves_the_day_on_which_the_system_went_into_service() {
    let system = |online: Option<&str>, offline: Option<&str>| {
        changed::<InformationSystem>("例-S1", |system| {
            (system.data.online_on, system.data.offline_on) = (online.map(day), offline.map(day));
        })
    };
    let wanted = day("2027-03-01");
    for (online, offline, then) in [
        (None, None, (Some(wanted), None)),
        (Some("2026-06-10"), None, (Some(day("2026-06-10")), None)),
        (Some("2026-06-10"), Some("2027-12-31"), (Some(day("2026-06-10")), Some(day("2027-12-31")))),
        // It was meant to and has not: the filing says when it will.
        (Some("2027-02-01"), None, (Some(wanted), None)),
        // It has been out of service and comes back.
        (Some("2024-06-10"), Some("2025-12-31"), (Some(wanted), None)),
    ] {
        let after = only::<InformationSystem>(&effects("system_launch", &line("system_launch"), &system(online, offline)));
        assert_eq!((after.data.online_on, after.data.offline_on), then, "{online:?} {offline:?}");
    }
}

#[test]
fn a_retirement_that_is_reported_late_leaves_the_day_on_which_the_system_went() {
    let retired = |offline: Option<Day>, from: Day| {
        let registers = changed::<InformationSystem>("例-S1", |system| system.data.offline_on = offline);
        let mut line = line("system_retirement");
        line.key.from = from;
        let effects = effects("system_retirement", &line, &registers);
        let ports: Vec<Day> = effects.rows.facts::<OpenPort>().unwrap().iter().map(|port| port.until).collect();
        assert!(!ports.is_empty());
        (only::<InformationSystem>(&effects).data.offline_on.unwrap(), ports[0])
    };
    let past = TODAY.plus(-40);
    assert_eq!(retired(Some(past), TODAY), (past, TODAY), "what the register says has happened");
    assert_eq!(retired(None, past), (past, TODAY), "what the report says has happened; its ports were open until it was reported");
    assert_eq!(retired(Some(TODAY.plus(90)), TODAY.plus(30)), (TODAY.plus(30), TODAY.plus(30)), "what was only meant");
    assert_eq!(retired(None, Day::MIN), (TODAY, TODAY), "no day said");
}

#[test]
fn what_was_filed_before_was_filed_then() {
    let earlier = Some(day("2026-02-02"));
    let registers = changed::<CryptoAssessment>("例-J1", |assessment| assessment.data.filed_on = earlier);
    let again = effects("crypto_assessment_filing", &line("crypto_assessment_filing"), &registers);
    assert_eq!(only::<CryptoAssessment>(&again).data.filed_on, earlier);
    let code = "例-U1/样例县甲局网络安全管理办法";
    for (before, after) in [(earlier, earlier), (None, Some(TODAY))] {
        let registers = changed::<Policy>(code, |policy| policy.data.filed_on = before);
        assert_eq!(only::<Policy>(&effects("policy_filing", &line("policy_filing"), &registers)).data.filed_on, after);
    }
}

#[test]
fn a_paper_about_another_system_is_objected_to() {
    let mut registers = province();
    let mut other = registers.facts::<InformationSystem>().unwrap().remove(0);
    "例-S2".clone_into(&mut other.code);
    registers.push_fact(other);
    let launch =
        with(line("system_launch"), "evaluation", "system_launch", Some(Value::Ref("例-U1/system:例-S1/special/2026-10-10".into())));
    assert!(objected("system-launch", &launch, &registers).is_empty());
    let of_other = with(launch, "system", "system_launch", Some(Value::Ref("例-S2".into())));
    assert_eq!(objected("system-launch", &of_other, &registers), ["evaluation"]);
    let filing = line("crypto_assessment_filing");
    assert!(objected("crypto-assessment-filing", &filing, &registers).is_empty());
    let of_other = with(filing, "system", "crypto_assessment_filing", Some(Value::Ref("例-S2".into())));
    assert_eq!(objected("crypto-assessment-filing", &of_other, &registers), ["assessment"]);
}

#[test]
fn an_extension_is_longer_and_leaves_no_gap() {
    let last = TODAY.plus(60);
    let registers = changed::<OpenPort>("例-S1/tcp/443", |port| port.until = last);
    let objected = |from: Day, until: Day| {
        let mut line = line("port_extension");
        (line.key.from, line.until) = (from, until);
        objected("port-extension", &line, &registers)
    };
    assert_eq!(objected(last.plus(1), last.plus(2)), [""; 0]);
    assert_eq!(objected(TODAY, last.plus(1)), [""; 0], "asked for ahead of time");
    assert_eq!(objected(TODAY, last), ["until"]);
    assert_eq!(objected(last.plus(2), last.plus(9)), ["Open port"], "by then it is closed, and is opened anew");
    assert_eq!(objected(Day::MIN, last.plus(9)), [""; 0]);
}

/// A second link of the unit.
fn further_link(registers: &mut Registers, mode: Mode) {
    let first = registers.facts::<AccessLink>().unwrap().into_iter().find(|link| link.code == "例-U1/例-N1/dedicated_line").unwrap();
    let code = format!("例-U1/例-N1/{}", if mode == Mode::Vpn { "vpn" } else { "single_machine" });
    let data = AccessLink { mode, ..first.data };
    registers.push_fact(Fact { code, data, ..first });
}

#[test]
fn addresses_end_with_the_last_link_and_accounts_with_the_last_of_their_kind() {
    let mut alone = province();
    let mut two = province();
    further_link(&mut two, Mode::SingleMachine);
    let ended = |registers: &Registers| effects("access_withdrawal", &line("access_withdrawal"), registers);
    let last = day("2027-03-01");
    let prefixes = ended(&alone).rows.facts::<AddressPrefix>().unwrap();
    assert!(!prefixes.is_empty() && prefixes.iter().all(|prefix| prefix.until == last), "{prefixes:?}");
    assert!(ended(&two).rows.get("address_prefix").is_empty(), "the unit is still in the network");

    let dialled = |registers: &mut Registers| {
        further_link(registers, Mode::Vpn);
        let account =
            Account { person: Ref::to("例-P1"), unit: Ref::to("例-U1"), kind: account::Kind::Vpn, system: None, authorised_until: None };
        registers.push_fact(Fact::declared("例-P1/例-U1/vpn", Day::MIN, account));
    };
    dialled(&mut alone);
    assert!(ended(&alone).rows.get("account").is_empty(), "by the dedicated line nobody dialled in");
    let mut line = line("access_withdrawal");
    line.values[0] = Some(Value::Ref("例-U1/例-N1/vpn".to_owned()));
    let accounts = effects("access_withdrawal", &line, &alone).rows.facts::<Account>().unwrap();
    assert_eq!(accounts.iter().map(|account| (account.data.kind, account.until)).collect::<Vec<_>>(), [(account::Kind::Vpn, last)]);
}

#[test]
fn what_stood_behind_a_link_is_over_with_its_last_day_unless_the_link_goes_on() {
    let mut granted = line("access_application");
    granted.until = granted.key.from.plus(99);
    let over = |registers: &Registers| {
        let facts = Facts::build(registers);
        let after = granted.until.plus(1);
        form_of("access_application").unwrap().over(&granted, &Scene { today: after, ..scene(&facts, after) }).unwrap()
    };
    let ending = |until: Day| changed::<AccessLink>("例-U1/例-N1/dedicated_line", |link| link.until = until);
    let ended = over(&ending(granted.until));
    for (register, rows) in ended.rows.iter() {
        assert!(rows.iter().all(|row| row.until <= granted.until), "{register}: {rows:?}");
    }
    assert!(!ended.rows.get(Terminal::NAME).is_empty() && !ended.rows.get(InterfaceDevice::NAME).is_empty());
    assert_eq!(over(&ending(Day::MAX)), Effects::none());
    assert_eq!(over(&Registers::new()), Effects::none(), "and where nothing is known of it, nothing follows");
}

#[test]
fn a_device_may_be_added_at_the_end_of_a_link() {
    let kind = Some(Value::Choice(2));
    let id = "interface_change";
    let added = with(with(line(id), "device", id, None), "deed", id, Some(Value::Choice(3)));
    let added = with(added, "link", id, Some(Value::Ref("例-U1/例-N1/dedicated_line".into())));
    assert_eq!(objected("interface-change", &added, &province()), ["kind"]);
    let added = with(added, "kind", id, kind);
    assert_eq!(objected("interface-change", &added, &province()), [""; 0]);
    let device = only::<InterfaceDevice>(&effects(id, &added, &province()));
    assert_eq!(
        (device.code.as_str(), device.from, device.data.link.code.as_str()),
        ("例-S1", added.key.from, "例-U1/例-N1/dedicated_line")
    );
    let nameless = with(added.clone(), "deed", id, Some(Value::Choice(0)));
    assert_eq!(objected("interface-change", &nameless, &province()), ["device"]);
    let named = with(line(id), "deed", id, Some(Value::Choice(3)));
    assert_eq!(objected("interface-change", &with(named, "kind", id, Some(Value::Choice(1))), &province()), ["link"]);
}

#[test]
fn a_machine_comes_in_protected_and_whoever_dials_in_names_it() {
    let id = "access_application";
    let choice = |at| Some(Value::Choice(at));
    let by = |mode: u8| with(line(id), "mode", id, choice(mode));
    assert_eq!(objected("access-application", &by(0), &province()), [""; 0]);
    for mode in 1..4 {
        assert_eq!(objected("access-application", &by(mode), &province()), ["terminal"]);
        let named = with(by(mode), "terminal", id, choice(1));
        for protected in [None, Some(Value::Flag(false))] {
            assert_eq!(objected("access-application", &with(named.clone(), "protected", id, protected), &province()), ["protected"]);
        }
        let safe = with(named, "protected", id, Some(Value::Flag(true)));
        assert_eq!(objected("access-application", &safe, &province()), [""; 0]);
        let terminal = only::<Terminal>(&effects(id, &safe, &province()));
        assert!(terminal.data.link.is_some_and(|link| link.code.starts_with("例-U1/例-N1/")));
    }
}
