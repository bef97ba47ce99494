//! Random notices, and the naive way to count that the calendar is held against.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use shouwang_calendar::{Calendar, Day, Notice};

/// A calendar of random notices, with the same days kept the plain way.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    pub(crate) calendar: Calendar,
    years: BTreeSet<i32>,
    off: BTreeSet<Day>,
    worked: BTreeSet<Day>,
}

impl Random {
    pub(crate) fn is_workday(&self, day: Day) -> bool {
        let weekend = day.date().expect("a day of our time").weekday().to_monday_zero_offset() >= 5;
        !self.off.contains(&day) && (!weekend || self.worked.contains(&day))
    }

    pub(crate) fn is_known(&self, day: Day) -> bool {
        self.years.contains(&i32::from(day.date().expect("a day of our time").year()))
    }

    /// Steps day by day, and says whether any day on the way lies in a year without a notice.
    pub(crate) fn add_workdays(&self, from: Day, count: i32) -> (Day, bool) {
        let (mut day, mut left, mut provisional) = (from, count.abs(), false);
        while left > 0 {
            day = day.plus(count.signum());
            provisional |= !self.is_known(day);
            left -= i32::from(self.is_workday(day));
        }
        (day, provisional)
    }
}

/// Days off as (day of the year, length), and days of the year that are worked where they are free weekends.
type Plan = (Vec<(i32, i32)>, Vec<i32>);

fn build(plans: &std::collections::BTreeMap<i32, Plan>) -> Random {
    let (mut off, mut worked, mut notices) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (&year, (ranges, weekends)) in plans {
        let first: Day = format!("{year}-01-01").parse().expect("a day");
        let mut text = format!(
            "year = {year}\nnumber = \"样例\"\nissued = {year}-01-01\ntitle = {{ zh = \"样例\", en = \"A sample\" }}\n\
             certainty = {{ days = \"seen\", number = \"seen\", issued = \"seen\", statutory = \"seen\" }}\n"
        );
        let mut tables = String::new();
        for &(start, length) in ranges {
            let days: Vec<Day> = (start..start + length).map(|offset| first.plus(offset)).collect();
            if days.iter().any(|day| off.contains(day)) {
                continue;
            }
            let (from, until) = (days[0], days[days.len() - 1]);
            write!(tables, "[[off]]\nfrom = {from}\nuntil = {until}\nname = {{ zh = \"样例节\", en = \"Sample Day\" }}\n").expect("text");
            off.extend(days);
        }
        let weekends = weekends.iter().map(|&offset| first.plus(offset)).filter(|day| day.weekday() >= 5 && !off.contains(day));
        let weekends: BTreeSet<Day> = weekends.collect();
        let list: Vec<String> = weekends.iter().map(Day::to_string).collect();
        writeln!(text, "worked = [{}]\n{tables}", list.join(", ")).expect("text");
        worked.extend(weekends);
        notices.push(Notice::parse(&text).expect("a good notice"));
    }
    Random { calendar: Calendar::new(notices), years: plans.keys().copied().collect(), off, worked }
}

/// None to four notices among the years 2020 to 2030, with gaps, each with one to nine holidays and up to twelve worked weekends.
pub(crate) fn random() -> impl Strategy<Value = Random> {
    let ranges = prop::collection::vec((0..354_i32, 1..12_i32), 1..10);
    let plan = (ranges, prop::collection::vec(0..365_i32, 0..40));
    prop::collection::btree_map(2020..2031_i32, plan, 0..5).prop_map(|plans| build(&plans))
}

/// Days in and around the years of [`random`].
pub(crate) fn near_day() -> impl Strategy<Value = Day> {
    (17_500..23_000_i32).prop_map(Day::from_number)
}
