//! Lists and counts of statuses: in order, page by page, and only what the reader may see.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use shouwang_calendar::Day;
use shouwang_domain::plan::Status;
use shouwang_domain::reach::{Depth, Reach, Scope};
use shouwang_domain::registers::unit::Industry;
use shouwang_storage::query::{Cursor, StatusGroup, StatusOrder, StatusQuery};
use shouwang_storage::testing::databases;
use shouwang_storage::{Lease, PlannerClaim, StatusChanges, StatusKey, StatusRow, Store};

use super::world::{put, two_counties};
use crate::common::moment;

const UNITS: [(&str, &str); 8] = [
    ("P", "43"),
    ("M", "4301"),
    ("C1", "430101"),
    ("C1-office", "430101"),
    ("T", "430101001"),
    ("V", "430101001001"),
    ("C2", "430102"),
    ("M2", "4302"),
];

fn day(offset: i32) -> Day {
    "2026-11-20".parse::<Day>().unwrap().plus(offset)
}

/// Five duties of each unit, one of a contract, and one of nobody.
fn statuses() -> Vec<StatusRow> {
    let all = [Status::Breached, Status::Overdue, Status::Unknown, Status::Open, Status::Fulfilled];
    let row = |duty: String, register: &str, subject: &str, unit: Option<(&str, &str)>, status, due_on| StatusRow {
        key: StatusKey { duty, subject: subject.to_owned(), period: String::new() },
        register: register.to_owned(),
        unit: unit.map(|(unit, _)| unit.to_owned()),
        division: unit.map(|(_, division)| division.to_owned()),
        seat: unit.map(|(_, division)| division.to_owned()),
        industry: None,
        status,
        reason: "holds".to_owned(),
        due_on,
        since_on: Day::MIN,
        next_change_on: Day::MAX,
    };
    let mut rows = Vec::new();
    for (at, place) in (0..).zip(UNITS) {
        for (number, status) in (0..).zip(all) {
            let due_on = if status == Status::Open { day(at - 3) } else { Day::MAX };
            rows.push(row(format!("x/d{number}"), "unit", place.0, Some(place), status, due_on));
        }
    }
    rows.push(row("x/contract".to_owned(), "provider_contract", "KC1", Some(("C1", "430101")), Status::Open, day(9)));
    rows.push(row("x/nobody".to_owned(), "division", "43", None, Status::Open, day(0)));
    rows
}

async fn write(store: &Store, changes: &StatusChanges) {
    let lease = Lease { name: "planning".to_owned(), holder: "one".to_owned() };
    let now = moment(10);
    let claim = PlannerClaim { lease: &lease, until: now + SignedDuration::from_secs(10), now, from: None };
    assert!(store.write_statuses(&claim, changes, None).await.unwrap());
}

async fn all_pages(store: &Store, query: &StatusQuery<'_>) -> Vec<StatusRow> {
    let (mut rows, mut query) = (Vec::new(), query.clone());
    loop {
        let page = store.list_statuses(&query).await.unwrap();
        assert!(page.rows.len() <= usize::from(query.limit));
        rows.extend(page.rows);
        let Some(next) = page.next else { return rows };
        query.after = Some(Cursor::from_text(next.to_string()));
    }
}

fn units(rows: &[StatusRow]) -> BTreeSet<&str> {
    rows.iter().filter_map(|row| row.unit.as_deref()).collect()
}

#[tokio::test]
async fn every_order_of_statuses_holds_over_all_pages_and_turns_round() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        write(&store, &StatusChanges { puts: statuses(), removals: Vec::new() }).await;
        for order in [StatusOrder::Urgency, StatusOrder::Due, StatusOrder::Since, StatusOrder::Unit] {
            let query = StatusQuery { limit: 7, order, ..StatusQuery::new(&Scope::Everything) };
            let rows = all_pages(&store, &query).await;
            assert_eq!(rows.len(), statuses().len(), "{order:?}");
            let ordered = match order {
                StatusOrder::Urgency => rows.is_sorted_by_key(|row| (row.status.urgency(), row.due_on)),
                StatusOrder::Due => rows.is_sorted_by_key(|row| (row.due_on, row.status.urgency())),
                StatusOrder::Since => rows.is_sorted_by_key(|row| (row.since_on, row.status.urgency())),
                StatusOrder::Unit => rows.is_sorted_by_key(|row| (row.unit.clone(), row.status.urgency())),
            };
            assert!(ordered, "{order:?}: {rows:#?}");
            let mut back = all_pages(&store, &StatusQuery { descending: true, ..query.clone() }).await;
            back.reverse();
            assert_eq!(back, rows, "{order:?}");
            // In the order of another list a cursor means nothing.
            let next = store.list_statuses(&query).await.unwrap().next;
            assert!(store.list_statuses(&StatusQuery { after: next, descending: true, ..query }).await.is_err(), "{order:?}");
        }
    }
}

#[tokio::test]
async fn what_must_be_looked_at_first_comes_first_and_no_page_loses_or_doubles_a_row() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        write(&store, &StatusChanges { puts: statuses(), removals: Vec::new() }).await;
        let query = StatusQuery { limit: 7, ..StatusQuery::new(&Scope::Everything) };
        let rows = all_pages(&store, &query).await;
        assert_eq!(rows.len(), statuses().len());
        assert!(rows.is_sorted_by_key(|row| (row.status.urgency(), row.due_on)), "{rows:#?}");
        let keys: BTreeSet<_> = rows.iter().map(|row| &row.key).collect();
        assert_eq!(keys.len(), rows.len());
        let jumped = StatusQuery { skip: 3, ..query.clone() };
        assert_eq!(store.list_statuses(&jumped).await.unwrap().rows, rows[3..10]);
        let damaged = StatusQuery { after: Some(Cursor::from_text("xyz")), ..query };
        assert!(store.list_statuses(&damaged).await.is_err());
    }
}

#[tokio::test]
async fn a_reader_sees_the_statuses_of_the_units_that_he_reaches_and_counts_the_same() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 1, two_counties()).await.unwrap();
        write(&store, &StatusChanges { puts: statuses(), removals: Vec::new() }).await;
        let territory = |division: &str, depth| vec![Reach::Territory { division: division.to_owned(), depth }];
        let education = Reach::Industry { industry: Industry::Education, division: "4301".to_owned() };
        let cases: Vec<(Vec<Reach>, &[&str])> = vec![
            (vec![], &[]),
            (vec![Reach::Unit("C1".to_owned())], &["C1", "C1-office", "V"]),
            (territory("430101", Depth::Same), &["C1", "C1-office", "T", "V"]),
            (territory("4301", Depth::Same), &["M"]),
            (territory("4301", Depth::Below), &["C1", "C1-office", "C2", "M", "T", "V"]),
            (vec![education], &["C1", "V"]),
            (vec![Reach::Unit("M2".to_owned()), Reach::Unit("T".to_owned())], &["M2", "T"]),
        ];
        for (reaches, expected) in cases {
            let scope = Scope::Any(reaches);
            let query = StatusQuery { limit: 500, ..StatusQuery::new(&scope) };
            let rows = all_pages(&store, &query).await;
            assert_eq!(units(&rows).into_iter().collect::<Vec<_>>(), expected, "{scope:?}");
            let urgent = StatusQuery { statuses: vec![Status::Breached, Status::Open], ..query.clone() };
            let urgent = all_pages(&store, &urgent).await;
            let wanted = |row: &&StatusRow| [Status::Breached, Status::Open].contains(&row.status);
            assert_eq!(urgent.iter().collect::<Vec<_>>(), rows.iter().filter(wanted).collect::<Vec<_>>(), "{scope:?}");
            for group in [StatusGroup::Division, StatusGroup::Duty, StatusGroup::Unit] {
                let counted: i64 = store.count_statuses(&query, group, None).await.unwrap().iter().map(|count| count.count).sum();
                assert_eq!(usize::try_from(counted).unwrap(), rows.len(), "{scope:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_contract_shows_its_own_duties_only() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 1, two_counties()).await.unwrap();
        write(&store, &StatusChanges { puts: statuses(), removals: Vec::new() }).await;
        let scope = Scope::Any(vec![Reach::Contract("KC1".to_owned())]);
        let rows = all_pages(&store, &StatusQuery::new(&scope)).await;
        assert_eq!(rows.iter().map(|row| row.key.duty.as_str()).collect::<Vec<_>>(), ["x/contract"]);
    }
}

#[tokio::test]
async fn every_filter_leaves_what_it_names_within_the_readers_scope() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 1, two_counties()).await.unwrap();
        write(&store, &StatusChanges { puts: statuses(), removals: Vec::new() }).await;
        let scope = Scope::Any(vec![Reach::Territory { division: "4301".to_owned(), depth: Depth::Below }]);
        let all = || StatusQuery { limit: 500, ..StatusQuery::new(&scope) };
        let count = async |query: StatusQuery<'_>| all_pages(&store, &query).await.len();
        assert_eq!(count(StatusQuery { unit: Some("C1".to_owned()), ..all() }).await, 6);
        assert_eq!(count(StatusQuery { unit: Some("M2".to_owned()), ..all() }).await, 0, "beyond the scope");
        assert_eq!(count(StatusQuery { division: Some("430101".to_owned()), ..all() }).await, 21);
        assert_eq!(count(StatusQuery { division: Some("43".to_owned()), ..all() }).await, 31);
        assert_eq!(count(StatusQuery { duty: Some("x/d3".to_owned()), ..all() }).await, 6);
        assert_eq!(count(StatusQuery { register: Some("provider_contract".to_owned()), ..all() }).await, 1);
        assert_eq!(count(StatusQuery { subject: Some("T".to_owned()), ..all() }).await, 5);
        assert_eq!(count(StatusQuery { due_from: Some(day(-1)), due_until: Some(day(9)), ..all() }).await, 6);
        assert_eq!(count(StatusQuery { due_from: Some(day(-1)), ..all() }).await, 6, "what has no due day is not due later");
        assert_eq!(count(StatusQuery { subject: Some("\0".to_owned()), ..all() }).await, 0);
        let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(count(StatusQuery { among: names(&["x/d3", "x/d1", "x/none"]), ..all() }).await, 12);
        assert_eq!(count(StatusQuery { among: names(&[]), ..all() }).await, 0);
        assert_eq!(count(StatusQuery { units: names(&["C1", "M2"]), ..all() }).await, 6);
        assert_eq!(count(StatusQuery { other_units: names(&["C1", "M2"]), ..all() }).await, 25);
        assert_eq!(count(StatusQuery { other_units: names(&[]), ..all() }).await, 31, "the duties of nobody are out of reach");
        let everywhere = StatusQuery { other_units: names(&[]), limit: 500, ..StatusQuery::new(&Scope::Everything) };
        assert_eq!(count(everywhere).await, statuses().len() - 1, "what nobody is known to bear is of no other unit");
        let counted = store.count_statuses(&StatusQuery { among: names(&["x/d3"]), ..all() }, StatusGroup::Duty, None).await.unwrap();
        assert_eq!(counted.iter().map(|count| count.count).sum::<i64>(), 6);
        let counted = store.count_statuses(&StatusQuery { units: names(&["C1"]), ..all() }, StatusGroup::Duty, None).await.unwrap();
        assert_eq!(counted.iter().map(|count| count.count).sum::<i64>(), 6);
    }
}

#[tokio::test]
async fn a_changed_row_takes_the_place_of_the_one_before_and_a_removed_one_is_gone() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let mut rows = statuses();
        write(&store, &StatusChanges { puts: rows.clone(), removals: Vec::new() }).await;
        rows[0].status = Status::Fulfilled;
        rows[0].unit = Some("C2".to_owned());
        let removed = rows.pop().unwrap();
        write(&store, &StatusChanges { puts: vec![rows[0].clone()], removals: vec![removed.key] }).await;
        let duties = store.list_planned_duties().await.unwrap();
        let mut kept = Vec::new();
        for duty in &duties {
            kept.extend(store.load_statuses(duty, None, None).await.unwrap());
        }
        rows.sort_by(|one, other| one.key.cmp(&other.key));
        kept.sort_by(|one, other| one.key.cmp(&other.key));
        assert_eq!(kept, rows);
        let between = store.load_statuses("x/d0", Some("C1"), Some("P")).await.unwrap();
        assert_eq!(between.iter().map(|row| row.key.subject.as_str()).collect::<Vec<_>>(), ["C1-office", "C2", "M", "M2", "P"]);
        let of = store.load_statuses_of(&[("x/d1", "T"), ("x/d1", "no one"), ("x/contract", "KC1")]).await.unwrap();
        assert_eq!(of.len(), 2);
    }
}
