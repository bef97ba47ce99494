//! The temporal shapes of duties, evaluated.

use shouwang_calendar::{Day, LastDay, Period, Span};
use shouwang_law::model::NoneIs;

use crate::facts::{Entity, RowIndex, Segment};
use crate::register::{Basis, Shape};

use super::cond::{Cond, DayColumn, DayTerm, RowSet, Tri};
use super::eval::{Evaluator, Got, Scope, Tally, day_field, first_missing};
use super::outcome::{Missing, Outcome, Reason, Status};
use super::probe::{Probe, Quick, WHOLE_ROW};
use super::program::{CompiledDuty, CompiledNeed, DutyIndex, Kind, Program};
use super::settings::{Readings, Settings};

/// One evaluation of duties on a day.
pub(super) struct Run<'a, P> {
    pub(super) eval: Evaluator<'a, P>,
    pub(super) program: &'a Program,
    pub(super) settings: &'a Settings,
    pub(super) readings: Readings,
}

impl<'a, P: Probe> Run<'a, P> {
    /// Every outcome of one duty for one subject.
    pub(super) fn outcomes(&mut self, index: DutyIndex, subject: Entity, sink: &mut dyn FnMut(Outcome)) {
        let duty = self.program.duty(index);
        let scope = match self.gate(duty, index, subject) {
            Ok(scope) => scope,
            Err(outcome) => return sink(outcome),
        };
        if let Kind::Periodic { every, .. } = &duty.kind {
            let current = Period::containing(*every, self.eval.day);
            if self.readings.asks_for_past_period
                && let Some(outcome) = self.past_period(index, subject, current.previous())
                && outcome.status != Status::Fulfilled
            {
                sink(outcome);
            }
            return sink(self.period(duty, current, scope));
        }
        sink(self.single(duty, scope));
    }

    /// Whether the duty asks anything of the subject on the day at all.
    fn gate(&mut self, duty: &CompiledDuty, index: DutyIndex, subject: Entity) -> Result<Scope, Outcome> {
        let day = self.eval.day;
        self.narrow_to_active(duty, day);
        if let Some(reason) = duty.active.silent_on(day) {
            return Err(Outcome::new(Status::NotApplicable, reason));
        }
        let (off, first, last) = self.settings.is_off(index, day);
        self.eval.probe.narrow(first, last);
        if P::WATCHES {
            let (first, last) = self.settings.same_readings(day);
            self.eval.probe.narrow(first, last);
        }
        if off {
            return Err(Outcome::new(Status::NotApplicable, Reason::SwitchedOff));
        }
        let row = match self.subject_row(duty, subject) {
            Segment::Row(row) => row,
            Segment::Absent => return Err(Outcome::new(Status::NotApplicable, Reason::SubjectAbsent)),
            Segment::Unknown => {
                let missing = Missing { register: duty.subject, field: None };
                return Err(Outcome::unknown(Reason::FactMissing, Some(missing)));
            }
        };
        let scope = Scope { row, subject: row };
        self.eval.probe.saw(duty.subject, row, WHOLE_ROW);
        let table = self.eval.table(duty.subject);
        // What happened is judged from its day on; only what must come before it is asked for ahead.
        if table.def().shape == Shape::Event && !matches!(duty.kind, Kind::Before { .. }) {
            if day < table.from(row) {
                self.eval.probe.narrow(Day::MIN, table.from(row).plus(-1));
                return Err(Outcome::new(Status::NotApplicable, Reason::NotYetBegun));
            }
            self.eval.probe.narrow(table.from(row), Day::MAX);
        }
        match duty.when.as_ref().map_or(Tri::True, |when| self.eval.cond(when, scope)) {
            Tri::True => {}
            Tri::False => return Err(Outcome::new(Status::NotApplicable, Reason::OutOfScope)),
            Tri::Unknown => return Err(self.unknown(Reason::FactMissing)),
        }
        if let Some(rows) = &duty.measured_by {
            match self.eval.tally(rows, None, scope) {
                Got::Known(Tally { yes: 1.., .. }) => {}
                Got::Missing => return Err(self.unknown(Reason::FactMissing)),
                Got::Known(_) | Got::Nothing => return Err(not_measured(rows, Reason::NotMeasured)),
            }
        }
        Ok(scope)
    }

    /// The subject's row on the day. What runs from the end of a subject, or up to it, is about one that may no longer be there: its last
    /// row then.
    pub(super) fn subject_row(&mut self, duty: &CompiledDuty, subject: Entity) -> Segment {
        let segment = self.eval.segment(duty.subject, subject);
        let (Kind::Within { after: term, .. } | Kind::Before { event: term, .. }) = &duty.kind else { return segment };
        let about_its_end = matches!(term, DayTerm::Of(way, DayColumn::Until) if way.hops.is_empty());
        if segment != Segment::Absent || !about_its_end {
            return segment;
        }
        let table = self.eval.table(duty.subject);
        let last = table.rows_of(subject).filter(|&row| table.from(row) <= self.eval.day).last();
        last.map_or(Segment::Absent, Segment::Row)
    }

    fn narrow_to_active(&mut self, duty: &CompiledDuty, day: Day) {
        let active = &duty.active;
        let replaced = active.replaced.as_ref().map(|&(from, until, _)| (from, until));
        for (from, until) in [Some((active.from, active.until)), replaced, active.dropped].into_iter().flatten() {
            if day < from {
                self.eval.probe.narrow(Day::MIN, from.plus(-1));
            } else if day > until {
                self.eval.probe.narrow(until.plus(1), Day::MAX);
            } else {
                self.eval.probe.narrow(from, until);
            }
        }
    }

    fn single(&mut self, duty: &CompiledDuty, scope: Scope) -> Outcome {
        match &duty.kind {
            Kind::Filled { rows, each, count_min } => self.filled(rows, each, *count_min, scope),
            Kind::State { must } => self.state(must, true, scope),
            Kind::ForbiddenState { never } => self.state(never, false, scope),
            Kind::ForbiddenRows { rows } => self.forbidden(rows, scope),
            Kind::Within { within, after, rows } => self.within(duty, *within, after, rows, scope),
            Kind::Recurring { within, first_after, rows } => self.recurring(*within, first_after.as_ref(), rows, scope),
            Kind::Before { event, needs } => self.before(duty, event, needs, scope),
            Kind::Retention(retention) => self.retention(duty, retention, scope),
            Kind::Periodic { every, .. } => self.period(duty, Period::containing(*every, self.eval.day), scope),
        }
    }

    fn filled(&mut self, rows: &RowSet, each: &[Cond], count_min: u32, scope: Scope) -> Outcome {
        for part in 0..each.len().max(1) {
            let tally = match self.eval.tally(rows, each.get(part), scope) {
                Got::Known(tally) => tally,
                Got::Nothing => Tally::default(),
                Got::Missing => return self.unknown(Reason::FactMissing).part(part),
            };
            if tally.yes >= count_min {
                continue;
            }
            return if tally.maybe > 0 && tally.yes + tally.maybe >= count_min {
                self.unknown(Reason::FactMissing)
            } else if rows.none == NoneIs::Unknown && !tally.any {
                not_measured(rows, Reason::NotMeasured)
            } else if tally.declared {
                not_measured(rows, Reason::DeclaredOnly)
            } else {
                Outcome::new(Status::Breached, Reason::TooFew)
            }
            .part(part);
        }
        Outcome::new(Status::Fulfilled, Reason::Enough)
    }

    fn state(&mut self, cond: &Cond, wanted: bool, scope: Scope) -> Outcome {
        let (good, bad) = if wanted { (Reason::Holds, Reason::DoesNotHold) } else { (Reason::NoneSeen, Reason::Seen) };
        match self.eval.cond(cond, scope) {
            Tri::Unknown => self.unknown(Reason::FactMissing),
            answer if answer == Tri::from(wanted) => Outcome::new(Status::Fulfilled, good),
            _ => Outcome::new(Status::Breached, bad),
        }
    }

    fn forbidden(&mut self, rows: &RowSet, scope: Scope) -> Outcome {
        match self.eval.tally(rows, None, scope) {
            Got::Missing => self.unknown(Reason::FactMissing),
            Got::Known(tally) if tally.yes > 0 => Outcome::new(Status::Breached, Reason::Seen),
            Got::Known(tally) if tally.maybe > 0 => self.unknown(Reason::FactMissing),
            Got::Known(tally) if rows.none == NoneIs::Unknown && !tally.any => not_measured(rows, Reason::NotMeasured),
            Got::Known(_) | Got::Nothing => Outcome::new(Status::Fulfilled, Reason::NoneSeen),
        }
    }

    /// The period before, when the duty asked for it on its last day.
    pub(super) fn past_period(&mut self, index: DutyIndex, subject: Entity, past: Period) -> Option<Outcome> {
        let last = past.last();
        let duty = self.program.duty(index);
        if last < duty.active.from {
            return None;
        }
        let facts = self.eval.facts;
        let eval = Evaluator { facts, calendar: self.eval.calendar, day: last, probe: Quick, missing: None };
        let mut then = Run { eval, program: self.program, settings: self.settings, readings: self.readings };
        let scope = then.gate(duty, index, subject).ok()?;
        Some(self.period(duty, past, scope))
    }

    fn period(&mut self, duty: &CompiledDuty, period: Period, scope: Scope) -> Outcome {
        let Kind::Periodic { every, rows: all, count_min, for_year } = &duty.kind else {
            return Outcome::unknown(Reason::FactMissing, None);
        };
        let today = Period::containing(*every, self.eval.day);
        self.eval.probe.narrow(today.first(), today.last());
        let place = Outcome { period: Some(period), ..Outcome::new(Status::Fulfilled, Reason::DoneInPeriod).due((period.last(), false)) };
        for (part, rows) in all.iter().enumerate() {
            let column = for_year.filter(|_| part == 0).map(|column| (rows.register, column));
            let table = self.eval.table(rows.register);
            let mut count = 0;
            let tally = self.evidence(rows, scope, &mut |on, row| {
                let named = column.and_then(|(_, column)| table.column(column).int(row as usize));
                let year_fits = named.is_none_or(|year| year == i64::from(period.in_year()));
                let counts = if named.is_some() && period.unit() == shouwang_calendar::PeriodUnit::Year {
                    year_fits
                } else {
                    year_fits && Period::containing(period.unit(), on) == period
                };
                count += u32::from(counts);
            });
            if count >= *count_min {
                continue;
            }
            return match tally {
                Got::Missing => Outcome { missing: self.eval.missing, status: Status::Unknown, reason: Reason::FactMissing, ..place },
                Got::Known(tally) if tally.maybe > 0 => {
                    Outcome { missing: self.eval.missing, status: Status::Unknown, reason: Reason::FactMissing, ..place }
                }
                _ if self.eval.day <= period.last() => Outcome { status: Status::Open, reason: Reason::DueInPeriod, ..place },
                _ => Outcome { status: Status::Overdue, reason: Reason::PeriodMissed, since: Some(period.last().plus(1)), ..place },
            }
            .part(part);
        }
        place
    }

    fn within(&mut self, duty: &CompiledDuty, within: Span, after: &DayTerm, rows: &RowSet, scope: Scope) -> Outcome {
        let day = self.eval.day;
        let start = match self.eval.day_term(after, scope) {
            Got::Known(start) if start < Day::MAX => start,
            Got::Known(_) | Got::Nothing => return Outcome::new(Status::NotApplicable, Reason::NotYetBegun),
            Got::Missing => return self.unknown(Reason::FactMissing),
        };
        if let Some(outcome) = self.outside_law_or_ahead(duty, start) {
            return outcome;
        }
        let due = self.due(start, within);
        let mut done: Option<Day> = None;
        let tally = self.evidence(rows, scope, &mut |on, _| {
            if on >= start {
                done = Some(done.map_or(on, |earlier| earlier.min(on)));
            }
        });
        if let Some(done) = done {
            let reason = if done <= due.0 { Reason::DoneInTime } else { Reason::DoneLate };
            return Outcome::new(Status::Fulfilled, reason).due(due).counted_from(start);
        }
        if self.is_uncertain(tally) {
            return self.unknown(Reason::FactMissing).due(due).counted_from(start);
        }
        self.pending(day, due).counted_from(start)
    }

    fn recurring(&mut self, within: Span, first_after: Option<&DayTerm>, rows: &RowSet, scope: Scope) -> Outcome {
        let day = self.eval.day;
        let mut last: Option<Day> = None;
        let tally = self.evidence(rows, scope, &mut |on, _| last = last.max(Some(on)));
        if self.is_uncertain(tally) {
            return self.unknown(Reason::FactMissing);
        }
        if let Some(last) = last {
            let due = self.due(last, within);
            if day <= due.0 {
                self.eval.probe.narrow(Day::MIN, due.0);
                return Outcome::new(Status::Fulfilled, Reason::DoneInTime).due(due).counted_from(last);
            }
            return self.pending(day, due).counted_from(last);
        }
        let Some(first_after) = first_after else { return not_measured(rows, Reason::NotMeasured) };
        match self.eval.day_term(first_after, scope) {
            Got::Known(start) if start > day => {
                self.eval.probe.narrow(Day::MIN, start.plus(-1));
                Outcome::new(Status::NotApplicable, Reason::NotYetBegun)
            }
            Got::Known(start) => {
                self.eval.probe.narrow(start, Day::MAX);
                let due = self.due(start, within);
                self.pending(day, due).counted_from(start)
            }
            Got::Nothing => Outcome::new(Status::NotApplicable, Reason::NotYetBegun),
            Got::Missing => self.unknown(Reason::FactMissing),
        }
    }

    fn before(&mut self, duty: &CompiledDuty, event: &DayTerm, needs: &[CompiledNeed], scope: Scope) -> Outcome {
        let event = match self.eval.day_term(event, scope) {
            // What has no end in sight has no last day that something could come before.
            Got::Known(event) if event < Day::MAX => event,
            Got::Known(_) | Got::Nothing => return Outcome::new(Status::NotApplicable, Reason::NotYetBegun),
            Got::Missing => return self.unknown(Reason::FactMissing),
        };
        if event < duty.active.from {
            return Outcome::new(Status::NotApplicable, Reason::BeforeLaw);
        }
        let mut result: Option<Outcome> = None;
        for (part, need) in needs.iter().enumerate() {
            let outcome = self.need(need, event, scope).counted_from(event).part(part);
            result = Some(match result {
                // What is broken outweighs what is unknown, which outweighs what is still to be done.
                Some(worse) if weight(worse.status) >= weight(outcome.status) => worse,
                _ => outcome,
            });
        }
        result.unwrap_or_else(|| Outcome::new(Status::Fulfilled, Reason::DoneBefore))
    }

    fn need(&mut self, need: &CompiledNeed, event: Day, scope: Scope) -> Outcome {
        let day = self.eval.day;
        let (latest, missed_from) = match need.lead {
            Some(lead) => {
                let latest = self.eval.calendar.latest_before_fast(event, lead, self.readings.ahead);
                (latest, latest.0.plus(1))
            }
            None if self.readings.same_day_counts => ((event, false), event),
            None => ((event.plus(-1), false), event),
        };
        let table = self.eval.table(need.rows.register);
        let (mut in_time, mut late) = (false, false);
        let tally = self.evidence(&need.rows, scope, &mut |on, row| {
            let covers = !need.rows.lasts || (table.from(row) <= event && event <= table.until(row));
            in_time |= on <= latest.0 && covers;
            late |= on > latest.0;
        });
        if in_time {
            return Outcome::new(Status::Fulfilled, Reason::DoneBefore).due(latest);
        }
        if self.is_uncertain(tally) {
            return self.unknown(Reason::FactMissing).due(latest);
        }
        if let Got::Known(Tally { any: false, declared: false, .. }) = tally
            && need.rows.none == NoneIs::Unknown
        {
            return not_measured(&need.rows, Reason::NotMeasured).due(latest);
        }
        if day >= missed_from {
            self.eval.probe.narrow(missed_from, Day::MAX);
            let reason = if late { Reason::LeadMissed } else { Reason::NotDoneBefore };
            return Outcome::new(Status::Breached, reason).due(latest).since(missed_from);
        }
        self.eval.probe.narrow(Day::MIN, missed_from.plus(-1));
        Outcome::new(Status::Open, Reason::DueAhead).due(latest)
    }

    /// Hands every row that is evidence up to the day, with the evidence's day, to `accept`.
    pub(super) fn evidence(&mut self, rows: &RowSet, scope: Scope, accept: &mut dyn FnMut(Day, RowIndex)) -> Got<Tally> {
        let entity = match self.eval.entity(&rows.at, scope) {
            Got::Known(entity) => entity,
            Got::Nothing => return Got::Nothing,
            Got::Missing => return Got::Missing,
        };
        let (mut tally, mut missing) = (Tally::default(), None);
        for row in self.eval.table(rows.register).rows_naming(rows.link, entity) {
            let on = self.eval.day_in(rows.register, row, rows.on);
            if let Some(on) = on
                && on > self.eval.day
            {
                self.eval.probe.narrow(Day::MIN, on.plus(-1));
                continue;
            }
            self.eval.probe.narrow(on.unwrap_or(Day::MIN), Day::MAX);
            tally.any = true;
            if rows.measured_only && self.eval.table(rows.register).basis(row) != Basis::Measured {
                tally.declared = true;
                continue;
            }
            let inner = Scope { row, subject: scope.subject };
            match (rows.filter.as_ref().map_or(Tri::True, |filter| self.eval.cond(filter, inner)), on) {
                (Tri::False, _) => {}
                (Tri::True, Some(on)) => {
                    self.eval.probe.saw(rows.register, row, WHOLE_ROW);
                    self.eval.saw_day(rows.register, row, rows.on);
                    tally.yes += 1;
                    accept(on, row);
                }
                (unsure, _) => {
                    // Of a row without its day it is not known when, so not whether, it counts.
                    let undated = Missing { register: rows.register, field: day_field(rows.on) };
                    missing = first_missing(missing, if unsure == Tri::Unknown { self.eval.missing } else { Some(undated) });
                    tally.maybe += 1;
                }
            }
        }
        if tally.maybe > 0 {
            self.eval.missing = missing;
        }
        Got::Known(tally)
    }

    /// Not done: open up to the due day, overdue from the next day on.
    fn pending(&mut self, day: Day, due: (Day, bool)) -> Outcome {
        if day <= due.0 {
            self.eval.probe.narrow(Day::MIN, due.0);
            return Outcome::new(Status::Open, Reason::DueAhead).due(due);
        }
        self.eval.probe.narrow(due.0.plus(1), Day::MAX);
        Outcome::new(Status::Overdue, Reason::DuePassed).due(due)
    }

    /// What is said of an event that lies before the instrument or ahead of the day.
    pub(super) fn outside_law_or_ahead(&mut self, duty: &CompiledDuty, event: Day) -> Option<Outcome> {
        if event > self.eval.day {
            self.eval.probe.narrow(Day::MIN, event.plus(-1));
            return Some(Outcome::new(Status::NotApplicable, Reason::NotYetBegun));
        }
        self.eval.probe.narrow(event, Day::MAX);
        (event < duty.active.from).then(|| Outcome::new(Status::NotApplicable, Reason::BeforeLaw))
    }

    fn due(&self, start: Day, within: Span) -> (Day, bool) {
        let (due, provisional) = self.eval.calendar.add_fast(start, within);
        if !self.readings.last_day_moves {
            return (due, provisional);
        }
        let (moved, moved_provisional) = self.eval.calendar.settle_fast(due, LastDay::NextWorkday);
        (moved, provisional || moved_provisional)
    }

    fn is_uncertain(&self, tally: Got<Tally>) -> bool {
        matches!(tally, Got::Missing | Got::Known(Tally { maybe: 1.., .. }))
    }

    pub(super) fn unknown(&self, reason: Reason) -> Outcome {
        Outcome::unknown(reason, self.eval.missing)
    }
}

/// Nobody has measured: what is missing is every row of the register.
pub(super) fn not_measured(rows: &RowSet, reason: Reason) -> Outcome {
    Outcome::unknown(reason, Some(Missing { register: rows.register, field: None }))
}

fn weight(status: Status) -> u8 {
    match status {
        Status::Breached => 5,
        Status::Overdue => 4,
        Status::Unknown => 3,
        Status::Open => 2,
        Status::Fulfilled => 1,
        Status::NotApplicable => 0,
    }
}
