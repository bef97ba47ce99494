//! What may make a condition come out as wanted.

use crate::register::{Basis, Choices, FieldKind, Value};

use super::super::cond::{Cond, DayColumn, EntityTerm, Field, Tri, Way, holds};
use super::super::eval::Got;
use super::edit::{At, Edit};
use super::goal::{Goal, Places, Step};
use super::remedy::{RowPart, day_part, field_part};
use super::search::Search;
use super::values::{Side, choices};

/// How long something that has to end some day is taken to last.
const TERM_DAYS: i32 = 365;

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
        let set = |value: Option<Value>| Step {
            edits: vec![Edit::Set { at, part, value, exact: !wanted, far: !field.way.hops.is_empty() }],
            goals: Vec::new(),
        };
        let value = match part.kind(self.world.facts().table(field.way.register).def()) {
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
}

/// What a text says of which only that it is there, or that it is another, matters.
const MADE_UP_TEXT: &str = "待填";
