//! Working days by rank, so that stepping over any number of them is two look-ups.
//!
//! The rank of a day is the number of working days before it, counted from the week of 1970-01-01. Inside the years from the first
//! to the last notice the ranks are a table; outside they follow from the plain week (Monday to Friday), shifted behind the table by
//! what the notices took away or added. The table knows numbers only; names and notices are the [`Calendar`](crate::Calendar)'s.

use std::collections::BTreeMap;

use crate::{Day, Notice};

/// Ranks of days and the runs of years that have notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    /// Number of the first day in the table.
    begin: i32,
    /// For each day from `begin`: its rank.
    ranks: Box<[i32]>,
    /// Rank of the first working day in `workdays`.
    rank_begin: i32,
    /// Numbers of the working days in the table, by rank.
    workdays: Box<[i32]>,
    /// How far ranks behind the table differ from those of the plain week.
    shift: i32,
    /// First and last day number of each unbroken run of years with a notice, in order.
    known: Vec<(i32, i32)>,
}

/// Rank of a day when every week is plain.
const fn plain_rank(day: i32) -> i32 {
    let since_monday = day + 3;
    let weekday = since_monday.rem_euclid(7);
    since_monday.div_euclid(7) * 5 + if weekday < 5 { weekday } else { 5 }
}

/// The working day of a rank when every week is plain.
const fn plain_workday(rank: i64) -> i64 {
    rank.div_euclid(5) * 7 + rank.rem_euclid(5) - 3
}

/// A day number that may lie beyond the open ends.
pub(crate) fn saturated(number: i64) -> Day {
    Day::from_number(i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX }))
}

impl Table {
    pub(crate) fn new(notices: &BTreeMap<i32, Notice>) -> Table {
        let years = notices.keys().next().zip(notices.keys().next_back());
        let (begin, end) =
            years.map_or((0, 0), |(&first, &last)| (Day::from_civil(first, 1, 1).number(), Day::from_civil(last + 1, 1, 1).number()));
        let rank_begin = plain_rank(begin);
        let (mut rank, mut ranks, mut workdays) = (rank_begin, Vec::new(), Vec::new());
        for number in begin..end {
            let day = Day::from_number(number);
            ranks.push(rank);
            if notices.get(&day.civil().0).map_or(day.weekday() < 5, |notice| notice.is_workday(day)) {
                workdays.push(number);
                rank += 1;
            }
        }
        let shift = rank - plain_rank(end);
        Table { begin, ranks: ranks.into(), rank_begin, workdays: workdays.into(), shift, known: known_runs(notices) }
    }

    /// Working days before this day, counted from a fixed point.
    #[inline]
    pub(crate) fn rank(&self, number: i32) -> i32 {
        let offset = number - self.begin;
        match usize::try_from(offset).ok().map(|index| self.ranks.get(index)) {
            Some(Some(&rank)) => rank,
            Some(None) => plain_rank(number) + self.shift,
            None => plain_rank(number),
        }
    }

    /// The working day of this rank.
    #[inline]
    pub(crate) fn workday(&self, rank: i64) -> Day {
        match usize::try_from(rank - i64::from(self.rank_begin)).ok().map(|index| self.workdays.get(index)) {
            Some(Some(&number)) => Day::from_number(number),
            Some(None) => saturated(plain_workday(rank - i64::from(self.shift))),
            None => saturated(plain_workday(rank)),
        }
    }

    /// The working day that is `count` working days after (before, when negative) this day, which itself is not counted.
    #[inline]
    pub(crate) fn step(&self, day: Day, count: i32) -> Day {
        let number = day.number();
        let rank = if count > 0 { i64::from(self.rank(number + 1)) - 1 } else { i64::from(self.rank(number)) };
        self.workday(rank + i64::from(count))
    }

    /// Whether this is a working day.
    #[inline]
    pub(crate) fn is_workday(&self, day: Day) -> bool {
        self.rank(day.number() + 1) > self.rank(day.number())
    }

    /// Working days from `first` to `last`, both included; none when they are the wrong way round.
    pub(crate) fn workdays_between(&self, first: Day, last: Day) -> u32 {
        let count = i64::from(self.rank(last.number() + 1)) - i64::from(self.rank(first.number()));
        u32::try_from(count).unwrap_or(0)
    }

    /// Whether every day between the two (included, in either order) lies in a year with a notice.
    #[inline]
    pub(crate) fn is_known(&self, one: Day, other: Day) -> bool {
        let (first, last) = if one <= other { (one, other) } else { (other, one) };
        self.known.iter().any(|&(begin, end)| begin <= first.number() && last.number() <= end)
    }
}

fn known_runs(notices: &BTreeMap<i32, Notice>) -> Vec<(i32, i32)> {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for &year in notices.keys() {
        let (begin, end) = (Day::from_civil(year, 1, 1).number(), Day::from_civil(year, 12, 31).number());
        match runs.last_mut() {
            Some(run) if run.1 + 1 == begin => run.1 = end,
            _ => runs.push((begin, end)),
        }
    }
    runs
}
