//! One matter for somebody who looks at it: what it is, what was done, whose turn it is, and what he may do now, with the reason of what he may
//! not.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};
use shouwang_calendar::Day;
use shouwang_domain::matter::{Act, Checked, Lead, Matter, Refusal, lead};
use shouwang_domain::procedure::matter_entry::MatterEntry;
use shouwang_domain::procedure::matter_step::MatterStep;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Fact, Record as _};
use shouwang_domain::registers::unit::Unit;
use shouwang_law::model::Matter as Rule;

use super::act::read_lines;
use super::desk::{Actor, Found};
use super::held::Held;
use super::refusal::Refused;
use crate::admin::load_matter_terms;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::AppError;
use crate::service::{Service, today};

/// Stands for words that are still to be given, when it is tried out what somebody may do.
const SOMETHING: &str = "…";

/// What an act needs beside being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Nothing.
    Nothing,
    /// The question, the answer, the reason.
    Words,
    /// The account to which it is given.
    Account,
    /// Why it comes too late and all the same: an emergency.
    Emergency,
    /// Why an unmet precondition is no hindrance.
    Weighing,
}

/// An act that somebody may do now, or why he may not.
#[derive(Clone, Debug)]
pub struct MatterOffer {
    /// The word of the act.
    pub act: &'static str,
    /// What it needs; nothing when it is not possible.
    pub needs: Option<Needed>,
    /// Why it is not possible; or, where something is needed, why that is.
    pub refusal: Option<Refused>,
}

/// What was found out about a matter, before anybody decides.
#[derive(Clone, Debug)]
pub struct CheckView {
    /// Problems, preconditions, bodies.
    pub checked: Checked,
    /// How the leads stand, line by line from 0.
    pub leads: Vec<(usize, Lead)>,
    /// Why it cannot be handed in; nothing when it can.
    pub refusal: Option<Refused>,
}

/// A matter, whole.
#[derive(Clone, Debug)]
pub struct MatterView {
    /// The matter.
    pub matter: Matter,
    /// The act that wrote this version.
    pub version: i64,
    /// The day on which it was drafted.
    pub begun_on: Day,
    /// The rule by which it goes.
    pub rule: Rule,
    /// For each step of the route the bodies that may act.
    pub bodies: Vec<Vec<String>>,
    /// The steps as bodies have them before them, over ones too.
    pub steps: Vec<Fact<MatterStep>>,
    /// What was done.
    pub entries: Vec<Fact<MatterEntry>>,
    /// What the caller may do now, and what not.
    pub offers: Vec<MatterOffer>,
    /// Names of the units that occur.
    pub names: BTreeMap<String, String>,
}

impl Service {
    /// A matter that the caller may see, with what he may do.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn get_matter(&self, caller: &Caller, number: &str, edge: &Edge<'_>) -> Result<MatterView, AppError> {
        let Held { matter, version, begun_on } = self.seen_matter(caller, number).await?;
        let when = (today(edge.now), load_matter_terms(&self.store).await?);
        let actor = self.actor(caller);
        let asked = move |found: &Found<'_>| (found.offers(&actor), found.case.rule.clone(), found.checked.bodies.clone());
        let brought = self.brought(caller, matter.clone(), false).await?;
        let (offers, rule, bodies) = self.at_matter(brought, when, asked).await?;
        let steps = self.rows_of_matter::<MatterStep>(number).await?;
        let entries = self.rows_of_matter::<MatterEntry>(number).await?;
        let units: BTreeSet<String> = std::iter::once(matter.applicant.clone())
            .chain(bodies.iter().flatten().cloned())
            .chain(steps.iter().map(|step| step.data.unit.code.clone()))
            .chain(entries.iter().filter_map(|entry| Some(entry.data.unit.as_ref()?.code.clone())))
            .collect();
        let names = self.names(&Scope::Everything, Unit::NAME, &units.into_iter().collect::<Vec<_>>()).await?;
        Ok(MatterView { matter, version, begun_on, rule, bodies, steps, entries, offers, names })
    }

    /// What the facts say of a matter that the caller may see, with its own lines or with others that are tried out.
    ///
    /// # Errors
    /// When there is none, a line is none of its form, or the database fails.
    pub async fn check_matter(
        &self,
        caller: &Caller,
        number: &str,
        lines: Option<&[Map<String, Json>]>,
        edge: &Edge<'_>,
    ) -> Result<CheckView, AppError> {
        let Held { mut matter, .. } = self.seen_matter(caller, number).await?;
        if let Some(lines) = lines {
            matter.lines = read_lines(&matter.rule.id, lines)?;
        }
        let when = (today(edge.now), load_matter_terms(&self.store).await?);
        let actor = self.actor(caller);
        let brought = self.brought(caller, matter, lines.is_some()).await?;
        self.at_matter(brought, when, move |found| found.check_view(&actor)).await
    }
}

impl Found<'_> {
    fn check_view(&self, actor: &Actor) -> CheckView {
        let events = self.checked.premises.iter().enumerate().filter_map(|(at, premises)| Some((at, premises.event?)));
        let stands = |event: Day| lead(self.case.calendar, event, self.case.rule.lead, self.case.ahead, self.question.today);
        CheckView {
            leads: events.map(|(at, event)| (at, stands(event))).collect(),
            refusal: self.tried(actor, &Act::Submit { emergency: None }),
            checked: self.checked.clone(),
        }
    }

    /// Every act, tried out.
    fn offers(&self, actor: &Actor) -> Vec<MatterOffer> {
        let said = || SOMETHING.to_owned();
        let acts = [
            (Act::Edit(self.matter.lines.clone()), Needed::Nothing),
            (Act::Submit { emergency: None }, Needed::Nothing),
            (Act::Withdraw, Needed::Nothing),
            (Act::Answer(said()), Needed::Words),
            (Act::Pass { weighed: None }, Needed::Nothing),
            (Act::Return(said()), Needed::Words),
            (Act::Refuse(said()), Needed::Words),
            (Act::Ask(said()), Needed::Words),
            // Whoever has the step may keep it: to whom he gives it is looked at when he says so.
            (Act::Transfer(actor.receiver()), Needed::Account),
            (Act::CarryOut, Needed::Nothing),
        ];
        acts.into_iter().map(|(act, needs)| self.offer(actor, &act, needs)).collect()
    }

    fn offer(&self, actor: &Actor, act: &Act, needs: Needed) -> MatterOffer {
        let refusal = self.tried(actor, act);
        let needs = match refusal.as_ref().map(|refused| &refused.refusal) {
            None => Some(needs),
            Some(Refusal::TooLate { emergency: true, .. }) => Some(Needed::Emergency),
            Some(Refusal::Unweighed { .. }) => Some(Needed::Weighing),
            Some(_) => None,
        };
        MatterOffer { act: act.word(), needs, refusal }
    }

    /// Why an act would be refused.
    pub(super) fn tried(&self, actor: &Actor, act: &Act) -> Option<Refused> {
        self.acted(actor, act).err()
    }
}
