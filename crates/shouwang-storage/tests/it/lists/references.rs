//! That references lead somewhere, whoever else writes meanwhile and whatever the writer may not see; and whose an earlier version was.

use shouwang_domain::reach::Scope;
use shouwang_domain::register::Row;
use shouwang_storage::testing::databases;
use shouwang_storage::{Learned, References, StorageError, Store, Write};

use super::reaches::unit;
use super::world::{def, keys, put, row, two_counties, write_of};

fn system(code: &str, of: &str) -> (&'static str, Row) {
    row("information_system", code, "2026-01-01", &[("name", "新"), ("managing_unit", of)])
}

fn port(code: &str, system: &str, number: &str) -> (&'static str, Row) {
    row("open_port", code, "2026-01-01", &[("system", system), ("number", number)])
}

/// A write whose references are looked at by somebody who sees these systems.
fn looked_at(second: i64, rows: Vec<(&'static str, Row)>, systems: Scope) -> Write {
    let references = References::from_iter([("information_system", systems)]);
    Write { references: Some(references), ..write_of(second, rows) }
}

/// `done`, or what leads nowhere or is still named.
async fn outcome(store: &Store, write: &Write) -> String {
    match store.write(write).await {
        Ok(_) => "done".to_owned(),
        Err(StorageError::LeadsNowhere { broken }) => {
            let broken = broken.iter().map(|one| format!("{} {}: {} {}", one.key.code, one.field, one.target, one.code));
            broken.collect::<Vec<_>>().join("; ")
        }
        Err(StorageError::StillNamed { register, code }) => format!("{register} {code} is named"),
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn what_a_row_names_stands_when_the_row_does() {
    let everything = || Scope::Everything;
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        let nowhere = looked_at(1, vec![port("N1", "gone", "80"), port("N2", "S1", "80")], everything());
        assert_eq!(outcome(&store, &nowhere).await, "N1 system: information_system gone");
        // Both come in one write, in whichever order.
        assert_eq!(outcome(&store, &looked_at(2, vec![port("N1", "N", "80"), system("N", "C1")], everything())).await, "done");
        let withdrawal =
            |second: i64, rows: &[(&'static str, Row)]| Write { withdrawals: keys(rows), ..looked_at(second, Vec::new(), everything()) };
        assert_eq!(outcome(&store, &withdrawal(3, &[system("N", "C1")])).await, "information_system N is named");
        assert_eq!(outcome(&store, &withdrawal(4, &[system("N", "C1"), port("N1", "N", "80")])).await, "done");
    }
}

#[tokio::test]
async fn what_the_writer_does_not_see_is_not_there_for_him_unless_the_row_named_it_before() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        put(&store, 1, vec![system("OF-C1", "C1"), system("OF-C2", "C2"), port("N1", "OF-C2", "80")]).await.unwrap();
        let write = |second: i64, port: (&'static str, Row)| looked_at(second, vec![port], unit("C1"));
        let refused = |code: &str, hidden: &str| format!("{code} system: information_system {hidden}");
        assert_eq!(outcome(&store, &write(2, port("N2", "OF-C2", "80"))).await, refused("N2", "OF-C2"));
        assert_eq!(outcome(&store, &write(2, port("N2", "NOTHING", "80"))).await, refused("N2", "NOTHING"));
        assert_eq!(outcome(&store, &write(3, port("N2", "OF-C1", "80"))).await, "done");
        assert_eq!(outcome(&store, &write(4, port("N1", "OF-C2", "443"))).await, "done", "it named it before");
        assert_eq!(outcome(&store, &write(5, port("N2", "OF-C2", "80"))).await, refused("N2", "OF-C2"));
        let nobody = looked_at(6, vec![port("N2", "OF-C1", "443"), port("N3", "OF-C1", "443")], Scope::NOTHING);
        assert_eq!(outcome(&store, &nobody).await, refused("N3", "OF-C1"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_one_who_takes_a_row_back_and_one_who_names_it_at_once_one_is_refused() {
    for database in databases().await.unwrap() {
        // Each with connections of its own, as another program would have.
        let (one, other) = (database.open().await.unwrap(), database.open().await.unwrap());
        put(&one, 0, two_counties()).await.unwrap();
        for round in 1..=10 {
            let code = format!("N{round}");
            put(&one, round * 100, vec![system(&code, "C1")]).await.unwrap();
            let now = |rows| Write { learned_at: Learned::Now, ..looked_at(round * 100 + 1, rows, Scope::Everything) };
            let taking = Write { withdrawals: keys(&[system(&code, "C1")]), ..now(Vec::new()) };
            let naming = now(vec![port(&code, &code, "80")]);
            let (taken, named) = tokio::join!(outcome(&one, &taking), outcome(&other, &naming));
            let said = [taken.as_str(), named.as_str()];
            let (is_named, is_gone) = (format!("information_system {code} is named"), format!("{code} system: information_system {code}"));
            assert!(said == [is_named.as_str(), "done"] || said == ["done", is_gone.as_str()], "{said:?}");
        }
    }
}

#[tokio::test]
async fn a_version_is_told_to_those_whose_it_was() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        put(&store, 1, vec![system("N", "C1")]).await.unwrap();
        put(&store, 2, vec![system("N", "C2")]).await.unwrap();
        store.write(&Write { withdrawals: keys(&[system("N", "C2")]), ..write_of(3, Vec::new()) }).await.unwrap();
        let told = async |scope: &Scope| {
            let versions = store.history_within(def("information_system"), "N", scope).await.unwrap();
            versions.iter().map(|version| version.learned_act).collect::<Vec<_>>()
        };
        assert_eq!(told(&Scope::Everything).await, [2, 3]);
        assert_eq!((told(&unit("C1")).await, told(&unit("C2")).await), (vec![2], vec![3]));
        assert_eq!(told(&unit("C1").or(unit("C2"))).await, [2, 3]);
        assert!(told(&Scope::NOTHING).await.is_empty() && told(&unit("M2")).await.is_empty());
        assert!(store.history_within(def("information_system"), "none", &unit("C1")).await.unwrap().is_empty());
    }
}
