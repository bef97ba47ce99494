//! More rows than one page of anything holds; how long a hundred thousand take is measured by `benches/import.rs`.

use shouwang_app::workbook::write_workbook;
use shouwang_calendar::Day;
use shouwang_calendar::Lang;
use shouwang_domain::register::{Basis, Registers, Row, RowKey, Value, catalog};

use crate::support::Office;

/// One division, so many units, and so many terminals of theirs.
fn province(units: usize, terminals: usize) -> Registers {
    let mut registers = Registers::new();
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let code = |code: String| Some(Value::Ref(code));
    push(&mut registers, "division", "433130".to_owned(), &[("name", text("样例县")), ("level", Some(Value::Choice(2)))]);
    for at in 0..units {
        let fields =
            [("name", text(&format!("样例县第{at}局"))), ("division", code("433130".to_owned())), ("functions", Some(Value::Set(1 << 9)))];
        push(&mut registers, "unit", format!("U{at}"), &fields);
    }
    for at in 0..terminals {
        let fields = [
            ("managing_unit", code(format!("U{}", at % units))),
            ("using_unit", code(format!("U{}", at % units))),
            ("division", code("433130".to_owned())),
            ("kind", Some(Value::Choice(u8::try_from(at % 4).unwrap()))),
            ("address", text(&format!("10.{}.{}.{}", at >> 16, at >> 8 & 255, at & 255))),
            ("protected", Some(Value::Flag(at % 3 > 0))),
        ];
        push(&mut registers, "terminal", format!("T{at}"), &fields);
    }
    registers
}

fn push(registers: &mut Registers, register: &'static str, code: String, fields: &[(&str, Option<Value>)]) {
    let def = catalog().get(register).unwrap();
    let mut values = vec![None; def.fields.len()];
    for (name, value) in fields {
        values[def.field_index(name).unwrap()].clone_from(value);
    }
    let from = "2024-01-01".parse().unwrap();
    let key = RowKey { code, from };
    registers.push(register, Row { key, until: Day::MAX, basis: Basis::Declared, vouched_by: None, note: None, learned_at: None, values });
}

#[tokio::test]
async fn a_few_thousand_rows_are_imported_and_known_afterwards() {
    let (units, terminals) = (200, 2_800);
    let mut office = Office::open().await;
    let path = office.path("province.xlsx");
    let registers = province(units, terminals);
    write_workbook(&path, &registers, Lang::Zh).unwrap();
    let first = office.apply(&path).await;
    assert_eq!((first.plan.added.len(), first.plan.refused.count()), (registers.row_count(), 0));
    let second = office.apply(&path).await;
    assert_eq!((second.plan.unchanged_count, second.written), (registers.row_count(), None));
}
