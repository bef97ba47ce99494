//! Days and moments as a user writes them.
//!
//! A moment without an offset is meant in Asia/Shanghai; a day alone is a whole day, so that what is known *at* a day includes what was
//! learned on it.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{self, TimeZone};
use shouwang_calendar::Day;

/// A moment, or a whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// The day.
    Day(Day),
    /// The instant.
    Instant(Timestamp),
}

impl std::str::FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Moment, String> {
        if let Ok(day) = text.parse::<Day>() {
            return Ok(Moment::Day(day));
        }
        if let Ok(instant) = text.parse::<Timestamp>() {
            return Ok(Moment::Instant(instant));
        }
        let local = text.replacen(' ', "T", 1).parse::<DateTime>().map_err(|_| {
            format!("`{text}` 不是时刻，请写作 2026-11-20 或 2026-11-20T18:00 · is no moment; write 2026-11-20 or 2026-11-20T18:00")
        })?;
        let shanghai = TimeZone::fixed(tz::offset(8));
        local.to_zoned(shanghai).map(|zoned| Moment::Instant(zoned.timestamp())).map_err(|error| error.to_string())
    }
}

impl Moment {
    /// The first instant of it.
    pub(crate) fn begins(self) -> Option<Timestamp> {
        match self {
            Moment::Day(day) => day.begins_at(),
            Moment::Instant(instant) => Some(instant),
        }
    }

    /// The last microsecond of it.
    pub(crate) fn ends(self) -> Option<Timestamp> {
        match self {
            Moment::Day(day) => day.plus(1).begins_at().and_then(|next| Timestamp::from_microsecond(next.as_microsecond() - 1).ok()),
            Moment::Instant(instant) => Some(instant),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_one_microsecond_before_the_next_begins_in_shanghai() {
        let moment: Moment = "2026-11-20".parse().unwrap();
        assert_eq!(moment.begins().unwrap().to_string(), "2026-11-19T16:00:00Z");
        assert_eq!(moment.ends().unwrap().to_string(), "2026-11-20T15:59:59.999999Z");
    }

    #[test]
    fn a_moment_without_an_offset_is_meant_in_shanghai() {
        let moment: Moment = "2026-11-20 18:30".parse().unwrap();
        assert_eq!(moment.begins().unwrap().to_string(), "2026-11-20T10:30:00Z");
        assert_eq!("2026-11-20T10:30:00Z".parse::<Moment>().unwrap(), moment);
    }

    #[test]
    fn what_is_neither_a_day_nor_a_moment_is_refused_in_both_languages() {
        let error = "下周一".parse::<Moment>().unwrap_err();
        assert!(error.contains("不是时刻") && error.contains("is no moment"), "{error}");
    }
}
