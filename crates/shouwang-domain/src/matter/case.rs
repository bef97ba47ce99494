//! What a decision about a matter is made from, besides the matter, the act and whoever acts.

use shouwang_calendar::{Ahead, Calendar, Day, Span};
use shouwang_law::model::{Deed, Matter as Rule};

use crate::plan::{Answer, Bearer, NeedFound, Premises};
use crate::register::{Problem, Row};
use crate::registers::permission::Decision;

use super::scene::Gone;

/// Times that the house sets where the text sets none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// For a body to act.
    pub step: Span,
    /// How long before the end of its time it is reminded.
    pub remind: Span,
    /// How long before the end of what was granted the applicant is told.
    pub ending: Span,
}

/// The rule, and what was found out about the matter on the day of the act.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The rule of law.
    pub rule: &'a Rule,
    /// Whether the rule holds on the day.
    pub in_force: bool,
    /// What is wrong with what was filled in, line by line from 0.
    pub problems: &'a [(usize, Problem)],
    /// What is named and is not there.
    pub gone: &'a [Gone],
    /// What the facts say, line by line.
    pub premises: &'a [Premises],
    /// For each step of the route the bodies that may act.
    pub bodies: &'a [Vec<String>],
    /// The last day of what is asked for, where it has one.
    pub until: Option<Day>,
    /// The lines as they are handed in, where what the registers say is part of them.
    pub frozen: &'a [Row],
    /// Lines, from 0, of which the thing ends on another day than was granted: it was given up before, or goes on.
    pub moved: &'a [usize],
    /// Working days.
    pub calendar: &'a Calendar,
    /// How days ahead are counted.
    pub ahead: Ahead,
    /// Times that the house sets.
    pub terms: Terms,
}

impl<'a> Case<'a> {
    /// The steps in stages: each stage acts at one time.
    pub(super) fn stages(&self) -> Vec<Vec<usize>> {
        let mut stages: Vec<Vec<usize>> = Vec::new();
        for (at, step) in self.rule.route.iter().enumerate() {
            match stages.last_mut() {
                Some(stage) if step.together => stage.push(at),
                _ => stages.push(vec![at]),
            }
        }
        stages
    }

    /// What a step does.
    pub(super) fn deed(&self, step: usize) -> Deed {
        self.rule.route.get(step).map_or(Deed::Inform, |step| step.does)
    }

    /// How long a step has: what the text gives, else the house.
    pub(super) fn limit_of(&self, step: usize) -> Span {
        self.rule.route.get(step).and_then(|step| step.limit).unwrap_or(self.terms.step)
    }

    /// The bodies of a step.
    pub(super) fn bodies_of(&self, step: usize) -> Vec<String> {
        self.bodies.get(step).cloned().unwrap_or_default()
    }

    /// What granting comes to: where anybody consents it is approved, where it is only taken into the files it is filed.
    pub(super) fn decision(&self) -> Decision {
        let does = |deeds: &[Deed]| self.rule.route.iter().any(|step| deeds.contains(&step.does));
        if does(&[Deed::Approve, Deed::Review, Deed::Sign]) {
            Decision::Approved
        } else if does(&[Deed::File]) {
            Decision::Filed
        } else {
            Decision::Noticed
        }
    }

    /// Preconditions that are not met, or of which it is not known, with the line they are of.
    pub(super) fn unmet(&self, weigh: bool) -> Vec<(usize, &'a NeedFound)> {
        let lines = self.premises.iter().enumerate();
        let needs = lines.flat_map(|(line, premises)| premises.needs.iter().map(move |need| (line, need)));
        needs.filter(|(_, need)| need.met != Answer::Yes && need.weigh == weigh).collect()
    }

    /// The first line that is not for this applicant, or not for this matter.
    pub(super) fn misplaced(&self) -> Option<(usize, bool)> {
        let mut lines = self.premises.iter().enumerate();
        lines.find_map(|(line, premises)| match (premises.applicant, premises.in_scope) {
            (Bearer::Another | Bearer::Unknown, _) => Some((line, true)),
            (Bearer::Itself, Answer::No | Answer::Unknown) => Some((line, false)),
            (Bearer::Itself, Answer::Yes) => None,
        })
    }
}
