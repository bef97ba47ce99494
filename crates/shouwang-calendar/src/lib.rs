#![doc = include_str!("../README.md")]

mod calendar;
mod clock;
mod counted;
mod day;
mod describe;
mod notice;
mod period;
mod span;
mod table;
mod words;

pub use calendar::{Ahead, Between, Calendar, DayKind, LastDay};
pub use clock::{InstantTooEarly, TimeLimit, TimeLimitError, deadline};
pub use counted::{Counted, DAYS_LISTED_MAX, Days, NoticeUsed, Skipped, Task, Years};
pub use day::Day;
pub use notice::{Certainty, NOTICE_BYTES_MAX, NOTICE_YEARS, Notice, NoticeCertainty, NoticeError, NoticeProblem, OffRange};
pub use period::{Period, PeriodError, PeriodUnit};
pub use span::{Span, SpanError, Unit};
pub use words::{Lang, UnknownLang, Words};
