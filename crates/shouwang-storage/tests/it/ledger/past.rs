//! A way past the store to single cells, as somebody has who administers the database.

use shouwang_storage::schema::ColumnKind;
use shouwang_storage::testing::TestDatabase;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

/// A connection that no foreign key holds back.
pub(crate) enum Past {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Past {
    pub(crate) async fn connect(database: &TestDatabase) -> Past {
        let mut past = if database.is_sqlite() {
            Past::Sqlite(SqliteConnection::connect(&database.url).await.unwrap())
        } else {
            Past::Postgres(PgConnection::connect(&database.url).await.unwrap())
        };
        let unbound = if database.is_sqlite() { "PRAGMA foreign_keys = OFF" } else { "SET session_replication_role = replica" };
        past.execute(unbound).await.unwrap();
        past
    }

    /// Runs statements; the database's own refusal is handed on.
    pub(crate) async fn execute(&mut self, sql: &str) -> Result<(), sqlx::Error> {
        match self {
            Past::Sqlite(connection) => sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(connection).await.map(drop),
            Past::Postgres(connection) => sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(connection).await.map(drop),
        }
    }

    /// The texts that a query selects in its only column.
    pub(crate) async fn texts(&mut self, sql: &str) -> Vec<Option<String>> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Past::Sqlite(connection) => sqlx::query_scalar(sql).fetch_all(connection).await.unwrap(),
            Past::Postgres(connection) => sqlx::query_scalar(sql).fetch_all(connection).await.unwrap(),
        }
    }
}

/// A table that the ledger covers.
#[derive(Clone, Debug)]
pub(crate) struct Covered {
    pub(crate) name: &'static str,
    pub(crate) key: &'static [&'static str],
    pub(crate) columns: Vec<(&'static str, ColumnKind)>,
}

/// A cell, and what it held before it was changed.
#[derive(Debug)]
pub(crate) struct Changed {
    restore: String,
    pub(crate) what: String,
}

impl Covered {
    pub(crate) async fn row_count(&self, past: &mut Past) -> usize {
        past.texts(&format!("SELECT 'x' FROM \"{}\"", self.name)).await.len()
    }

    /// Changes one column of one row (by its place in the order of the key); `None` where the database itself refuses.
    pub(crate) async fn change(&self, past: &mut Past, at: usize, column: usize, how: usize) -> Option<Changed> {
        let (column, kind) = self.columns[column];
        // By the columns of the table: without its name, `seq` would be the text that is selected, whose order is another one.
        let order = self.key.iter().map(|name| format!("kept.\"{name}\"")).collect::<Vec<_>>().join(", ");
        let table = self.name;
        let cell = async |past: &mut Past, name: &str| {
            let sql = format!("SELECT CAST(\"{name}\" AS TEXT) FROM \"{table}\" kept ORDER BY {order} LIMIT 1 OFFSET {at}");
            past.texts(&sql).await.remove(0)
        };
        let before = cell(past, column).await;
        let after = other(before.as_deref(), kind, how);
        let mut row = Vec::new();
        for name in self.key {
            let kind = self.columns.iter().find(|(column, _)| column == name).unwrap().1;
            row.push((*name, kind, cell(past, name).await));
        }
        let place = |changed: Option<&Option<String>>| {
            let of = |(name, kind, value): &(&str, ColumnKind, Option<String>)| {
                let value = changed.filter(|_| *name == column).unwrap_or(value);
                format!("\"{name}\" = {}", literal(value.as_deref(), *kind))
            };
            row.iter().map(of).collect::<Vec<_>>().join(" AND ")
        };
        let set =
            |value: Option<&str>, place: String| format!("UPDATE \"{table}\" SET \"{column}\" = {} WHERE {place}", literal(value, kind));
        past.execute(&set(after.as_deref(), place(None))).await.ok()?;
        let restore = set(before.as_deref(), place(Some(&after)));
        Some(Changed { restore, what: format!("{table}.{column} of row {at}: {before:?} became {after:?}") })
    }
}

impl Changed {
    pub(crate) async fn restore(self, past: &mut Past) {
        past.execute(&self.restore).await.unwrap();
    }
}

/// Another value of the same kind.
fn other(before: Option<&str>, kind: ColumnKind, how: usize) -> Option<String> {
    match (before, kind) {
        (None, ColumnKind::Text) => Some("x".to_owned()),
        (None, ColumnKind::Whole) => Some("1".to_owned()),
        (Some(text), ColumnKind::Text) => match (how % 3, text.chars().last()) {
            (1, Some(last)) => Some(text.strip_suffix(last).unwrap().to_owned()),
            (2, Some(_)) => Some(text.replacen(text.chars().next().unwrap(), "~", 1)),
            _ => Some(format!("{text}~")),
        },
        (Some(number), ColumnKind::Whole) => {
            let number: i64 = number.parse().unwrap();
            let by = [1, 1_000_003, 1 << 40][how % 3];
            Some(number.checked_add(by).unwrap_or(number - by).to_string())
        }
    }
}

fn literal(value: Option<&str>, kind: ColumnKind) -> String {
    match (value, kind) {
        (None, _) => "NULL".to_owned(),
        (Some(text), ColumnKind::Text) => format!("'{}'", text.replace('\'', "''")),
        (Some(number), ColumnKind::Whole) => number.to_owned(),
    }
}
