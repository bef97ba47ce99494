//! Who may write which rows, by example.

use shouwang_domain::reach::{Depth, Reach, Scope};
use shouwang_domain::register::{Row, full_catalog};
use shouwang_storage::testing::databases;
use shouwang_storage::{Bounds, Guard, StorageError, Write};

use super::reaches::{territory, unit};
use super::world::{keys, put, row, two_counties, write_of};

/// A write by somebody whose authority is the same in every register.
fn guarded(second: i64, rows: Vec<(&'static str, Row)>, before: Scope, after: Scope) -> Write {
    let bounds = full_catalog().iter().map(|def| (def.name, Bounds { before: before.clone(), after: after.clone() }));
    Write { guard: Some(bounds.collect()), ..write_of(second, rows) }
}

/// `done`, or the row that was refused and whether it stood.
async fn outcome(store: &shouwang_storage::Store, write: &Write) -> String {
    match store.write(write).await {
        Ok(written) if written.changed_anything() => "done".to_owned(),
        Ok(_) => "nothing".to_owned(),
        Err(StorageError::OutOfReach { register, row, stands }) => format!("{register} {row} {}", if stands { "stands" } else { "begins" }),
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn only_who_answers_for_a_row_writes_it() {
    let system = |code: &str, unit: &str| row("information_system", code, "2026-01-01", &[("name", "新"), ("managing_unit", unit)]);
    let port = |code: &str, system: &str| row("open_port", code, "2026-01-01", &[("system", system), ("number", "80")]);
    let filing = |code: &str, field: &str, of: &str| row("grade_filing", code, "2026-01-01", &[(field, of)]);
    let seen = |code: &str, fields: &[(&str, &str)]| row("observation", code, "2026-11-02", fields);
    let refused = |what: &str| format!("{what} / 2026-01-01 begins");
    let table = [
        (system("N1", "C1"), unit("C1"), "done".to_owned()),
        (system("N2", "V"), unit("C1"), "done".to_owned()),
        (system("N3", "C2"), unit("C1"), refused("information_system N3")),
        (system("N4", "gone"), unit("C1"), refused("information_system N4")),
        (system("N5", "C2"), territory("4301", Depth::Below), "done".to_owned()),
        (system("N6", "C2"), territory("4301", Depth::Same), refused("information_system N6")),
        (port("N1", "S1"), unit("C1"), "done".to_owned()),
        // Using a system is not answering for it.
        (port("N2", "S1"), unit("C2"), refused("open_port N2")),
        (filing("N1", "system", "S1"), unit("C1"), "done".to_owned()),
        (filing("N2", "system", "S2"), unit("C1"), refused("grade_filing N2")),
        // Without a required reference, all that are given count.
        (seen("N1", &[("system", "S1")]), unit("C1"), "done".to_owned()),
        (seen("N2", &[("unit", "C1"), ("system", "S2")]), unit("C1"), "observation N2 / 2026-11-02 begins".to_owned()),
        (seen("N3", &[]), territory("43", Depth::Below), "observation N3 / 2026-11-02 begins".to_owned()),
        // A provider keeps what its contract covers.
        (
            row("onsite_staff", "N1", "2026-01-01", &[("person", "K-1"), ("unit", "C1"), ("contract", "KC1")]),
            Scope::Any(vec![Reach::Contract("KC1".to_owned())]),
            "done".to_owned(),
        ),
        (
            row("onsite_staff", "N2", "2026-01-01", &[("person", "K-1"), ("unit", "C1"), ("contract", "KC2")]),
            Scope::Any(vec![Reach::Contract("KC1".to_owned())]),
            refused("onsite_staff N2"),
        ),
        // What belongs to nobody is written with authority over everything.
        (
            row("division", "N1", "2026-01-01", &[("name", "新"), ("level", "county")]),
            territory("43", Depth::Below),
            refused("division N1"),
        ),
        (row("division", "N2", "2026-01-01", &[("name", "新"), ("level", "county")]), Scope::Everything, "done".to_owned()),
        (row("setting", "n", "2026-01-01", &[("value", "1"), ("decided_by", "li")]), unit("C1"), refused("setting n")),
        (system("N7", "C1"), Scope::NOTHING, refused("information_system N7")),
    ];
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        for (at, (row, scope, expected)) in table.iter().enumerate() {
            let write = guarded(i64::try_from(at).unwrap() + 1, vec![row.clone()], scope.clone(), scope.clone());
            assert_eq!(outcome(&store, &write).await, *expected, "{row:?} within {scope:?} in {}", database.url);
        }
    }
}

#[tokio::test]
async fn a_row_is_taken_from_nobody_and_given_to_nobody_without_authority() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        let given = vec![row("information_system", "S1", "2025-01-01", &[("name", "One"), ("managing_unit", "C2")])];
        let taking = guarded(1, given.clone(), unit("C2"), unit("C2"));
        assert_eq!(outcome(&store, &taking).await, "information_system S1 / 2025-01-01 stands");
        let giving = guarded(1, given.clone(), unit("C1"), unit("C1"));
        assert_eq!(outcome(&store, &giving).await, "information_system S1 / 2025-01-01 begins");
        let withdrawing = Write { withdrawals: keys(&given), ..guarded(1, Vec::new(), unit("C2"), unit("C2")) };
        assert_eq!(outcome(&store, &withdrawing).await, "information_system S1 / 2025-01-01 stands");
        let both = guarded(1, given, unit("C1"), unit("C1").or(unit("C2")));
        assert_eq!(outcome(&store, &both).await, "done");
    }
}

#[tokio::test]
async fn authority_over_one_register_opens_no_other() {
    let system = |unit: &str| row("information_system", "N1", "2026-01-01", &[("name", "新"), ("managing_unit", unit)]);
    let port = |system: &str| row("open_port", "N1", "2026-01-01", &[("system", system), ("number", "80")]);
    let of = |scopes: &[(&'static str, Scope)]| scopes.iter().map(|(name, scope)| (*name, Bounds::from(scope.clone()))).collect::<Guard>();
    let one = || Guard::within("information_system", unit("C1"));
    let crosswise = || of(&[("information_system", unit("C1")), ("open_port", unit("C2"))]);
    let table = [
        (vec![system("C1"), port("S1")], one(), "open_port N1 / 2026-01-01 begins"),
        (vec![port("S1")], one(), "open_port N1 / 2026-01-01 begins"),
        (vec![port("S1")], Guard::default(), "open_port N1 / 2026-01-01 begins"),
        // Each register by its own scope, whatever is allowed in the other.
        (vec![system("C1"), port("S1")], crosswise(), "open_port N1 / 2026-01-01 begins"),
        (vec![system("C2"), port("S2")], crosswise(), "information_system N1 / 2026-01-01 begins"),
        (vec![system("C1"), port("S2")], crosswise(), "done"),
    ];
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        for (at, (rows, guard, expected)) in table.iter().enumerate() {
            let second = i64::try_from(at).unwrap() + 1;
            let write = Write { guard: Some(guard.clone()), ..write_of(second, rows.clone()) };
            assert_eq!(outcome(&store, &write).await, *expected, "{rows:?} within {guard:?} in {}", database.url);
        }
        let written = vec![system("C1"), port("S2")];
        let withdrawing = Write { withdrawals: keys(&written), guard: Some(one()), ..write_of(9, Vec::new()) };
        assert_eq!(outcome(&store, &withdrawing).await, "open_port N1 / 2026-01-01 stands");
        assert_eq!(outcome(&store, &Write { guard: Some(crosswise()), ..withdrawing }).await, "done");
    }
}

#[tokio::test]
async fn after_a_handover_the_unit_of_the_day_writes() {
    let managed = |from: &str, unit: &str| row("information_system", "S1", from, &[("name", "One"), ("managing_unit", unit)]);
    let port = |code: &str| vec![row("open_port", code, "2026-01-01", &[("system", "S1"), ("number", "80")])];
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        // The writes are of 2026-11-18; what begins in December does not count yet.
        put(&store, 1, vec![managed("2026-12-01", "C2")]).await.unwrap();
        assert_eq!(outcome(&store, &guarded(2, port("N1"), unit("C1"), unit("C1"))).await, "done");
        assert_eq!(outcome(&store, &guarded(3, port("N2"), unit("C2"), unit("C2"))).await, "open_port N2 / 2026-01-01 begins");
        put(&store, 4, vec![managed("2026-10-01", "C2")]).await.unwrap();
        assert_eq!(outcome(&store, &guarded(5, port("N3"), unit("C1"), unit("C1"))).await, "open_port N3 / 2026-01-01 begins");
        assert_eq!(outcome(&store, &guarded(6, port("N4"), unit("C2"), unit("C2"))).await, "done");
    }
}
