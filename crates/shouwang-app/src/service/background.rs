//! What the server does without being asked: planning, jobs, signing the ledger's head, following what other servers decided.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use super::matters::{MATTER_MOMENT, moment_handler, terms_handler};
use super::supervise::{Pauses, supervise};
use super::{Outside, Service};
use crate::admin::MATTER_TERMS_CHANGED;
use crate::backup::BackupFolder;
use crate::job::{BACKUP, Chore, Chores, Lane, Runner, WorkError, backup_handler, daily_handlers, daily_schedules};
use crate::ledger::{KeyFolder, sign_checkpoint};
use crate::planning::Planner;

/// How often is looked whether another server has changed policies or settings, or taken in a holiday notice.
const FOLLOW_EVERY: Duration = Duration::from_secs(15);
/// How often is signed how far the ledger goes.
const SIGN_EVERY_S: u32 = 300;
/// Seconds that an upload is kept.
const UPLOAD_KEPT_S: i64 = 24 * 3_600;

/// Work in the background; it is done while [`Background::run`] runs.
pub struct Background {
    service: Arc<Service>,
    planner: Planner,
    chores: Chores,
    runner: Runner,
    /// Does what takes long.
    long: Runner,
    pauses: Pauses,
}

impl std::fmt::Debug for Background {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Background").finish_non_exhaustive()
    }
}

impl Background {
    /// The work of this server, which no other running server has the name of.
    pub(super) fn new(service: Arc<Service>, planner: Planner, holder: String, outside: Outside) -> Background {
        let forgetting = Arc::clone(&service);
        let forget = move |now| forget(Arc::clone(&forgetting), now);
        let mut handlers = daily_handlers(&service.store, forget);
        if let Some(folder) = &service.folders.backups {
            handlers = handlers.with(BACKUP, backup_handler(&service.store, BackupFolder::at(folder)));
        }
        handlers = handlers.with(MATTER_MOMENT, moment_handler(&service, &outside.entropy));
        handlers = handlers.with(MATTER_TERMS_CHANGED, terms_handler(&service));
        let chores = Chores::new(service.store.clone(), vec![signing(&service)], holder.clone(), Arc::clone(&outside.clock));
        let [runner, long] = [Lane::Quick, Lane::Long].map(|lane| {
            let Outside { clock, entropy } = outside.clone();
            Runner::new(service.store.clone(), handlers.of(lane), holder.clone(), clock, entropy)
        });
        Background { service, planner, chores, runner: runner.with_schedules(daily_schedules()), long, pauses: Pauses::default() }
    }

    /// The same, from which another server takes over when it has been silent for so long.
    #[must_use]
    pub fn taken_over_after(self, silence: SignedDuration) -> Background {
        let Background { service, planner, chores, runner, long, pauses } = self;
        let (planner, chores) = (planner.taken_over_after(silence), chores.taken_over_after(silence));
        let (runner, long) = (runner.taken_over_after(silence), long.taken_over_after(silence));
        Background { service, planner, chores, runner, long, pauses }
    }

    /// The same, which gives jobs under way so long to end when it is told to stop.
    #[must_use]
    pub fn stopped_within(self, grace: Duration) -> Background {
        Background { runner: self.runner.stopped_within(grace), long: self.long.stopped_within(grace), ..self }
    }

    /// Works until it is told to stop.
    pub async fn run(self, stop: watch::Receiver<bool>) {
        let Background { service, planner, chores, runner, long, pauses } = self;
        sweep(&service).await;
        let broken = &service.broken;
        tokio::join!(
            supervise("planner", broken, pauses, stop.clone(), || planner.clone().run(stop.clone())),
            supervise("jobs", broken, pauses, stop.clone(), || runner.clone().run(stop.clone())),
            supervise("long jobs", broken, pauses, stop.clone(), || long.clone().run(stop.clone())),
            supervise("chores", broken, pauses, stop.clone(), || chores.clone().run(stop.clone())),
            supervise("follow", broken, pauses, stop.clone(), || follow(Arc::clone(&service), stop.clone())),
        );
    }
}

/// Takes away what a server left in the folder for backups that was killed while it tried one out.
async fn sweep(service: &Service) {
    let Some(folder) = service.folders.backups.clone() else { return };
    let swept = tokio::task::spawn_blocking(move || BackupFolder::at(folder).sweep()).await;
    match swept.map_err(|error| error.to_string()).and_then(|swept| swept.map_err(|error| error.message().to_string())) {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "what backups under trial left behind was taken away"),
        Err(error) => tracing::warn!(%error, "what backups under trial left behind cannot be taken away; look into the folder for backups"),
    }
}

/// Signs how far the ledger goes, where this server has the keys; without a new entry there is nothing new to sign.
fn signing(service: &Arc<Service>) -> Chore {
    let service = Arc::clone(service);
    Chore::new("checkpoint", SIGN_EVERY_S, move |now| {
        let service = Arc::clone(&service);
        async move {
            let folder = KeyFolder::at(service.folders.keys());
            if folder.is_there() && service.store.ledger_head().await?.size() > 0 {
                let keys = folder.load().map_err(|error| error.0.to_string())?;
                sign_checkpoint(&service.store, &keys, now).await.map_err(|error| error.0.to_string())?;
            }
            Ok(())
        }
    })
}

async fn follow(service: Arc<Service>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = service.refresh_authority().await {
            tracing::error!(%error, "the policies cannot be read anew; those known before hold on");
        }
        if let Err(error) = service.refresh_notices().await {
            tracing::error!(%error, "the holiday notices cannot be read anew; those known before hold on");
        }
        if let Err(error) = service.accounts().refresh_settings().await {
            tracing::error!(%error, "the settings cannot be read anew; those known before hold on");
        }
        tokio::select! {
            () = tokio::time::sleep(FOLLOW_EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Forgets what is kept for a time only.
async fn forget(service: Arc<Service>, now: Timestamp) -> Result<(), WorkError> {
    service.forget_answers(now).await?;
    service.accounts().forget_old(now).await?;
    service.forget_uploads(u64::try_from(now.as_second() - UPLOAD_KEPT_S).unwrap_or(0))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use shouwang_storage::testing::databases;

    use super::*;
    use crate::account::webauthn::RelyingParty;
    use crate::account::{Accounts, AccountsConfig, InstallationKey};
    use crate::edge::{Clock, Entropy};
    use crate::lawbook::{LawBook, Pages};
    use crate::problem::ProblemCode;
    use crate::service::Folders;
    use crate::service::supervise::tests::until;

    /// A clock that stands still; while it is broken, whoever asks it breaks down.
    #[derive(Default)]
    struct Fragile {
        is_broken: AtomicBool,
    }

    impl Clock for Fragile {
        fn now(&self) -> Timestamp {
            assert!(!self.is_broken.load(Ordering::SeqCst), "the clock is broken");
            Timestamp::from_second(1_795_000_000).unwrap()
        }
    }

    struct Same;

    impl Entropy for Same {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[tokio::test]
    async fn a_server_is_not_ready_while_its_work_in_the_background_breaks_down_and_is_again_when_it_goes_well() {
        let [database, _] = databases().await.unwrap();
        let (store, folder) = (database.open().await.unwrap(), tempfile::tempdir().unwrap());
        let relying_party = RelyingParty { id: "localhost".to_owned(), name: "test".to_owned(), origins: Vec::new() };
        let config = AccountsConfig { key: InstallationKey::new(&[7; 32]), relying_party, breached: None, provider: None };
        let accounts = Accounts::open(store.clone(), config).await.unwrap();
        let folders = Folders { data: folder.path().to_owned(), backups: None, files_key: None };
        let clock = Arc::new(Fragile::default());
        let outside = Outside { clock: clock.clone(), entropy: Arc::new(Same) };
        let book = LawBook::load(&Pages::embedded()).unwrap();
        let (service, mut background) = Service::open(store, book, accounts, folders, outside).await.unwrap();
        background.pauses = Pauses { rest: Duration::from_millis(20), sound_after: Duration::from_secs(1) };
        assert!(service.check_ready().await.is_ok());

        clock.is_broken.store(true, Ordering::SeqCst);
        let (stop, stopping) = watch::channel(false);
        let running = tokio::spawn(background.run(stopping));
        // All that look at the clock.
        until(|| service.broken.names() == ["chores", "jobs", "long jobs", "planner"]).await;
        let error = service.check_ready().await.unwrap_err();
        let cause = error.cause.map(|cause| cause.to_string());
        assert_eq!((error.code, cause.as_deref()), (ProblemCode::Unavailable, Some("chores, jobs, long jobs, planner")));

        clock.is_broken.store(false, Ordering::SeqCst);
        until(|| service.broken.names().is_empty()).await;
        assert!(service.check_ready().await.is_ok());
        stop.send_replace(true);
        running.await.unwrap();
    }
}
