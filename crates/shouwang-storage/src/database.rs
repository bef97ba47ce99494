//! The two databases behind one face: open, begin, execute, fetch. Everything above is written once.
//!
//! A third driver is one more variant here and one more folder of migrations. This module must not know registers.

use std::borrow::Cow;
use std::path::Path;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use shouwang_ledger::{Sha256, TreeHash as _};
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{
    Arguments as _, AssertSqlSafe, ConnectOptions as _, Connection as _, Postgres, Row as _, SqlSafeStr as _, SqlStr, Sqlite, Transaction,
};

use crate::error::StorageError;
use crate::file::{FileReader, FileReaders, PackedRow};
use crate::migrate;
use crate::sql::Sql;

/// How long a write waits for another one to end, and how long an unreachable server is waited for.
const WAIT_S_MAX: u64 = 30;
/// How long a server may take to answer when the program starts.
const CONNECT_S_MAX: u64 = 10;
/// Prepared statements that a connection keeps: a few for each register.
const STATEMENTS_KEPT: usize = 512;
/// Of the file's pages, so many KiB are kept by the connection that writes.
const WRITER_PAGES_KIB: u32 = 16 * 1024;
/// The number under which writers of one PostgreSQL database queue up ("shouwang" in ASCII).
pub(crate) const WRITER_LOCK: i64 = 0x7368_6f75_7761_6e67;

/// A database that is open.
#[derive(Clone, Debug)]
pub(crate) enum Database {
    /// A file. One connection writes, several read.
    Sqlite {
        /// The only connection that writes.
        writer: SqlitePool,
        /// Connections that cannot write.
        readers: FileReaders,
    },
    /// A server.
    Postgres(PgPool),
}

/// A transaction that has begun; dropping it undoes everything.
pub(crate) enum Tx {
    /// On a file.
    Sqlite(Transaction<'static, Sqlite>),
    /// On a file, only to read.
    File(FileReader),
    /// On a server.
    Postgres(Transaction<'static, Postgres>),
}

/// A value handed to the database; its type is there even when it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    /// For a text column.
    Text(Option<Cow<'a, str>>),
    /// For a column of whole numbers.
    Whole(Option<i64>),
}

/// A row that the database found.
#[derive(Clone, Copy)]
pub(crate) enum Found<'r> {
    /// In a file.
    Sqlite(&'r SqliteRow),
    /// In a file, by a connection that only reads.
    File(PackedRow<'r>),
    /// On a server.
    Postgres(&'r PgRow),
}

impl Database {
    /// Opens `sqlite:PATH` (the file is made if it is missing) or `postgres://…` and brings its tables up to date.
    pub(crate) async fn open(url: &str) -> Result<Database, StorageError> {
        Database::open_at(url, None).await
    }

    /// The same, but brings the tables only as far as this migration: as a program of that time had them.
    pub(crate) async fn open_at(url: &str, schema: Option<i64>) -> Result<Database, StorageError> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            open_sqlite(path.strip_prefix("//").unwrap_or(path), schema).await
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            open_postgres(url, schema).await
        } else {
            Err(StorageError::url(url))
        }
    }

    /// One question by itself, whose answer is from one moment without a transaction: on a server that saves two ways there and back.
    pub(crate) async fn ask<T>(
        &self,
        sql: &Sql,
        cells: Vec<Cell<'_>>,
        decode: impl FnMut(Found<'_>) -> Result<T, StorageError>,
    ) -> Result<Vec<T>, StorageError> {
        match self {
            Database::Sqlite { readers, .. } => fetch_file(&mut readers.reader().await?, sql, cells, decode).await,
            Database::Postgres(pool) => fetch_postgres(&mut *pool.acquire().await?, sql, cells, decode).await,
        }
    }

    /// Begins to read: everything read in this transaction is from one moment.
    pub(crate) async fn begin_read(&self) -> Result<Tx, StorageError> {
        count_one();
        Ok(match self {
            Database::Sqlite { readers, .. } => Tx::File(readers.begin().await?),
            Database::Postgres(pool) => Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?),
        })
    }

    /// Begins to write, once no other writer is under way, in this process or another.
    pub(crate) async fn begin_write(&self) -> Result<Tx, StorageError> {
        match self {
            Database::Sqlite { writer, .. } => Ok(Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?)),
            Database::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                lock_writers(&mut tx).await?;
                Ok(Tx::Postgres(tx))
            }
        }
    }

    /// Waits until everything is written and closes all connections.
    pub(crate) async fn close(&self) {
        match self {
            Database::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Database::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Runs a statement; how many rows it touched.
    pub(crate) async fn execute(&mut self, sql: &Sql, cells: Vec<Cell<'_>>) -> Result<u64, StorageError> {
        if let Tx::File(reader) = self {
            // The file refuses whatever would change it.
            return fetch_file(reader, sql, cells, |_| Ok(())).await.map(|_| 0);
        }
        count_one();
        Ok(match self {
            Tx::File(_) => 0,
            Tx::Sqlite(tx) => {
                let query = sqlx::query_with(safe(&sql.plain), sqlite_arguments(cells)?).persistent(sql.kept);
                query.execute(&mut **tx).await?.rows_affected()
            }
            Tx::Postgres(tx) => {
                let query = sqlx::query_with(safe(&sql.numbered), postgres_arguments(cells)?).persistent(sql.kept);
                query.execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// Runs a query; its rows, decoded one by one as they come.
    pub(crate) async fn fetch<T>(
        &mut self,
        sql: &Sql,
        cells: Vec<Cell<'_>>,
        decode: impl FnMut(Found<'_>) -> Result<T, StorageError>,
    ) -> Result<Vec<T>, StorageError> {
        match self {
            Tx::Sqlite(tx) => fetch_sqlite(tx, sql, cells, decode).await,
            Tx::File(reader) => fetch_file(reader, sql, cells, decode).await,
            Tx::Postgres(tx) => fetch_postgres(tx, sql, cells, decode).await,
        }
    }

    /// Begins a part of the transaction that can be undone by itself. Parts do not nest.
    pub(crate) async fn begin_part(&mut self) -> Result<(), StorageError> {
        self.run("SAVEPOINT part").await
    }

    /// Ends a part and keeps what it wrote, as far as the transaction is kept.
    pub(crate) async fn keep_part(&mut self) -> Result<(), StorageError> {
        self.run("RELEASE SAVEPOINT part").await
    }

    /// Ends a part and undoes what it wrote.
    pub(crate) async fn undo_part(&mut self) -> Result<(), StorageError> {
        self.run("ROLLBACK TO SAVEPOINT part").await?;
        self.keep_part().await
    }

    async fn run(&mut self, statement: &'static str) -> Result<(), StorageError> {
        self.execute(&Sql::kept(statement), Vec::new()).await.map(drop)
    }

    /// Makes everything that was written stay.
    pub(crate) async fn commit(self) -> Result<(), StorageError> {
        match self {
            Tx::Sqlite(tx) => tx.commit().await?,
            Tx::File(reader) => drop(reader),
            Tx::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

impl Tx {
    /// 32 random bytes that the database draws, for the one time when nobody else hands any in: an older database that is brought up to date.
    pub(crate) async fn random(&mut self) -> Result<[u8; 32], StorageError> {
        let sql = match self {
            Tx::Sqlite(_) | Tx::File(_) => "SELECT hex(randomblob(32))",
            // Two numbers of 122 random bits each.
            Tx::Postgres(_) => "SELECT gen_random_uuid()::text || gen_random_uuid()::text",
        };
        let drawn = self.fetch(&Sql::once(sql), Vec::new(), |found| Ok(found.text(0)?.unwrap_or_default().to_owned())).await?;
        let drawn = drawn.concat();
        assert!(drawn.len() >= 64, "the database draws random bytes");
        Ok(Sha256::of(&[drawn.as_bytes()]).0)
    }
}

impl<'r> Found<'r> {
    /// The text at a position. The driver does not check the column's type: tables are typed strictly, and a test holds them to it.
    pub(crate) fn text(self, at: usize) -> Result<Option<&'r str>, sqlx::Error> {
        match self {
            Found::Sqlite(row) => row.try_get_unchecked(at),
            Found::File(row) => row.text(at),
            Found::Postgres(row) => row.try_get_unchecked(at),
        }
    }

    /// The whole number at a position.
    pub(crate) fn whole(self, at: usize) -> Result<Option<i64>, sqlx::Error> {
        match self {
            Found::Sqlite(row) => row.try_get_unchecked(at),
            Found::File(row) => row.whole(at),
            Found::Postgres(row) => row.try_get_unchecked(at),
        }
    }
}

/// Lets one writer after the other change the tables of a server's database, until the transaction ends.
pub(crate) async fn lock_writers(tx: &mut Transaction<'_, Postgres>) -> Result<(), sqlx::Error> {
    let timeout = format!("SET LOCAL lock_timeout = '{WAIT_S_MAX}s'");
    sqlx::query(AssertSqlSafe(timeout)).execute(&mut **tx).await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(WRITER_LOCK).execute(&mut **tx).await?;
    Ok(())
}

async fn fetch_sqlite<T>(
    connection: &mut SqliteConnection,
    sql: &Sql,
    cells: Vec<Cell<'_>>,
    mut decode: impl FnMut(Found<'_>) -> Result<T, StorageError>,
) -> Result<Vec<T>, StorageError> {
    count_one();
    let mut decoded = Vec::new();
    let mut rows = sqlx::query_with(safe(&sql.plain), sqlite_arguments(cells)?).persistent(sql.kept).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        decoded.push(decode(Found::Sqlite(&row))?);
    }
    Ok(decoded)
}

async fn fetch_file<T>(
    reader: &mut FileReader,
    sql: &Sql,
    cells: Vec<Cell<'_>>,
    mut decode: impl FnMut(Found<'_>) -> Result<T, StorageError>,
) -> Result<Vec<T>, StorageError> {
    count_one();
    let mut answer = reader.ask(sql, cells)?;
    let mut decoded = Vec::new();
    while let Some(piece) = answer.next().await? {
        for row in piece.rows() {
            decoded.push(decode(Found::File(row))?);
        }
    }
    Ok(decoded)
}

async fn fetch_postgres<T>(
    connection: &mut PgConnection,
    sql: &Sql,
    cells: Vec<Cell<'_>>,
    mut decode: impl FnMut(Found<'_>) -> Result<T, StorageError>,
) -> Result<Vec<T>, StorageError> {
    count_one();
    let mut decoded = Vec::new();
    let mut rows = sqlx::query_with(safe(&sql.numbered), postgres_arguments(cells)?).persistent(sql.kept).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        decoded.push(decode(Found::Postgres(&row))?);
    }
    Ok(decoded)
}

/// Tells whoever counts in a test that something is sent to the database.
fn count_one() {
    #[cfg(feature = "testing")]
    crate::testing::count_one();
}

async fn open_sqlite(path: &str, schema: Option<i64>) -> Result<Database, StorageError> {
    // Memory would be a database of its own for every connection.
    if path.is_empty() || path.starts_with(":memory:") {
        return Err(StorageError::url("sqlite:"));
    }
    let writing = SqliteConnectOptions::new()
        .filename(Path::new(path))
        .busy_timeout(Duration::from_secs(WAIT_S_MAX))
        .statement_cache_capacity(STATEMENTS_KEPT)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("cache_size", format!("-{WRITER_PAGES_KIB}"));
    let mut first = writing.connect().await.map_err(|error| StorageError::opening_file(path, error))?;
    migrate::sqlite(&mut first, schema).await?;
    first.close().await?;

    let wait = Duration::from_secs(WAIT_S_MAX);
    let writer = SqlitePoolOptions::new().max_connections(1).acquire_timeout(wait).connect_lazy_with(writing);
    Ok(Database::Sqlite { writer, readers: FileReaders::new(Path::new(path), wait) })
}

async fn open_postgres(url: &str, schema: Option<i64>) -> Result<Database, StorageError> {
    let options = PgConnectOptions::from_str(url).map_err(|_| StorageError::url(url))?;
    let options = options.application_name("shouwang").statement_cache_capacity(STATEMENTS_KEPT);
    // A connection outside the pool: the pool would keep trying and hide why it does not succeed.
    let connecting = tokio::time::timeout(Duration::from_secs(CONNECT_S_MAX), options.connect());
    let mut first = match connecting.await {
        Ok(Ok(connection)) => connection,
        Ok(Err(error)) => return Err(StorageError::unreachable(&options, error.to_string())),
        Err(_) => return Err(StorageError::unreachable(&options, format!("no answer within {CONNECT_S_MAX} s"))),
    };
    migrate::postgres(&mut first, schema).await?;
    first.close().await?;

    let wait = Duration::from_secs(WAIT_S_MAX);
    Ok(Database::Postgres(PgPoolOptions::new().max_connections(8).acquire_timeout(wait).connect_lazy_with(options)))
}

/// Statements are made of the declarations' identifiers, never of values: `sql.rs` and `schema.rs` see to that.
fn safe(text: &Arc<str>) -> SqlStr {
    AssertSqlSafe(Arc::clone(text)).into_sql_str()
}

fn sqlite_arguments(cells: Vec<Cell<'_>>) -> Result<SqliteArguments, StorageError> {
    let mut arguments = SqliteArguments::default();
    arguments.reserve(cells.len(), 0);
    for cell in cells {
        match cell {
            Cell::Text(text) => arguments.add(text.as_deref()),
            Cell::Whole(number) => arguments.add(number),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn postgres_arguments(cells: Vec<Cell<'_>>) -> Result<PgArguments, StorageError> {
    let mut arguments = PgArguments::default();
    arguments.reserve(cells.len(), cells.len() * 16);
    for cell in cells {
        match cell {
            Cell::Text(text) => arguments.add(text.as_deref()),
            Cell::Whole(number) => arguments.add(number),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}
