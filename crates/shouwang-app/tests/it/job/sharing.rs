//! Several runners at one database.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::SignedDuration;
use shouwang_app::job::{Did, Handler, Handlers, Lane, Work};
use shouwang_storage::{JobQuery, JobState, NewJob};
use tokio::sync::watch;

use super::{Count, Office};

#[tokio::test(flavor = "multi_thread")]
async fn two_runners_share_the_work_and_nothing_is_done_twice() {
    for office in Office::each().await {
        let done: Arc<Mutex<BTreeMap<String, u32>>> = Arc::default();
        let jobs: Vec<_> =
            (0..120).map(|at| NewJob { kind: "note".to_owned(), payload: at.to_string(), due_at: office.now(), unique: None }).collect();
        assert_eq!(office.store.enqueue(&jobs, office.now()).await.unwrap(), 120);
        let work = |holder: &'static str| {
            let done = Arc::clone(&done);
            let handler = Handler::new(move |work: Work| {
                *done.lock().unwrap().entry(work.payload).or_default() += 1;
                async {
                    tokio::time::sleep(std::time::Duration::from_millis(1)).await;
                    Ok(())
                }
            });
            let runner = office.runner(holder, Handlers::default().with("note", handler));
            tokio::spawn(async move {
                let mut count = 0;
                while matches!(runner.step().await.unwrap(), Did::Finished(_)) {
                    count += 1;
                }
                count
            })
        };
        let (one, other) = tokio::join!(work("one"), work("other"));
        let (one, other): (u32, u32) = (one.unwrap(), other.unwrap());
        // One of them may have found nothing for a moment and stopped; then the last jobs are still there.
        while matches!(work("last").await.unwrap(), 1..) {}
        let done = done.lock().unwrap();
        assert_eq!(done.len(), 120);
        assert!(done.values().all(|count| *count == 1), "{done:?}");
        assert!(one > 0 && other > 0, "{one} and {other}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_runner_was_at_is_done_by_another_one() {
    for office in Office::each().await {
        let (begun, finished) = (Count::default(), Count::default());
        let hanging = {
            let begun = begun.clone();
            Handler::new(move |_| {
                begun.add();
                std::future::pending()
            })
        };
        let good = {
            let finished = finished.clone();
            Handler::new(move |_| {
                finished.add();
                async { Ok(()) }
            })
        };
        for at in 0..5 {
            office.add("note", &at.to_string(), 0, None).await;
        }
        let killed = office.runner("killed", Handlers::default().with("note", hanging));
        assert!(tokio::time::timeout(std::time::Duration::from_millis(300), killed.step()).await.is_err());
        assert_eq!(begun.get(), 1);
        let other = office.runner("other", Handlers::default().with("note", good));
        while other.step().await.unwrap() != Did::Nothing {}
        assert_eq!(finished.get(), 4, "the fifth is still the killed one's");
        office.clock.forward(SignedDuration::from_secs(120));
        while other.step().await.unwrap() != Did::Nothing {}
        assert_eq!(finished.get(), 5);
        assert!(office.store.list_jobs(&JobQuery::newest(JobState::Running, 10)).await.unwrap().jobs.is_empty());
    }
}

#[tokio::test]
async fn who_lost_a_job_can_neither_extend_nor_end_it() {
    for office in Office::each().await {
        office.add("note", "{}", 0, None).await;
        let claim = async |holder: &str| {
            let until = office.now() + SignedDuration::from_secs(60);
            office.store.claim_job(&["note"], holder, office.now(), until).await.unwrap()
        };
        let first = claim("one").await.unwrap();
        assert_eq!(claim("other").await, None);
        assert!(office.store.extend_job(&first, office.now() + SignedDuration::from_secs(90)).await.unwrap());
        office.clock.forward(SignedDuration::from_secs(80));
        assert_eq!(claim("other").await, None, "it was extended");
        office.clock.forward(SignedDuration::from_secs(20));
        // Even the same server's second attempt is another claim.
        let second = claim("one").await.unwrap();
        assert_eq!((second.id, second.attempts), (first.id, 2));
        assert!(!office.store.extend_job(&first, office.now()).await.unwrap());
        assert!(!office.store.finish_job(&first, office.now()).await.unwrap());
        assert!(!office.store.fail_job(&first, "no").await.unwrap());
        assert!(!office.store.retry_job(&first, office.now(), "no", office.now()).await.unwrap());
        assert!(office.store.finish_job(&second, office.now()).await.unwrap());
        assert!(!office.store.finish_job(&second, office.now()).await.unwrap());
    }
}

#[tokio::test]
async fn a_job_at_which_servers_die_is_given_up_at_last() {
    for office in Office::each().await {
        office.add("deadly", "{}", 0, None).await;
        let hanging = || Handlers::default().with("deadly", Handler::new(|_| std::future::pending()).attempts(2));
        for holder in ["one", "other"] {
            let runner = office.runner(holder, hanging());
            assert!(tokio::time::timeout(std::time::Duration::from_millis(200), runner.step()).await.is_err());
            office.clock.forward(SignedDuration::from_secs(120));
        }
        assert!(matches!(office.runner("third", hanging()).step().await.unwrap(), Did::GaveUp(_)));
    }
}

/// Waits until a job is being done; not for ever.
async fn at_work(office: &Office, kind: &str) {
    let begun = async {
        while !office.store.count_jobs().await.unwrap().iter().any(|(of, state, _)| of == kind && *state == JobState::Running) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), begun).await.unwrap();
}

#[tokio::test]
async fn a_server_that_stops_gives_back_what_it_is_at_and_another_begins_it_at_once() {
    for office in Office::each().await {
        office.add("endless", "{}", 0, Some("same")).await;
        let endless = Handlers::default().with("endless", Handler::new(|_| std::future::pending()).attempts(1));
        let (stop, stopping) = watch::channel(false);
        let running = tokio::spawn(office.runner("one", endless).stopped_within(Duration::from_millis(50)).run(stopping));
        at_work(&office, "endless").await;
        stop.send_replace(true);
        tokio::time::timeout(Duration::from_secs(10), running).await.expect("it is waited for without end").unwrap();
        let count = Count::default();
        let counting = count.clone();
        let doing = Handler::new(move |_| {
            counting.add();
            async { Ok(()) }
        });
        let other = office.runner("other", Handlers::default().with("endless", doing.attempts(1)));
        // No time has gone by: the claim was given back, and that it was begun does not count as an attempt.
        let Did::Finished(id) = other.step().await.unwrap() else { panic!("it was not there to be done") };
        let job = office.store.find_job(id).await.unwrap().unwrap();
        assert_eq!((count.get(), job.attempts, job.claimed_by.as_deref()), (1, 1, Some("other")));
    }
}

#[tokio::test]
async fn an_attempt_that_takes_too_long_has_failed_and_is_made_again() {
    for office in Office::each().await {
        office.add("endless", "{}", 0, None).await;
        let endless = Handler::new(|_| std::future::pending()).within(Duration::from_millis(20));
        let runner = office.runner("one", Handlers::default().with("endless", endless));
        let Did::PutOff(id) = runner.step().await.unwrap() else { panic!("it did not end") };
        let error = office.store.find_job(id).await.unwrap().unwrap().last_error;
        assert!(error.as_deref().is_some_and(|error| error.contains("took longer")), "{error:?}");
    }
}

#[tokio::test]
async fn what_takes_long_does_not_keep_what_takes_moments_waiting() {
    for office in Office::each().await {
        office.add("backup", "{}", 0, None).await;
        office.add("reminder", "{}", 0, None).await;
        let count = Count::default();
        let counting = count.clone();
        let reminding = Handler::new(move |_| {
            counting.add();
            async { Ok(()) }
        });
        let endless = Handler::new(|_| std::future::pending()).long(Duration::from_secs(3_600));
        let handlers = Handlers::default().with("backup", endless).with("reminder", reminding);
        let (stop, stopping) = watch::channel(false);
        let runner = |lane| office.runner("one", handlers.of(lane)).stopped_within(Duration::ZERO).run(stopping.clone());
        let (long, quick) = (tokio::spawn(runner(Lane::Long)), tokio::spawn(runner(Lane::Quick)));
        at_work(&office, "backup").await;
        let reminded = async {
            while count.get() == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), reminded).await.expect("the reminder waits for the backup");
        stop.send_replace(true);
        long.await.unwrap();
        quick.await.unwrap();
    }
}
