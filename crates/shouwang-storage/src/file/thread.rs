//! The thread of one connection: it opens the file, answers what it is asked, and ends when nobody can ask any more.

use std::path::Path;
use std::sync::{Arc, mpsc as std_mpsc};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Statement, params_from_iter};
use tokio::sync::{mpsc, oneshot};

use super::answer::{Answer, Packed, Piece};
use crate::error::StorageError;

/// Prepared statements that a connection keeps: a few for each register.
const STATEMENTS_KEPT: usize = 256;
/// Of the file's pages, so many bytes are kept by each connection: what every list comes by, above all where units lie.
const PAGES_KEPT_KIB: i64 = 8 * 1024;
/// Pieces of an answer that wait for whoever asked.
const PIECES_MAX: usize = 2;

/// The way to a connection's thread.
#[derive(Debug)]
pub(super) struct Link(std_mpsc::Sender<Task>);

/// A statement with its values.
pub(super) struct Question {
    pub(super) text: Arc<str>,
    pub(super) values: Vec<Packed>,
    /// Whether a transaction begins before it, unless one has begun.
    pub(super) begins: bool,
}

type Pieces = mpsc::Sender<Result<Piece, rusqlite::Error>>;

enum Task {
    Ask(Question, Pieces),
    End,
    Close(oneshot::Sender<()>),
}

impl Link {
    /// Opens a connection.
    ///
    /// # Errors
    /// When the file cannot be opened, or the system gives no thread.
    pub(super) async fn open(path: &Path, wait: Duration) -> Result<Link, StorageError> {
        let cannot_open = |reason: String| StorageError::CannotOpen { path: path.display().to_string(), reason };
        let (tasks, asked) = std_mpsc::channel();
        let (opened, opens) = oneshot::channel();
        let file = path.to_owned();
        let run = move || match connect(&file, wait) {
            Ok(connection) => {
                // Nobody waits any more: then nobody asks either, and the thread ends at once.
                let _ = opened.send(Ok(()));
                let closed = serve(&connection, &asked);
                drop(connection);
                closed.map(|closed| closed.send(()));
            }
            Err(error) => drop(opened.send(Err(error))),
        };
        std::thread::Builder::new().name("storage-reader".to_owned()).spawn(run).map_err(|error| cannot_open(error.to_string()))?;
        match opens.await {
            Ok(Ok(())) => Ok(Link(tasks)),
            Ok(Err(error)) => Err(cannot_open(error.to_string())),
            Err(_) => Err(StorageError::Stopped),
        }
    }

    /// Asks.
    ///
    /// # Errors
    /// When the thread is gone.
    pub(super) fn ask(&self, question: Question) -> Result<Answer, StorageError> {
        let (pieces, answer) = mpsc::channel(PIECES_MAX);
        self.0.send(Task::Ask(question, pieces)).map_err(|_| StorageError::Stopped)?;
        Ok(Answer::new(answer))
    }

    /// Ends the transaction; whether the thread is there to do it.
    pub(super) fn end(&self) -> bool {
        self.0.send(Task::End).is_ok()
    }

    /// Closes the connection and waits until it is closed.
    pub(super) async fn close(self) {
        let (done, closed) = oneshot::channel();
        if self.0.send(Task::Close(done)).is_ok() {
            // An error says that the thread is gone, which is as good.
            let _ = closed.await;
        }
    }
}

fn connect(path: &Path, wait: Duration) -> Result<Connection, rusqlite::Error> {
    // Only its own thread uses a connection, so that SQLite need not guard it.
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(wait)?;
    connection.pragma_update(None, "cache_size", -PAGES_KEPT_KIB)?;
    // Otherwise a statement is planned anew whenever other values are handed to it, which takes longer than most of them run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    Ok(connection)
}

/// Answers until nobody can ask any more, or until somebody wants to hear that the connection is closed.
fn serve(connection: &Connection, asked: &std_mpsc::Receiver<Task>) -> Option<oneshot::Sender<()>> {
    for task in asked {
        match task {
            Task::Ask(question, pieces) => {
                if let Err(error) = answer(connection, &question, &pieces) {
                    // Whoever asked may have gone away.
                    let _ = pieces.blocking_send(Err(error));
                }
            }
            Task::End => end(connection),
            Task::Close(closed) => return Some(closed),
        }
    }
    None
}

/// A transaction that only read has nothing to lose; where ending it fails, the next question begins none and reads from the old moment,
/// which must not be: better no thread.
fn end(connection: &Connection) {
    if !connection.is_autocommit() {
        let ended = connection.execute_batch("ROLLBACK");
        assert!(ended.is_ok(), "a transaction that read can be ended: {ended:?}");
    }
}

fn answer(connection: &Connection, question: &Question, pieces: &Pieces) -> Result<(), rusqlite::Error> {
    if question.begins && connection.is_autocommit() {
        connection.prepare_cached("BEGIN")?.raw_execute()?;
    }
    // Kept or not, as often as the text comes again: the plan does not depend on the values, and one that the tables have outgrown is made
    // anew by SQLite itself.
    let mut statement = connection.prepare_cached(&question.text)?;
    read(&mut statement, question, pieces)
}

fn read(statement: &mut Statement<'_>, question: &Question, pieces: &Pieces) -> Result<(), rusqlite::Error> {
    let width = statement.column_count();
    let mut piece = Piece::new(width);
    let mut rows = statement.query(params_from_iter(&question.values))?;
    while let Some(row) = rows.next()? {
        piece.push(row)?;
        if piece.is_full() && pieces.blocking_send(Ok(std::mem::replace(&mut piece, Piece::new(width)))).is_err() {
            // Nobody listens any more.
            return Ok(());
        }
    }
    piece.last = true;
    let _ = pieces.blocking_send(Ok(piece));
    Ok(())
}
