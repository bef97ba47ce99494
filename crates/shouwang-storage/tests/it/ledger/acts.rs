//! Acts as an audit looks through them, and jobs that are known by a name.

use shouwang_domain::register::catalog;
use shouwang_storage::ledger::{ActChange, ActQuery, ActRow};
use shouwang_storage::testing::databases;
use shouwang_storage::{JobState, NewJob, StorageError};

use super::note;
use crate::common::*;

fn change(register: &str, ended_count: u64, begun_count: u64) -> ActChange {
    ActChange { register: register.to_owned(), ended_count, begun_count }
}

fn numbers(rows: &[ActRow]) -> Vec<i64> {
    rows.iter().map(|row| row.act.id).collect()
}

#[tokio::test]
async fn acts_are_found_by_who_did_what_where_and_when() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let division = catalog().get("division").unwrap();
        let mut first = puts(moment(1), unit(), [row(unit(), key("U1", ""), 0), row(unit(), key("U2", ""), 0)]);
        first.puts.push((division.name, bare_row(division, key("4301", ""))));
        first.about.actor = "王五".to_owned();
        first.about.unit = Some("U1".to_owned());
        store.write(&first).await.unwrap();
        // What writes no register is no act.
        store.append_entry(&note(moment(2), "王五", "session.login")).await.unwrap();
        store.write(&puts(moment(3), unit(), [row(unit(), key("U1", ""), 1)])).await.unwrap();
        store.write(&withdrawal(moment(4), division, key("4301", ""))).await.unwrap();

        let found = async |query: ActQuery| store.search_acts(&query, 10).await.unwrap();
        let all = found(ActQuery::default()).await;
        assert_eq!(all.iter().map(|row| (row.act.id, row.seq)).collect::<Vec<_>>(), [(3, 3), (2, 2), (1, 0)]);
        assert_eq!(all[0].changes, [change("division", 1, 0)]);
        assert_eq!(all[1].changes, [change("unit", 1, 1)]);
        assert_eq!(all[2].changes, [change("division", 0, 1), change("unit", 0, 2)]);
        assert_eq!((all[2].act.actor.as_str(), all[2].unit.as_deref()), ("王五", Some("U1")));

        let text = |text: &str| Some(text.to_owned());
        assert_eq!(numbers(&found(ActQuery { actor: text("王五"), ..ActQuery::default() }).await), [1]);
        assert_eq!(numbers(&found(ActQuery { unit: text("U1"), ..ActQuery::default() }).await), [1]);
        assert_eq!(numbers(&found(ActQuery { operation: text("no.such"), ..ActQuery::default() }).await), [0_i64; 0]);
        assert_eq!(numbers(&found(ActQuery { actor: text("a\0b"), ..ActQuery::default() }).await), [0_i64; 0]);
        assert_eq!(numbers(&found(ActQuery { register: text("division"), ..ActQuery::default() }).await), [3, 1]);
        assert_eq!(numbers(&found(ActQuery { since: Some(moment(3)), until: Some(moment(4)), ..ActQuery::default() }).await), [2]);
        assert_eq!(numbers(&found(ActQuery { after: Some(2), ..ActQuery::default() }).await), [1]);
        let oldest_first = ActQuery { oldest_first: true, ..ActQuery::default() };
        assert_eq!(numbers(&found(oldest_first.clone()).await), [1, 2, 3]);
        assert_eq!(numbers(&found(ActQuery { after: Some(1), ..oldest_first }).await), [2, 3]);
        assert_eq!(numbers(&store.search_acts(&ActQuery::default(), 2).await.unwrap()), [3, 2]);
        let unknown = store.search_acts(&ActQuery { register: text("treasure"), ..ActQuery::default() }, 10).await;
        assert!(matches!(unknown, Err(StorageError::UnknownRegister { .. })), "{unknown:?}");

        store.erase_private(0, &note(moment(5), "李四", "ledger.erase")).await.unwrap().unwrap();
        assert_eq!(
            numbers(&found(ActQuery { actor: text("王五"), ..ActQuery::default() }).await),
            [0_i64; 0],
            "who was erased is not found"
        );
        assert_eq!(found(ActQuery { after: Some(2), ..ActQuery::default() }).await[0].act.actor, "");
    }
}

#[tokio::test]
async fn a_job_that_waits_under_a_name_is_the_one_that_is_answered() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let job =
            |payload: &str| NewJob { kind: "k".to_owned(), payload: payload.to_owned(), due_at: moment(1), unique: Some("n".to_owned()) };
        let first = store.enqueue_named(&job("1"), moment(1)).await.unwrap();
        let second = store.enqueue_named(&job("2"), moment(2)).await.unwrap();
        assert_eq!((second.id, second.payload.as_str(), second.state), (first.id, "1", JobState::Waiting));
        store.claim_job(&["k"], "one", moment(3), moment(9)).await.unwrap().unwrap();
        let third = store.enqueue_named(&job("3"), moment(4)).await.unwrap();
        assert!(third.id > first.id && third.payload == "3", "one that is being done does not stand for the next");
    }
}
