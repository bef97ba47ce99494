//! Several runners at one database.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use jiff::SignedDuration;
use shouwang_app::job::{Did, Handler, Handlers, Work};
use shouwang_storage::{JobQuery, JobState, NewJob};

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
