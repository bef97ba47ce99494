//! Rows to write, moments to write them at, and a way past the store to the tables themselves.

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::register::{Basis, FieldDef, FieldKind, RegisterDef, Row, RowKey, Value, catalog};
use shouwang_storage::testing::TestDatabase;
use shouwang_storage::{About, Learned, StorageError, Store, Write, Written};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection, SqliteConnection};

/// The register that most tests write to.
pub(crate) fn unit() -> &'static RegisterDef {
    catalog().get("unit").unwrap()
}

/// So many seconds after some moment in November 2026.
pub(crate) fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + second).unwrap()
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn key(code: &str, from: &str) -> RowKey {
    RowKey { code: code.to_owned(), from: if from.is_empty() { Day::MIN } else { day(from) } }
}

/// A row with a value in every field; another `variant`, other values.
pub(crate) fn row(def: &RegisterDef, key: RowKey, variant: u32) -> Row {
    Row {
        key,
        until: if variant.is_multiple_of(2) { Day::MAX } else { day("2031-03-09") },
        basis: if variant.is_multiple_of(3) { Basis::Measured } else { Basis::Declared },
        vouched_by: Some(format!("样例单位 {variant}")),
        note: variant.is_multiple_of(2).then(|| "O'Hara 说：“100%；_ok_”\n第二行".to_owned()),
        learned_at: None,
        values: def.fields.iter().map(|field| Some(value(field, variant))).collect(),
    }
}

/// A row without anything that may be left out.
pub(crate) fn bare_row(def: &RegisterDef, key: RowKey) -> Row {
    let values = def.fields.iter().map(|field| field.required.then(|| value(field, 0))).collect();
    Row { key, until: Day::MAX, basis: Basis::Declared, vouched_by: None, note: None, learned_at: None, values }
}

fn value(field: &FieldDef, variant: u32) -> Value {
    let variant = u64::from(variant);
    match field.kind {
        FieldKind::Text { .. } => Value::Text(format!("{} {variant}", field.label.zh)),
        FieldKind::Int { min, max } => Value::Int(if variant.is_multiple_of(2) { min } else { max }),
        FieldKind::Day => Value::Day(day("2026-02-28").plus(i32::try_from(variant).unwrap())),
        FieldKind::Flag => Value::Flag(variant.is_multiple_of(2)),
        FieldKind::Choice(choices) => Value::Choice(u8::try_from(variant % choices.len() as u64).unwrap()),
        FieldKind::Set(choices) => Value::Set((variant * 5 % ((1 << choices.len()) - 1)) + 1),
        FieldKind::Ref(register) => Value::Ref(format!("{register}-{variant}")),
    }
}

/// Rows of one register, learned at a moment and recorded then.
pub(crate) fn puts(at: Timestamp, def: &RegisterDef, rows: impl IntoIterator<Item = Row>) -> Write {
    let puts = rows.into_iter().map(|row| (def.name, row)).collect();
    let about = About::command("张三", "register.import", "request-1");
    Write { learned_at: Learned::At(at), puts, ..Write::now(at, about, "样例.xlsx", [7; 32]) }
}

pub(crate) fn withdrawal(at: Timestamp, def: &RegisterDef, key: RowKey) -> Write {
    Write { withdrawals: vec![(def.name, key)], ..puts(at, def, []) }
}

pub(crate) async fn put(store: &Store, at: Timestamp, rows: impl IntoIterator<Item = Row>) -> Result<Written, StorageError> {
    store.write(&puts(at, unit(), rows)).await
}

/// The rows as a load gives them back: learned at this moment.
pub(crate) fn learned(at: Timestamp, rows: impl IntoIterator<Item = Row>) -> Vec<Row> {
    rows.into_iter().map(|row| Row { learned_at: Some(at), ..row }).collect()
}

/// Runs a statement past the store.
pub(crate) async fn execute(database: &TestDatabase, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    if database.is_sqlite() {
        let options: SqliteConnectOptions = database.url.parse().unwrap();
        let mut connection = options.create_if_missing(true).connect().await.unwrap();
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    } else {
        let mut connection = PgConnection::connect(&database.url).await.unwrap();
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    }
}

/// The rows of a query past the store that selects one text.
pub(crate) async fn texts(database: &TestDatabase, sql: &str) -> Vec<String> {
    let sql = AssertSqlSafe(sql.to_owned());
    if database.is_sqlite() {
        let mut connection = SqliteConnection::connect(&database.url).await.unwrap();
        sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
    } else {
        let mut connection = PgConnection::connect(&database.url).await.unwrap();
        sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
    }
}
