//! Asking why, of the facts that a server keeps and of facts loaded for the question.

use std::collections::BTreeSet;

use jiff::Timestamp;
use shouwang_app::duties::{Desk, DutyQuery};
use shouwang_app::edge::Clock as _;
use shouwang_app::planning::{Question, Wanted};
use shouwang_domain::facts::register_index;
use shouwang_domain::register::Row;

use super::{World, sample};

impl World {
    fn question(&self, duty: &str, subject: &str, known_at: Option<Timestamp>) -> Question {
        Question { duty: duty.to_owned(), subject: subject.to_owned(), day: self.today(), known_at }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_explanation_is_the_same_from_kept_facts_and_from_those_loaded_for_it() {
    for world in World::each().await {
        let mut planner = world.planner("one");
        world.write(sample(6), Vec::new()).await;
        planner.step().await.unwrap();
        let (kept, loaded) = (planner.desks(), world.planner("other").desks());
        let rows = world.kept().await;
        assert!(rows.len() > 100, "{}", rows.len());
        for row in rows.iter().step_by(rows.len() / 20) {
            let question = world.question(&row.key.duty, &row.key.subject, None);
            let answer = kept.explain(question.clone()).await.unwrap();
            assert_eq!(answer, loaded.explain(question).await.unwrap(), "{:?}", row.key);
            assert!(answer[0].reasons.iter().any(|reason| reason.status == row.status.id()), "{answer:#?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_known_then_is_answered_as_it_was_known_then() {
    for world in World::each().await {
        let mut planner = world.planner("one");
        let rows = sample(6);
        world.write(rows.clone(), Vec::new()).await;
        planner.step().await.unwrap();
        let then = world.clock.now();
        let asked: Vec<_> = world.kept().await.into_iter().filter(|row| !["unit", "division"].contains(&row.register.as_str())).collect();
        let subjects: BTreeSet<_> = asked.iter().map(|row| (row.register.as_str(), row.key.subject.as_str())).collect();
        let gone = rows.into_iter().filter(|(register, row)| subjects.contains(&(*register, row.key.code.as_str())));
        world.write(Vec::new(), gone.map(|(register, row)| (register, row.key)).collect()).await;
        planner.step().await.unwrap();
        let desks = planner.desks();
        assert!(asked.len() > 20, "{}", asked.len());
        for row in asked.iter().step_by(asked.len() / 20) {
            let statuses = async |known_at| {
                let answer = desks.explain(world.question(&row.key.duty, &row.key.subject, known_at)).await.unwrap();
                answer[0].reasons.iter().map(|reason| reason.status).collect::<Vec<_>>()
            };
            assert!(statuses(Some(then)).await.iter().any(|status| *status == row.status.id()), "{:?}", row.key);
            let now = statuses(None).await;
            let says_nothing = |status: &&str| ["not_applicable", "unknown"].contains(status);
            assert!(now.iter().all(says_nothing), "{:?}: nothing is known of it any more, but {now:?}", row.key);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_day_is_planned_over_the_kept_facts_and_a_panic_does_not_lose_them() {
    for world in World::each().await {
        let mut planner = world.planner("one");
        world.write(sample(6), Vec::new()).await;
        planner.step().await.unwrap();
        let query = DutyQuery::on(world.today());
        let desks = planner.desks();
        let count = |query: DutyQuery| {
            let desks = desks.clone();
            async move { desks.at(None, &Wanted::Everything, move |desk| desk.find(&query).unwrap().len()).await.unwrap() }
        };
        assert_eq!(count(query.clone()).await, world.kept().await.len());
        let later = DutyQuery { as_of: world.today().plus(800), ..query.clone() };
        assert_ne!(count(later).await, 0);
        let failed = desks.at(None, &Wanted::Everything, |_| assert_eq!(1, 2)).await;
        assert!(failed.is_err());
        assert_eq!(count(query).await, world.kept().await.len(), "loaded for the question");
        assert!(planner.step().await.unwrap(), "the planner loads them again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_desk_has_followed_before_the_planner_is_planned_and_told_all_the_same() {
    for world in World::each().await {
        let mut planner = world.planner("one");
        let (earlier, later): (Vec<_>, Vec<_>) = sample(6).into_iter().enumerate().partition(|(at, _)| at % 2 == 0);
        let rows = |rows: Vec<(usize, (&'static str, Row))>| rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>();
        world.write(rows(earlier), Vec::new()).await;
        planner.step().await.unwrap();
        let mut listening = world.changes.listen(None).told;
        for some in rows(later).chunks(40) {
            world.write(some.to_vec(), Vec::new()).await;
            let (register, code) = (some[0].0, some[0].1.key.clone());
            let is_there = move |desk: &mut Desk<'_>| desk.facts.find_row(register_index(register).unwrap(), &code).is_some();
            assert!(planner.desks().at_newest(is_there).await.unwrap(), "a desk knows what was written before it was asked");
        }
        assert!(listening.try_recv().is_err(), "that a desk knows it is not that it is planned");
        planner.step().await.unwrap();
        world.assert_kept_as_planned("after a desk was ahead").await;
        assert!(listening.try_recv().unwrap().change.registers.len() > 10);
        planner.step().await.unwrap();
        assert!(listening.try_recv().is_err(), "nothing is told twice");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duty_or_subject_that_is_not_there_is_not_found() {
    for world in World::each().await {
        let mut planner = world.planner("one");
        world.write(sample(2), Vec::new()).await;
        planner.step().await.unwrap();
        let duty = world.kept().await.swap_remove(0).key.duty;
        for (duty, subject) in [("no-such-duty", "样"), (duty.as_str(), "no such subject")] {
            let refused = planner.desks().explain(world.question(duty, subject, None)).await.unwrap_err();
            assert_eq!(refused.code.status(), 404, "{:?}", refused.detail);
        }
    }
}
