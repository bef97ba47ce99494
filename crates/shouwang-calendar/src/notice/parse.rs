//! Reads a notice file. Every refusal names the line and what to do; nothing is repaired silently.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::{Day, Words};

use super::{Notice, NoticeCertainty, NoticeError, NoticeProblem, OffRange};

/// Longest notice file that is read.
pub const NOTICE_BYTES_MAX: usize = 64 * 1024;
/// Years that a notice can be for; it keeps the calendar's table below a megabyte.
pub const NOTICE_YEARS: RangeInclusive<i32> = 1950..=2199;

/// A notice as written. Values carry their place in the file, so that an error can name the line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    year: Spanned<i64>,
    number: Spanned<String>,
    title: Words,
    issued: Spanned<Datetime>,
    certainty: NoticeCertainty,
    worked: Vec<Spanned<Datetime>>,
    #[serde(default)]
    off: Vec<WrittenRange>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRange {
    name: Spanned<Words>,
    from: Spanned<Datetime>,
    until: Spanned<Datetime>,
    #[serde(default)]
    statutory: Vec<Spanned<Datetime>>,
}

/// A problem and the bytes it is about.
type Refusal = (Range<usize>, NoticeProblem);

impl Notice {
    /// Reads a notice file's text.
    ///
    /// # Errors
    /// The first line that cannot be used, and why: no TOML or unknown keys, a year out of range, a range backwards, a day outside
    /// the year, a day given twice, a worked day that is no weekend, a statutory holiday outside its range.
    pub fn parse(text: &str) -> Result<Notice, NoticeError> {
        read(text).map_err(|(span, problem)| {
            let before = text.as_bytes().iter().take(span.start);
            NoticeError { line: 1 + before.filter(|&&byte| byte == b'\n').count(), problem }
        })
    }
}

fn read(text: &str) -> Result<Notice, Refusal> {
    if text.len() > NOTICE_BYTES_MAX {
        return Err((0..0, NoticeProblem::TooLong));
    }
    let written: Written =
        toml::from_str(text).map_err(|error| (error.span().unwrap_or(0..0), NoticeProblem::Toml(error.message().to_owned())))?;
    let year = i32::try_from(*written.year.as_ref()).ok().filter(|year| NOTICE_YEARS.contains(year));
    let year = year.ok_or_else(|| (written.year.span(), NoticeProblem::Year(*written.year.as_ref())))?;
    if written.number.as_ref().trim().is_empty() {
        return Err((written.number.span(), NoticeProblem::Empty("number")));
    }
    let issued = day(&written.issued)?;
    if ![year - 1, year].contains(&issued.civil().0) {
        return Err((written.issued.span(), NoticeProblem::Issued { issued, year }));
    }
    let mut days = YearDays { year, taken: BTreeSet::new() };
    let mut off = written.off.into_iter().map(|range| days.range(range)).collect::<Result<Vec<_>, _>>()?;
    if off.is_empty() {
        return Err((written.year.span(), NoticeProblem::NothingOff));
    }
    off.sort_by_key(|range| range.from);
    let mut worked = written.worked.iter().map(|day| days.worked(day)).collect::<Result<Vec<_>, _>>()?;
    worked.sort_unstable();
    let number = written.number.into_inner().trim().to_owned();
    Ok(Notice { year, number, title: written.title, issued, certainty: written.certainty, off, worked })
}

/// The days of one year that the file has spoken of so far.
struct YearDays {
    year: i32,
    taken: BTreeSet<Day>,
}

impl YearDays {
    fn within(&self, written: &Spanned<Datetime>) -> Result<Day, Refusal> {
        let (day, year) = (day(written)?, self.year);
        if day.civil().0 == year { Ok(day) } else { Err((written.span(), NoticeProblem::OutsideYear { day, year })) }
    }

    fn take(&mut self, day: Day, span: Range<usize>) -> Result<(), Refusal> {
        if self.taken.insert(day) { Ok(()) } else { Err((span, NoticeProblem::Twice(day))) }
    }

    fn range(&mut self, written: WrittenRange) -> Result<OffRange, Refusal> {
        let (from, until) = (self.within(&written.from)?, self.within(&written.until)?);
        let name = written.name.as_ref();
        if name.zh.trim().is_empty() || name.en.trim().is_empty() {
            return Err((written.name.span(), NoticeProblem::Empty("name")));
        }
        if until < from {
            return Err((written.until.span(), NoticeProblem::Backwards { from, until }));
        }
        for number in from.number()..=until.number() {
            self.take(Day::from_number(number), written.from.span())?;
        }
        let mut statutory = BTreeSet::new();
        for written in &written.statutory {
            let day = self.within(written)?;
            if !(from..=until).contains(&day) || !statutory.insert(day) {
                return Err((written.span(), NoticeProblem::StatutoryOutside(day)));
            }
        }
        Ok(OffRange { name: written.name.into_inner(), from, until, statutory: statutory.into_iter().collect() })
    }

    fn worked(&mut self, written: &Spanned<Datetime>) -> Result<Day, Refusal> {
        let day = self.within(written)?;
        if day.weekday() < 5 {
            return Err((written.span(), NoticeProblem::NotAWeekend(day)));
        }
        self.take(day, written.span())?;
        Ok(day)
    }
}

fn day(written: &Spanned<Datetime>) -> Result<Day, Refusal> {
    let value = written.as_ref();
    let bare = value.date.filter(|_| value.time.is_none() && value.offset.is_none());
    let date =
        bare.and_then(|date| Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok());
    date.map(Day::from_date).ok_or_else(|| (written.span(), NoticeProblem::NotADay(value.to_string())))
}
