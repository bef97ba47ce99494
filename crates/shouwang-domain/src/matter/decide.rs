//! Acts of people on a matter.
//!
//! | act | who | when |
//! |---|---|---|
//! | edit, submit, withdraw | handler or approver of the applicant | draft, returned; withdraw until it is decided |
//! | detach | handler or approver of the applicant | draft, returned |
//! | attach | handler or approver of the applicant | draft, returned, while a question is open |
//! | answer | handler or approver of the applicant | while a question is open |
//! | ask, return, transfer | handler or approver of a body whose turn it is | while its step is open; each body returns once |
//! | pass, refuse | approver of a body whose turn it is; to take into the files its handler too | while its step is open |
//! | carry out | handler or approver of the body that carries out | after the grant |
//!
//! Nobody passes or refuses what he drafted or handed in, and nobody passes twice in one matter. A granted or refused matter is frozen.

use shouwang_calendar::{Span, Unit};
use shouwang_law::model::Deed;

use crate::registers::permission::Decision;
use crate::system::role_grant::Role;

use super::act::{Act, Call, Decided, Entry, Notice, Receiver, Turn};
use super::advance::{go_on, is_last, pass};
use super::case::Case;
use super::grounds::{apart, doable, file, grantable, said};
use super::refusal::Refusal;
use super::state::{Asked, Matter, Open, Passed, Ruling, State};

const HANDLERS: [Role; 2] = [Role::Handler, Role::Approver];

/// Decides what an act makes of a matter.
///
/// # Errors
/// When the act is not possible now, not his who does it, or against the rule; nothing is changed then.
pub fn decide(matter: Matter, act: &Act, call: Call<'_>, case: &Case<'_>) -> Result<Decided, Refusal> {
    match act {
        Act::Edit(_) | Act::Submit { .. } | Act::Withdraw | Act::Answer(_) | Act::Attach(_) | Act::Detach(_) => {
            by_applicant(matter, act, call, case)
        }
        Act::Ask(_) | Act::Return(_) | Act::Pass { .. } | Act::Refuse(_) | Act::Transfer(_) | Act::CarryOut => {
            by_body(matter, act, call, case)
        }
    }
}

fn by_applicant(matter: Matter, act: &Act, call: Call<'_>, case: &Case<'_>) -> Result<Decided, Refusal> {
    let units = [matter.applicant.clone()];
    let unit = call.sits_in(&units, &HANDLERS).ok_or_else(|| Refusal::NotHis { units: units.to_vec() })?;
    let entry = |words: Option<&str>| entry(act, call, unit, None, words);
    match (act, matter.state) {
        (Act::Edit(lines), state @ (State::Draft | State::Returned { .. })) => {
            Ok(quiet(Matter { lines: lines.clone(), state, written_by: and(matter.written_by, call), ..matter }).with(entry(None)))
        }
        (Act::Attach(name) | Act::Detach(name), state @ (State::Draft | State::Returned { .. })) => {
            Ok(quiet(Matter { state, written_by: and(matter.written_by, call), ..matter }).with(entry(Some(name))))
        }
        (Act::Attach(name), state @ State::UnderWay { .. }) => {
            let is_asked = state.open().iter().any(|open| open.asked.is_some());
            if !is_asked {
                return Err(not_now(&state, act));
            }
            Ok(quiet(Matter { state, written_by: and(matter.written_by, call), ..matter }).with(entry(Some(name))))
        }
        (Act::Submit { emergency }, state @ (State::Draft | State::Returned { .. })) => {
            let earlier = match state {
                State::Returned { filing, .. } => Some(filing),
                _ => None,
            };
            let filing = file(&matter.lines, emergency.as_deref(), call, case, earlier)?;
            // After a correction the route begins anew: whoever said yes before said so of another text.
            let written_by = and(matter.written_by, call);
            let lines = if case.frozen.is_empty() { matter.lines } else { case.frozen.to_vec() };
            let matter = Matter { state: State::Draft, written_by, lines, ..matter };
            Ok(go_on(matter, filing, Vec::new(), 0, call.day, case).with(entry(emergency.as_deref())))
        }
        (Act::Withdraw, state @ (State::Draft | State::UnderWay { .. } | State::Returned { .. })) => {
            let notices = state.open().iter().map(|open| Notice::Told(open.units.clone())).collect();
            let filing = match state {
                State::UnderWay { filing, .. } | State::Returned { filing, .. } => Some(filing),
                _ => None,
            };
            let decided = quiet(Matter { state: State::Withdrawn { on: call.day, filing }, ..matter });
            Ok(Decided { notices, ..decided }.with(entry(None)))
        }
        (Act::Answer(answer), State::UnderWay { filing, passed, mut open }) => {
            said(answer)?;
            let waiting = open.iter_mut().find(|open| open.asked.is_some()).ok_or(Refusal::Question { open: false })?;
            let (step, units) = (waiting.step, waiting.units.clone());
            if let Some(question) = waiting.asked.take() {
                // The days of the question do not count: what was left of the body's time runs from the answer on.
                waiting.due = case.calendar.add_fast(call.day, question.left).0;
                (waiting.reminded, waiting.escalated) = (false, false);
            }
            // What is answered is part of what is decided on, so whoever answers has written at it.
            let written_by = and(matter.written_by, call);
            let decided = quiet(Matter { state: State::UnderWay { filing, passed, open }, written_by, ..matter });
            Ok(Decided { notices: vec![Notice::Turn(units)], ..decided }.with(Entry { step: Some(step), ..entry(Some(answer)) }))
        }
        (_, state) => Err(not_now(&state, act)),
    }
}

fn by_body(matter: Matter, act: &Act, call: Call<'_>, case: &Case<'_>) -> Result<Decided, Refusal> {
    let fits = match (&matter.state, act) {
        (State::Granted { open, .. }, Act::CarryOut | Act::Transfer(_)) => !open.is_empty(),
        (State::UnderWay { .. }, act) => !matches!(act, Act::CarryOut),
        _ => false,
    };
    if !fits {
        return Err(not_now(&matter.state, act));
    }
    let (at, unit) = turn_of(matter.state.open(), act, call, case)?;
    let step = matter.state.open().get(at).map(|open| open.step);
    let said_words = match act {
        Act::Ask(words) | Act::Return(words) | Act::Refuse(words) => {
            said(words)?;
            Some(words.as_str())
        }
        Act::Transfer(to) => {
            said(&to.person)?;
            can_take(&matter.state.open()[at], to)?;
            Some(to.person.as_str())
        }
        Act::Pass { weighed } => weighed.as_deref(),
        _ => None,
    };
    let entry = entry(act, call, unit, step, said_words);
    let decided = if matches!(matter.state, State::Granted { .. }) {
        if let (Act::CarryOut, Some(ruling)) = (act, matter.state.ruling()) {
            doable(ruling.until, call.day, case)?;
        }
        after_grant(matter, act, at, call)
    } else {
        on_the_way(matter, act, at, (call, unit), case)?
    };
    Ok(decided.with(entry))
}

/// Transfers and carries out what was granted.
fn after_grant(matter: Matter, act: &Act, at: usize, call: Call<'_>) -> Decided {
    let State::Granted { filing, passed, ruling, mut open } = matter.state else { return quiet(matter) };
    if let Act::Transfer(to) = act {
        let notices = give(&mut open[at], to, call);
        return Decided { notices, ..quiet(Matter { state: State::Granted { filing, passed, ruling, open }, ..matter }) };
    }
    open.remove(at);
    let effective = open.is_empty();
    let state = if effective {
        State::CarriedOut { filing, passed, ruling, on: call.day }
    } else {
        State::Granted { filing, passed, ruling, open }
    };
    let decided = quiet(Matter { state, ..matter });
    Decided { notices: vec![Notice::Applicant], turn: Turn { effective, ..Turn::default() }, ..decided }
}

/// What a body whose turn it is may do before anything is granted.
fn on_the_way(matter: Matter, act: &Act, at: usize, (call, unit): (Call<'_>, &str), case: &Case<'_>) -> Result<Decided, Refusal> {
    let State::UnderWay { mut filing, passed, mut open } = matter.state else { return Ok(quiet(matter)) };
    let told = |decided: Decided| Decided { notices: vec![Notice::Applicant], ..decided };
    match act {
        Act::Transfer(to) => {
            let notices = give(&mut open[at], to, call);
            Ok(Decided { notices, ..quiet(Matter { state: State::UnderWay { filing, passed, open }, ..matter }) })
        }
        Act::Ask(question) => {
            open[at].asked = Some(asked(&open[at], question, call, case)?);
            Ok(told(quiet(Matter { state: State::UnderWay { filing, passed, open }, ..matter })))
        }
        Act::Return(reason) => {
            if filing.returned_by.iter().any(|body| body == unit) {
                return Err(Refusal::ReturnedBefore { unit: unit.to_owned() });
            }
            filing.returned_by.push(unit.to_owned());
            Ok(told(quiet(Matter { state: State::Returned { filing, reason: reason.clone(), on: call.day, reminded: false }, ..matter })))
        }
        Act::Refuse(reason) => {
            apart(&matter.written_by, &passed, call)?;
            let (decision, reason, unit) = (Decision::Refused, Some(reason.clone()), Some(unit.to_owned()));
            let ruling = Ruling { decision, on: call.day, unit, reason, until: None };
            let decided = told(quiet(Matter { state: State::Refused { filing, ruling }, ..matter }));
            Ok(Decided { turn: Turn { ruled: true, ..Turn::default() }, ..decided })
        }
        Act::Pass { weighed } => {
            apart(&matter.written_by, &passed, call)?;
            let step = open.remove(at).step;
            if is_last(case, &open, step) {
                grantable(weighed.as_deref(), call.day, case)?;
            } else if weighed.is_some() {
                return Err(Refusal::NothingToWeigh);
            }
            let (unit, by) = (unit.to_owned(), Some(call.person.to_owned()));
            let yes = Passed { step, unit, by, on: call.day, weighed: weighed.clone() };
            Ok(pass(Matter { state: State::Draft, ..matter }, filing, passed, open, yes, case))
        }
        _ => Ok(quiet(Matter { state: State::UnderWay { filing, passed, open }, ..matter })),
    }
}

/// The open step that an act is about, and the body for which it is done.
fn turn_of<'c>(open: &[Open], act: &Act, call: Call<'c>, case: &Case<'_>) -> Result<(usize, &'c str), Refusal> {
    let decides = matches!(act, Act::Pass { .. } | Act::Refuse(_));
    let mut refusal = Refusal::NotHis { units: open.iter().flat_map(|open| open.units.clone()).collect() };
    for (at, step) in open.iter().enumerate() {
        let Some(_) = call.sits_in(&step.units, &HANDLERS) else { continue };
        let roles: &[Role] = if decides && case.deed(step.step) != Deed::File { &[Role::Approver] } else { &HANDLERS };
        let Some(unit) = call.sits_in(&step.units, roles) else {
            refusal = Refusal::ApproverDecides;
            continue;
        };
        let is_given = step.given_to.as_ref().is_some_and(|given| !call.is(given));
        // Whoever may act for the body may take a step over, or one whose holder is away would wait for ever.
        if is_given && !matches!(act, Act::Transfer(_)) {
            refusal = Refusal::GivenToAnother;
            continue;
        }
        return Ok((at, unit));
    }
    Err(refusal)
}

/// That somebody can take a step over: with a role for one of its bodies, or the step would wait for whoever may never act on it. Whether he is
/// nobody at all or only nobody there is not told apart, for that is not the asker's business.
fn can_take(open: &Open, to: &Receiver) -> Result<(), Refusal> {
    let sits = to.seats.iter().any(|seat| HANDLERS.contains(&seat.role) && open.units.contains(&seat.unit));
    if sits { Ok(()) } else { Err(Refusal::NoSeat { units: open.units.clone() }) }
}

/// Gives a step to somebody; whom to tell. Whoever takes it himself knows.
fn give(open: &mut Open, to: &Receiver, call: Call<'_>) -> Vec<Notice> {
    (open.given_to, open.given_name) = (Some(to.person.clone()), Some(to.name.clone()));
    let sits = |unit: &&String| to.seats.iter().any(|seat| HANDLERS.contains(&seat.role) && seat.unit == **unit);
    let units: Vec<_> = open.units.iter().filter(sits).cloned().collect();
    if call.is(&to.person) { Vec::new() } else { vec![Notice::Given(units)] }
}

/// A question, with what is left of the body's time.
fn asked(open: &Open, question: &str, call: Call<'_>, case: &Case<'_>) -> Result<Asked, Refusal> {
    if open.asked.is_some() {
        return Err(Refusal::Question { open: true });
    }
    let limit = case.limit_of(open.step);
    let count = match limit.unit {
        Unit::Workday => i32::try_from(case.calendar.workdays_between(call.day.plus(1), open.due).0).unwrap_or(0),
        Unit::Day | Unit::Week | Unit::Month | Unit::Year => (open.due.number() - call.day.number()).max(0),
    };
    let unit = if limit.unit == Unit::Workday { Unit::Workday } else { Unit::Day };
    Ok(Asked { question: question.to_owned(), on: call.day, left: Span::new(count, unit), reminded: false })
}

/// Everybody who wrote at a matter, and now this person, too.
fn and(mut written_by: Vec<String>, call: Call<'_>) -> Vec<String> {
    if !written_by.iter().any(|person| call.is(person)) {
        written_by.push(call.person.to_owned());
    }
    written_by
}

fn not_now(state: &State, act: &Act) -> Refusal {
    let status = state.status();
    let frozen = state.ruling().is_some() || matches!(state, State::Withdrawn { .. });
    if frozen { Refusal::Frozen { status } } else { Refusal::NotNow { status, act: act.word() } }
}

fn entry(act: &Act, call: Call<'_>, unit: &str, step: Option<usize>, words: Option<&str>) -> Entry {
    let (by, unit, words) = (Some(call.person.to_owned()), Some(unit.to_owned()), words.map(str::to_owned));
    Entry { act: act.word(), by, unit, step, words, on: call.day }
}

/// A change that turns nothing and of which nobody is told.
fn quiet(matter: Matter) -> Decided {
    Decided { matter, entries: Vec::new(), notices: Vec::new(), turn: Turn::default() }
}

impl Decided {
    /// The same, with the act itself first in the history.
    fn with(mut self, entry: Entry) -> Decided {
        self.entries.insert(0, entry);
        self
    }
}
