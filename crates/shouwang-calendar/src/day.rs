//! A legal day: a civil date in Asia/Shanghai, held as one number.
//!
//! Legal dates and instants are never mixed: a [`Day`] has no hour and no zone, an instant is a `jiff::Timestamp`.
//! Planning compares millions of days, so a day is the number of days since 1970-01-01 and orders as such.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// A civil date in Asia/Shanghai, as the number of days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// Before every day that can be written: the beginning of what has always held.
    pub const MIN: Day = Day(i32::MIN / 2);
    /// After every day that can be written: the end of what holds until further notice.
    pub const MAX: Day = Day(i32::MAX / 2);

    /// The day with this number, counted from 1970-01-01 (day 0); numbers beyond the open ends become the open ends.
    #[must_use]
    pub const fn from_number(days_since_1970: i32) -> Day {
        // Keeping every day between the open ends is what lets all other arithmetic go without overflow checks.
        if days_since_1970 < Day::MIN.0 {
            Day::MIN
        } else if days_since_1970 > Day::MAX.0 {
            Day::MAX
        } else {
            Day(days_since_1970)
        }
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day of a civil date.
    #[must_use]
    pub fn from_date(date: Date) -> Day {
        Day::from_civil(i32::from(date.year()), i32::from(date.month()), i32::from(date.day()))
    }

    /// The day with this year, month 1..=12 and day of the month; the year must lie within ±2,950,000.
    pub(crate) const fn from_civil(year: i32, month: i32, day: i32) -> Day {
        // March is the first month of the shifted year, so that a leap day is its last day.
        let before_march = month <= 2;
        let year = (year + YEAR_SHIFT - before_march as i32) as i64;
        let month = if before_march { month + 12 } else { month };
        let century = year / 100;
        let days = 1461 * year / 4 - century + century / 4 + ((979 * month - 2919) / 32 + day - 1) as i64;
        let number = days - DAY_SHIFT;
        debug_assert!(i32::MIN as i64 <= number && number <= i32::MAX as i64);
        Day::from_number(number as i32)
    }

    /// Year, month and day of the month.
    #[must_use]
    pub const fn civil(self) -> (i32, i32, i32) {
        // The inverse of `from_civil`: four times the day over the days of four centuries, then over the days of four years.
        let quarters = 4 * (self.0 as i64 + DAY_SHIFT) + 3;
        let century = quarters / 146_097;
        let quarters_of_century = (quarters % 146_097) | 3;
        let year = 100 * century + quarters_of_century / 1461;
        let day_of_year = (quarters_of_century % 1461) as i32 / 4;
        let scaled = 2141 * day_of_year + 197_913;
        let (month, day) = (scaled >> 16, (scaled & 0xffff) / 2141 + 1);
        let before_march = day_of_year >= 306;
        (year as i32 - YEAR_SHIFT + before_march as i32, if before_march { month - 12 } else { month }, day)
    }

    /// The civil date, or `None` for a day outside the years −9999 to 9999 ([`Day::MIN`] and [`Day::MAX`] are).
    #[must_use]
    pub fn date(self) -> Option<Date> {
        let (year, month, day) = self.civil();
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// Whether this is [`Day::MIN`] or [`Day::MAX`]: no day at all, but "always before" or "until further notice".
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.0 <= Day::MIN.0 || self.0 >= Day::MAX.0
    }

    /// This many natural days later (earlier when negative); open ends stay open, and nothing goes beyond them.
    #[must_use]
    pub const fn plus(self, days: i32) -> Day {
        if self.is_open() { self } else { Day::from_number(self.0.saturating_add(days)) }
    }

    /// Monday 0 to Sunday 6.
    #[must_use]
    pub const fn weekday(self) -> i32 {
        // Day 0, 1970-01-01, was a Thursday.
        (self.0 + 3).rem_euclid(7)
    }
}

/// Whole 400-year cycles that make every year and day number positive, so that plain divisions serve
/// (Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms", 2022).
const YEAR_SHIFT: i32 = 400 * CYCLES;
/// From 0000-03-01, `YEAR_SHIFT` years earlier, to 1970-01-01.
const DAY_SHIFT: i64 = 719_468 + 146_097 * CYCLES as i64;
const CYCLES: i32 = 7_400;

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        Day::from_date(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Day::MIN => f.write_str("…"),
            Day::MAX => f.write_str("…"),
            _ => {
                let (year, month, day) = self.civil();
                write!(f, "{year:04}-{month:02}-{day:02}")
            }
        }
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = jiff::Error;

    /// Reads `YYYY-MM-DD` and nothing else: a text with a time of day would hide an instant in a legal day.
    fn from_str(text: &str) -> Result<Day, jiff::Error> {
        if text.len() != "YYYY-MM-DD".len() {
            return Err(jiff::Error::from_args(format_args!("`{text}` is no day; write it as YYYY-MM-DD · 不是日期，请写作 YYYY-MM-DD")));
        }
        text.parse::<Date>().map(Day::from_date)
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
