//! Who has a database to himself: a lock on a file beside it, held as long as a program runs and gone with it, however it ends.
//!
//! A server keeps things in memory and has the database open. Another server on the same SQLite file would not hear of what the first one
//! does, and a restore would put another file in its place. Several servers on one PostgreSQL database are meant; only what replaces all of
//! it waits until none of this data folder is left. Commands that only read or write rows are not concerned: the database keeps them apart.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Added to the name of an SQLite file; in the data folder, to that of a server's database.
const SUFFIX: &str = ".lock";

/// A lock; it lasts until this is dropped.
#[derive(Debug)]
pub(crate) struct DatabaseLock {
    _file: File,
}

impl DatabaseLock {
    /// For a server: alone on an SQLite file, among others on PostgreSQL.
    pub(crate) fn of_server(url: &str, data: &Path) -> Result<DatabaseLock, Failure> {
        let (path, file) = open(url, data)?;
        let locked = if sqlite_file(url).is_some() { file.try_lock() } else { file.try_lock_shared() };
        held(locked, file, &path)
    }

    /// For what puts another content in the place of the whole database.
    pub(crate) fn alone(url: &str, data: &Path) -> Result<DatabaseLock, Failure> {
        let (path, file) = open(url, data)?;
        held(file.try_lock(), file, &path)
    }
}

fn open(url: &str, data: &Path) -> Result<(PathBuf, File), Failure> {
    let path = path(url, data);
    // The folder of an SQLite file is not made: a mistyped one is to be noticed.
    let opened = if sqlite_file(url).is_some() { Ok(()) } else { fs::create_dir_all(data) };
    // Never shortened and never removed: it is only there to be locked, by whoever has it open.
    let opened = opened.and_then(|()| File::options().create(true).append(true).open(&path));
    let file = opened.map_err(|error| Failure::file(&path, &error))?;
    Ok((path, file))
}

fn held(locked: Result<(), TryLockError>, file: File, path: &Path) -> Result<DatabaseLock, Failure> {
    let shown = path.display();
    match locked {
        Ok(()) => Ok(DatabaseLock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(Failure::new(
            format!("数据库正由另一个守望程序使用（{shown} 已加锁）；请先停止 shouwang serve，或等恢复完成，再试"),
            format!(
                "another Shouwang uses this database ({shown} is locked); stop `shouwang serve`, or wait until a restore has ended, then try again"
            ),
        )),
        Err(TryLockError::Error(error)) => Err(Failure::new(
            format!("不能给 {shown} 加锁：{error}；请把数据放在支持文件锁的本地磁盘上"),
            format!("{shown} cannot be locked: {error}; keep the data on a local disk that knows file locks"),
        )),
    }
}

/// The file that stands for a database, the same by whichever of its names it is called.
fn path(url: &str, data: &Path) -> PathBuf {
    let Some(file) = sqlite_file(url) else { return data.join(format!("{}{SUFFIX}", server_database(url))) };
    let mut name = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned()).into_os_string();
    name.push(SUFFIX);
    name.into()
}

fn sqlite_file(url: &str) -> Option<&Path> {
    let path = url.strip_prefix("sqlite:")?;
    Some(Path::new(path.strip_prefix("//").unwrap_or(path)))
}

/// The name of a server's database: what stands last in its address.
fn server_database(url: &str) -> String {
    let address = url.split('?').next().unwrap_or_default();
    let name = address.rsplit('/').next().unwrap_or_default();
    name.chars().filter(|sign| sign.is_ascii_alphanumeric() || "_-".contains(*sign)).collect()
}

#[cfg(test)]
mod tests {
    use shouwang_calendar::Lang;

    use super::*;

    #[test]
    fn one_server_has_an_sqlite_file_and_nobody_replaces_it_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.db");
        fs::write(&file, "").unwrap();
        let link = folder.path().join("other-name.db");
        std::os::unix::fs::symlink(&file, &link).unwrap();
        let url = |file: &Path| format!("sqlite:{}", file.display());
        let server = DatabaseLock::of_server(&url(&file), folder.path()).unwrap();
        for name in [&file, &link] {
            assert!(DatabaseLock::of_server(&url(name), folder.path()).is_err());
            let refused = DatabaseLock::alone(&url(name), folder.path()).unwrap_err();
            assert!(refused.text(Lang::En).contains("stop `shouwang serve`") && refused.text(Lang::Zh).contains("x.db.lock"));
        }
        assert!(DatabaseLock::of_server(&url(&folder.path().join("y.db")), folder.path()).is_ok(), "another database");
        drop(server);
        let restore = DatabaseLock::alone(&url(&link), folder.path()).unwrap();
        assert!(DatabaseLock::of_server(&url(&file), folder.path()).is_err());
        drop(restore);
        assert!(DatabaseLock::of_server(&url(&file), folder.path()).is_ok());
    }

    #[test]
    fn several_servers_have_one_postgresql_database_and_nobody_replaces_it_meanwhile() {
        let (folder, url) = (tempfile::tempdir().unwrap(), "postgres://localhost/shouwang");
        let servers = [(); 2].map(|()| DatabaseLock::of_server(url, folder.path()).unwrap());
        assert!(DatabaseLock::alone(url, folder.path()).is_err());
        assert!(DatabaseLock::alone("postgres://localhost/other?sslmode=disable", folder.path()).is_ok(), "another database");
        drop(servers);
        assert!(DatabaseLock::alone(url, folder.path()).is_ok());
    }
}
