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
    /// Up to which act the planner has been told what was touched; the facts may be ahead of it, where a desk needed what was newer.
    pub(super) told: i64,
    /// What was touched since then.
    untold: Followed,
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
    /// Units whose matters changed.
    pub(super) matters: BTreeSet<String>,
    /// What has to be planned again.
    pub(super) touched: Touched,
}

impl Followed {
    fn nothing() -> Followed {
        Followed { registers: BTreeSet::new(), matters: BTreeSet::new(), touched: Touched::These(BTreeSet::new()) }
    }
}

impl Held {
    /// Loads the facts as they were when an act had been written.
    pub(super) async fn load(store: &Store, book: Book, act: i64) -> Result<Held, StorageError> {
        let (facts, rows) = load(store, AsOf::Act(act), &every_register()).await?;
        let (settings, _) = Settings::read(&book.program, &facts);
        Ok(Held { book, act, told: act, untold: Followed::nothing(), facts, settings, stale_rows: 0, rows })
    }

    /// Follows the acts up to one, if they are not in the facts already.
    pub(super) async fn follow(&mut self, store: &Store, upto: i64) -> Result<(), StorageError> {
        if upto > self.act {
            let matters = store.units_of_matters_since(self.act, upto).await?;
            store.changes_since(self.act, upto, |register, change| self.change(register, change)).await?;
            self.untold.matters.extend(matters);
            self.act = upto;
        }
        Ok(())
    }

    /// What following acts has touched since this was asked last; nothing when no act was followed.
    pub(super) fn tell(&mut self) -> Option<Followed> {
        let is_ahead = self.act > self.told;
        self.told = self.act;
        is_ahead.then(|| std::mem::replace(&mut self.untold, Followed::nothing()))
    }

    fn change(&mut self, register: &'static str, change: RowChange) {
        let Some(index) = register_index(register) else { return };
        let (key, change) = match change {
            RowChange::Put(row) => {
                self.rows += 1;
                (row.key.clone(), Change::Put(index, row))
            }
            RowChange::Withdrawn(key) => (key.clone(), Change::Withdraw(index, key)),
        };
        self.stale_rows += usize::from(self.facts.find_row(index, &key).is_some());
        self.untold.registers.insert(register);
        let touched = self.book.program.follow(&mut self.facts, &mut self.settings, &change);
        match (&mut self.untold.touched, touched) {
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
        let Held { book, act, told, untold, facts, settings, stale_rows, rows } = self;
        let mut desk = Desk::over(&book, facts, settings);
        let result = work(&mut desk);
        let (facts, settings) = desk.into_parts();
        (Held { book, act, told, untold, facts, settings, stale_rows, rows }, result)
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
