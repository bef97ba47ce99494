//! The temporal shapes of a duty: which fields each kind has, and a shape completed into its kind.

use shouwang_calendar::{PeriodUnit, Span};

use crate::error::Errors;
use crate::model::{DutyKind, Expr, Need, Path, Place, Proof, Rows};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Designation,
    Post,
    State,
    Forbidden,
    Periodic,
    Within,
    Before,
    Retention,
}

pub(super) const KINDS: [(&str, Kind); 8] = [
    ("designation", Kind::Designation),
    ("post", Kind::Post),
    ("state", Kind::State),
    ("forbidden", Kind::Forbidden),
    ("periodic", Kind::Periodic),
    ("within", Kind::Within),
    ("before", Kind::Before),
    ("retention", Kind::Retention),
];

impl Kind {
    /// The fields that a duty of this kind may have beside the common ones.
    fn fields(self) -> &'static [&'static str] {
        match self {
            Kind::Designation | Kind::Post => &["rows", "each", "count_min"],
            Kind::State => &["must"],
            Kind::Forbidden => &["rows", "never"],
            Kind::Periodic => &["every", "rows", "and", "count_min", "for_year"],
            Kind::Within => &["within", "after", "first_after", "rows"],
            Kind::Before => &["event", "needs"],
            Kind::Retention => &["keep", "since", "rows", "source", "proof"],
        }
    }

    fn word(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

#[derive(Clone, Debug)]
pub(super) enum After {
    Last,
    Day(Path),
}

/// Declares the fields of a kind once, with what inheriting and checking need.
macro_rules! shape {
    ($($name:ident: $type:ty,)*) => {
        #[derive(Clone, Debug, Default)]
        pub(super) struct Shape { $(pub(super) $name: Option<$type>,)* }

        impl Shape {
            /// What this one leaves open, the base fills.
            pub(super) fn or(self, base: Shape) -> Shape {
                Shape { $($name: self.$name.or(base.$name),)* }
            }

            /// The names of the fields that are there.
            fn given(&self) -> Vec<&'static str> {
                let mut names = Vec::new();
                $(if self.$name.is_some() { names.push(stringify!($name)); })*
                names
            }
        }
    };
}

shape! {
    rows: Rows,
    each: Vec<Expr>,
    count_min: u32,
    must: Expr,
    never: Expr,
    every: PeriodUnit,
    and: Vec<Rows>,
    for_year: String,
    within: Span,
    after: After,
    first_after: Path,
    event: Path,
    needs: Vec<Need>,
    keep: Span,
    since: Path,
    source: Rows,
    proof: Proof,
}

/// The kind with its fields; `None` and a mistake when one is missing or does not belong.
pub(super) fn complete_kind(kind: Kind, shape: Shape, place: &Place, errors: &mut Errors) -> Option<DutyKind> {
    let stray: Vec<_> = shape.given().into_iter().filter(|name| !kind.fields().contains(name)).collect();
    if !stray.is_empty() {
        let (fields, word, allowed) = (stray.join(", "), kind.word(), kind.fields().join(", "));
        let zh = format!("{word} 类义务没有这些字段：{fields}；可用：{allowed}");
        errors.push(place.clone(), zh, format!("a duty of kind `{word}` has no {fields}; it may have {allowed}"));
        return None;
    }
    let (each, count_min) = (shape.each.unwrap_or_default(), shape.count_min.unwrap_or(1));
    let mut rows = || need(shape.rows.clone(), "rows", place, errors);
    Some(match kind {
        Kind::Designation => DutyKind::Designation { rows: rows()?, each, count_min },
        Kind::Post => DutyKind::Post { rows: rows()?, each, count_min },
        Kind::State => DutyKind::State { must: need(shape.must, "must", place, errors)? },
        Kind::Forbidden => forbidden(shape.rows, shape.never, place, errors)?,
        Kind::Periodic => {
            let first = rows()?;
            DutyKind::Periodic {
                every: need(shape.every, "every", place, errors)?,
                rows: std::iter::once(first).chain(shape.and.unwrap_or_default()).collect(),
                count_min,
                for_year: shape.for_year,
            }
        }
        Kind::Within => {
            let rows = rows()?;
            let within = need(shape.within, "within", place, errors)?;
            match (need(shape.after, "after", place, errors)?, shape.first_after) {
                (After::Last, first_after) => DutyKind::Recurring { within, first_after, rows },
                (After::Day(after), None) => DutyKind::Within { within, after, rows },
                (After::Day(_), Some(_)) => {
                    errors.push(
                        place.clone(),
                        "first_after 只和 after = \"last\" 一起用",
                        "`first_after` goes only with `after = \"last\"`",
                    );
                    return None;
                }
            }
        }
        Kind::Before => {
            let event = need(shape.event, "event", place, errors)?;
            DutyKind::Before { event, needs: need(shape.needs, "needs", place, errors)? }
        }
        Kind::Retention => {
            let rows = rows()?;
            let proof = shape.proof.unwrap_or(rows.proof);
            let keep = need(shape.keep, "keep", place, errors)?;
            let since = need(shape.since, "since", place, errors)?;
            DutyKind::Retention { keep, since, rows: Rows { proof, ..rows }, source: shape.source }
        }
    })
}

/// A field that a duty cannot do without.
pub(super) fn need<T>(value: Option<T>, field: &str, place: &Place, errors: &mut Errors) -> Option<T> {
    if value.is_none() {
        errors.push(place.clone(), format!("缺少 {field}，请补上"), format!("`{field}` is missing; add it"));
    }
    value
}

fn forbidden(rows: Option<Rows>, never: Option<Expr>, place: &Place, errors: &mut Errors) -> Option<DutyKind> {
    match (rows, never) {
        (Some(rows), None) => Some(DutyKind::ForbiddenRows { rows }),
        (None, never) => Some(DutyKind::ForbiddenState { never: need(never, "rows / never", place, errors)? }),
        (Some(_), Some(_)) => {
            errors.push(place.clone(), "rows 和 never 只能写一个", "write either `rows` or `never`, not both");
            None
        }
    }
}
