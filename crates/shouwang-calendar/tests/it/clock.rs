//! Instants, their legal day, and limits in hours.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use shouwang_calendar::{Day, TimeLimit, deadline};

use crate::support::day;

fn instant(text: &str) -> Timestamp {
    text.parse().expect(text)
}

#[test]
fn a_limit_in_hours_runs_through_nights_and_holidays() {
    // Found at 23:30 on the last evening before the National Day holiday.
    let found = instant("2026-09-30T23:30:00+08:00");
    assert_eq!(deadline(found, TimeLimit::hours(1)), instant("2026-10-01T00:30:00+08:00"));
    assert_eq!(deadline(found, TimeLimit::hours(4)), instant("2026-10-01T03:30:00+08:00"));
    assert_eq!(deadline(found, TimeLimit::minutes(30)), instant("2026-10-01T00:00:00+08:00"));
    assert_eq!(deadline(Timestamp::MAX, TimeLimit::hours(1)), Timestamp::MAX);
    assert_eq!(deadline(found, TimeLimit::hours(u32::MAX)), Timestamp::MAX);
}

#[test]
fn limits_are_read_and_written() {
    for (text, minutes) in [("4 hours", 240), ("1 hour", 60), ("30 minutes", 30), ("1 minute", 1), ("90 minutes", 90)] {
        let limit: TimeLimit = text.parse().unwrap();
        assert_eq!(limit.as_minutes(), minutes);
        assert_eq!(limit.to_string(), text);
    }
    for text in ["", "4", "4 h", "-1 hours", "4 days", "4000000000 hours", "at once"] {
        let error = text.parse::<TimeLimit>().expect_err(text).to_string();
        assert!(error.contains("`4 hours`") && error.contains("不是时限"), "{error}");
    }
}

#[test]
fn an_instant_falls_on_the_day_in_shanghai() {
    assert_eq!(Day::of_instant(instant("2026-11-20T15:59:59.999999999Z")), Ok(day("2026-11-20")));
    assert_eq!(Day::of_instant(instant("2026-11-20T16:00:00Z")), Ok(day("2026-11-21")));
    assert_eq!(Day::of_instant(Timestamp::MAX).map(|day| day.civil().0), Ok(9999));
}

#[test]
fn instants_before_the_end_of_summer_time_are_refused() {
    assert_eq!(Day::of_instant(instant("1991-09-14T17:00:00Z")), Ok(day("1991-09-15")));
    for early in ["1991-09-14T16:59:59.999Z", "1988-07-01T15:30:00Z", "1969-12-31T23:59:59.5Z"] {
        let error = Day::of_instant(instant(early)).expect_err(early);
        assert_eq!(error.instant, instant(early));
        assert!(error.to_string().contains("enter the day itself"), "{error}");
    }
}

#[test]
fn a_day_begins_at_midnight_in_shanghai() {
    assert_eq!(day("2026-11-20").begins_at(), Some(instant("2026-11-20T00:00:00+08:00")));
    assert_eq!(day("1991-09-16").begins_at(), Some(instant("1991-09-16T00:00:00+08:00")));
    assert_eq!(day("1991-09-15").begins_at(), None);
    assert_eq!((Day::MIN.begins_at(), Day::MAX.begins_at()), (None, None));
}

proptest! {
    #[test]
    fn every_instant_lies_between_its_days_ends(seconds in 684_950_400_i64..253_402_000_000) {
        let instant = Timestamp::from_second(seconds).unwrap();
        let day = Day::of_instant(instant).unwrap();
        prop_assert!(day.begins_at().unwrap() <= instant);
        prop_assert!(instant < day.plus(1).begins_at().unwrap());
        prop_assert_eq!(day.plus(1).begins_at().unwrap().duration_since(day.begins_at().unwrap()), SignedDuration::from_hours(24));
    }
}
