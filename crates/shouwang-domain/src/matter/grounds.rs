//! On what grounds a matter may be handed in and granted.

use shouwang_calendar::{Day, Words};
use shouwang_law::model::{Deed, Late, Step};

use crate::register::Row;

use super::act::Call;
use super::case::Case;
use super::check::LINES_MAX;
use super::lead::lead;
use super::refusal::Refusal;
use super::state::{Filing, Passed};

/// That everything is as it must be for the matter to be handed in.
pub(super) fn file(
    lines: &[Row],
    emergency: Option<&str>,
    call: Call<'_>,
    case: &Case<'_>,
    earlier: Option<Filing>,
) -> Result<Filing, Refusal> {
    if lines.is_empty() || lines.len() > LINES_MAX {
        return Err(Refusal::Lines { count: lines.len(), count_max: LINES_MAX });
    }
    standing(case)?;
    // Whoever is only told decides nothing: where there is no such body, nothing waits for it.
    let acts = |step: &Step| step.does != Deed::Inform;
    let nobody = case.rule.route.iter().enumerate().find(|(at, step)| acts(step) && case.bodies_of(*at).is_empty());
    if let Some((step, route)) = nobody {
        return Err(Refusal::NoBody { step, who: route.who.clone() });
    }
    in_time(emergency, call, case)?;
    let (first_on, returned_by) = earlier.map_or((call.day, Vec::new()), |earlier| (earlier.first_on, earlier.returned_by));
    Ok(Filing { first_on, on: call.day, by: call.person.to_owned(), emergency: emergency.map(str::to_owned), returned_by })
}

/// That the rule holds, everything named is there, the applicant is the right one, and nothing stands against it that nobody may weigh.
fn standing(case: &Case<'_>) -> Result<(), Refusal> {
    if !case.in_force {
        return Err(Refusal::NotInForce);
    }
    if !case.problems.is_empty() {
        return Err(Refusal::Form { problems: case.problems.to_vec() });
    }
    if let Some(gone) = case.gone.first() {
        return Err(Refusal::Gone(gone.clone()));
    }
    match case.misplaced() {
        Some((line, true)) => return Err(Refusal::NotApplicant { line }),
        Some((line, false)) => return Err(Refusal::OutOfScope { line }),
        None => {}
    }
    let unmet = titles(case, false);
    if unmet.is_empty() { Ok(()) } else { Err(Refusal::Unmet { needs: unmet }) }
}

fn titles(case: &Case<'_>, weigh: bool) -> Vec<(usize, Words)> {
    case.unmet(weigh).into_iter().map(|(line, need)| (line, need.title.clone())).collect()
}

/// That what has to come before a day comes in time, or late in an emergency that the rule knows.
fn in_time(emergency: Option<&str>, call: Call<'_>, case: &Case<'_>) -> Result<(), Refusal> {
    if let Some(reason) = emergency {
        said(reason)?;
    }
    let known = case.rule.late == Late::Emergency;
    let events = case.premises.iter().filter_map(|premises| premises.event);
    let late = events.map(|event| lead(case.calendar, event, case.rule.lead, case.ahead, call.day)).filter(|lead| !lead.in_time);
    // An emergency excuses that the notice is late, and not that the work is done: the earliest day decides for all lines.
    match (late.min_by_key(|lead| lead.event), emergency) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(Refusal::InTime),
        (Some(late), Some(_)) if known && call.day <= late.event => Ok(()),
        (Some(late), _) => Err(Refusal::TooLate {
            event: late.event,
            latest: late.latest.day,
            in_time_for: late.in_time_for,
            emergency: known && call.day <= late.event,
        }),
    }
}

/// That the matter can be granted today: everything still stands, no day has passed, and what may be weighed is weighed.
pub(super) fn grantable(weighed: Option<&str>, today: Day, case: &Case<'_>) -> Result<(), Refusal> {
    standing(case)?;
    if let Some(event) = case.premises.iter().filter_map(|premises| premises.event).find(|event| *event < today) {
        return Err(Refusal::EventPassed { event });
    }
    let to_weigh = titles(case, true);
    match weighed {
        None if !to_weigh.is_empty() => Err(Refusal::Unweighed { needs: to_weigh }),
        Some(_) if to_weigh.is_empty() => Err(Refusal::NothingToWeigh),
        Some(reason) => said(reason),
        None => Ok(()),
    }
}

/// That what was granted can be carried out: its time has not run out, what it changes is still the applicant's, and nothing else came between.
pub(super) fn doable(until: Option<Day>, today: Day, case: &Case<'_>) -> Result<(), Refusal> {
    if let Some(until) = until.filter(|until| *until < today) {
        return Err(Refusal::EventPassed { event: until });
    }
    if !case.problems.is_empty() {
        return Err(Refusal::Form { problems: case.problems.to_vec() });
    }
    match case.misplaced() {
        Some((line, true)) => Err(Refusal::NotApplicant { line }),
        Some((_, false)) | None => Ok(()),
    }
}

/// Whoever decides has neither written it nor handed it in, and has not decided in this matter before.
pub(super) fn apart(written_by: &[String], passed: &[Passed], call: Call<'_>) -> Result<(), Refusal> {
    if written_by.iter().any(|person| call.is(person)) {
        return Err(Refusal::OwnMatter);
    }
    let decided = passed.iter().any(|passed| passed.by.as_deref().is_some_and(|by| call.is(by)));
    if decided { Err(Refusal::DecidedBefore) } else { Ok(()) }
}

/// That something is said.
pub(super) fn said(words: &str) -> Result<(), Refusal> {
    if words.trim().is_empty() { Err(Refusal::NothingSaid) } else { Ok(()) }
}
