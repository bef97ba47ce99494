//! A matter changes only what its applicant answers for, and nothing that a row of a later day would undo.

use shouwang_calendar::Day;
use shouwang_domain::facts::Facts;
use shouwang_domain::matter::{Checked, Scene, form_of};
use shouwang_domain::plan::{Bearer, Settings};
use shouwang_domain::register::{Fact, Record, Ref, Registers, Row, Value};
use shouwang_domain::registers::access_link::AccessLink;
use shouwang_domain::registers::address_prefix::AddressPrefix;
use shouwang_domain::registers::crypto_assessment::CryptoAssessment;
use shouwang_domain::registers::permission::{Decision, Matter, Permission};
use shouwang_domain::registers::resource_allocation::ResourceAllocation;
use shouwang_domain::registers::unit::Function;

use super::support::{TODAY, line, province, question, rule, unit};
use crate::plan::support::REAL;

fn checked(id: &str, applicant: &str, lines: &[Row], registers: &Registers) -> Checked {
    let mut facts = Facts::build(registers);
    let settings = Settings::read(&REAL.program, &facts).0;
    question(rule(id), applicant, lines, &settings).check(&mut facts)
}

fn bearer(id: &str, applicant: &str, line: Row, registers: &Registers) -> Bearer {
    checked(id, applicant, &[line], registers).premises[0].applicant
}

/// The line with another value in a field.
fn with(id: &str, field: &str, value: Value) -> Row {
    let mut line = line(id);
    line.values[form_of(id).unwrap().def.field_index(field).unwrap()] = Some(value);
    line
}

/// The made-up province with a second connected unit, which has a copy of the example's things of these registers under codes of its own.
fn with_neighbour(registers: &[&'static str]) -> Registers {
    let mut all = province();
    let home = all.facts::<shouwang_domain::registers::unit::Unit>().unwrap();
    let home = home.iter().find(|unit| unit.code == "例-U1").unwrap().data.division.code.clone();
    all.push_fact(unit("例-邻", &home, &[Function::ConnectedUnit]));
    for register in registers {
        let mut copies = all.get(register).to_vec();
        for row in &mut copies {
            row.key.code = format!("邻{}", row.key.code);
            for value in row.values.iter_mut().flatten() {
                match value {
                    Value::Ref(code) if code == "例-U1" => *code = "例-邻".to_owned(),
                    Value::Ref(code) if code == "例-S1" && registers.contains(&"information_system") => *code = "邻例-S1".to_owned(),
                    _ => {}
                }
            }
        }
        all.rows_mut(register).extend(copies);
    }
    all
}

#[test]
fn whoever_hands_something_over_has_it() {
    let registers = with_neighbour(&["information_system"]);
    let of = |system: &str| {
        bearer("responsibility-handover", "例-U1", with("responsibility-handover", "system", Value::Ref(system.into())), &registers)
    };
    assert_eq!(of("例-S1"), Bearer::Itself);
    assert_eq!(of("邻例-S1"), Bearer::Another, "nobody gives away what is another's");
}

#[test]
fn nobody_comes_back_on_the_link_of_another() {
    let mut registers = with_neighbour(&["access_link"]);
    for row in registers.rows_mut("access_link") {
        row.until = TODAY.plus(-1);
    }
    let own = registers.get("access_link")[0].key.code.clone();
    let of = |code: &str| bearer("reconnection", "例-U1", with("reconnection", "link", Value::Ref(code.into())), &registers);
    assert_eq!(of(&own), Bearer::Itself);
    assert_eq!(of(&format!("邻{own}")), Bearer::Another);
}

#[test]
fn contacts_and_policies_are_filed_by_whose_they_are() {
    let registers = with_neighbour(&["policy"]);
    for (id, field) in [("contact-list-filing", "unit"), ("policy-filing", "policy")] {
        let own = line(id);
        let at = form_of(id).unwrap().def.field_index(field).unwrap();
        let Some(Value::Ref(code)) = own.values[at].clone() else { panic!("{id} names nothing") };
        let other = if field == "unit" { "例-邻".to_owned() } else { format!("邻{code}") };
        assert_eq!(bearer(id, "例-U1", own, &registers), Bearer::Itself, "{id}");
        assert_eq!(bearer(id, "例-U1", with(id, field, Value::Ref(other)), &registers), Bearer::Another, "{id}");
    }
}

#[test]
fn what_is_filed_of_ones_own_system_is_ones_own_too() {
    let registers = with_neighbour(&["information_system", "crypto_assessment"]);
    let code = registers.facts::<CryptoAssessment>().unwrap()[0].code.clone();
    let of = |code: String| {
        bearer("crypto-assessment-filing", "例-U1", with("crypto-assessment-filing", "assessment", Value::Ref(code)), &registers)
    };
    assert_eq!(of(code.clone()), Bearer::Itself);
    assert_eq!(of(format!("邻{code}")), Bearer::Another);
}

#[test]
fn a_code_that_another_has_is_not_taken_and_an_address_that_was_given_back_is() {
    let mut registers = with_neighbour(&[]);
    let prefix = AddressPrefix { prefix: "10.2.0.0/24".to_owned(), unit: Ref::to("例-邻"), network: Ref::to("例-N1") };
    let widening = |registers: &Registers| bearer("access-widening", "例-U1", line("access-widening"), registers);
    assert_eq!(widening(&registers), Bearer::Itself);
    let taken = Fact::declared("例-N1/10.2.0.0/24", Day::MIN, prefix);
    registers.push_fact(taken.clone());
    assert_eq!(widening(&registers), Bearer::Another, "it stands for the neighbour");
    registers.rows_mut("address_prefix").retain(|row| row.key.code != taken.code);
    registers.push_fact(taken.until(TODAY.plus(-1)));
    assert_eq!(widening(&registers), Bearer::Itself, "the neighbour has given it back");
}

#[test]
fn what_a_later_row_would_undo_is_not_changed_before_it() {
    let mut registers = province();
    let clean = checked("resource-release", "例-U1", &[line("resource-release")], &registers);
    assert_eq!(clean.problems, [], "nothing is wrong with the example");
    let mut later = registers.facts::<ResourceAllocation>().unwrap().remove(0);
    later.from = line("resource-release").key.from.plus(30);
    registers.push_fact(later.clone());
    let found = checked("resource-release", "例-U1", &[line("resource-release")], &registers);
    assert_eq!(found.problems.iter().map(|(line, problem)| (*line, problem.field)).collect::<Vec<_>>(), [(0, "from")]);
    assert!(found.problems[0].1.zh.contains(&later.from.to_string()), "{:?}", found.problems);
}

#[test]
fn what_was_wanted_until_a_day_that_has_passed_is_not_begun() {
    let mut late = line("port-opening");
    (late.key.from, late.until) = (TODAY.plus(-9), TODAY.plus(-1));
    let found = checked("port-opening", "例-U1", &[late], &province());
    assert!(found.problems.iter().any(|(_, problem)| problem.field == "until"), "{:?}", found.problems);
}

#[test]
fn two_lines_that_change_one_thing_differently_are_told_and_two_that_end_it_are_merged() {
    let (one, mut other) = (line("resource-change"), line("resource-change"));
    let amount = form_of("resource-change").unwrap().def.field_index("amount").unwrap();
    other.values[amount] = Some(Value::Int(7));
    let found = checked("resource-change", "例-U1", &[one.clone(), other], &province());
    assert!(found.problems.iter().any(|(line, problem)| (*line, problem.field) == (1, "code")), "{:?}", found.problems);
    assert_eq!(checked("resource-change", "例-U1", &[one.clone(), one], &province()).problems, []);
}

#[test]
fn a_link_comes_back_for_no_longer_than_access_was_granted() {
    let mut registers = province();
    registers.rows_mut("permission").clear();
    let link = registers.get("access_link")[0].key.code.clone();
    registers.rows_mut("access_link")[0].until = TODAY.plus(-1);
    let back = |registers: &Registers| {
        let facts = Facts::build(registers);
        let day = line("reconnection").key.from;
        let scene = Scene { facts: &facts, day, today: day, number: "例-S1", applicant: "例-U1", line: 0 };
        let line = with("reconnection", "link", Value::Ref(link.clone()));
        form_of("reconnection").unwrap().effects(&line, &scene).map(|effects| effects.rows.facts::<AccessLink>().unwrap()[0].until)
    };
    assert_eq!(back(&registers), Ok(Day::MAX), "from before there was any leave");
    let leave = Permission {
        link: Some(Ref::to(link.clone())),
        decision: Some(Decision::Approved),
        ..Permission::about(Matter::AccessApplication, "例-U1")
    };
    let last = line("reconnection").key.from.plus(100);
    registers.push_fact(Fact::declared("例-准", Day::MIN, leave.clone()).until(last));
    assert_eq!(back(&registers), Ok(last));
    registers.rows_mut("permission").clear();
    registers.push_fact(Fact::declared("例-准", Day::MIN, leave).until(TODAY));
    assert!(back(&registers).is_err_and(|gone| gone.register == Permission::def().label), "the leave has ended");
}
