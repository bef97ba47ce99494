//! What lists need of the tables: an index on every reference, one for the default order, and the places of units.
//!
//! `UPDATE=1 cargo test -p shouwang-storage indexes` writes the migration anew, until it is released. A register or a reference that comes
//! later gets its indexes by a further migration, by hand; the last test here says what is missing.

use std::fmt::Write as _;
use std::path::Path;

use shouwang_domain::register::{Audience, FieldKind, RegisterDef, full_catalog};
use shouwang_storage::schema::OPEN;
use shouwang_storage::testing::databases;

use crate::common::texts;
use crate::ddl::DIALECTS;

/// Whether users may have the migration, or references came later than it: then it is never rewritten.
const RELEASED: bool = true;

const PLACES: &str = r#"
-- Where each unit lies: the divisions above it, its own among them. Repeats what `unit` and `division` say and can be made anew.
-- `near` is 1 for its own division, and for the county of a township or village, which runs the extranet there.
CREATE TABLE unit_place (
    unit TEXT {c}NOT NULL,
    division TEXT {c}NOT NULL,
    near {whole} NOT NULL,
    PRIMARY KEY (unit, division)
){options};
CREATE INDEX unit_place_division ON unit_place (division, near, unit);
INSERT INTO unit_place (unit, division, near)
WITH RECURSIVE placed (unit, division) AS (
    SELECT u.code, u.division FROM unit u
    WHERE u.superseded_at = {open} AND u.division IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM unit later WHERE later.code = u.code AND later.held_from > u.held_from AND later.superseded_at = {open})
), standing (code, parent, level) AS (
    SELECT d.code, d.parent, d.level FROM division d
    WHERE d.superseded_at = {open} AND NOT EXISTS (
        SELECT 1 FROM division later WHERE later.code = d.code AND later.held_from > d.held_from AND later.superseded_at = {open})
), above (code, above) AS (
    SELECT DISTINCT division, division FROM placed
    UNION
    SELECT a.code, d.parent FROM above a JOIN standing d ON d.code = a.above WHERE d.parent IS NOT NULL
)
SELECT p.unit, a.above, CASE
    WHEN a.above = p.division THEN 1
    WHEN EXISTS (SELECT 1 FROM standing d WHERE d.code = a.above AND d.level = 'county')
        AND EXISTS (SELECT 1 FROM standing d WHERE d.code = p.division AND d.level IN ('township', 'village')) THEN 1
    ELSE 0 END
FROM placed p JOIN above a ON a.code = p.division;
"#;

fn references(def: &RegisterDef) -> impl Iterator<Item = (&'static str, bool)> {
    def.fields.iter().filter(|field| matches!(field.kind, FieldKind::Ref(_))).map(|field| (field.name, field.required))
}

fn migration(dialect: &str) -> String {
    let server = dialect == "postgres";
    let mut sql = "-- What lists of rows need: for each register what began last, and what refers to a row.\n".to_owned();
    // Matters came later, with a migration of their own.
    for def in full_catalog().iter().filter(|def| def.audience != Audience::Procedure) {
        let name = def.name;
        let _ =
            writeln!(sql, "CREATE INDEX \"{name}_list\" ON \"{name}\" (\"held_from\" DESC, \"code\") WHERE \"superseded_at\" = {OPEN};");
        for (field, required) in references(def) {
            // SQLite adds the table's key to every index by itself. References are compared byte by byte, as codes are.
            let columns = if server { format!("\"{field}\" COLLATE \"C\", \"code\", \"held_from\"") } else { format!("\"{field}\"") };
            let given = if required { String::new() } else { format!(" AND \"{field}\" IS NOT NULL") };
            let _ =
                writeln!(sql, "CREATE INDEX \"{name}_list_{field}\" ON \"{name}\" ({columns}) WHERE \"superseded_at\" = {OPEN}{given};");
        }
    }
    let industry = if server { "\"industry\" COLLATE \"C\"" } else { "\"industry\"" };
    let _ = writeln!(
        sql,
        "-- The units of an industry.\nCREATE INDEX \"unit_list_industry\" ON \"unit\" ({industry}) WHERE \"superseded_at\" = {OPEN} AND \"industry\" IS NOT NULL;"
    );
    let (c, whole, options) = if server { ("COLLATE \"C\" ", "BIGINT", "") } else { ("", "INTEGER", " STRICT, WITHOUT ROWID") };
    let places = PLACES.replace("{c}", c).replace("{whole}", whole).replace("{options}", options).replace("{open}", &OPEN.to_string());
    sql + &places
}

#[test]
fn the_migration_for_lists_is_that_of_the_registers() {
    for dialect in DIALECTS {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(dialect).join("0057_lists.sql");
        if !RELEASED && std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, migration(dialect)).unwrap();
        }
        let written = std::fs::read_to_string(&file).unwrap();
        assert!(RELEASED || written == migration(dialect), "{}: run UPDATE=1 cargo test -p shouwang-storage indexes", file.display());
    }
}

#[tokio::test]
async fn every_reference_has_an_index_and_every_register_one_for_its_default_order() {
    for database in databases().await.unwrap() {
        database.open().await.unwrap();
        let sql = if database.is_sqlite() {
            "SELECT name FROM sqlite_schema WHERE type = 'index'"
        } else {
            "SELECT indexname::text FROM pg_indexes"
        };
        let indexes = texts(&database, sql).await;
        for def in full_catalog() {
            let wanted = references(def).map(|(field, _)| format!("{}_list_{field}", def.name)).chain([format!("{}_list", def.name)]);
            for name in wanted {
                assert!(indexes.contains(&name), "there is no index {name}; write a further migration");
            }
        }
    }
}
