//! What the time of day asks for: jobs that go into the queue once a day, whichever server is there.

use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use shouwang_storage::NewJob;

/// A job of every day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The job's kind. Its payload is the day.
    pub kind: &'static str,
    /// Minutes after midnight in Asia/Shanghai.
    pub minute: u16,
}

/// The jobs whose time has come today. That of each day has a name of its own, so that it goes into the queue once; a server that was down at
/// the time catches up later in the day.
pub(super) fn jobs_due(schedules: &[Schedule], now: Timestamp) -> Vec<NewJob> {
    let local = now.to_zoned(TimeZone::fixed(offset(8)));
    let minute_now = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).unwrap_or(0);
    let day = local.date();
    let due = schedules.iter().filter(|schedule| schedule.minute <= minute_now);
    due.map(|schedule| NewJob {
        kind: schedule.kind.to_owned(),
        payload: format!("\"{day}\""),
        due_at: now,
        unique: Some(format!("{day}")),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_due_from_its_minute_on_in_shanghai() {
        let schedules = [Schedule { kind: "early", minute: 0 }, Schedule { kind: "late", minute: 8 * 60 + 30 }];
        let kinds = |at: &str| -> Vec<_> {
            let now = at.parse().unwrap_or(Timestamp::MIN);
            jobs_due(&schedules, now).into_iter().map(|job| (job.kind, job.payload)).collect()
        };
        let early = |day: &str| ("early".to_owned(), format!("\"{day}\""));
        assert_eq!(kinds("2026-11-21T15:59:59Z").len(), 2);
        assert_eq!(kinds("2026-11-21T16:00:00Z"), [early("2026-11-22")]);
        assert_eq!(kinds("2026-11-22T00:29:59Z"), [early("2026-11-22")]);
        assert_eq!(kinds("2026-11-22T00:30:00Z").len(), 2);
    }
}
