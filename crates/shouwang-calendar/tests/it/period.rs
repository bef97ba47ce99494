//! Calendar periods.

use proptest::prelude::*;
use shouwang_calendar::{Day, Period, PeriodUnit};

use crate::support::day;

#[test]
fn a_day_lies_in_one_period_of_each_length() {
    let cases = [
        (PeriodUnit::Year, "2026", "2026-01-01", "2026-12-31"),
        (PeriodUnit::HalfYear, "2026-H2", "2026-07-01", "2026-12-31"),
        (PeriodUnit::Quarter, "2026-Q3", "2026-07-01", "2026-09-30"),
        (PeriodUnit::Month, "2026-08", "2026-08-01", "2026-08-31"),
    ];
    for (unit, text, first, last) in cases {
        let period = Period::containing(unit, day("2026-08-15"));
        assert_eq!(period.to_string(), text);
        assert_eq!((period.first(), period.last()), (day(first), day(last)), "{text}");
        assert_eq!(text.parse::<Period>().unwrap(), period);
    }
}

#[test]
fn years_turn_over() {
    let fourth: Period = "2026-Q4".parse().unwrap();
    assert_eq!(fourth.next().to_string(), "2027-Q1");
    assert_eq!(fourth.next().previous(), fourth);
    assert_eq!("2024-02".parse::<Period>().unwrap().last(), day("2024-02-29"));
    assert_eq!("2026-01".parse::<Period>().unwrap().previous().to_string(), "2025-12");
    assert_eq!(Period::year(2026).next(), Period::year(2027));
    assert_eq!((fourth.in_year(), fourth.index(), fourth.unit()), (2026, 4, PeriodUnit::Quarter));
}

#[test]
fn periods_that_do_not_exist_are_refused() {
    for text in [
        "",
        "26",
        "2026-",
        "2026-H0",
        "2026-H3",
        "2026-Q5",
        "2026-Q",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026-Q01",
        "2026-+1",
        "-026",
        "2026-11-20",
        "二〇二六",
    ] {
        let error = text.parse::<Period>().expect_err(text).to_string();
        assert!(error.contains("`2026-Q3`") && error.contains("不是期间"), "{error}");
    }
    assert_eq!(Period::month(2026, 13), None);
    assert_eq!(Period::nth(PeriodUnit::Quarter, 10_000, 1), None);
    assert_eq!(Period::month(2026, 11), "2026-11".parse().ok());
}

#[test]
fn lengths_have_words() {
    for unit in PeriodUnit::ALL {
        assert_eq!(unit.word().parse::<PeriodUnit>().unwrap(), unit);
    }
    assert!("fortnight".parse::<PeriodUnit>().is_err());
}

#[test]
fn open_ends_do_not_overflow() {
    for unit in PeriodUnit::ALL {
        for open in [Day::MIN, Day::MAX] {
            let period = Period::containing(unit, open);
            assert!(period.first() <= open && open <= period.last().max(open), "{unit:?}");
            assert!(period.previous() < period && period < period.next());
        }
    }
}

proptest! {
    #[test]
    fn periods_tile_time(number in -1_000_000..1_000_000_i32, unit in prop::sample::select(&PeriodUnit::ALL[..])) {
        let day = Day::from_number(number);
        let period = Period::containing(unit, day);
        prop_assert!(period.first() <= day && day <= period.last());
        prop_assert_eq!(period.last().plus(1), period.next().first());
        prop_assert_eq!(period.first().plus(-1), period.previous().last());
        prop_assert_eq!(Period::containing(unit, period.last()), period);
        prop_assert_eq!(Period::containing(unit, period.last().plus(1)), period.next());
    }

    #[test]
    fn what_is_written_is_read_back(year in 0..10_000_i32, index in 1..=12_i32, unit in prop::sample::select(&PeriodUnit::ALL[..])) {
        if let Some(period) = Period::nth(unit, year, index) {
            prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
        } else {
            prop_assert!(index > unit.per_year());
        }
    }
}
