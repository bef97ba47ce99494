//! Answers conditions over the facts, for one subject on one day.
//!
//! Three-valued: a fact that is not known makes a condition unknown unless the rest decides it. A reference to something that has ended by the
//! day gives *nothing*: every comparison with it is false.

use shouwang_calendar::{Calendar, Day};
use shouwang_law::model::Comparison;

use crate::facts::{Entity, Facts, RegisterIndex, RowIndex, Segment, Table};
use crate::register::Basis;

use super::cond::{Base, Cond, DayColumn, DayTerm, EntityTerm, Field, IntTerm, RowSet, Tri, Way, holds};
use super::outcome::Missing;
use super::probe::{Probe, WHOLE_ROW};

/// The rows that names in a condition stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// The row at hand.
    pub(super) row: RowIndex,
    /// The subject's row on the day.
    pub(super) subject: RowIndex,
}

/// What a term comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Got<T> {
    Known(T),
    /// It leads to something that was not there on the day.
    Nothing,
    /// It is not known; the evaluator holds what is missing.
    Missing,
}

/// How many rows there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Rows that count.
    pub(super) yes: u32,
    /// Rows of which it is not known whether they count.
    pub(super) maybe: u32,
    /// Whether there was any row up to the day, counting or not.
    pub(super) any: bool,
    /// Whether a row was passed over because it was only declared.
    pub(super) declared: bool,
}

/// Evaluates over facts on a day.
pub(super) struct Evaluator<'a, P> {
    pub(super) facts: &'a Facts,
    pub(super) calendar: &'a Calendar,
    pub(super) day: Day,
    pub(super) probe: P,
    /// What was missing when the last answer was unknown.
    pub(super) missing: Option<Missing>,
}

impl<'a, P: Probe> Evaluator<'a, P> {
    /// Answers a condition.
    pub(super) fn cond(&mut self, cond: &Cond, scope: Scope) -> Tri {
        match cond {
            Cond::And(parts) => self.all(parts, scope, Tri::True),
            Cond::Or(parts) => self.all(parts, scope, Tri::False),
            Cond::Not(part) => !self.cond(part, scope),
            Cond::Flag(field, wanted) => {
                self.field(field, scope, |table, column, row| table.column(column).flag(row), |flag| flag == *wanted)
            }
            Cond::Int(left, comparison, right) => {
                let (left, right) = (self.int(left, scope), self.int(right, scope));
                both(left, right, |left, right| holds(left, *comparison, right))
            }
            Cond::Days(left, comparison, right) => self.days(left, *comparison, right, scope),
            Cond::Choice(field, mask) => {
                self.field(field, scope, |table, column, row| table.column(column).choice(row), |at| mask & (1 << at) != 0)
            }
            Cond::Choices(left, comparison, right) => {
                let choice = |table: &Table, column: usize, row: usize| table.column(column).choice(row);
                let (left, right) = (self.read(left, scope, choice), self.read(right, scope, choice));
                both(left, right, |left, right| holds(left, *comparison, right))
            }
            Cond::Has(field, mask) => self.field(field, scope, |table, column, row| table.column(column).set(row), |held| held & mask != 0),
            Cond::Text(field, words, wanted) => match self.land(&field.way, scope) {
                Got::Known(row) => match self.table(field.way.register).column(field.column).text(row as usize) {
                    Some(text) => {
                        self.probe.saw(field.way.register, row, column_number(field.column));
                        (words.iter().any(|word| **word == *text) == *wanted).into()
                    }
                    None => {
                        self.missing = Some(Missing { register: field.way.register, field: Some(column_number(field.column)) });
                        Tri::Unknown
                    }
                },
                Got::Nothing => Tri::False,
                Got::Missing => Tri::Unknown,
            },
            Cond::Same(left, right, wanted) => {
                let (left, right) = (self.entity(left, scope), self.entity(right, scope));
                both(left, right, |left, right| (left == right) == *wanted)
            }
            Cond::Given(field) => match self.land(&field.way, scope) {
                Got::Known(row) => {
                    self.probe.saw(field.way.register, row, column_number(field.column));
                    self.table(field.way.register).column(field.column).is_given(row as usize).into()
                }
                Got::Nothing | Got::Missing => Tri::False,
            },
            Cond::GivenDay(way, column) => match self.land(way, scope) {
                Got::Known(row) => {
                    let day = self.day_in(way.register, row, *column);
                    matches!(day, Some(day) if day != Day::MIN && day != Day::MAX).into()
                }
                Got::Nothing | Got::Missing => Tri::False,
            },
            Cond::Measured(way) => match self.land(way, scope) {
                Got::Known(row) => (self.table(way.register).basis(row) == Basis::Measured).into(),
                Got::Nothing => Tri::False,
                Got::Missing => Tri::Unknown,
            },
            Cond::Count(rows, comparison, count) => self.count_holds(rows, *comparison, *count, scope),
            Cond::Latest(rows, is) => self.latest_holds(rows, is, scope),
        }
    }

    /// Counts the rows that count on the day.
    pub(super) fn tally(&mut self, rows: &RowSet, extra: Option<&Cond>, scope: Scope) -> Got<Tally> {
        let entity = match self.entity(&rows.at, scope) {
            Got::Known(entity) => entity,
            Got::Nothing => return Got::Nothing,
            Got::Missing => return Got::Missing,
        };
        let (mut tally, mut missing) = (Tally::default(), None);
        for row in self.table(rows.register).rows_naming(rows.link, entity) {
            if !self.is_live(rows, row) {
                continue;
            }
            tally.any = true;
            if rows.measured_only && self.table(rows.register).basis(row) != Basis::Measured {
                tally.declared = true;
                continue;
            }
            let inner = Scope { row, subject: scope.subject };
            let mut counts = rows.filter.as_ref().map_or(Tri::True, |filter| self.cond(filter, inner));
            if let (Some(extra), true) = (extra, counts != Tri::False) {
                counts = match (counts, self.cond(extra, inner)) {
                    (_, Tri::False) => Tri::False,
                    (Tri::True, Tri::True) => Tri::True,
                    _ => Tri::Unknown,
                };
            }
            match counts {
                Tri::True => {
                    self.probe.saw(rows.register, row, WHOLE_ROW);
                    tally.yes += 1;
                }
                Tri::Unknown => {
                    missing = first_missing(missing, self.missing);
                    tally.maybe += 1;
                }
                Tri::False => {}
            }
        }
        if tally.maybe > 0 {
            self.missing = missing;
        }
        Got::Known(tally)
    }

    /// Whether a row counts on the day by its own days: one that lasts while it covers the day, one that happened from then on.
    pub(super) fn is_live(&mut self, rows: &RowSet, row: RowIndex) -> bool {
        let table = self.table(rows.register);
        let (first, last) = if rows.lasts {
            (table.from(row), table.until(row))
        } else {
            (self.day_in(rows.register, row, rows.on).unwrap_or_else(|| table.from(row)), Day::MAX)
        };
        if self.day < first {
            self.probe.narrow(Day::MIN, first.plus(-1));
            return false;
        }
        if self.day > last {
            self.probe.narrow(last.plus(1), Day::MAX);
            // That something has ended is often the very reason.
            self.probe.saw(rows.register, row, WHOLE_ROW);
            return false;
        }
        self.probe.narrow(first, last);
        true
    }

    /// The day that a row holds; what is not known is `None`.
    pub(super) fn day_in(&self, register: RegisterIndex, row: RowIndex, column: DayColumn) -> Option<Day> {
        let table = self.table(register);
        match column {
            DayColumn::From => Some(table.from(row)),
            DayColumn::Until => Some(table.until(row)),
            DayColumn::Field(column) => table.column(column).day(row as usize),
            DayColumn::Either(first, second) => table.column(first).day(row as usize).or_else(|| table.column(second).day(row as usize)),
        }
    }

    /// The day that a term comes to.
    pub(super) fn day_term(&mut self, term: &DayTerm, scope: Scope) -> Got<Day> {
        match term {
            DayTerm::Literal(day) => Got::Known(*day),
            DayTerm::Today => Got::Known(self.day),
            DayTerm::Of(way, column) => match self.land(way, scope) {
                Got::Known(row) => match self.day_in(way.register, row, *column) {
                    Some(day) => {
                        self.saw_day(way.register, row, *column);
                        Got::Known(day)
                    }
                    None => self.lacks(way.register, day_field(*column)),
                },
                Got::Nothing => Got::Nothing,
                Got::Missing => Got::Missing,
            },
            DayTerm::Shifted(base, span) => match self.day_term(base, scope) {
                Got::Known(day) => Got::Known(self.calendar.add_fast(day, *span).0),
                other => other,
            },
        }
    }

    /// The entity that a term comes to.
    pub(super) fn entity(&mut self, term: &EntityTerm, scope: Scope) -> Got<Entity> {
        match term {
            EntityTerm::Itself(way) => match self.land(way, scope) {
                Got::Known(row) => Got::Known(self.table(way.register).entity(row)),
                Got::Nothing => Got::Nothing,
                Got::Missing => Got::Missing,
            },
            EntityTerm::Named(field) => self.read(field, scope, |table, column, row| table.column(column).entity(row)),
        }
    }

    pub(super) fn table(&self, register: RegisterIndex) -> &'a Table {
        self.facts.table(register)
    }

    fn all(&mut self, parts: &[Cond], scope: Scope, neutral: Tri) -> Tri {
        let (mut result, mut missing) = (neutral, None);
        for part in parts {
            match self.cond(part, scope) {
                Tri::Unknown => {
                    if result != Tri::Unknown {
                        missing = self.missing;
                    }
                    result = Tri::Unknown;
                }
                decided if decided != neutral => return decided,
                _ => {}
            }
        }
        if result == Tri::Unknown {
            self.missing = missing;
        }
        result
    }

    fn int(&mut self, term: &IntTerm, scope: Scope) -> Got<i64> {
        match term {
            IntTerm::Literal(number) => Got::Known(*number),
            IntTerm::Field(field) => self.read(field, scope, |table, column, row| table.column(column).int(row)),
        }
    }

    fn days(&mut self, left: &DayTerm, comparison: Comparison, right: &DayTerm, scope: Scope) -> Tri {
        let (got_left, got_right) = (self.day_term(left, scope), self.day_term(right, scope));
        let result = both(got_left, got_right, |left, right| holds(left, comparison, right));
        if P::WATCHES && result != Tri::Unknown && (left.moves() || right.moves()) {
            self.narrow_moving(left, comparison, right, scope, result);
        }
        result
    }

    /// The days around the day of evaluation on which a comparison that moves with it stays the same. Such a comparison changes at few
    /// days; they are found by stepping out in growing strides and then halving.
    fn narrow_moving(&mut self, left: &DayTerm, comparison: Comparison, right: &DayTerm, scope: Scope, result: Tri) {
        const STRIDE_MAX: i32 = 1 << 14;
        let today = self.day;
        let mut same_on = |day: Day| {
            self.day = day;
            let (left, right) = (self.day_term(left, scope), self.day_term(right, scope));
            both(left, right, |left, right| holds(left, comparison, right)) == result
        };
        let mut reach = |direction: i32| {
            let (mut good, mut stride) = (0, 1);
            while stride <= STRIDE_MAX && same_on(today.plus(direction * (good + stride))) {
                good += stride;
                stride *= 2;
            }
            if stride > STRIDE_MAX {
                return None;
            }
            while stride > 1 {
                stride /= 2;
                if same_on(today.plus(direction * (good + stride))) {
                    good += stride;
                }
            }
            Some(today.plus(direction * good))
        };
        let (first, last) = (reach(-1).unwrap_or(Day::MIN), reach(1).unwrap_or(Day::MAX));
        self.day = today;
        self.probe.narrow(first, last);
    }

    fn count_holds(&mut self, rows: &RowSet, comparison: Comparison, count: u32, scope: Scope) -> Tri {
        match self.tally(rows, None, scope) {
            Got::Known(tally) => {
                let (fewest, most) = (holds(tally.yes, comparison, count), holds(tally.yes + tally.maybe, comparison, count));
                // Between the fewest and the most possible a comparison can only change when its ends differ, equality aside.
                let certain = fewest == most && !(tally.maybe > 0 && matches!(comparison, Comparison::Equal | Comparison::NotEqual));
                if certain { fewest.into() } else { Tri::Unknown }
            }
            Got::Nothing => holds(0, comparison, count).into(),
            Got::Missing => Tri::Unknown,
        }
    }

    fn latest_holds(&mut self, rows: &RowSet, is: &Cond, scope: Scope) -> Tri {
        let entity = match self.entity(&rows.at, scope) {
            Got::Known(entity) => entity,
            Got::Nothing => return Tri::False,
            Got::Missing => return Tri::Unknown,
        };
        let Some(certain) = self.newest(rows, entity, scope, Tri::True, None) else {
            // Without a row that is certainly one of these, one that may be leaves it open.
            return if self.newest(rows, entity, scope, Tri::Unknown, None).is_some() { Tri::Unknown } else { Tri::False };
        };
        self.probe.saw(rows.register, certain, WHOLE_ROW);
        let answer = self.cond(is, Scope { row: certain, subject: scope.subject });
        let missing = self.missing;
        if self.newest(rows, entity, scope, Tri::Unknown, Some(certain)).is_some() {
            return Tri::Unknown;
        }
        self.missing = missing;
        answer
    }

    /// The newest row up to the day of which the filter says this; only rows newer than `than`.
    pub(super) fn newest(&mut self, rows: &RowSet, entity: Entity, scope: Scope, said: Tri, than: Option<RowIndex>) -> Option<RowIndex> {
        let table = self.table(rows.register);
        let mut newest = than;
        for row in table.rows_naming(rows.link, entity) {
            if newest.is_some_and(|newest| !is_newer(table, row, newest)) || !self.is_live(rows, row) {
                continue;
            }
            let inner = Scope { row, subject: scope.subject };
            if rows.filter.as_ref().map_or(Tri::True, |filter| self.cond(filter, inner)) == said {
                newest = Some(row);
            }
        }
        newest.filter(|_| newest != than)
    }

    fn field<T>(&mut self, field: &Field, scope: Scope, read: impl Fn(&Table, usize, usize) -> Option<T>, test: impl Fn(T) -> bool) -> Tri {
        match self.read(field, scope, read) {
            Got::Known(value) => test(value).into(),
            Got::Nothing => Tri::False,
            Got::Missing => Tri::Unknown,
        }
    }

    fn read<T>(&mut self, field: &Field, scope: Scope, read: impl Fn(&Table, usize, usize) -> Option<T>) -> Got<T> {
        match self.land(&field.way, scope) {
            Got::Known(row) => match read(self.table(field.way.register), field.column, row as usize) {
                Some(value) => {
                    self.probe.saw(field.way.register, row, column_number(field.column));
                    Got::Known(value)
                }
                None => self.lacks(field.way.register, Some(column_number(field.column))),
            },
            Got::Nothing => Got::Nothing,
            Got::Missing => Got::Missing,
        }
    }

    /// Follows a way to the row it leads to on the day.
    fn land(&mut self, way: &Way, scope: Scope) -> Got<RowIndex> {
        let mut row = match way.base {
            Base::Row => scope.row,
            Base::Subject => scope.subject,
        };
        for (at, hop) in way.hops.iter().enumerate() {
            let Some(entity) = self.table(hop.register).column(hop.column).entity(row as usize) else {
                return self.lacks(hop.register, Some(column_number(hop.column)));
            };
            self.probe.saw(hop.register, row, column_number(hop.column));
            let target = way.hops.get(at + 1).map_or(way.register, |next| next.register);
            row = match self.segment(target, entity) {
                Segment::Row(row) => row,
                Segment::Absent => {
                    self.saw_end(target, entity);
                    return Got::Nothing;
                }
                Segment::Unknown => return self.lacks(target, None),
            };
        }
        Got::Known(row)
    }

    /// That what a reference names has ended is often the very reason.
    fn saw_end(&mut self, register: RegisterIndex, entity: Entity) {
        if !P::WATCHES {
            return;
        }
        let table = self.table(register);
        if let Some(row) = table.rows_of(entity).filter(|&row| table.until(row) < self.day).last() {
            self.probe.saw(register, row, WHOLE_ROW);
        }
    }

    /// What is known of an entity on the day of evaluation.
    pub(super) fn segment(&mut self, register: RegisterIndex, entity: Entity) -> Segment {
        let table = self.table(register);
        let segment = table.segment(entity, self.day);
        if P::WATCHES && table.def().shape == crate::register::Shape::State {
            match segment {
                Segment::Row(row) => self.probe.narrow(table.from(row), table.until(row)),
                Segment::Absent => {
                    for row in table.rows_of(entity) {
                        if table.from(row) > self.day {
                            self.probe.narrow(Day::MIN, table.from(row).plus(-1));
                        } else {
                            self.probe.narrow(table.until(row).plus(1), Day::MAX);
                        }
                    }
                }
                Segment::Unknown => {}
            }
        }
        segment
    }

    pub(super) fn lacks<T>(&mut self, register: RegisterIndex, field: Option<u16>) -> Got<T> {
        self.missing = Some(Missing { register, field });
        Got::Missing
    }

    pub(super) fn saw_day(&mut self, register: RegisterIndex, row: RowIndex, column: DayColumn) {
        let read = match column {
            DayColumn::Either(first, second) if self.table(register).column(first).day(row as usize).is_none() => DayColumn::Field(second),
            column => column,
        };
        self.probe.saw(register, row, day_field(read).unwrap_or(WHOLE_ROW));
    }
}

/// The number of a column in what is missing and what was read.
pub(super) fn column_number(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(WHOLE_ROW)
}

/// The field that a day stands in; `None` for the row's own days.
pub(super) fn day_field(column: DayColumn) -> Option<u16> {
    match column {
        DayColumn::From | DayColumn::Until => None,
        DayColumn::Field(column) | DayColumn::Either(column, _) => Some(column_number(column)),
    }
}

/// Whether one row is newer than another: by its day, on the same day by when it was learned (what is not stored yet is newest), and by
/// its code when nothing else tells them apart, so that the answer does not hang on the order in which rows were loaded.
fn is_newer(table: &Table, row: RowIndex, than: RowIndex) -> bool {
    let age = |row: RowIndex| (table.from(row), table.learned_order(row));
    age(row).cmp(&age(than)).then_with(|| table.code(table.entity(row)).cmp(table.code(table.entity(than)))).is_gt()
}

/// Which of two missing facts is named: the same one in whatever order the rows are read.
pub(super) fn first_missing(one: Option<Missing>, other: Option<Missing>) -> Option<Missing> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Compares two terms; *nothing* makes every comparison false, *missing* makes it unknown.
fn both<T>(left: Got<T>, right: Got<T>, test: impl Fn(T, T) -> bool) -> Tri {
    match (left, right) {
        (Got::Nothing, _) | (_, Got::Nothing) => Tri::False,
        (Got::Missing, _) | (_, Got::Missing) => Tri::Unknown,
        (Got::Known(left), Got::Known(right)) => test(left, right).into(),
    }
}
