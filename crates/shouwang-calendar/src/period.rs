//! Calendar periods: the years, half-years, quarters and months in which a recurring duty is due once.

use std::fmt;
use std::str::FromStr;

use crate::Day;

/// The length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PeriodUnit {
    /// 1 January to 31 December.
    Year,
    /// January to June, July to December.
    HalfYear,
    /// Three months, beginning with January, April, July and October.
    Quarter,
    /// A calendar month.
    Month,
}

impl PeriodUnit {
    /// Every length, from the year to the month.
    pub const ALL: [PeriodUnit; 4] = [PeriodUnit::Year, PeriodUnit::HalfYear, PeriodUnit::Quarter, PeriodUnit::Month];

    /// The word in law data: `year`, `half-year`, `quarter`, `month`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            PeriodUnit::Year => "year",
            PeriodUnit::HalfYear => "half-year",
            PeriodUnit::Quarter => "quarter",
            PeriodUnit::Month => "month",
        }
    }

    /// How many there are in a year.
    #[must_use]
    pub const fn per_year(self) -> i32 {
        match self {
            PeriodUnit::Year => 1,
            PeriodUnit::HalfYear => 2,
            PeriodUnit::Quarter => 4,
            PeriodUnit::Month => 12,
        }
    }

    const fn months(self) -> i32 {
        12 / self.per_year()
    }
}

/// One calendar period. Periods of one length follow each other without gap or overlap and order by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    unit: PeriodUnit,
    /// Periods since the first of year 0, so that the next one is this plus one.
    number: i32,
}

impl Period {
    /// The period of this length that the day lies in.
    #[must_use]
    pub const fn containing(unit: PeriodUnit, day: Day) -> Period {
        let (year, month, _) = day.civil();
        Period { unit, number: year * unit.per_year() + (month - 1) / unit.months() }
    }

    /// A calendar year, of the years 0 to 9999; years beyond become the nearest of these.
    #[must_use]
    pub fn year(year: i32) -> Period {
        Period { unit: PeriodUnit::Year, number: year.clamp(0, YEAR_MAX) }
    }

    /// A month 1..=12 of a year 0..=9999; `None` for others.
    #[must_use]
    pub fn month(year: i32, month: i32) -> Option<Period> {
        Period::nth(PeriodUnit::Month, year, month)
    }

    /// The so-many-th period (from 1) of this length in a year 0..=9999; `None` when the year has no such period.
    #[must_use]
    pub fn nth(unit: PeriodUnit, year: i32, index: i32) -> Option<Period> {
        let there = (0..=YEAR_MAX).contains(&year) && (1..=unit.per_year()).contains(&index);
        there.then(|| Period { unit, number: year * unit.per_year() + index - 1 })
    }

    /// How long it is.
    #[must_use]
    pub const fn unit(self) -> PeriodUnit {
        self.unit
    }

    /// The year it lies in.
    #[must_use]
    pub const fn in_year(self) -> i32 {
        self.number.div_euclid(self.unit.per_year())
    }

    /// Which one of its year it is, from 1.
    #[must_use]
    pub const fn index(self) -> i32 {
        self.number.rem_euclid(self.unit.per_year()) + 1
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Day {
        Day::from_civil(self.in_year(), (self.index() - 1) * self.unit.months() + 1, 1)
    }

    /// Its last day.
    #[must_use]
    pub const fn last(self) -> Day {
        self.next().first().plus(-1)
    }

    /// The one after it.
    #[must_use]
    pub const fn next(self) -> Period {
        Period { unit: self.unit, number: self.number + 1 }
    }

    /// The one before it.
    #[must_use]
    pub const fn previous(self) -> Period {
        Period { unit: self.unit, number: self.number - 1 }
    }
}

/// The last year that a period can be written for.
const YEAR_MAX: i32 = 9999;

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, index) = (self.in_year(), self.index());
        match self.unit {
            PeriodUnit::Year => write!(f, "{year:04}"),
            PeriodUnit::HalfYear => write!(f, "{year:04}-H{index}"),
            PeriodUnit::Quarter => write!(f, "{year:04}-Q{index}"),
            PeriodUnit::Month => write!(f, "{year:04}-{index:02}"),
        }
    }
}

/// A text that is no period or no length of one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is no period; write `2026`, `2026-H1`, `2026-Q3` or `2026-11`, and for a length year, half-year, quarter or month \
     · 不是期间，请写作 `2026`、`2026-H1`、`2026-Q3` 或 `2026-11`；期间长度为 year、half-year、quarter 或 month"
)]
pub struct PeriodError {
    /// What was written.
    pub text: String,
}

impl FromStr for PeriodUnit {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<PeriodUnit, PeriodError> {
        let known = PeriodUnit::ALL.into_iter().find(|unit| unit.word() == text);
        known.ok_or_else(|| PeriodError { text: text.to_owned() })
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    /// Reads what [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<Period, PeriodError> {
        read(text).ok_or_else(|| PeriodError { text: text.to_owned() })
    }
}

fn read(text: &str) -> Option<Period> {
    let (year, rest) = text.split_once('-').unwrap_or((text, "1"));
    let (unit, index, digits) = match rest.as_bytes().first()? {
        _ if year.len() == text.len() => (PeriodUnit::Year, rest, 1),
        b'H' => (PeriodUnit::HalfYear, &rest[1..], 1),
        b'Q' => (PeriodUnit::Quarter, &rest[1..], 1),
        _ => (PeriodUnit::Month, rest, 2),
    };
    let is_number = |text: &str, digits| text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    let written_so = is_number(year, 4) && is_number(index, digits);
    written_so.then(|| Period::nth(unit, year.parse().ok()?, index.parse().ok()?)).flatten()
}
