//! What holds of the engine whatever the facts, for every duty of the law.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use shouwang_domain::facts::{Facts, register_index};
use shouwang_domain::plan::{LivePlan, Outcome, Plan, Planner, Program, Settings, Status};
use shouwang_law::model::DutyKind;

use super::support::{EACH_ALONE, REAL, observed};
use super::worlds::{around, facts, for_every_duty, registers};

/// A plan with names instead of numbers, so that plans over facts that were loaded in another order can be compared.
fn by_name(plan: &Plan, program: &Program, facts: &Facts) -> BTreeMap<(String, String), Vec<Outcome>> {
    let mut named: BTreeMap<_, Vec<Outcome>> = BTreeMap::new();
    for (duty, subject, outcome) in plan.iter() {
        let duty = program.duty(duty);
        let key = (duty.rule.name.to_string(), facts.table(duty.subject).code(subject).to_owned());
        named.entry(key).or_default().push(*outcome);
    }
    named
}

/// Plans everything over these facts.
fn planned(program: &Program, facts: &Facts) -> Plan {
    let (settings, _) = Settings::read(program, facts);
    Plan::everything(&Planner { program, facts, calendar: &REAL.calendar, settings: &settings }, around())
}

#[test]
fn a_plan_mended_change_by_change_is_the_plan_of_everything() {
    let calendar = Arc::new(REAL.calendar.clone());
    for_every_duty(3, 20..60, 15..25, |program, deck, before, changes| {
        let mut live = LivePlan::new(program.clone(), calendar.clone(), facts(deck, before), around());
        for at in 0..changes.len() {
            let change = changes[at].change(deck);
            live.apply(&change);
            prop_assert!(*live.plan() == Plan::everything(&live.planner(), around()), "after {change:?}");
            if at + 1 == changes.len() {
                let loaded = Facts::build(&registers(deck, before.iter().chain(&changes[..=at])));
                let anew = by_name(&planned(program, &loaded), program, &loaded);
                prop_assert_eq!(by_name(live.plan(), program, live.planner().facts), anew);
            }
        }
        Ok(())
    });
}

#[test]
fn changes_that_are_taken_back_leave_nothing_behind() {
    for_every_duty(1, 20..80, 1..20, |_, deck, before, changes| {
        let mut world = facts(deck, before);
        let seen = observed(&world);
        let undos: Vec<_> = changes.iter().map(|draw| world.apply(&draw.change(deck))).collect();
        undos.iter().rev().for_each(|undo| world.undo(undo));
        prop_assert_eq!(observed(&world), seen);
        Ok(())
    });
}

#[test]
fn facts_changed_row_by_row_say_what_facts_built_at_once_say() {
    for_every_duty(1, 20..80, 1..20, |_, deck, before, changes| {
        let mut world = facts(deck, before);
        changes.iter().for_each(|draw| drop(world.apply(&draw.change(deck))));
        let rows = |facts: &Facts| {
            let mut rows: Vec<String> = Vec::new();
            for register in (0..).take(facts.catalog().registers().len()) {
                let table = facts.table(register);
                for row in (0..).take(table.entity_count()).flat_map(|entity| table.rows_of(entity)) {
                    rows.push(format!("{register} {:?} {:?}", facts.row(register, row), table.until(row)));
                }
            }
            rows.sort();
            rows
        };
        prop_assert_eq!(rows(&world), rows(&facts(deck, before.iter().chain(changes))));
        Ok(())
    });
}

#[test]
fn every_duty_says_something_of_every_subject_that_is_there() {
    for_every_duty(3, 20..80, 0..1, |program, deck, before, _| {
        let world = facts(deck, before);
        let (settings, _) = Settings::read(program, &world);
        let planner = Planner { program, facts: &world, calendar: &REAL.calendar, settings: &settings };
        let plan = planned(program, &world);
        for (duty, compiled) in program.indexed() {
            for subject in (0..).take(world.table(compiled.subject).entity_count()) {
                let (_, current) = plan.get(duty, subject);
                prop_assert_eq!(current.is_some(), planner.is_there(duty, subject, around()));
                let says_why = current.is_none_or(|outcome| outcome.status != Status::Unknown || outcome.missing.is_some());
                prop_assert!(says_why, "unknown without what is missing: {current:?}");
            }
        }
        Ok(())
    });
}

/// Whether more knowledge can only decide what was open. It can do more where a rule asks whether something is known or takes only what is
/// known into account: coverage of records, and the year that evidence counts for.
fn only_learns(program: &Program) -> bool {
    let rule = &program.duty(0).rule;
    let words = format!("{:?} {:?} {:?}", rule.when, rule.kind, rule.measured_by);
    let asks = ["Given(", "Missing("].iter().any(|word| words.contains(word));
    let names_year = matches!(rule.kind, DutyKind::Periodic { for_year: Some(_), .. });
    !(asks || names_year || matches!(rule.kind, DutyKind::Retention { .. }))
}

#[test]
fn what_is_decided_stays_so_when_more_becomes_known() {
    let learning = EACH_ALONE.iter().filter(|program| only_learns(program)).count();
    assert!(learning > 60, "only {learning} duties are looked at");
    for_every_duty(4, 15..60, 0..1, |program, deck, before, _| {
        if !only_learns(program) {
            return Ok(());
        }
        let mut world = facts(deck, before);
        let (settings, _) = Settings::read(program, &world);
        let statuses = |facts: &Facts| {
            let planner = Planner { program, facts, calendar: &REAL.calendar, settings: &settings };
            let subjects = (0..).take(facts.table(program.duty(0).subject).entity_count());
            subjects.map(|subject| planner.outcome_for(0, subject, around(), None).map(|outcome| outcome.status)).collect::<Vec<_>>()
        };
        let known = statuses(&world);
        for (row, change) in before.iter().filter_map(|draw| draw.filled(deck)) {
            // Another draw may have corrected or withdrawn the row.
            let register = change.register();
            if world.find_row(register, &row.key).is_none_or(|at| world.row(register, at) != row)
                || register_index("rule_setting") == Some(register)
            {
                continue;
            }
            let undo = world.apply(&change);
            for (was, is) in known.iter().zip(statuses(&world)) {
                prop_assert!(matches!(was, None | Some(Status::Unknown)) || *was == is, "{was:?} became {is:?} with {change:?}");
            }
            world.undo(&undo);
        }
        Ok(())
    });
}
