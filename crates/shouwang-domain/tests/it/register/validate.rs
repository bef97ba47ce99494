//! Problems of single rows.

use shouwang_calendar::Day;
use shouwang_domain::register::{Problem, Row, Value, catalog, example_row, validate};

/// The problems of a register's example after a change, as (field, Chinese sentence).
fn after(register: &str, change: impl Fn(&mut Row)) -> Vec<Problem> {
    let def = catalog().get(register).expect("the register is there");
    let mut row = example_row(def);
    change(&mut row);
    validate(&row, def)
}

fn set(register: &str, field: &str, value: Option<Value>) -> Vec<Problem> {
    let at = catalog().get(register).and_then(|def| def.field_index(field)).expect("the field is there");
    after(register, |row| row.values[at] = value.clone())
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

fn fields(problems: &[Problem]) -> Vec<&'static str> {
    problems.iter().map(|problem| problem.field).collect()
}

#[test]
fn a_required_field_must_be_given_and_an_optional_one_need_not() {
    assert_eq!(fields(&set("unit", "name", None)), ["name"]);
    assert_eq!(fields(&set("unit", "industry", None)), [""; 0]);
}

#[test]
fn an_end_before_the_beginning_is_refused_and_on_the_same_day_is_not() {
    let problems = after("project", |row| row.until = row.key.from.plus(-1));
    assert_eq!(fields(&problems), ["until"]);
    assert_eq!(problems[0].zh, "终止日 2026-01-31 早于立项日 2026-02-01：请核对两个日期");
    assert_eq!(problems[0].en, "Ended on 2026-01-31 lies before Approved on 2026-02-01; check both days");
    assert_eq!(after("project", |row| row.until = row.key.from), vec![]);
}

#[test]
fn an_event_has_its_day_and_no_end() {
    let problems = after("training", |row| row.key.from = Day::MIN);
    assert_eq!(fields(&problems), ["from"]);
    assert!(problems[0].zh.contains("培训日"), "{problems:?}");
    assert_eq!(fields(&after("training", |row| row.until = row.key.from)), ["until"]);
    assert_eq!(fields(&after("unit", |row| row.key.from = Day::MIN)), [""; 0], "a state may begin at a day nobody knows");
}

#[test]
fn texts_and_codes_have_a_length() {
    assert_eq!(fields(&set("person", "name", text(&"甲".repeat(40)))), [""; 0]);
    assert_eq!(fields(&set("person", "name", text(&"甲".repeat(41)))), ["name"]);
    assert_eq!(fields(&set("person", "name", text(" 甲"))), ["name"]);
    assert_eq!(fields(&set("person", "name", text(""))), ["name"]);
    assert_eq!(fields(&set("person", "unit", Some(Value::Ref("x".repeat(201))))), ["unit"]);
    assert_eq!(fields(&after("person", |row| row.key.code = "x".repeat(200))), [""; 0]);
    assert_eq!(fields(&after("person", |row| row.key.code = "x".repeat(201))), ["code"]);
    assert_eq!(fields(&after("person", |row| row.key.code = " P1".to_owned())), ["code"]);
    assert_eq!(fields(&after("person", |row| row.key.code = "P\n1".to_owned())), ["code"]);
    assert_eq!(fields(&after("person", |row| row.key.code = String::new())), ["code"]);
    assert_eq!(fields(&after("person", |row| row.note = Some("注".repeat(2_001)))), ["note"]);
    assert_eq!(fields(&after("person", |row| row.vouched_by = Some("谁".repeat(201)))), ["vouched_by"]);
}

#[test]
fn numbers_and_choices_have_bounds() {
    for (number, sound) in [(0, false), (1, true), (65_535, true), (65_536, false)] {
        assert_eq!(set("open_port", "number", Some(Value::Int(number))).is_empty(), sound, "{number}");
    }
    assert_eq!(fields(&set("unit", "industry", Some(Value::Choice(8)))), [""; 0]);
    assert_eq!(fields(&set("unit", "industry", Some(Value::Choice(9)))), ["industry"]);
    assert_eq!(fields(&set("unit", "functions", Some(Value::Set(1 << 11)))), [""; 0]);
    assert_eq!(fields(&set("unit", "functions", Some(Value::Set(1 << 12)))), ["functions"]);
    assert_eq!(fields(&set("unit", "functions", Some(Value::Set(0)))), ["functions"]);
    assert_eq!(fields(&set("unit", "industry", text("卫生健康"))), ["industry"], "a value of another kind");
    assert_eq!(fields(&set("information_system", "online_on", Some(Value::Day(Day::MAX)))), ["online_on"]);
    assert_eq!(fields(&after("unit", |row| _ = row.values.pop())), ["code"], "a value too few");
}

#[test]
fn days_that_cannot_be_in_this_order_are_refused() {
    let day = |text: &str| Some(Value::Day(text.parse().unwrap()));
    for (register, field, before, on) in [
        ("project", "used_on", "2026-05-29", "2026-05-30"),
        ("project", "built_on", "2026-01-31", "2026-02-01"),
        ("hazard", "mended_on", "2026-10-09", "2026-10-10"),
        ("account", "authorised_until", "2026-01-04", "2026-01-05"),
        ("permission", "decided_on", "2026-09-28", "2026-09-29"),
        ("crypto_assessment", "filed_on", "2025-11-09", "2025-11-10"),
    ] {
        assert_eq!(fields(&set(register, field, day(before))), [field], "{register}");
        assert_eq!(fields(&set(register, field, day(on))), [""; 0], "{register}");
    }
}

#[test]
fn a_filing_names_a_network_or_a_system_and_never_both() {
    let network = Some(Value::Ref("例-N1".to_owned()));
    let both = set("grade_filing", "network", network);
    assert_eq!(fields(&both), ["network"]);
    assert_eq!(both[0].zh, "网络、信息系统：必须填写一项，且只能填写一项");
    assert_eq!(fields(&set("grade_filing", "system", None)), ["network"]);
    let vetting = set("staff_vetting", "person", None);
    assert_eq!(vetting[0].en, "At least one of Person, Provider has to be given");
}

#[test]
fn numbers_of_a_known_shape_are_checked() {
    for (register, field, wrong) in [
        ("unit", "credit_code", "11433130MB0EXAMP5D"),
        ("address_prefix", "prefix", "10.1.0.1/24"),
        ("terminal", "address", "10.1.0"),
        ("information_system", "domain_name", "https://www.example.gov.cn"),
    ] {
        let problems = set(register, field, text(wrong));
        assert_eq!(fields(&problems), [field], "{register}");
        assert!(!problems[0].zh.is_ascii() && problems[0].en.is_ascii(), "{problems:?}");
    }
    assert_eq!(fields(&set("handover", "to_unit", Some(Value::Ref("例-U2".to_owned())))), ["to_unit"]);
}

#[test]
fn all_problems_of_a_row_are_told_at_once() {
    let problems = after("unit", |row| {
        row.key.code.clear();
        row.until = row.key.from.plus(-1);
        row.values[0] = None;
    });
    assert_eq!(fields(&problems), ["code", "until", "name"]);
}
