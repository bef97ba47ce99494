//! Every day of every year that both know, against the PyPI package `chinesecalendar` (`scripts/calendar-oracle.py`).

use std::collections::BTreeMap;

use shouwang_calendar::{Calendar, Day, Period};

use crate::support::{day, notices};

fn answers() -> BTreeMap<i32, Vec<(Day, bool)>> {
    let mut lines = include_str!("../data/chinesecalendar.csv").lines();
    let version = lines.next().and_then(|line| line.strip_prefix("# chinesecalendar "));
    assert!(version.is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit())), "the first line names the version");
    assert_eq!(lines.next(), Some("day,workday"));
    let mut years: BTreeMap<i32, Vec<(Day, bool)>> = BTreeMap::new();
    for line in lines {
        let (text, workday) = line.split_once(',').expect(line);
        assert!(["0", "1"].contains(&workday), "{line}");
        let day = day(text);
        years.entry(day.civil().0).or_default().push((day, workday == "1"));
    }
    years
}

#[test]
fn every_day_of_every_year_that_both_know_agrees() {
    let calendar = Calendar::new(notices().into_iter().map(|(_, notice)| notice));
    let answers = answers();
    assert!(answers.contains_key(&2025) && answers.contains_key(&2026), "the oracle knows 2025 and 2026");
    for (year, days) in answers {
        let (first, last) = (Period::year(year).first(), Period::year(year).last());
        assert_eq!((days[0].0, days[days.len() - 1].0), (first, last), "{year} is there from end to end");
        assert_eq!(days.len(), usize::try_from(last.number() - first.number() + 1).unwrap(), "{year} is there without a gap");
        assert!(calendar.notice(year).is_some(), "there is a notice for {year}");
        let wrong: Vec<Day> = days.iter().filter(|(day, workday)| calendar.is_workday(*day) != *workday).map(|(day, _)| *day).collect();
        assert!(wrong.is_empty(), "other than chinesecalendar says: {wrong:?}");
        let workdays = u32::try_from(days.iter().filter(|(_, workday)| *workday).count()).unwrap();
        assert_eq!(calendar.workdays_in(Period::year(year)), (workdays, false));
    }
}
