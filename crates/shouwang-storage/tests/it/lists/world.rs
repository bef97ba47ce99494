//! Rows for the tests of lists, written as a clerk would.

use shouwang_calendar::Day;
use shouwang_domain::register::{Basis, FieldKind, RegisterDef, Row, RowKey, Value, full_catalog};
use shouwang_storage::{About, Learned, StorageError, Store, Write, Written};

use crate::common::{key, moment};

pub(super) fn def(name: &str) -> &'static RegisterDef {
    full_catalog().get(name).unwrap()
}

/// A row with these fields; required ones that are not named hold something.
pub(super) fn row(register: &str, code: &str, from: &str, fields: &[(&str, &str)]) -> (&'static str, Row) {
    let def = def(register);
    let value = |field: &shouwang_domain::register::FieldDef| {
        let given = fields.iter().find(|(name, _)| *name == field.name);
        match given {
            Some((_, text)) => Some(Value::parse(field.kind, text).unwrap()),
            None => field.required.then(|| filler(field.kind)),
        }
    };
    let unknown = fields.iter().find(|(name, _)| def.field(name).is_none());
    assert_eq!(unknown, None, "{register}");
    let values = def.fields.iter().map(value).collect();
    let key = key(code, from);
    (def.name, Row { key, until: Day::MAX, basis: Basis::Declared, vouched_by: None, note: None, learned_at: None, values })
}

fn filler(kind: FieldKind) -> Value {
    match kind {
        FieldKind::Text { .. } => Value::Text("样例".to_owned()),
        FieldKind::Int { min, .. } => Value::Int(min),
        FieldKind::Day => Value::Day(Day::from_number(20_000)),
        FieldKind::Flag => Value::Flag(false),
        FieldKind::Choice(_) => Value::Choice(0),
        FieldKind::Set(_) => Value::Set(1),
        FieldKind::Ref(_) => Value::Ref("无".to_owned()),
    }
}

/// A write of these rows, so many seconds after some moment in November 2026 (2026-11-19 in Hunan).
pub(super) fn write_of(second: i64, puts: Vec<(&'static str, Row)>) -> Write {
    let at = moment(second);
    let about = About::command("张三", "register.import", "request-1");
    Write { learned_at: Learned::At(at), puts, ..Write::now(at, about, "样例.xlsx", [7; 32]) }
}

pub(crate) async fn put(store: &Store, second: i64, puts: Vec<(&'static str, Row)>) -> Result<Written, StorageError> {
    store.write(&write_of(second, puts)).await
}

pub(super) fn keys(rows: &[(&'static str, Row)]) -> Vec<(&'static str, RowKey)> {
    rows.iter().map(|(register, row)| (*register, row.key.clone())).collect()
}

/// Two counties in a prefecture, with a township and a village; a second prefecture; a bureau with an office; a provider.
pub(crate) fn two_counties() -> Vec<(&'static str, Row)> {
    let division = |code, level, parent: &str| {
        let parent: &[(&str, &str)] = if parent.is_empty() { &[] } else { &[("parent", parent)] };
        row("division", code, "", &[&[("name", code), ("level", level)], parent].concat())
    };
    let unit = |code, division, further: &[(&str, &str)]| {
        row("unit", code, "2024-01-01", &[&[("name", code), ("division", division), ("functions", "connected_unit")], further].concat())
    };
    vec![
        division("43", "province", ""),
        division("4301", "prefecture", "43"),
        division("430101", "county", "4301"),
        division("430102", "county", "4301"),
        division("430101001", "township", "430101"),
        division("430101001001", "village", "430101001"),
        division("4302", "prefecture", "43"),
        unit("P", "43", &[("industry", "education")]),
        unit("M", "4301", &[]),
        unit("C1", "430101", &[("industry", "education")]),
        unit("C1-office", "430101", &[("parent", "C1")]),
        unit("T", "430101001", &[("industry", "health")]),
        unit("V", "430101001001", &[("parent", "C1-office"), ("industry", "education")]),
        unit("C2", "430102", &[]),
        unit("M2", "4302", &[("industry", "education")]),
        unit("K", "4302", &[]),
        row("person", "K-1", "", &[("name", "甲"), ("unit", "K")]),
        row("provider_contract", "KC1", "2026-01-01", &[("unit", "C1"), ("provider", "K")]),
        row("provider_contract", "KC2", "2026-01-01", &[("unit", "C2"), ("provider", "K")]),
        row("provider_review", "R1", "2026-06-01", &[("contract", "KC1")]),
        row("onsite_staff", "O1", "2026-02-01", &[("person", "K-1"), ("unit", "C1"), ("contract", "KC1")]),
        row("staff_vetting", "SV1", "2026-01-05", &[("unit", "C1"), ("person", "K-1")]),
        row("staff_vetting", "SV2", "2026-01-06", &[("unit", "C2"), ("provider", "K")]),
        row("confidentiality_agreement", "CA1", "2026-01-05", &[("unit", "C1"), ("provider", "K")]),
        row("information_system", "S1", "2025-01-01", &[("name", "One"), ("managing_unit", "C1"), ("using_unit", "C2")]),
        row("information_system", "S2", "2025-01-01", &[("name", "Two"), ("managing_unit", "C2")]),
        row("information_system", "S3", "2025-01-01", &[("name", "Three"), ("managing_unit", "T")]),
        row("open_port", "S1/tcp/443", "2025-02-01", &[("system", "S1"), ("number", "443")]),
        row("open_port", "S2/tcp/443", "2025-02-01", &[("system", "S2"), ("number", "443")]),
        row("observation", "Ob1", "2026-11-01", &[("port", "S1/tcp/443")]),
        row("observation", "Ob2", "2026-11-01", &[("unit", "C2"), ("port", "S1/tcp/443")]),
    ]
}
