//! Whether a write lies within its writer's authority, and in which of his functions it is done.

use shouwang_calendar::Day;
use shouwang_domain::reach::Scope;

use super::run::Moments;
use super::{About, Acting, Guard, Write};
use crate::changes::Changes;
use crate::database::Tx;
use crate::error::StorageError;
use crate::query::{Look, check_reach, find_neighbours};
use crate::schema::Table;

/// What the changes of a write come to, table by table.
pub(super) type Plan<'p, 'w> = [(&'static Table, Changes<'p, 'w>)];

/// The authority of one writer, while his write is carried out.
pub(super) struct WriterReach<'w> {
    guard: Option<&'w Guard>,
    /// The functions that have covered everything so far.
    left: Vec<&'w Acting>,
    is_chosen: bool,
    day: Day,
}

impl<'w> WriterReach<'w> {
    pub(super) fn of(write: &'w Write, moments: Moments) -> WriterReach<'w> {
        let day = Day::of_instant(moments.recorded_at).unwrap_or(Day::MIN);
        WriterReach { guard: write.guard.as_ref(), left: write.acting.iter().collect(), is_chosen: !write.acting.is_empty(), day }
    }

    /// Refuses what is beyond the writer's authority: to end rows that are, or to cut their time short, before that is done; to begin such rows,
    /// when they stand. Where he may act in several functions, one of them has to reach it all, so that the entry says whose act it was.
    pub(super) async fn check(&mut self, tx: &mut Tx, plan: &Plan<'_, '_>, look: Look) -> Result<(), StorageError> {
        if let Some(guard) = self.guard {
            self.check_within(tx, guard, plan, look).await?;
        }
        let mut left = Vec::with_capacity(self.left.len());
        for acting in &self.left {
            match self.check_within(tx, &acting.guard, plan, look).await {
                Ok(()) => left.push(*acting),
                Err(StorageError::OutOfReach { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        self.left = left;
        if self.is_chosen && self.left.is_empty() { Err(StorageError::OutOfEachReach) } else { Ok(()) }
    }

    /// What the ledger says of the writer: in the first of his functions that covers everything.
    pub(super) fn about(&self, write: &Write) -> About {
        let about = write.about.clone();
        match self.left.first() {
            Some(Acting { unit, function, .. }) => About { unit: unit.clone(), function: function.clone(), ..about },
            None => about,
        }
    }

    async fn check_within(&self, tx: &mut Tx, guard: &Guard, plan: &Plan<'_, '_>, look: Look) -> Result<(), StorageError> {
        for (table, changes) in plan {
            let bounds = guard.bounds(table.def.name);
            match look {
                Look::Before if bounds.before == Scope::Everything => {}
                Look::Before => {
                    let new: Vec<_> = changes.new_keys().collect();
                    let neighbours = find_neighbours(tx, table.def, &new).await?;
                    let ended = changes.ended.iter().map(|standing| &standing.row.key);
                    let keys: Vec<_> = ended.chain(&neighbours).collect();
                    check_reach(tx, table.def, &keys, &bounds.before, self.day, look).await?;
                }
                Look::After => {
                    let keys: Vec<_> = changes.begun.iter().map(|row| &row.key).collect();
                    check_reach(tx, table.def, &keys, &bounds.after, self.day, look).await?;
                }
            }
        }
        Ok(())
    }
}
