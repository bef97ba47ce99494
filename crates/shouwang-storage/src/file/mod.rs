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

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// A file with so many numbered rows, and a connection that may write to it.
    fn file(rows: usize) -> (tempfile::TempDir, Connection, FileReaders) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let writer = Connection::open(&path).unwrap();
        writer.pragma_update(None, "journal_mode", "wal").unwrap();
        writer.execute_batch("CREATE TABLE t (number INTEGER NOT NULL, name TEXT) STRICT").unwrap();
        insert(&writer, 0, rows);
        (folder, writer, FileReaders::new(&path, Duration::from_secs(5)))
    }

    fn insert(writer: &Connection, first: usize, count: usize) {
        let number = "WITH RECURSIVE n (x) AS (SELECT ?1 UNION ALL SELECT x + 1 FROM n WHERE x + 1 < ?2)";
        let sql = format!("{number} INSERT INTO t SELECT x, CASE WHEN x % 3 = 0 THEN NULL ELSE '第' || x END FROM n");
        writer.execute(&sql, [first, first + count].map(|number| i64::try_from(number).unwrap())).unwrap();
    }

    async fn all(reader: &mut FileReader, sql: &str, cells: Vec<Cell<'_>>) -> Result<Vec<(i64, Option<String>)>, StorageError> {
        let mut answer = reader.ask(&Sql::once(sql), cells)?;
        let mut rows = Vec::new();
        while let Some(piece) = answer.next().await? {
            for row in piece.rows() {
                rows.push((row.whole(0)?.unwrap(), row.text(1)?.map(str::to_owned)));
            }
        }
        Ok(rows)
    }

    const ALL: &str = "SELECT number, name FROM t ORDER BY number";

    #[tokio::test]
    async fn rows_of_many_pieces_come_whole_and_in_order() {
        let (_folder, _writer, readers) = file(100_000);
        let rows = all(&mut readers.reader().await.unwrap(), ALL, Vec::new()).await.unwrap();
        assert_eq!(rows.len(), 100_000);
        for (at, (number, name)) in (0_i64..).zip(rows) {
            assert_eq!((number, name), (at, (at % 3 != 0).then(|| format!("第{at}"))));
        }
        let few = "SELECT number, name FROM t WHERE name = ? OR number = ? ORDER BY number";
        let cells = vec![Cell::Text(Some("第5".into())), Cell::Whole(Some(9))];
        let found = all(&mut readers.reader().await.unwrap(), few, cells).await.unwrap();
        assert_eq!(found, [(5, Some("第5".to_owned())), (9, None)]);
    }

    #[tokio::test]
    async fn a_transaction_reads_one_moment_and_the_next_one_a_later() {
        let (_folder, writer, readers) = file(10);
        let mut one = readers.begin().await.unwrap();
        assert_eq!(all(&mut one, ALL, Vec::new()).await.unwrap().len(), 10);
        insert(&writer, 10, 5);
        assert_eq!(all(&mut one, ALL, Vec::new()).await.unwrap().len(), 10, "still the moment of its first question");
        drop(one);
        // The same connection, which is free again.
        let mut next = readers.begin().await.unwrap();
        assert_eq!(all(&mut next, ALL, Vec::new()).await.unwrap().len(), 15);
    }

    #[tokio::test]
    async fn an_answer_that_nobody_reads_to_its_end_is_in_nobodys_way() {
        let (_folder, _writer, readers) = file(200_000);
        for _ in 0..2 * READERS_MAX {
            let mut reader = readers.begin().await.unwrap();
            let mut answer = reader.ask(&Sql::once(ALL), Vec::new()).unwrap();
            assert!(answer.next().await.unwrap().is_some_and(|piece| !piece.last));
        }
        assert_eq!(all(&mut readers.reader().await.unwrap(), "SELECT COUNT(*), NULL FROM t", Vec::new()).await.unwrap(), [(200_000, None)]);
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_said_and_the_connection_goes_on() {
        let (_folder, _writer, readers) = file(2);
        let mut reader = readers.begin().await.unwrap();
        for wrong in ["SELECT nothing FROM t", "DELETE FROM t", "SELECT name, number FROM t WHERE number = 1", "SELECT 1.5, NULL"] {
            assert!(all(&mut reader, wrong, Vec::new()).await.is_err(), "{wrong}");
        }
        assert_eq!(all(&mut reader, ALL, Vec::new()).await.unwrap(), [(0, None), (1, Some("第1".to_owned()))]);
    }

    #[tokio::test]
    async fn closing_waits_for_whoever_reads_and_nobody_reads_afterwards() {
        let (_folder, _writer, readers) = file(3);
        let mut reader = readers.reader().await.unwrap();
        let closing = tokio::spawn({
            let readers = readers.clone();
            async move { readers.close().await }
        });
        assert_eq!(all(&mut reader, ALL, Vec::new()).await.unwrap().len(), 3);
        drop(reader);
        closing.await.unwrap();
        assert!(matches!(readers.reader().await, Err(StorageError::Stopped)));
        readers.close().await;
    }
}
