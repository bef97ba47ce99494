//! The fields of a duty's block: what they hold, every change of it, and how a change is put into a duty.

use shouwang_calendar::{PeriodUnit, Span};
use shouwang_law::model::{Duty, DutyKind, Expr, Need, Path, Proof, Rows, RuleName};

use crate::variants::{Variant, Variants, day_paths, exprs, needs, numbers, one_of, periods, rows, spans, without_one};
use crate::words::Frame;

/// What a field holds once it is changed.
#[derive(Clone)]
pub(crate) enum Value {
    When(Option<Expr>),
    Condition(Expr),
    Rows(Rows),
    MeasuredBy(Option<Rows>),
    Source(Option<Rows>),
    Each(Vec<Expr>),
    CountMin(u32),
    Every(PeriodUnit),
    /// The rows beside the first.
    And(Vec<Rows>),
    ForYear(Option<String>),
    /// `within` and `keep`.
    Span(Span),
    FirstAfter(Option<Path>),
    /// `event`, `after` and `since`.
    Day(Path),
    Needs(Vec<Need>),
    Proof(Proof),
    Replaces(Vec<RuleName>),
    Reading(Option<String>),
}

/// Every change of the field with this name; none for fields that only explain.
pub(crate) fn variants(duty: &Duty, field: &str) -> Variants<Value> {
    let Some(frame) = Frame::of_subject(&duty.subject) else { return Vec::new() };
    let dropped = |value| vec![Variant::new("part dropped", format!("without `{field}`"), value)];
    match field {
        "when" => duty.when.as_ref().map_or_else(Vec::new, |when| {
            let changed = exprs(when, frame).into_iter().map(|variant| variant.map(|when| Value::When(Some(when))));
            dropped(Value::When(None)).into_iter().chain(changed).collect()
        }),
        "measured_by" => duty.measured_by.as_ref().map_or_else(Vec::new, |by| {
            let changed = rows(by, frame).into_iter().map(|variant| variant.map(|rows| Value::MeasuredBy(Some(rows))));
            dropped(Value::MeasuredBy(None)).into_iter().chain(changed).collect()
        }),
        "replaces" => {
            let without = without_one(&duty.replaces, "replaces dropped", ToString::to_string);
            without.into_iter().map(|variant| variant.map(Value::Replaces)).collect()
        }
        "reading" if duty.reading.is_some() => dropped(Value::Reading(None)),
        _ => kind_variants(&duty.kind, field, frame),
    }
}

fn kind_variants(kind: &DutyKind, field: &str, frame: Frame) -> Variants<Value> {
    let dropped = |value| Variant::new("part dropped", format!("without `{field}`"), value);
    match (kind, field) {
        (DutyKind::State { must: expr }, "must") | (DutyKind::ForbiddenState { never: expr }, "never") => {
            exprs(expr, frame).into_iter().map(|variant| variant.map(Value::Condition)).collect()
        }
        (DutyKind::Designation { each, rows, .. } | DutyKind::Post { each, rows, .. }, "each") => {
            let without = if each.len() > 1 { without_one(each, "part dropped", ToString::to_string) } else { Vec::new() };
            let inner = frame.within(&rows.register);
            let changed = one_of(each, |expr| inner.map(|inner| exprs(expr, inner)).unwrap_or_default());
            without.into_iter().chain(changed).map(|variant| variant.map(Value::Each)).collect()
        }
        (
            DutyKind::Designation { count_min, .. } | DutyKind::Post { count_min, .. } | DutyKind::Periodic { count_min, .. },
            "count_min",
        ) => numbers(*count_min, 1).into_iter().map(|variant| variant.map(Value::CountMin)).collect(),
        (DutyKind::Periodic { every, .. }, "every") => periods(*every).into_iter().map(|variant| variant.map(Value::Every)).collect(),
        (DutyKind::Periodic { rows: all, .. }, "and") => {
            let more = all.get(1..).unwrap_or_default();
            let changed = without_one(more, "part dropped", ToString::to_string).into_iter().chain(one_of(more, |one| rows(one, frame)));
            changed.map(|variant| variant.map(Value::And)).collect()
        }
        (DutyKind::Periodic { .. }, "for_year") => vec![dropped(Value::ForYear(None))],
        (DutyKind::Within { within: span, .. } | DutyKind::Recurring { within: span, .. }, "within")
        | (DutyKind::Retention { keep: span, .. }, "keep") => spans(*span).into_iter().map(|variant| variant.map(Value::Span)).collect(),
        (DutyKind::Recurring { first_after: Some(path), .. }, "first_after") => {
            let changed = day_paths(path).into_iter().map(|variant| variant.map(|path| Value::FirstAfter(Some(path))));
            std::iter::once(dropped(Value::FirstAfter(None))).chain(changed).collect()
        }
        (DutyKind::Within { after: path, .. }, "after")
        | (DutyKind::Before { event: path, .. }, "event")
        | (DutyKind::Retention { since: path, .. }, "since") => {
            day_paths(path).into_iter().map(|variant| variant.map(Value::Day)).collect()
        }
        (DutyKind::Before { needs: all, .. }, "needs") => {
            let title = |need: &Need| need.title.as_ref().map_or_else(|| need.rows.to_string(), |title| title.zh.clone());
            let without = if all.len() > 1 { without_one(all, "part dropped", title) } else { Vec::new() };
            without.into_iter().chain(one_of(all, |need| needs(need, frame))).map(|variant| variant.map(Value::Needs)).collect()
        }
        (DutyKind::Retention { source: Some(source), .. }, "source") => {
            let changed = rows(source, frame).into_iter().map(|variant| variant.map(|rows| Value::Source(Some(rows))));
            std::iter::once(dropped(Value::Source(None))).chain(changed).collect()
        }
        (DutyKind::Retention { .. }, "proof") => vec![dropped(Value::Proof(Proof::Declared))],
        (_, "rows") => {
            let changed = first_rows(kind).map(|first| rows(first, frame)).unwrap_or_default();
            changed.into_iter().map(|variant| variant.map(Value::Rows)).collect()
        }
        _ => Vec::new(),
    }
}

fn first_rows(kind: &DutyKind) -> Option<&Rows> {
    match kind {
        DutyKind::Designation { rows, .. }
        | DutyKind::Post { rows, .. }
        | DutyKind::ForbiddenRows { rows }
        | DutyKind::Within { rows, .. }
        | DutyKind::Recurring { rows, .. }
        | DutyKind::Retention { rows, .. } => Some(rows),
        DutyKind::Periodic { rows, .. } => rows.first(),
        DutyKind::State { .. } | DutyKind::ForbiddenState { .. } | DutyKind::Before { .. } => None,
    }
}

/// Puts a changed value into a duty.
pub(crate) fn set(duty: &mut Duty, value: Value) {
    match value {
        Value::When(when) => duty.when = when,
        Value::MeasuredBy(by) => duty.measured_by = by,
        Value::Replaces(replaces) => duty.replaces = replaces,
        Value::Reading(reading) => duty.reading = reading,
        value => set_in_kind(&mut duty.kind, value),
    }
}

fn set_in_kind(kind: &mut DutyKind, value: Value) {
    match (kind, value) {
        (DutyKind::State { must: expr } | DutyKind::ForbiddenState { never: expr }, Value::Condition(new)) => *expr = new,
        (DutyKind::Designation { each, .. } | DutyKind::Post { each, .. }, Value::Each(new)) => *each = new,
        (
            DutyKind::Designation { count_min, .. } | DutyKind::Post { count_min, .. } | DutyKind::Periodic { count_min, .. },
            Value::CountMin(new),
        ) => *count_min = new,
        (DutyKind::Periodic { every, .. }, Value::Every(new)) => *every = new,
        (DutyKind::Periodic { rows, .. }, Value::And(more)) => {
            rows.truncate(1);
            rows.extend(more);
        }
        (DutyKind::Periodic { rows, .. }, Value::Rows(new)) => {
            if let Some(first) = rows.first_mut() {
                *first = new;
            }
        }
        (DutyKind::Periodic { for_year, .. }, Value::ForYear(new)) => *for_year = new,
        (
            DutyKind::Within { within: span, .. } | DutyKind::Recurring { within: span, .. } | DutyKind::Retention { keep: span, .. },
            Value::Span(new),
        ) => {
            *span = new;
        }
        (DutyKind::Recurring { first_after, .. }, Value::FirstAfter(new)) => *first_after = new,
        (
            DutyKind::Within { after: path, .. } | DutyKind::Before { event: path, .. } | DutyKind::Retention { since: path, .. },
            Value::Day(new),
        ) => *path = new,
        (DutyKind::Before { needs, .. }, Value::Needs(new)) => *needs = new,
        (DutyKind::Retention { source, .. }, Value::Source(new)) => *source = new,
        (DutyKind::Retention { rows, .. }, Value::Proof(proof)) => rows.proof = proof,
        (
            DutyKind::Designation { rows, .. }
            | DutyKind::Post { rows, .. }
            | DutyKind::ForbiddenRows { rows }
            | DutyKind::Within { rows, .. }
            | DutyKind::Recurring { rows, .. }
            | DutyKind::Retention { rows, .. },
            Value::Rows(new),
        ) => *rows = new,
        // A field stands only in duties of its kind, and only those that inherit it are changed with it.
        _ => {}
    }
}
