//! How a matter is shown.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};
use shouwang_app::service::registers::row_to_json;
use shouwang_app::service::{MatterOffer, MatterView, Needed, Refused};
use shouwang_domain::matter::{State, form_of};
use shouwang_domain::procedure::matter_entry::MatterEntry;
use shouwang_domain::procedure::matter_step::MatterStep;
use shouwang_domain::register::Fact;
use utoipa::ToSchema;

use super::form_view::{RouteStep, id_of, label_of, route};
use crate::operations::common::{Both, CivilDay};

/// A matter, whole.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterWhole {
    /// Its number.
    number: String,
    /// Number of the act that wrote this version. In quotes it is the `ETag`.
    version: i64,
    /// Identifier of the matter.
    kind: &'static str,
    /// What a clerk calls it.
    label: Both,
    /// Full name of the rule by which it goes.
    rule: String,
    /// Id of the instrument.
    instrument: String,
    /// Number of the article that the rule stands under.
    rule_article: u16,
    /// The unit that applies.
    applicant: String,
    /// Identifier of how far it has got.
    status: &'static str,
    /// The same in words.
    status_label: Both,
    /// The day on which it was drafted.
    begun_on: CivilDay,
    /// What it came to, once it was decided.
    ruling: Option<MatterRuling>,
    /// What is to be corrected, when it was sent back.
    to_correct: Option<String>,
    /// Why it was handed in later than it should be, where that was an emergency.
    emergency: Option<String>,
    /// What is asked for, one line for each thing.
    #[schema(value_type = Vec<Object>)]
    lines: Vec<Map<String, Value>>,
    /// The way that it goes, with the bodies of each step.
    route: Vec<RouteStep>,
    /// The steps that were reached, those that are over too.
    steps: Vec<MatterStepView>,
    /// What was done, in order.
    entries: Vec<MatterEntryView>,
    /// What the caller may do now, and why not what he may not.
    acts: Vec<MatterActView>,
    /// Names of the units that occur, by their codes.
    names: BTreeMap<String, String>,
}

/// What a matter came to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterRuling {
    /// Identifier of the decision.
    decision: &'static str,
    /// The same in words.
    decision_label: Both,
    /// When.
    on: CivilDay,
    /// The body that had the last word.
    unit: Option<String>,
    /// Why it was refused.
    reason: Option<String>,
    /// The last day of what was granted.
    until: Option<CivilDay>,
}

/// A step as one body has it before it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterStepView {
    /// Its place in the route, from 0.
    step: i64,
    /// The body.
    unit: String,
    /// What it does.
    does: &'static str,
    /// The same in words.
    does_label: Both,
    /// Since when it is its turn.
    since: CivilDay,
    /// The last day of its time.
    due_on: Option<CivilDay>,
    /// Whether a question to the applicant is open.
    asked: bool,
    /// What the person is called to whom the step was given; none where anybody of the body may act.
    given_to: Option<String>,
    /// The day on which the step was over; none while it waits.
    closed_on: Option<CivilDay>,
}

/// One line of the history.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterEntryView {
    /// The word of the act.
    act: String,
    /// When.
    on: CivilDay,
    /// The unit for which it was done.
    unit: Option<String>,
    /// The place of the step in the route, from 0.
    step: Option<i64>,
    /// The account; none where only time passed.
    by: Option<String>,
    /// The question, the answer, the reason.
    words: Option<String>,
}

/// An act, and whether the caller may do it now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterActView {
    /// Its word.
    act: &'static str,
    /// Whether it is possible.
    possible: bool,
    /// What goes with it: `nothing`, `words`, `account`, `emergency` (why it comes late), `weighing` (why an unmet precondition is no hindrance).
    needs: Option<&'static str>,
    /// Why it is not possible, or why something has to go with it.
    refusal: Option<MatterRefusal>,
}

/// Why something is not possible.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterRefusal {
    /// Its identifier.
    id: &'static str,
    /// What is wrong and what to do.
    said: Both,
}

impl From<&Refused> for MatterRefusal {
    fn from(refused: &Refused) -> MatterRefusal {
        MatterRefusal { id: refused.refusal.id(), said: (&refused.words).into() }
    }
}

impl From<MatterOffer> for MatterActView {
    fn from(offer: MatterOffer) -> MatterActView {
        let needs = offer.needs.map(|needed| match needed {
            Needed::Nothing => "nothing",
            Needed::Words => "words",
            Needed::Account => "account",
            Needed::Emergency => "emergency",
            Needed::Weighing => "weighing",
        });
        MatterActView { act: offer.act, possible: needs.is_some(), needs, refusal: offer.refusal.as_ref().map(MatterRefusal::from) }
    }
}

impl From<Fact<MatterStep>> for MatterStepView {
    fn from(fact: Fact<MatterStep>) -> MatterStepView {
        let step = fact.data;
        MatterStepView {
            given_to: step.given_name().map(str::to_owned),
            step: step.step,
            unit: step.unit.code,
            does: id_of(step.does),
            does_label: label_of(step.does).into(),
            since: CivilDay(fact.from),
            due_on: step.due_on.map(CivilDay),
            asked: step.asked == Some(true),
            closed_on: step.closed_on.map(CivilDay),
        }
    }
}

impl From<Fact<MatterEntry>> for MatterEntryView {
    fn from(fact: Fact<MatterEntry>) -> MatterEntryView {
        let entry = fact.data;
        let (unit, on) = (entry.unit.map(|unit| unit.code), CivilDay(fact.from));
        MatterEntryView { act: entry.act, on, unit, step: entry.step, by: entry.by, words: entry.words }
    }
}

impl From<MatterView> for MatterWhole {
    fn from(view: MatterView) -> MatterWhole {
        let MatterView { matter, version, begun_on, rule, bodies, steps, entries, offers, names } = view;
        let status = matter.state.status();
        let ruling = matter.state.ruling().map(|ruling| MatterRuling {
            decision: id_of(ruling.decision),
            decision_label: label_of(ruling.decision).into(),
            on: CivilDay(ruling.on),
            unit: ruling.unit.clone(),
            reason: ruling.reason.clone(),
            until: ruling.until.map(CivilDay),
        });
        let to_correct = match &matter.state {
            State::Returned { reason, .. } => Some(reason.clone()),
            _ => None,
        };
        let emergency = matter.state.filing().and_then(|filing| filing.emergency.clone());
        let form = form_of(id_of(matter.kind));
        let lines = form.map(|form| matter.lines.iter().map(|line| row_to_json(&form.def, line)).collect());
        MatterWhole {
            version,
            kind: id_of(matter.kind),
            label: label_of(matter.kind).into(),
            rule: rule.name.to_string(),
            instrument: rule.name.instrument.to_string(),
            rule_article: rule.clause.article,
            status: id_of(status),
            status_label: label_of(status).into(),
            begun_on: CivilDay(begun_on),
            ruling,
            to_correct,
            emergency,
            lines: lines.unwrap_or_default(),
            route: route(&rule, &bodies),
            steps: steps.into_iter().map(MatterStepView::from).collect(),
            entries: entries.into_iter().map(MatterEntryView::from).collect(),
            acts: offers.into_iter().map(MatterActView::from).collect(),
            names,
            number: matter.number,
            applicant: matter.applicant,
        }
    }
}
