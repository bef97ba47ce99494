//! One addition on the calendar, beside the naive loop that one would write instead. Goal: 20 ns or less per addition.
//!
//! `cargo bench -p shouwang-calendar` prints the time of one addition. It includes about a nanosecond for taking the next of
//! 1,024 scattered days, which `nothing` shows alone.

use divan::{Bencher, black_box};
use shouwang_calendar::{Ahead, Calendar, Day, LastDay, Notice, Span, Unit};

fn main() {
    divan::main();
}

const DAYS: usize = 1024;
const TWO_WORKDAYS: Span = Span::new(2, Unit::Workday);

fn calendar() -> Calendar {
    let texts = [include_str!("../../../law/calendar/2025.toml"), include_str!("../../../law/calendar/2026.toml")];
    Calendar::new(texts.map(|text| Notice::parse(text).expect("a committed notice")))
}

/// Days scattered over 2024 to 2027, so that the years with and without a notice and the borders between them all occur.
fn days() -> Vec<Day> {
    let first = 19_723_u32;
    let scattered = (0..DAYS).scan(first, |state, _| {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        i32::try_from(first + (*state >> 8) % 1_461).ok()
    });
    scattered.map(Day::from_number).collect()
}

fn each_day<T>(bencher: Bencher<'_, '_>, span: Span, answer: impl Fn(&Calendar, Day, Span) -> T) {
    let (calendar, days, span) = (black_box(calendar()), days(), black_box(span));
    let mut next = 0;
    bencher.bench_local(|| {
        next = (next + 1) % DAYS;
        answer(&calendar, days[next], span)
    });
}

#[divan::bench]
fn nothing(bencher: Bencher<'_, '_>) {
    each_day(bencher, TWO_WORKDAYS, |_, day, _| day);
}

#[divan::bench(args = [1, 5, 30, 250])]
fn workdays_forwards(bencher: Bencher<'_, '_>, count: i32) {
    each_day(bencher, Span::new(count, Unit::Workday), Calendar::add_fast);
}

#[divan::bench(args = [1, 5, 30, 250])]
fn workdays_backwards(bencher: Bencher<'_, '_>, count: i32) {
    each_day(bencher, Span::new(-count, Unit::Workday), Calendar::add_fast);
}

/// What one would write without ranks: a step for every day.
#[divan::bench(args = [1, 5, 30, 250])]
fn workdays_day_by_day(bencher: Bencher<'_, '_>, count: i32) {
    each_day(bencher, Span::new(count, Unit::Workday), |calendar, from, span| {
        let (mut day, mut left, mut provisional) = (from, span.count, false);
        while left > 0 {
            day = day.plus(1);
            provisional |= !calendar.is_known(day);
            left -= i32::from(calendar.is_workday(day));
        }
        (day, provisional)
    });
}

#[divan::bench]
fn weeks(bencher: Bencher<'_, '_>) {
    each_day(bencher, Span::new(1, Unit::Week), Calendar::add_fast);
}

#[divan::bench]
fn months(bencher: Bencher<'_, '_>) {
    each_day(bencher, Span::new(6, Unit::Month), Calendar::add_fast);
}

#[divan::bench]
fn years_backwards(bencher: Bencher<'_, '_>) {
    each_day(bencher, Span::new(-1, Unit::Year), Calendar::add_fast);
}

#[divan::bench]
fn latest_before_two_clear_workdays(bencher: Bencher<'_, '_>) {
    each_day(bencher, TWO_WORKDAYS, |calendar, day, lead| calendar.latest_before_fast(day, lead, Ahead::Clear));
}

#[divan::bench]
fn settle_on_the_next_workday(bencher: Bencher<'_, '_>) {
    each_day(bencher, TWO_WORKDAYS, |calendar, day, _| calendar.settle_fast(day, LastDay::NextWorkday));
}

/// The explained form, for one answer on a screen; it allocates and is not meant for planning.
#[divan::bench]
fn latest_before_explained(bencher: Bencher<'_, '_>) {
    each_day(bencher, TWO_WORKDAYS, |calendar, day, lead| calendar.latest_before(day, lead, Ahead::Clear));
}
