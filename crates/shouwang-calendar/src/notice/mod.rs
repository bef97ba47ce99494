//! The State Council's yearly holiday notices: which days of a year are off, and which weekends are worked for them.
//!
//! A notice comes from a data file, read by [`Notice::parse`] from text; this crate opens no files.

mod error;
mod parse;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Day, Lang, Words};

pub use error::{NoticeError, NoticeProblem};
pub use parse::{NOTICE_BYTES_MAX, NOTICE_YEARS};

/// How sure we are of something that was written down from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Read in the text.
    Seen,
    /// Read as a quotation of the text.
    Quoted,
    /// From a draft; the final text may differ.
    Draft,
    /// Commonly said or remembered; the text was not read.
    Belief,
}

impl Certainty {
    /// What a reader is told about it.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Certainty::Seen => lang.pick("已见原文", "seen in the text"),
            Certainty::Quoted => lang.pick("见于引文", "seen as a quotation"),
            Certainty::Draft => lang.pick("据征求意见稿", "from a draft"),
            Certainty::Belief => lang.pick("未核对原文", "not checked against the text"),
        }
    }
}

/// How sure each part of a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NoticeCertainty {
    /// The days off and the worked weekends.
    pub days: Certainty,
    /// The document's number.
    pub number: Certainty,
    /// The day of issue.
    pub issued: Certainty,
    /// Which of the days off are statutory holidays.
    pub statutory: Certainty,
}

/// A range of days off, with the holiday's name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OffRange {
    /// 春节, Spring Festival.
    pub name: Words,
    /// First day off.
    pub from: Day,
    /// Last day off.
    pub until: Day,
    /// Those of the days that are statutory holidays, and not weekends or days moved here; empty when the file does not say.
    pub statutory: Vec<Day>,
}

/// One year's holiday notice. Made by [`Notice::parse`] only, which checks it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notice {
    /// The year it arranges.
    pub year: i32,
    /// The document's number.
    pub number: String,
    /// What it is, in our own words.
    pub title: Words,
    /// The day it was issued; of two notices for a year the later one counts.
    pub issued: Day,
    /// How sure each part is.
    pub certainty: NoticeCertainty,
    /// Days off, in order.
    pub off: Vec<OffRange>,
    /// Saturdays and Sundays that are worked, in order.
    pub worked: Vec<Day>,
}

impl Notice {
    /// The range of days off that this day lies in.
    #[must_use]
    pub fn off_on(&self, day: Day) -> Option<&OffRange> {
        self.off.iter().find(|range| range.from <= day && day <= range.until)
    }

    /// Whether a day of this notice's year is worked.
    #[must_use]
    pub fn is_workday(&self, day: Day) -> bool {
        self.off_on(day).is_none() && (day.weekday() < 5 || self.worked.contains(&day))
    }

    /// Every statutory holiday that the file names, in order.
    pub fn statutory(&self) -> impl Iterator<Item = Day> + '_ {
        self.off.iter().flat_map(|range| range.statutory.iter().copied())
    }
}

impl fmt::Display for Notice {
    /// Year and number: `2026 国办发明电〔2025〕7号`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.year, self.number)
    }
}
