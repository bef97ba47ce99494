//! The migration that makes a register's table, from its declaration.

use std::fmt::Write as _;

use shouwang_domain::register::RegisterDef;
use shouwang_storage::schema::{ColumnKind, OPEN, columns};

/// The databases there are migrations for, as their folders are named.
pub(crate) const DIALECTS: [&str; 2] = ["sqlite", "postgres"];

/// The text of a migration.
pub(crate) fn create_table(def: &RegisterDef, dialect: &str) -> String {
    let name = def.name;
    let mut sql = format!("-- {} {name}: {}\nCREATE TABLE \"{name}\" (\n", def.label.zh, def.label.en);
    for column in columns(def) {
        let kind = match (column.kind, column.name, dialect) {
            // Both databases then order codes and days as Rust does, byte by byte.
            (ColumnKind::Text, "code" | "held_from", "postgres") => "TEXT COLLATE \"C\"",
            (ColumnKind::Text, ..) => "TEXT",
            (ColumnKind::Whole, _, "sqlite") => "INTEGER",
            (ColumnKind::Whole, ..) => "BIGINT",
        };
        let not_null = if column.not_null { " NOT NULL" } else { "" };
        let refers = if column.name.ends_with("_act") { " REFERENCES act (id)" } else { "" };
        let _ = writeln!(sql, "    \"{}\" {kind}{not_null}{refers},", column.name);
    }
    // Without a row number of its own, an SQLite table is kept in the order of its key, which is the order it is read in.
    let options = if dialect == "sqlite" { " STRICT, WITHOUT ROWID" } else { "" };
    let _ = write!(
        sql,
        "    PRIMARY KEY (\"code\", \"held_from\", \"learned_at\")\n){options};\n\
         -- At most one version of a row stands.\n\
         CREATE UNIQUE INDEX \"{name}_current\" ON \"{name}\" (\"code\", \"held_from\") WHERE \"superseded_at\" = {OPEN};\n",
    );
    sql
}
