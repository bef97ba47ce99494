//! Why a backup, a restore or a move could not be done.

use std::io;
use std::path::{Path, PathBuf};

use shouwang_calendar::Words;
use shouwang_storage::StorageError;
use shouwang_storage::copy::CopyError;

/// A backup, restore or move that could not be done. What was there before is there as it was.
#[derive(Debug)]
pub enum BackupError {
    /// A file cannot be read or written.
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A backup of this name is there.
    Exists(PathBuf),
    /// The file is something else.
    NoBackup(PathBuf),
    /// The file was made by a newer program.
    Newer {
        /// Which.
        path: PathBuf,
        /// The version of its form.
        found: u32,
    },
    /// The file ends before its seal.
    CutOff(PathBuf),
    /// The file's bytes are not those that were sealed, or do not say what they should.
    Damaged {
        /// Which.
        path: PathBuf,
        /// What does not fit.
        what: Words,
    },
    /// The database.
    Storage(StorageError),
    /// The copying from or into a database.
    Copy(CopyError),
    /// The database that is to be replaced is being used.
    InUse(PathBuf),
    /// There is no such database.
    NoDatabase(PathBuf),
    /// The ledger in what was restored does not bear out the rows.
    Ledger(Words),
    /// The backup holds another history than the database that would give way to it.
    OtherHistory(Words),
    /// No key that is known has signed the ledger of the backup.
    Unsigned,
    /// Both addresses are of the same database.
    SameDatabase,
    /// The two databases hold different things.
    Differs(CopyError),
}

impl BackupError {
    /// What is wrong and what to do.
    #[must_use]
    pub fn message(&self) -> Words {
        match self {
            BackupError::File { path, source } => {
                let path = path.display();
                Words::new(
                    format!("{path}：{source}。请核对路径、权限和剩余空间"),
                    format!("{path}: {source}; check the path, the permissions and the free space"),
                )
            }
            BackupError::Storage(error) => Words::new(error.zh(), error.to_string()),
            BackupError::Copy(error) => Words::new(error.zh(), error.to_string()),
            BackupError::Ledger(what) => Words::new(
                format!("账本核对不符，没有替换任何数据：{}", what.zh),
                format!("the ledger does not verify, and nothing was replaced: {}", what.en),
            ),
            BackupError::OtherHistory(what) => Words::new(
                format!("{}。没有替换任何数据；请先查明原因，确要恢复时加 --any-history", what.zh),
                format!("{}; nothing was replaced; find out why first, and restore with --any-history if it is to be", what.en),
            ),
            BackupError::Unsigned => Words::new(
                "备份的账本没有本机密钥签名的检查点，无从证明未被改写，没有替换任何数据；请换一份备份，或用 --key 给出签名者的验证密钥，确要恢复时加 --any-history",
                "no checkpoint in the backup's ledger is signed by the keys of this installation, so that nothing shows that it was not rewritten; nothing was replaced. Take another backup, name the signer's verifier key with --key, or restore with --any-history",
            ),
            BackupError::SameDatabase => Words::new(
                "--from 和 --to 是同一个数据库；请另指一个空的数据库",
                "--from and --to are the same database; name another, empty one",
            ),
            BackupError::Differs(error) => Words::new(
                format!("目标数据库已有别的数据，什么也没有复制（{}）；请另指一个空的数据库", error.zh()),
                format!("the database to copy into holds something else, and nothing was copied ({error}); name an empty one"),
            ),
            _ => self.message_of_files(),
        }
    }

    fn message_of_files(&self) -> Words {
        match self {
            BackupError::Exists(path) => {
                let path = path.display();
                Words::new(format!("{path} 已存在；请另取文件名"), format!("{path} is there already; choose another name"))
            }
            BackupError::NoBackup(path) => {
                let path = path.display();
                Words::new(
                    format!("{path} 不是守望的备份文件，或开头已损坏"),
                    format!("{path} is no backup of Shouwang, or its beginning is damaged"),
                )
            }
            BackupError::Newer { path, found } => {
                let path = path.display();
                Words::new(
                    format!("{path} 由更新版本的程序制作（备份格式 {found}）；请安装该版本"),
                    format!("{path} was made by a newer version of this program (form {found}); install that version"),
                )
            }
            BackupError::CutOff(path) => {
                let path = path.display();
                Words::new(
                    format!("{path} 不完整：结尾的封印缺失，文件被截断或没有写完；请换一份备份"),
                    format!("{path} is not whole: the seal at its end is missing, so it was cut or never finished; take another backup"),
                )
            }
            BackupError::Damaged { path, what } => {
                let path = path.display();
                Words::new(
                    format!("{path} 已损坏：{}；请换一份备份", what.zh),
                    format!("{path} is damaged: {}; take another backup", what.en),
                )
            }
            BackupError::InUse(path) => {
                let path = path.display();
                Words::new(
                    format!("数据库 {path} 正在被使用；请先停止服务和其他命令，再恢复"),
                    format!("the database {path} is in use; stop the server and other commands, then restore"),
                )
            }
            BackupError::NoDatabase(path) => {
                let path = path.display();
                Words::new(format!("没有数据库文件 {path}；请核对路径"), format!("there is no database {path}; check the path"))
            }
            _ => Words::new("", ""),
        }
    }

    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
        move |source| BackupError::File { path: path.to_owned(), source }
    }

    pub(super) fn damaged(path: &Path, zh: impl Into<String>, en: impl Into<String>) -> BackupError {
        BackupError::Damaged { path: path.to_owned(), what: Words::new(zh, en) }
    }
}

impl From<CopyError> for BackupError {
    fn from(error: CopyError) -> BackupError {
        BackupError::Copy(error)
    }
}

impl From<StorageError> for BackupError {
    fn from(error: StorageError) -> BackupError {
        BackupError::Storage(error)
    }
}
