//! Lead times, forwards and backwards.

use shouwang_calendar::{Ahead, Calendar, Counted, Day, Span};

/// How a lead stands on the day on which something is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// The day that it must come before.
    pub event: Day,
    /// The latest day on which it may be handed in, with how it was counted; the event's own day where there is no lead.
    pub latest: Counted,
    /// The first day for which it would be in time if it were handed in today.
    pub in_time_for: Day,
    /// Whether it is in time today.
    pub in_time: bool,
}

/// How a lead stands for an event, asked on a day.
#[must_use]
pub fn lead(calendar: &Calendar, event: Day, lead: Option<Span>, ahead: Ahead, today: Day) -> Lead {
    // No lead asks for nothing but to come before: the event's own day counts.
    let span = lead.unwrap_or(Span::new(0, shouwang_calendar::Unit::Day));
    let latest = calendar.latest_before(event, span, ahead);
    Lead { event, in_time: today <= latest.day, in_time_for: first_in_time(calendar, span, ahead, today), latest }
}

/// The first day whose latest day of notice has not passed. What is counted forwards is never later than that, so the search begins there.
fn first_in_time(calendar: &Calendar, lead: Span, ahead: Ahead, today: Day) -> Day {
    let mut day = today;
    // Clear days, a long holiday between them, never put the day off by more than this beside the lead itself.
    const DAYS_MAX: i32 = 60;
    let (counted, _) = calendar.add_fast(today, lead);
    while day < counted.plus(DAYS_MAX) && calendar.latest_before_fast(day, lead, ahead).0 < today {
        day = day.plus(1);
    }
    day
}
