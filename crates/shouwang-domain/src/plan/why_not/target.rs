//! Following references that lead nowhere yet, and choosing what they may lead to.

use crate::facts::{Entity, RegisterIndex, RowIndex, Segment};
use crate::reach::owners;
use crate::register::{Shape, Value};

use super::super::cond::{Base, Cond, EntityTerm, Field, Hop, Tri, Way};
use super::super::eval::{Got, Scope};
use super::beyond::wishes;
use super::edit::{At, Edit};
use super::goal::{Goal, Places, Step};
use super::remedy::{RowPart, field_part};
use super::search::Search;
use super::{ROWS_SCANNED_MAX, TARGETS_MAX};

/// A reference on the way that does not lead on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blocked {
    /// The row that holds it.
    holder: At,
    hop: Hop,
    /// What it names, when it names anything.
    entity: Option<Entity>,
    /// Which reference of the way it is, from 0.
    step: usize,
}

impl<'a> Search<'a, '_> {
    /// The row that a way leads to, or the reference at which it ends too early; `None` when the row at hand is gone.
    pub(super) fn land(&self, way: &Way, places: Places) -> Option<Result<At, Blocked>> {
        let facts = self.world.facts();
        let base = if way.base == Base::Row { places.row } else { places.subject };
        let mut row = self.world.row(base)?;
        for (step, &hop) in way.hops.iter().enumerate() {
            let holder = self.world.name(hop.register, row);
            let Some(entity) = facts.table(hop.register).column(hop.column).entity(row as usize) else {
                return Some(Err(Blocked { holder, hop, entity: None, step }));
            };
            let target = way.hops.get(step + 1).map_or(way.register, |next| next.register);
            match facts.table(target).segment(entity, self.day()) {
                Segment::Row(next) => row = next,
                _ => return Some(Err(Blocked { holder, hop, entity: Some(entity), step })),
            }
        }
        Some(Ok(self.world.name(way.register, row)))
    }

    /// Steps that let a way lead on.
    pub(super) fn unblock(&self, blocked: Blocked, way: &Way, goal: &Goal<'a>) -> Vec<Step<'a>> {
        let Blocked { holder, hop, entity, step } = blocked;
        let wishes = wishes(goal, &way.hops[..=step], way.base);
        let mut steps = self.point_elsewhere(holder, hop, &wishes, goal);
        let (Some(entity), Some(target)) = (entity, self.world.facts().table(hop.register).target(hop.column)) else { return steps };
        let table = self.world.facts().table(target);
        match table.rows_of(entity).last() {
            None => {
                let mut row = self.world.draft(target, self.day());
                table.code(entity).clone_into(&mut row.key.code);
                steps.push(Step { edits: vec![Edit::Add(target, row)], goals: vec![goal.clone()] });
            }
            Some(row) => {
                let at = self.world.name(target, row);
                let edit = if table.from(row) > self.day() {
                    Edit::try_out(at, RowPart::From, Some(Value::Day(self.day())))
                } else {
                    Edit::try_out(at, RowPart::Until, None)
                };
                steps.push(Step { edits: vec![edit], goals: vec![goal.clone()] });
            }
        }
        steps
    }

    /// Steps that point the first reference of a way to something else, where the way begins at the row at hand.
    pub(super) fn redirect(&self, way: &Way, places: Places, goal: &Goal<'a>) -> Vec<Step<'a>> {
        match way.hops.first() {
            Some(&hop) if way.base == Base::Row => self.point_elsewhere(places.row, hop, &wishes(goal, &way.hops[..1], way.base), goal),
            _ => Vec::new(),
        }
    }

    /// Steps that point a reference field itself to something, or to something else than now.
    pub(super) fn point(&self, at: At, field: &Field, goal: &Goal<'a>) -> Vec<Step<'a>> {
        let hop = Hop { register: field.way.register, column: field.column };
        let through: Vec<Hop> = field.way.hops.iter().copied().chain([hop]).collect();
        self.point_elsewhere(at, hop, &wishes(goal, &through, field.way.base), goal)
    }

    /// What a term names, or the steps towards its naming anything.
    pub(super) fn anchor(&self, term: &EntityTerm, places: Places, goal: &Goal<'a>) -> Result<Entity, Vec<Step<'a>>> {
        let scope = self.scope(places).ok_or_else(Vec::new)?;
        if let Got::Known(entity) = self.eval().entity(term, scope) {
            return Ok(entity);
        }
        let way = match term {
            EntityTerm::Itself(way) => way,
            EntityTerm::Named(field) => &field.way,
        };
        Err(match (self.land(way, places), term) {
            (Some(Err(blocked)), _) => self.unblock(blocked, way, goal),
            (Some(Ok(at)), EntityTerm::Named(field)) => self.point(at, field, goal),
            _ => Vec::new(),
        })
    }

    fn point_elsewhere(&self, holder: At, hop: Hop, wishes: &[(Cond, bool)], goal: &Goal<'a>) -> Vec<Step<'a>> {
        let part = field_part(hop.column);
        let (Some(row), false) = (self.world.row(holder), self.world.is_exact(holder, part)) else { return Vec::new() };
        let table = self.world.facts().table(hop.register);
        let Some(target) = table.target(hop.column) else { return Vec::new() };
        let current = table.column(hop.column).entity(row as usize);
        let set = |code: &str| Edit::set(holder, part, Some(Value::Ref(code.to_owned())));
        let existing = self.targets(target, current, wishes, goal).into_iter();
        let codes = existing.map(|entity| self.world.facts().table(target).code(entity));
        let mut steps: Vec<_> = codes.map(|code| Step { edits: vec![set(code)], goals: vec![goal.clone()] }).collect();
        let draft = self.world.draft(target, self.day());
        let pointed = set(&draft.key.code);
        steps.push(Step { edits: vec![Edit::Add(target, draft), pointed], goals: vec![goal.clone()] });
        steps
    }

    /// Some things of a register of which all wishes are true: first those of whoever must fulfil the duty.
    fn targets(&self, target: RegisterIndex, current: Option<Entity>, wishes: &[(Cond, bool)], goal: &Goal<'a>) -> Vec<Entity> {
        let table = self.world.facts().table(target);
        let subject = places(goal).and_then(|places| self.world.row(places.subject)).unwrap_or_default();
        let mut found = Vec::new();
        let mut consider = |row: RowIndex| {
            let entity = table.entity(row);
            let there = table.def().shape == Shape::Event || table.segment(entity, self.day()) == Segment::Row(row);
            let scope = Scope { row, subject };
            let fits = |(cond, wanted): &(Cond, bool)| self.eval().cond(cond, scope) == Tri::from(*wanted);
            if there && Some(entity) != current && !found.contains(&entity) && wishes.iter().all(fits) {
                found.push(entity);
            }
            found.len() < TARGETS_MAX
        };
        if !self.own_rows(target).into_iter().all(&mut consider) {
            return found;
        }
        match wishes.iter().find_map(|wish| self.index(wish, subject)) {
            // An index leads straight to the rows that name what they should.
            Some((column, named)) => drop(table.rows_naming(column, named).take(ROWS_SCANNED_MAX).all(consider)),
            None => {
                let rows = (0..).take(table.entity_count()).filter_map(|entity| match table.segment(entity, self.day()) {
                    Segment::Row(row) => Some(row),
                    _ => None,
                });
                let _all_seen = rows.take(ROWS_SCANNED_MAX).all(&mut consider);
            }
        }
        found
    }

    /// Rows of a register that whoever must fulfil the duty answers for, where they name their unit themselves.
    fn own_rows(&self, target: RegisterIndex) -> Vec<RowIndex> {
        let table = self.world.facts().table(target);
        let [path] = owners(table.def()).primary.as_slice() else { return Vec::new() };
        let [step] = path.0.as_slice() else { return Vec::new() };
        let column = table.def().field_index(step.field);
        let rows = column.zip(self.bearer()).map(|(column, unit)| table.rows_naming(column, unit).take(ROWS_SCANNED_MAX).collect());
        rows.unwrap_or_default()
    }

    /// The index that finds the rows of which a wish is true: a reference of theirs that names a known thing.
    fn index(&self, (cond, wanted): &(Cond, bool), subject: RowIndex) -> Option<(usize, Entity)> {
        let Cond::Same(left, right, true) = cond else { return None };
        let named = |own: &EntityTerm, other: &EntityTerm| match (own, other) {
            (EntityTerm::Named(field), EntityTerm::Itself(way) | EntityTerm::Named(Field { way, .. }))
                if field.way.hops.is_empty() && field.way.base == Base::Row && way.base == Base::Subject =>
            {
                match self.eval().entity(other, Scope { row: subject, subject }) {
                    Got::Known(entity) => Some((field.column, entity)),
                    _ => None,
                }
            }
            _ => None,
        };
        named(left, right).or_else(|| named(right, left)).filter(|_| *wanted)
    }
}

fn places(goal: &Goal<'_>) -> Option<Places> {
    match goal {
        Goal::Holds { places, .. }
        | Goal::Tally { places, .. }
        | Goal::Evidence { places, .. }
        | Goal::Decided { places, .. }
        | Goal::Known { places, .. } => Some(*places),
        Goal::Fulfil { .. } => None,
    }
}
