//! What may make a field hold what a comparison asks for.

use shouwang_calendar::{Day, Span};
use shouwang_law::model::Comparison;

use crate::facts::Column;
use crate::register::{FieldKind, Value};

use super::super::cond::{DayTerm, Field, IntTerm, Way, holds};
use super::super::eval::Got;
use super::TARGETS_MAX;
use super::edit::Edit;
use super::goal::{Goal, Places, Step};
use super::remedy::{RowPart, day_part, field_part};
use super::search::Search;

/// Days tried around one that a condition names, on either side.
const DAYS_AROUND: i32 = 3;
/// Days tried for one value.
const DAYS_TRIED_MAX: usize = 3;

/// A comparison seen from one of its sides: what stands there, what it is compared with, and whether two values compare as wanted.
pub(super) struct Side<'c, T, V> {
    pub(super) own: &'c T,
    pub(super) other: &'c T,
    pub(super) fits: &'c dyn Fn(V, V) -> bool,
}

impl<'a> Search<'a, '_> {
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
    pub(super) fn values(&self, field: &Field, places: Places, goal: &Goal<'a>, values: impl Fn(FieldKind) -> Vec<Value>) -> Vec<Step<'a>> {
        let part = field_part(field.column);
        let kind = part.kind(self.world.facts().table(field.way.register).def());
        self.part_values(&field.way, part, places, goal, || values(kind))
    }

    pub(super) fn part_values(
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

    pub(super) fn sets(&self, field: &Field, mask: u64, wanted: bool, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
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

    pub(super) fn number(&self, side: &Side<'_, IntTerm, i64>, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
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

    pub(super) fn day_side(&self, side: &Side<'_, DayTerm, Day>, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
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
            days.retain(|day| {
                self.only_from.is_none_or(|today| today.is_unknown || *day >= today.day)
                    && (side.fits)(self.shifted(*day, spans.iter().copied()), other)
            });
            days.sort_by_key(|day| (day.number().abs_diff(own.unwrap_or(self.day()).number()), *day));
            days.dedup();
            days.into_iter().take(DAYS_TRIED_MAX).map(Value::Day).collect()
        })
    }

    pub(super) fn two_choices(
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

    pub(super) fn column(&self, field: &Field) -> &Column {
        self.world.facts().table(field.way.register).column(field.column)
    }

    fn shifted(&self, day: Day, spans: impl Iterator<Item = Span>) -> Day {
        spans.fold(day, |day, span| self.calendar.add_fast(day, span).0)
    }
}

/// The term without the spans around it, and the spans from the inside out.
fn unshifted(term: &DayTerm) -> (&DayTerm, Vec<Span>) {
    let (mut base, mut spans) = (term, Vec::new());
    while let DayTerm::Shifted(inner, span) = base {
        spans.insert(0, *span);
        base = inner;
    }
    (base, spans)
}

pub(super) fn choices(kind: FieldKind) -> impl Iterator<Item = u8> {
    let count = match kind {
        FieldKind::Choice(choices) | FieldKind::Set(choices) => choices.len(),
        _ => 0,
    };
    (0..).take(count)
}
