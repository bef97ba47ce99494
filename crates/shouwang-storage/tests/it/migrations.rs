//! The migrations make exactly the tables that the registers declare.
//!
//! `UPDATE=1 cargo test -p shouwang-storage migration` writes the migrations of new registers, and those of changed registers
//! that were not released yet. The file of a released migration is never touched: a changed register gets a further file by hand,
//! and `every_table_is_as_its_register_declares` says what is missing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use shouwang_domain::register::full_catalog;
use shouwang_storage::schema::{ColumnKind, columns};
use shouwang_storage::testing::{TestDatabase, databases};

use crate::common::texts;
use crate::ddl::{DIALECTS, create_table};

/// Number of the newest migration that a user may have: files up to it are never rewritten.
const RELEASED: u32 = 78;

fn folder(dialect: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(dialect)
}

/// The files of a folder: name without ending, number.
fn files(dialect: &str) -> BTreeMap<String, u32> {
    let names = fs::read_dir(folder(dialect)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .map(|name| {
            let (number, rest) = name.split_once('_').unwrap();
            (rest.strip_suffix(".sql").unwrap().to_owned(), number.parse().unwrap())
        })
        .collect()
}

#[test]
fn every_register_has_its_migration_for_every_database() {
    let update = std::env::var_os("UPDATE").is_some();
    for dialect in DIALECTS {
        let files = files(dialect);
        let mut next = files.values().max().copied().unwrap_or(0);
        for def in full_catalog() {
            let number = files.get(def.name).copied().unwrap_or_else(|| {
                next += 1;
                next
            });
            let file = folder(dialect).join(format!("{number:04}_{}.sql", def.name));
            let sql = create_table(def, dialect);
            if number > RELEASED && fs::read_to_string(&file).ok().as_ref() != Some(&sql) {
                assert!(update, "{} is missing or outdated; run: UPDATE=1 cargo test -p shouwang-storage migration", file.display());
                fs::write(&file, sql).unwrap();
            }
        }
    }
}

#[test]
fn both_databases_have_migrations_of_the_same_names() {
    assert_eq!(files("sqlite"), files("postgres"));
}

#[test]
fn no_field_takes_the_name_of_a_column_that_every_table_has() {
    for def in full_catalog() {
        let mut names: Vec<_> = columns(def).iter().map(|column| column.name).collect();
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a < b), "{}: {names:?}", def.name);
        assert_ne!(def.name, "act");
    }
}

#[tokio::test]
async fn every_table_is_as_its_register_declares() {
    for database in databases().await.unwrap() {
        database.open().await.unwrap();
        for def in full_catalog() {
            let mut declared: Vec<_> = columns(def).iter().map(|column| declared_column(&database, column)).collect();
            declared.sort();
            let migrated = migrated_columns(&database, def.name).await;
            assert_eq!(migrated, declared, "{} in {}: write a further migration", def.name, database.url);
        }
    }
}

#[tokio::test]
async fn a_row_has_one_version_per_moment_and_at_most_one_that_stands() {
    for database in databases().await.unwrap() {
        database.open().await.unwrap();
        let sql = if database.is_sqlite() {
            "SELECT lower(sql) FROM sqlite_schema WHERE name = 'unit_current'"
        } else {
            "SELECT lower(indexdef) FROM pg_indexes WHERE indexname = 'unit_current'"
        };
        let index = texts(&database, sql).await.concat();
        assert!(index.contains("unique") && index.contains("where"), "{index}");
        let sql = if database.is_sqlite() {
            "SELECT name FROM pragma_table_info('unit') WHERE pk > 0 ORDER BY pk"
        } else {
            "SELECT column_name::text FROM information_schema.key_column_usage \
             WHERE constraint_name = 'unit_pkey' ORDER BY ordinal_position"
        };
        assert_eq!(texts(&database, sql).await, ["code", "held_from", "learned_at"]);
    }
}

/// A column as the database would describe it.
fn declared_column(database: &TestDatabase, column: &shouwang_storage::schema::Column) -> String {
    let (text, whole) = if database.is_sqlite() { ("TEXT", "INTEGER") } else { ("text", "bigint") };
    let kind = match column.kind {
        ColumnKind::Text => text,
        ColumnKind::Whole => whole,
    };
    let bytewise = !database.is_sqlite() && ["code", "held_from"].contains(&column.name);
    format!("{} {kind}{}{}", column.name, if column.not_null { " not null" } else { "" }, if bytewise { " C" } else { "" })
}

async fn migrated_columns(database: &TestDatabase, table: &str) -> Vec<String> {
    let sql = if database.is_sqlite() {
        format!("SELECT name || ' ' || type || CASE \"notnull\" WHEN 1 THEN ' not null' ELSE '' END FROM pragma_table_info('{table}')")
    } else {
        format!(
            "SELECT column_name || ' ' || data_type || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END \
             || COALESCE(' ' || collation_name, '') FROM information_schema.columns WHERE table_name = '{table}'"
        )
    };
    let mut columns = texts(database, &sql).await;
    columns.sort();
    columns
}
