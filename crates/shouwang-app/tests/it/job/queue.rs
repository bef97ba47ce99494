//! One runner and its queue.

use std::sync::{Arc, Mutex};

use jiff::SignedDuration;
use shouwang_app::job::{Did, Handler, Handlers, Schedule, Work, daily_handlers, daily_schedules};
use shouwang_storage::ledger::{EntryQuery, Note};
use shouwang_storage::{About, JobQuery, JobState};

use super::{Count, Office};

/// A handler that writes down what it was given.
fn noting(notes: &Arc<Mutex<Vec<String>>>) -> Handler {
    let notes = Arc::clone(notes);
    Handler::new(move |work: Work| {
        notes.lock().unwrap().push(work.payload);
        async { Ok(()) }
    })
}

#[tokio::test]
async fn jobs_are_done_when_they_are_due_and_the_longest_due_first() {
    for office in Office::each().await {
        let notes = Arc::default();
        let runner = office.runner("one", Handlers::default().with("note", noting(&notes)));
        for (payload, after_s) in [("third", 2), ("first", 0), ("second", 1), ("much later", 100)] {
            assert_eq!(office.add("note", payload, after_s, None).await, 1);
        }
        office.add("unknown here", "left to a newer server", 0, None).await;
        office.clock.forward(SignedDuration::from_secs(5));
        while runner.step().await.unwrap() != Did::Nothing {}
        assert_eq!(*notes.lock().unwrap(), ["first", "second", "third"]);
        office.clock.forward(SignedDuration::from_secs(95));
        assert!(matches!(runner.step().await.unwrap(), Did::Finished(_)));
        assert_eq!(office.store.list_jobs(&JobQuery::newest(JobState::Waiting, 10)).await.unwrap().jobs.len(), 1);
        assert_eq!(office.store.list_jobs(&JobQuery::newest(JobState::Done, 10)).await.unwrap().jobs.len(), 4);
    }
}

#[tokio::test]
async fn what_waits_already_is_not_added_twice_and_what_runs_may_be() {
    for office in Office::each().await {
        assert_eq!(office.add("note", "a", 0, Some("same")).await, 1);
        assert_eq!(office.add("note", "b", 0, Some("same")).await, 0);
        assert_eq!(office.add("note", "c", 0, Some("other")).await, 1);
        assert_eq!(office.add("other kind", "d", 0, Some("same")).await, 1);
        let now = office.now();
        let claimed = office.store.claim_job(&["note"], "one", now, now + SignedDuration::from_secs(60)).await.unwrap().unwrap();
        assert_eq!(claimed.payload, "a");
        assert_eq!(office.add("note", "e", 0, Some("same")).await, 1, "what changed since may not have been seen by who is at it");
        // When the first one fails, the second one does its work too.
        assert!(office.store.retry_job(&claimed, now, "later", now).await.unwrap());
        let done = office.store.find_job(claimed.id).await.unwrap().unwrap();
        assert_eq!((done.state, done.last_error.as_deref()), (JobState::Done, Some("later")));
    }
}

#[tokio::test]
async fn a_failed_attempt_comes_again_later_each_time_until_it_is_given_up_and_can_be_repeated() {
    for office in Office::each().await {
        let (count, may_succeed) = (Count::default(), Count::default());
        let handler = {
            let (count, may_succeed) = (count.clone(), may_succeed.clone());
            Handler::new(move |_| {
                count.add();
                let succeeds = may_succeed.get() > 0;
                async move { if succeeds { Ok(()) } else { Err("the printer is out of paper".into()) } }
            })
        };
        let runner = office.runner("one", Handlers::default().with("print", handler.attempts(3)));
        office.add("print", "{}", 0, None).await;
        let mut waits = Vec::new();
        let given_up = loop {
            match runner.step().await.unwrap() {
                Did::Nothing => {
                    office.clock.forward(SignedDuration::from_secs(1));
                    *waits.last_mut().unwrap() += 1;
                }
                Did::PutOff(_) => waits.push(0),
                Did::GaveUp(id) => break id,
                other => unreachable!("{other:?}"),
            }
        };
        assert_eq!((count.get(), waits), (3, vec![5, 10]));
        office.clock.forward(SignedDuration::from_hours(24));
        assert_eq!(runner.step().await.unwrap(), Did::Nothing, "nobody tries it again by himself");
        let failed = office.store.list_jobs(&JobQuery::newest(JobState::Failed, 10)).await.unwrap().jobs;
        assert_eq!((failed[0].id, failed[0].last_error.as_deref()), (given_up, Some("the printer is out of paper")));

        may_succeed.add();
        let about = About::command("王五", "jobs.repeat", "test");
        let note = Note { recorded_at: office.now(), about, source: None, on: Vec::new(), salt: [3; 32] };
        assert!(office.store.repeat_job(given_up, &note).await.unwrap());
        assert!(!office.store.repeat_job(given_up, &note).await.unwrap(), "it waits already");
        let query = EntryQuery { operation: Some("jobs.repeat".to_owned()), ..EntryQuery::default() };
        let entries = office.store.list_entries(&query, 10).await.unwrap();
        assert_eq!(entries.iter().map(|entry| entry.actor.as_deref()).collect::<Vec<_>>(), [Some("王五")], "once, as it was done once");
        assert_eq!(runner.step().await.unwrap(), Did::Finished(given_up));
    }
}

#[tokio::test]
async fn a_panic_is_a_failed_attempt_and_the_runner_goes_on() {
    for office in Office::each().await {
        let handler = Handler::new(|work: Work| async move {
            assert_ne!(work.attempt, 1, "the first attempt fails");
            Ok(())
        });
        let runner = office.runner("one", Handlers::default().with("note", handler));
        office.add("note", "{}", 0, None).await;
        assert!(matches!(runner.step().await.unwrap(), Did::PutOff(_)));
        office.clock.forward(SignedDuration::from_secs(10));
        assert!(matches!(runner.step().await.unwrap(), Did::Finished(_)));
    }
}

#[tokio::test]
async fn the_job_of_a_day_is_done_once_a_day_by_however_many_servers() {
    for office in Office::each().await {
        let count = Count::default();
        let handlers = || {
            let count = count.clone();
            Handlers::default().with(
                "daily",
                Handler::new(move |_| {
                    count.add();
                    async { Ok(()) }
                }),
            )
        };
        let schedule = vec![Schedule { kind: "daily", minute: 10 * 60 }];
        let runners = ["one", "other"].map(|holder| office.runner(holder, handlers()).with_schedules(schedule.clone()));
        for _ in 0..3 {
            for runner in &runners {
                while runner.step().await.unwrap() != Did::Nothing {}
            }
            office.clock.forward(SignedDuration::from_hours(1));
        }
        assert_eq!(count.get(), 1);
        office.clock.forward(SignedDuration::from_hours(24));
        while runners[1].step().await.unwrap() != Did::Nothing {}
        assert_eq!(count.get(), 2);
    }
}

#[tokio::test]
async fn old_finished_jobs_are_forgotten_and_failed_ones_are_not() {
    for office in Office::each().await {
        let forgotten = Count::default();
        let counting = forgotten.clone();
        let handlers = daily_handlers(&office.store, move |_| {
            counting.add();
            async { Ok(()) }
        })
        .with("fail", Handler::new(|_| async { Err("no".into()) }).attempts(1))
        .with("note", noting(&Arc::default()));
        let runner = office.runner("one", handlers);
        office.add("note", "old", 0, None).await;
        office.add("fail", "{}", 0, None).await;
        while runner.step().await.unwrap() != Did::Nothing {}
        office.clock.forward(SignedDuration::from_hours(24 * 31));
        let runner = runner.with_schedules(daily_schedules());
        while runner.step().await.unwrap() != Did::Nothing {}
        let kinds = |jobs: Vec<shouwang_storage::Job>| jobs.into_iter().map(|job| job.kind).collect::<Vec<_>>();
        assert_eq!(kinds(office.store.list_jobs(&JobQuery::newest(JobState::Done, 10)).await.unwrap().jobs), ["reminder", "pruning"]);
        assert_eq!(kinds(office.store.list_jobs(&JobQuery::newest(JobState::Failed, 10)).await.unwrap().jobs), ["fail"]);
        assert_eq!(forgotten.get(), 1);
    }
}
