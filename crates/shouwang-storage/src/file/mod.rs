//! Reading a database that is a file: a few connections that cannot write, each with a thread of its own.
//!
//! A statement's rows come back packed, many at a time, so that the thread wakes whoever waits once for a page and not once for a row, and
//! no value is allocated by itself; a list asks for thousands of values. What is written goes the way of `database`. This module must not
//! know what the statements are about.

mod answer;
mod thread;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use self::answer::Packed;
pub(crate) use self::answer::{Answer, PackedRow};
use self::thread::{Link, Question};
use crate::database::Cell;
use crate::error::StorageError;
use crate::sql::Sql;

/// Connections that read at the same time.
const READERS_MAX: usize = 4;

/// The connections of one file that read; they are opened when they are first wanted.
#[derive(Clone, Debug)]
pub(crate) struct FileReaders {
    shared: Arc<Shared>,
    wait: Duration,
}

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    places: Arc<Semaphore>,
    idle: Mutex<Vec<Link>>,
}

/// One connection, for as long as somebody reads with it.
pub(crate) struct FileReader {
    shared: Arc<Shared>,
    /// There until it is given back.
    link: Option<Link>,
    /// Whether everything read belongs to one transaction, so to one moment.
    lasting: bool,
    _place: OwnedSemaphorePermit,
}

impl FileReaders {
    /// For the file at a path; a reader is waited for no longer than `wait`.
    pub(crate) fn new(path: &Path, wait: Duration) -> FileReaders {
        let places = Arc::new(Semaphore::new(READERS_MAX));
        FileReaders { shared: Arc::new(Shared { path: path.to_owned(), places, idle: Mutex::default() }), wait }
    }

    /// A connection for single questions, each answered from its own moment.
    ///
    /// # Errors
    /// [`StorageError::Busy`] when none became free in time, [`StorageError::Stopped`] behind [`FileReaders::close`], or when the file
    /// cannot be opened.
    pub(crate) async fn reader(&self) -> Result<FileReader, StorageError> {
        let place = tokio::time::timeout(self.wait, Arc::clone(&self.shared.places).acquire_owned()).await;
        let place = place.map_err(|_| StorageError::Busy)?.map_err(|_| StorageError::Stopped)?;
        let idle = self.shared.idle().pop();
        let link = match idle {
            Some(link) => link,
            None => Link::open(&self.shared.path, self.wait).await?,
        };
        Ok(FileReader { shared: Arc::clone(&self.shared), link: Some(link), lasting: false, _place: place })
    }

    /// A connection for several questions that are answered from the same moment: that of the first.
    ///
    /// # Errors
    /// As [`FileReaders::reader`].
    pub(crate) async fn begin(&self) -> Result<FileReader, StorageError> {
        let mut reader = self.reader().await?;
        reader.lasting = true;
        Ok(reader)
    }

    /// Waits until nobody reads, and closes all connections.
    pub(crate) async fn close(&self) {
        let all = u32::try_from(READERS_MAX).unwrap_or(u32::MAX);
        // An error says that somebody else has closed them.
        let Ok(places) = self.shared.places.acquire_many(all).await else { return };
        let links = std::mem::take(&mut *self.shared.idle());
        for link in links {
            link.close().await;
        }
        self.shared.places.close();
        drop(places);
    }
}

impl FileReader {
    /// Asks; the rows come while they are read from [`Answer::next`].
    pub(crate) fn ask(&mut self, sql: &Sql, cells: Vec<Cell<'_>>) -> Result<Answer, StorageError> {
        let values = cells.into_iter().map(Packed::of).collect();
        let question = Question { text: Arc::clone(&sql.plain), values, begins: self.lasting };
        let asked = self.link.as_ref().ok_or(StorageError::Stopped)?.ask(question);
        if asked.is_err() {
            // Its thread is gone, so that nobody shall be given it again.
            self.link = None;
        }
        asked
    }
}

impl Drop for FileReader {
    fn drop(&mut self) {
        // Whatever is asked of this connection next waits behind the end of this transaction.
        if let Some(link) = self.link.take().filter(|link| !self.lasting || link.end()) {
            self.shared.idle().push(link);
        }
    }
}

impl Shared {
    fn idle(&self) -> MutexGuard<'_, Vec<Link>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
