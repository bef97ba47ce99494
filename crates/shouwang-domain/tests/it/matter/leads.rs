//! Lead times, forwards and backwards.

use proptest::prelude::*;
use shouwang_calendar::{Ahead, Day, Span, Unit};
use shouwang_domain::matter::{Act, lead};
use shouwang_law::model::{Deed, Late, Silence};

use super::support::{TODAY, clerk, line, made};
use crate::plan::support::REAL;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn two_clear_working_days_reach_over_the_national_holiday() {
    let two = Some(Span::new(2, Unit::Workday));
    let found = lead(&REAL.calendar, day("2026-10-09"), two, Ahead::Clear, day("2026-09-29"));
    assert!(found.in_time);
    assert_eq!((found.latest.day, found.in_time_for), (day("2026-09-29"), day("2026-10-09")));
    let late = lead(&REAL.calendar, day("2026-10-09"), two, Ahead::Clear, day("2026-09-30"));
    assert!(!late.in_time);
    assert_eq!(late.in_time_for, day("2026-10-10"));
}

#[test]
fn what_comes_too_late_is_told_which_day_would_be_in_time() {
    let mut made = made(&[(Deed::Notice, false)], Silence::Nothing);
    made.rule.lead = Some(Span::new(2, Unit::Workday));
    made.premises[0].event = Some(TODAY.plus(2));
    let drafted = made.act(made.draft(), Act::Edit(vec![line("access-application")]), &clerk()).unwrap().matter;
    let submit = |emergency: Option<&str>| Act::Submit { emergency: emergency.map(str::to_owned) };
    let refusal = made.act(drafted.clone(), submit(None), &clerk()).unwrap_err();
    let in_time_for = TODAY.plus(3).to_string();
    assert!(refusal.words().zh.contains(&in_time_for), "{}", refusal.words().zh);
    assert_eq!(made.act(drafted.clone(), submit(Some("抢修")), &clerk()).unwrap_err().id(), "too_late", "the page knows no emergency");
    made.rule.late = Late::Emergency;
    assert_eq!(made.act(drafted.clone(), submit(Some("")), &clerk()).unwrap_err().id(), "nothing_said");
    let accepted = made.act(drafted.clone(), submit(Some("抢修")), &clerk()).unwrap();
    assert_eq!(accepted.entries[0].words.as_deref(), Some("抢修"));
    made.premises[0].event = Some(TODAY.plus(3));
    assert_eq!(made.act(drafted.clone(), submit(Some("抢修")), &clerk()).unwrap_err().id(), "in_time");
    made.premises[0].event = Some(TODAY.plus(-1));
    assert_eq!(made.act(drafted, submit(Some("抢修")), &clerk()).unwrap_err().id(), "too_late", "what has passed is no emergency");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(26), ..ProptestConfig::default() })]

    #[test]
    fn the_first_day_in_time_is_in_time_and_the_day_before_is_not(
        today in 20_400..21_100_i32, count in 0..25_i32, unit in 0..3_usize, clear in any::<bool>(),
    ) {
        let (today, span) = (Day::from_number(today), Span::new(count, Unit::ALL[unit]));
        let ahead = if clear { Ahead::Clear } else { Ahead::Loose };
        let first = lead(&REAL.calendar, today, Some(span), ahead, today).in_time_for;
        let in_time = |event| lead(&REAL.calendar, event, Some(span), ahead, today).in_time;
        prop_assert!(in_time(first));
        prop_assert!(!in_time(first.plus(-1)) || first == today);
    }
}
