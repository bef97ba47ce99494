//! What may make a condition come out as wanted.

use shouwang_calendar::{Day, Span};
use shouwang_law::model::Comparison;

use crate::register::{Basis, Choices, FieldKind, Value};

use super::super::cond::{Cond, DayColumn, DayTerm, EntityTerm, Field, IntTerm, Tri, Way, holds};
use super::super::eval::{Got, column_number};
use super::TARGETS_MAX;
use super::edit::{At, Edit, kind};
use super::remedy::RowPart;
use super::search::{Goal, Places, Search, Step};

/// Days tried around one that a condition names, on either side.
const DAYS_AROUND: i32 = 3;
/// Days tried for one value.
const DAYS_TRIED_MAX: usize = 3;
/// How long something that has to end some day is taken to last.
const TERM_DAYS: i32 = 365;

/// A comparison seen from one of its sides: what stands there, what it is compared with, and whether two values compare as wanted.
struct Side<'c, T, V> {
    own: &'c T,
    other: &'c T,
    fits: &'c dyn Fn(V, V) -> bool,
}

impl<'a> Search<'a, '_> {
    /// Steps towards a condition coming out as wanted.
    pub(super) fn holds(&self, cond: &'a Cond, wanted: bool, among: &'a [Cond], places: Places) -> Vec<Step<'a>> {
        let Some(scope) = self.scope(places) else { return Vec::new() };
        if self.eval().cond(cond, scope) == Tri::from(wanted) {
            return vec![Step::default()];
        }
        let goal = Goal::Holds { cond, wanted, among, places };
        let part = |cond: &'a Cond, among: &'a [Cond]| Goal::Holds { cond, wanted, among, places };
        match cond {
            Cond::And(parts) if wanted => vec![Step::goals(parts.iter().map(|cond| part(cond, parts)).collect())],
            Cond::Or(parts) if !wanted => vec![Step::goals(parts.iter().map(|cond| part(cond, &[])).collect())],
            Cond::And(parts) | Cond::Or(parts) => parts.iter().map(|cond| Step::goals(vec![part(cond, among)])).collect(),
            Cond::Not(inner) => vec![Step::goals(vec![Goal::Holds { cond: inner, wanted: !wanted, among, places }])],
            Cond::Flag(field, flag) => self.values(field, places, &goal, |_| vec![Value::Flag(*flag == wanted)]),
            Cond::Choice(field, mask) => {
                let fitting = |at: &u8| (mask & (1 << at) != 0) == wanted;
                self.values(field, places, &goal, |kind| choices(kind).filter(fitting).map(Value::Choice).collect())
            }
            Cond::Has(field, mask) => self.sets(field, *mask, wanted, places, &goal),
            Cond::Text(field, words, equal) => {
                let word = if *equal == wanted { words.first().map_or("", |word| word) } else { MADE_UP_TEXT };
                self.values(field, places, &goal, |_| vec![Value::Text(word.to_owned())])
            }
            Cond::Int(left, comparison, right) => {
                let fits = |left, right| holds(left, *comparison, right) == wanted;
                let mut steps = self.number(&Side { own: left, other: right, fits: &fits }, places, &goal);
                steps.extend(self.number(&Side { own: right, other: left, fits: &|own, other| fits(other, own) }, places, &goal));
                steps
            }
            Cond::Days(left, comparison, right) => {
                let fits = |left, right| holds(left, *comparison, right) == wanted;
                let mut steps = self.day_side(&Side { own: left, other: right, fits: &fits }, places, &goal);
                steps.extend(self.day_side(&Side { own: right, other: left, fits: &|own, other| fits(other, own) }, places, &goal));
                steps
            }
            Cond::Choices(left, comparison, right) => self.two_choices(left, *comparison, right, wanted, places, &goal),
            Cond::Same(left, right, equal) => {
                let mut steps = self.same(left, right, *equal == wanted, places, &goal);
                steps.extend(self.same(right, left, *equal == wanted, places, &goal));
                steps
            }
            Cond::Given(field) => self.given(field, wanted, places, &goal),
            Cond::GivenDay(way, column) => self.given_day(way, *column, wanted, places, &goal),
            Cond::Measured(way) => {
                let basis = if wanted { Basis::Measured } else { Basis::Declared };
                self.part_values(way, RowPart::Basis, places, &goal, || vec![Value::Choice(basis.position())])
            }
            Cond::Count(rows, comparison, count) => self.count(rows, *comparison, *count, wanted, places),
            Cond::Latest(rows, is) => self.latest(rows, is, wanted, places, &goal),
        }
    }

    /// Steps to a day being known.
    pub(super) fn known(&self, term: &'a DayTerm, days: &[Day], places: Places) -> Vec<Step<'a>> {
        let goal = Goal::Known { term, days: days.to_vec(), places };
        let (base, spans) = unshifted(term);
        let DayTerm::Of(way, column) = base else { return Vec::new() };
        let values = || days.iter().map(|day| Value::Day(self.shifted(*day, spans.iter().rev().map(|span| span.back())))).collect();
        match self.scope(places).map(|scope| self.eval().day_term(term, scope)) {
            Some(Got::Known(_)) => vec![Step::default()],
            Some(_) => self.part_values(way, day_part(*column), places, &goal, values),
            None => Vec::new(),
        }
    }

    /// Steps that set a field to one of these values, or point a reference on the way to it elsewhere.
    fn values(&self, field: &Field, places: Places, goal: &Goal<'a>, values: impl Fn(FieldKind) -> Vec<Value>) -> Vec<Step<'a>> {
        let part = field_part(field.column);
        let kind = kind(self.world.facts().table(field.way.register).def(), part);
        self.part_values(&field.way, part, places, goal, || values(kind))
    }

    fn part_values(
        &self,
        way: &Way,
        part: RowPart,
        places: Places,
        goal: &Goal<'a>,
        values: impl Fn() -> Vec<Value>,
    ) -> Vec<Step<'a>> {
        let at = match self.land(way, places) {
            Some(Ok(at)) => at,
            Some(Err(blocked)) => return self.unblock(blocked, way, goal),
            None => return Vec::new(),
        };
        let mut steps = Vec::new();
        if !self.world.is_exact(at, part) {
            let far = !way.hops.is_empty();
            let set = |value| Edit::Set { at, part, value: Some(value), exact: true, far };
            steps.extend(values().into_iter().map(|value| Step { edits: vec![set(value)], goals: vec![goal.clone()] }));
        }
        steps.extend(self.redirect(way, places, goal));
        steps
    }

    fn sets(&self, field: &Field, mask: u64, wanted: bool, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
        let held = match self.land(&field.way, places) {
            Some(Ok(at)) => self.world.row(at).and_then(|row| self.column(field).set(row as usize)).unwrap_or_default(),
            _ => 0,
        };
        self.values(field, places, goal, |kind| {
            let bits = choices(kind).map(|at| 1_u64 << at);
            match (wanted, held & !mask) {
                (true, _) => bits.filter(|bit| mask & bit != 0).map(|bit| Value::Set(held | bit)).take(TARGETS_MAX).collect(),
                // A set holds at least one choice, so another takes the place of the last.
                (false, 0) => bits.filter(|bit| mask & bit == 0).map(Value::Set).take(1).collect(),
                (false, rest) => vec![Value::Set(rest)],
            }
        })
    }

    fn number(&self, side: &Side<'_, IntTerm, i64>, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
        let IntTerm::Field(field) = side.own else { return Vec::new() };
        let value = |term: &IntTerm| match term {
            IntTerm::Literal(number) => Some(*number),
            IntTerm::Field(field) => match self.land(&field.way, places) {
                Some(Ok(at)) => self.world.row(at).and_then(|row| self.column(field).int(row as usize)),
                _ => None,
            },
        };
        let (own, other) = (value(side.own), value(side.other));
        self.values(field, places, goal, |kind| {
            let FieldKind::Int { min, max } = kind else { return Vec::new() };
            // Where the other side is not known either, any number does: the other side comes next.
            let Some(other) = other else { return if own.is_none() { vec![Value::Int(1.clamp(min, max))] } else { Vec::new() } };
            let mut numbers: Vec<i64> = [other, other.saturating_add(1), other.saturating_sub(1)].into();
            numbers.retain(|number| (min..=max).contains(number) && (side.fits)(*number, other));
            numbers.sort_by_key(|number| number.abs_diff(own.unwrap_or(other)));
            numbers.into_iter().take(1).map(Value::Int).collect()
        })
    }

    fn day_side(&self, side: &Side<'_, DayTerm, Day>, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
        let (base, spans) = unshifted(side.own);
        let (DayTerm::Of(way, column), Some(scope)) = (base, self.scope(places)) else { return Vec::new() };
        let known = |term: &DayTerm| match self.eval().day_term(term, scope) {
            Got::Known(day) => Some(day),
            _ => None,
        };
        let (own, other) = (known(base).filter(|day| day.date().is_some()), known(side.other));
        self.part_values(way, day_part(*column), places, goal, || {
            let Some(other) = other else { return if own.is_none() { vec![Value::Day(self.day())] } else { Vec::new() } };
            let near = self.shifted(other, spans.iter().rev().map(|span| span.back()));
            let around = (-DAYS_AROUND..=DAYS_AROUND).map(|days| near.plus(days));
            let mut days: Vec<Day> = [self.day()].into_iter().chain(around).filter(|day| day.date().is_some()).collect();
            days.retain(|day| (side.fits)(self.shifted(*day, spans.iter().copied()), other));
            days.sort_by_key(|day| (day.number().abs_diff(own.unwrap_or(self.day()).number()), *day));
            days.dedup();
            days.into_iter().take(DAYS_TRIED_MAX).map(Value::Day).collect()
        })
    }

    fn two_choices(
        &self,
        left: &Field,
        comparison: Comparison,
        right: &Field,
        wanted: bool,
        places: Places,
        goal: &Goal<'a>,
    ) -> Vec<Step<'a>> {
        let held = |field: &Field| match self.land(&field.way, places) {
            Some(Ok(at)) => self.world.row(at).and_then(|row| self.column(field).choice(row as usize)),
            _ => None,
        };
        let (left_is, right_is) = (held(left), held(right));
        let fits = |left: u8, right: u8| holds(left, comparison, right) == wanted;
        let mut steps = self.values(left, places, goal, |kind| {
            choices(kind).filter(|at| right_is.is_none_or(|right| fits(*at, right))).map(Value::Choice).collect()
        });
        steps.extend(self.values(right, places, goal, |kind| {
            choices(kind).filter(|at| left_is.is_some_and(|left| fits(left, *at))).map(Value::Choice).collect()
        }));
        steps
    }

    /// Steps that make one side name what the other side is, or something else than it.
    fn same(&self, own: &EntityTerm, other: &EntityTerm, wanted: bool, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
        let (way, field) = match own {
            EntityTerm::Itself(way) => (way, None),
            EntityTerm::Named(field) => (&field.way, Some(field)),
        };
        let at = match self.land(way, places) {
            Some(Ok(at)) => at,
            Some(Err(blocked)) => return self.unblock(blocked, way, goal),
            None => return Vec::new(),
        };
        let (Some(field), Some(scope)) = (field, self.scope(places)) else { return Vec::new() };
        let mut steps = Vec::new();
        match self.eval().entity(other, scope) {
            Got::Known(entity) if wanted => {
                let target = self.world.facts().table(field.way.register).target(field.column);
                let part = field_part(field.column);
                if let Some(target) = target.filter(|_| !self.world.is_exact(at, part)) {
                    let code = self.world.facts().table(target).code(entity).to_owned();
                    let set = Edit::Set { at, part, value: Some(Value::Ref(code)), exact: true, far: !way.hops.is_empty() };
                    steps.push(Step { edits: vec![set], goals: vec![goal.clone()] });
                }
            }
            // The other side is not known or gone: it is named here only when nothing is named here yet, and follows then.
            _ if wanted && self.is_given(field, at) => {}
            _ => steps.extend(self.point(at, field, goal)),
        }
        steps.extend(self.redirect(way, places, goal));
        steps
    }

    fn given(&self, field: &Field, wanted: bool, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
        let at = match self.land(&field.way, places) {
            Some(Ok(at)) => at,
            Some(Err(blocked)) => return self.unblock(blocked, &field.way, goal),
            None => return Vec::new(),
        };
        let part = field_part(field.column);
        let set = |value: Option<Value>| Step { edits: vec![Edit::Set { at, part, value, exact: !wanted, far: !field.way.hops.is_empty() }], goals: Vec::new() };
        let kind = kind(self.world.facts().table(field.way.register).def(), part);
        let value = match kind {
            _ if !wanted => return if self.world.is_exact(at, part) { Vec::new() } else { vec![set(None)] },
            FieldKind::Ref(_) => return self.point(at, field, goal),
            FieldKind::Text { .. } => Value::Text(MADE_UP_TEXT.to_owned()),
            FieldKind::Int { min, max } => Value::Int(1.clamp(min, max)),
            FieldKind::Day => Value::Day(self.day()),
            FieldKind::Flag => Value::Flag(true),
            FieldKind::Choice(_) => Value::Choice(0),
            FieldKind::Set(_) => Value::Set(1),
        };
        // Any value will do, so a later condition may still ask for another.
        vec![set(Some(value))]
    }

    fn given_day(&self, way: &Way, column: DayColumn, wanted: bool, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
        let at = match self.land(way, places) {
            Some(Ok(at)) => at,
            Some(Err(blocked)) => return self.unblock(blocked, way, goal),
            None => return Vec::new(),
        };
        let day = if column == DayColumn::Until { self.day().plus(TERM_DAYS) } else { self.day() };
        let value = wanted.then_some(Value::Day(day));
        vec![Step { edits: vec![Edit::try_out(at, day_part(column), value)], goals: Vec::new() }]
    }

    fn is_given(&self, field: &Field, at: At) -> bool {
        self.world.row(at).is_some_and(|row| self.column(field).is_given(row as usize))
    }

    fn column(&self, field: &Field) -> &crate::facts::Column {
        self.world.facts().table(field.way.register).column(field.column)
    }

    fn shifted(&self, day: Day, spans: impl Iterator<Item = Span>) -> Day {
        spans.fold(day, |day, span| self.calendar.add_fast(day, span).0)
    }
}

/// What a text says of which only that it is there, or that it is another, matters.
const MADE_UP_TEXT: &str = "待填";

/// The term without the spans around it, and the spans from the inside out.
fn unshifted(term: &DayTerm) -> (&DayTerm, Vec<Span>) {
    let (mut base, mut spans) = (term, Vec::new());
    while let DayTerm::Shifted(inner, span) = base {
        spans.insert(0, *span);
        base = inner;
    }
    (base, spans)
}

fn choices(kind: FieldKind) -> impl Iterator<Item = u8> {
    let count = match kind {
        FieldKind::Choice(choices) | FieldKind::Set(choices) => choices.len(),
        _ => 0,
    };
    (0..).take(count)
}

/// The part of a row that a column is.
pub(super) fn field_part(column: usize) -> RowPart {
    RowPart::Field(column_number(column))
}

/// The part of a row that a day stands in.
pub(super) fn day_part(column: DayColumn) -> RowPart {
    match column {
        DayColumn::From => RowPart::From,
        DayColumn::Until => RowPart::Until,
        DayColumn::Field(column) => field_part(column),
    }
}
