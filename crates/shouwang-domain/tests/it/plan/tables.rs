//! Decision tables of every kind of duty, in a small made-up law whose cases are the tables.

use shouwang_calendar::Day;
use shouwang_domain::cases::run_all;
use shouwang_domain::facts::Facts;
use shouwang_domain::plan::{DutyIndex, Outcome, Planner, Program, Reason, Settings, Status};
use shouwang_domain::register::{Basis, Registers, Row, RowKey, Value, catalog};
use shouwang_law::model::Law;

use super::support::REAL;

const PAGES: [(&str, &str); 5] = [
    ("old/instrument.toml", include_str!("made_up/old/instrument.toml")),
    ("old/01-all.md", include_str!("made_up/old/01-all.md")),
    ("new/instrument.toml", include_str!("made_up/new/instrument.toml")),
    ("new/01-all.md", include_str!("made_up/new/01-all.md")),
    ("readings.md", include_str!("made_up/readings.md")),
];

/// The made-up law, with one change of its pages.
pub(super) fn made_up(from: &str, to: &str) -> Program {
    let pages: Vec<_> = PAGES.iter().map(|(path, text)| (*path, text.replace(from, to))).collect();
    let law = Law::load(pages.iter().map(|(path, text)| (*path, text.as_str()))).expect("the made-up law is sound");
    Program::compile(&law).expect("the made-up law runs")
}

/// The only duty that is meant.
pub(super) fn the(program: &Program, duty: &str) -> DutyIndex {
    let found = program.find(duty);
    assert_eq!(found.len(), 1, "{duty}");
    found[0]
}

fn day(text: &str) -> Day {
    text.parse().expect("it is a day")
}

/// Registers with one row without values, and more as needed.
fn with_row(registers: &mut Registers, register: &str, code: &str, from: Day, values: &[(&str, Value)]) {
    let def = catalog().get(register).expect("the register is there");
    let mut row = Row {
        key: RowKey { code: code.to_owned(), from },
        until: Day::MAX,
        basis: Basis::Declared,
        vouched_by: None,
        note: None,
        learned_at: None,
        values: vec![None; def.fields.len()],
    };
    for (name, value) in values {
        row.values[def.field_index(name).expect("the field is there")] = Some(value.clone());
    }
    registers.push(def.name, row);
}

/// What a duty comes to for the only subject.
fn outcome(program: &Program, registers: &Registers, duty: &str, on: &str) -> Outcome {
    let facts = Facts::build(registers);
    let (settings, flaws) = Settings::read(program, &facts);
    assert_eq!(flaws, []);
    let planner = Planner { program, facts: &facts, calendar: &REAL.calendar, settings: &settings };
    planner.outcome_for(the(program, duty), 0, day(on), None).expect("there is an outcome")
}

#[test]
fn every_case_of_the_made_up_law_comes_out_as_it_says() {
    let (count, failures) = run_all(&made_up("", ""), &REAL.calendar);
    let failures: Vec<_> = failures.iter().map(|failure| format!("{}: {}", failure.place, failure.zh)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count > 100, "only {count} cases were run");
}

/// One unit, known from the beginning of time.
fn a_unit() -> Registers {
    let mut registers = Registers::new();
    with_row(&mut registers, "unit", "U", Day::MIN, &[]);
    registers
}

#[test]
fn a_replaced_rule_asks_for_nothing_while_the_newer_instrument_is_in_force_and_does_not_come_back_by_itself() {
    let program = made_up("", "");
    let on = |duty: &str, day: &str| {
        let Outcome { status, reason, .. } = outcome(&program, &a_unit(), duty, day);
        (status, reason)
    };
    assert_eq!(on("old/plan", "2024-12-31"), (Status::Breached, Reason::TooFew));
    assert_eq!(on("old/plan", "2025-01-01"), (Status::NotApplicable, Reason::Replaced));
    assert_eq!(on("new/plan", "2024-12-31"), (Status::NotApplicable, Reason::NotYetInForce));
    assert_eq!(on("new/plan", "2025-01-01"), (Status::Breached, Reason::TooFew));
    assert_eq!(on("new/plan", "2028-01-01"), (Status::NotApplicable, Reason::Expired));
    assert_eq!(on("old/plan", "2028-01-01"), (Status::NotApplicable, Reason::Replaced));
}

#[test]
fn a_replaced_rule_comes_back_on_expiry_where_the_text_is_read_so() {
    let program = made_up("choice  = \"stays-replaced\"", "choice  = \"revives\"");
    assert_eq!(outcome(&program, &a_unit(), "old/plan", "2027-12-31").reason, Reason::Replaced);
    assert_eq!(outcome(&program, &a_unit(), "old/plan", "2028-01-01").status, Status::Breached);
}

#[test]
fn a_rule_is_supplementary_only_while_the_newer_instrument_is_in_force() {
    let program = made_up("", "");
    let active = &program.duty(the(&program, "old/exercise")).active;
    let on = |text: &str| active.is_supplementary_on(day(text));
    assert_eq!(["2024-12-31", "2025-01-01", "2027-12-31", "2028-01-01"].map(on), [false, true, true, false]);
}

#[test]
fn a_setting_that_means_nothing_is_told_and_not_followed() {
    let program = made_up("", "");
    for (rule, setting) in [("old/nothing", "off"), ("old/exercise", "perhaps"), ("past-periods", "two"), ("new/yearly", "off")] {
        let mut registers = a_unit();
        let words = [("rule", Value::Text(rule.to_owned())), ("setting", Value::Text(setting.to_owned()))];
        with_row(&mut registers, "rule_setting", "S", day("2026-01-01"), &words);
        let facts = Facts::build(&registers);
        let (settings, flaws) = Settings::read(&program, &facts);
        assert_eq!(flaws.iter().map(|flaw| flaw.code.as_str()).collect::<Vec<_>>(), ["S"], "{rule} {setting}");
        let planner = Planner { program: &program, facts: &facts, calendar: &REAL.calendar, settings: &settings };
        let mut outcomes = 0;
        planner.plan_one(the(&program, "old/exercise"), 0, day("2026-06-01"), |_| outcomes += 1);
        assert_eq!(outcomes, 2, "the past year and this one are asked for");
    }
}

#[test]
fn a_due_day_in_a_year_without_a_holiday_notice_is_provisional() {
    let program = made_up("", "");
    let due = |from: &str| {
        let mut registers = Registers::new();
        with_row(&mut registers, "incident", "C", day(from), &[]);
        let outcome = outcome(&program, &registers, "new/within", "2027-06-01");
        (outcome.due, outcome.provisional)
    };
    assert_eq!(due("2026-12-24"), (Some(day("2026-12-31")), false), "2026 has its notice");
    // Five plain working days, as nobody knows yet which days of 2027 are off.
    assert_eq!(due("2026-12-25"), (Some(day("2027-01-01")), true));
    assert_eq!(due("2027-03-01"), (Some(day("2027-03-08")), true));
}

#[test]
fn a_lead_time_counted_back_through_a_year_without_a_notice_is_provisional() {
    let program = made_up("", "");
    let due = |from: &str| {
        let mut registers = Registers::new();
        with_row(&mut registers, "debugging_work", "W", day(from), &[]);
        let outcome = outcome(&program, &registers, "new/ahead", "2026-11-20");
        (outcome.status, outcome.due, outcome.provisional)
    };
    assert_eq!(due("2026-12-10"), (Status::Open, Some(day("2026-12-07")), false));
    assert_eq!(due("2027-02-10"), (Status::Open, Some(day("2027-02-07")), true));
}

#[test]
fn a_subject_that_is_only_named_is_unknown_and_one_that_has_ended_is_not_asked() {
    let program = made_up("", "");
    let mut registers = a_unit();
    with_row(&mut registers, "emergency_plan", "E", day("2025-01-01"), &[("unit", Value::Ref("V".to_owned()))]);
    let facts = Facts::build(&registers);
    let (settings, _) = Settings::read(&program, &facts);
    let planner = Planner { program: &program, facts: &facts, calendar: &REAL.calendar, settings: &settings };
    let named = facts.table_named("unit").and_then(|table| table.find("V")).expect("the plan names it");
    let duty = the(&program, "new/plan");
    let outcome = planner.outcome_for(duty, named, day("2026-06-01"), None).expect("there is an outcome");
    assert_eq!((outcome.status, outcome.missing.map(|missing| missing.field)), (Status::Unknown, Some(None)));
    assert!(!planner.is_there(duty, named, day("2026-06-01")), "the plan of everything leaves out what was never entered");
}

#[test]
fn every_reason_is_found_by_its_identifier_and_says_something_in_both_languages() {
    assert!(Reason::ALL.is_sorted_by(|one, other| one < other), "each once, in the order of the declaration");
    for reason in Reason::ALL {
        assert_eq!(Reason::from_id(reason.id()), Some(reason));
        assert!(!reason.label().zh.is_empty() && !reason.label().en.is_empty(), "{reason:?}");
    }
    assert_eq!(Reason::from_id("whatever"), None);
}
