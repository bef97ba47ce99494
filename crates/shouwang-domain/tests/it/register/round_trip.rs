//! From values to text and back, and from rows to structs and back.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use shouwang_calendar::Day;
use shouwang_domain::register::{Basis, Choices, FieldKind, Row, RowKey, Value, ValueParseError, catalog, declared, validate};
use shouwang_domain::registers::unit::{Function, Industry};

use super::generate;

#[test]
fn every_value_is_read_back_from_its_text_in_both_languages() {
    let mut runner = TestRunner::new(Config::with_cases(32));
    for def in catalog() {
        for field in &def.fields {
            let result = runner.run(&generate::value(field.kind), |value| {
                for chinese in [true, false] {
                    prop_assert_eq!(Value::parse(field.kind, &value.text(field.kind, chinese)), Ok(value.clone()));
                }
                Ok(())
            });
            assert!(result.is_ok(), "{}.{}: {result:?}", def.name, field.name);
        }
    }
}

#[test]
fn every_struct_takes_its_row_and_gives_it_back() {
    let mut runner = TestRunner::new(Config::with_cases(64));
    for declared in declared() {
        let def = (declared.def)();
        let result = runner.run(&generate::values(&def), |values| {
            prop_assert_eq!((declared.through_struct)(&values), Ok(values));
            Ok(())
        });
        assert!(result.is_ok(), "{}: {result:?}", def.name);
    }
}

#[test]
fn no_struct_takes_a_row_without_a_required_value_or_with_one_of_another_kind() {
    let mut runner = TestRunner::new(Config::with_cases(4));
    for declared in declared() {
        let def = (declared.def)();
        let result = runner.run(&generate::values(&def), |values| {
            for (at, field) in def.fields.iter().enumerate() {
                let mut without = values.clone();
                without[at] = None;
                prop_assert_eq!((declared.through_struct)(&without).is_err(), field.required);
                let mut other = values.clone();
                other[at] = Some(if field.kind == FieldKind::Flag { Value::Int(1) } else { Value::Flag(true) });
                prop_assert!((declared.through_struct)(&other).is_err());
            }
            Ok(())
        });
        assert!(result.is_ok(), "{}: {result:?}", def.name);
    }
}

#[test]
fn values_of_the_right_kind_within_bounds_have_no_problem_of_their_own() {
    let mut runner = TestRunner::new(Config::with_cases(32));
    for def in catalog() {
        let result = runner.run(&generate::values(def), |values| {
            let key = RowKey { code: "1".to_owned(), from: Day::from_number(20_000) };
            let row = Row { key, until: Day::MAX, basis: Basis::Measured, vouched_by: None, note: None, learned_at: None, values };
            // What several fields say together may be wrong here, and chance finds no true credit code.
            let together = |name: &str| {
                let alternatives = def.exactly_one.iter().chain(def.at_least_one).any(|other| *other == name);
                let shaped = ["credit_code", "prefix", "address", "domain_name", "to_unit"].contains(&name);
                alternatives || shaped || def.field(name).is_some_and(|field| !field.not_before.is_empty())
            };
            let own: Vec<_> = validate(&row, def).into_iter().filter(|problem| !together(problem.field)).collect();
            prop_assert_eq!(own, vec![]);
            Ok(())
        });
        assert!(result.is_ok(), "{}: {result:?}", def.name);
    }
}

#[test]
fn days_are_read_as_clerks_write_them() {
    let day = |text: &str| text.parse().map(Value::Day).unwrap();
    for text in ["2026-11-20", "2026/11/20", "2026.11.20", "2026年11月20日", " 2026-11-20 "] {
        assert_eq!(Value::parse(FieldKind::Day, text), Ok(day("2026-11-20")), "{text}");
    }
    for text in ["2026年1月2日", "2026-1-2", "2026/01/02"] {
        assert_eq!(Value::parse(FieldKind::Day, text), Ok(day("2026-01-02")), "{text}");
    }
    for text in ["2026-02-30", "26-11-20", "2026-11", "2026-11-20-1", "昨天", "46346"] {
        assert_eq!(Value::parse(FieldKind::Day, text), Err(ValueParseError::NotDay), "{text}");
    }
}

#[test]
fn choices_are_read_by_label_in_both_languages_and_by_identifier() {
    let kind = FieldKind::Choice(Industry::CHOICES);
    for text in ["卫生健康", "health", "Health", "HEALTH"] {
        assert_eq!(Value::parse(kind, text), Ok(Value::Choice(Industry::Health.position())), "{text}");
    }
    assert!(matches!(Value::parse(kind, "卫生"), Err(ValueParseError::NotChoice { allowed }) if allowed.contains("卫生健康 health")));
    let both = 1 << Function::Finance.position() | 1 << Function::ConnectedUnit.position();
    for text in ["财政、接入单位", "接入单位,finance", "connected_unit；财政", "Finance; 接入单位;"] {
        assert_eq!(Value::parse(FieldKind::Set(Function::CHOICES), text), Ok(Value::Set(both)), "{text}");
    }
    assert!(Value::parse(FieldKind::Set(Function::CHOICES), "、").is_err(), "a set holds at least one");
}

#[test]
fn every_choice_finds_itself_by_position() {
    for (at, function) in (0..).map_while(|at| Function::at(at).map(|function| (at, function))) {
        assert_eq!(function.position(), at);
        assert_eq!(usize::from(at) + 1 == Function::CHOICES.len(), Function::at(at + 1).is_none());
    }
}
