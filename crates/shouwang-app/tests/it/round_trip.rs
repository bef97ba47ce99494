//! Export and import are exact inverses, for every register, every kind of field and awkward text.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use shouwang_app::workbook::{write_csv_folder, write_workbook};
use shouwang_calendar::Day;
use shouwang_calendar::Lang;
use shouwang_domain::register::{
    Basis, EXAMPLE_MARK, FieldDef, FieldKind, RegisterDef, Registers, Row, RowKey, Shape, Value, catalog, validate,
};

use crate::support::{added, plan_against, plan_of};

const AWKWARD: [&str; 22] = [
    "=1+1",
    "+86 731",
    "-5",
    "@sum",
    "'=x",
    "'quoted",
    "007",
    "1-1",
    "2026-11-20",
    "TRUE",
    "是",
    "1e5",
    "a\"b\"\"c",
    "两行\n第二行",
    "a,b;c、d",
    "里面  有   空格",
    "👩‍💻表情",
    "_x000D_",
    "<b>&amp;</b>",
    "tab\there",
    "\u{feff}mark\u{200b}",
    "#REF!",
];

fn text(chars_max: usize) -> BoxedStrategy<String> {
    let random = vec(prop_oneof![any::<char>(), select("aZ0 =+'\",;\n\t_x例中文（，".chars().collect::<Vec<_>>())], 1..30);
    let long = "长".repeat(chars_max);
    let any = prop_oneof![4 => random.prop_map(String::from_iter), 4 => select(&AWKWARD[..]).prop_map(str::to_owned), 1 => Just(long)];
    any.prop_map(move |text| {
        let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take(chars_max).collect();
        let trimmed = kept.trim().to_owned();
        if trimmed.is_empty() { "字".to_owned() } else { trimmed }
    })
    .boxed()
}

fn code() -> impl Strategy<Value = String> {
    text(60).prop_map(|text| {
        let plain: String = text.chars().map(|c| if c.is_control() { '·' } else { c }).collect();
        if plain.starts_with(EXAMPLE_MARK) { format!("x{plain}") } else { plain }
    })
}

fn day() -> impl Strategy<Value = Day> {
    let first = "0001-01-01".parse::<Day>().unwrap().number();
    let last = "9999-12-31".parse::<Day>().unwrap().number();
    let near = "1900-02-28".parse::<Day>().unwrap().number();
    prop_oneof![first..=last, near..near + 4, 19_000..21_000_i32, Just(first), Just(last)].prop_map(Day::from_number)
}

fn value(kind: FieldKind) -> BoxedStrategy<Value> {
    let at = |choices: &[_]| u8::try_from(choices.len()).unwrap();
    match kind {
        FieldKind::Text { chars_max } => text(chars_max).prop_map(Value::Text).boxed(),
        FieldKind::Int { min, max } => prop_oneof![min..=max, Just(min), Just(max)].prop_map(Value::Int).boxed(),
        FieldKind::Day => day().prop_map(Value::Day).boxed(),
        FieldKind::Flag => any::<bool>().prop_map(Value::Flag).boxed(),
        FieldKind::Choice(choices) => (0..at(choices)).prop_map(Value::Choice).boxed(),
        FieldKind::Set(choices) => (1..=u64::MAX >> (64 - choices.len())).prop_map(Value::Set).boxed(),
        FieldKind::Ref(_) => code().prop_map(Value::Ref).boxed(),
    }
}

fn row(def: &'static RegisterDef) -> impl Strategy<Value = Row> {
    let field = |field: &FieldDef| {
        let given = value(field.kind).prop_map(Some);
        if field.required { given.boxed() } else { prop_oneof![2 => given, 1 => Just(None)].boxed() }
    };
    let values: Vec<_> = def.fields.iter().map(field).collect();
    let from = if def.shape == Shape::Event { day().boxed() } else { prop_oneof![day(), Just(Day::MIN)].boxed() };
    let more = (prop_oneof![day(), Just(Day::MAX)], any::<bool>(), option::of(text(200)), option::of(text(2_000)));
    (code(), from, more, values).prop_map(move |(code, from, (until, measured, vouched_by, note), values)| Row {
        key: RowKey { code, from },
        until: if def.shape == Shape::Event || until < from { Day::MAX } else { until },
        basis: if measured { Basis::Measured } else { Basis::Declared },
        vouched_by,
        note,
        learned_at: None,
        values,
    })
}

/// Leaves out what the register's own checks refuse, as far as it may be left out; `None` when the row stays wrong.
fn repaired(mut row: Row, def: &RegisterDef) -> Option<Row> {
    for _ in 0..8 {
        let problems = validate(&row, def);
        if problems.is_empty() {
            return Some(row);
        }
        if let [first, others @ ..] = def.exactly_one {
            let at = def.field_index(first)?;
            row.values[at] = row.values[at].take().or_else(|| Some(Value::Ref("X".to_owned())));
            for other in others {
                row.values[def.field_index(other)?] = None;
            }
        }
        for problem in problems {
            match def.field_index(problem.field) {
                Some(_) if def.exactly_one.contains(&problem.field) => {}
                // What a required text has to look like is the register's own affair; an address suits those that there are.
                Some(at) if def.fields[at].required => row.values[at] = Some(Value::Text("10.0.0.0/8".to_owned())),
                Some(at) => {
                    row.values[at] = if def.at_least_one.contains(&problem.field) { Some(Value::Ref("X".to_owned())) } else { None }
                }
                None => {}
            }
        }
    }
    None
}

fn registers() -> impl Strategy<Value = Registers> {
    let of_each: Vec<_> = catalog().iter().map(|def| vec(row(def), 1..4)).collect();
    of_each.prop_map(|of_each| {
        let mut registers = Registers::new();
        for (def, rows) in catalog().iter().zip(of_each) {
            let rows = rows.into_iter().filter_map(|row| repaired(row, def)).enumerate();
            let rows = rows.map(|(at, mut row)| {
                row.key.code.push_str(&at.to_string());
                row
            });
            registers.insert(def.name, rows.collect());
        }
        registers
    })
}

fn assert_same(read: &Registers, written: &Registers) -> Result<(), TestCaseError> {
    for def in catalog() {
        prop_assert_eq!(read.get(def.name), written.get(def.name), "{}", def.name);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_is_read_back_exactly(registers in registers()) {
        let folder = tempfile::tempdir().unwrap();
        for language in [Lang::Zh, Lang::En] {
            let book = folder.path().join(format!("{language:?}.xlsx"));
            write_workbook(&book, &registers, language).unwrap();
            let csv = folder.path().join(format!("{language:?}"));
            write_csv_folder(&csv, &registers, language).unwrap();
            for path in [book, csv] {
                assert_same(&added(&plan_of(&path)), &registers)?;
                let again = plan_against(&registers, &path);
                prop_assert!(again.can_apply() && !again.changes_anything(), "{}", again.summary(Lang::En));
                prop_assert_eq!(again.unchanged_count, registers.row_count());
            }
        }
    }
}

#[test]
fn the_rows_of_the_property_reach_every_register() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut reached = Registers::new();
    for _ in 0..12 {
        let registers = registers().new_tree(&mut runner).unwrap().current();
        for (name, rows) in registers.iter() {
            reached.rows_mut(name).extend_from_slice(rows);
        }
    }
    let missed: Vec<_> = catalog().iter().filter(|def| reached.get(def.name).is_empty()).map(|def| def.name).collect();
    assert!(missed.is_empty(), "no valid row was made for {missed:?}");
}

#[test]
fn the_same_registers_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a.xlsx", "b.xlsx"].map(|name| folder.path().join(name));
    let mut empty = Registers::new();
    catalog().iter().for_each(|def| empty.insert(def.name, Vec::new()));
    for path in &paths {
        write_workbook(path, &empty, Lang::Zh).unwrap();
    }
    let [a, b] = paths.map(|path| std::fs::read(path).unwrap());
    assert!(a == b, "two exports of the same registers differ");
}
