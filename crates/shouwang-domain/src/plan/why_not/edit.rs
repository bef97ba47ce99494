//! Single changes of the facts, made and taken back.

use shouwang_calendar::Day;

use crate::facts::{Change, Facts, RegisterIndex, RowIndex, Undo};
use crate::register::{Basis, Choices, FieldDef, FieldKind, RegisterDef, Row, RowKey, Shape, Value};

use super::remedy::RowPart;

/// What a new row supposes.
const NEW_ROW: u32 = 3;
/// What it supposes to say something that was not known.
const SUPPLY: u32 = 1;
/// What it supposes to say something else than what is known.
const CORRECT: u32 = 4;
/// What it supposes that something known is not known after all.
const FORGET: u32 = 8;
/// What it supposes that something is another thing than the registers say: of another kind, about something else.
const CORRECT_IDENTITY: u32 = 10;
/// What it supposes that something has ended, or has not.
const END: u32 = 3;
/// What it supposes that a row was wrong.
const WITHDRAW: u32 = 7;
/// As how many rows a row counts that becomes another thing than it was. Otherwise the smallest remedy would often be that a county were a
/// province, which is of no use to anybody.
const ROWS_OF_IDENTITY: usize = 4;

/// A row that the search speaks of. It keeps this name while it is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// A row that was there, by its number then.
    Old(RegisterIndex, RowIndex),
    /// The so-many-th row that was added.
    New(RegisterIndex, u16),
}

impl Edit {
    /// Sets what a condition asks for.
    pub(super) fn set(at: At, part: RowPart, value: Option<Value>) -> Edit {
        Edit::Set { at, part, value, exact: true, far: false }
    }

    /// Sets something of which another value would do as well.
    pub(super) fn try_out(at: At, part: RowPart, value: Option<Value>) -> Edit {
        Edit::Set { at, part, value, exact: false, far: false }
    }
}

impl At {
    pub(super) fn register(self) -> RegisterIndex {
        match self {
            At::Old(register, _) | At::New(register, _) => register,
        }
    }
}

/// One change that is tried.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    /// A new row.
    Add(RegisterIndex, Row),
    /// Another value, or none.
    Set {
        at: At,
        part: RowPart,
        value: Option<Value>,
        /// Whether a condition asks for just this: nothing later in the attempt may set it otherwise.
        exact: bool,
        /// Whether the row is a third one that the duty only looks at by a reference: it does not change to suit the duty.
        far: bool,
    },
    /// The row was wrong.
    Remove(At),
}

/// A row before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Net {
    pub(super) register: RegisterIndex,
    pub(super) before: Option<Row>,
    pub(super) after: Option<Row>,
}

/// The facts while they are being tried on.
pub(super) struct World<'w> {
    facts: &'w mut Facts,
    trail: Vec<Tried>,
    made: u16,
}

/// One change that stands, and how to take it back.
struct Tried {
    at: At,
    now: Option<RowIndex>,
    undos: Vec<Undo>,
    exact: Vec<RowPart>,
    weight: u32,
    rows: usize,
    is_new: bool,
}

impl<'w> World<'w> {
    pub(super) fn new(facts: &'w mut Facts) -> World<'w> {
        World { facts, trail: Vec::new(), made: 0 }
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
        let code = (1_u32..).map(|number| format!("新-{}-{number}", table.def().label.zh)).find(|code| table.find(code).is_none());
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
        let rows = |at: At| self.trail.iter().filter(|tried| tried.at == at).map(|tried| tried.rows).max().unwrap_or(0);
        self.rows().map(rows).sum()
    }

    /// How much is supposed.
    pub(super) fn weight(&self) -> u32 {
        self.trail.iter().map(|tried| tried.weight).sum()
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

    /// Tries a change; `false` when it cannot be made.
    pub(super) fn apply(&mut self, edit: &Edit) -> bool {
        match edit {
            Edit::Add(register, row) => self.add(*register, row),
            Edit::Set { at, part, value, exact, far } => return self.set(*at, *part, value.as_ref(), *exact, *far),
            Edit::Remove(at) => {
                let (At::Old(register, _), Some(row)) = (*at, self.row(*at)) else { return false };
                let key = self.facts.row(register, row).key;
                let undos = vec![self.facts.apply(&Change::Withdraw(register, key))];
                self.trail.push(Tried { at: *at, now: None, undos, exact: Vec::new(), weight: WITHDRAW, rows: 1, is_new: false });
            }
        }
        true
    }

    fn add(&mut self, register: RegisterIndex, row: &Row) {
        let at = self.next(register);
        self.made += 1;
        let given = row.values.iter().flatten().count();
        let exact = (0..).zip(&row.values).filter(|(_, value)| value.is_some()).map(|(field, _)| RowPart::Field(field)).collect();
        let undo = self.facts.apply(&Change::Put(register, row.clone()));
        let weight = NEW_ROW + SUPPLY * u32::try_from(given).unwrap_or(u32::MAX);
        self.trail.push(Tried { at, now: undo.added(), undos: vec![undo], exact, weight, rows: 1, is_new: true });
    }

    fn set(&mut self, at: At, part: RowPart, value: Option<&Value>, exact: bool, far: bool) -> bool {
        let Some(now) = self.row(at) else { return false };
        let register = at.register();
        let mut row = self.facts.row(register, now);
        let (key, before) = (row.key.clone(), part.of(&row));
        part.set(&mut row, value);
        let def = self.facts.table(register).def();
        if def.shape == Shape::State && row.until < row.key.from {
            return false;
        }
        let weight = match (at, weight(def, part, before.as_ref(), value)) {
            (At::New(..), _) => SUPPLY,
            (At::Old(..), CORRECT) if far => CORRECT_IDENTITY,
            (At::Old(..), weight) => weight,
        };
        let rows = if weight == CORRECT_IDENTITY { ROWS_OF_IDENTITY } else { 1 };
        let mut undos = Vec::with_capacity(2);
        if row.key != key {
            if self.facts.find_row(register, &row.key).is_some() {
                return false;
            }
            undos.push(self.facts.apply(&Change::Withdraw(register, key)));
        }
        let undo = self.facts.apply(&Change::Put(register, row));
        let now = undo.added();
        undos.push(undo);
        let exact = if exact { vec![part] } else { Vec::new() };
        self.trail.push(Tried { at, now, undos, exact, weight, rows, is_new: false });
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
                undos.push(self.facts.apply(&Change::Withdraw(*register, before.key.clone())));
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

/// What a change of a row that was there supposes.
fn weight(def: &RegisterDef, part: RowPart, before: Option<&Value>, after: Option<&Value>) -> u32 {
    match (part, before, after) {
        (RowPart::Until, ..) => END,
        (_, None, _) => SUPPLY,
        (_, Some(_), None) => FORGET,
        (RowPart::Field(_), ..) if part.field(def).is_some_and(|field| says_what_it_is(field, def)) => CORRECT_IDENTITY,
        _ => CORRECT,
    }
}

/// Whether a row with another value there is another thing: what makes its code, and what no row may be without, numbers, days and yes or
/// no aside, which are how it stands with the thing.
fn says_what_it_is(field: &FieldDef, def: &RegisterDef) -> bool {
    let is_state = matches!(field.kind, FieldKind::Int { .. } | FieldKind::Day | FieldKind::Flag);
    def.natural.contains(&field.name) || (field.required && !is_state)
}

/// The values that a part of a row may have at all, for parts that are no field.
pub(super) fn kind(def: &RegisterDef, part: RowPart) -> FieldKind {
    match part {
        RowPart::From | RowPart::Until => FieldKind::Day,
        RowPart::Basis => FieldKind::Choice(Basis::CHOICES),
        RowPart::Field(_) => part.field(def).map_or(FieldKind::Flag, |field| field.kind),
    }
}
