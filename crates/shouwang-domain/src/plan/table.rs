//! The plan of everything on a day, and its mending after a change.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use shouwang_calendar::{Calendar, Day};

use crate::facts::{Change, Entity, Facts};

use super::follow::Touched;
use super::outcome::Outcome;
use super::planner::Planner;
use super::program::{DutyIndex, Program};
use super::settings::Settings;
use super::why_not::{Question, Remedy, why_not};

/// Every duty of every subject on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The day.
    pub day: Day,
    /// By duty, then by subject: the outcome, for periodic duties that of the current period; `None` where the subject is not there.
    current: Vec<Vec<Option<Outcome>>>,
    /// Past periods that are still asked for.
    past: BTreeMap<(DutyIndex, Entity), Outcome>,
}

impl Plan {
    /// Plans everything.
    #[must_use]
    pub fn everything(planner: &Planner<'_>, day: Day) -> Plan {
        let duties = planner.program.duties().len();
        let mut plan = Plan { day, current: Vec::with_capacity(duties), past: BTreeMap::new() };
        for (index, duty) in planner.program.indexed() {
            let mut column: Vec<Option<Outcome>> = vec![None; planner.facts.table(duty.subject).entity_count()];
            planner.plan_duty(index, day, |subject, outcome| {
                // A past period comes before the current one, which takes its place here.
                if let Some(past) = column[subject as usize].replace(outcome) {
                    plan.past.insert((index, subject), past);
                }
            });
            plan.current.push(column);
        }
        plan
    }

    /// Every outcome: duty, subject, outcome; a past period comes before the current one.
    pub fn iter(&self) -> impl Iterator<Item = (DutyIndex, Entity, &Outcome)> {
        (0..).zip(&self.current).flat_map(move |(duty, column)| {
            (0..).zip(column).flat_map(move |(subject, current)| {
                let past = current.as_ref().and_then(|_| self.past.get(&(duty, subject)));
                past.into_iter().chain(current).map(move |outcome| (duty, subject, outcome))
            })
        })
    }

    /// How many outcomes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.past.len() + self.current.iter().flatten().flatten().count()
    }

    /// Whether there is nothing planned at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The outcomes of one duty for one subject: the past period, if it is asked for, and the current one.
    #[must_use]
    pub fn get(&self, duty: DutyIndex, subject: Entity) -> (Option<&Outcome>, Option<&Outcome>) {
        let current = self.current.get(usize::from(duty)).and_then(|column| column.get(subject as usize)).and_then(Option::as_ref);
        (self.past.get(&(duty, subject)), current)
    }

    /// Plans these duties of these subjects again.
    fn mend(&mut self, planner: &Planner<'_>, touched: &BTreeSet<(DutyIndex, Entity)>) {
        for (column, duty) in self.current.iter_mut().zip(planner.program.duties()) {
            // A change may name codes that nobody had named before.
            column.resize(planner.facts.table(duty.subject).entity_count(), None);
        }
        for &(duty, subject) in touched {
            let column = &mut self.current[usize::from(duty)];
            column[subject as usize] = None;
            self.past.remove(&(duty, subject));
            if !planner.is_there(duty, subject, self.day) {
                continue;
            }
            planner.plan_one(duty, subject, self.day, |outcome| {
                if let Some(past) = column[subject as usize].replace(outcome) {
                    self.past.insert((duty, subject), past);
                }
            });
        }
    }
}

/// A plan that follows its facts: after a change only what depends on it is planned again.
#[derive(Clone, Debug)]
pub struct LivePlan {
    program: Arc<Program>,
    calendar: Arc<Calendar>,
    facts: Facts,
    settings: Settings,
    plan: Plan,
}

impl LivePlan {
    /// Plans everything on a day.
    #[must_use]
    pub fn new(program: Arc<Program>, calendar: Arc<Calendar>, facts: Facts, day: Day) -> LivePlan {
        let (settings, _) = Settings::read(&program, &facts);
        let planner = Planner { program: &program, facts: &facts, calendar: &calendar, settings: &settings };
        let plan = Plan::everything(&planner, day);
        LivePlan { program, calendar, facts, settings, plan }
    }

    /// The plan as it stands.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What it rests on.
    #[must_use]
    pub fn planner(&self) -> Planner<'_> {
        Planner { program: &self.program, facts: &self.facts, calendar: &self.calendar, settings: &self.settings }
    }

    /// The smallest change of facts that would fulfil a duty; see [`why_not`]. The plan and its facts stay as they are.
    #[must_use]
    pub fn why_not(&mut self, question: Question) -> Option<Remedy> {
        why_not(&self.program, &self.calendar, &self.settings, &mut self.facts, question)
    }

    /// Changes one fact and mends the plan. Returns how many duties of subjects were planned again.
    pub fn apply(&mut self, change: &Change) -> usize {
        let LivePlan { program, calendar, facts, settings, plan } = self;
        let touched = program.follow(facts, settings, change);
        let planner = Planner { program, facts, calendar, settings };
        match touched {
            Touched::These(touched) => {
                plan.mend(&planner, &touched);
                touched.len()
            }
            Touched::Everything => {
                *plan = Plan::everything(&planner, plan.day);
                plan.len()
            }
        }
    }
}
