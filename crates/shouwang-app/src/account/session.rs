//! Sessions: who a token belongs to, and for how long.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use shouwang_storage::{Live, Session};
use tokio::task::JoinHandle;

use super::error::AccountError;
use super::seal::token_hash;
use super::{Accounts, day_of};

/// Use is noted at most this often.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// So many finished notes are kept before they are cleared away.
const FINISHED_MAX: usize = 1_024;
/// A token's length: 32 bytes in base 64.
const TOKEN_CHARS: usize = 43;

impl Accounts {
    /// The session of a token, with the number of the newest act as of the same moment; `None` when there is none, it is over or revoked, or
    /// its account may not be used any more. One look into the database.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn authenticate(&self, token: &str, now: Timestamp) -> Result<Option<(Session, i64)>, AccountError> {
        if token.len() != TOKEN_CHARS {
            return Ok(None);
        }
        Ok(self.store.find_session(&token_hash(token), self.live(now)).await?)
    }

    /// What a page of ours sends with every change, so that another site's page cannot: it is derived from the session and cannot be guessed
    /// from its name.
    #[must_use]
    pub fn csrf_token(&self, session: &Session) -> String {
        URL_SAFE_NO_PAD.encode(self.key.hash("csrf", session.id.as_bytes()))
    }

    /// Whether this is the session's [`Accounts::csrf_token`].
    #[must_use]
    pub fn is_csrf_token(&self, session: &Session, token: &str) -> bool {
        URL_SAFE_NO_PAD.decode(token).is_ok_and(|tag| self.key.is_hash("csrf", session.id.as_bytes(), &tag))
    }

    /// Forgets sessions and tickets that are over, and old failures: work for a daily job.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_old(&self, now: Timestamp) -> Result<(), AccountError> {
        let before = now.checked_sub(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MIN);
        Ok(self.store.forget_sessions(before).await?)
    }

    /// Waits until every use of a session is noted: before the server stops.
    pub async fn finish_noting(&self) {
        let notes = std::mem::take(&mut *self.noting.0.lock().unwrap_or_else(PoisonError::into_inner));
        for note in notes.into_values() {
            // A note that broke down was told to the log by itself.
            let _ = note.await;
        }
    }

    /// Notes the use of a session now and then, so that it does not end as an idle one. That is done beside the request, which does not wait for
    /// other writers; never twice at once.
    pub fn note_use(&self, session: &Session, now: Timestamp) {
        if now.duration_since(session.seen_at) < NOTED_EVERY {
            return;
        }
        let id = session.id.as_str();
        let mut notes = self.noting.0.lock().unwrap_or_else(PoisonError::into_inner);
        if notes.len() >= FINISHED_MAX {
            notes.retain(|_, note| !note.is_finished());
        }
        if notes.get(id).is_none_or(JoinHandle::is_finished) {
            let (store, own_id) = (self.store.clone(), id.to_owned());
            let note = tokio::spawn(async move {
                if let Err(error) = store.touch_session(&own_id, now).await {
                    tracing::warn!(%error, "the use of a session could not be noted");
                }
            });
            notes.insert(id.to_owned(), note);
        }
    }

    pub(super) fn live(&self, now: Timestamp) -> Live {
        let idle_since = now.checked_sub(self.settings().session_idle).unwrap_or(Timestamp::MIN);
        Live { now, idle_since, day: day_of(now) }
    }
}

/// Notes of use that are being written, by session.
#[derive(Debug, Default)]
pub(super) struct Noting(Mutex<HashMap<String, JoinHandle<()>>>);
