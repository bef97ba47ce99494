//! Several planners at one database: one writes, and when it dies another one goes on.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use shouwang_app::lawbook::LawBook;
use shouwang_app::service::Changes;
use shouwang_storage::{Lease, PlannerClaim, StatusChanges};

use super::{BOOK, World, sample};

/// Longer than a lease.
const LONG: SignedDuration = SignedDuration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn one_plans_and_another_stands_by_until_the_first_is_gone() {
    for world in World::each().await {
        let (mut one, mut other) = (world.planner("one"), world.planner("other"));
        assert!(one.step().await.unwrap());
        assert!(!other.step().await.unwrap());
        world.write(sample(4), Vec::new()).await;
        assert!(!other.step().await.unwrap());
        assert!(world.kept().await.is_empty(), "who stands by writes nothing");
        assert!(one.step().await.unwrap());
        world.assert_kept_as_planned("by the first").await;
        drop(one);
        world.write(sample(6), Vec::new()).await;
        assert!(!other.step().await.unwrap(), "the lease still stands");
        world.clock.forward(LONG);
        assert!(other.step().await.unwrap());
        world.assert_kept_as_planned("by the second").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn up_to_where_was_told_is_named_alike_by_all_servers_and_nothing_planned_without_an_act_is_lost() {
    for world in World::each().await {
        let beside = World { changes: Changes::new(), ..world.clone() };
        let (mut one, mut other) = (world.planner("one"), beside.planner("other"));
        let mut steps = async || {
            assert!(one.step().await.unwrap());
            assert!(!other.step().await.unwrap());
            let reached = world.changes.listen(None).reached.unwrap();
            assert_eq!(beside.changes.listen(None).reached, Some(reached));
            reached
        };
        let empty = steps().await;
        let mut told = beside.changes.listen(None).told;
        world.write(sample(4), Vec::new()).await;
        let filled = steps().await;
        for changes in [&world.changes, &beside.changes] {
            let missed = changes.listen(Some(empty)).missed.unwrap();
            assert!(missed.registers.contains("unit") && missed.act == 1, "{missed:?}");
            assert!(changes.listen(Some(filled)).missed.unwrap().is_nothing());
        }
        assert!(told.try_recv().unwrap().change.registers.contains("unit"));
        // A day later and without an act: who only follows does not know whose statuses changed, and says so.
        world.clock.forward(SignedDuration::from_hours(24 * 40));
        let later = steps().await;
        assert_ne!(later, filled);
        assert!(told.try_recv().unwrap().change.is_more);
        assert!(beside.changes.listen(Some(filled)).missed.unwrap().is_more);
        assert!(!world.changes.listen(Some(filled)).missed.unwrap().is_nothing(), "units of which statuses changed");
        assert_eq!(steps().await, later, "nothing happened");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planner_that_is_killed_at_any_moment_leaves_nothing_unplanned() {
    for world in World::each().await {
        let mut rows = sample(8).into_iter();
        let mut finished = 0;
        for round in 0..14_u32 {
            world.write(rows.by_ref().take(60).collect(), Vec::new()).await;
            if round % 5 == 4 {
                world.clock.forward(SignedDuration::from_hours(24));
            }
            world.clock.forward(LONG);
            let mut planner = world.planner(&format!("planner {round}"));
            // Dropped where it waits: as if its process had ended there.
            let killed_after = Duration::from_millis(u64::from(round * round) * 3);
            finished += u32::from(tokio::time::timeout(killed_after, planner.step()).await.is_ok());
        }
        assert!(finished < 14, "none was killed in the middle");
        world.clock.forward(LONG);
        assert!(world.planner("the last").step().await.unwrap());
        world.assert_kept_as_planned("after all of them").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn by_another_law_everything_is_planned_anew() {
    for world in World::each().await {
        let mut planner = world.planner("one");
        world.write(sample(4), Vec::new()).await;
        planner.step().await.unwrap();
        let planned = world.store.find_planned().await.unwrap();
        let lost = world.kept().await.swap_remove(0);
        let lease = Lease { name: "planning".to_owned(), holder: "one".to_owned() };
        let now = world.now();
        let claim = PlannerClaim { lease: &lease, until: now + LONG, now, from: planned.as_ref() };
        let removal = StatusChanges { puts: Vec::new(), removals: vec![lost.key.clone()] };
        assert!(world.store.write_statuses(&claim, &removal, None).await.unwrap());
        planner.step().await.unwrap();
        assert!(!world.kept().await.contains(&lost), "by the same law, nothing is looked through again");

        let changed = LawBook { digest: "another".to_owned(), ..LawBook::clone(&BOOK) };
        world.clock.forward(LONG + LONG);
        let mut planner = world.planner_by("one", Arc::new(changed));
        assert!(planner.step().await.unwrap());
        world.assert_kept_as_planned("by the other law").await;
        assert_eq!(world.store.find_planned().await.unwrap().unwrap().law, "another");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planner_that_was_overtaken_while_it_slept_writes_nothing() {
    for world in World::each().await {
        let mut one = world.planner("one");
        one.step().await.unwrap();
        let before = world.store.find_planned().await.unwrap();
        world.write(sample(4), Vec::new()).await;
        world.clock.forward(LONG);
        world.planner("other").step().await.unwrap();
        world.clock.forward(LONG);
        // The lease of the other has run out too, so that only what was planned meanwhile tells.
        let lease = Lease { name: "planning".to_owned(), holder: "one".to_owned() };
        let now = world.now();
        let claim = PlannerClaim { lease: &lease, until: now + LONG, now, from: before.as_ref() };
        let all = StatusChanges { puts: Vec::new(), removals: world.kept().await.into_iter().map(|row| row.key).collect() };
        assert!(!world.store.write_statuses(&claim, &all, before.as_ref()).await.unwrap());
        world.assert_kept_as_planned("as the other has left it").await;
    }
}

impl World {
    /// The moment on the clock.
    fn now(&self) -> jiff::Timestamp {
        use shouwang_app::edge::Clock as _;
        self.clock.now()
    }
}
