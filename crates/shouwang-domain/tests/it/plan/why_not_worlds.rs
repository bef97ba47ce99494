//! Remedies in worlds made at random: what is found fulfils the duty, the facts stay as they were, and nearly always something is found.

use std::cell::Cell;

use proptest::prelude::*;
use shouwang_domain::facts::Facts;
use shouwang_domain::plan::{Planner, Program, Question, Settings, Status, why_not};

use super::support::{REAL, observed};
use super::worlds::{around, facts, for_every_duty};

fn questions(program: &Program, settings: &Settings, world: &Facts) -> Vec<Question> {
    let planner = Planner { program, facts: world, calendar: &REAL.calendar, settings };
    let mut questions = Vec::new();
    for subject in (0..).take(world.table(program.duty(0).subject).entity_count()) {
        planner.plan_one(0, subject, around(), |outcome| {
            if !matches!(outcome.status, Status::Fulfilled | Status::NotApplicable) {
                questions.push(Question { duty: 0, subject, day: around(), period: outcome.period });
            }
        });
    }
    questions
}

#[test]
fn a_remedy_fulfils_its_duty_and_leaves_the_facts_alone() {
    let (asked, found) = (Cell::new(0), Cell::new(0));
    for_every_duty(2, 10..60, 0..1, |program, deck, before, _| {
        let mut world = facts(deck, before);
        let (settings, _) = Settings::read(program, &world);
        for question in questions(program, &settings, &world) {
            asked.set(asked.get() + 1);
            let seen = observed(&world);
            let remedy = why_not(program, &REAL.calendar, &settings, &mut world, question);
            prop_assert_eq!(observed(&world), seen);
            let Some(remedy) = remedy else { continue };
            found.set(found.get() + 1);
            let undos: Vec<_> = remedy.on(&world).iter().map(|change| world.apply(change)).collect();
            let planner = Planner { program, facts: &world, calendar: &REAL.calendar, settings: &settings };
            let outcome = planner.outcome_for(0, question.subject, question.day, question.period);
            prop_assert_eq!(outcome.map(|outcome| outcome.status), Some(Status::Fulfilled), "{:?}", remedy);
            undos.iter().rev().for_each(|undo| world.undo(undo));
        }
        Ok(())
    });
    // What is not found is mostly not there: when the missing fact is known, the rule is found not to ask for anything.
    assert!(found.get() * 100 > asked.get() * 95, "{} of {} found", found.get(), asked.get());
    assert!(asked.get() > 200, "only {} asked", asked.get());
}
