//! How the forms of matters are shown, and the way that each goes.

use serde::Serialize;
use shouwang_app::service::Refused;
use shouwang_domain::matter::FormDef;
use shouwang_domain::plan::CompiledMatter;
use shouwang_domain::procedure::matter_step::Deed as DeedChoice;
use shouwang_domain::register::{Choices, Label};
use shouwang_law::model::{Deed, Late, Matter as Rule, Step};
use utoipa::ToSchema;

use super::view::MatterRefusal;
use crate::operations::common::Both;

/// A matter that can be started.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterForm {
    /// Its identifier.
    pub(super) kind: &'static str,
    /// What a clerk calls it.
    label: Both,
    /// What its form is for.
    help: Both,
    /// Where it stands in the order of the forms: those of one family have numbers next to each other.
    order: u16,
    /// Articles that it serves.
    article: &'static str,
    /// Full name of the rule by which it goes.
    rule: String,
    /// Id of the instrument.
    instrument: String,
    /// Number of the article that the rule stands under.
    rule_article: u16,
    /// The register that it is about.
    register: &'static str,
    /// Who acts, in order.
    route: Vec<RouteStep>,
    /// How long before the day of what is planned it must be handed in: `2 workdays`; none where nothing is planned for a day.
    lead: Option<String>,
    /// Whether it is accepted late in an emergency.
    emergency: bool,
    /// Why the unit that was asked about cannot start it; none where it can, and where no unit was asked about.
    refusal: Option<MatterRefusal>,
}

/// A step of the way.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RouteStep {
    /// The function that acts.
    who: String,
    /// Which body of it, seen from the applicant: `same_level`, `superior`, `province`, `other_party`.
    of: &'static str,
    /// What it does.
    does: &'static str,
    /// The same in words.
    does_label: Both,
    /// Whether it acts at the same time as the step before it.
    together: bool,
    /// How long the text gives it; none where the text sets no time.
    limit: Option<String>,
    /// The bodies that may act; empty where no applicant is known yet.
    units: Vec<String>,
}

impl MatterForm {
    /// The same with the reason why a unit cannot start it.
    pub(crate) fn refused(self, refusal: Option<&Refused>) -> MatterForm {
        MatterForm { refusal: refusal.map(MatterRefusal::from), ..self }
    }

    /// A form with its rule.
    pub(crate) fn new(form: &FormDef, rule: &CompiledMatter) -> MatterForm {
        let rule = &rule.rule;
        MatterForm {
            kind: form.def.name,
            label: form.def.label.into(),
            help: form.def.help.into(),
            order: form.def.order,
            article: form.def.article,
            rule: rule.name.to_string(),
            instrument: rule.name.instrument.to_string(),
            rule_article: rule.clause.article,
            register: form.subject,
            route: route(rule, &[]),
            lead: rule.lead.map(|lead| lead.to_string()),
            emergency: rule.late == Late::Emergency,
            refusal: None,
        }
    }
}

/// The steps of a rule with the bodies that may act in each.
pub(crate) fn route(rule: &Rule, bodies: &[Vec<String>]) -> Vec<RouteStep> {
    let view = |(at, step): (usize, &Step)| RouteStep {
        who: step.who.clone(),
        of: step.of.word(),
        does: step.does.word(),
        does_label: deed_label(step.does).into(),
        together: step.together,
        limit: step.limit.map(|limit| limit.to_string()),
        units: bodies.get(at).cloned().unwrap_or_default(),
    };
    rule.route.iter().enumerate().map(view).collect()
}

/// What a step does, in words.
pub(crate) fn deed_label(deed: Deed) -> Label {
    label_of(DeedChoice::from(deed))
}

/// The label of a choice.
pub(crate) fn label_of<C: Choices>(choice: C) -> Label {
    C::CHOICES.get(usize::from(choice.position())).map_or(Label { zh: "", en: "" }, |choice| choice.label)
}

/// The identifier of a choice.
pub(crate) fn id_of<C: Choices>(choice: C) -> &'static str {
    C::CHOICES.get(usize::from(choice.position())).map_or("", |choice| choice.id)
}
