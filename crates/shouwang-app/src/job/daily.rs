//! The jobs of every day: reminding units of what comes due, and forgetting what nobody needs any more.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use shouwang_calendar::Day;
use shouwang_storage::Store;

use super::handler::{Handler, Handlers, Work, WorkError};
use super::schedule::Schedule;
use super::settings::JobSettings;

/// Reminds units of duties that come due.
const REMINDER: &str = "reminder";
/// Forgets finished jobs and old reminders.
const PRUNING: &str = "pruning";

/// At what time of day they are done: after the planning of the new day, before people come to work.
#[must_use]
pub fn daily_schedules() -> Vec<Schedule> {
    vec![Schedule { kind: PRUNING, minute: 2 * 60 }, Schedule { kind: REMINDER, minute: 6 * 60 }]
}

/// How they are done. `forget` forgets what other modules keep for a time only: sessions, answers.
pub fn daily_handlers<F>(store: &Store, forget: impl Fn(Timestamp) -> F + Send + Sync + 'static) -> Handlers
where
    F: Future<Output = Result<(), WorkError>> + Send + 'static,
{
    let (reminding, pruning, forget) = (store.clone(), store.clone(), Arc::new(forget));
    Handlers::default().with(REMINDER, Handler::new(move |work| remind(reminding.clone(), work))).with(
        PRUNING,
        Handler::new(move |work: Work| {
            let (store, forget) = (pruning.clone(), Arc::clone(&forget));
            async move {
                prune(&store, work.now).await?;
                forget(work.now).await
            }
        }),
    )
}

/// Notes for every unit what comes due within the setting's days, each due day of a duty once.
async fn remind(store: Store, work: Work) -> Result<(), WorkError> {
    let settings = JobSettings::load(&store).await?;
    let today = Day::of_instant(work.now)?;
    store.note_reminders(today, today.plus(settings.remind_ahead_days)).await?;
    Ok(())
}

async fn prune(store: &Store, now: Timestamp) -> Result<(), WorkError> {
    let settings = JobSettings::load(store).await?;
    let kept = SignedDuration::from_hours(24 * i64::from(settings.jobs_kept_days));
    store.prune_jobs(now.checked_sub(kept).unwrap_or(Timestamp::MIN)).await?;
    let today = Day::of_instant(now)?;
    store.prune_reminders(today.plus(-settings.reminders_kept_days)).await?;
    Ok(())
}
