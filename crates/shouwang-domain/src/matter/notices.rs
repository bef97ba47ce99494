//! Whom an act or time makes somebody tell, as rows: one for each unit that is told.
//!
//! Nothing is decided here: the engine says whom to tell, and of what follows from where the matter stood and stands.

use std::collections::{BTreeMap, BTreeSet};

use shouwang_calendar::Day;

use crate::procedure::matter_notice::{MatterNotice, Occasion};
use crate::register::{Choices as _, Fact, Ref};

use super::act::{Decided, Notice};
use super::record::subject_of;
use super::state::{Matter, State};

/// What units are told of a decision on a matter that has had so many entries; `above` has for each body whose time is over those above it.
///
/// A body whose turn it is gets no row: it has its step.
#[must_use]
pub fn notice_facts(
    before: &Matter,
    decided: &Decided,
    above: &BTreeMap<String, Vec<String>>,
    (earlier_count, day): (usize, Day),
) -> Vec<Fact<MatterNotice>> {
    let after = &decided.matter;
    let mut told = BTreeSet::new();
    let mut facts = Vec::new();
    for notice in &decided.notices {
        for (occasion, units, due_on) in said(notice, before, after, above) {
            for unit in units {
                let id = Occasion::CHOICES[usize::from(occasion.position())].id;
                let code = format!("{}/{:04}/{id}/{unit}", after.number, earlier_count + 1);
                if told.insert(code.clone()) {
                    let data = MatterNotice {
                        unit: Ref::to(unit),
                        matter: Ref::to(after.number.clone()),
                        kind: after.kind,
                        occasion,
                        subject: subject_of(after),
                        due_on,
                        noted_on: None,
                        noted_by: None,
                    };
                    facts.push(Fact::declared(code, day, data));
                }
            }
        }
    }
    facts
}

/// What is said, to whom, and of which day.
type Said = (Occasion, Vec<String>, Option<Day>);

fn said(notice: &Notice, before: &Matter, after: &Matter, above: &BTreeMap<String, Vec<String>>) -> Vec<Said> {
    let due = |units: &[String]| after.state.open().iter().find(|open| open.units == units).map(|open| open.due);
    let due_of_one = |unit: &String| after.state.open().iter().find(|open| open.units.contains(unit)).map(|open| open.due);
    match notice {
        Notice::Turn(_) => Vec::new(),
        Notice::Told(units) => {
            let occasion = if matches!(after.state, State::Withdrawn { .. }) { Occasion::Withdrawn } else { Occasion::Told };
            vec![(occasion, units.clone(), None)]
        }
        Notice::Applicant => {
            let told = |occasion| (occasion, vec![after.applicant.clone()], after.state.ruling().and_then(|ruling| ruling.until));
            heard(&before.state, &after.state).map(told).into_iter().collect()
        }
        Notice::Given(units) => vec![(Occasion::Given, units.clone(), units.first().and_then(due_of_one))],
        Notice::Reminder(units) => vec![(Occasion::Reminder, units.clone(), due(units))],
        Notice::Awaited(due) => vec![(Occasion::Awaited, vec![after.applicant.clone()], Some(*due))],
        Notice::Overdue(units) => {
            let above = units.iter().filter_map(|unit| above.get(unit)).flatten().cloned().collect();
            vec![(Occasion::Overdue, units.clone(), due(units)), (Occasion::OverdueBelow, above, due(units))]
        }
        Notice::Ends(until) => vec![(Occasion::Ending, vec![after.applicant.clone()], Some(*until))],
    }
}

/// What the applicant hears when a matter that stood so stands so now; nothing when it is only on its way.
fn heard(before: &State, after: &State) -> Option<Occasion> {
    match (before, after) {
        (_, State::UnderWay { .. }) => {
            let asked = |state: &State| state.open().iter().filter(|open| open.asked.is_some()).count();
            (asked(after) > asked(before)).then_some(Occasion::Asked)
        }
        (_, State::Returned { .. }) => Some(Occasion::Returned),
        (State::Granted { .. }, State::Granted { .. }) => None,
        (_, State::Granted { .. } | State::Refused { .. }) => Some(Occasion::Decided),
        (_, State::CarriedOut { .. }) => Some(Occasion::CarriedOut),
        (_, State::Closed { .. }) => Some(Occasion::Ended),
        (_, State::Draft | State::Withdrawn { .. }) => None,
    }
}
