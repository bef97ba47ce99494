//! Every way to change a part of a rule in one place.

use shouwang_calendar::{PeriodUnit, Span, Unit};
use shouwang_law::model::{Comparison, Expr, Need, NoneIs, Path, Proof, RowSpec, Rows, Term};

use crate::words::{Frame, other_links, other_words};

/// One changed value: the kind of change, what was there and is there now, and the value.
pub(crate) struct Variant<T> {
    pub(crate) kind: &'static str,
    pub(crate) text: String,
    pub(crate) value: T,
}

impl<T> Variant<T> {
    pub(crate) fn new(kind: &'static str, text: String, value: T) -> Variant<T> {
        Variant { kind, text, value }
    }

    /// The change as part of something larger.
    pub(crate) fn map<U>(self, wrap: impl FnOnce(T) -> U) -> Variant<U> {
        Variant { kind: self.kind, text: self.text, value: wrap(self.value) }
    }
}

pub(crate) type Variants<T> = Vec<Variant<T>>;

/// One more and one less, but not below the least that makes sense.
pub(crate) fn numbers<T: Copy + Into<i64> + TryFrom<i64> + std::fmt::Display>(number: T, least: i64) -> Variants<T> {
    let around = [-1, 1].map(|step| number.into() + step).into_iter().filter(|other| *other >= least);
    let changed = around.filter_map(|other| T::try_from(other).ok());
    changed.map(|other| Variant::new("number", format!("{number} → {other}"), other)).collect()
}

/// A length of time: one more, one less, another unit.
pub(crate) fn spans(span: Span) -> Variants<Span> {
    let least = if span.count < 0 { i64::MIN } else { 1 };
    let counts = numbers(span.count, least).into_iter().filter(|variant| variant.value != 0).map(|variant| {
        let other = Span { count: variant.value, ..span };
        Variant::new("number", format!("{span} → {other}"), other)
    });
    let unit = match span.unit {
        Unit::Workday => Unit::Day,
        Unit::Day => Unit::Workday,
        Unit::Week | Unit::Year => Unit::Month,
        Unit::Month => Unit::Year,
    };
    let other = Span { unit, ..span };
    counts.chain([Variant::new("calendar unit", format!("{span} → {other}"), other)]).collect()
}

/// A period: the next longer and the next shorter.
pub(crate) fn periods(every: PeriodUnit) -> Variants<PeriodUnit> {
    let at = PeriodUnit::ALL.iter().position(|unit| *unit == every).unwrap_or_default();
    let around = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| PeriodUnit::ALL.get(at).copied());
    around.map(|other| Variant::new("calendar unit", format!("every {} → {}", every.word(), other.word()), other)).collect()
}

/// A day of the subject: its first day instead, or its last.
pub(crate) fn day_paths(path: &Path) -> Variants<Path> {
    let other = Path(vec![if path.0 == ["from"] { "until" } else { "from" }.to_owned()]);
    vec![Variant::new("day", format!("{path} → {other}"), other)]
}

/// Everything but one, for each.
pub(crate) fn without_one<T: Clone>(all: &[T], kind: &'static str, name: impl Fn(&T) -> String) -> Variants<Vec<T>> {
    let without = |at: usize| all.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, one)| one.clone()).collect();
    all.iter().enumerate().map(|(at, one)| Variant::new(kind, format!("without `{}`", name(one)), without(at))).collect()
}

/// One of several changed, for each and each of its variants.
pub(crate) fn one_of<T: Clone>(all: &[T], variants: impl Fn(&T) -> Variants<T>) -> Variants<Vec<T>> {
    let changed = all.iter().enumerate().flat_map(|(at, one)| {
        variants(one).into_iter().map(move |variant| {
            variant.map(|value| {
                let mut all = all.to_vec();
                all[at] = value;
                all
            })
        })
    });
    changed.collect()
}

/// Every change of a condition.
pub(crate) fn exprs(expr: &Expr, frame: Frame) -> Variants<Expr> {
    match expr {
        Expr::And(parts) => series(parts, frame, Expr::And, ("and → or", Expr::Or(parts.clone()))),
        Expr::Or(parts) => series(parts, frame, Expr::Or, ("or → and", Expr::And(parts.clone()))),
        Expr::Not(inner) => {
            let dropped = Variant::new("exception dropped", format!("{expr} → {inner}"), (**inner).clone());
            std::iter::once(dropped)
                .chain(exprs(inner, frame).into_iter().map(|variant| variant.map(|inner| Expr::Not(Box::new(inner)))))
                .collect()
        }
        Expr::Compare(left, comparison, right) => compare(left, *comparison, right, frame),
        Expr::In(term, list) => inclusion(term, list, frame),
        Expr::Has(path, word) => {
            let choices = frame.choices(path).unwrap_or_default();
            let other = |other: &str| Variant::new("word", format!("{expr} → {other}"), Expr::Has(path.clone(), other.to_owned()));
            other_words(choices, word).into_iter().map(other).collect()
        }
        Expr::Missing(path) => vec![Variant::new("comparison", format!("{expr} → given"), Expr::Given(path.clone()))],
        Expr::Given(path) => vec![Variant::new("comparison", format!("{expr} → missing"), Expr::Missing(path.clone()))],
        Expr::Flag(path) => vec![Variant::new("comparison", format!("{path} → not {path}"), Expr::Not(Box::new(Expr::Flag(path.clone()))))],
        Expr::Count(rows, comparison, number) => counts(expr, rows, *comparison, *number, frame),
        Expr::Latest(rows, is) => {
            let specs = row_specs(rows, frame).into_iter().map(|variant| variant.map(|rows| Expr::Latest(rows, is.clone())));
            let inner = frame.within(&rows.register).map(|inner| exprs(is, inner)).unwrap_or_default();
            specs.chain(inner.into_iter().map(|variant| variant.map(|is| Expr::Latest(rows.clone(), Box::new(is))))).collect()
        }
    }
}

fn series(parts: &[Expr], frame: Frame, join: fn(Vec<Expr>) -> Expr, (swap, swapped): (&str, Expr)) -> Variants<Expr> {
    let whole = |mut parts: Vec<Expr>| if parts.len() == 1 { parts.remove(0) } else { join(parts) };
    let dropped = without_one(parts, "part dropped", ToString::to_string);
    let changed = dropped.into_iter().chain(one_of(parts, |part| exprs(part, frame))).map(|variant| variant.map(whole));
    changed.chain([Variant::new("and, or", format!("{swap} in `{swapped}`"), swapped)]).collect()
}

fn compare(left: &Term, comparison: Comparison, right: &Term, frame: Frame) -> Variants<Expr> {
    let other = match comparison {
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Less => Comparison::AtMost,
        Comparison::AtMost => Comparison::Less,
        Comparison::Greater => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::Greater,
    };
    let whole = |left: &Term, comparison, right: &Term| Expr::Compare(left.clone(), comparison, right.clone());
    let text = format!("{} → {other}", whole(left, comparison, right));
    let mut all = vec![Variant::new("comparison", text, whole(left, other, right))];
    all.extend(terms(left).into_iter().map(|variant| variant.map(|left| whole(&left, comparison, right))));
    all.extend(terms(right).into_iter().map(|variant| variant.map(|right| whole(left, comparison, &right))));
    if let (Term::Path(path), Term::Path(word)) = (left, right) {
        let words = other_words(frame.choices(path).unwrap_or_default(), &word.to_string());
        let changed = |other: &str| {
            let value = whole(left, comparison, &Term::Path(Path(vec![other.to_owned()])));
            Variant::new("word", format!("{} → {other}", whole(left, comparison, right)), value)
        };
        all.extend(words.into_iter().map(changed));
    }
    all
}

fn terms(term: &Term) -> Variants<Term> {
    match term {
        Term::Int(number) => numbers(*number, i64::MIN).into_iter().map(|variant| variant.map(Term::Int)).collect(),
        Term::Day(day) => {
            let around = [day.plus(-1), day.plus(1)].into_iter();
            around.map(|other| Variant::new("number", format!("{day} → {other}"), Term::Day(other))).collect()
        }
        Term::Flag(flag) => vec![Variant::new("word", format!("{term} → {}", Term::Flag(!flag)), Term::Flag(!flag))],
        Term::Shifted(base, span) => {
            let dropped = Variant::new("number", format!("{term} → {base}"), (**base).clone());
            let moved = spans(*span).into_iter().map(|variant| variant.map(|span| Term::Shifted(base.clone(), span)));
            std::iter::once(dropped).chain(moved).collect()
        }
        Term::Path(_) | Term::Text(_) => Vec::new(),
    }
}

fn inclusion(term: &Term, list: &[Term], frame: Frame) -> Variants<Expr> {
    let whole = |list: Vec<Term>| Expr::In(term.clone(), list);
    let dropped = if list.len() > 1 { without_one(list, "word", ToString::to_string) } else { Vec::new() };
    let choices = if let Term::Path(path) = term { frame.choices(path).unwrap_or_default() } else { &[] };
    let others = one_of(list, |word| {
        let new = |other: &&str| !list.iter().any(|word| word.to_string() == **other);
        let changed = |other: &str| Variant::new("word", format!("{word} → {other}"), Term::Path(Path(vec![other.to_owned()])));
        other_words(choices, &word.to_string()).into_iter().filter(new).map(changed).collect()
    });
    dropped.into_iter().chain(others).map(|variant| variant.map(whole)).collect()
}

/// `any` and `no` are counts too.
fn counts(expr: &Expr, rows: &RowSpec, comparison: Comparison, number: u32, frame: Frame) -> Variants<Expr> {
    let count = |comparison, number| Expr::Count(rows.clone(), comparison, number);
    let mut all = match (comparison, number) {
        (Comparison::AtLeast, 1) => vec![
            Variant::new("comparison", format!("{expr} → no"), count(Comparison::Equal, 0)),
            Variant::new("number", format!("{expr} → at least 2"), count(comparison, 2)),
        ],
        (Comparison::Equal, 0) => vec![
            Variant::new("comparison", format!("{expr} → any"), count(Comparison::AtLeast, 1)),
            Variant::new("number", format!("{expr} → at most 1"), count(Comparison::AtMost, 1)),
        ],
        _ => numbers(number, 0).into_iter().map(|variant| variant.map(|number| count(comparison, number))).collect(),
    };
    all.extend(row_specs(rows, frame).into_iter().map(|variant| variant.map(|rows| Expr::Count(rows, comparison, number))));
    all
}

fn row_specs(spec: &RowSpec, frame: Frame) -> Variants<RowSpec> {
    let mut all = Vec::new();
    for other in other_links(&spec.register, &spec.link) {
        all.push(Variant::new(
            "link",
            format!("{}.{} → {other}", spec.register, spec.link),
            RowSpec { link: other.to_owned(), ..spec.clone() },
        ));
    }
    if let Some(at) = &spec.at {
        all.push(Variant::new("link", format!("{spec}: without `at {at}`"), RowSpec { at: None, ..spec.clone() }));
    }
    if let Some(filter) = &spec.filter {
        all.push(Variant::new("part dropped", format!("without `where ({filter})`"), RowSpec { filter: None, ..spec.clone() }));
        let inner = frame.within(&spec.register).map(|inner| exprs(filter, inner)).unwrap_or_default();
        all.extend(inner.into_iter().map(|variant| variant.map(|filter| RowSpec { filter: Some(Box::new(filter)), ..spec.clone() })));
    }
    all
}

/// Every change of rows that serve as evidence.
pub(crate) fn rows(rows: &Rows, frame: Frame) -> Variants<Rows> {
    let mut all = Vec::new();
    for other in other_links(&rows.register, &rows.link) {
        all.push(Variant::new(
            "link",
            format!("{}.{} → {other}", rows.register, rows.link),
            Rows { link: other.to_owned(), ..rows.clone() },
        ));
    }
    if let Some(at) = &rows.at {
        all.push(Variant::new("link", format!("without `at {at}`"), Rows { at: None, ..rows.clone() }));
    }
    if let Some(on) = &rows.on {
        all.push(Variant::new("part dropped", format!("without `on {on}`"), Rows { on: None, ..rows.clone() }));
    }
    if rows.none == NoneIs::Unknown {
        all.push(Variant::new("part dropped", "without `none = \"unknown\"`".to_owned(), Rows { none: NoneIs::NotMet, ..rows.clone() }));
    }
    if rows.proof == Proof::Measured {
        all.push(Variant::new(
            "part dropped",
            "without `proof = \"measured\"`".to_owned(),
            Rows { proof: Proof::Declared, ..rows.clone() },
        ));
    }
    if let Some(filter) = &rows.filter {
        all.push(Variant::new("part dropped", format!("without `where {filter}`"), Rows { filter: None, ..rows.clone() }));
        let inner = frame.within(&rows.register).map(|inner| exprs(filter, inner)).unwrap_or_default();
        all.extend(inner.into_iter().map(|variant| variant.map(|filter| Rows { filter: Some(filter), ..rows.clone() })));
    }
    all
}

/// Every change of something that is needed before an event.
pub(crate) fn needs(need: &Need, frame: Frame) -> Variants<Need> {
    let mut all: Variants<Need> =
        rows(&need.rows, frame).into_iter().map(|variant| variant.map(|rows| Need { rows, ..need.clone() })).collect();
    if let Some(lead) = need.lead {
        all.push(Variant::new("part dropped", format!("without `lead {lead}`"), Need { lead: None, ..need.clone() }));
        all.extend(spans(lead).into_iter().map(|variant| variant.map(|lead| Need { lead: Some(lead), ..need.clone() })));
    }
    all
}
