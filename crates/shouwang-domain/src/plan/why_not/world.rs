//! The facts while changes are tried on them, and taken back.

use shouwang_calendar::Day;

use crate::facts::{Change, Facts, RegisterIndex, RowIndex, Undo};
use crate::register::{Basis, Row, RowKey, Shape, Value};

use super::edit::{At, Edit, Net};
use super::past::Today;
use super::remedy::RowPart;
use super::weight::{Weight, is_decided};

/// How every code begins that a remedy makes up.
pub(super) const MADE_UP: &str = "新-";

/// The facts while they are being tried on.
pub(super) struct World<'w> {
    facts: &'w mut Facts,
    /// Where only what can still be done is tried.
    only_from: Option<Today>,
    trail: Vec<Tried>,
    made: u16,
}

/// One change that stands, and how to take it back.
struct Tried {
    at: At,
    now: Option<RowIndex>,
    undos: Vec<Undo>,
    exact: Vec<RowPart>,
    weight: Weight,
    is_new: bool,
}

impl<'w> World<'w> {
    pub(super) fn new(facts: &'w mut Facts) -> World<'w> {
        World { facts, only_from: None, trail: Vec::new(), made: 0 }
    }

    /// From now on nothing is tried that says something else of days that are over.
    pub(super) fn look_ahead(&mut self, today: Today) {
        self.only_from = Some(today);
    }

    pub(super) fn facts(&self) -> &Facts {
        self.facts
    }

    /// The number that the row has now; `None` when it was taken away.
    pub(super) fn row(&self, at: At) -> Option<RowIndex> {
        match (self.trail.iter().rev().find(|tried| tried.at == at), at) {
            (Some(tried), _) => tried.now,
            (None, At::Old(_, row)) => Some(row),
            (None, At::New(..)) => None,
        }
    }

    /// The name of the row that has this number now.
    pub(super) fn name(&self, register: RegisterIndex, row: RowIndex) -> At {
        let tried = self.trail.iter().rev().find(|tried| tried.at.register() == register && tried.now == Some(row));
        tried.map_or(At::Old(register, row), |tried| tried.at)
    }

    /// The name that the next added row will have.
    pub(super) fn next(&self, register: RegisterIndex) -> At {
        At::New(register, self.made)
    }

    /// A row without values, under a code that says it is made up and that nothing has yet.
    pub(super) fn draft(&self, register: RegisterIndex, from: Day) -> Row {
        let table = self.facts.table(register);
        let code = (1_u32..).map(|number| format!("{MADE_UP}{}-{number}", table.def().label.zh)).find(|code| table.find(code).is_none());
        Row {
            key: RowKey { code: code.unwrap_or_default(), from },
            until: Day::MAX,
            basis: Basis::Declared,
            vouched_by: None,
            note: None,
            learned_at: None,
            values: vec![None; table.def().fields.len()],
        }
    }

    /// Whether a condition has asked for what stands there now.
    pub(super) fn is_exact(&self, at: At, part: RowPart) -> bool {
        self.trail.iter().any(|tried| tried.at == at && tried.exact.contains(&part))
    }

    /// How many rows are changed; one that becomes another thing counts as several.
    pub(super) fn row_count(&self) -> usize {
        let rows = |at: At| self.trail.iter().filter(|tried| tried.at == at).map(|tried| tried.weight.rows).max().unwrap_or(0);
        self.rows().map(rows).sum()
    }

    /// How much is supposed.
    pub(super) fn weight(&self) -> u32 {
        self.trail.iter().map(|tried| tried.weight.supposed).sum()
    }

    /// How many changes stand, to come back to.
    pub(super) fn mark(&self) -> usize {
        self.trail.len()
    }

    /// Takes back what was tried since the mark.
    pub(super) fn restore(&mut self, mark: usize) {
        while self.trail.len() > mark {
            if let Some(tried) = self.trail.pop() {
                self.made -= u16::from(tried.is_new);
                tried.undos.iter().rev().for_each(|undo| self.facts.undo(undo));
            }
        }
    }

    /// Tries a change; `false` when it cannot be made or changes nothing.
    pub(super) fn apply(&mut self, edit: &Edit) -> bool {
        match edit {
            Edit::Add(register, row) => return self.add(*register, row),
            Edit::Set { at, part, value, exact, far } => return self.set(*at, *part, value.as_ref(), *exact, *far),
            Edit::Remove(at) => {
                let (At::Old(register, _), Some(row), None) = (*at, self.row(*at), self.only_from) else { return false };
                let key = self.facts.row(register, row).key;
                let undos = vec![self.facts.apply(&Change::Withdraw(register, key))];
                self.trail.push(Tried { at: *at, now: None, undos, exact: Vec::new(), weight: Weight::of_withdrawn(), is_new: false });
            }
        }
        true
    }

    fn add(&mut self, register: RegisterIndex, row: &Row) -> bool {
        if self.is_turned_back(register, None, row) {
            return false;
        }
        let at = self.next(register);
        self.made += 1;
        let given = row.values.iter().flatten().count();
        let exact = (0..).zip(&row.values).filter(|(_, value)| value.is_some()).map(|(field, _)| RowPart::Field(field)).collect();
        let undo = self.facts.apply(&Change::Put(register, row.clone()));
        self.trail.push(Tried { at, now: undo.added(), undos: vec![undo], exact, weight: Weight::of_new(given), is_new: true });
        true
    }

    /// Whether a row may not be tried so, because that says something else of days that are over.
    fn is_turned_back(&self, register: RegisterIndex, before: Option<&Row>, after: &Row) -> bool {
        self.only_from.is_some_and(|today| today.is_turned_back(self.facts.table(register).def(), before, Some(after)))
    }

    fn set(&mut self, at: At, part: RowPart, value: Option<&Value>, exact: bool, far: bool) -> bool {
        let Some(now) = self.row(at) else { return false };
        let register = at.register();
        let was = self.facts.row(register, now);
        let (mut row, before) = (was.clone(), part.of(&was));
        if before.as_ref() == value {
            return false;
        }
        part.set(&mut row, value);
        let def = self.facts.table(register).def();
        let mut stays = None;
        if let (At::Old(..), RowPart::Field(_), Some(_), Some(today)) = (at, part, &before, self.only_from) {
            let goes_on = Row { key: RowKey { from: today.day, ..row.key.clone() }, ..row.clone() };
            if today.goes_on(def, &was, &goes_on) {
                (row, stays) = (goes_on, Some(today.up_to_yesterday(&was)));
            }
        }
        let is_old = matches!(at, At::Old(..));
        if (def.shape == Shape::State && row.until < row.key.from) || self.is_turned_back(register, is_old.then_some(&was), &row) {
            return false;
        }
        let weight = match at {
            At::New(..) => Weight::of_said(),
            // What has been decided is so whatever was tried in between.
            At::Old(_, first) => {
                let far = far || is_decided(def, part, &self.facts.row(register, first));
                Weight::of_part(def, part, before.as_ref(), value, far)
            }
        };
        let mut undos = Vec::with_capacity(2);
        if row.key != was.key {
            if self.facts.find_row(register, &row.key).is_some() {
                return false;
            }
            undos.push(self.facts.apply(&match stays {
                Some(row) => Change::Put(register, row),
                None => Change::Withdraw(register, was.key),
            }));
        }
        let undo = self.facts.apply(&Change::Put(register, row));
        let now = undo.added();
        undos.push(undo);
        let exact = if exact { vec![part] } else { Vec::new() };
        self.trail.push(Tried { at, now, undos, exact, weight, is_new: false });
        true
    }

    /// What has changed in all, row by row; rows that are as they were are left out.
    pub(super) fn changes(&self) -> Vec<Net> {
        let net = |at: At| {
            let whole = |row: RowIndex| self.facts.row(at.register(), row);
            let before = if let At::Old(_, row) = at { Some(whole(row)) } else { None };
            Net { register: at.register(), before, after: self.row(at).map(whole) }
        };
        self.rows().map(net).filter(|net| net.before != net.after).collect()
    }

    /// Changes the facts all at once; hand what comes back to [`World::revert`].
    pub(super) fn impose(&mut self, changes: &[Net]) -> Vec<Undo> {
        let mut undos = Vec::new();
        for Net { register, before, after } in changes {
            if let Some(before) = before
                && after.as_ref().is_none_or(|after| after.key != before.key)
            {
                let def = self.facts.table(*register).def();
                let goes_on = |today: &Today| after.as_ref().is_some_and(|after| today.goes_on(def, before, after));
                undos.push(self.facts.apply(&match self.only_from.filter(goes_on) {
                    Some(today) => Change::Put(*register, today.up_to_yesterday(before)),
                    None => Change::Withdraw(*register, before.key.clone()),
                }));
            }
            if let Some(after) = after {
                undos.push(self.facts.apply(&Change::Put(*register, after.clone())));
            }
        }
        undos
    }

    pub(super) fn revert(&mut self, undos: &[Undo]) {
        undos.iter().rev().for_each(|undo| self.facts.undo(undo));
    }

    /// The rows that were tried, each once, in the order in which they were.
    fn rows(&self) -> impl Iterator<Item = At> {
        let first = |at: &usize| self.trail[..*at].iter().all(|earlier| earlier.at != self.trail[*at].at);
        (0..self.trail.len()).filter(first).map(|at| self.trail[at].at)
    }
}
