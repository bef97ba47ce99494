//! Which entries stand out of place, and which are missing, from the order in which their numbers came.
//!
//! Numbers come in runs (17, 18, 19, …). The heaviest choice of runs that ascends is what stands in place; everything else was moved. For a ledger
//! that nobody touched there is one run, whatever its size.

use std::collections::BTreeMap;
use std::ops::Range;

/// The numbers of the entries as they came, without those that came twice.
#[derive(Debug, Default)]
pub(super) struct Order {
    runs: Vec<Run>,
    /// The numbers that came, as ranges that do not touch: first number → one behind the last.
    seen: BTreeMap<u64, u64>,
}

#[derive(Debug, Clone, Copy)]
struct Run {
    from: u64,
    count: u64,
    place: u64,
}

impl Order {
    /// The next numbers, and where the first of them stood in the stream. Whether they are new; a number that came before is not taken in.
    pub(super) fn add(&mut self, seq: u64, count: u64, place: u64) -> bool {
        let end = seq.saturating_add(count);
        if self.seen.range(..end).next_back().is_some_and(|(_, until)| *until > seq) {
            return false;
        }
        match self.runs.last_mut() {
            Some(run) if run.from + run.count == seq => run.count += count,
            _ => self.runs.push(Run { from: seq, count, place }),
        }
        let until = self.seen.remove(&end).unwrap_or(end);
        match self.seen.range_mut(..seq).next_back() {
            Some((_, before)) if *before == seq => *before = until,
            _ => drop(self.seen.insert(seq, until)),
        }
        true
    }

    /// The numbers below `end` that never came, as ranges; the last one touches `end` when the end is missing.
    pub(super) fn missing(&self, end: u64) -> Vec<Range<u64>> {
        let starts = self.seen.keys().map(|from| *from.min(&end)).chain([end]);
        let ends = [0].into_iter().chain(self.seen.values().map(|until| *until.min(&end)));
        ends.zip(starts).map(|(from, until)| from..until).filter(|gap| gap.start < gap.end).collect()
    }

    /// The numbers from `end` on that came nevertheless.
    pub(super) fn beyond(&self, end: u64) -> Vec<Range<u64>> {
        self.seen.iter().map(|(from, until)| *from.max(&end)..*until).filter(|range| range.start < range.end).collect()
    }

    /// The largest number and one.
    pub(super) fn end(&self) -> u64 {
        self.seen.values().next_back().copied().unwrap_or(0)
    }

    /// The entries out of place: number, and where it stood in the stream.
    pub(super) fn out_of_place(&self) -> impl Iterator<Item = (u64, u64)> {
        let in_place = self.heaviest_ascent();
        let moved = self.runs.iter().zip(in_place).filter(|(_, in_place)| !in_place);
        moved.flat_map(|(run, _)| (0..run.count).map(|at| (run.from + at, run.place + at)))
    }

    /// For each run whether it belongs to the ascending choice with the most entries.
    fn heaviest_ascent(&self) -> Vec<bool> {
        let mut ranks: Vec<usize> = (0..self.runs.len()).collect();
        ranks.sort_unstable_by_key(|at| self.runs[*at].from);
        let mut rank_of = vec![0; ranks.len()];
        for (rank, at) in ranks.iter().enumerate() {
            rank_of[*at] = rank;
        }
        // A Fenwick tree over the ranks: the heaviest ascent that ends at or below a rank, and with which run it ends.
        let mut best: Vec<(u64, Option<usize>)> = vec![(0, None); self.runs.len() + 1];
        let mut before: Vec<Option<usize>> = Vec::with_capacity(self.runs.len());
        for (at, run) in self.runs.iter().enumerate() {
            let mut heaviest = (0, None);
            let mut node = rank_of[at];
            while node > 0 {
                heaviest = heaviest.max(best[node]);
                node &= node - 1;
            }
            before.push(heaviest.1);
            let mut node = rank_of[at] + 1;
            while node < best.len() {
                best[node] = best[node].max((heaviest.0 + run.count, Some(at)));
                node += node & node.wrapping_neg();
            }
        }
        let mut in_place = vec![false; self.runs.len()];
        let mut at = best.iter().max().and_then(|heaviest| heaviest.1);
        while let Some(run) = at {
            in_place[run] = true;
            at = before[run];
        }
        in_place
    }
}
