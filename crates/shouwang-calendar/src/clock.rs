//! Instants: the legal day on which one falls, and time limits in hours, which run through nights and holidays.
//!
//! Nothing here reads the clock; an instant is always handed in.

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};

use crate::Day;

/// Seconds that the legal time of Asia/Shanghai is ahead of UTC.
///
/// It has been +08:00 without a break since summer time ended on 1991-09-15, so a fixed number replaces a time zone database,
/// which a machine in an isolated network may lack or have wrong.
const AHEAD_OF_UTC_SECONDS: i64 = 8 * 3600;
/// 1991-09-14T17:00:00Z, the moment at which the last summer time ended.
const FIXED_SINCE_SECONDS: i64 = 684_867_600;
const DAY_SECONDS: i64 = 24 * 3600;

/// An instant from a time whose offset from UTC was not yet +08:00 throughout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{instant} is before the end of summer time in China (1991-09-15 02:00), so its legal day is not computed; enter the day itself \
     · {instant} 早于我国夏令时结束（1991-09-15 02:00），不推算其日期，请直接填写日期"
)]
pub struct InstantTooEarly {
    /// The instant that was handed in.
    pub instant: Timestamp,
}

impl Day {
    /// The day in Asia/Shanghai on which an instant falls.
    ///
    /// # Errors
    /// Instants before 1991-09-14T17:00:00Z are refused: summer time (1986–1991 and in the 1940s) and local mean time before 1901
    /// would put some of them on another day than a fixed offset does.
    pub fn of_instant(instant: Timestamp) -> Result<Day, InstantTooEarly> {
        let seconds = instant.as_second();
        // A fraction of a second never changes the day here: after 1970 it only adds to the whole seconds.
        if seconds < FIXED_SINCE_SECONDS {
            return Err(InstantTooEarly { instant });
        }
        let days = (seconds + AHEAD_OF_UTC_SECONDS) / DAY_SECONDS;
        Ok(Day::from_number(i32::try_from(days).unwrap_or(i32::MAX)))
    }

    /// The instant at which this day begins in Asia/Shanghai; it ends where the next day begins.
    ///
    /// `None` for days up to 1991-09-15, whose beginning was not at +08:00, and for days that no timestamp reaches (after the year 9999).
    #[must_use]
    pub fn begins_at(self) -> Option<Timestamp> {
        let seconds = i64::from(self.number()) * DAY_SECONDS - AHEAD_OF_UTC_SECONDS;
        if seconds < FIXED_SINCE_SECONDS { None } else { Timestamp::from_second(seconds).ok() }
    }
}

/// A time limit that runs from a moment: whole hours or minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeLimit {
    minutes: u32,
}

impl TimeLimit {
    /// So many hours; beyond `u32::MAX` minutes (8,000 years) it stays there.
    #[must_use]
    pub const fn hours(hours: u32) -> TimeLimit {
        TimeLimit { minutes: hours.saturating_mul(60) }
    }

    /// So many minutes.
    #[must_use]
    pub const fn minutes(minutes: u32) -> TimeLimit {
        TimeLimit { minutes }
    }

    /// Its length in minutes.
    #[must_use]
    pub const fn as_minutes(self) -> u32 {
        self.minutes
    }
}

/// The moment at which a limit that began to run at `from` is over; nights, weekends and holidays count like any other time.
///
/// Beyond the last timestamp (end of the year 9999) it stays at that.
#[must_use]
pub fn deadline(from: Timestamp, limit: TimeLimit) -> Timestamp {
    from.checked_add(SignedDuration::from_mins(i64::from(limit.minutes))).unwrap_or(Timestamp::MAX)
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, word) = if self.minutes.is_multiple_of(60) { (self.minutes / 60, "hour") } else { (self.minutes, "minute") };
        write!(f, "{count} {word}{}", if count == 1 { "" } else { "s" })
    }
}

/// A text that is no time limit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is no time limit; write a whole number and hours or minutes, such as `4 hours` \
     · 不是时限，请写整数加 hours（小时）或 minutes（分钟），例如 `4 hours`"
)]
pub struct TimeLimitError {
    /// What was written.
    pub text: String,
}

impl FromStr for TimeLimit {
    type Err = TimeLimitError;

    /// Reads `4 hours`, `1 hour`, `30 minutes`.
    fn from_str(text: &str) -> Result<TimeLimit, TimeLimitError> {
        let limit = text.split_once(' ').and_then(|(count, unit)| {
            let count: u32 = count.parse().ok()?;
            match unit {
                "hour" | "hours" => count.checked_mul(60).map(TimeLimit::minutes),
                "minute" | "minutes" => Some(TimeLimit::minutes(count)),
                _ => None,
            }
        });
        limit.ok_or_else(|| TimeLimitError { text: text.to_owned() })
    }
}
