//! Every case of the law that does not come out fulfilled has a remedy, and nothing of it can be left out.

use shouwang_calendar::{Day, Lang};
use shouwang_domain::cases::{SUBJECT, registers};
use shouwang_domain::facts::{Change, Facts};
use shouwang_domain::plan::{Action, Outcome, Planner, Program, Question, Remedy, Settings, Status, remedies};
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
    /// Where the duty stands on a day with these changes, which are taken back again.
    fn statuses_on(&mut self, day: Day, changes: &[Change]) -> Vec<Status> {
        let undos: Vec<_> = changes.iter().map(|change| self.facts.apply(change)).collect();
        let planner = Planner { program: self.program, facts: &self.facts, calendar: &REAL.calendar, settings: &self.settings };
        let mut statuses = Vec::new();
        planner.plan_one(self.question.duty, self.question.subject, day, |outcome| statuses.push(outcome.status));
        undos.iter().rev().for_each(|undo| self.facts.undo(undo));
        statuses
    }

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

/// Holds a remedy to its word: it fulfils the duty, and nothing of it can be left out.
fn assert_suffices(asked: &mut Asked<'_>, remedy: &Remedy, place: &str) {
    let sentences = remedy.describe(Lang::Zh).join("；");
    let all = remedy.on(&asked.facts);
    assert_eq!(asked.status_after(&all), Some(Status::Fulfilled), "{place}: {sentences}");
    for subset in 0..(1_u32 << remedy.changes.len()) - 1 {
        let mut some = remedy.clone();
        let mut at = 0..;
        some.changes.retain(|_| at.next().is_some_and(|at| subset & (1 << at) != 0));
        // What names a row that would not be there cannot be entered at all.
        if names_what_is_not_there(&some, remedy) {
            continue;
        }
        let some = some.on(&asked.facts);
        assert_ne!(asked.status_after(&some), Some(Status::Fulfilled), "{place}: {sentences}: less will do");
    }
}

#[test]
fn every_unfulfilled_case_of_the_law_has_a_remedy_of_which_nothing_can_be_left_out() {
    let program = REAL.program.without_replacement();
    let (mut count, mut ahead, mut without) = (0, 0, Vec::new());
    for (duty, compiled) in program.indexed() {
        for case in &compiled.rule.cases {
            for mut asked in asked(&program, duty, case) {
                count += 1;
                let place = format!("{} {} {}", case.place, compiled.rule.name, case.name);
                let before = observed(&asked.facts);
                let found = remedies(&program, &REAL.calendar, &asked.settings, &mut asked.facts, asked.question);
                assert_eq!(observed(&asked.facts), before, "{place}: the facts are not as they were");
                found.iter().for_each(|remedy| assert_suffices(&mut asked, remedy, &place));
                match &found[..] {
                    [] => without.push(place),
                    [first] => ahead += usize::from(!first.corrects_record),
                    [first, second] => {
                        assert!(!first.corrects_record && second.corrects_record, "{place}: what can still be done comes first");
                        ahead += 1;
                    }
                    more => panic!("{place}: {} remedies", more.len()),
                }
            }
        }
    }
    assert!(count > 700, "only {count} cases asked");
    assert!(ahead * 2 > count, "only {ahead} of {count} can be mended from the day on");
    assert_eq!(without, Vec::<String>::new(), "without a remedy");
}

#[test]
fn what_can_still_be_done_leaves_every_day_before_as_it_was() {
    let program = REAL.program.without_replacement();
    let mut count = 0;
    for (duty, compiled) in program.indexed() {
        for case in &compiled.rule.cases {
            for mut asked in asked(&program, duty, case) {
                // What was not known may be supplied of any day.
                if asked.status_after(&[]) == Some(Status::Unknown) {
                    continue;
                }
                let found = remedies(&program, &REAL.calendar, &asked.settings, &mut asked.facts, asked.question);
                // What nobody knew may be filled in of a row that has long been there.
                let is_new = |remedy: &&Remedy| remedy.changes.iter().all(|change| change.action != Action::Complete);
                let Some(remedy) = found.first().filter(|remedy| !remedy.corrects_record).filter(is_new) else { continue };
                count += 1;
                let sentences = remedy.describe(Lang::Zh).join("；");
                let changes = remedy.on(&asked.facts);
                for back in 1..60 {
                    let day = case.day.plus(-back);
                    let before = asked.statuses_on(day, &[]);
                    assert_eq!(asked.statuses_on(day, &changes), before, "{} {}: {day}: {sentences}", case.place, case.name);
                }
            }
        }
    }
    assert!(count > 300, "only {count} remedies");
}
