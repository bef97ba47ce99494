//! Records that must be kept for a time.
//!
//! Coverage is a set of rows, each of which says that the records of some days are all there, or that they are missing. On day D everything
//! from the later of the beginning and D minus the time must be there, that day included.

use shouwang_calendar::Day;

use crate::register::Basis;

use super::cond::{RowSet, Tri};
use super::eval::{Got, Scope, Tally, column_number};
use super::kinds::{Run, not_measured};
use super::outcome::{Outcome, Reason, Status};
use super::probe::{Probe, WHOLE_ROW};
use super::program::{CompiledDuty, Retention};

/// What the coverage says of the days asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Finding {
    /// All days are there; covered without a hole since the first day, measured up to the second.
    Kept { since: Day, measured_until: Day },
    /// The days from the first to the second are missing (the second is the last before records are there again).
    Gap { first: Day, last: Day },
    /// Nothing is known of the days after the last measured one; before that nothing is missing since the first day.
    Stale { since: Day, measured_until: Day },
}

/// Days that rows speak of.
#[derive(Clone, Debug, Default)]
struct Coverage {
    /// Days that are there, by their first day.
    kept: Vec<(Day, Day)>,
    /// Days that are missing.
    holes: Vec<(Day, Day)>,
    /// Whether something was declared that only a measurement could prove.
    declared: bool,
}

impl<P: Probe> Run<'_, P> {
    /// Evaluates a duty to keep records.
    pub(super) fn retention(&mut self, duty: &CompiledDuty, rule: &Retention, scope: Scope) -> Outcome {
        let day = self.eval.day;
        let begin = match self.eval.day_term(&rule.since, scope) {
            Got::Known(begin) => begin,
            Got::Nothing => return Outcome::new(Status::NotApplicable, Reason::NotYetBegun),
            Got::Missing => return self.unknown(Reason::FactMissing),
        };
        if begin > day {
            self.eval.probe.narrow(Day::MIN, begin.plus(-1));
            return Outcome::new(Status::NotApplicable, Reason::NotYetBegun);
        }
        self.eval.probe.narrow(begin, Day::MAX);
        let coverage = match self.coverage(rule, scope) {
            Got::Known(coverage) => coverage,
            Got::Nothing => Coverage::default(),
            Got::Missing => return self.unknown(Reason::FactMissing),
        };
        if coverage.kept.is_empty() && coverage.holes.is_empty() {
            return self.no_coverage(rule, &coverage, scope);
        }
        let needed = self.needed_from(rule, begin, day);
        let fresh = self.readings.measurement_fresh_days;
        match coverage.find(needed, begin, day, fresh) {
            Finding::Kept { since, measured_until } => {
                let first = if since <= begin { begin } else { self.first_day_needing_from(rule, since) };
                self.eval.probe.narrow(first, measured_until.plus(fresh));
                Outcome::new(Status::Fulfilled, Reason::Kept)
            }
            Finding::Gap { first, last } => {
                let until = self.first_day_needing_from(rule, last.plus(1)).plus(-1);
                self.eval.probe.narrow(first, until.max(day));
                Outcome::new(Status::Breached, Reason::Gap).since(first.max(begin).max(duty.active.from))
            }
            Finding::Stale { since, measured_until } => {
                let first = if since <= begin { begin } else { self.first_day_needing_from(rule, since) };
                self.eval.probe.narrow(first.max(measured_until.plus(fresh + 1)), Day::MAX);
                not_measured(&rule.rows, Reason::MeasurementStale)
            }
        }
    }

    /// The first days, up to today, whose records are missing or not measured; `None` when all are there.
    pub(super) fn first_gap(&mut self, rule: &Retention, scope: Scope) -> Option<(Day, Day)> {
        let day = self.eval.day;
        let Got::Known(begin) = self.eval.day_term(&rule.since, scope) else { return None };
        let needed = self.needed_from(rule, begin, day);
        let coverage = match self.coverage(rule, scope) {
            Got::Known(coverage) => coverage,
            Got::Nothing | Got::Missing => Coverage::default(),
        };
        match coverage.find(needed, begin, day, self.readings.measurement_fresh_days) {
            Finding::Kept { .. } => None,
            Finding::Gap { first, last } => Some((first.max(needed), last.min(day))),
            Finding::Stale { measured_until, .. } => Some((measured_until.plus(1).max(needed), day)),
        }
    }

    /// The first day whose records must be there on this day.
    fn needed_from(&self, rule: &Retention, begin: Day, day: Day) -> Day {
        self.eval.calendar.add_fast(day, rule.keep.back()).0.max(begin)
    }

    /// The first day on which nothing before `needed` is asked for any more. Months differ in length, so the guess is mended by days.
    fn first_day_needing_from(&self, rule: &Retention, needed: Day) -> Day {
        if needed >= Day::MAX {
            return Day::MAX;
        }
        let needs = |day: Day| self.eval.calendar.add_fast(day, rule.keep.back()).0;
        let mut day = self.eval.calendar.add_fast(needed, rule.keep).0;
        while needs(day) < needed {
            day = day.plus(1);
        }
        while needs(day.plus(-1)) >= needed {
            day = day.plus(-1);
        }
        day
    }

    fn coverage(&mut self, rule: &Retention, scope: Scope) -> Got<Coverage> {
        let entity = match self.eval.entity(&rule.rows.at, scope) {
            Got::Known(entity) => entity,
            Got::Nothing => return Got::Nothing,
            Got::Missing => return Got::Missing,
        };
        let mut coverage = Coverage::default();
        let table = self.eval.table(rule.rows.register);
        for row in table.rows_naming(rule.rows.link, entity) {
            let (from, until) = (table.from(row), table.until(row));
            if from > self.eval.day {
                self.eval.probe.narrow(Day::MIN, from.plus(-1));
                continue;
            }
            let inner = Scope { row, subject: scope.subject };
            if rule.rows.filter.as_ref().is_some_and(|filter| self.eval.cond(filter, inner) != Tri::True) {
                continue;
            }
            if rule.rows.measured_only && table.basis(row) != Basis::Measured {
                coverage.declared = true;
                continue;
            }
            self.eval.probe.saw(rule.rows.register, row, WHOLE_ROW);
            self.eval.probe.saw(rule.rows.register, row, column_number(rule.complete));
            match table.column(rule.complete).flag(row as usize) {
                Some(true) => coverage.kept.push((from, until)),
                Some(false) => coverage.holes.push((from, until)),
                None => {}
            }
        }
        coverage.kept.sort_unstable();
        coverage.holes.sort_unstable();
        Got::Known(coverage)
    }

    fn no_coverage(&mut self, rule: &Retention, coverage: &Coverage, scope: Scope) -> Outcome {
        if coverage.declared {
            return not_measured(&rule.rows, Reason::DeclaredOnly);
        }
        let unseen: &RowSet = match &rule.source {
            Some(source) if !matches!(self.eval.tally(source, None, scope), Got::Known(Tally { yes: 1.., .. })) => source,
            _ => &rule.rows,
        };
        not_measured(unseen, Reason::NotMeasured)
    }
}

impl Coverage {
    /// What is said of the days from `needed` to `day`. Nothing can be kept before `begin`.
    fn find(&self, needed: Day, begin: Day, day: Day, fresh_days: i32) -> Finding {
        // Walk along the days that are there, holes taken out, to the first day that is not.
        let mut since = needed;
        let mut at = needed;
        let mut before = begin;
        for &(from, until) in &self.kept {
            if until < at {
                before = before.max(until.plus(1));
            } else if from <= at {
                since = since.min(from);
                at = until.plus(1);
            }
        }
        let again = self.kept.iter().map(|(from, _)| *from).filter(|from| *from > at).min();
        let uncovered = again.filter(|_| at <= day).map(|again| (if at == needed { before.min(needed) } else { at }, again.plus(-1)));
        let hole = self.holes.iter().copied().find(|(first, last)| *last >= needed && *first <= day);
        if let Some((first, last)) = uncovered.into_iter().chain(hole).min() {
            return Finding::Gap { first: first.max(begin), last };
        }
        // Nothing in the time asked for is missing as far as anybody knows; what lies behind it bounds since when that is so.
        let behind = self.holes.iter().filter(|(_, last)| *last < needed).map(|(_, last)| last.plus(1)).max().unwrap_or(begin);
        if at > needed && day <= at.plus(-1 + fresh_days) {
            return Finding::Kept { since: since.max(behind), measured_until: at.plus(-1) };
        }
        let run =
            if at > needed { since } else { self.kept.iter().map(|(from, _)| *from).filter(|from| *from < needed).max().unwrap_or(begin) };
        Finding::Stale { since: run.max(behind), measured_until: if at > needed { at } else { before }.plus(-1) }
    }
}
