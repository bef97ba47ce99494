//! Counts of statuses: those kept beside them are those that counting one by one gives, for every reader and every question.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use shouwang_calendar::Day;
use shouwang_domain::plan::Status;
use shouwang_domain::reach::{Depth, Reach, Scope};
use shouwang_domain::registers::unit::Industry;
use shouwang_storage::query::{StatusCount, StatusGroup, StatusQuery};
use shouwang_storage::testing::{TestDatabase, databases};
use shouwang_storage::{Lease, Planned, PlannerClaim, StatusChanges, StatusKey, StatusRow, Store};

use super::world::{put, row, two_counties};
use crate::common::{moment, texts};

const GROUPS: [StatusGroup; 4] = [StatusGroup::Division, StatusGroup::Child, StatusGroup::Duty, StatusGroup::Industry];

/// Where the units of [`two_counties`] lie, and of which industry they are.
const UNITS: [(&str, &str, Option<&str>); 8] = [
    ("P", "43", Some("education")),
    ("M", "4301", None),
    ("C1", "430101", Some("education")),
    ("C1-office", "430101", None),
    ("T", "430101001", Some("health")),
    ("V", "430101001001", Some("education")),
    ("C2", "430102", None),
    ("M2", "4302", None),
];

fn status(duty: &str, subject: &str, unit: Option<(&str, &str, Option<&str>)>, status: Status) -> StatusRow {
    let division = unit.map(|(_, division, _)| division.to_owned());
    StatusRow {
        key: StatusKey { duty: duty.to_owned(), subject: subject.to_owned(), period: String::new() },
        register: "unit".to_owned(),
        unit: unit.map(|(unit, ..)| unit.to_owned()),
        seat: division.clone(),
        // A division is a subject of its own, wherever its unit lies.
        division: if duty == "x/d2" { Some("4302".to_owned()) } else { division },
        industry: unit.and_then(|(.., industry)| industry.map(str::to_owned)),
        status,
        reason: "holds".to_owned(),
        due_on: Day::MAX,
        since_on: Day::from_number(i32::try_from(subject.len()).unwrap()),
        next_change_on: Day::MAX,
    }
}

fn statuses() -> Vec<StatusRow> {
    let each = |place: (&'static str, &'static str, Option<&'static str>)| {
        [("x/d1", Status::Open), ("x/d1", Status::Open), ("x/d2", Status::Breached), ("x/d3", Status::Fulfilled)]
            .into_iter()
            .enumerate()
            .map(move |(at, (duty, stands))| status(duty, &format!("{}-{at}", place.0), Some(place), stands))
    };
    UNITS.into_iter().flat_map(each).chain([status("x/d1", "43", None, Status::Overdue)]).collect()
}

async fn write(store: &Store, changes: &StatusChanges, from: Option<&Planned>, act: i64) -> Planned {
    let lease = Lease { name: "planning".to_owned(), holder: "one".to_owned() };
    let claim = PlannerClaim { lease: &lease, until: moment(10) + SignedDuration::from_secs(10), now: moment(10), from };
    let planned = Planned { law: "law".to_owned(), day: Day::MIN, act, at: moment(10) };
    assert!(store.write_statuses(&claim, changes, Some(&planned)).await.unwrap());
    planned
}

/// The same question, narrowed by what the kept counts do not know and every row meets, so that rows are counted.
fn row_by_row<'q>(query: &StatusQuery<'q>) -> StatusQuery<'q> {
    StatusQuery { since_from: Some(Day::MIN), ..query.clone() }
}

fn scopes() -> Vec<Scope> {
    let territory = |division: &str, depth| Reach::Territory { division: division.to_owned(), depth };
    let education = || Reach::Industry { industry: Industry::Education, division: "4301".to_owned() };
    vec![
        Scope::Everything,
        Scope::NOTHING,
        Scope::Any(vec![territory("43", Depth::Below)]),
        Scope::Any(vec![territory("43", Depth::Same)]),
        Scope::Any(vec![territory("430101", Depth::Same)]),
        Scope::Any(vec![territory("4301", Depth::Same), education()]),
        Scope::Any(vec![education()]),
        Scope::Any(vec![territory("430102", Depth::Below), territory("4302", Depth::Below)]),
        Scope::Any(vec![Reach::Unit("C1".to_owned()), territory("4302", Depth::Below)]),
        Scope::Any(vec![Reach::Unit("C1".to_owned()), territory("430101", Depth::Same)]),
        Scope::Any(vec![Reach::Unit("C1".to_owned()), education()]),
        Scope::Any(vec![Reach::Contract("KC1".to_owned()), territory("430101", Depth::Same)]),
    ]
}

async fn assert_counts_are_those_of_the_rows(store: &Store, when: &str) {
    for scope in scopes() {
        for (division, only) in [
            (None, None),
            (Some("43"), None),
            (Some("43"), Some("4301")),
            (Some("4301"), None),
            (Some("430101001"), None),
            (Some("nowhere"), None),
        ] {
            for statuses in [Vec::new(), vec![Status::Open, Status::Breached]] {
                let [division, only_division] = [division, only].map(|code| code.map(str::to_owned));
                let is_below = division.is_some();
                let query = StatusQuery { division, only_division, statuses, ..StatusQuery::new(&scope) };
                for (by, and) in GROUPS.into_iter().flat_map(|by| [None].into_iter().chain(GROUPS.map(Some)).map(move |and| (by, and))) {
                    if !is_below && (by == StatusGroup::Child || and == Some(StatusGroup::Child)) {
                        continue;
                    }
                    let kept = store.count_statuses(&query, by, and).await.unwrap();
                    let counted = store.count_statuses(&row_by_row(&query), by, and).await.unwrap();
                    assert_eq!(kept, counted, "{when}: {query:?} {by:?} {and:?}");
                }
            }
        }
    }
}

/// How many statuses the kept counts speak of, and how many rows they take for that.
async fn kept(database: &TestDatabase) -> Vec<String> {
    texts(
        database,
        "SELECT CAST(COALESCE(SUM(status_count), 0) AS TEXT) || ' ' || CAST(COALESCE(MIN(status_count), 1) AS TEXT) FROM duty_count",
    )
    .await
}

#[tokio::test]
async fn the_counts_kept_beside_the_statuses_are_those_of_the_rows_whatever_is_written() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let act = put(&store, 1, two_counties()).await.unwrap().act.unwrap();
        let mut rows = statuses();
        let planned = write(&store, &StatusChanges { puts: rows.clone(), removals: Vec::new() }, None, act).await;
        assert_eq!(kept(&database).await, [format!("{} 1", rows.len())]);
        assert_counts_are_those_of_the_rows(&store, "at first").await;

        // One changes its status, one its place, one is gone and one is written again as it was.
        rows[0].status = Status::Overdue;
        (rows[4].seat, rows[4].division) = (Some("4302".to_owned()), Some("4302".to_owned()));
        let removals = vec![rows.pop().unwrap().key];
        let puts = vec![rows[0].clone(), rows[4].clone(), rows[8].clone()];
        let planned = write(&store, &StatusChanges { puts, removals }, Some(&planned), act).await;
        assert_eq!(kept(&database).await, [format!("{} 1", rows.len())], "what there is none of is not kept");

        let removals = rows.drain(..).map(|row| row.key).collect();
        write(&store, &StatusChanges { puts: Vec::new(), removals }, Some(&planned), act).await;
        assert_eq!(kept(&database).await, ["0 1"]);
    }
}

#[tokio::test]
async fn until_the_planner_has_followed_a_unit_that_moved_rows_are_counted() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let act = put(&store, 1, two_counties()).await.unwrap().act.unwrap();
        write(&store, &StatusChanges { puts: statuses(), removals: Vec::new() }, None, act).await;
        let moved = [("name", "C2"), ("division", "4302"), ("functions", "connected_unit")];
        put(&store, 2, vec![row("unit", "C2", "2024-01-01", &moved)]).await.unwrap();
        let scope = Scope::Any(vec![Reach::Territory { division: "4302".to_owned(), depth: Depth::Below }]);
        let query = StatusQuery { limit: 500, ..StatusQuery::new(&scope) };
        let listed = store.list_statuses(&query).await.unwrap().rows.len();
        let counted = total(&store.count_statuses(&query, StatusGroup::Duty, None).await.unwrap());
        assert_eq!((i64::try_from(listed).unwrap(), counted), (8, 8), "those of M2 and of C2");
        assert_counts_are_those_of_the_rows(&store, "behind").await;
    }
}

#[tokio::test]
async fn what_lies_further_below_counts_for_the_child_above_it() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let act = put(&store, 1, two_counties()).await.unwrap().act.unwrap();
        write(&store, &StatusChanges { puts: statuses(), removals: Vec::new() }, None, act).await;
        let query =
            StatusQuery { division: Some("4301".to_owned()), duty: Some("x/d1".to_owned()), ..StatusQuery::new(&Scope::Everything) };
        let counts = store.count_statuses(&query, StatusGroup::Child, None).await.unwrap();
        let by_child: BTreeMap<_, _> = counts.iter().map(|count| (count.of.as_deref().unwrap(), count.count)).collect();
        assert_eq!(by_child, BTreeMap::from([("4301", 2), ("430101", 8), ("430102", 2)]));
        let both = store.count_statuses(&query, StatusGroup::Industry, Some(StatusGroup::Child)).await.unwrap();
        let education: Vec<_> = both.iter().filter(|count| count.of.as_deref() == Some("education")).collect();
        assert_eq!(education.iter().map(|count| (count.and.as_deref(), count.count)).collect::<Vec<_>>(), [(Some("430101"), 4)]);
        let nowhere = StatusQuery { division: None, ..query };
        assert!(store.count_statuses(&nowhere, StatusGroup::Child, None).await.is_err());
    }
}

#[tokio::test]
async fn only_what_stands_so_since_a_day_is_listed_and_counted() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let act = put(&store, 1, two_counties()).await.unwrap().act.unwrap();
        write(&store, &StatusChanges { puts: statuses(), removals: Vec::new() }, None, act).await;
        let since = Day::from_number(11);
        for scope in scopes() {
            let query = StatusQuery { limit: 500, ..StatusQuery::new(&scope) };
            let all = store.list_statuses(&query).await.unwrap().rows;
            let later = StatusQuery { since_from: Some(since), ..query };
            let listed = store.list_statuses(&later).await.unwrap().rows;
            assert_eq!(listed, all.into_iter().filter(|row| row.since_on >= since).collect::<Vec<_>>(), "{scope:?}");
            let counted = store.count_statuses(&later, StatusGroup::Unit, Some(StatusGroup::Duty)).await.unwrap();
            assert_eq!(total(&counted), i64::try_from(listed.len()).unwrap(), "{scope:?}");
        }
    }
}

#[tokio::test]
async fn what_is_counted_of_a_division_by_itself_is_listed_of_it() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let act = put(&store, 1, two_counties()).await.unwrap().act.unwrap();
        write(&store, &StatusChanges { puts: statuses(), removals: Vec::new() }, None, act).await;
        for scope in scopes() {
            let counted = store.count_statuses(&StatusQuery::new(&scope), StatusGroup::Division, None).await.unwrap();
            for division in ["43", "4301", "430101", "430101001", "nowhere"] {
                let query = StatusQuery { only_division: Some(division.to_owned()), limit: 500, ..StatusQuery::new(&scope) };
                let listed = store.list_statuses(&query).await.unwrap().rows;
                let of: Vec<_> = counted.iter().filter(|count| count.of.as_deref() == Some(division)).cloned().collect();
                assert_eq!(i64::try_from(listed.len()).unwrap(), total(&of), "{scope:?} {division}");
            }
        }
    }
}

#[tokio::test]
async fn the_units_of_a_scope_are_those_of_which_statuses_are_seen() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 1, two_counties()).await.unwrap();
        let reached = async |reaches: Vec<Reach>| {
            let mut units = store.reached_units(&reaches).await.unwrap();
            units.sort();
            units.join(" ")
        };
        let county = Reach::Territory { division: "430101".to_owned(), depth: Depth::Same };
        assert_eq!(reached(vec![county, Reach::Unit("M2".to_owned())]).await, "C1 C1-office M2 T V");
        assert_eq!(reached(vec![Reach::Contract("KC1".to_owned())]).await, "");
        assert_eq!(reached(Vec::new()).await, "");
    }
}

fn total(counts: &[StatusCount]) -> i64 {
    counts.iter().map(|count| count.count).sum()
}
