//! Codes that are made from a row.

use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record, Ref, derive_code};
use shouwang_domain::registers::{
    grade_filing::GradeFiling,
    open_port::{OpenPort, Protocol},
    training::Training,
    unit::{Function, Unit},
};

fn day(text: &str) -> Day {
    text.parse().expect("the test writes a day")
}

fn training(unit: &str) -> Training {
    Training { unit: Ref::to(unit), topic: "样例".to_owned(), attendees: None, organiser: None, audience: None, for_year: None }
}

fn code<T: Record>(from: Day, data: T) -> Option<String> {
    derive_code(&Fact::declared("", from, data).into_row(), &T::def())
}

#[test]
fn a_training_is_known_by_its_unit_and_day() {
    assert_eq!(code(day("2025-12-10"), training("U3")).as_deref(), Some("U3/2025-12-10"));
}

#[test]
fn a_port_is_known_by_its_system_protocol_and_number() {
    let port = OpenPort { system: Ref::to("S1"), number: 8443, protocol: Protocol::Tcp, purpose: None };
    assert_eq!(code(Day::MIN, port).as_deref(), Some("S1/tcp/8443"));
}

#[test]
fn a_network_and_a_system_of_the_same_code_stay_apart() {
    let filing = |network: Option<&str>, system: Option<&str>| GradeFiling {
        network: network.map(Ref::to),
        system: system.map(Ref::to),
        grade: 2,
        fixed_on: None,
        number: None,
    };
    assert_eq!(code(Day::MIN, filing(Some("1"), None)).as_deref(), Some("network:1"));
    assert_eq!(code(Day::MIN, filing(None, Some("1"))).as_deref(), Some("system:1"));
    assert_eq!(code(Day::MIN, filing(None, None)), None);
}

#[test]
fn no_code_is_made_without_what_it_needs_or_where_codes_are_given() {
    let mut row = Fact::declared("", day("2025-12-10"), training("U3")).into_row();
    row.values[0] = None;
    assert_eq!(derive_code(&row, &Training::def()), None, "the unit is required");
    let unit = Unit {
        name: "样例县甲局".to_owned(),
        division: Ref::to("433130"),
        functions: shouwang_domain::register::Set::of(&[Function::ConnectedUnit]),
        credit_code: None,
        industry: None,
        parent: None,
        handles_important_data: None,
        handles_government_data: None,
        critical_infrastructure: None,
    };
    assert_eq!(code(Day::MIN, unit), None, "a unit has a code of its own");
}
