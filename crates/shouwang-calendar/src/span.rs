//! A length of legal time: so many working days, days, weeks, months or years.
//!
//! A span says nothing about where it begins; counting is the [`Calendar`](crate::Calendar)'s work.
//! Hours and minutes are no spans: they run from a moment, not from a day ([`TimeLimit`](crate::TimeLimit)).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::Lang;

/// What a span counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// 工作日: by the holiday notice of the year.
    Workday,
    /// 自然日.
    Day,
    /// Seven natural days.
    Week,
    /// Ends on the same-numbered day, else on the month's last day.
    Month,
    /// Twelve months.
    Year,
}

/// So many of a unit; negative counts go backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// How many.
    pub count: i32,
    /// Of what.
    pub unit: Unit,
}

impl Unit {
    /// Every unit, from the working day to the year.
    pub const ALL: [Unit; 5] = [Unit::Workday, Unit::Day, Unit::Week, Unit::Month, Unit::Year];

    /// The singular word that [`Span`] reads and writes.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Unit::Workday => "workday",
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        }
    }

    /// What stands behind a number in Chinese: 个工作日.
    const fn measure(self) -> &'static str {
        match self {
            Unit::Workday => "个工作日",
            Unit::Day => "日",
            Unit::Week => "周",
            Unit::Month => "个月",
            Unit::Year => "年",
        }
    }
}

impl Span {
    /// So many of a unit.
    #[must_use]
    pub const fn new(count: i32, unit: Unit) -> Span {
        Span { count, unit }
    }

    /// The same length in the other direction.
    #[must_use]
    pub const fn back(self) -> Span {
        Span { count: self.count.saturating_neg(), unit: self.unit }
    }

    /// The length without its direction, in words: `2个工作日`, `2 workdays`.
    #[must_use]
    pub fn length(self, lang: Lang) -> String {
        let count = self.count.unsigned_abs();
        match lang {
            Lang::Zh => format!("{count}{}", self.unit.measure()),
            Lang::En => format!("{count} {}{}", self.unit.word(), if count == 1 { "" } else { "s" }),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.count < 0 { "-" } else { "" };
        write!(f, "{sign}{}", self.length(Lang::En))
    }
}

/// A text that is no span.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is no length of time; write a whole number and workdays, days, weeks, months or years, such as `2 workdays` \
     · 不是期限，请写整数加 workdays（工作日）、days、weeks、months 或 years，例如 `2 workdays`"
)]
pub struct SpanError {
    /// What was written.
    pub text: String,
}

impl FromStr for Unit {
    type Err = SpanError;

    /// Reads the unit's word, singular or plural.
    fn from_str(text: &str) -> Result<Unit, SpanError> {
        let singular = text.strip_suffix('s').unwrap_or(text);
        let known = Unit::ALL.into_iter().find(|unit| unit.word() == singular);
        known.ok_or_else(|| SpanError { text: text.to_owned() })
    }
}

impl FromStr for Span {
    type Err = SpanError;

    /// Reads `2 workdays`, `1 week`, `-30 days`: a whole number, one space, a unit in singular or plural.
    fn from_str(text: &str) -> Result<Span, SpanError> {
        let span = text.split_once(' ').and_then(|(count, unit)| Some(Span::new(count.parse().ok()?, unit.parse().ok()?)));
        span.ok_or_else(|| SpanError { text: text.to_owned() })
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
