//! How a count of days is shown: the day, and everything it rests on.

use serde::{Deserialize, Serialize};
use shouwang_app::problem::AppError;
use shouwang_calendar::{Ahead, Counted, Days, Lang, LastDay, Skipped, Task, Unit};
use utoipa::ToSchema;

use crate::extract::bad_parameter;
use crate::operations::common::{Both, CivilDay};

/// What is counted.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CountUnit {
    /// Working days, by the holiday notice of the year.
    #[default]
    Workday,
    /// Natural days.
    Day,
    /// Seven natural days.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// A day, and how it was counted.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CountView {
    /// The result.
    day: CivilDay,
    /// The same in a sentence, in the language that the request asks for.
    described: String,
    /// Whether the result may still move, because a year has no holiday notice yet.
    provisional: bool,
    /// `add`, `latest_before_clear` or `latest_before_loose`.
    task: &'static str,
    /// The day counted from; it is not counted.
    from: CivilDay,
    /// What was added, or the lead: `5 workdays`.
    span: String,
    /// How many days were counted.
    counted_count: u32,
    /// The days that were counted, when there are at most 31.
    counted: Vec<CivilDay>,
    /// Days off passed over: the first 31 ranges.
    skipped: Vec<SkippedView>,
    /// How many days off were passed over in all.
    skipped_count: u32,
    /// Numbers of the notices that decided which days are working days.
    notices: Vec<NoticeUsedView>,
    /// Years for which a notice would have been needed and is not there.
    without_notice: Vec<i32>,
    /// What happens when the last day is no working day: `as_it_falls`, `next_workday`, `previous_workday`.
    last_day: &'static str,
    /// Where that rule moved the day from.
    moved_from: Option<CivilDay>,
}

/// Days off in a row.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SkippedView {
    /// The first.
    from: CivilDay,
    /// The last.
    until: CivilDay,
    /// The holiday, or the weekend.
    name: Both,
}

/// A notice that a count rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeUsedView {
    /// The year that it arranges.
    year: i32,
    /// Its number.
    number: String,
    /// How sure its days are.
    certainty: Both,
}

impl From<CountUnit> for Unit {
    fn from(unit: CountUnit) -> Unit {
        match unit {
            CountUnit::Workday => Unit::Workday,
            CountUnit::Day => Unit::Day,
            CountUnit::Week => Unit::Week,
            CountUnit::Month => Unit::Month,
            CountUnit::Year => Unit::Year,
        }
    }
}

impl From<&Skipped> for SkippedView {
    fn from(skipped: &Skipped) -> SkippedView {
        SkippedView { from: CivilDay(skipped.from), until: CivilDay(skipped.until), name: (&skipped.name).into() }
    }
}

impl CountView {
    /// A count as a reader of one language is shown it.
    pub(crate) fn new(counted: &Counted, language: Lang) -> Result<CountView, AppError> {
        let (year, ..) = counted.day.civil();
        if !(1949..=2199).contains(&year) {
            return Err(bad_parameter("count", "the result lies outside the years 1949 to 2199"));
        }
        let notices = counted.notices.iter().map(|notice| NoticeUsedView {
            year: notice.year,
            number: notice.number.clone(),
            certainty: Both { zh: notice.days_certainty.words(Lang::Zh).to_owned(), en: notice.days_certainty.words(Lang::En).to_owned() },
        });
        Ok(CountView {
            day: CivilDay(counted.day),
            described: counted.describe(language),
            provisional: counted.is_provisional(),
            task: task(counted.task),
            from: CivilDay(counted.from),
            span: counted.span.length(language),
            counted_count: counted.counted.count(),
            counted: match &counted.counted {
                Days::Listed(days) => days.iter().copied().map(CivilDay).collect(),
                Days::Many { .. } => Vec::new(),
            },
            skipped: counted.skipped.iter().map(SkippedView::from).collect(),
            skipped_count: counted.skipped_count,
            notices: notices.collect(),
            without_notice: counted.without_notice.iter().flat_map(|years| years.first..=years.last).take(300).collect(),
            last_day: last_day(counted.last_day),
            moved_from: counted.moved_from.map(CivilDay),
        })
    }
}

const fn task(task: Task) -> &'static str {
    match task {
        Task::Add => "add",
        Task::LatestBefore(Ahead::Clear) => "latest_before_clear",
        Task::LatestBefore(Ahead::Loose) => "latest_before_loose",
    }
}

const fn last_day(rule: LastDay) -> &'static str {
    match rule {
        LastDay::AsItFalls => "as_it_falls",
        LastDay::NextWorkday => "next_workday",
        LastDay::PreviousWorkday => "previous_workday",
    }
}
