//! References that lead nowhere.

use shouwang_calendar::Day;
use shouwang_domain::register::{Codes, Fact, Ref, Registers, catalog, check_references};
use shouwang_domain::registers::person::Person;

fn person(code: &str, unit: &str) -> Fact<Person> {
    Fact::declared(code, Day::MIN, Person { name: "样例甲".to_owned(), unit: Ref::to(unit), phone: None })
}

#[test]
fn a_reference_to_nothing_is_found_with_its_row_and_field() {
    let mut registers = Registers::new();
    registers.push_fact(person("P1", "U9"));
    let broken = check_references(&registers, catalog());
    assert_eq!(broken.len(), 1);
    let found = &broken[0];
    assert_eq!((found.register, found.key.code.as_str(), found.field), ("person", "P1", "unit"));
    assert_eq!((found.target, found.code.as_str()), ("unit", "U9"));
    let problem = found.problem(catalog());
    assert_eq!(problem.zh, "“单位”中没有编号“U9”：请先登记，或者更正编号");
    assert!(problem.en.contains("`U9` in register Unit"), "{}", problem.en);
}

#[test]
fn a_code_of_another_register_does_not_count() {
    let mut registers = Registers::new();
    registers.push_fact(person("P1", "P1"));
    assert_eq!(check_references(&registers, catalog()).len(), 1, "P1 is a person and no unit");
}

#[test]
fn what_is_stored_and_what_is_coming_count_together() {
    let (mut stored, mut coming) = (Registers::new(), Registers::new());
    for row in shouwang_domain::register::example_rows(catalog().get("unit").unwrap()) {
        stored.push("unit", row);
    }
    coming.push_fact(person("P1", "例-U1"));
    assert_eq!(check_references(&coming, catalog()).len(), 1);
    let mut codes = Codes::default();
    codes.add(&stored);
    codes.add(&coming);
    assert_eq!(codes.broken(&coming, catalog()), vec![]);
    assert!(codes.has("person", "P1") && !codes.has("person", "例-U1"));
}
