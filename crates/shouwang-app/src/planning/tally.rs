//! Counting where duties stood on a day, by what is known now, for one reader.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use shouwang_calendar::Day;
use shouwang_domain::facts::Entity;
use shouwang_domain::plan::{DutyIndex, Outcome, Planner, Status};
use shouwang_domain::register::Record as _;
use shouwang_domain::registers::provider_contract::ProviderContract;
use shouwang_domain::registers::unit::Unit;

use super::{Desks, Wanted};
use crate::duties::{Desk, NotThere};
use crate::problem::{AppError, ProblemCode};

/// Whose duties a reader sees.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Codes of the units that he reaches; `None`: everything, also what is nobody's.
    pub units: Option<BTreeSet<String>>,
    /// Codes of the provider contracts whose own duties he sees beside.
    pub contracts: BTreeSet<String>,
    /// Codes of the units that he has narrowed his question to; `None`: to none in particular.
    pub within: Option<BTreeSet<String>>,
}

/// The same, as entities of one set of facts.
struct SeenEntities {
    units: Option<HashSet<Entity>>,
    contracts: HashSet<Entity>,
    within: Option<HashSet<Entity>>,
}

impl Desks {
    /// How many duties stood how on a day, by what is known now: every status that applies, by urgency. With a name, only of that duty.
    ///
    /// Whoever plans or explains meanwhile waits for one day at most, so that many days are best asked for one by one.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`] when there is no such duty; when the facts cannot be loaded.
    pub async fn tally(&self, day: Day, duty: Option<&str>, seen: &Arc<Seen>) -> Result<Vec<(Status, i64)>, AppError> {
        let wanted = duty.map_or(Wanted::Everything, |duty| Wanted::Duty(duty.to_owned()));
        let (duty, seen) = (duty.map(str::to_owned), Arc::clone(seen));
        let tallied: Result<_, NotThere> = self.at(None, &wanted, move |desk| tally(desk, day, duty.as_deref(), &seen)).await?;
        tallied.map_err(|NotThere(words)| AppError::new(ProblemCode::NotFound, words.zh, words.en))
    }
}

fn tally(desk: &Desk<'_>, day: Day, duty: Option<&str>, seen: &Seen) -> Result<Vec<(Status, i64)>, NotThere> {
    let duties = match duty {
        None => desk.program().indexed().map(|(index, _)| index).collect(),
        Some(name) => desk.program().find(name),
    };
    if duties.is_empty() {
        return Err(desk.no_duty(duty.unwrap_or_default()));
    }
    let mut applicable: Vec<_> = Status::ALL.into_iter().filter(|status| *status != Status::NotApplicable).collect();
    applicable.sort_by_key(|status| status.urgency());
    let mut counts: Vec<(Status, i64)> = applicable.into_iter().map(|status| (status, 0)).collect();
    let mut add = |outcome: Outcome| {
        if let Some((_, count)) = counts.iter_mut().find(|(status, _)| *status == outcome.status) {
            *count += 1;
        }
    };
    let (planner, seen) = (desk.planner(), SeenEntities::of(desk, seen));
    for duty in duties {
        if seen.is_everything() {
            planner.plan_duty(duty, day, |_, outcome| add(outcome));
            continue;
        }
        let subjects = planner.facts.table(planner.program.duty(duty).subject).entity_count();
        for subject in (0..).take(subjects) {
            if planner.is_there(duty, subject, day) && seen.sees(&planner, duty, subject, day) {
                planner.plan_one(duty, subject, day, &mut add);
            }
        }
    }
    Ok(counts)
}

impl SeenEntities {
    fn of(desk: &Desk<'_>, seen: &Seen) -> SeenEntities {
        let found = |register: &str, codes: &BTreeSet<String>| -> HashSet<Entity> {
            let table = desk.facts.table_named(register);
            table.map(|table| codes.iter().filter_map(|code| table.find(code)).collect()).unwrap_or_default()
        };
        SeenEntities {
            units: seen.units.as_ref().map(|codes| found(Unit::NAME, codes)),
            contracts: found(ProviderContract::NAME, &seen.contracts),
            within: seen.within.as_ref().map(|codes| found(Unit::NAME, codes)),
        }
    }

    fn is_everything(&self) -> bool {
        self.units.is_none() && self.within.is_none()
    }

    fn sees(&self, planner: &Planner<'_>, duty: DutyIndex, subject: Entity, day: Day) -> bool {
        let bearer = planner.bearer(duty, subject, day);
        let among = |units: &Option<HashSet<Entity>>| units.as_ref().is_none_or(|units| bearer.is_some_and(|unit| units.contains(&unit)));
        let is_contract = || {
            let table = planner.facts.table(planner.program.duty(duty).subject);
            table.def().name == ProviderContract::NAME && self.contracts.contains(&subject)
        };
        among(&self.within) && (among(&self.units) || is_contract())
    }
}
