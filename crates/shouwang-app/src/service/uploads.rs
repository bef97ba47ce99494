//! Files that somebody sent to be imported, kept for a day under the digest of their content: each login's in a folder of its own, so that nobody
//! takes what another one sent, and no more of them than there is room for.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use shouwang_ledger::hex;

use super::Service;
use crate::caller::Caller;
use crate::problem::{AppError, ProblemCode};
use crate::workbook::limits::{FILES_MAX, UNPACKED_BYTES_MAX};

/// Most bytes that the uploads of one login, and those of all, have together.
#[derive(Clone, Copy, Debug)]
struct Room {
    of_login: u64,
    of_all: u64,
}

/// Two of the largest archives for each, and those of a few who send the largest at once.
const ROOM: Room = Room { of_login: 2 * UNPACKED_BYTES_MAX, of_all: 8 * UNPACKED_BYTES_MAX };

impl Service {
    /// The folder that uploads are kept in.
    #[must_use]
    pub fn uploads(&self) -> PathBuf {
        self.folders.data.join("uploads")
    }

    /// Keeps a file under its digest; `file` goes away. An archive is unpacked.
    ///
    /// # Errors
    /// When the name or the archive cannot be used, or there is no room.
    pub async fn keep_upload(&self, caller: &Caller, digest: &str, name: &str, file: PathBuf) -> Result<(), AppError> {
        let folder = self.upload_folder(caller, digest)?;
        let name = plain_name(name)?;
        tokio::task::spawn_blocking(move || keep(&folder, &name, &file, ROOM)).await.map_err(AppError::internal)?
    }

    /// Forgets uploads that were kept before a moment, in seconds since 1970: work for a daily job.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn forget_uploads(&self, before_s: u64) -> io::Result<()> {
        for of_login in entries(&self.uploads())? {
            for upload in entries(&of_login)? {
                let kept_at = fs::metadata(&upload)?.modified()?.duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
                if kept_at >= before_s {
                    continue;
                }
                if upload.is_dir() { fs::remove_dir_all(upload)? } else { fs::remove_file(upload)? }
            }
            // Where something is left, it stays.
            let _ = fs::remove_dir(&of_login);
        }
        Ok(())
    }

    pub(super) fn find_upload(&self, caller: &Caller, digest: &str) -> Result<PathBuf, AppError> {
        let folder = self.upload_folder(caller, digest)?;
        if folder.is_dir() {
            return Ok(folder);
        }
        Err(AppError::new(
            ProblemCode::NotFound,
            "没有这个上传的文件，或已过期；请重新上传",
            "There is no such upload, or it is too old; send the file again",
        ))
    }

    fn upload_folder(&self, caller: &Caller, digest: &str) -> Result<PathBuf, AppError> {
        let is_digest = digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        // A login's name may be none for a folder; its digest always is.
        let of_login = hex(&Sha256::digest(&caller.login)[..16]);
        if is_digest { Ok(self.uploads().join(of_login).join(digest)) } else { Err(AppError::not_found()) }
    }
}

/// What is in a folder; nothing where there is none.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect()
}

/// Bytes of all files in a folder and below. What goes away meanwhile has none.
fn size_of(folder: &Path) -> u64 {
    let sizes = entries(folder).unwrap_or_default().into_iter().map(|path| {
        let own = || fs::symlink_metadata(&path).map_or(0, |found| found.len());
        if path.is_dir() { size_of(&path) } else { own() }
    });
    sizes.sum()
}

/// Whether the uploads of a login, with what it has just sent, and those of all have room.
fn check_room(of_login: &Path, all: &Path, room: Room) -> Result<(), AppError> {
    if size_of(of_login) > room.of_login {
        let megabytes = room.of_login >> 20;
        return Err(AppError::new(
            ProblemCode::TooLarge,
            format!("您上传的文件合计超过 {megabytes} MB，这一个没有保留；已上传的一天后自动清除，请届时再传"),
            format!(
                "Your uploads together have more than {megabytes} MB, and this one was not kept; what you sent goes after a day, send it again then"
            ),
        ));
    }
    if size_of(all) > room.of_all {
        return Err(AppError::new(
            ProblemCode::StorageFull,
            "所有人上传的文件合计过大，这一个没有保留；已上传的一天后自动清除，请届时再传或联系系统管理员",
            "The uploads of all together are too large, and this one was not kept; they go after a day, send it again then or ask the system administrator",
        ));
    }
    Ok(())
}

/// The name of a file without anything that could lead elsewhere.
fn plain_name(name: &str) -> Result<String, AppError> {
    let plain = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let bad = plain.is_empty() || plain.starts_with('.') || plain.len() > 200 || plain.chars().any(char::is_control);
    if bad { Err(AppError::invalid_at("file", "文件名不可用", "the name of the file cannot be used")) } else { Ok(plain.to_owned()) }
}

fn keep(folder: &Path, name: &str, file: &Path, room: Room) -> Result<(), AppError> {
    if folder.is_dir() {
        return Ok(());
    }
    let of_login = folder.parent().ok_or_else(|| AppError::internal("uploads have no folder"))?;
    let all = of_login.parent().ok_or_else(|| AppError::internal("uploads have no folder"))?;
    fs::create_dir_all(of_login).map_err(AppError::internal)?;
    let part = tempfile::tempdir_in(of_login).map_err(AppError::internal)?;
    if name.to_ascii_lowercase().ends_with(".zip") {
        unpack(file, part.path())?;
    } else {
        fs::copy(file, part.path().join(name)).map_err(AppError::internal)?;
    }
    check_room(of_login, all, room)?;
    match fs::rename(part.path(), folder) {
        Ok(()) => Ok(()),
        // Somebody else has kept the same content meanwhile.
        Err(_) if folder.is_dir() => Ok(()),
        Err(error) => Err(AppError::internal(error)),
    }
}

/// Folders within an archive are left aside, so that two files of one name would be one, and only one of them would be imported.
fn same_name(name: &str, error: io::Error) -> AppError {
    if error.kind() != io::ErrorKind::AlreadyExists {
        return AppError::internal(error);
    }
    AppError::new(
        ProblemCode::Invalid,
        format!("压缩包中有两个名为“{name}”的文件（可能在不同文件夹中），什么也没有导入；请改名后重新打包"),
        format!(
            "The archive has two files named `{name}`, perhaps in different folders, and nothing was imported; rename one and pack it again"
        ),
    )
}

/// Unpacks an archive of workbooks and CSV files. How much it unpacks to is counted, not believed.
fn unpack(file: &Path, folder: &Path) -> Result<(), AppError> {
    let damaged = || AppError::new(ProblemCode::Invalid, "压缩包已损坏；请重新打包", "The archive is damaged; pack it again");
    let mut archive = zip::ZipArchive::new(fs::File::open(file).map_err(AppError::internal)?).map_err(|_| damaged())?;
    if archive.len() > FILES_MAX {
        return Err(AppError::new(
            ProblemCode::Invalid,
            format!("压缩包中最多 {FILES_MAX} 个文件"),
            format!("An archive has at most {FILES_MAX} files"),
        ));
    }
    let mut left = UNPACKED_BYTES_MAX;
    for at in 0..archive.len() {
        let packed = archive.by_index(at).map_err(|_| damaged())?;
        if packed.is_dir() {
            continue;
        }
        let Ok(name) = plain_name(&packed.name().map_err(|_| damaged())?) else { continue };
        let mut target = fs::File::create_new(folder.join(&name)).map_err(|error| same_name(&name, error))?;
        let written = io::copy(&mut packed.take(left + 1), &mut target).map_err(|_| damaged())?;
        if written > left {
            return Err(AppError::new(ProblemCode::TooLarge, "压缩包解开后过大", "The archive unpacks to too much"));
        }
        left -= written;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_room_of_a_login_and_of_all_nothing_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let sent = folder.path().join("sent.csv");
        fs::write(&sent, "x".repeat(60)).unwrap();
        let room = Room { of_login: 130, of_all: 200 };
        let uploads = folder.path().join("uploads");
        let keep = |login: &str, digest: &str| keep(&uploads.join(login).join(digest), "sent.csv", &sent, room).map_err(|error| error.code);
        assert_eq!((keep("one", "a"), keep("one", "b"), keep("one", "b")), (Ok(()), Ok(()), Ok(())));
        assert_eq!(keep("one", "c"), Err(ProblemCode::TooLarge));
        assert_eq!((keep("other", "a"), keep("other", "b")), (Ok(()), Err(ProblemCode::StorageFull)));
        assert_eq!(size_of(&uploads), 180, "nothing is left of what was refused");
    }
}
