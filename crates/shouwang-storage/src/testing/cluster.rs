//! A PostgreSQL cluster for the tests of one process: started when first asked for, gone when the process is.
//!
//! It listens on a socket in a temporary folder and on no port, so nothing outside can be in its way or reach it.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;

const MISSING: &str = "no PostgreSQL found on PATH, in /usr/lib/postgresql or /usr/pgsql-*; install it: apt-get install postgresql";

/// A running cluster.
#[derive(Debug)]
pub(super) struct Cluster {
    folder: PathBuf,
    /// Never written to: the cluster's guard reads its end, and the guard stops the cluster.
    _alive: ChildStdin,
}

/// The cluster of this process, which does not wait for the disk.
pub(super) fn shared() -> Result<&'static Cluster, String> {
    static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
    CLUSTER.get_or_init(|| Cluster::start("off")).as_ref().map_err(String::clone)
}

/// The one in which a commit is on the disk before it is answered, as in production.
pub(super) fn durable() -> Result<&'static Cluster, String> {
    static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
    CLUSTER.get_or_init(|| Cluster::start("on")).as_ref().map_err(String::clone)
}

impl Cluster {
    /// The address of one of its databases.
    pub(super) fn url(&self, database: &str) -> String {
        format!("postgres://shouwang@localhost:5432/{database}?host={}", self.folder.display())
    }

    fn start(durable: &str) -> Result<Cluster, String> {
        let programs = find_programs().ok_or(MISSING)?;
        let folder = tempfile::Builder::new().prefix("shouwang-pg-").tempdir();
        let folder = folder.map_err(|error| format!("no temporary folder: {error}"))?;
        let mut guard = Command::new("sh");
        guard
            .args(["-c", include_str!("cluster.sh"), "cluster.sh"])
            .arg(&programs)
            .arg(folder.path())
            .arg(durable)
            .current_dir(folder.path());
        let failed = |error: std::io::Error| format!("PostgreSQL for the tests does not start: {error}");
        if let Some((user, group)) = other_user(folder.path()).map_err(failed)? {
            chown(folder.path(), Some(user), Some(group)).map_err(failed)?;
            guard.uid(user).gid(group);
        }
        let mut guard = guard.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(failed)?;
        // From here on the guard removes the folder.
        let folder = folder.keep();
        let (Some(alive), Some(answer)) = (guard.stdin.take(), guard.stdout.take()) else {
            return Err("the guard of PostgreSQL has no pipes".to_owned());
        };
        let (mut answer, mut said) = (BufReader::new(answer), String::new());
        answer.read_line(&mut said).map_err(failed)?;
        if said.trim_end() == "ready" {
            return Ok(Cluster { folder, _alive: alive });
        }
        answer.read_to_string(&mut said).map_err(failed)?;
        Err(format!("PostgreSQL for the tests does not start:\n{said}"))
    }
}

/// The folder of `initdb`, `pg_ctl` and `postgres`: the one on PATH, else the newest where distributions put it.
fn find_programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<_> = std::env::split_paths(&path).collect();
    let versions = |parent: &str, prefix: &str| {
        let entries = fs::read_dir(parent).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut found: Vec<_> = entries
            .filter_map(|path| {
                let version = path.file_name()?.to_str()?.strip_prefix(prefix)?.parse::<u32>().ok()?;
                Some((version, path.join("bin")))
            })
            .collect();
        found.sort();
        found.into_iter().rev().map(|(_, folder)| folder)
    };
    folders.extend(versions("/usr/lib/postgresql", ""));
    folders.extend(versions("/usr", "pgsql-"));
    folders.into_iter().find(|folder| ["initdb", "pg_ctl", "postgres"].iter().all(|program| folder.join(program).is_file()))
}

/// PostgreSQL refuses to run as root. Who it runs as instead, `None` when this process is not root.
fn other_user(own_folder: &Path) -> std::io::Result<Option<(u32, u32)>> {
    // Whoever made the folder is who this process is; the standard library does not say it otherwise.
    if fs::metadata(own_folder)?.uid() != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd")?;
    let find = |wanted: &str| {
        users.lines().find_map(|line| {
            let mut parts = line.split(':');
            let (name, user, group) = (parts.next()?, parts.nth(1)?, parts.next()?);
            (name == wanted).then_some((user.parse().ok()?, group.parse().ok()?))
        })
    };
    let found = find("postgres").or_else(|| find("nobody"));
    found.map(Some).ok_or_else(|| std::io::Error::other("running as root, and there is no user `postgres` or `nobody`"))
}
