//! The calendar: counting working days, natural days, weeks, months and years, forwards and backwards.
//!
//! It decides nothing silently. A year without a notice is counted on the plain week and the result is *provisional*; what happens
//! when a last day is a holiday is a named rule that the caller applies. Each count comes in two forms with the same answer: a fast one
//! for planning millions of duties, and an explained one ([`Counted`]).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::table::{Table, saturated};
use crate::{Counted, Day, Notice, OffRange, Period, Span, Task, Unit};

/// Working days of the years whose notices it was given; every other year on the plain week, provisionally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    notices: BTreeMap<i32, Notice>,
    table: Table,
}

/// How "at least so long before the event" is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ahead {
    /// So many *clear* days (working days, where the lead is in working days): neither the day of the notice nor the event's counts.
    Clear,
    /// The event's day minus the lead: the day of the notice counts.
    Loose,
}

/// What happens when the last day of a period is no working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LastDay {
    /// Nothing: the period ends on that day.
    #[default]
    AsItFalls,
    /// It ends on the next working day.
    NextWorkday,
    /// It ends on the working day before.
    PreviousWorkday,
}

/// What kind of day a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// Monday to Friday and not off.
    Workday,
    /// A Saturday or Sunday that the notice makes a working day.
    WorkedWeekend,
    /// A Saturday or Sunday outside the notice's ranges.
    Weekend,
    /// Off by the notice.
    Off(&'a OffRange),
}

/// What lies between two days, neither of them counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Between {
    /// Natural days.
    pub days: u32,
    /// Working days among them.
    pub workdays: u32,
    /// Whether some of them lie in a year without a notice, so that `workdays` may change.
    pub provisional: bool,
}

impl Calendar {
    /// A calendar of these notices. Of two for the same year the one issued later counts; issued on the same day, the one given later.
    #[must_use]
    pub fn new(notices: impl IntoIterator<Item = Notice>) -> Calendar {
        let mut by_year: BTreeMap<i32, Notice> = BTreeMap::new();
        for notice in notices {
            let is_older = by_year.get(&notice.year).is_some_and(|known| notice.issued < known.issued);
            if !is_older {
                by_year.insert(notice.year, notice);
            }
        }
        Calendar { table: Table::new(&by_year), notices: by_year }
    }

    /// Both calendars' years in one; for a year that both know, as in [`Calendar::new`] with `other`'s notice given later.
    #[must_use]
    pub fn merged(self, other: Calendar) -> Calendar {
        Calendar::new(self.notices.into_values().chain(other.notices.into_values()))
    }

    /// The notices in use, by year.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.notices.values()
    }

    /// The notice of a year.
    #[must_use]
    pub fn notice(&self, year: i32) -> Option<&Notice> {
        self.notices.get(&year)
    }

    /// The notices of years from `first` to `last`, both included.
    pub(crate) fn notices_of(&self, first: i32, last: i32) -> impl Iterator<Item = &Notice> {
        self.notices.range(first..=last).map(|(_, notice)| notice)
    }

    /// What kind of day this is; by the plain week when its year has no notice ([`Calendar::is_known`]).
    #[must_use]
    pub fn kind(&self, day: Day) -> DayKind<'_> {
        let notice = self.notice(day.civil().0);
        match (notice.and_then(|notice| notice.off_on(day)), self.is_workday(day), day.weekday() < 5) {
            (Some(range), _, _) => DayKind::Off(range),
            (None, true, true) => DayKind::Workday,
            (None, true, false) => DayKind::WorkedWeekend,
            (None, false, _) => DayKind::Weekend,
        }
    }

    /// Whether this is a working day; by the plain week when its year has no notice.
    #[must_use]
    pub fn is_workday(&self, day: Day) -> bool {
        self.table.is_workday(day)
    }

    /// Whether this day's year has a notice.
    #[must_use]
    pub fn is_known(&self, day: Day) -> bool {
        self.table.is_known(day, day)
    }

    /// Working days in a period, and whether that is provisional.
    #[must_use]
    pub fn workdays_in(&self, period: Period) -> (u32, bool) {
        self.workdays_between(period.first(), period.last())
    }

    /// Working days from `first` to `last`, both included, and whether that is provisional. None when `last` is before `first`.
    #[must_use]
    pub fn workdays_between(&self, first: Day, last: Day) -> (u32, bool) {
        (self.table.workdays_between(first, last), first <= last && !self.table.is_known(first, last))
    }

    /// What lies between a notice and its event, neither day counted; nothing when the notice is not before the event.
    #[must_use]
    pub fn between(&self, notice: Day, event: Day) -> Between {
        let (first, last) = (notice.plus(1), event.plus(-1));
        let (workdays, provisional) = self.workdays_between(first, last);
        let days = if first <= last { first.number().abs_diff(last.number()) + 1 } else { 0 };
        Between { days, workdays, provisional }
    }

    /// The day that lies this span after `day` (before, when negative), and whether that is provisional. `day` itself is not counted.
    ///
    /// Months and years end on the same-numbered day, else on the month's last. A count of 0 gives `day` itself, and an open end stays
    /// open. The same answer as [`Calendar::add`], in a few nanoseconds.
    #[must_use]
    #[inline]
    pub fn add_fast(&self, day: Day, span: Span) -> (Day, bool) {
        if day.is_open() || span.count == 0 {
            return (day, false);
        }
        match span.unit {
            Unit::Workday => {
                let end = self.table.step(day, span.count);
                (end, !self.table.is_known(day.plus(span.count.signum()), end))
            }
            Unit::Day => (day.plus(span.count), false),
            Unit::Week => (saturated(i64::from(day.number()) + 7 * i64::from(span.count)), false),
            Unit::Month => (add_months(day, span.count), false),
            Unit::Year => (add_months(day, span.count.saturating_mul(12)), false),
        }
    }

    /// The day that lies this span after `day` (before, when negative), with how it was counted.
    #[must_use]
    pub fn add(&self, day: Day, span: Span) -> Counted {
        Counted::new(self, Task::Add, day, span, self.add_fast(day, span).0)
    }

    /// The latest day of a notice that must be given `lead` before `event`, and whether that is provisional.
    ///
    /// With [`Ahead::Clear`] only what lies between counts, so the latest day may itself be a day off: before two clear working days
    /// Monday and Tuesday a notice on Sunday is in time. A lead of 0 or less asks for nothing: the event's own day.
    #[must_use]
    #[inline]
    pub fn latest_before_fast(&self, event: Day, lead: Span, ahead: Ahead) -> (Day, bool) {
        if lead.count <= 0 {
            return (event, false);
        }
        let (end, provisional) = self.add_fast(event, lead.back());
        match ahead {
            // `end` is the first of the clear days.
            Ahead::Clear => (end.plus(-1), provisional),
            Ahead::Loose => (end, provisional),
        }
    }

    /// The latest day of a notice that must be given `lead` before `event`, with how it was counted ([`Calendar::latest_before_fast`]).
    #[must_use]
    pub fn latest_before(&self, event: Day, lead: Span, ahead: Ahead) -> Counted {
        let (day, _) = self.latest_before_fast(event, lead, ahead);
        Counted::new(self, Task::LatestBefore(ahead), event, lead, day)
    }

    /// Where a period that falls due on `day` ends by the rule, and whether that is provisional.
    #[must_use]
    pub fn settle_fast(&self, day: Day, rule: LastDay) -> (Day, bool) {
        if rule == LastDay::AsItFalls || day.is_open() {
            return (day, false);
        }
        let end = match rule {
            LastDay::NextWorkday if !self.is_workday(day) => self.table.step(day, 1),
            LastDay::PreviousWorkday if !self.is_workday(day) => self.table.step(day, -1),
            _ => day,
        };
        (end, !self.table.is_known(day, end))
    }
}

impl Default for Calendar {
    /// A calendar without any notice: everything is provisional.
    fn default() -> Calendar {
        Calendar::new([])
    }
}

/// The same-numbered day so many months later, else that month's last day.
#[inline]
fn add_months(day: Day, months: i32) -> Day {
    let (year, month, day_of_month) = day.civil();
    let total = (year * 12 + month - 1).saturating_add(months);
    let (year, month) = (total.div_euclid(12), total.rem_euclid(12) + 1);
    // Years beyond the open ends would overflow the arithmetic of days; they end at the open end either way.
    if year.unsigned_abs() >= YEARS_OPEN {
        return if months < 0 { Day::MIN } else { Day::MAX };
    }
    Day::from_civil(year, month, day_of_month.min(month_length(year, month)))
}

/// Every year that a day can lie in is smaller, whichever its sign.
const YEARS_OPEN: u32 = 2_950_000;

const fn month_length(year: i32, month: i32) -> i32 {
    if month == 2 {
        // Of the centuries (multiples of 25 among the multiples of 4) only every fourth is a leap year.
        let leap = if year % 25 == 0 { year % 16 == 0 } else { year % 4 == 0 };
        28 + leap as i32
    } else {
        // 31 and 30 alternate, beginning anew with August.
        30 | (month ^ (month >> 3))
    }
}
