//! What can be wrong with a notice file, with the line and what to do, in both languages.

use std::fmt;

use crate::{Day, Lang};

use super::parse::{NOTICE_BYTES_MAX, NOTICE_YEARS};

/// A notice file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeError {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: NoticeProblem,
}

/// What is wrong with a notice file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeProblem {
    /// Longer than any notice.
    TooLong,
    /// No TOML, a key missing or unknown, or a value of the wrong kind; with what the reader of TOML says.
    Toml(String),
    /// A year that no notice can be for.
    Year(i64),
    /// A text that must not be empty.
    Empty(&'static str),
    /// A date with a time, or one that does not exist.
    NotADay(String),
    /// Issued neither in the year nor in the year before it.
    Issued {
        /// The day given.
        issued: Day,
        /// The notice's year.
        year: i32,
    },
    /// A day of another year.
    OutsideYear {
        /// The day given.
        day: Day,
        /// The notice's year.
        year: i32,
    },
    /// A range that ends before it begins.
    Backwards {
        /// Its first day.
        from: Day,
        /// Its last day.
        until: Day,
    },
    /// A day that the file already spoke of.
    Twice(Day),
    /// A worked day that is no Saturday or Sunday.
    NotAWeekend(Day),
    /// A statutory holiday that is not among the days off of its range.
    StatutoryOutside(Day),
    /// No range of days off at all.
    NothingOff,
}

impl NoticeError {
    /// Line, what is wrong and what to do, in one language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("第{}行：{}", self.line, self.problem.zh()),
            Lang::En => format!("line {}: {}", self.line, self.problem.en()),
        }
    }
}

impl fmt::Display for NoticeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} · {}", self.message(Lang::En), self.message(Lang::Zh))
    }
}

impl std::error::Error for NoticeError {}

impl NoticeProblem {
    fn en(&self) -> String {
        let (first, last) = (NOTICE_YEARS.start(), NOTICE_YEARS.end());
        match self {
            NoticeProblem::TooLong => format!("a notice file has at most {NOTICE_BYTES_MAX} bytes; check that this is one"),
            NoticeProblem::Toml(message) => format!("{message}; compare with law/calendar/2026.toml"),
            NoticeProblem::Year(year) => format!("no notice can be for the year {year}; write one from {first} to {last}"),
            NoticeProblem::Empty(key) => format!("`{key}` is empty; fill it in"),
            NoticeProblem::NotADay(text) => format!("`{text}` is no day; write a bare date such as 2026-10-01"),
            NoticeProblem::Issued { issued, year } => {
                format!("a notice for {year} is issued in that year or the year before, not on {issued}; correct `issued` or `year`")
            }
            NoticeProblem::OutsideYear { day, year } => {
                format!("{day} is not in {year}; correct it, or put it into the file of its own year")
            }
            NoticeProblem::Backwards { from, until } => {
                format!("the range ends on {until}, before it begins on {from}; swap or correct them")
            }
            NoticeProblem::Twice(day) => format!("{day} was already given above, as off or as worked; keep one of the two"),
            NoticeProblem::NotAWeekend(day) => {
                format!("{day} is no Saturday or Sunday and so a working day anyway; correct the date or leave it out")
            }
            NoticeProblem::StatutoryOutside(day) => {
                format!("{day} is not within the range's days off, or is given twice; correct it or move it to its range")
            }
            NoticeProblem::NothingOff => "the notice gives no days off; add an [[off]] table for each holiday".to_owned(),
        }
    }

    fn zh(&self) -> String {
        let (first, last) = (NOTICE_YEARS.start(), NOTICE_YEARS.end());
        match self {
            NoticeProblem::TooLong => format!("通知文件不超过{NOTICE_BYTES_MAX}字节，请核对是否选错文件"),
            NoticeProblem::Toml(message) => format!("格式有误（{message}），请对照 law/calendar/2026.toml"),
            NoticeProblem::Year(year) => format!("年份{year}不可能有放假通知，请填写{first}至{last}"),
            NoticeProblem::Empty(key) => format!("“{key}”为空，请填写"),
            NoticeProblem::NotADay(text) => format!("“{text}”不是日期，请只写日期，例如 2026-10-01"),
            NoticeProblem::Issued { issued, year } => {
                format!("{year}年的通知应在当年或上一年印发，而非{issued}，请更正 issued 或 year")
            }
            NoticeProblem::OutsideYear { day, year } => format!("{day}不在{year}年内，请更正，或写入其所属年份的文件"),
            NoticeProblem::Backwards { from, until } => format!("放假区间止于{until}，早于起始日{from}，请对调或更正"),
            NoticeProblem::Twice(day) => format!("{day}前面已写为放假或上班，请只保留一处"),
            NoticeProblem::NotAWeekend(day) => format!("{day}不是周六或周日，本来就上班，请更正或删去"),
            NoticeProblem::StatutoryOutside(day) => format!("{day}不在本区间的放假日内或重复，请更正或移到所属区间"),
            NoticeProblem::NothingOff => "通知没有任何放假日，请为每个节日写一个 [[off]]".to_owned(),
        }
    }
}
