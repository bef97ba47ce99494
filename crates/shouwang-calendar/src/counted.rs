//! A count with everything it rests on: the days, the notices, what was passed over, and what is only provisional.

use serde::Serialize;

use crate::{Ahead, Calendar, Certainty, Day, DayKind, LastDay, Span, Unit, Words};

/// Most single days, or ranges of days passed over, that a result lists.
pub const DAYS_LISTED_MAX: usize = 31;

/// What was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// A span after (or before) a day.
    Add,
    /// The latest day of a notice before an event.
    LatestBefore(Ahead),
}

/// The days that were counted, in order of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Days {
    /// At most [`DAYS_LISTED_MAX`], each of them.
    Listed(Vec<Day>),
    /// More than that.
    Many {
        /// The first.
        first: Day,
        /// The last.
        last: Day,
        /// How many.
        count: u32,
    },
}

/// Days off in a row with one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The first.
    pub from: Day,
    /// The last.
    pub until: Day,
    /// The holiday, or the weekend.
    pub name: Words,
}

/// A notice that a count rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoticeUsed {
    /// The year it arranges.
    pub year: i32,
    /// Its number.
    pub number: String,
    /// How sure its days are.
    pub days_certainty: Certainty,
    /// How sure its number is.
    pub number_certainty: Certainty,
}

/// Years in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Years {
    /// The first.
    pub first: i32,
    /// The last.
    pub last: i32,
}

/// A day, and how it was counted. [`Counted::describe`](Counted::describe) says it in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The result.
    pub day: Day,
    /// What was counted.
    pub task: Task,
    /// The day counted from: of the event, or of what happened. It is not counted.
    pub from: Day,
    /// What was added, or the lead.
    pub span: Span,
    /// The days counted: working days where the unit is the working day, else natural days.
    pub counted: Days,
    /// Days off passed over while counting working days: the first [`DAYS_LISTED_MAX`] ranges.
    pub skipped: Vec<Skipped>,
    /// How many days off were passed over in all.
    pub skipped_count: u32,
    /// The notices that decided which days are working days; empty when that did not matter.
    pub notices: Vec<NoticeUsed>,
    /// The years for which a notice would have been needed and is not there. Not empty: the result is provisional.
    pub without_notice: Vec<Years>,
    /// The rule for a last day that is no working day.
    pub last_day: LastDay,
    /// Where the rule moved the day from.
    pub moved_from: Option<Day>,
    /// The days off that the rule moved it over.
    pub moved_over: Vec<Skipped>,
    /// First and last day of which it mattered whether they are working days.
    #[serde(skip)]
    consulted: Option<(Day, Day)>,
}

impl Counted {
    pub(crate) fn new(calendar: &Calendar, task: Task, from: Day, span: Span, day: Day) -> Counted {
        let by_workdays = span.unit == Unit::Workday;
        let range = counted_range(task, from, day);
        let counted = range.map_or(Days::Listed(Vec::new()), |(first, last)| days(calendar, first, last, by_workdays));
        let consulted = range.filter(|_| by_workdays);
        let all = range.map_or(0, |(first, last)| natural_days(first, last));
        let counted_result = Counted {
            day,
            task,
            from,
            span,
            skipped: consulted.map_or(Vec::new(), |(first, last)| days_off(calendar, first, last)),
            skipped_count: if by_workdays { all - counted.count() } else { 0 },
            counted,
            notices: Vec::new(),
            without_notice: Vec::new(),
            last_day: LastDay::AsItFalls,
            moved_from: None,
            moved_over: Vec::new(),
            consulted,
        };
        counted_result.with_notices(calendar)
    }

    /// The same count with a rule for a last day that is no working day, which is applied and recorded.
    ///
    /// The day of the rule is that which the count gave; applying a second rule replaces the first.
    #[must_use]
    pub fn under(mut self, rule: LastDay, calendar: &Calendar) -> Counted {
        let fell = self.moved_from.take().unwrap_or(self.day);
        let (settled, _) = calendar.settle_fast(fell, rule);
        let (first, last) = if fell <= settled { (fell, settled) } else { (settled, fell) };
        self.last_day = rule;
        self.day = settled;
        self.moved_from = Some(fell).filter(|fell| *fell != settled);
        self.moved_over = self.moved_from.map_or(Vec::new(), |_| days_off(calendar, first, last));
        if rule != LastDay::AsItFalls && !fell.is_open() {
            let (begin, end) = self.consulted.unwrap_or((first, last));
            self.consulted = Some((begin.min(first), end.max(last)));
        }
        self.with_notices(calendar)
    }

    /// Whether the day may change once a missing notice is imported.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        !self.without_notice.is_empty()
    }

    fn with_notices(mut self, calendar: &Calendar) -> Counted {
        (self.notices, self.without_notice) = (Vec::new(), Vec::new());
        let Some((first, last)) = self.consulted else { return self };
        let (mut year, last_year) = (first.civil().0, last.civil().0);
        for notice in calendar.notices_of(year, last_year) {
            if year < notice.year {
                self.without_notice.push(Years { first: year, last: notice.year - 1 });
            }
            year = notice.year + 1;
            self.notices.push(NoticeUsed {
                year: notice.year,
                number: notice.number.clone(),
                days_certainty: notice.certainty.days,
                number_certainty: notice.certainty.number,
            });
        }
        if year <= last_year {
            self.without_notice.push(Years { first: year, last: last_year });
        }
        self
    }
}

impl Days {
    /// How many days there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        match self {
            Days::Listed(days) => u32::try_from(days.len()).unwrap_or(u32::MAX),
            Days::Many { count, .. } => *count,
        }
    }

    /// The first and the last.
    #[must_use]
    pub fn ends(&self) -> Option<(Day, Day)> {
        match self {
            Days::Listed(days) => days.first().copied().zip(days.last().copied()),
            Days::Many { first, last, .. } => Some((*first, *last)),
        }
    }
}

/// First and last day that lie within the count, or nothing where nothing was counted.
fn counted_range(task: Task, from: Day, day: Day) -> Option<(Day, Day)> {
    let (first, last) = match task {
        _ if from.is_open() || from == day => return None,
        Task::LatestBefore(Ahead::Clear) => (day.plus(1), from.plus(-1)),
        Task::Add | Task::LatestBefore(Ahead::Loose) if from < day => (from.plus(1), day),
        Task::Add | Task::LatestBefore(Ahead::Loose) => (day, from.plus(-1)),
    };
    (first <= last).then_some((first, last))
}

fn natural_days(first: Day, last: Day) -> u32 {
    first.number().abs_diff(last.number()) + 1
}

fn days(calendar: &Calendar, first: Day, last: Day, by_workdays: bool) -> Days {
    let count = if by_workdays { calendar.workdays_between(first, last).0 } else { natural_days(first, last) };
    let is_counted = |day: &Day| !by_workdays || calendar.is_workday(*day);
    if usize::try_from(count).is_ok_and(|count| count <= DAYS_LISTED_MAX) {
        return Days::Listed(each_day(first, last).filter(is_counted).collect());
    }
    let first_counted = each_day(first, last).find(is_counted);
    let last_counted = each_day(first, last).rfind(is_counted);
    Days::Many { first: first_counted.unwrap_or(first), last: last_counted.unwrap_or(last), count }
}

/// The days off in a range, grouped by name; stops at [`DAYS_LISTED_MAX`] groups, which every run of so many weeks has.
fn days_off(calendar: &Calendar, first: Day, last: Day) -> Vec<Skipped> {
    let mut groups: Vec<Skipped> = Vec::new();
    for day in each_day(first, last) {
        let name = match calendar.kind(day) {
            DayKind::Workday | DayKind::WorkedWeekend => continue,
            DayKind::Weekend => Words::new("周末", "weekend"),
            DayKind::Off(range) => range.name.clone(),
        };
        let full = groups.len() == DAYS_LISTED_MAX;
        match groups.last_mut() {
            Some(group) if group.until.plus(1) == day && group.name == name => group.until = day,
            _ if full => break,
            _ => groups.push(Skipped { from: day, until: day, name }),
        }
    }
    groups
}

fn each_day(first: Day, last: Day) -> impl DoubleEndedIterator<Item = Day> {
    (first.number()..=last.number()).map(Day::from_number)
}
