//! What may make rows count, or no longer count.

use shouwang_calendar::Day;
use shouwang_law::model::Comparison;

use crate::facts::{Entity, RowIndex};
use crate::register::{Basis, Choices, Row, Value};

use super::super::cond::{Cond, DayColumn, RowSet, Tri, holds};
use super::super::eval::{Got, Tally};
use super::ROWS_TRIED_MAX;
use super::edit::{At, Edit};
use super::goal::{Goal, Places, Step, Wanted};
use super::remedy::{RowPart, day_part, field_part};
use super::search::Search;

/// At least so many rows count.
pub(super) fn at_least<'a>(rows: &'a RowSet, extra: Option<&'a Cond>, min: u32, places: Places) -> Goal<'a> {
    Goal::Tally { rows, extra, min, max: u32::MAX, any: false, places }
}

impl<'a> Search<'a, '_> {
    /// Steps towards a count comparing as wanted.
    pub(super) fn count(&self, rows: &'a RowSet, comparison: Comparison, count: u32, wanted: bool, places: Places) -> Vec<Step<'a>> {
        let fits = |number: u32| holds(number, comparison, count) == wanted;
        let fewer = count.checked_sub(1).map(|last| (0, last));
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for (min, max) in fewer.into_iter().chain([(count, count), (count.saturating_add(1), u32::MAX)]).filter(|(min, _)| fits(*min)) {
            match ranges.last_mut() {
                Some(last) if last.1.saturating_add(1) == min => last.1 = max,
                _ => ranges.push((min, max)),
            }
        }
        ranges.into_iter().map(|(min, max)| Step::goals(vec![Goal::Tally { rows, extra: None, min, max, any: false, places }])).collect()
    }

    /// Steps towards so many rows counting.
    pub(super) fn tally(
        &self,
        rows: &'a RowSet,
        extra: Option<&'a Cond>,
        (min, max, any): (u32, u32, bool),
        places: Places,
    ) -> Vec<Step<'a>> {
        let goal = Goal::Tally { rows, extra, min, max, any, places };
        let entity = match self.anchor(&rows.at, places, &goal) {
            Ok(entity) => entity,
            Err(steps) => return steps,
        };
        let Some(scope) = self.scope(places) else { return Vec::new() };
        let tally = match self.eval().tally(rows, extra, scope) {
            Got::Known(tally) => tally,
            Got::Nothing | Got::Missing => Tally::default(),
        };
        let most = tally.yes.saturating_add(tally.maybe);
        if most > max {
            return self.fewer(rows, extra, entity, places, &goal);
        }
        if tally.yes < min {
            return self.more(rows, extra, entity, places, &goal);
        }
        if any && !tally.any {
            let filter = rows.filter.as_deref();
            return vec![self.added(rows, entity, filter.map(|cond| (cond, false)).into_iter().collect(), places, None)];
        }
        vec![Step::default()]
    }

    /// Steps to one more row that counts.
    fn more(&self, rows: &'a RowSet, extra: Option<&'a Cond>, entity: Entity, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
        let conds: Vec<_> = rows.filter.as_deref().into_iter().chain(extra).map(|cond| (cond, true)).collect();
        let mut steps = Vec::new();
        for row in self.rows(rows, entity).take(ROWS_TRIED_MAX) {
            let inner = self.place(rows.register, row, places);
            let counts = self.scope(inner).is_some_and(|scope| conds.iter().all(|(cond, _)| self.eval().cond(cond, scope) == Tri::True));
            let edits = self.livened(rows, row, inner.row);
            if !(counts && edits.is_empty()) {
                let goals = conds.iter().map(|&(cond, wanted)| held(cond, wanted, inner)).chain([goal.clone()]).collect();
                steps.push(Step { edits, goals });
            }
        }
        steps.push(self.added(rows, entity, conds, places, Some(goal)));
        steps
    }

    /// Steps to one row less that counts or may count.
    fn fewer(&self, rows: &'a RowSet, extra: Option<&'a Cond>, entity: Entity, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
        let conds: Vec<_> = rows.filter.as_deref().into_iter().chain(extra).collect();
        let may_count = |row: &RowIndex| {
            let scope = self.scope(self.place(rows.register, *row, places));
            let live = self.livened(rows, *row, self.world.name(rows.register, *row)).is_empty();
            live && scope.is_some_and(|scope| conds.iter().all(|cond| self.eval().cond(cond, scope) != Tri::False))
        };
        let Some(row) = self.rows(rows, entity).find(may_count) else { return Vec::new() };
        let inner = self.place(rows.register, row, places);
        let (at, table) = (inner.row, self.world.facts().table(rows.register));
        let mut steps = Vec::new();
        if rows.lasts && table.from(row) < self.day() {
            let end = Some(Value::Day(self.day().plus(-1)));
            steps.push(Step { edits: vec![Edit::set(at, RowPart::Until, end)], goals: vec![goal.clone()] });
        }
        steps.extend(conds.iter().map(|cond| Step::goals(vec![held(cond, false, inner), goal.clone()])));
        steps.push(Step { edits: vec![Edit::Remove(at)], goals: vec![goal.clone()] });
        steps
    }

    /// Steps towards the newest row being so, or not so.
    pub(super) fn latest(&self, rows: &'a RowSet, is: &'a Cond, wanted: bool, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
        let (entity, scope) = match (self.anchor(&rows.at, places, goal), self.scope(places)) {
            (Ok(entity), Some(scope)) => (entity, scope),
            (Err(steps), _) => return steps,
            (_, None) => return Vec::new(),
        };
        let filter = rows.filter.as_deref();
        let conds: Vec<_> = filter.map(|cond| (cond, true)).into_iter().chain([(is, wanted)]).collect();
        let mut steps = vec![self.added(rows, entity, conds, places, None)];
        let mut eval = self.eval();
        for said in [Tri::Unknown, Tri::True] {
            let Some(row) = eval.newest(rows, entity, scope, said, None) else { continue };
            let inner = self.place(rows.register, row, places);
            let mut also = |cond: &'a Cond, wanted: bool| {
                steps.push(Step::goals(vec![held(cond, wanted, inner), goal.clone()]));
            };
            if said == Tri::Unknown {
                filter.into_iter().for_each(|filter| [false, true].into_iter().for_each(|wanted| also(filter, wanted)));
            } else {
                also(is, wanted);
            }
            steps.push(Step { edits: vec![Edit::Remove(inner.row)], goals: vec![goal.clone()] });
        }
        steps
    }

    /// Steps to one more row that is evidence.
    pub(super) fn evidence(&self, rows: &'a RowSet, wanted: Wanted, places: Places) -> Vec<Step<'a>> {
        let goal = Goal::Evidence { rows, wanted, places };
        let entity = match self.anchor(&rows.at, places, &goal) {
            Ok(entity) => entity,
            Err(steps) => return steps,
        };
        let mut steps = Vec::new();
        for row in self.rows(rows, entity).take(ROWS_TRIED_MAX) {
            let inner = self.place(rows.register, row, places);
            let edits = self.made_evidence(rows, row, inner.row, wanted);
            let fits = |cond: &Cond| self.scope(inner).is_some_and(|scope| self.eval().cond(cond, scope) == Tri::True);
            let filter = rows.filter.as_deref();
            if !edits.is_empty() || filter.is_some_and(|filter| !fits(filter)) {
                steps.push(Step { edits, goals: filter.map(|cond| held(cond, true, inner)).into_iter().collect() });
            }
        }
        let mut row = self.fresh(rows, entity, wanted.best.min(wanted.covers.unwrap_or(wanted.best)));
        let days = (day_part(rows.on), Value::Day(wanted.best));
        let number = wanted.number.map(|(column, number)| (field_part(column), Value::Int(number)));
        [days].into_iter().chain(number).for_each(|(part, value)| part.set(&mut row, Some(&value)));
        let inner = Places { row: self.world.next(rows.register), ..places };
        let goals = rows.filter.iter().map(|cond| held(cond, true, inner)).collect();
        steps.push(Step { edits: vec![Edit::Add(rows.register, row)], goals });
        steps
    }

    /// Steps to knowing of each row whether it is evidence.
    pub(super) fn decided(&self, rows: &'a RowSet, best: Day, places: Places) -> Vec<Step<'a>> {
        let Ok(entity) = self.anchor(&rows.at, places, &Goal::Fulfil { rounds: 0 }) else { return Vec::new() };
        let mut steps = Vec::new();
        for row in self.rows(rows, entity).take(ROWS_TRIED_MAX) {
            let inner = self.place(rows.register, row, places);
            let Some(scope) = self.scope(inner) else { continue };
            let undated = self.eval().day_in(rows.register, row, rows.on).is_none();
            let day = Edit::set(inner.row, day_part(rows.on), Some(Value::Day(best)));
            let edits: Vec<_> = undated.then_some(day).into_iter().collect();
            match rows.filter.as_deref().map(|filter| (filter, self.eval().cond(filter, scope))) {
                Some((filter, Tri::Unknown)) => {
                    steps.push(Step { edits, goals: vec![held(filter, true, inner)] });
                    steps.push(Step::goals(vec![held(filter, false, inner)]));
                }
                Some((_, Tri::True)) | None if undated => steps.push(Step { edits, goals: Vec::new() }),
                _ => {}
            }
        }
        steps
    }

    /// A new row that names the entity, of this day.
    pub(super) fn fresh(&self, rows: &RowSet, entity: Entity, from: Day) -> Row {
        let mut row = self.world.draft(rows.register, from);
        let table = self.world.facts().table(rows.register);
        if let Some(target) = table.target(rows.link) {
            row.values[rows.link] = Some(Value::Ref(self.world.facts().table(target).code(entity).to_owned()));
        }
        if rows.measured_only {
            row.basis = Basis::Measured;
        }
        row
    }

    /// A step that adds a row of today, of which the conditions are to come out as wanted.
    fn added(&self, rows: &'a RowSet, entity: Entity, conds: Vec<(&'a Cond, bool)>, places: Places, goal: Option<&Goal<'a>>) -> Step<'a> {
        let mut row = self.fresh(rows, entity, self.day());
        if !rows.lasts {
            day_part(rows.on).set(&mut row, Some(&Value::Day(self.day())));
        }
        let inner = Places { row: self.world.next(rows.register), ..places };
        let goals = conds.into_iter().map(|(cond, wanted)| held(cond, wanted, inner)).chain(goal.cloned()).collect();
        Step { edits: vec![Edit::Add(rows.register, row)], goals }
    }

    /// The rows that name the entity.
    fn rows(&self, rows: &RowSet, entity: Entity) -> impl Iterator<Item = RowIndex> {
        self.world.facts().table(rows.register).rows_naming(rows.link, entity)
    }

    /// What has to change for a row to count today by its days and its basis; nothing when it does.
    fn livened(&self, rows: &RowSet, row: RowIndex, at: At) -> Vec<Edit> {
        let table = self.world.facts().table(rows.register);
        let set = |part: RowPart, value: Option<Value>| Edit::set(at, part, value);
        let mut edits = self.measured(rows, row, at);
        let first = if rows.lasts { Some(table.from(row)) } else { self.eval().day_in(rows.register, row, rows.on) };
        if first.is_some_and(|first| first > self.day()) {
            edits.push(set(if rows.lasts { RowPart::From } else { day_part(rows.on) }, Some(Value::Day(self.day()))));
        }
        if rows.lasts && table.until(row) < self.day() {
            edits.push(set(RowPart::Until, None));
        }
        edits
    }

    /// What has to change for a row to be evidence by its day, its basis and the days that it covers; nothing when it is.
    fn made_evidence(&self, rows: &RowSet, row: RowIndex, at: At, wanted: Wanted) -> Vec<Edit> {
        let table = self.world.facts().table(rows.register);
        let set = |part: RowPart, value: Option<Value>| Edit::set(at, part, value);
        let mut edits = self.measured(rows, row, at);
        let on = self.eval().day_in(rows.register, row, rows.on);
        if on.is_none_or(|on| on < wanted.first || wanted.last < on) {
            edits.push(set(day_part(rows.on), Some(Value::Day(wanted.best))));
        }
        if let Some(event) = wanted.covers {
            if table.from(row) > event && rows.on != DayColumn::From {
                edits.push(set(RowPart::From, Some(Value::Day(event))));
            }
            if table.until(row) < event {
                edits.push(set(RowPart::Until, None));
            }
        }
        if let Some((column, number)) = wanted.number
            && table.column(column).int(row as usize) != Some(number)
        {
            edits.push(set(field_part(column), Some(Value::Int(number))));
        }
        edits
    }

    fn measured(&self, rows: &RowSet, row: RowIndex, at: At) -> Vec<Edit> {
        let lacks = rows.measured_only && self.world.facts().table(rows.register).basis(row) != Basis::Measured;
        let value = Some(Value::Choice(Basis::Measured.position()));
        lacks.then_some(Edit::set(at, RowPart::Basis, value)).into_iter().collect()
    }
}

fn held<'a>(cond: &'a Cond, wanted: bool, places: Places) -> Goal<'a> {
    Goal::Holds { cond, wanted, among: &[], places }
}
