//! What would have to change, as data.

use shouwang_calendar::Day;

use crate::facts::{Change, Facts, RegisterIndex};
use crate::register::{BASIS_LABEL, Basis, Choices, FieldDef, FieldKind, Label, RegisterDef, Row, RowKey, Value, catalog};

use super::super::cond::DayColumn;
use super::super::eval::column_number;
use super::edit::Net;
use super::past::Today;

/// A part of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowPart {
    /// First day, or the day of the event.
    From,
    /// Last day.
    Until,
    /// Declared or measured.
    Basis,
    /// A field of the register's own, by its position.
    Field(u16),
}

/// A part of a row before and after; `None` is "not known", for the days "open".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartChange {
    /// Which part.
    pub part: RowPart,
    /// What the registers say.
    pub before: Option<Value>,
    /// What they would have to say.
    pub after: Option<Value>,
}

/// What happens to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// A row is added.
    Add,
    /// Something that was not known is filled in.
    Complete,
    /// From its new first day on it is otherwise; up to then it stays as it was.
    Change,
    /// Something is other than the registers say.
    Correct,
    /// It ends.
    End,
    /// It was never so.
    Withdraw,
}

/// One row that would have to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemedyChange {
    /// The register.
    pub register: RegisterIndex,
    /// The row as it is in the registers; for a new row its made-up code and its first day.
    pub key: RowKey,
    /// What happens to it.
    pub action: Action,
    /// The parts that change, the days first, then the fields in the declaration's order. A new row tells only what is needed; the
    /// register may require more.
    pub parts: Vec<PartChange>,
}

/// A change of facts that fulfils a duty. None of its rows can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// Whether it says something else of days that are over: it is for a record that is wrong, and nothing that can still be done.
    pub corrects_record: bool,
    /// Row by row; a row comes after those that it refers to where both are new.
    pub changes: Vec<RemedyChange>,
}

impl RowPart {
    /// The field, when it is one.
    #[must_use]
    pub fn field(self, def: &RegisterDef) -> Option<&FieldDef> {
        match self {
            RowPart::Field(at) => def.fields.get(usize::from(at)),
            _ => None,
        }
    }

    /// What it is called in a row of JSON.
    #[must_use]
    pub fn name(self, def: &RegisterDef) -> &'static str {
        match self {
            RowPart::From => "from",
            RowPart::Until => "until",
            RowPart::Basis => "basis",
            RowPart::Field(_) => self.field(def).map_or("?", |field| field.name),
        }
    }

    /// What a clerk calls it.
    #[must_use]
    pub fn label(self, def: &RegisterDef) -> Label {
        match self {
            RowPart::From => def.from_label,
            RowPart::Until => def.until_label,
            RowPart::Basis => BASIS_LABEL,
            RowPart::Field(_) => self.field(def).map_or(Label { zh: "?", en: "?" }, |field| field.label),
        }
    }

    /// The values that may stand there.
    #[must_use]
    pub fn kind(self, def: &RegisterDef) -> FieldKind {
        match self {
            RowPart::From | RowPart::Until => FieldKind::Day,
            RowPart::Basis => FieldKind::Choice(Basis::CHOICES),
            RowPart::Field(_) => self.field(def).map_or(FieldKind::Flag, |field| field.kind),
        }
    }

    /// What a row holds there.
    #[must_use]
    pub fn of(self, row: &Row) -> Option<Value> {
        match self {
            RowPart::From => (row.key.from != Day::MIN).then_some(Value::Day(row.key.from)),
            RowPart::Until => (row.until != Day::MAX).then_some(Value::Day(row.until)),
            RowPart::Basis => Some(Value::Choice(row.basis.position())),
            RowPart::Field(at) => row.values.get(usize::from(at)).cloned().flatten(),
        }
    }

    /// Sets what a row holds there; a value of another kind than the part's changes nothing.
    pub fn set(self, row: &mut Row, value: Option<&Value>) {
        match (self, value) {
            (RowPart::From, Some(Value::Day(day))) => row.key.from = *day,
            (RowPart::From, None) => row.key.from = Day::MIN,
            (RowPart::Until, Some(Value::Day(day))) => row.until = *day,
            (RowPart::Until, None) => row.until = Day::MAX,
            (RowPart::Basis, Some(Value::Choice(at))) => row.basis = Basis::at(*at).unwrap_or(row.basis),
            (RowPart::Field(at), value) => {
                if let Some(held) = row.values.get_mut(usize::from(at)) {
                    *held = value.cloned();
                }
            }
            _ => {}
        }
    }

    /// Every part of a row of this register.
    pub fn all(def: &RegisterDef) -> impl Iterator<Item = RowPart> {
        [RowPart::From, RowPart::Until, RowPart::Basis].into_iter().chain((0..).take(def.fields.len()).map(RowPart::Field))
    }
}

impl RemedyChange {
    /// The declaration of the register.
    #[must_use]
    pub fn def(&self) -> &'static RegisterDef {
        &catalog().registers()[usize::from(self.register)]
    }

    /// The fields that the register requires beside those that the remedy tells; any value serves.
    pub fn still_required(&self) -> impl Iterator<Item = &'static FieldDef> {
        let told = |at: u16| self.parts.iter().any(|change| change.part == RowPart::Field(at));
        let fields = (0_u16..).zip(&self.def().fields).filter(move |(at, field)| field.required && !told(*at));
        fields.filter(|_| self.action == Action::Add).map(|(_, field)| field)
    }

    /// The change as the facts understand it: at most a row that goes and one that comes.
    fn on(&self, facts: &Facts) -> Vec<Change> {
        let gone = Change::Withdraw(self.register, self.key.clone());
        if self.action == Action::Withdraw {
            return vec![gone];
        }
        let held = facts.find_row(self.register, &self.key).map(|row| facts.row(self.register, row));
        let was = held.unwrap_or_else(|| empty(self.def(), self.key.clone()));
        let mut row = was.clone();
        self.parts.iter().for_each(|change| change.part.set(&mut row, change.after.as_ref()));
        let stays = || Change::Put(self.register, Row { until: row.key.from.plus(-1), ..was });
        let moved = (row.key != self.key).then(|| if self.action == Action::Change { stays() } else { gone });
        moved.into_iter().chain([Change::Put(self.register, row)]).collect()
    }

    /// Whether a part of this row comes to name that one.
    pub(super) fn names(&self, other: &RemedyChange) -> bool {
        self.parts.iter().any(|change| {
            let kind = change.part.field(self.def()).map(|field| field.kind);
            kind == Some(FieldKind::Ref(other.def().name)) && change.after == Some(Value::Ref(other.key.code.clone()))
        })
    }

    /// What a row before and after comes to on a day.
    pub(super) fn new(net: &Net, day: Day, only_from: Option<Today>) -> Option<RemedyChange> {
        let def = &catalog().registers()[usize::from(net.register)];
        let key = net.before.as_ref().or(net.after.as_ref())?.key.clone();
        let Some(after) = &net.after else {
            return Some(RemedyChange { register: net.register, key, action: Action::Withdraw, parts: Vec::new() });
        };
        let nothing = empty(def, RowKey { code: String::new(), from: Day::MIN });
        let before = net.before.as_ref().unwrap_or(&nothing);
        let part = |part: RowPart| PartChange { part, before: part.of(before), after: part.of(after) };
        let parts: Vec<_> = RowPart::all(def).map(part).filter(|change| change.before != change.after).collect();
        let action = match &net.before {
            None => Action::Add,
            Some(_) if after.until < day && parts.iter().all(|change| change.part == RowPart::Until) => Action::End,
            Some(before) if only_from.is_some_and(|today| today.goes_on(def, before, after)) => Action::Change,
            Some(_) if parts.iter().all(|change| change.before.is_none()) => Action::Complete,
            Some(_) => Action::Correct,
        };
        Some(RemedyChange { register: net.register, key, action, parts })
    }
}

impl Remedy {
    /// Rows in an order in which nothing names a new row before it is there.
    pub(super) fn new(mut rest: Vec<RemedyChange>, corrects_record: bool) -> Remedy {
        let mut changes = Vec::with_capacity(rest.len());
        while !rest.is_empty() {
            let free = rest.iter().position(|change| !rest.iter().any(|other| other.action == Action::Add && change.names(other)));
            changes.push(rest.remove(free.unwrap_or(0)));
        }
        Remedy { corrects_record, changes }
    }

    /// The remedy as changes of these facts, which must be those it was made for; a remark on a corrected row is not kept.
    #[must_use]
    pub fn on(&self, facts: &Facts) -> Vec<Change> {
        self.changes.iter().flat_map(|change| change.on(facts)).collect()
    }
}

fn empty(def: &RegisterDef, key: RowKey) -> Row {
    Row {
        key,
        until: Day::MAX,
        basis: Basis::Declared,
        vouched_by: None,
        note: None,
        learned_at: None,
        values: vec![None; def.fields.len()],
    }
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
        DayColumn::Field(column) | DayColumn::Either(column, _) => field_part(column),
    }
}
