//! Moving to another database: the same content, counted, and under the same head of the ledger.

use shouwang_storage::Store;
use shouwang_storage::copy::Contents;
use tokio::sync::mpsc::channel;

use super::PARTS_WAITING_MAX;
use super::error::BackupError;
use super::restore::sqlite_file;
use super::verified::verify;

/// What a move found and did.
#[derive(Debug)]
pub struct Transfer {
    /// What the database that was copied into holds now.
    pub contents: Contents,
    /// Whether it held that already.
    pub was_there: bool,
    /// Whether the database that was copied from has gone on meanwhile: what was written there since is not in the copy.
    pub went_on: bool,
}

/// Copies everything from one database into another, empty one, and checks counts and the ledger.
///
/// # Errors
/// When there is nothing to copy from, the other database holds something else, or either fails. Nothing is copied then.
pub async fn transfer(from: &str, to: &str) -> Result<Transfer, BackupError> {
    if let Some(file) = sqlite_file(from).filter(|file| !file.exists()) {
        return Err(BackupError::NoDatabase(file));
    }
    let same_file = match (sqlite_file(from), sqlite_file(to)) {
        (Some(from), Some(to)) => to.exists() && from.canonicalize().ok() == to.canonicalize().ok(),
        _ => from == to,
    };
    if same_file {
        return Err(BackupError::SameDatabase);
    }
    let (source, target) = (Store::open(from).await?, Store::open(to).await?);
    let transferred = copy(&source, &target).await;
    source.close().await;
    target.close().await;
    transferred
}

async fn copy(source: &Store, target: &Store) -> Result<Transfer, BackupError> {
    let held = target.contents().await?;
    if !held.is_empty() {
        let wanted = source.contents().await?;
        wanted.check_same(&held).map_err(BackupError::Differs)?;
        return Ok(Transfer { contents: held, was_there: true, went_on: false });
    }
    let (sender, mut receiver) = channel(PARTS_WAITING_MAX);
    let sending = async move {
        let sent = source.copy_out(&sender).await;
        drop(sender);
        sent
    };
    let receiving = async move {
        let received = target.copy_in(&mut receiver).await;
        // Nobody receives any more: whoever still sends has to notice.
        drop(receiver);
        received
    };
    let (sent, received) = tokio::join!(sending, receiving);
    // Where the source failed, the copying broke off because of that.
    let (sent, contents) = (sent?, received?);
    sent.check_same(&contents)?;
    verify(target, &contents, Vec::new(), Vec::new()).await?;
    let went_on = source.contents().await?.check_same(&contents).is_err();
    Ok(Transfer { contents, was_there: false, went_on })
}
