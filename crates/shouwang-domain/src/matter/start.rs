//! Whether a unit can start a matter at all, before it says what it would be about: whether it is one that may apply, and whether there is a body
//! for each step.

use shouwang_calendar::Day;
use shouwang_law::model::Body;

use crate::facts::Facts;
use crate::plan::CompiledMatter;

use super::bodies::bodies;
use super::refusal::Refusal;

/// Why a unit cannot start a matter on a day, whatever it were about; nothing when it can.
#[must_use]
pub fn cannot_start(facts: &Facts, matter: &CompiledMatter, applicant: &str, day: Day) -> Option<Refusal> {
    if !matter.may_apply(facts, applicant, day) {
        return Some(Refusal::OtherFunction { who: matter.rule.applicant.clone() });
    }
    // Who the other party is, only the lines say.
    let mut steps = matter.rule.route.iter().enumerate().filter(|(_, step)| step.of != Body::OtherParty);
    let (at, step) = steps.find(|(_, step)| bodies(facts, step, applicant, None, day).is_empty())?;
    Some(Refusal::NoBody { step: at, who: step.who.clone() })
}
