//! What is done every few seconds by one server at a time, and what units are reminded of.

use std::sync::Arc;

use jiff::SignedDuration;
use shouwang_app::edge::Clock;
use shouwang_app::job::{Chore, Chores};
use shouwang_calendar::Day;
use shouwang_domain::plan::Status;
use shouwang_storage::{Lease, PlannerClaim, StatusChanges, StatusKey, StatusRow};

use super::{Count, Office};

#[tokio::test]
async fn one_server_at_a_time_does_the_chores_and_another_takes_over() {
    for office in Office::each().await {
        let count = Count::default();
        let chores = |holder: &str| {
            let count = count.clone();
            let chore = Chore::new("sign", 5, move |_| {
                count.add();
                async { Err("and a failure changes nothing".into()) }
            });
            Chores::new(office.store.clone(), vec![chore], holder.to_owned(), Arc::clone(&office.clock) as Arc<dyn Clock>)
        };
        let chores_for = |holder: &str, silence_s| chores(holder).taken_over_after(SignedDuration::from_secs(silence_s));
        let (mut one, mut other) = (chores_for("one", 20), chores_for("other", 20));
        assert_eq!((one.step().await.unwrap(), other.step().await.unwrap()), (1, 0));
        office.clock.forward(SignedDuration::from_secs(4));
        assert_eq!(one.step().await.unwrap(), 0, "not yet");
        office.clock.forward(SignedDuration::from_secs(1));
        assert_eq!((one.step().await.unwrap(), other.step().await.unwrap()), (1, 0));
        office.clock.forward(SignedDuration::from_secs(30));
        assert_eq!(other.step().await.unwrap(), 1, "the first has not been heard of");
        assert_eq!((one.step().await.unwrap(), count.get()), (0, 3));
        office.clock.forward(SignedDuration::from_secs(30));
        let (mut patient, mut hasty) = (chores_for("patient", 60), chores_for("hasty", 5));
        assert_eq!((patient.step().await.unwrap(), hasty.step().await.unwrap()), (1, 0));
        office.clock.forward(SignedDuration::from_secs(59));
        assert_eq!(hasty.step().await.unwrap(), 0, "as long as the one who did them last may be silent");
        office.clock.forward(SignedDuration::from_secs(1));
        assert_eq!(hasty.step().await.unwrap(), 1);
        office.clock.forward(SignedDuration::from_secs(5));
        assert_eq!(patient.step().await.unwrap(), 1, "this one may be silent for five seconds only");
    }
}

#[tokio::test]
async fn a_unit_is_reminded_once_of_each_due_day_that_comes_near() {
    for office in Office::each().await {
        let today: Day = "2026-11-20".parse().unwrap();
        let row = |subject: &str, status, due_on| StatusRow {
            key: StatusKey { duty: "x/y".to_owned(), subject: subject.to_owned(), period: String::new() },
            register: "unit".to_owned(),
            unit: Some("U1".to_owned()),
            division: None,
            seat: None,
            industry: None,
            status,
            reason: "due_ahead".to_owned(),
            due_on,
            since_on: Day::MIN,
            next_change_on: Day::MAX,
        };
        let puts = vec![
            row("near", Status::Open, today.plus(14)),
            row("far", Status::Open, today.plus(15)),
            row("late", Status::Overdue, today.plus(-1)),
            row("never", Status::Open, Day::MAX),
        ];
        let lease = Lease { name: "planning".to_owned(), holder: "one".to_owned() };
        let claim = PlannerClaim { lease: &lease, until: office.now(), now: office.now(), from: None };
        assert!(office.store.write_statuses(&claim, &StatusChanges { puts, removals: Vec::new() }, None).await.unwrap());
        let subjects = async |today: Day| {
            let noted = office.store.note_reminders(today, today.plus(14)).await.unwrap();
            noted.into_iter().map(|reminder| reminder.subject).collect::<Vec<_>>()
        };
        assert_eq!(subjects(today).await, ["near"]);
        assert!(subjects(today).await.is_empty(), "once is enough");
        assert_eq!(subjects(today.plus(1)).await, ["far"]);
        let noted = office.store.list_reminders("U1", None, 10).await.unwrap();
        assert_eq!(noted.iter().map(|reminder| reminder.noted_on).collect::<Vec<_>>(), [today.plus(1), today]);
        assert_eq!(office.store.prune_reminders(today.plus(1)).await.unwrap(), 1);
        assert_eq!(office.store.list_reminders("U1", None, 10).await.unwrap().len(), 1);
    }
}
