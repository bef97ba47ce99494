//! What a rule comes down to, field by field and in words: two rules with the same essentials ask the same.
//!
//! Titles, glosses, sources and cases are not essential: they explain a rule and do not change what it asks.

use crate::model::{Asks, Condition, Duty, DutyKind, Late, Matter, Need, Precondition, Rule, Step, Words};

/// A field's name, as a page writes it, and its value: as a page writes that, or what it says in words.
pub(crate) type Field = (&'static str, Words);

pub(crate) fn essentials(rule: &Rule) -> Vec<Field> {
    let mut fields = vec![("block", written(rule.kind()))];
    match rule {
        Rule::Duty(duty) => duty_fields(duty, &mut fields),
        Rule::Matter(matter) => matter_fields(matter, &mut fields),
        Rule::Clock(clock) => {
            let to: Vec<_> = clock.to.iter().map(|(who, of)| format!("{who} ({of})")).collect();
            fields.extend([("from", written(&clock.from)), ("to", written(to.join(", "))), ("limit", written(&clock.limit))]);
            let when = |when: &Condition| match when {
                Condition::Expr(expr) => written(expr),
                Condition::Words(words) => words.clone(),
            };
            fields.extend(clock.when.as_ref().map(|condition| ("when", when(condition))));
        }
        Rule::Case(case) => fields.push(("led_by", written(&case.led_by))),
        Rule::Role(role) => {
            fields.push(("function", written(&role.function)));
            optional(&mut fields, "level", role.level.clone());
        }
        Rule::Register(note) => fields.push(("registers", written(note.registers.join(", ")))),
        Rule::Definition(definition) => {
            fields.push(("means", definition.means.clone()));
            optional(&mut fields, "parameter", definition.parameter.as_ref());
        }
    }
    fields
}

fn optional(fields: &mut Vec<Field>, name: &'static str, value: Option<impl ToString>) {
    fields.extend(value.map(|value| (name, written(value))));
}

/// What a page writes is the same in every language.
fn written(value: impl ToString) -> Words {
    let text = value.to_string();
    Words::new(text.clone(), text)
}

fn all<T: ToString>(values: &[T]) -> Words {
    written(values.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
}

fn duty_fields(duty: &Duty, fields: &mut Vec<Field>) {
    fields.push(("subject", written(&duty.subject)));
    optional(fields, "bearer", duty.bearer.as_ref());
    fields.push(("overseer", written(&duty.overseer)));
    optional(fields, "when", duty.when.as_ref());
    optional(fields, "measured_by", duty.measured_by.as_ref());
    optional(fields, "advice", duty.advice.then_some("true"));
    optional(fields, "reading", duty.reading.as_ref());
    kind_fields(&duty.kind, fields);
}

fn kind_fields(kind: &DutyKind, fields: &mut Vec<Field>) {
    fields.push(("kind", written(kind.word())));
    match kind {
        DutyKind::Designation { rows, each, count_min } | DutyKind::Post { rows, each, count_min } => {
            fields.extend([("rows", written(rows)), ("each", all(each)), ("count_min", written(count_min))]);
        }
        DutyKind::State { must } => fields.push(("must", written(must))),
        DutyKind::ForbiddenRows { rows } => fields.push(("rows", written(rows))),
        DutyKind::ForbiddenState { never } => fields.push(("never", written(never))),
        DutyKind::Periodic { every, rows, count_min, for_year } => {
            fields.extend([("every", written(every.word())), ("rows", all(rows)), ("count_min", written(count_min))]);
            optional(fields, "for_year", for_year.as_ref());
        }
        DutyKind::Within { within, after, rows } => {
            fields.extend([("within", written(within)), ("after", written(after)), ("rows", written(rows))]);
        }
        DutyKind::Recurring { within, first_after, rows } => {
            fields.extend([("within", written(within)), ("after", written("last")), ("rows", written(rows))]);
            optional(fields, "first_after", first_after.as_ref());
        }
        DutyKind::Before { event, needs } => fields.extend([("event", written(event)), ("needs", needs_text(needs))]),
        DutyKind::Retention { keep, since, rows, source } => {
            fields.extend([("keep", written(keep)), ("since", written(since)), ("rows", written(rows))]);
            optional(fields, "source", source.as_ref());
        }
    }
}

fn matter_fields(matter: &Matter, fields: &mut Vec<Field>) {
    fields.push(("applicant", written(&matter.applicant)));
    optional(fields, "subject", matter.subject.as_ref());
    optional(fields, "when", matter.when.as_ref());
    let (needs, route): (Vec<_>, Vec<_>) = (matter.needs.iter().map(precondition).collect(), matter.route.iter().map(step).collect());
    fields.extend([("needs", written(needs.join("; "))), ("route", written(route.join(" → ")))]);
    optional(fields, "lead", matter.lead.as_ref());
    optional(fields, "before", matter.before.as_ref());
    optional(fields, "late", (matter.late == Late::Emergency).then_some("emergency"));
    optional(fields, "reading", matter.reading.as_ref());
    optional(fields, "then", matter.then.as_ref());
    fields.push(("silence", written(matter.silence.word())));
}

fn step(step: &Step) -> String {
    let together = if step.together { " together" } else { "" };
    let limit = step.limit.map_or_else(String::new, |limit| format!(" within {limit}"));
    format!("{} ({}) {}{together}{limit}", step.who, step.of.word(), step.does.word())
}

fn precondition(need: &Precondition) -> String {
    let asks = match &need.asks {
        Asks::Rows(rows) => rows.to_string(),
        Asks::Must(must) => must.to_string(),
        Asks::Duty { name, at: None } => name.to_string(),
        Asks::Duty { name, at: Some(at) } => format!("{name} at {at}"),
    };
    let when = need.when.as_ref().map_or_else(String::new, |when| format!(" when {when}"));
    format!("{asks}{when}{}", if need.weigh { " (weighed)" } else { "" })
}

fn needs_text(needs: &[Need]) -> Words {
    let text = |need: &Need| match need.lead {
        Some(lead) => format!("{} {lead} ahead", need.rows),
        None => need.rows.to_string(),
    };
    written(needs.iter().map(text).collect::<Vec<_>>().join("; "))
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
