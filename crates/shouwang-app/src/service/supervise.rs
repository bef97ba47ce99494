//! Work in the background that breaks down: it is begun again after a pause, and whoever asks whether the server is ready hears of it.
//!
//! Each kind of work is a task of its own, so that a fault in one ends no other. What a task had in hand when it broke down is not trusted: how to
//! begin anew is said by whoever hands it in.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

/// How long until work that broke down is begun again, and how long it then has to go well before it counts as sound.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pauses {
    pub(super) rest: Duration,
    pub(super) sound_after: Duration,
}

impl Default for Pauses {
    fn default() -> Pauses {
        Pauses { rest: Duration::from_secs(5), sound_after: Duration::from_secs(60) }
    }
}

/// Work that broke down and has not gone well again for a while, by its name.
#[derive(Debug, Default)]
pub(super) struct Broken(Mutex<BTreeSet<&'static str>>);

impl Broken {
    /// Their names; none while all goes well.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.names_held().iter().copied().collect()
    }

    fn names_held(&self) -> MutexGuard<'_, BTreeSet<&'static str>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does work until it ends by itself, which it does when it is told to stop. It ends with whoever waits for this.
pub(super) async fn supervise<F>(
    name: &'static str,
    broken: &Broken,
    pauses: Pauses,
    mut stop: watch::Receiver<bool>,
    mut begin: impl FnMut() -> F,
) where
    F: Future<Output = ()> + Send + 'static,
{
    loop {
        let mut work = JoinSet::new();
        work.spawn(begin());
        let ended = tokio::select! {
            ended = work.join_next() => ended,
            () = tokio::time::sleep(pauses.sound_after) => {
                broken.names_held().remove(name);
                work.join_next().await
            }
        };
        let Some(Err(error)) = ended else { return };
        broken.names_held().insert(name);
        tracing::error!(name, %error, "work in the background broke down; it is begun again after a pause");
        tokio::select! {
            () = tokio::time::sleep(pauses.rest) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Waits until something is so, and not for ever.
    pub(in crate::service) async fn until(is_so: impl Fn() -> bool) {
        let waiting = async {
            while !is_so() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), waiting).await.unwrap();
    }

    #[tokio::test]
    async fn what_breaks_down_is_begun_again_and_said_to_be_broken_until_it_goes_well() {
        let (stop, stopping) = watch::channel(false);
        let broken = Arc::new(Broken::default());
        let begun = Arc::new(AtomicUsize::new(0));
        let (known, count, told) = (Arc::clone(&broken), Arc::clone(&begun), stopping.clone());
        let pauses = Pauses { rest: Duration::from_millis(5), sound_after: Duration::from_millis(300) };
        let supervised = tokio::spawn(async move {
            let begin = || {
                let (turn, mut told) = (count.fetch_add(1, Ordering::SeqCst), told.clone());
                async move {
                    assert!(turn >= 2, "the first two turns break down");
                    let _ = told.wait_for(|stop| *stop).await;
                }
            };
            supervise("work", &known, pauses, stopping, begin).await;
        });
        until(|| begun.load(Ordering::SeqCst) >= 3).await;
        assert_eq!(broken.names(), ["work"], "it goes, but not for long");
        until(|| broken.names().is_empty()).await;
        assert_eq!(begun.load(Ordering::SeqCst), 3);
        stop.send_replace(true);
        supervised.await.unwrap();
    }
}
