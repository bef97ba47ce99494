//! What a rule comes down to, field by field and in words: two rules with the same essentials ask the same.
//!
//! Titles, glosses, sources and cases are not essential: they explain a rule and do not change what it asks.

use crate::model::{Asks, Condition, Duty, DutyKind, Late, Matter, Need, Precondition, Rows, Rule, Step};

/// A field's name, as a page writes it, and its value in words.
pub(crate) type Field = (&'static str, String);

pub(crate) fn essentials(rule: &Rule) -> Vec<Field> {
    let mut fields = vec![("block", rule.kind().to_owned())];
    match rule {
        Rule::Duty(duty) => duty_fields(duty, &mut fields),
        Rule::Matter(matter) => matter_fields(matter, &mut fields),
        Rule::Clock(clock) => {
            let to: Vec<_> = clock.to.iter().map(|(who, of)| format!("{who} ({of})")).collect();
            fields.extend([("from", clock.from.clone()), ("to", to.join(", ")), ("limit", clock.limit.clone())]);
            optional(
                &mut fields,
                "when",
                clock.when.as_ref().map(|when| match when {
                    Condition::Expr(expr) => expr.to_string(),
                    Condition::Words(words) => words.zh.clone(),
                }),
            );
        }
        Rule::Case(case) => fields.push(("led_by", case.led_by.clone())),
        Rule::Role(role) => {
            fields.push(("function", role.function.clone()));
            optional(&mut fields, "level", role.level.clone());
        }
        Rule::Register(note) => fields.push(("registers", note.registers.join(", "))),
        Rule::Definition(definition) => {
            fields.push(("means", definition.means.zh.clone()));
            optional(&mut fields, "parameter", definition.parameter.as_ref().map(ToString::to_string));
        }
    }
    fields
}

fn optional(fields: &mut Vec<Field>, name: &'static str, value: Option<impl ToString>) {
    fields.extend(value.map(|value| (name, value.to_string())));
}

fn all<T: ToString>(values: &[T]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn duty_fields(duty: &Duty, fields: &mut Vec<Field>) {
    fields.push(("subject", duty.subject.clone()));
    optional(fields, "bearer", duty.bearer.as_ref());
    fields.push(("overseer", duty.overseer.clone()));
    optional(fields, "when", duty.when.as_ref());
    optional(fields, "measured_by", duty.measured_by.as_ref());
    optional(fields, "advice", duty.advice.then_some("true"));
    optional(fields, "reading", duty.reading.as_ref());
    kind_fields(&duty.kind, fields);
}

fn kind_fields(kind: &DutyKind, fields: &mut Vec<Field>) {
    fields.push(("kind", kind.word().to_owned()));
    match kind {
        DutyKind::Designation { rows, each, count_min } | DutyKind::Post { rows, each, count_min } => {
            fields.extend([("rows", rows.to_string()), ("each", all(each)), ("count_min", count_min.to_string())]);
        }
        DutyKind::State { must } => fields.push(("must", must.to_string())),
        DutyKind::ForbiddenRows { rows } => fields.push(("rows", rows.to_string())),
        DutyKind::ForbiddenState { never } => fields.push(("never", never.to_string())),
        DutyKind::Periodic { every, rows, count_min, for_year } => {
            fields.extend([("every", every.word().to_owned()), ("rows", all(rows)), ("count_min", count_min.to_string())]);
            optional(fields, "for_year", for_year.as_ref());
        }
        DutyKind::Within { within, after, rows } => {
            fields.extend([("within", within.to_string()), ("after", after.to_string()), ("rows", rows.to_string())]);
        }
        DutyKind::Recurring { within, first_after, rows } => {
            fields.extend([("within", within.to_string()), ("after", "last".to_owned()), ("rows", rows.to_string())]);
            optional(fields, "first_after", first_after.as_ref());
        }
        DutyKind::Before { event, needs } => fields.extend([("event", event.to_string()), ("needs", needs_text(needs))]),
        DutyKind::Retention { keep, since, rows, source } => {
            fields.extend([("keep", keep.to_string()), ("since", since.to_string()), ("rows", rows.to_string())]);
            optional(fields, "source", source.as_ref().map(Rows::to_string));
        }
    }
}

fn matter_fields(matter: &Matter, fields: &mut Vec<Field>) {
    fields.push(("applicant", matter.applicant.clone()));
    optional(fields, "subject", matter.subject.as_ref());
    optional(fields, "when", matter.when.as_ref());
    let (needs, route): (Vec<_>, Vec<_>) = (matter.needs.iter().map(precondition).collect(), matter.route.iter().map(step).collect());
    fields.extend([("needs", needs.join("; ")), ("route", route.join(" → "))]);
    optional(fields, "lead", matter.lead.as_ref());
    optional(fields, "before", matter.before.as_ref());
    optional(fields, "late", (matter.late == Late::Emergency).then_some("emergency"));
    optional(fields, "reading", matter.reading.as_ref());
    optional(fields, "then", matter.then.as_ref());
    fields.push(("silence", matter.silence.word().to_owned()));
}

fn step(step: &Step) -> String {
    let together = if step.together { " together" } else { "" };
    let limit = step.limit.map_or_else(String::new, |limit| format!(" within {limit}"));
    format!("{} ({}) {}{together}{limit}", step.who, step.of.word(), step.does.word())
}

fn precondition(need: &Precondition) -> String {
    let asks = match &need.asks {
        Asks::Rows(rows) => rows.to_string(),
        Asks::Duty { name, at: None } => name.to_string(),
        Asks::Duty { name, at: Some(at) } => format!("{name} at {at}"),
    };
    let when = need.when.as_ref().map_or_else(String::new, |when| format!(" when {when}"));
    format!("{asks}{when}{}", if need.weigh { " (weighed)" } else { "" })
}

fn needs_text(needs: &[Need]) -> String {
    let text = |need: &Need| match need.lead {
        Some(lead) => format!("{} {lead} ahead", need.rows),
        None => need.rows.to_string(),
    };
    needs.iter().map(text).collect::<Vec<_>>().join("; ")
}

impl DutyKind {
    /// The word on a page: `periodic`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            DutyKind::Designation { .. } => "designation",
            DutyKind::Post { .. } => "post",
            DutyKind::State { .. } => "state",
            DutyKind::ForbiddenRows { .. } | DutyKind::ForbiddenState { .. } => "forbidden",
            DutyKind::Periodic { .. } => "periodic",
            DutyKind::Within { .. } | DutyKind::Recurring { .. } => "within",
            DutyKind::Before { .. } => "before",
            DutyKind::Retention { .. } => "retention",
        }
    }
}
