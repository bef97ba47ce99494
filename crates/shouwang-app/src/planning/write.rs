//! Makes the rows in the database those that there should be, a bounded number at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use shouwang_calendar::Day;
use shouwang_domain::facts::Entity;
use shouwang_domain::plan::DutyIndex;
use shouwang_storage::{Lease, Planned, PlannerClaim, StatusChanges, StatusKey, StatusRow, StorageError, Store};
use tokio::sync::Mutex;

use super::held::Held;
use super::rows::{rows_later, rows_of};
use crate::edge::Clock;

/// How long a planner that no longer writes keeps others from taking over, by default; longer than servers' clocks differ.
pub(super) const LEASE: SignedDuration = SignedDuration::from_secs(20);

/// Subjects that are looked at at once: with their rows a few megabytes.
const SUBJECTS: usize = 2_048;
/// Rows that are written in one transaction, so that other writers never wait long.
const ROWS: usize = 2_048;

/// How rows that are there already are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Earlier {
    /// Law and facts are those by which they were planned: what time has not changed is taken over.
    Planned,
    /// Everything is worked out anew.
    Doubted,
}

/// Writes under the planner's lease, as long as nobody else has planned.
#[derive(Clone)]
pub(super) struct Claim {
    pub(super) store: Store,
    pub(super) lease: Lease,
    /// How long the lease lasts without being renewed.
    pub(super) lasts: SignedDuration,
    pub(super) clock: Arc<dyn Clock>,
    /// What the statuses in the database rest on, as this planner believes.
    pub(super) from: Option<Planned>,
}

impl Claim {
    /// Takes or renews the lease. `false`: another server has it.
    pub(super) async fn take(&self) -> Result<bool, StorageError> {
        let now = self.clock.now();
        self.store.take_lease(&self.lease, now, self.until(now)).await
    }

    /// Writes some changes; `planned` says what all rows rest on from then on. `false`: another planner has taken over.
    async fn write(&mut self, changes: &StatusChanges, planned: Option<&Planned>) -> Result<bool, StorageError> {
        let now = self.clock.now();
        let claim = PlannerClaim { lease: &self.lease, until: self.until(now), now, from: self.from.as_ref() };
        let written = self.store.write_statuses(&claim, changes, planned).await?;
        if let (true, Some(planned)) = (written, planned) {
            self.from = Some(planned.clone());
        }
        Ok(written)
    }

    fn until(&self, now: Timestamp) -> Timestamp {
        now.checked_add(self.lasts).unwrap_or(Timestamp::MAX)
    }
}

/// What was written, as far as it concerns those who are told.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Units of which statuses changed.
    pub(super) units: BTreeSet<String>,
    /// How many rows were written or removed.
    pub(super) rows: usize,
}

/// Collects changes and writes them when there are enough.
pub(super) struct Batch<'b> {
    writer: &'b mut Claim,
    held: &'b Arc<Mutex<Option<Held>>>,
    changes: StatusChanges,
    pub(super) tally: Tally,
}

impl<'b> Batch<'b> {
    pub(super) fn new(writer: &'b mut Claim, held: &'b Arc<Mutex<Option<Held>>>) -> Batch<'b> {
        Batch { writer, held, changes: StatusChanges::default(), tally: Tally::default() }
    }

    /// Goes through every duty of every subject. `false`: another planner has taken over.
    pub(super) async fn everything(&mut self, day: Day, earlier: Earlier) -> Result<bool, StorageError> {
        let names = |held: &Held| held.book.program.duties().iter().map(|duty| duty.rule.name.to_string()).collect::<Vec<_>>();
        let Some(duties) = self.with(names).await else { return Ok(false) };
        for unknown in self.writer.store.list_planned_duties().await?.into_iter().filter(|duty| !duties.contains(duty)) {
            let rows = self.writer.store.load_statuses(&unknown, None, None).await?;
            if !self.add(rows, Vec::new()).await? {
                return Ok(false);
            }
        }
        for (duty, name) in (0..).zip(&duties) {
            if !self.duty(duty, name, day, earlier).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Goes through some duties of some subjects. `false`: another planner has taken over.
    pub(super) async fn these(&mut self, touched: &BTreeSet<(DutyIndex, Entity)>, day: Day) -> Result<bool, StorageError> {
        let touched: Vec<_> = touched.iter().copied().collect();
        for pairs in touched.chunks(SUBJECTS) {
            let planned = self.with(|held| {
                let planner = held.planner();
                let name = |&(duty, subject): &(DutyIndex, Entity)| {
                    let compiled = planner.program.duty(duty);
                    (compiled.rule.name.to_string(), planner.facts.table(compiled.subject).code(subject).to_owned())
                };
                let rows: Vec<_> = pairs.iter().flat_map(|&(duty, subject)| rows_of(&planner, duty, subject, day)).collect();
                (pairs.iter().map(name).collect::<Vec<_>>(), rows)
            });
            let Some((names, rows)) = planned.await else { return Ok(false) };
            let names: Vec<_> = names.iter().map(|(duty, subject)| (duty.as_str(), subject.as_str())).collect();
            let before = self.writer.store.load_statuses_of(&names).await?;
            if !self.add(before, rows).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Writes what is left, and what all rows rest on now.
    pub(super) async fn finish(mut self, planned: &Planned) -> Result<Option<Tally>, StorageError> {
        self.tally.rows += self.changes.puts.len() + self.changes.removals.len();
        let written = self.writer.write(&std::mem::take(&mut self.changes), Some(planned)).await?;
        Ok(written.then_some(self.tally))
    }

    async fn duty(&mut self, duty: DutyIndex, name: &str, day: Day, earlier: Earlier) -> Result<bool, StorageError> {
        let Some(subjects) = self.with(|held| held.subjects(duty)).await else { return Ok(false) };
        let mut above: Option<String> = None;
        let mut chunks = subjects.chunks(SUBJECTS).peekable();
        if chunks.peek().is_none() {
            let before = self.writer.store.load_statuses(name, None, None).await?;
            return self.add(before, Vec::new()).await;
        }
        while let Some(chunk) = chunks.next() {
            // The last piece is open at its end: rows of subjects that nobody knows any more lie there, too.
            let last = if chunks.peek().is_none() { None } else { self.with(|held| code_of(held, duty, chunk)).await.flatten() };
            let before = self.writer.store.load_statuses(name, above.as_deref(), last.as_deref()).await?;
            let Some((before, after)) = self.plan(duty, chunk, day, earlier, before).await else { return Ok(false) };
            if !self.add(before, after).await? {
                return Ok(false);
            }
            above = last;
        }
        Ok(true)
    }

    /// Plans one duty for some subjects away from the threads that serve requests.
    async fn plan(
        &self,
        duty: DutyIndex,
        subjects: &[Entity],
        day: Day,
        earlier: Earlier,
        before: Vec<StatusRow>,
    ) -> Option<(Vec<StatusRow>, Vec<StatusRow>)> {
        let held = Arc::clone(self.held).lock_owned().await;
        let subjects = subjects.to_vec();
        let work = move || {
            let planner = held.as_ref()?.planner();
            let mut after = Vec::new();
            let mut by_subject: BTreeMap<&str, &[StatusRow]> = BTreeMap::new();
            for rows in before.chunk_by(|one, other| one.key.subject == other.key.subject) {
                by_subject.insert(&rows[0].key.subject, rows);
            }
            let table = planner.facts.table(planner.program.duty(duty).subject);
            for subject in subjects {
                after.append(&mut match (earlier, by_subject.get(table.code(subject))) {
                    (Earlier::Planned, Some(rows)) => rows_later(&planner, duty, subject, day, rows),
                    _ => rows_of(&planner, duty, subject, day),
                });
            }
            Some((before, after))
        };
        tokio::task::spawn_blocking(work).await.ok().flatten()
    }

    /// Adds what is different, and writes when there is enough.
    async fn add(&mut self, before: Vec<StatusRow>, after: Vec<StatusRow>) -> Result<bool, StorageError> {
        let mut before: BTreeMap<StatusKey, StatusRow> = before.into_iter().map(|row| (row.key.clone(), row)).collect();
        for row in after {
            let earlier = before.remove(&row.key);
            if earlier.as_ref() == Some(&row) {
                continue;
            }
            self.tally.units.extend(earlier.and_then(|earlier| earlier.unit));
            self.tally.units.extend(row.unit.clone());
            self.changes.puts.push(row);
        }
        for (key, row) in before {
            self.tally.units.extend(row.unit);
            self.changes.removals.push(key);
        }
        while self.changes.puts.len() + self.changes.removals.len() >= ROWS {
            let puts = self.changes.puts.split_off(self.changes.puts.len().saturating_sub(ROWS));
            let room = ROWS - puts.len().min(ROWS);
            let removals = self.changes.removals.split_off(self.changes.removals.len().saturating_sub(room));
            let part = StatusChanges { puts, removals };
            self.tally.rows += part.puts.len() + part.removals.len();
            if !self.writer.write(&part, None).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn with<R>(&self, look: impl FnOnce(&Held) -> R) -> Option<R> {
        self.held.lock().await.as_ref().map(look)
    }
}

fn code_of(held: &Held, duty: DutyIndex, chunk: &[Entity]) -> Option<String> {
    let planner = held.planner();
    let table = planner.facts.table(planner.program.duty(duty).subject);
    chunk.last().map(|&last| table.code(last).to_owned())
}
