//! What the ends of matters make of the registers of the made-up county.

use shouwang_calendar::Day;
use shouwang_domain::facts::Facts;
use shouwang_domain::matter::{Effects, FormDef, Matter, Ruling, Scene, State, Turn, consequences, form_of, forms, prefill};
use shouwang_domain::plan::{Planner, Settings, Status as DutyStatus};
use shouwang_domain::register::{Fact, FieldKind, Record, Ref, Registers, Row, Value, catalog, check_references, validate};
use shouwang_domain::registers::access_link::AccessLink;
use shouwang_domain::registers::account::Account;
use shouwang_domain::registers::appointment::Appointment;
use shouwang_domain::registers::information_system::InformationSystem;
use shouwang_domain::registers::interface_device::InterfaceDevice;
use shouwang_domain::registers::observation::{self, Observation};
use shouwang_domain::registers::onsite_staff::OnsiteStaff;
use shouwang_domain::registers::open_port::OpenPort;
use shouwang_domain::registers::permission::{Decision, Permission};
use shouwang_domain::registers::resource_allocation::ResourceAllocation;
use shouwang_law::model::Deed;

use super::support::{TODAY, facts, line, province};
use crate::plan::support::REAL;

const NUMBER: &str = "例-S20260001";

fn effects(id: &str, line: &Row, facts: &Facts) -> Effects {
    let scene = Scene { facts, day: TODAY, today: TODAY, number: NUMBER, applicant: "例-U1", line: 0 };
    form_of(id).unwrap().effects(line, &scene).unwrap_or_else(|gone| panic!("{id}: {}", gone.words()))
}

fn facts_of<T: Record>(effects: &Effects) -> Vec<Fact<T>> {
    effects.rows.facts().unwrap()
}

/// The registers after these rows were written.
fn after(effects: &Effects) -> Registers {
    written(province(), effects)
}

fn written(mut registers: Registers, effects: &Effects) -> Registers {
    for (name, rows) in effects.rows.iter() {
        for row in rows {
            let all = registers.rows_mut(name);
            all.retain(|other| other.key != row.key);
            all.push(row.clone());
        }
    }
    registers
}

#[test]
fn whatever_a_matter_changes_is_sound() {
    let facts = Facts::build(&province());
    for form in forms() {
        let effects = effects(form.def.name, &line(form.def.name), &facts);
        for (name, rows) in effects.rows.iter() {
            let def = catalog().get(name).unwrap();
            for row in rows {
                assert_eq!(validate(row, def), [], "{}: {name} {row:?}", form.def.name);
            }
        }
        assert_eq!(check_references(&after(&effects), catalog()), [], "{}", form.def.name);
    }
}

#[test]
fn nothing_begins_before_it_takes_effect_and_nothing_ended_begins_again() {
    let facts = Facts::build(&province());
    for form in forms() {
        // What is wanted from a day long past takes effect today.
        let mut line = line(form.def.name);
        let is_event = form.def.shape == shouwang_domain::register::Shape::Event;
        if !is_event {
            line.key.from = Day::MIN;
        }
        for (name, rows) in effects(form.def.name, &line, &facts).rows.iter() {
            for row in rows {
                let table = facts.table_named(name).unwrap();
                let before =
                    table.find(&row.key.code).and_then(|code| table.rows_of(code).find(|&known| table.from(known) == row.key.from));
                assert!(before.is_some() || row.key.from >= TODAY, "{}: {name} {row:?}", form.def.name);
                if let Some(before) = before.filter(|_| !form.then.ends_with("extended")) {
                    assert!(row.until <= table.until(before), "{}: {name} {row:?}", form.def.name);
                }
            }
        }
    }
}

#[test]
fn access_opens_a_link_with_its_officer() {
    let facts = Facts::build(&province());
    let mut line = line("access_application");
    line.key.from = Day::MIN;
    let effects = effects("access_application", &line, &facts);
    let links = facts_of::<AccessLink>(&effects);
    assert_eq!((links[0].code.as_str(), links[0].from, links[0].until), ("例-U1/例-N1/dedicated_line", TODAY, Day::MAX));
    let posts = facts_of::<Appointment>(&effects);
    assert_eq!(posts[0].data.link.as_ref().unwrap().code, links[0].code);
}

#[test]
fn a_port_is_open_until_its_day_and_no_longer() {
    let facts = Facts::build(&province());
    let opened = effects("port_opening", &line("port_opening"), &facts);
    let ports = facts_of::<OpenPort>(&opened);
    assert_eq!((ports[0].code.as_str(), ports[0].until), ("例-S1/tcp/8443", line("port_opening").until));
    let closed = effects("port_closing", &line("port_closing"), &facts);
    assert_eq!(facts_of::<OpenPort>(&closed)[0].until, "2027-03-01".parse().unwrap());
}

#[test]
fn whoever_leaves_loses_accounts_and_grants_on_the_same_day() {
    let facts = Facts::build(&province());
    let effects = effects("staff_exit", &line("staff_exit"), &facts);
    let last = "2027-03-01".parse().unwrap();
    assert_eq!(facts_of::<OnsiteStaff>(&effects)[0].until, last);
    let accounts = facts_of::<Account>(&effects);
    assert!(!accounts.is_empty() && accounts.iter().all(|account| account.until == last));
    assert_eq!((effects.leaving[0].person.as_str(), effects.leaving[0].last_day), ("例-P1", last));
}

#[test]
fn whose_term_is_over_loses_accounts_and_grants_as_if_he_had_left() {
    let admitted = line("staff_admission");
    let form = form_of("staff_admission").unwrap();
    let matter = Matter { lines: vec![admitted.clone()], ..ruled(form, Decision::Approved) };
    let after_term = |registers: Registers| {
        let turn = Turn { over: true, ..Turn::default() };
        consequences(&matter, turn, form, &Facts::build(&registers), admitted.until.plus(1)).unwrap()
    };
    let came = written(province(), &effects("staff_admission", &admitted, &facts()));
    let over = after_term(came.clone());
    let accounts = facts_of::<Account>(&over);
    assert!(!accounts.is_empty() && accounts.iter().all(|account| account.until == admitted.until));
    assert_eq!((over.leaving[0].person.as_str(), over.leaving[0].last_day), ("例-P1", admitted.until));
    for until in [admitted.until.plus(30), admitted.until.plus(-30)] {
        let mut moved = came.clone();
        moved.rows_mut("onsite_staff").last_mut().unwrap().until = until;
        assert_eq!(after_term(moved), Effects::none(), "he stays until {until}, or left then");
    }
}

#[test]
fn what_is_given_up_leaves_nothing_behind_it() {
    let facts = facts();
    let effects = effects("access_withdrawal", &line("access_withdrawal"), &facts);
    let last = "2027-03-01".parse().unwrap();
    let devices = facts_of::<InterfaceDevice>(&effects);
    assert!(!devices.is_empty() && devices.iter().all(|device| device.until == last), "{devices:?}");
}

#[test]
fn responsibility_goes_over_from_the_day_of_the_handover_and_its_history_stays() {
    let facts = Facts::build(&province());
    let effects = effects("responsibility_handover", &line("responsibility_handover"), &facts);
    let systems = facts_of::<InformationSystem>(&effects);
    assert_eq!((systems[0].data.responsible.managing_unit.code.as_str(), systems[0].from), ("例-U2", "2027-03-01".parse().unwrap()));
    let after = after(&effects);
    let rows = after.get("information_system").iter().filter(|row| row.key.code == "例-S1").count();
    assert_eq!(rows, 2, "who answered before is still there");
}

/// The county after a matter was granted whose lines are wanted from a day on.
fn granted_from(registers: Registers, id: &str, from: &str) -> Registers {
    let form = form_of(id).unwrap();
    let mut wanted = line(id);
    wanted.key.from = from.parse().unwrap();
    let matter = Matter { lines: vec![wanted], ..ruled(form, Decision::Approved) };
    let turn = Turn { ruled: true, effective: true, over: false };
    let effects = consequences(&matter, turn, form, &Facts::build(&registers), TODAY).unwrap();
    written(registers, &effects)
}

#[test]
fn what_ends_on_a_day_ahead_ends_as_it_will_stand_by_then() {
    let changed = granted_from(province(), "resource_change", "2027-02-01");
    let released = granted_from(changed, "resource_release", "2027-03-01");
    let mut rows: Vec<_> = released.facts::<ResourceAllocation>().unwrap().into_iter().filter(|row| row.code == "例-R1").collect();
    rows.sort_by_key(|row| row.from);
    let newest = rows.last().unwrap();
    assert_eq!((rows.len(), newest.data.approved, newest.until), (2, 800, "2027-03-01".parse().unwrap()), "{rows:?}");
}

#[test]
fn what_changes_before_the_day_of_a_handover_stays_changed() {
    let mut registers = province();
    let mut renamed = registers.facts::<InformationSystem>().unwrap().into_iter().find(|row| row.code == "例-S1").unwrap();
    renamed.from = "2027-02-01".parse().unwrap();
    "改名以后".clone_into(&mut renamed.data.name);
    registers.push_fact(renamed);
    let handed_over = granted_from(registers, "responsibility_handover", "2027-03-01");
    let systems = handed_over.facts::<InformationSystem>().unwrap();
    let newest = systems.iter().filter(|row| row.code == "例-S1").max_by_key(|row| row.from).unwrap();
    assert_eq!((newest.data.name.as_str(), newest.data.responsible.managing_unit.code.as_str()), ("改名以后", "例-U2"));
}

#[test]
fn what_is_named_and_not_there_is_said_by_name() {
    let facts = Facts::build(&province());
    let mut line = line("port_closing");
    line.values[0] = Some(Value::Ref("例-没有".to_owned()));
    let scene = Scene { facts: &facts, day: TODAY, today: TODAY, number: NUMBER, applicant: "例-U1", line: 0 };
    let gone = form_of("port_closing").unwrap().effects(&line, &scene).unwrap_err();
    assert!(gone.words().zh.contains("开放端口") && gone.words().zh.contains("例-没有"));
}

/// A matter of this form, granted or refused today.
fn ruled(form: &FormDef, decision: Decision) -> Matter {
    let name = super::support::rule(&form.def.name.replace('_', "-")).rule.name.clone();
    let filing =
        shouwang_domain::matter::Filing { first_on: TODAY, on: TODAY, by: "x".to_owned(), emergency: None, returned_by: Vec::new() };
    let ruling = Ruling { decision, on: TODAY, unit: Some("例-433130主管".to_owned()), reason: None, until: None };
    let state = if decision == Decision::Refused {
        State::Refused { filing, ruling }
    } else {
        State::Granted { filing, passed: Vec::new(), ruling, open: Vec::new() }
    };
    Matter { lines: vec![line(form.def.name), line(form.def.name)], state, ..Matter::draft(NUMBER, form.kind, name, "例-U1") }
}

#[test]
fn every_line_of_a_granted_matter_has_its_permission_under_the_matters_number() {
    let facts = Facts::build(&province());
    for form in forms() {
        let matter = ruled(form, Decision::Approved);
        let effects = consequences(&matter, Turn { ruled: true, effective: true, over: false }, form, &facts, TODAY).unwrap();
        let permissions = facts_of::<Permission>(&effects);
        let codes: Vec<_> = permissions.iter().map(|permission| permission.code.as_str()).collect();
        assert_eq!(codes, [NUMBER, "例-S20260001/2"], "{}", form.def.name);
        for (row, permission) in effects.rows.get("permission").iter().zip(&permissions) {
            assert_eq!(validate(row, &Permission::def()), [], "{}", form.def.name);
            assert_eq!((permission.data.matter, permission.data.decision), (form.kind, Some(Decision::Approved)));
            let names_subject = Permission::def()
                .fields
                .iter()
                .zip(&row.values)
                .any(|(field, value)| field.kind == FieldKind::Ref(form.subject) && matches!(value, Some(Value::Ref(_))));
            let has_column = Permission::def().fields.iter().any(|field| field.kind == FieldKind::Ref(form.subject));
            assert_eq!(names_subject, has_column, "{}", form.def.name);
        }
    }
}

#[test]
fn a_permission_names_what_its_matter_makes_and_nothing_that_ends_with_others() {
    let facts = Facts::build(&province());
    let named = |id: &str, column: &str| {
        let form = form_of(id).unwrap();
        let matter = Matter { lines: vec![line(id)], ..ruled(form, Decision::Approved) };
        let effects = consequences(&matter, Turn { ruled: true, effective: true, over: false }, form, &facts, TODAY).unwrap();
        let row = effects.rows.get("permission").first().unwrap();
        row.values[Permission::def().field_index(column).unwrap()].clone().map(|value| match value {
            Value::Ref(code) => (effects.rows.iter().any(|(_, rows)| rows.iter().any(|row| row.key.code == code)), code),
            other => panic!("{id}.{column}: {other:?}"),
        })
    };
    let made = [
        ("access_widening", "prefix"),
        ("staff_admission", "staff"),
        ("staff_exit", "staff"),
        ("access_account_opening", "account"),
        ("access_account_closing", "account"),
        ("publishing_account_opening", "publishing_account"),
        ("publishing_account_closing", "publishing_account"),
        ("grade_filing", "grade_filing"),
        ("crypto_assessment_filing", "crypto_assessment"),
        ("responsibility_handover", "handover"),
    ];
    for (id, column) in made {
        let (is_changed, code) = named(id, column).unwrap_or_else(|| panic!("{id} names no {column}"));
        assert!(is_changed, "{id}: {column} {code}");
    }
    assert_eq!(named("system_retirement", "port"), None, "its ports end with it, the permission is about the system");
    assert_eq!(named("system_retirement", "account"), None);
}

#[test]
fn what_resources_are_counted_in_has_a_field_of_its_own() {
    let facts = Facts::build(&province());
    let allocations = facts_of::<ResourceAllocation>(&effects("resource_application", &line("resource_application"), &facts));
    assert_eq!((allocations[0].data.measure.as_deref(), &allocations[0].note), (Some("GB"), &None));
    let changed = facts_of::<ResourceAllocation>(&effects("resource_change", &line("resource_change"), &facts));
    assert_eq!((changed[0].data.approved, changed[0].data.measure.as_deref()), (800, Some("GB")), "a change leaves it as it is");
}

#[test]
fn a_refused_matter_is_on_record_and_changes_nothing_else() {
    let facts = Facts::build(&province());
    for form in forms() {
        let effects =
            consequences(&ruled(form, Decision::Refused), Turn { ruled: true, effective: false, over: false }, form, &facts, TODAY)
                .unwrap();
        let registers: Vec<_> = effects.rows.iter().map(|(name, _)| name).collect();
        assert_eq!((registers, effects.leaving.len()), (vec!["permission"], 0), "{}", form.def.name);
    }
}

#[test]
fn what_the_registers_know_is_already_in_the_form() {
    let facts = Facts::build(&province());
    let form = form_of("port_extension").unwrap();
    let row = prefill(form, "例-U1", Some("例-S1/tcp/443"), &facts, TODAY);
    assert_eq!(row.values[0], Some(Value::Ref("例-S1/tcp/443".to_owned())));
    let form = form_of("port_opening").unwrap();
    let row = prefill(form, "例-U1", Some("例-S1/tcp/443"), &facts, TODAY);
    assert_eq!(row.values[1], Some(Value::Int(443)), "what form and register share is taken over");
    let form = form_of("access_application").unwrap();
    let row = prefill(form, "例-U1", None, &facts, TODAY);
    assert_eq!((&row.values[0], &row.values[1]), (&Some(Value::Ref("例-U1".to_owned())), &None));
}

/// Where a duty stands on a day for what a matter was about, when the matter was granted as it stands in the county.
fn duty_after(registers: Registers, id: &str, duty: &str, day: &str, code: &str) -> DutyStatus {
    let form = form_of(id).unwrap();
    let facts = Facts::build(&registers);
    let matter = Matter { lines: vec![line(id)], ..ruled(form, decision_of(id)) };
    let effects = consequences(&matter, Turn { ruled: true, effective: true, over: false }, form, &facts, TODAY).unwrap();
    let facts = Facts::build(&written(registers, &effects));
    let settings = Settings::read(&REAL.program, &facts).0;
    let planner = Planner { program: &REAL.program, facts: &facts, calendar: &REAL.calendar, settings: &settings };
    let duty = REAL.program.find(duty)[0];
    let subject = facts.table(REAL.program.duty(duty).subject).find(code).unwrap();
    planner.outcome_for(duty, subject, day.parse().unwrap(), None).unwrap().status
}

fn decision_of(id: &str) -> Decision {
    let route = &super::support::rule(&id.replace('_', "-")).rule.route;
    let does = |deed| route.iter().any(|step| step.does == deed);
    match (does(Deed::Approve), does(Deed::File)) {
        (true, _) => Decision::Approved,
        (_, true) => Decision::Filed,
        _ => Decision::Noticed,
    }
}

#[test]
fn what_a_matter_grants_its_duty_finds_fulfilled() {
    // Nothing but what the matter itself puts on record speaks for it.
    let bare = || {
        let mut registers = province();
        registers.rows_mut("permission").clear();
        registers.rows_mut("observation").clear();
        registers
    };
    assert_eq!(
        duty_after(bare(), "access_application", "access-approved", "2027-03-01", "例-U1/例-N1/dedicated_line"),
        DutyStatus::Fulfilled
    );
    assert_eq!(duty_after(bare(), "own_exit_filing", "own-exit-filed", "2027-03-01", NUMBER), DutyStatus::Fulfilled);
    assert_eq!(duty_after(bare(), "debugging_notice", "debugging-notice-given", "2027-03-10", NUMBER), DutyStatus::Fulfilled);
    assert_eq!(duty_after(bare(), "debugging_application", "debugging-approved", "2027-03-20", NUMBER), DutyStatus::Fulfilled);
    assert_eq!(duty_after(bare(), "resource_application", "resource-applied-for", "2027-03-01", NUMBER), DutyStatus::Fulfilled);
    let seen_open = |on: &str| {
        let mut registers = bare();
        let seen = Observation {
            kind: observation::Kind::PortOpen,
            unit: None,
            port: Some(Ref::to("例-S1/tcp/8443")),
            device: None,
            interface_device: None,
            exit: None,
            link: None,
            network: None,
            private_network: None,
            system: None,
            terminal: None,
        };
        registers.push_fact(Fact::measured("例-看见", on.parse().unwrap(), seen));
        duty_after(registers, "port_opening", "i26-only-approved-ports", on, "例-S1/tcp/8443")
    };
    assert_eq!(seen_open("2027-03-01"), DutyStatus::Fulfilled);
    let (until, after) = (line("port_opening").until, line("port_opening").until.plus(1));
    assert_eq!(seen_open(&until.to_string()), DutyStatus::Fulfilled, "to its last day");
    assert_ne!(seen_open(&after.to_string()), DutyStatus::Fulfilled, "and not on the day after");
}
