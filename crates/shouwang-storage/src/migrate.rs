//! Brings a database's tables up to what this program knows: all of it or nothing, and never two programs at once.
//!
//! The files in `migrations/` are plain SQL, one per register, under the same names for both databases.
//! A file that was released is never changed; a change of a register is a further file.

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{Connection as _, PgConnection, SqliteConnection};

use crate::database::lock_writers;
use crate::error::StorageError;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// Brings a file up to date, or up to a migration.
pub(crate) async fn sqlite(connection: &mut SqliteConnection, schema: Option<i64>) -> Result<(), StorageError> {
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
    // Each migration begins a transaction of its own; inside this one, that is a savepoint.
    // `run` is the same, but the compiler does not believe that its future may move between threads.
    SQLITE.run_direct(schema, &mut *tx, false).await.map_err(|error| explain(error, &SQLITE))?;
    Ok(tx.commit().await?)
}

/// Brings a server's database up to date, or up to a migration.
pub(crate) async fn postgres(connection: &mut PgConnection, schema: Option<i64>) -> Result<(), StorageError> {
    let mut tx = connection.begin().await?;
    lock_writers(&mut tx).await?;
    POSTGRES.run_direct(schema, &mut *tx, false).await.map_err(|error| explain(error, &POSTGRES))?;
    Ok(tx.commit().await?)
}

/// Number of the newest migration that this program knows.
pub(crate) fn newest() -> i64 {
    SQLITE.iter().map(|migration| migration.version).max().unwrap_or(0)
}

fn explain(error: MigrateError, known: &Migrator) -> StorageError {
    let newest = known.iter().map(|migration| migration.version).max().unwrap_or(0);
    match error {
        MigrateError::VersionMissing(found) if found > newest => StorageError::SchemaNewer { found, newest },
        MigrateError::VersionMissing(version) | MigrateError::VersionMismatch(version) => StorageError::SchemaDiffers { version },
        MigrateError::Execute(source) => source.into(),
        other => sqlx::Error::from(other).into(),
    }
}
