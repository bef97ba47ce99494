//! The latest day of a notice before an event.

use shouwang_calendar::{Ahead, Between, Day};

use crate::support::{calendar, day, span};

#[test]
fn the_latest_day_of_a_notice_leaves_the_lead_clear() {
    let calendar = calendar();
    let cases = [
        // Clear days 09-30 and 10-08, with the National Day holiday between.
        ("2026-10-09", "2 workdays", Ahead::Clear, "2026-09-29"),
        ("2026-10-09", "2 workdays", Ahead::Loose, "2026-09-30"),
        // Clear days 10-13 to 10-19.
        ("2026-10-20", "1 week", Ahead::Clear, "2026-10-12"),
        ("2026-10-20", "1 week", Ahead::Loose, "2026-10-13"),
        // A Monday after a worked Saturday: clear days 10-09 and 10-10.
        ("2026-10-12", "2 workdays", Ahead::Clear, "2026-10-08"),
        ("2026-10-12", "2 workdays", Ahead::Loose, "2026-10-09"),
        // A Wednesday: clear days Monday and Tuesday, and the Sunday before them is still in time.
        ("2026-11-18", "2 workdays", Ahead::Clear, "2026-11-15"),
        ("2026-11-18", "2 workdays", Ahead::Loose, "2026-11-16"),
        // An event on a day off.
        ("2026-10-03", "1 workday", Ahead::Clear, "2026-09-29"),
        ("2026-10-03", "1 workday", Ahead::Loose, "2026-09-30"),
        ("2026-10-20", "3 days", Ahead::Clear, "2026-10-16"),
        ("2026-10-20", "1 month", Ahead::Clear, "2026-09-19"),
        ("2026-03-31", "1 month", Ahead::Clear, "2026-02-27"),
        ("2026-03-31", "1 month", Ahead::Loose, "2026-02-28"),
        ("2026-10-20", "1 year", Ahead::Clear, "2025-10-19"),
        // No lead asks for nothing between.
        ("2026-10-20", "0 workdays", Ahead::Clear, "2026-10-20"),
        ("2026-10-20", "-3 days", Ahead::Loose, "2026-10-20"),
    ];
    for (event, lead, ahead, expected) in cases {
        let answer = calendar.latest_before_fast(day(event), span(lead), ahead);
        assert_eq!(answer, (day(expected), false), "{event}, {lead}, {ahead:?}");
        let counted = calendar.latest_before(day(event), span(lead), ahead);
        assert_eq!((counted.day, counted.is_provisional()), answer, "{event}, {lead}, {ahead:?}, explained");
    }
}

#[test]
fn only_the_days_between_make_a_latest_day_provisional() {
    let calendar = calendar();
    // The clear days 2025-01-02 and 01-03 are known; that the notice falls on 2025-01-01 does not matter.
    assert_eq!(calendar.latest_before_fast(day("2025-01-06"), span("2 workdays"), Ahead::Clear), (day("2025-01-01"), false));
    assert_eq!(calendar.latest_before_fast(day("2025-01-06"), span("3 workdays"), Ahead::Clear), (day("2024-12-30"), true));
    assert_eq!(calendar.latest_before_fast(day("2027-01-01"), span("1 workday"), Ahead::Clear), (day("2026-12-30"), false));
    assert_eq!(calendar.latest_before_fast(day("2027-01-04"), span("1 workday"), Ahead::Clear), (day("2026-12-31"), true));
}

#[test]
fn what_lies_between_notice_and_event_is_counted() {
    let calendar = calendar();
    let between = |notice: &str, event: &str| calendar.between(day(notice), day(event));
    assert_eq!(between("2026-09-29", "2026-10-09"), Between { days: 9, workdays: 2, provisional: false });
    assert_eq!(between("2026-09-30", "2026-10-09"), Between { days: 8, workdays: 1, provisional: false });
    assert_eq!(between("2026-10-13", "2026-10-20"), Between { days: 6, workdays: 4, provisional: false });
    assert_eq!(between("2026-10-12", "2026-10-20"), Between { days: 7, workdays: 5, provisional: false });
    assert_eq!(between("2026-12-30", "2027-01-03"), Between { days: 3, workdays: 2, provisional: true });
    let nothing = Between { days: 0, workdays: 0, provisional: false };
    assert_eq!(between("2026-10-19", "2026-10-20"), nothing);
    assert_eq!(between("2026-10-20", "2026-10-20"), nothing);
    assert_eq!(between("2026-10-21", "2026-10-20"), nothing);
}

#[test]
fn an_event_until_further_notice_has_an_open_latest_day() {
    let calendar = calendar();
    for ahead in [Ahead::Clear, Ahead::Loose] {
        for open in [Day::MIN, Day::MAX] {
            assert_eq!(calendar.latest_before_fast(open, span("2 workdays"), ahead), (open, false));
            assert_eq!(calendar.latest_before(open, span("2 workdays"), ahead).day, open);
        }
        let long = shouwang_calendar::Span::new(i32::MAX, shouwang_calendar::Unit::Year);
        assert_eq!(calendar.latest_before_fast(day("2026-10-09"), long, ahead), (Day::MIN, false));
        assert_eq!(calendar.latest_before(day("2026-10-09"), long, ahead).day, Day::MIN);
    }
}
