//! What reads everything into memory, or all of the ledger, for one request: one at a time, so that a few who ask at once do not take all memory and
//! both processors from those who work.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::problem::{AppError, ProblemCode};

/// How long somebody waits for the one before him.
const WAIT: Duration = Duration::from_secs(10);
/// Seconds after which it may be tried again.
const AGAIN_S: u32 = 30;

/// The one turn that there is.
#[derive(Debug)]
pub(super) struct Whole {
    turn: Arc<Semaphore>,
    wait: Duration,
}

impl Default for Whole {
    fn default() -> Whole {
        Whole { turn: Arc::new(Semaphore::new(1)), wait: WAIT }
    }
}

impl Whole {
    /// The turn, until what is returned is dropped. Where the one before takes long, it is said when to come again.
    pub(super) async fn turn(&self) -> Result<OwnedSemaphorePermit, AppError> {
        let turn = tokio::time::timeout(self.wait, Arc::clone(&self.turn).acquire_owned()).await;
        turn.map_err(|_| busy())?.map_err(AppError::internal)
    }
}

fn busy() -> AppError {
    AppError::new(
        ProblemCode::Unavailable,
        "另一份全量导出或账本核验正在进行，一次只做一份；请稍后再试，或只导出一个登记簿、选少一些",
        "Another whole export or verification of the ledger is under way, and one is done at a time; try again later, or take out less",
    )
    .retry_after(AGAIN_S)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_is_done_at_a_time_and_the_next_is_told_when_to_come_again() {
        let whole = Whole { wait: Duration::from_millis(20), ..Whole::default() };
        let turn = whole.turn().await.unwrap();
        let refused = whole.turn().await.unwrap_err();
        assert_eq!((refused.code, refused.retry_after_s), (ProblemCode::Unavailable, Some(AGAIN_S)));
        drop(turn);
        assert!(whole.turn().await.is_ok());
    }
}
