//! From step to step along the route.

use shouwang_calendar::Day;
use shouwang_law::model::Deed;

use super::act::{Decided, Notice, Turn};
use super::case::Case;
use super::state::{Filing, Matter, Open, Passed, Ruling, State};

/// Whether the yes of a step would be the last: nobody else of its stage is asked, and nobody after it.
pub(super) fn is_last(case: &Case<'_>, others: &[Open], step: usize) -> bool {
    let stages = case.stages();
    let later = stages.iter().skip(stage_after(&stages, step)).flatten();
    others.is_empty() && !later.into_iter().any(|step| case.deed(*step).decides())
}

/// The matter after a step said yes, with the others of its stage that are still asked.
pub(super) fn pass(matter: Matter, filing: Filing, mut passed: Vec<Passed>, others: Vec<Open>, yes: Passed, case: &Case<'_>) -> Decided {
    let (step, day) = (yes.step, yes.on);
    passed.push(yes);
    if others.is_empty() {
        return go_on(matter, filing, passed, stage_after(&case.stages(), step), day, case);
    }
    let matter = Matter { state: State::UnderWay { filing, passed, open: others }, ..matter };
    Decided { matter, entries: Vec::new(), notices: vec![Notice::Applicant], turn: Turn::default() }
}

/// Opens the stages from this one on, until somebody has to decide or the end of the route is reached. Whoever is only told is told.
pub(super) fn go_on(matter: Matter, filing: Filing, passed: Vec<Passed>, stage: usize, day: Day, case: &Case<'_>) -> Decided {
    let (mut open, mut to_carry_out, mut notices) = (Vec::new(), Vec::new(), Vec::new());
    for stage in case.stages().into_iter().skip(stage) {
        for step in stage {
            match case.deed(step) {
                Deed::Notice | Deed::Inform => notices.push(Notice::Told(case.bodies_of(step))),
                Deed::CarryOut => to_carry_out.push(opened(step, day, case)),
                Deed::Review | Deed::Approve | Deed::Sign | Deed::File => open.push(opened(step, day, case)),
            }
        }
        if !open.is_empty() {
            break;
        }
    }
    notices.extend(open.iter().chain(&to_carry_out).map(|open| Notice::Turn(open.units.clone())));
    if !open.is_empty() {
        let matter = Matter { state: State::UnderWay { filing, passed, open }, ..matter };
        return Decided { matter, entries: Vec::new(), notices, turn: Turn::default() };
    }
    notices.push(Notice::Applicant);
    let ruling = Ruling {
        decision: case.decision(),
        on: day,
        unit: passed.last().map(|passed| passed.unit.clone()).or_else(|| told(case)),
        reason: None,
        until: case.until,
    };
    let turn = Turn { ruled: true, effective: to_carry_out.is_empty(), over: false };
    let matter = Matter { state: State::Granted { filing, passed, ruling, open: to_carry_out }, ..matter };
    Decided { matter, entries: Vec::new(), notices, turn }
}

/// A step whose turn it is from a day on.
fn opened(step: usize, since: Day, case: &Case<'_>) -> Open {
    let due = case.calendar.add_fast(since, case.limit_of(step)).0;
    Open { step, units: case.bodies_of(step), given_to: None, given_name: None, since, due, asked: None, reminded: false, escalated: false }
}

/// The body that was told, where nobody had to decide.
fn told(case: &Case<'_>) -> Option<String> {
    let at = case.rule.route.iter().position(|step| step.does == Deed::Notice)?;
    case.bodies_of(at).into_iter().next()
}

fn stage_after(stages: &[Vec<usize>], step: usize) -> usize {
    stages.iter().position(|stage| stage.contains(&step)).map_or(stages.len(), |stage| stage + 1)
}
