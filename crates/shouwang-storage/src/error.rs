//! What can go wrong between the program and its database: what, where, and what to do.
//!
//! `Display` is English; [`StorageError::zh`] says the same in Chinese. Passwords never appear in either.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz;
use shouwang_domain::register::{BrokenRef, RowKey};
use shouwang_ledger::Bilingual;
use sqlx::postgres::PgConnectOptions;

/// A failure of storage. After it, nothing of what was to be written is there.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StorageError {
    /// The address is of no database.
    #[error("`{scheme}...` is not the address of a database; write sqlite:PATH (a file) or postgres://USER@HOST/DATABASE")]
    Url {
        /// The address up to its first colon; the rest may hold a password.
        scheme: String,
    },
    /// The file cannot be opened or made.
    #[error("the file {path} cannot be opened ({reason}); its folder must exist, and this user must be allowed to write there")]
    CannotOpen {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// The file is something else.
    #[error("the file {path} is not a database; name another file, or move this one away and a new database is made")]
    NotADatabase {
        /// The file.
        path: String,
    },
    /// The server does not answer or does not let us in.
    #[error("the database at {server} cannot be reached ({reason}); check address, user and password, and that the server runs")]
    Unreachable {
        /// User, host, port and database, without the password.
        server: String,
        /// What the driver says.
        reason: String,
    },
    /// A newer program has been at work on this database.
    #[error(
        "the database was made by a newer version of this program (its tables are at {found}, this program knows {newest}); install that version"
    )]
    SchemaNewer {
        /// Number of the newest migration in the database.
        found: i64,
        /// Number of the newest migration of this program.
        newest: i64,
    },
    /// The tables are not those that this program would have made.
    #[error(
        "the tables of the database differ from those of this program (migration {version}); it was made by an unreleased build: export with that build, then import into a new database"
    )]
    SchemaDiffers {
        /// Number of the migration that differs.
        version: i64,
    },
    /// Another write is under way.
    #[error("another program is writing to the database and did not finish in time; try again")]
    Busy,
    /// The program is about to end.
    #[error("the program is stopping; nothing was written. Try again in a moment")]
    Stopped,
    /// No room.
    #[error("the disk is full; nothing was written. Make room and try again")]
    DiskFull,
    /// There is no such register.
    #[error("there is no register `{name}`")]
    UnknownRegister {
        /// The name that was asked for.
        name: String,
    },
    /// A row that its register cannot hold.
    #[error("{register}, row {row}: `{column}` {flaw}; correct the row")]
    InvalidRow {
        /// The register.
        register: &'static str,
        /// Code and first day.
        row: String,
        /// The column.
        column: &'static str,
        /// What is wrong with it.
        flaw: RowFlaw,
    },
    /// One write names the same row twice.
    #[error("{register}, row {row} is there twice in one write; keep one")]
    DuplicateKey {
        /// The register.
        register: &'static str,
        /// Code and first day.
        row: String,
    },
    /// A withdrawal of what is not known.
    #[error("{register}, row {row} cannot be withdrawn: it is not there; perhaps somebody else withdrew it")]
    NothingToWithdraw {
        /// The register.
        register: &'static str,
        /// Code and first day.
        row: String,
    },
    /// Something learned before what was learned last.
    #[error(
        "this is said to have been learned at {}, but at {} the database already learned something; what was known in the past does not change. Use a moment from then on",
        local(*.learned_at),
        local(*.newest)
    )]
    LearnedTooEarly {
        /// The moment of this write.
        learned_at: Timestamp,
        /// The newest moment in the database.
        newest: Timestamp,
    },
    /// Something learned after it was recorded.
    #[error(
        "this is said to have been learned at {}, after it was recorded at {}; check the clock or the moment given",
        local(*.learned_at),
        local(*.recorded_at)
    )]
    LearnedAfterRecorded {
        /// The moment of this write.
        learned_at: Timestamp,
        /// When the product wrote it down.
        recorded_at: Timestamp,
    },
    /// One row changed twice at one moment.
    #[error("{register}, row {row} was already changed at {}; at one moment a row says one thing. Use a later moment", local(*.learned_at))]
    SameMoment {
        /// The register.
        register: &'static str,
        /// Code and first day.
        row: String,
        /// The moment.
        learned_at: Timestamp,
    },
    /// Somebody else changed the row since the writer saw it.
    #[error("{register}, row {row} was changed meanwhile; load it again, look at what changed, and repeat what is still to be done")]
    Overtaken {
        /// The register.
        register: &'static str,
        /// Code and first day.
        row: String,
    },
    /// A row that the writer has no authority over.
    #[error("{register}, row {row} is out of this account's reach; ask whoever is responsible for it, or the security administrator")]
    OutOfReach {
        /// The register.
        register: &'static str,
        /// Code and first day.
        row: String,
        /// Whether the row stands already; otherwise the write would have made it so.
        stands: bool,
    },
    /// A write that lies within the writer's authority, but not within that of any one of his functions.
    #[error(
        "all of this is within this account's reach, but not within that of one grant alone; send the rows of each unit in a request of their own, so that it is on record for whom they were written"
    )]
    OutOfEachReach,
    /// References to what is not there.
    #[error("{}; enter it first, or correct the code", .broken.first().map(leads_nowhere).unwrap_or_default())]
    LeadsNowhere {
        /// All of them.
        broken: Vec<BrokenRef>,
    },
    /// A withdrawal of what other rows name.
    #[error("{register} {code} cannot be withdrawn: other rows still name it; correct or withdraw those first")]
    StillNamed {
        /// The register.
        register: &'static str,
        /// The code.
        code: String,
    },
    /// A question that no list answers.
    #[error("{source}")]
    Query {
        /// What is wrong with it.
        source: crate::query::QueryError,
    },
    /// The same request came before.
    #[error("this request was carried out before, as act {act}; nothing was written a second time. Look at that act")]
    AlreadyDone {
        /// The act.
        act: i64,
    },
    /// The ledger's own tables do not fit together.
    #[error("the ledger is damaged ({}); nothing was written. Verify it (`shouwang ledger verify`) and restore a backup", what.en)]
    LedgerDamaged {
        /// What does not fit.
        what: Bilingual,
    },
    /// There is no such entry in the ledger.
    #[error("the ledger has no entry {seq}; its entries are numbered from 0, list them to find the one that is meant")]
    NoSuchEntry {
        /// The number that was asked for.
        seq: u64,
    },
    /// An entry whose private part has to stay.
    #[error("entry {seq} of the ledger says what was erased; its own private part stays, name another entry")]
    NotErasable {
        /// The entry's number.
        seq: u64,
    },
    /// A row that this program did not write.
    #[error(
        "table {table}, row {row}, column {column}: `{found}` is no value of this column; the database was changed beside this program or is damaged: restore a backup or correct the value"
    )]
    CorruptRow {
        /// The table.
        table: &'static str,
        /// Code and first day, as far as they can be read.
        row: String,
        /// The column.
        column: &'static str,
        /// What stands there.
        found: String,
    },
    /// The database did not do what it was told; the write was undone.
    #[error(
        "table {table}: {expected} rows were to be written, the database wrote {found}; nothing was kept. Check the database with its own tools"
    )]
    CountMismatch {
        /// The table.
        table: &'static str,
        /// Rows to be written.
        expected: u64,
        /// Rows that the database reports.
        found: u64,
    },
    /// Anything else that the database reports.
    #[error("the database reports: {source}")]
    Database {
        /// The driver's error.
        source: Arc<sqlx::Error>,
    },
}

/// Why a register cannot hold a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowFlaw {
    /// Nothing where something is required.
    #[error("is required and missing")]
    Missing,
    /// Text where a number belongs, a choice that is not in the list, or the like.
    #[error("has a value of another kind than declared")]
    WrongKind,
    /// A character that no database keeps.
    #[error("contains the character U+0000")]
    NulCharacter,
    /// A day that cannot be written with four digits of the year.
    #[error("is a day outside the years 0000 to 9999")]
    DayOutOfRange,
    /// More or fewer values than the register has fields.
    #[error("does not fit: the row has another number of values than the register has fields")]
    ValueCount,
}

impl StorageError {
    pub(crate) fn url(url: &str) -> StorageError {
        let scheme = url.split_inclusive(':').next().unwrap_or_default();
        StorageError::Url { scheme: scheme.to_owned() }
    }

    pub(crate) fn opening_file(path: &str, error: sqlx::Error) -> StorageError {
        match sqlite_code(&error) {
            Some(26) => StorageError::NotADatabase { path: path.to_owned() },
            Some(5 | 6) => StorageError::Busy,
            _ => StorageError::CannotOpen { path: path.to_owned(), reason: error.to_string() },
        }
    }

    pub(crate) fn unreachable(options: &PgConnectOptions, reason: String) -> StorageError {
        let host = options.get_socket().map_or_else(|| options.get_host().to_owned(), |socket| socket.display().to_string());
        let (user, port) = (options.get_username(), options.get_port());
        let database = options.get_database().unwrap_or(user);
        StorageError::Unreachable { server: format!("{user}@{host}:{port}/{database}"), reason }
    }
}

impl From<sqlx::Error> for StorageError {
    fn from(source: sqlx::Error) -> StorageError {
        let code = source.as_database_error().and_then(|error| error.code());
        match (sqlite_code(&source), code.as_deref(), &source) {
            // 55P03: the lock of another writer did not become free in time.
            (Some(5 | 6), ..) | (_, Some("55P03"), _) | (.., sqlx::Error::PoolTimedOut) => StorageError::Busy,
            (Some(13), ..) | (_, Some("53100"), _) => StorageError::DiskFull,
            _ => StorageError::Database { source: Arc::new(source) },
        }
    }
}

/// A reference to what is not there, in messages.
fn leads_nowhere(broken: &BrokenRef) -> String {
    let BrokenRef { register, key, field, target, code } = broken;
    format!("{register}, row {}, `{field}`: there is no `{code}` in the register {target}", row_name(key))
}

/// A row in messages: its code and first day.
pub(crate) fn row_name(key: &RowKey) -> String {
    format!("{} / {}", key.code, key.from)
}

/// SQLite's primary result code (<https://www.sqlite.org/rescode.html>), `None` for any other error.
fn sqlite_code(error: &sqlx::Error) -> Option<i32> {
    let error = error.as_database_error()?.try_downcast_ref::<sqlx::sqlite::SqliteError>()?;
    let extended: i32 = sqlx::error::DatabaseError::code(error)?.parse().ok()?;
    Some(extended & 0xff)
}

/// A moment as its reader's clock shows it, in Asia/Shanghai.
pub(crate) fn local(at: Timestamp) -> String {
    at.display_with_offset(tz::offset(8)).to_string()
}
