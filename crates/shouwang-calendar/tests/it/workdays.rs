//! Counting on the committed notices: the decision table of the rules.

use shouwang_calendar::{Calendar, Day, DayKind, LastDay, Period, Span, Unit};

use crate::support::{calendar, day, notices, span};

#[test]
fn each_month_of_2026_has_its_working_days() {
    let calendar = calendar();
    let counts: Vec<u32> = (1..=12).map(|month| calendar.workdays_in(Period::month(2026, month).unwrap()).0).collect();
    assert_eq!(counts, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
    assert_eq!(calendar.workdays_in(Period::year(2026)), (248, false));
    assert_eq!(calendar.workdays_in(Period::year(2027)), (261, true));
}

#[test]
fn spans_end_where_the_rules_say() {
    let calendar = calendar();
    let cases = [
        // Over the Spring Festival, from the Friday before a worked Saturday.
        ("2026-02-13", "3 workdays", "2026-02-25"),
        ("2026-09-30", "5 workdays", "2026-10-13"),
        ("2026-10-08", "-2 workdays", "2026-09-29"),
        ("2026-10-09", "1 workday", "2026-10-10"),
        ("2026-10-03", "1 workday", "2026-10-08"),
        ("2026-10-03", "-1 workday", "2026-09-30"),
        ("2026-10-03", "0 workdays", "2026-10-03"),
        ("2025-12-31", "1 workday", "2026-01-04"),
        ("2026-01-04", "-1 workday", "2025-12-31"),
        ("2026-11-20", "30 days", "2026-12-20"),
        ("2026-11-20", "-1 day", "2026-11-19"),
        ("2026-12-28", "1 week", "2027-01-04"),
        ("2026-10-20", "-1 week", "2026-10-13"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2026-08-31", "1 month", "2026-09-30"),
        ("2026-03-31", "-1 month", "2026-02-28"),
        ("2026-11-20", "-6 months", "2026-05-20"),
        ("2026-08-31", "6 months", "2027-02-28"),
        ("2026-12-15", "1 month", "2027-01-15"),
        ("2026-01-15", "-1 month", "2025-12-15"),
        ("2025-10-30", "1 year", "2026-10-30"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2100-02-28", "-100 years", "2000-02-28"),
        ("2000-02-29", "100 years", "2100-02-28"),
        ("2024-10-15", "24 months", "2026-10-15"),
        ("1800-01-31", "1 month", "1800-02-28"),
        ("1900-01-31", "1 month", "1900-02-28"),
        ("2000-01-31", "1 month", "2000-02-29"),
    ];
    for (from, length, expected) in cases {
        let answer = calendar.add_fast(day(from), span(length));
        assert_eq!(answer, (day(expected), false), "{from} + {length}");
        let counted = calendar.add(day(from), span(length));
        assert_eq!((counted.day, counted.is_provisional()), answer, "{from} + {length}, explained");
    }
}

#[test]
fn a_year_without_a_notice_is_provisional_and_counts_the_plain_week() {
    let calendar = calendar();
    // 2027-01-01 is a Friday and surely a holiday, but no notice says so yet.
    assert_eq!(calendar.add_fast(day("2026-12-31"), span("1 workday")), (day("2027-01-01"), true));
    assert_eq!(calendar.add_fast(day("2026-12-30"), span("1 workday")), (day("2026-12-31"), false));
    assert_eq!(calendar.add_fast(day("2027-01-04"), span("-2 workdays")), (day("2026-12-31"), true));
    assert_eq!(calendar.add_fast(day("2025-01-02"), span("-1 workday")), (day("2024-12-31"), true));
    assert_eq!(calendar.add_fast(day("2025-01-03"), span("-1 workday")), (day("2025-01-02"), false));
    assert!(calendar.is_known(day("2026-12-31")) && !calendar.is_known(day("2027-01-01")));
    let empty = Calendar::default();
    assert_eq!(empty.add_fast(day("2026-09-30"), span("1 workday")), (day("2026-10-01"), true));
    assert_eq!(empty.add_fast(day("2026-09-30"), span("1 month")), (day("2026-10-30"), false));
}

#[test]
fn a_gap_between_two_notices_is_provisional() {
    let calendar =
        Calendar::new(notices().into_iter().map(|(_, notice)| notice).filter(|notice| notice.year == 2026).chain([notice_2024()]));
    // Both ends are known and the year between is not.
    assert!(calendar.workdays_between(day("2024-12-31"), day("2026-01-04")).1);
    assert!(calendar.add_fast(day("2024-12-30"), span("300 workdays")).1);
    let counted = calendar.add(day("2024-12-30"), span("300 workdays"));
    assert_eq!(counted.without_notice.iter().map(|years| (years.first, years.last)).collect::<Vec<_>>(), [(2025, 2025)]);
    assert_eq!(counted.notices.iter().map(|used| used.year).collect::<Vec<_>>(), [2024, 2026]);
}

/// Made up: a year with one day off.
fn notice_2024() -> shouwang_calendar::Notice {
    crate::notice::made_up(2024, "2024-01-01", "样例〔2023〕1号", "[2024-12-28]", "2024-12-31", "2024-12-31")
}

#[test]
fn each_kind_of_day_is_told_apart() {
    let calendar = calendar();
    assert_eq!(calendar.kind(day("2026-10-09")), DayKind::Workday);
    assert_eq!(calendar.kind(day("2026-10-10")), DayKind::WorkedWeekend);
    assert_eq!(calendar.kind(day("2026-10-11")), DayKind::Weekend);
    assert!(matches!(calendar.kind(day("2026-10-03")), DayKind::Off(range) if range.name.en == "National Day"));
    assert_eq!(calendar.kind(day("2027-10-01")), DayKind::Workday);
    assert!(calendar.is_workday(day("2026-10-10")) && !calendar.is_workday(day("2026-10-07")));
}

#[test]
fn a_last_day_moves_only_by_a_named_rule() {
    let calendar = calendar();
    let cases = [
        ("2026-10-03", LastDay::AsItFalls, "2026-10-03", false),
        ("2026-10-03", LastDay::NextWorkday, "2026-10-08", false),
        ("2026-10-03", LastDay::PreviousWorkday, "2026-09-30", false),
        ("2026-10-10", LastDay::NextWorkday, "2026-10-10", false),
        ("2026-10-11", LastDay::NextWorkday, "2026-10-12", false),
        ("2026-11-20", LastDay::PreviousWorkday, "2026-11-20", false),
        // Whether it stands is not known either while there is no notice.
        ("2027-01-01", LastDay::NextWorkday, "2027-01-01", true),
        ("2027-01-02", LastDay::NextWorkday, "2027-01-04", true),
        ("2027-01-02", LastDay::PreviousWorkday, "2027-01-01", true),
        ("2027-01-02", LastDay::AsItFalls, "2027-01-02", false),
    ];
    for (fell, rule, expected, provisional) in cases {
        assert_eq!(calendar.settle_fast(day(fell), rule), (day(expected), provisional), "{fell} {rule:?}");
        let counted = calendar.add(day(fell).plus(-30), span("30 days")).under(rule, &calendar);
        assert_eq!((counted.day, counted.is_provisional()), (day(expected), provisional), "{fell} {rule:?}, explained");
        assert_eq!(counted.moved_from, Some(day(fell)).filter(|_| fell != expected));
        assert_eq!(counted.last_day, rule);
    }
}

#[test]
fn a_second_rule_takes_the_first_ones_place() {
    let calendar = calendar();
    let fell = calendar.add(day("2026-09-03"), span("30 days"));
    let moved = fell.clone().under(LastDay::NextWorkday, &calendar);
    assert_eq!(moved.day, day("2026-10-08"));
    assert_eq!(moved.clone().under(LastDay::PreviousWorkday, &calendar).day, day("2026-09-30"));
    assert_eq!(moved.under(LastDay::AsItFalls, &calendar).day, day("2026-10-03"));
}

#[test]
fn open_ends_and_huge_counts_are_safe() {
    let calendar = calendar();
    let counts = [i32::MIN, i32::MIN + 1, -1_000_000_000, -1, 0, 1, 1_000_000_000, i32::MAX];
    for open in [Day::MIN, Day::MAX] {
        for (count, unit) in counts.iter().flat_map(|&count| Unit::ALL.map(|unit| (count, unit))) {
            assert_eq!(calendar.add_fast(open, Span::new(count, unit)), (open, false));
            assert_eq!(calendar.add(open, Span::new(count, unit)).day, open);
        }
        assert_eq!(calendar.settle_fast(open, LastDay::NextWorkday), (open, false));
        assert!(calendar.workdays_between(open, open).0 <= 1);
    }
    let today = day("2026-11-20");
    for unit in Unit::ALL {
        assert_eq!(calendar.add_fast(today, Span::new(i32::MAX, unit)).0, Day::MAX, "{unit:?}");
        assert_eq!(calendar.add_fast(today, Span::new(i32::MIN, unit)).0, Day::MIN, "{unit:?}");
        assert_eq!(calendar.add(today, Span::new(i32::MIN, unit)).day, Day::MIN, "{unit:?}");
        let near = Day::MAX.plus(0).number() - 1;
        assert_eq!(calendar.add_fast(Day::from_number(near), Span::new(40, unit)).0, Day::MAX, "{unit:?}");
    }
    assert_eq!(calendar.workdays_between(Day::MAX, Day::MIN), (0, false));
}

#[test]
fn the_later_notice_of_a_year_counts() {
    let first = crate::notice::made_up(2026, "2025-11-01", "样例〔2025〕1号", "[]", "2026-05-01", "2026-05-01");
    let later = crate::notice::made_up(2026, "2026-01-26", "样例〔2026〕1号", "[]", "2026-05-04", "2026-05-04");
    for notices in [[first.clone(), later.clone()], [later.clone(), first.clone()]] {
        let calendar = Calendar::new(notices);
        assert_eq!(calendar.notice(2026).unwrap().number, "样例〔2026〕1号");
        assert!(calendar.is_workday(day("2026-05-01")) && !calendar.is_workday(day("2026-05-04")));
    }
    let corrected = crate::notice::made_up(2026, "2026-01-26", "样例〔2026〕2号", "[]", "2026-05-05", "2026-05-05");
    let merged = Calendar::new([later]).merged(Calendar::new([corrected]));
    assert_eq!(merged.notice(2026).unwrap().number, "样例〔2026〕2号", "issued on the same day, the one given later");
}

#[test]
fn calendars_merge_year_by_year() {
    let (one, other): (Vec<_>, Vec<_>) = notices().into_iter().map(|(_, notice)| notice).partition(|notice| notice.year == 2025);
    let merged = Calendar::new(one).merged(Calendar::new(other.into_iter().filter(|notice| notice.year == 2026)));
    assert_eq!(merged, calendar());
    assert_eq!(merged.notices().map(|notice| notice.year).collect::<Vec<_>>(), [2025, 2026]);
}
