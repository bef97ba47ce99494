//! Promises that hold for all notices, days and counts, checked on random ones against the naive way.

use jiff::ToSpan;
use proptest::prelude::*;
use shouwang_calendar::{Ahead, Calendar, Day, Days, LastDay, Span, Unit};

use crate::random::{near_day, random};
use crate::support::calendar;

fn any_unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(&Unit::ALL[..])
}

fn workdays(count: i32) -> Span {
    Span::new(count, Unit::Workday)
}

proptest! {
    #[test]
    fn working_days_are_those_of_the_naive_way(world in random(), from in near_day(), count in -300..300_i32) {
        prop_assert_eq!(world.calendar.add_fast(from, workdays(count)), world.add_workdays(from, count));
        prop_assert_eq!(world.calendar.is_workday(from), world.is_workday(from));
        prop_assert_eq!(world.calendar.is_known(from), world.is_known(from));
    }

    #[test]
    fn the_explained_count_lists_exactly_the_days_of_the_naive_way(world in random(), from in near_day(), count in -60..60_i32) {
        let counted = world.calendar.add(from, workdays(count));
        let (day, provisional) = world.add_workdays(from, count);
        prop_assert_eq!((counted.day, counted.is_provisional()), (day, provisional));
        let (first, last) = if count < 0 { (day, from.plus(-1)) } else { (from.plus(1), day) };
        let all: Vec<Day> = (first.number()..=last.number()).map(Day::from_number).collect();
        let expected: Vec<Day> = all.iter().copied().filter(|day| world.is_workday(*day)).collect();
        prop_assert_eq!(usize::try_from(counted.counted.count()).unwrap(), expected.len());
        if let Days::Listed(days) = &counted.counted {
            prop_assert_eq!(days, &expected);
        }
        prop_assert_eq!(counted.counted.ends(), expected.first().copied().zip(expected.last().copied()));
        prop_assert_eq!(usize::try_from(counted.skipped_count).unwrap(), all.len() - expected.len());
        let skipped: Vec<Day> =
            counted.skipped.iter().flat_map(|range| range.from.number()..=range.until.number()).map(Day::from_number).collect();
        prop_assert_eq!(skipped, all.into_iter().filter(|day| !world.is_workday(*day)).collect::<Vec<_>>());
        prop_assert_eq!(counted.notices.is_empty() && counted.without_notice.is_empty(), count == 0);
    }

    #[test]
    fn going_there_and_back_ends_at_the_same_working_day(world in random(), from in near_day(), count in -2000..2000_i32) {
        let (there, _) = world.calendar.add_fast(from, workdays(count));
        let (back, _) = world.calendar.add_fast(there, workdays(-count));
        if world.is_workday(from) {
            prop_assert_eq!(back, from);
        } else if count > 0 {
            prop_assert!(back < from, "from a day off forwards and back lies the working day before it");
        } else if count < 0 {
            prop_assert!(back > from);
        }
    }

    #[test]
    fn a_later_day_or_a_larger_count_never_ends_earlier(
        world in random(), from in near_day(), later in 0..400_i32, count in -500..500_i32, more in 0..50_i32, unit in any_unit(),
    ) {
        let end = world.calendar.add_fast(from, Span::new(count, unit)).0;
        prop_assert!(end <= world.calendar.add_fast(from.plus(later), Span::new(count, unit)).0);
        prop_assert!(end <= world.calendar.add_fast(from, Span::new(count + more, unit)).0);
    }

    #[test]
    fn a_count_passes_over_as_many_working_days_as_it_says(world in random(), from in near_day(), count in 1..3000_i32) {
        let (end, _) = world.calendar.add_fast(from, workdays(count));
        prop_assert!(world.calendar.is_workday(end));
        prop_assert_eq!(world.calendar.workdays_between(from.plus(1), end).0, count.unsigned_abs());
        let (begin, _) = world.calendar.add_fast(from, workdays(-count));
        prop_assert!(world.calendar.is_workday(begin));
        prop_assert_eq!(world.calendar.workdays_between(begin, from.plus(-1)).0, count.unsigned_abs());
    }

    #[test]
    fn natural_spans_are_jiffs(from in near_day(), count in -2000..2000_i32, unit in any_unit()) {
        let date = from.date().unwrap();
        let expected = match unit {
            Unit::Workday => return Ok(()),
            Unit::Day => date.checked_add(count.days()),
            Unit::Week => date.checked_add(count.weeks()),
            Unit::Month => date.checked_add(count.months()),
            Unit::Year => date.checked_add(count.years()),
        };
        prop_assert_eq!(calendar().add_fast(from, Span::new(count, unit)), (Day::from_date(expected.unwrap()), false));
    }

    #[test]
    fn no_later_notice_leaves_the_lead_clear(world in random(), event in near_day(), count in 1..40_i32, weeks: bool) {
        let lead = if weeks { Span::new(count, Unit::Week) } else { workdays(count) };
        let (latest, provisional) = world.calendar.latest_before_fast(event, lead, Ahead::Clear);
        let clear = |notice: Day| {
            let between = (notice.number() + 1..event.number()).map(Day::from_number);
            let count = if weeks { between.count() / 7 } else { between.filter(|day| world.is_workday(*day)).count() };
            i32::try_from(count).unwrap()
        };
        prop_assert_eq!(clear(latest), count);
        prop_assert_eq!(clear(latest.plus(1)), count - 1);
        let unknown = (latest.number() + 1..event.number()).any(|number| !world.is_known(Day::from_number(number)));
        prop_assert_eq!(provisional, unknown && !weeks);
        let between = world.calendar.between(latest, event);
        if weeks {
            prop_assert_eq!(between.days, 7 * count.unsigned_abs());
        } else {
            prop_assert_eq!((between.workdays, between.provisional), (count.unsigned_abs(), provisional));
        }
        let counted = world.calendar.latest_before(event, lead, Ahead::Clear);
        prop_assert_eq!((counted.day, counted.is_provisional()), (latest, provisional));
    }

    #[test]
    fn a_settled_day_is_the_nearest_working_day(world in random(), fell in near_day()) {
        for (rule, step) in [(LastDay::NextWorkday, 1), (LastDay::PreviousWorkday, -1)] {
            let expected = (0..).map(|days| fell.plus(days * step)).find(|day| world.is_workday(*day)).unwrap();
            let (first, last) = (fell.min(expected), fell.max(expected));
            let unknown = (first.number()..=last.number()).any(|number| !world.is_known(Day::from_number(number)));
            prop_assert_eq!(world.calendar.settle_fast(fell, rule), (expected, unknown));
        }
    }

    #[test]
    fn merging_is_the_same_as_giving_all_notices_at_once(one in random(), other in random()) {
        let all = one.calendar.notices().chain(other.calendar.notices()).cloned();
        prop_assert_eq!(Calendar::new(all), one.calendar.clone().merged(other.calendar));
    }

    #[test]
    fn any_day_and_any_count_are_safe_and_explained_alike(number: i32, count: i32, unit in any_unit(), rule_next: bool) {
        let (calendar, day, span) = (calendar(), Day::from_number(number), Span::new(count, unit));
        let counted = calendar.add(day, span);
        prop_assert_eq!(calendar.add_fast(day, span), (counted.day, counted.is_provisional()));
        prop_assert!(Day::MIN <= counted.day && counted.day <= Day::MAX);
        for ahead in [Ahead::Clear, Ahead::Loose] {
            let counted = calendar.latest_before(day, span, ahead);
            prop_assert_eq!(calendar.latest_before_fast(day, span, ahead), (counted.day, counted.is_provisional()));
            prop_assert!(counted.day <= day);
        }
        let rule = if rule_next { LastDay::NextWorkday } else { LastDay::PreviousWorkday };
        let settled = counted.clone().under(rule, &calendar);
        let (end, provisional) = calendar.settle_fast(counted.day, rule);
        prop_assert_eq!((settled.day, settled.is_provisional()), (end, provisional || counted.is_provisional()));
    }
}
