//! Backups as jobs: asked for in a request, made in the background.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shouwang_storage::Store;

use super::handler::{Handler, Work, WorkError};
use crate::backup::{BackupFolder, Stamp};

/// The kind of these jobs. Only servers with a folder for backups know it.
pub const BACKUP: &str = "backup";
/// A backup that fails again and again is for somebody to look at.
const ATTEMPTS_MAX: u32 = 3;
/// Enough for a database of many gigabytes on a slow disk; what takes longer hangs.
const TIME_MAX: Duration = Duration::from_secs(6 * 3_600);

/// Which backup: the name follows from the moment at which it was asked for, so that doing the job twice makes one.
#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    asked_at: Timestamp,
}

/// What a job for a backup says, when it is asked for at this moment.
#[must_use]
pub fn backup_payload(asked_at: Timestamp) -> String {
    serde_json::to_string(&Payload { asked_at }).unwrap_or_default()
}

/// How backups are made into a folder.
#[must_use]
pub fn backup_handler(store: &Store, folder: BackupFolder) -> Handler {
    let store = store.clone();
    Handler::new(move |work| make(store.clone(), folder.clone(), work)).attempts(ATTEMPTS_MAX).long(TIME_MAX)
}

async fn make(store: Store, folder: BackupFolder, work: Work) -> Result<(), WorkError> {
    let Payload { asked_at } = serde_json::from_str(&work.payload)?;
    let stamp = Stamp { program: env!("CARGO_PKG_VERSION"), now: work.now };
    folder.make(&store, &BackupFolder::name(asked_at), stamp).await.map_err(|error| error.message().to_string().into())
}
