//! Databases for tests, here and in the crates above (feature `testing`): every storage test runs on every database in one run.
//!
//! Each call makes new, empty databases, so that tests may run side by side. Never compiled into the product.

mod cluster;
mod counted;

use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tempfile::TempDir;

use crate::error::StorageError;
use crate::store::Store;
use cluster::Cluster;

pub(crate) use counted::count_one;
pub use counted::count_statements;

/// An empty database; a file goes away when this is dropped, a server's database with the test process.
#[derive(Debug)]
pub struct TestDatabase {
    /// What [`Store::open`] takes.
    pub url: String,
    folder: Option<TempDir>,
}

impl TestDatabase {
    /// Opens it as the product does.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open(&self) -> Result<Store, StorageError> {
        Store::open(&self.url).await
    }

    /// Whether it is a file.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.folder.is_some()
    }
}

/// One empty database of each kind: SQLite, PostgreSQL.
///
/// # Errors
/// When there is no PostgreSQL on this machine, with a line that says what to install, or it does not start, with its log.
pub async fn databases() -> Result<[TestDatabase; 2], String> {
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let url = format!("sqlite:{}", folder.path().join("shouwang.db").display());
    Ok([TestDatabase { url, folder: Some(folder) }, TestDatabase { url: postgres(cluster::shared()?).await?, folder: None }])
}

/// An empty PostgreSQL in which a commit is on the disk before it is answered: for measuring.
///
/// # Errors
/// As [`databases`].
pub async fn durable_postgres() -> Result<TestDatabase, String> {
    Ok(TestDatabase { url: postgres(cluster::durable()?).await?, folder: None })
}

async fn postgres(cluster: &Cluster) -> Result<String, String> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let failed = |error: sqlx::Error| format!("PostgreSQL for the tests: {error}");
    let mut connection = PgConnection::connect(&cluster.url("postgres")).await.map_err(failed)?;
    // From `template0`, which nobody can be connected to: several tests may make their databases at once.
    connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE template0"))).await.map_err(failed)?;
    connection.close().await.map_err(failed)?;
    Ok(cluster.url(&name))
}
