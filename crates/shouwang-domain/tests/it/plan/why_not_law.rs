//! Every case of the law that does not come out fulfilled has a remedy, and nothing of it can be left out.

use shouwang_calendar::Lang;
use shouwang_domain::cases::{SUBJECT, registers};
use shouwang_domain::facts::{Change, Facts};
use shouwang_domain::plan::{Action, Outcome, Planner, Program, Question, Remedy, Settings, Status, why_not};
use shouwang_domain::register::Value;
use shouwang_law::model::Case;

use super::support::{REAL, observed};

/// One question that a case raises.
struct Asked<'a> {
    program: &'a Program,
    facts: Facts,
    settings: Settings,
    question: Question,
}

impl Asked<'_> {
    /// What the duty comes to after these changes, which are taken back again.
    fn status_after(&mut self, changes: &[Change]) -> Option<Status> {
        let undos: Vec<_> = changes.iter().map(|change| self.facts.apply(change)).collect();
        let planner = Planner { program: self.program, facts: &self.facts, calendar: &REAL.calendar, settings: &self.settings };
        let Question { duty, subject, day, period } = self.question;
        let status = planner.outcome_for(duty, subject, day, period).map(|outcome: Outcome| outcome.status);
        undos.iter().rev().for_each(|undo| self.facts.undo(undo));
        status
    }
}

/// The questions of a case: one for each outcome that somebody should still do something about.
fn asked<'a>(program: &'a Program, duty: u16, case: &Case) -> Vec<Asked<'a>> {
    let compiled = program.duty(duty);
    let facts = Facts::build(&registers(&compiled.rule, case).expect("the cases of the law can be read"));
    let Some(subject) = facts.table(compiled.subject).find(SUBJECT) else { return Vec::new() };
    let (settings, _) = Settings::read(program, &facts);
    let mut outcomes = Vec::new();
    let planner = Planner { program, facts: &facts, calendar: &REAL.calendar, settings: &settings };
    planner.plan_one(duty, subject, case.day, |outcome| outcomes.push(outcome));
    outcomes.retain(|outcome| !matches!(outcome.status, Status::Fulfilled | Status::NotApplicable));
    let question = |outcome: Outcome| Question { duty, subject, day: case.day, period: outcome.period };
    let asked = |outcome| Asked { program, facts: facts.clone(), settings: settings.clone(), question: question(outcome) };
    outcomes.into_iter().map(asked).collect()
}

fn names_what_is_not_there(some: &Remedy, all: &Remedy) -> bool {
    let made_up = |code: &str| all.changes.iter().any(|change| change.action == Action::Add && change.key.code == code);
    let there = |code: &str| some.changes.iter().any(|change| change.key.code == code);
    let mut values = some.changes.iter().flat_map(|change| &change.parts).filter_map(|part| part.after.as_ref());
    values.any(|value| matches!(value, Value::Ref(code) if made_up(code) && !there(code)))
}

#[test]
fn every_unfulfilled_case_of_the_law_has_a_remedy_of_which_nothing_can_be_left_out() {
    let program = REAL.program.without_replacement();
    let (mut count, mut without) = (0, Vec::new());
    for (duty, compiled) in program.indexed() {
        for case in &compiled.rule.cases {
            for mut asked in asked(&program, duty, case) {
                count += 1;
                let place = format!("{} {} {}", case.place, compiled.rule.name, case.name);
                let before = observed(&asked.facts);
                let Some(remedy) = why_not(&program, &REAL.calendar, &asked.settings, &mut asked.facts, asked.question) else {
                    without.push(place);
                    continue;
                };
                assert_eq!(observed(&asked.facts), before, "{place}: the facts are not as they were");
                let sentences = remedy.describe(Lang::Zh).join("；");
                assert_eq!(asked.status_after(&remedy.on(&asked.facts)), Some(Status::Fulfilled), "{place}: {sentences}");
                for subset in 0..(1_u32 << remedy.changes.len()) - 1 {
                    let mut some = remedy.clone();
                    let mut at = 0..;
                    some.changes.retain(|_| at.next().is_some_and(|at| subset & (1 << at) != 0));
                    // What names a row that would not be there cannot be entered at all.
                    if names_what_is_not_there(&some, &remedy) {
                        continue;
                    }
                    assert_ne!(asked.status_after(&some.on(&asked.facts)), Some(Status::Fulfilled), "{place}: {sentences}: less will do");
                }
            }
        }
    }
    assert!(count > 700, "only {count} cases asked");
    assert_eq!(without, Vec::<String>::new(), "without a remedy");
}
