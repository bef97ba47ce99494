//! One register as columns, with the indexes that planning walks.
//!
//! Indexes are linked lists threaded through the rows (a head for each entity, a next for each row): adding and removing a row touches a
//! few numbers, and a list of one, the usual case, costs one look. A list of the rows that name an entity runs from the newest row number
//! to the oldest, so that a new row goes in front, and a row that is put back goes where it was.

use jiff::Timestamp;
use shouwang_calendar::Day;

use crate::register::{Basis, FieldKind, RegisterDef, Row, Shape};

use super::column::Column;
use super::words::Dictionary;
use super::{Entity, RegisterIndex, RowIndex, register_index};

/// The end of a list of rows.
const END: RowIndex = RowIndex::MAX;

/// Nobody vouches for the row.
const NOBODY: u32 = u32::MAX;

/// Learned at no moment: not stored yet, and therefore newer than everything that is.
const NOT_STORED: i64 = i64::MAX;

/// What is known of an entity on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// This row says it.
    Row(RowIndex),
    /// It is known, but was not there on that day.
    Absent,
    /// Nothing is known of it at all.
    Unknown,
}

/// From the entities of another register to the rows that name them in one field.
#[derive(Clone, Debug)]
struct Link {
    target: RegisterIndex,
    head: Vec<RowIndex>,
    next: Vec<RowIndex>,
}

/// One register as columns.
#[derive(Clone, Debug)]
pub struct Table {
    def: &'static RegisterDef,
    codes: Dictionary,
    first: Vec<RowIndex>,
    next: Vec<RowIndex>,
    entity: Vec<Entity>,
    from: Vec<Day>,
    said_until: Vec<Day>,
    until: Vec<Day>,
    basis: Vec<Basis>,
    vouchers: Dictionary,
    vouched_by: Vec<u32>,
    /// Microseconds since 1970-01-01 in UTC, as the databases hold them.
    learned_at: Vec<i64>,
    columns: Vec<Column>,
    links: Vec<Option<Link>>,
}

impl Table {
    pub(super) fn new(def: &'static RegisterDef) -> Table {
        let link = |kind| match kind {
            FieldKind::Ref(name) => register_index(name).map(|target| Link { target, head: Vec::new(), next: Vec::new() }),
            _ => None,
        };
        Table {
            def,
            codes: Dictionary::default(),
            first: Vec::new(),
            next: Vec::new(),
            entity: Vec::new(),
            from: Vec::new(),
            said_until: Vec::new(),
            until: Vec::new(),
            basis: Vec::new(),
            vouchers: Dictionary::default(),
            vouched_by: Vec::new(),
            learned_at: Vec::new(),
            columns: def.fields.iter().map(|field| Column::new(field.kind)).collect(),
            links: def.fields.iter().map(|field| link(field.kind)).collect(),
        }
    }

    /// The declaration.
    #[must_use]
    pub fn def(&self) -> &'static RegisterDef {
        self.def
    }

    /// How many entities there are, those without rows included.
    #[must_use]
    pub fn entity_count(&self) -> usize {
        self.codes.len()
    }

    /// How many rows there are, removed ones included.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.entity.len()
    }

    /// The code of an entity.
    #[must_use]
    pub fn code(&self, entity: Entity) -> &str {
        self.codes.get(entity)
    }

    /// The entity with this code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<Entity> {
        self.codes.find(code)
    }

    /// The entity of a row.
    #[must_use]
    pub fn entity(&self, row: RowIndex) -> Entity {
        self.entity[row as usize]
    }

    /// First day of a row (the day of an event).
    #[must_use]
    pub fn from(&self, row: RowIndex) -> Day {
        self.from[row as usize]
    }

    /// Last day of a row that still counts; a later row of the same entity ends it even where nobody wrote so.
    #[must_use]
    pub fn until(&self, row: RowIndex) -> Day {
        self.until[row as usize]
    }

    /// Declared or measured.
    #[must_use]
    pub fn basis(&self, row: RowIndex) -> Basis {
        self.basis[row as usize]
    }

    /// Who declared it or what measured it.
    #[must_use]
    pub fn vouched_by(&self, row: RowIndex) -> Option<&str> {
        let voucher = self.vouched_by[row as usize];
        (voucher != NOBODY).then(|| self.vouchers.get(voucher))
    }

    /// When the product learned it; `None` before it has been stored.
    #[must_use]
    pub fn learned_at(&self, row: RowIndex) -> Option<Timestamp> {
        let micros = self.learned_at[row as usize];
        if micros == NOT_STORED { None } else { Timestamp::from_microsecond(micros).ok() }
    }

    /// Orders rows by when they were learned; what is not stored yet comes last.
    pub(crate) fn learned_order(&self, row: RowIndex) -> i64 {
        self.learned_at[row as usize]
    }

    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: usize) -> &Column {
        &self.columns[field]
    }

    /// The register that a field refers to.
    #[must_use]
    pub fn target(&self, field: usize) -> Option<RegisterIndex> {
        self.links[field].as_ref().map(|link| link.target)
    }

    /// What is known of an entity on a day. Of an event there is one row, whatever the day.
    #[must_use]
    pub fn segment(&self, entity: Entity, day: Day) -> Segment {
        let mut row = self.first.get(entity as usize).copied().unwrap_or(END);
        if row == END {
            return Segment::Unknown;
        }
        if self.def.shape == Shape::Event {
            return Segment::Row(row);
        }
        while row != END {
            if self.from[row as usize] <= day && day <= self.until[row as usize] {
                return Segment::Row(row);
            }
            row = self.next[row as usize];
        }
        Segment::Absent
    }

    /// The rows of an entity, by their first day.
    pub fn rows_of(&self, entity: Entity) -> impl Iterator<Item = RowIndex> + '_ {
        follow(self.first.get(entity as usize).copied().unwrap_or(END), &self.next)
    }

    /// The rows whose reference field names this entity.
    pub fn rows_naming(&self, field: usize, entity: Entity) -> impl Iterator<Item = RowIndex> + '_ {
        let (head, next): (RowIndex, &[RowIndex]) = match &self.links[field] {
            Some(link) => (link.head.get(entity as usize).copied().unwrap_or(END), &link.next),
            None => (END, &[]),
        };
        follow(head, next)
    }

    /// The row as a whole, as it would be written.
    #[must_use]
    pub fn row(&self, row: RowIndex, code_of: impl Fn(RegisterIndex, Entity) -> String) -> Row {
        let at = row as usize;
        let value = |field: usize| self.columns[field].value(at, |entity| self.target(field).map(|target| code_of(target, entity)));
        Row {
            key: crate::register::RowKey { code: self.code(self.entity[at]).to_owned(), from: self.from[at] },
            until: self.said_until[at],
            basis: self.basis[at],
            vouched_by: self.vouched_by(row).map(str::to_owned),
            note: None,
            learned_at: self.learned_at(row),
            values: (0..self.columns.len()).map(value).collect(),
        }
    }

    /// The entity with this code, made if need be, and whether it was.
    pub(super) fn intern(&mut self, code: &str) -> (Entity, bool) {
        let (entity, is_new) = self.codes.intern(code);
        if is_new {
            self.first.push(END);
        }
        (entity, is_new)
    }

    /// Takes back the code that was added last; no row may name it any more.
    pub(super) fn forget_newest_code(&mut self) {
        self.codes.forget_newest();
        self.first.pop();
    }

    /// Gives back the memory that growing left unused.
    pub(super) fn shrink(&mut self) {
        self.codes.shrink();
        self.vouchers.shrink();
        for numbers in [&mut self.first, &mut self.next, &mut self.entity, &mut self.vouched_by] {
            numbers.shrink_to_fit();
        }
        for days in [&mut self.from, &mut self.said_until, &mut self.until] {
            days.shrink_to_fit();
        }
        self.basis.shrink_to_fit();
        self.learned_at.shrink_to_fit();
        self.columns.iter_mut().for_each(Column::shrink);
    }

    /// Appends a row of an entity without indexing it; `targets` are the entities its references name, one for each field.
    pub(super) fn push(&mut self, row: &Row, entity: Entity, targets: &[Entity]) -> RowIndex {
        let index = RowIndex::try_from(self.entity.len()).unwrap_or(END);
        assert_ne!(index, END, "a register holds fewer than 2³² rows");
        self.entity.push(entity);
        self.from.push(row.key.from);
        self.said_until.push(row.until);
        self.until.push(row.until);
        self.basis.push(row.basis);
        self.vouched_by.push(row.vouched_by.as_deref().map_or(NOBODY, |voucher| self.vouchers.intern(voucher).0));
        self.learned_at.push(row.learned_at.map_or(NOT_STORED, Timestamp::as_microsecond));
        for ((field, column), target) in self.columns.iter_mut().enumerate().zip(targets) {
            column.push(row.values.get(field).and_then(Option::as_ref), *target);
        }
        self.next.push(END);
        index
    }

    /// Threads every row into its entity's list and sets the days on which later rows end earlier ones.
    pub(super) fn settle_all(&mut self) {
        let mut order: Vec<RowIndex> = (0..).take(self.entity.len()).collect();
        order.sort_unstable_by_key(|&row| (self.entity[row as usize], self.from[row as usize], row));
        for &row in order.iter().rev() {
            let entity = self.entity[row as usize] as usize;
            self.next[row as usize] = self.first[entity];
            self.first[entity] = row;
        }
        for entity in 0..self.codes.len() {
            self.settle_ends(entity);
        }
    }

    pub(super) fn link_all(&mut self, entity_counts: &[usize]) {
        let rows = self.entity.len();
        for (field, link) in self.links.iter_mut().enumerate() {
            let Some(link) = link else { continue };
            link.head = vec![END; entity_counts[usize::from(link.target)]];
            link.next = vec![END; rows];
            for row in 0..rows {
                if let Some(entity) = self.columns[field].entity(row) {
                    link.next[row] = link.head[entity as usize];
                    link.head[entity as usize] = RowIndex::try_from(row).unwrap_or(END);
                }
            }
        }
    }

    /// Threads one row that was just pushed into all indexes.
    pub(super) fn index_row(&mut self, row: RowIndex) {
        let at = row as usize;
        for (field, link) in self.links.iter_mut().enumerate() {
            let Some(link) = link else { continue };
            if link.next.len() <= at {
                link.next.resize(at + 1, END);
            }
            link.next[at] = END;
            if let Some(entity) = self.columns[field].entity(at) {
                if link.head.len() <= entity as usize {
                    link.head.resize(entity as usize + 1, END);
                }
                thread(&mut link.head[entity as usize], &mut link.next, row);
            }
        }
        let entity = self.entity[at] as usize;
        let (mut before, mut after) = (END, self.first[entity]);
        while after != END && (self.from[after as usize], after) < (self.from[at], row) {
            (before, after) = (after, self.next[after as usize]);
        }
        self.next[at] = after;
        if before == END {
            self.first[entity] = row
        } else {
            self.next[before as usize] = row
        }
        self.settle_ends(entity);
    }

    /// Takes a row out of all indexes; it stays in the columns, unseen.
    pub(super) fn unindex_row(&mut self, row: RowIndex) {
        let at = row as usize;
        for (field, link) in self.links.iter_mut().enumerate() {
            let Some(link) = link else { continue };
            if let Some(entity) = self.columns[field].entity(at) {
                unthread(&mut link.head[entity as usize], &mut link.next, row);
            }
        }
        let entity = self.entity[at] as usize;
        unthread(&mut self.first[entity], &mut self.next, row);
        self.settle_ends(entity);
    }

    /// Takes the newest row, already unindexed, out of the columns.
    pub(super) fn pop(&mut self) {
        self.entity.pop();
        self.from.pop();
        self.said_until.pop();
        self.until.pop();
        self.basis.pop();
        self.vouched_by.pop();
        self.learned_at.pop();
        self.next.pop();
        self.columns.iter_mut().for_each(Column::pop);
        for link in self.links.iter_mut().flatten() {
            link.next.truncate(self.entity.len());
        }
    }

    /// A later row of the same entity ends the earlier one on the day before.
    fn settle_ends(&mut self, entity: usize) {
        if self.def.shape == Shape::Event {
            return;
        }
        let mut row = self.first[entity];
        while row != END {
            let next = self.next[row as usize];
            let end = if next == END { Day::MAX } else { self.from[next as usize].plus(-1) };
            self.until[row as usize] = self.said_until[row as usize].min(end);
            row = next;
        }
    }
}

fn follow(first: RowIndex, next: &[RowIndex]) -> impl Iterator<Item = RowIndex> + '_ {
    std::iter::successors((first != END).then_some(first), |&row| {
        let after = next[row as usize];
        (after != END).then_some(after)
    })
}

/// Puts a row into a list that runs from the newest row number to the oldest.
fn thread(head: &mut RowIndex, next: &mut [RowIndex], row: RowIndex) {
    let (mut before, mut after) = (END, *head);
    while after != END && after > row {
        (before, after) = (after, next[after as usize]);
    }
    next[row as usize] = after;
    if before == END { *head = row } else { next[before as usize] = row }
}

fn unthread(head: &mut RowIndex, next: &mut [RowIndex], row: RowIndex) {
    if *head == row {
        *head = next[row as usize];
    } else {
        let mut before = *head;
        while before != END && next[before as usize] != row {
            before = next[before as usize];
        }
        if before != END {
            next[before as usize] = next[row as usize];
        }
    }
    next[row as usize] = END;
}
