//! Conditions that other rows decide: what a row names, what names it, when it began.

use shouwang_calendar::Day;
use shouwang_domain::reach::{Depth, Reach, Scope};
use shouwang_domain::register::{Choices as _, Value};
use shouwang_domain::registers::permission::{Decision, Matter};
use shouwang_storage::query::{Filter, Naming, QueryError, RowQuery, Test};
use shouwang_storage::testing::databases;
use shouwang_storage::{StorageError, Store};

use super::world::{def, put, row, two_counties};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

async fn codes(store: &Store, register: &str, scope: &Scope, field: &str, test: Test) -> Vec<String> {
    let query = RowQuery { filters: vec![Filter::new(field, test)], ..RowQuery::new(def(register), scope) };
    let page = store.list_rows(&query).await.unwrap();
    assert_eq!(store.count_rows(&query).await.unwrap().rows, i64::try_from(page.rows.len()).unwrap(), "{query:?}");
    let mut codes: Vec<_> = page.rows.into_iter().map(|stored| stored.row.key.code).collect();
    codes.sort();
    codes
}

/// Ports that no opening which was approved and holds on the day names.
fn unnamed(on: &str) -> Test {
    let matter = Filter::new("matter", Test::Eq(Value::Choice(Matter::PortOpening.position())));
    let granted = Filter::new("decision", Test::Eq(Value::Choice(Decision::Approved.position())));
    Test::Unnamed(Naming { register: "permission", field: "port", filters: vec![matter, granted], on: day(on) })
}

#[tokio::test]
async fn what_no_permission_names_is_found_within_the_readers_scope() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 1, two_counties()).await.unwrap();
        let permission = |code: &str, fields: &[(&str, &str)]| {
            let fields = [&[("unit", "C1"), ("port", "S1/tcp/443"), ("matter", "port_opening"), ("decision", "approved")], fields].concat();
            let last: std::collections::BTreeMap<_, _> = fields.into_iter().collect();
            row("permission", code, "2025-02-01", &last.into_iter().collect::<Vec<_>>())
        };
        let all = ["S1/tcp/443", "S2/tcp/443"];
        let found = async |on: &str| codes(&store, "open_port", &Scope::Everything, "code", unnamed(on)).await;
        assert_eq!(found("2026-11-20").await, all);
        put(&store, 2, vec![permission("T1", &[("decision", "pending")]), permission("T2", &[("matter", "debugging_notice")])])
            .await
            .unwrap();
        assert_eq!(found("2026-11-20").await, all, "neither under way nor about something else");
        put(&store, 3, vec![permission("T3", &[])]).await.unwrap();
        assert_eq!(found("2026-11-20").await, ["S2/tcp/443"]);
        assert_eq!(found("2025-01-31").await, all, "before it holds");
        let below = |division: &str| Scope::Any(vec![Reach::Territory { division: division.to_owned(), depth: Depth::Below }]);
        assert_eq!(codes(&store, "open_port", &below("430101"), "code", unnamed("2026-11-20")).await, [] as [&str; 0]);
        assert_eq!(codes(&store, "open_port", &below("4301"), "code", unnamed("2026-11-20")).await, ["S2/tcp/443"]);
    }
}

#[tokio::test]
async fn a_row_is_found_by_what_it_names_and_by_when_it_began() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 1, two_counties()).await.unwrap();
        // The history of a code begins with its first row; nobody knows since when the last one is there.
        put(
            &store,
            2,
            vec![
                row("open_port", "S1/tcp/443", "2026-05-01", &[("system", "S1"), ("number", "443")]),
                row("open_port", "S3/tcp/80", "", &[("system", "S3"), ("number", "80")]),
                row("information_system", "S3", "2026-01-01", &[("name", "Three"), ("managing_unit", "T")]),
            ],
        )
        .await
        .unwrap();
        let ask = async |field: &str, test: Test| codes(&store, "open_port", &Scope::Everything, field, test).await;
        let of_unit = |unit: &str| Test::Names(Box::new(Filter::new("managing_unit", Test::Eq(Value::Ref(unit.to_owned())))));
        assert_eq!(ask("system", of_unit("C2")).await, ["S2/tcp/443"]);
        assert_eq!(ask("system", of_unit("P")).await, [] as [&str; 0]);
        assert_eq!(ask("code", Test::BegunBefore(day("2025-02-02"))).await, ["S1/tcp/443", "S1/tcp/443", "S2/tcp/443"]);
        assert_eq!(ask("code", Test::BegunBefore(day("2025-02-01"))).await, [] as [&str; 0]);
        assert_eq!(ask("code", Test::BegunSince(day("2025-02-02"))).await, ["S3/tcp/80"], "what nobody knows is not early");
        assert_eq!(ask("system", Test::LaterThan).await, ["S1/tcp/443", "S1/tcp/443", "S2/tcp/443"]);
        put(&store, 3, vec![row("information_system", "S2", "", &[("name", "Two"), ("managing_unit", "C2")])]).await.unwrap();
        assert_eq!(ask("system", Test::LaterThan).await.last().map(String::as_str), Some("S2/tcp/443"), "later than what was always there");
        let systems = async |test: Test| codes(&store, "information_system", &Scope::Everything, "offline_on", test).await;
        assert_eq!(systems(Test::Beyond(Value::Day(day("2026-11-20")))).await.len(), 5, "what has no end has not come to it");
    }
}

#[tokio::test]
async fn only_a_reference_names_and_only_a_code_is_named() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let asked = async |field: &str, test: Test| {
            let query = RowQuery { filters: vec![Filter::new(field, test)], ..RowQuery::new(def("open_port"), &Scope::Everything) };
            match store.list_rows(&query).await {
                Err(StorageError::Query { source }) => source,
                other => panic!("{other:?}"),
            }
        };
        let wrong = |field, test| QueryError::WrongTest { register: "open_port", field, test };
        assert_eq!(asked("purpose", Test::LaterThan).await, wrong("purpose", "later_than"));
        assert_eq!(asked("system", unnamed("2026-11-20")).await, wrong("system", "unnamed"));
        assert_eq!(asked("code", Test::Names(Box::new(Filter::new("code", Test::NotNull)))).await, wrong("code", "names"));
    }
}
