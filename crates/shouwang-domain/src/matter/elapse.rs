//! What time alone does to a matter: reminders, the body above told, the end of what was granted, and consent by silence where, and only where,
//! the law says so.

use shouwang_calendar::{Day, Span};
use shouwang_law::model::Silence;

use super::act::{Decided, Entry, Notice, Turn};
use super::advance::{is_last, pass};
use super::case::Case;
use super::check::last_day;
use super::form::form_of;
use super::grounds::grantable;
use super::state::{Matter, Open, Passed, State};

/// What has come due by a day; nothing when nothing has. Asked again on the same day it gives nothing more.
#[must_use]
pub fn elapse(matter: &Matter, case: &Case<'_>, today: Day) -> Option<Decided> {
    if let Some(closed) = closed(matter, case, today) {
        return Some(closed);
    }
    if let Some(consented) = consented(matter, case, today) {
        return Some(consented);
    }
    let mut after = Decided { matter: matter.clone(), entries: Vec::new(), notices: Vec::new(), turn: Turn::default() };
    if let State::UnderWay { open, .. } | State::Granted { open, .. } = &mut after.matter.state {
        for step in open {
            let Some((act, notice)) = of_step(step, case, today) else { continue };
            after.entries.push(Entry { step: Some(step.step), ..entry(act, today) });
            after.notices.push(notice);
        }
    }
    if let State::Returned { on, reminded, .. } = &mut after.matter.state {
        let awaited = awaited_until(*on, case.terms.step, case);
        if !*reminded && today > awaited {
            *reminded = true;
            after.entries.push(entry("remind", today));
            after.notices.push(Notice::Awaited(awaited));
        }
    }
    if let Some(until) = next_end(matter).filter(|until| today >= told_on(*until, case)) {
        after.matter.ending_told = Some(until);
        if is_the_end(matter, until, case) {
            after.entries.push(entry("remind", today));
            after.notices.push(Notice::Ends(until));
        }
    }
    (after.matter != *matter).then_some(after)
}

/// What has come due in a step, and whom to tell.
fn of_step(step: &mut Open, case: &Case<'_>, today: Day) -> Option<(&'static str, Notice)> {
    let (units, limit) = (step.units.clone(), case.limit_of(step.step));
    if let Some(asked) = &mut step.asked {
        let awaited = awaited_until(asked.on, limit, case);
        let is_due = !asked.reminded && today > awaited;
        asked.reminded |= is_due;
        return is_due.then_some(("remind", Notice::Awaited(awaited)));
    }
    if today > step.due && !step.escalated {
        (step.reminded, step.escalated) = (true, true);
        return Some(("escalate", Notice::Overdue(units)));
    }
    let is_due = !step.reminded && today >= reminded_on(step, case);
    step.reminded |= is_due;
    is_due.then_some(("remind", Notice::Reminder(units)))
}

/// The day on which time alone does something next; it may have passed. Nothing when it never does.
#[must_use]
pub fn next_moment(matter: &Matter, case: &Case<'_>) -> Option<Day> {
    let of_step = |step: &Open| match (&step.asked, step.reminded, step.escalated) {
        (Some(asked), ..) => (!asked.reminded).then(|| awaited_until(asked.on, case.limit_of(step.step), case).plus(1)),
        (None, false, _) => Some(reminded_on(step, case)),
        (None, true, false) => Some(step.due.plus(1)),
        (None, true, true) => None,
    };
    let returned = match &matter.state {
        State::Returned { on, reminded: false, .. } => Some(awaited_until(*on, case.terms.step, case).plus(1)),
        _ => None,
    };
    let of_consent = |step: &Open| (case.rule.silence == Silence::Consent && step.asked.is_none()).then(|| step.due.plus(1));
    let steps = matter.state.open().iter().flat_map(|step| of_step(step).into_iter().chain(of_consent(step)));
    let ending = next_end(matter).map(|until| told_on(until, case));
    steps.chain(returned).chain(ending).chain(ends_on(matter).map(|until| until.plus(1))).min()
}

fn reminded_on(step: &Open, case: &Case<'_>) -> Day {
    case.calendar.add_fast(step.due, case.terms.remind.back()).0.max(step.since)
}

/// The last day on which an applicant who was asked something on a day is not reminded: a body has as long.
fn awaited_until(on: Day, limit: Span, case: &Case<'_>) -> Day {
    case.calendar.add_fast(on, limit).0
}

fn told_on(until: Day, case: &Case<'_>) -> Day {
    case.calendar.add_fast(until, case.terms.ending.back()).0
}

/// The last day of what was granted and has not come to its end.
fn ends_on(matter: &Matter) -> Option<Day> {
    match &matter.state {
        State::Granted { ruling, .. } | State::CarriedOut { ruling, .. } => ruling.until,
        _ => None,
    }
}

/// The first last day among the lines of what was granted that the applicant has not been told of: each port of many has its own.
fn next_end(matter: &Matter) -> Option<Day> {
    if !matches!(matter.state, State::Granted { .. } | State::CarriedOut { .. }) {
        return None;
    }
    let form = form_of(&matter.rule.id)?;
    let days = matter.lines.iter().map(|line| last_day(form, line)).filter(|day| !day.is_open());
    days.filter(|day| matter.ending_told.is_none_or(|told| told < *day)).min()
}

/// Whether anything of the matter does end on this last day of a line: what was given up before or goes on is not announced.
fn is_the_end(matter: &Matter, until: Day, case: &Case<'_>) -> bool {
    let Some(form) = form_of(&matter.rule.id) else { return false };
    matter.lines.iter().enumerate().any(|(at, line)| last_day(form, line) == until && !case.moved.contains(&at))
}

/// The matter closed, when the last day of what was granted has passed.
fn closed(matter: &Matter, case: &Case<'_>, today: Day) -> Option<Decided> {
    let until = ends_on(matter).filter(|until| *until < today)?;
    let notices = if is_the_end(matter, until, case) { vec![Notice::Applicant] } else { Vec::new() };
    let state = match matter.state.clone() {
        State::Granted { filing, passed, ruling, .. } => State::Closed { filing, passed, ruling, carried_out: None },
        State::CarriedOut { filing, passed, ruling, on } => State::Closed { filing, passed, ruling, carried_out: Some(on) },
        _ => return None,
    };
    // What was never carried out has nothing that could be over.
    let is_effective = !matches!(&matter.state, State::Granted { open, .. } if !open.is_empty());
    let (matter, turn) = (Matter { state, ..matter.clone() }, Turn { over: is_effective, ..Turn::default() });
    Some(Decided { matter, entries: vec![entry("close", today)], notices, turn })
}

/// The matter after a body said nothing within its time, where the law takes that for consent and nothing else stands against it: what a body
/// would have to weigh nobody has weighed, so silence does not grant it.
fn consented(matter: &Matter, case: &Case<'_>, today: Day) -> Option<Decided> {
    let State::UnderWay { filing, passed, open } = matter.state.clone() else { return None };
    if case.rule.silence != Silence::Consent {
        return None;
    }
    let at = open.iter().position(|step| step.asked.is_none() && today > step.due)?;
    let mut others = open;
    let silent = others.remove(at);
    if is_last(case, &others, silent.step) && grantable(None, today, case).is_err() {
        return None;
    }
    let unit = silent.units.first()?.clone();
    let yes = Passed { step: silent.step, unit: unit.clone(), by: None, on: today, weighed: None };
    let mut decided = pass(Matter { state: State::Draft, ..matter.clone() }, filing, passed, others, yes, case);
    decided.entries.push(Entry { step: Some(silent.step), unit: Some(unit), ..entry("consent", today) });
    Some(decided)
}

fn entry(act: &'static str, on: Day) -> Entry {
    Entry { act, by: None, unit: None, step: None, words: None, on }
}
