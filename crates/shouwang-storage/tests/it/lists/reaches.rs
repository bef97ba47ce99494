//! Which rows each kind of reach covers, by example.

use shouwang_domain::reach::{Depth, Reach, Scope};
use shouwang_domain::registers::unit::Industry;
use shouwang_storage::Store;
use shouwang_storage::query::RowQuery;
use shouwang_storage::testing::databases;

use super::world::{def, put, row, two_counties};
use crate::common::{execute, key, texts};

pub(super) fn unit(code: &str) -> Scope {
    Scope::Any(vec![Reach::Unit(code.to_owned())])
}

pub(super) fn territory(division: &str, depth: Depth) -> Scope {
    Scope::Any(vec![Reach::Territory { division: division.to_owned(), depth }])
}

fn industry(industry: Industry, division: &str) -> Scope {
    Scope::Any(vec![Reach::Industry { industry, division: division.to_owned() }])
}

fn contract(code: &str) -> Scope {
    Scope::Any(vec![Reach::Contract(code.to_owned())])
}

async fn codes(store: &Store, register: &str, scope: &Scope) -> String {
    let page = store.list_rows(&RowQuery::new(def(register), scope)).await.unwrap();
    let mut codes: Vec<_> = page.rows.into_iter().map(|stored| stored.row.key.code).collect();
    codes.sort();
    codes.join(" ")
}

#[tokio::test]
async fn each_reach_covers_what_it_says() {
    let below = |division| territory(division, Depth::Below);
    let same = |division| territory(division, Depth::Same);
    let table = [
        ("unit", unit("C1"), "C1 C1-office V"),
        ("unit", unit("V"), "V"),
        ("unit", same("43"), "P"),
        ("unit", same("4301"), "M"),
        // The county runs the extranet of its townships and villages (I7); a township nobody's but its own.
        ("unit", same("430101"), "C1 C1-office T V"),
        ("unit", same("430101001"), "T"),
        ("unit", below("430101001"), "T V"),
        ("unit", below("4301"), "C1 C1-office C2 M T V"),
        ("unit", below("43"), "C1 C1-office C2 K M M2 P T V"),
        ("unit", below("99"), ""),
        ("unit", industry(Industry::Education, "4301"), "C1 V"),
        ("unit", industry(Industry::Education, "43"), "C1 M2 P V"),
        ("unit", industry(Industry::Energy, "43"), ""),
        // A unit sees what names it, whoever answers for it.
        ("information_system", unit("C2"), "S1 S2"),
        ("open_port", unit("C2"), "S1/tcp/443 S2/tcp/443"),
        ("open_port", unit("C1"), "S1/tcp/443"),
        ("observation", unit("C1"), "Ob1 Ob2"),
        ("provider_contract", unit("K"), "KC1 KC2"),
        // A territory sees what its units answer for.
        ("information_system", same("430102"), "S2"),
        ("information_system", same("430101"), "S1 S3"),
        ("open_port", same("430101"), "S1/tcp/443"),
        ("observation", same("430102"), "Ob2"),
        ("information_system", industry(Industry::Health, "43"), "S3"),
        // A contract covers itself, its reviews and staff, and what stands between its two sides.
        ("provider_contract", contract("KC1"), "KC1"),
        ("provider_review", contract("KC1"), "R1"),
        ("onsite_staff", contract("KC1"), "O1"),
        ("staff_vetting", contract("KC1"), "SV1"),
        ("staff_vetting", contract("KC2"), "SV2"),
        ("confidentiality_agreement", contract("KC1"), "CA1"),
        ("confidentiality_agreement", contract("KC2"), ""),
        ("information_system", contract("KC1"), ""),
        ("unit", contract("KC1"), ""),
        // Several reaches are united; none reach nothing.
        ("unit", unit("K").or(same("4301")), "K M"),
        ("unit", Scope::NOTHING, ""),
        ("division", Scope::NOTHING, ""),
        // Divisions belong to nobody and are there for everybody.
        ("division", unit("K"), "43 4301 430101 430101001 430101001001 430102 4302"),
        ("login", unit("C1"), ""),
        ("login", Scope::Everything, "li"),
    ];
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let mut rows = two_counties();
        rows.push(row("login", "li", "", &[("name", "李"), ("unit", "C1")]));
        put(&store, 0, rows).await.unwrap();
        for (register, scope, expected) in &table {
            assert_eq!(codes(&store, register, scope).await, *expected, "{register} within {scope:?} in {}", database.url);
        }
    }
}

#[tokio::test]
async fn a_unit_that_moves_is_seen_from_where_it_lies_now() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        let county = |code| territory(code, Depth::Same);
        assert_eq!(codes(&store, "open_port", &county("430102")).await, "S2/tcp/443");
        let moved = row("unit", "C2", "2026-07-01", &[("name", "C2"), ("division", "4302"), ("functions", "connected_unit")]);
        put(&store, 1, vec![moved]).await.unwrap();
        assert_eq!(codes(&store, "open_port", &county("430102")).await, "");
        assert_eq!(codes(&store, "open_port", &county("4302")).await, "S2/tcp/443");
        let level = row("division", "430101", "", &[("name", "430101"), ("level", "county"), ("parent", "4302")]);
        put(&store, 2, vec![level]).await.unwrap();
        assert_eq!(codes(&store, "unit", &territory("4301", Depth::Below)).await, "M");
        assert_eq!(codes(&store, "unit", &territory("4302", Depth::Below)).await, "C1 C1-office C2 C2 K M2 T V");
    }
}

#[tokio::test]
async fn a_single_row_is_found_exactly_within_the_scope() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        let (systems, key) = (def("information_system"), key("S1", "2025-01-01"));
        for (scope, seen) in [(Scope::Everything, true), (unit("C2"), true), (unit("T"), false), (territory("430102", Depth::Below), false)]
        {
            let found = store.find_row(systems, &key, &scope).await.unwrap();
            assert_eq!(found.map(|stored| (stored.row.key, stored.version)), seen.then(|| (key.clone(), 1)), "{scope:?}");
        }
    }
}

#[tokio::test]
async fn relations_name_the_rows_that_refer_and_hide_those_out_of_reach() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        let relations = async |register: &str, code: &str, scope: &Scope| {
            let referring = store.referring(def(register), code, scope, 10).await.unwrap();
            let words = referring.iter().map(|group| {
                let codes: Vec<_> = group.page.rows.iter().map(|stored| stored.row.key.code.as_str()).collect();
                format!("{}.{}: {}", group.register, group.field, codes.join(" "))
            });
            words.collect::<Vec<_>>().join("; ")
        };
        let all = "provider_contract.provider: KC1 KC2; staff_vetting.provider: SV2; confidentiality_agreement.provider: CA1";
        assert_eq!(relations("unit", "K", &Scope::Everything).await, format!("person.unit: K-1; {all}"));
        let seen = "provider_contract.provider: KC2; staff_vetting.provider: SV2";
        assert_eq!(relations("unit", "K", &unit("C2")).await, seen);
        assert_eq!(relations("unit", "K", &Scope::NOTHING).await, "");
    }
}

#[tokio::test]
async fn the_migration_finds_the_same_places_as_every_write() {
    let select = "SELECT unit || ' ' || division || ' ' || CAST(near AS TEXT) FROM unit_place ORDER BY unit, division";
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        let kept = texts(&database, select).await;
        assert!(kept.len() > 20, "{kept:?}");
        let dialect = if database.is_sqlite() { "sqlite" } else { "postgres" };
        let file = format!("{}/migrations/{dialect}/0057_lists.sql", env!("CARGO_MANIFEST_DIR"));
        let migration = std::fs::read_to_string(file).unwrap();
        let fill = migration.split_once("INSERT INTO unit_place").unwrap().1;
        execute(&database, "DELETE FROM unit_place").await;
        execute(&database, &format!("INSERT INTO unit_place{fill}")).await;
        assert_eq!(texts(&database, select).await, kept);
    }
}
