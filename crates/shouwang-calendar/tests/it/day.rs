//! Days against jiff's civil dates, an independent implementation.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;
use shouwang_calendar::Day;

use crate::support::day;

#[test]
fn every_day_of_three_centuries_is_jiffs() {
    let mut civil = date(1800, 1, 1);
    let mut expected = Day::from_date(civil);
    while civil < date(2101, 1, 1) {
        let day = Day::from_date(civil);
        assert_eq!(day, expected, "days follow each other by one");
        assert_eq!(day.date(), Some(civil));
        assert_eq!(day.civil(), (i32::from(civil.year()), i32::from(civil.month()), i32::from(civil.day())));
        assert_eq!(day.weekday(), i32::from(civil.weekday().to_monday_zero_offset()));
        assert_eq!(day.to_string(), civil.to_string());
        civil = civil.tomorrow().unwrap();
        expected = day.plus(1);
    }
}

#[test]
fn day_zero_is_a_thursday_in_1970() {
    assert_eq!(Day::from_number(0), day("1970-01-01"));
    assert_eq!(Day::from_number(0).weekday(), i32::from(Weekday::Thursday.to_monday_zero_offset()));
    assert_eq!(Day::from(date(2026, 11, 20)).number(), 20_777);
}

#[test]
fn numbers_beyond_the_open_ends_become_the_open_ends() {
    assert_eq!(Day::from_number(i32::MIN), Day::MIN);
    assert_eq!(Day::from_number(i32::MAX), Day::MAX);
    assert!(Day::MIN.is_open() && Day::MAX.is_open() && !day("2026-11-20").is_open());
}

#[test]
fn open_ends_stay_open_and_are_never_overshot() {
    for days in [i32::MIN, -1, 0, 1, i32::MAX] {
        assert_eq!(Day::MIN.plus(days), Day::MIN);
        assert_eq!(Day::MAX.plus(days), Day::MAX);
    }
    assert_eq!(day("2026-11-20").plus(i32::MAX), Day::MAX);
    assert_eq!(day("2026-11-20").plus(i32::MIN), Day::MIN);
    assert_eq!((Day::MIN.date(), Day::MAX.date()), (None, None));
    assert_eq!((Day::MIN.to_string(), Day::MAX.to_string()), ("…".to_owned(), "…".to_owned()));
}

#[test]
fn only_a_plain_date_is_read() {
    assert_eq!(day("2024-02-29").civil(), (2024, 2, 29));
    for text in ["", "2026-1-1", "2026-02-29", "2026-13-01", "20261120", "2026-11-20T08:00", "2026/11/20", "+002026-11-20", "十一月二十日"]
    {
        assert!(text.parse::<Day>().is_err(), "{text} was read as a day");
    }
    let error = "2026-11-20T08:00".parse::<Day>().unwrap_err().to_string();
    assert!(error.contains("YYYY-MM-DD") && error.contains("请写作"), "{error}");
}

#[test]
fn a_day_is_written_as_text_in_json() {
    assert_eq!(serde_json::to_string(&day("2026-11-20")).unwrap(), "\"2026-11-20\"");
}

proptest! {
    #[test]
    fn any_date_that_jiff_knows_comes_back(offset in 0..7_304_484_i32) {
        let civil = Date::MIN.checked_add(offset.days()).unwrap();
        let day = Day::from_date(civil);
        prop_assert_eq!(day.date(), Some(civil));
        prop_assert_eq!(day.weekday(), i32::from(civil.weekday().to_monday_zero_offset()));
        prop_assert_eq!(day.number() - Day::from_date(Date::MIN).number(), offset);
    }

    #[test]
    fn days_order_as_their_dates(one in 0..7_304_484_i32, other in 0..7_304_484_i32) {
        let (one, other) = (Date::MIN.checked_add(one.days()).unwrap(), Date::MIN.checked_add(other.days()).unwrap());
        prop_assert_eq!(Day::from_date(one).cmp(&Day::from_date(other)), one.cmp(&other));
    }
}
