//! The facts in memory: loaded as a stream, never as rows all at once, and kept in step with acts.

use std::collections::BTreeSet;

use shouwang_domain::facts::{Change, Entity, Facts, FactsBuilder, register_index};
use shouwang_domain::plan::{DutyIndex, Planner, Settings, Touched};
use shouwang_domain::register::catalog;
use shouwang_storage::{AsOf, RowChange, StorageError, Store};

use super::Book;
use crate::duties::Desk;

/// More duties than these are not planned again one by one: everything is gone through.
const TOUCHED_MAX: usize = 200_000;

/// Facts as they were when an act had been written.
#[derive(Debug)]
pub(crate) struct Held {
    /// The law.
    pub(super) book: Book,
    /// The newest act that is in the facts.
    pub(super) act: i64,
    facts: Facts,
    settings: Settings,
    /// Rows that were replaced or withdrawn: they still take memory.
    stale_rows: usize,
    rows: usize,
}

/// What following some acts has touched.
#[derive(Debug)]
pub(super) struct Followed {
    /// Registers in which something changed.
    pub(super) registers: BTreeSet<&'static str>,
    /// What has to be planned again.
    pub(super) touched: Touched,
}

impl Held {
    /// Loads the facts as they were when an act had been written.
    pub(super) async fn load(store: &Store, book: Book, act: i64) -> Result<Held, StorageError> {
        let (facts, rows) = load(store, AsOf::Act(act), &every_register()).await?;
        let (settings, _) = Settings::read(&book.program, &facts);
        Ok(Held { book, act, facts, settings, stale_rows: 0, rows })
    }

    /// Follows the acts up to one.
    pub(super) async fn follow(&mut self, store: &Store, upto: i64) -> Result<Followed, StorageError> {
        let mut followed = Followed { registers: BTreeSet::new(), touched: Touched::These(BTreeSet::new()) };
        store.changes_since(self.act, upto, |register, change| self.change(register, change, &mut followed)).await?;
        self.act = upto;
        Ok(followed)
    }

    fn change(&mut self, register: &'static str, change: RowChange, followed: &mut Followed) {
        let Some(index) = register_index(register) else { return };
        let (key, change) = match change {
            RowChange::Put(row) => {
                self.rows += 1;
                (row.key.clone(), Change::Put(index, row))
            }
            RowChange::Withdrawn(key) => (key.clone(), Change::Withdraw(index, key)),
        };
        self.stale_rows += usize::from(self.facts.find_row(index, &key).is_some());
        followed.registers.insert(register);
        let touched = self.book.program.follow(&mut self.facts, &mut self.settings, &change);
        match (&mut followed.touched, touched) {
            (Touched::These(all), Touched::These(more)) if all.len() + more.len() <= TOUCHED_MAX => all.extend(more),
            (all, _) => *all = Touched::Everything,
        }
    }

    /// From now on reads them by this law.
    pub(super) fn read_by(&mut self, book: Book) {
        if self.book.digest != book.digest {
            (self.settings, _) = Settings::read(&book.program, &self.facts);
            self.book = book;
        }
    }

    /// Whether loading again would give back much memory.
    pub(super) fn is_stale(&self) -> bool {
        self.stale_rows > self.rows / 4 + 10_000
    }

    /// What plans.
    pub(super) fn planner(&self) -> Planner<'_> {
        Planner { program: &self.book.program, facts: &self.facts, calendar: &self.book.calendar, settings: &self.settings }
    }

    /// The subjects of a duty, by their codes.
    pub(super) fn subjects(&self, duty: DutyIndex) -> Vec<Entity> {
        let table = self.facts.table(self.book.program.duty(duty).subject);
        let mut subjects: Vec<Entity> = (0..).take(table.entity_count()).collect();
        subjects.sort_unstable_by(|&one, &other| table.code(one).cmp(table.code(other)));
        subjects
    }

    /// Lets somebody work at a desk with these facts. He may try changes on, and puts them back.
    pub(super) fn at_desk<R>(self, work: impl FnOnce(&mut Desk<'_>) -> R) -> (Held, R) {
        let Held { book, act, facts, settings, stale_rows, rows } = self;
        let mut desk = Desk::over(&book, facts, settings);
        let result = work(&mut desk);
        let (facts, settings) = desk.into_parts();
        (Held { book, act, facts, settings, stale_rows, rows }, result)
    }
}

/// Facts of some registers at a state of knowledge, and how many rows they were.
pub(super) async fn load(store: &Store, as_of: AsOf, registers: &[&str]) -> Result<(Facts, usize), StorageError> {
    let mut builder = FactsBuilder::default();
    let mut rows = 0;
    let add = |register: &'static str, row| {
        if let Some(index) = register_index(register) {
            builder.add(index, &row);
            rows += 1;
        }
    };
    store.stream_rows(registers, as_of, add).await?;
    Ok((builder.finish(), rows))
}

/// The registers that facts are made of.
pub(super) fn every_register() -> Vec<&'static str> {
    catalog().iter().map(|def| def.name).collect()
}
