//! Importing a file that somebody sent: first it is kept and shown what it would do, then it is done by the name that it was kept under.
//!
//! The name is the digest of the content, so that what is done is what was shown. Of rows that the caller may not see nothing is told: a file
//! that speaks of them is refused as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use shouwang_domain::register::{RegisterDef, catalog};
use shouwang_storage::{Bounds, Learned, StorageError, Write, Written};

use super::Service;
use crate::authority::operation;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::import::{ImportError, ImportOptions, ImportPlan, Imported, import};
use crate::problem::{AppError, FieldError, ProblemCode};
use crate::workbook::limits::{FILES_MAX, UNPACKED_BYTES_MAX};

/// Refusals that are told of one file.
const OUT_OF_REACH_MAX: usize = 50;

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
    pub async fn keep_upload(&self, digest: &str, name: &str, file: PathBuf) -> Result<(), AppError> {
        let folder = self.upload_folder(digest)?;
        let name = plain_name(name)?;
        tokio::task::spawn_blocking(move || keep(&folder, &name, &file)).await.map_err(AppError::internal)?
    }

    /// What importing an upload would do.
    ///
    /// # Errors
    /// When there is no such upload, a file in it cannot be read, it speaks of rows that the caller may not see, or the database fails.
    pub async fn preview_import(&self, caller: &Caller, digest: &str, edge: &Edge<'_>) -> Result<Imported, AppError> {
        let path = self.find_upload(digest)?;
        let options = ImportOptions {
            apply: false,
            learned_at: Learned::Now,
            recorded_at: edge.now,
            about: self.import_about(caller, None)?,
            salt: edge.bytes(),
            guard: None,
        };
        let imported = import(&self.store, &path, &options).await.map_err(refused)?;
        self.check_reach_of(caller, &imported.plan).await?;
        Ok(imported)
    }

    /// Imports an upload: all of it or nothing.
    ///
    /// # Errors
    /// As [`Service::preview_import`]; when something in it is refused, or out of the caller's reach.
    pub async fn apply_import(&self, caller: &Caller, digest: &str, key: Option<String>, edge: &Edge<'_>) -> Result<Imported, AppError> {
        let mut imported = self.preview_import(caller, digest, edge).await?;
        if !imported.plan.can_apply() {
            return Err(AppError::new(
                ProblemCode::Invalid,
                "有不能导入的内容，什么也没有写入；请先预览，改好列出的地方",
                "Some of it cannot be imported, so nothing was written; preview it, correct the places listed and send it again",
            ));
        }
        if !imported.plan.changes_anything() {
            return Ok(imported);
        }
        let mut write = Write::now(edge.now, self.import_about(caller, key)?, imported.plan.files.join(", "), edge.bytes());
        let added = imported.plan.added.iter().map(|added| (added.def.name, added.row.clone()));
        let changed = imported.plan.changed.iter().map(|changed| (changed.def.name, changed.row.clone()));
        write.puts = added.chain(changed).collect();
        write.withdrawals = imported.plan.withdrawn.iter().map(|withdrawn| (withdrawn.def.name, withdrawn.key.clone())).collect();
        let touched = touched(&imported.plan);
        let bounds = |name: &'static str| Some((name, Bounds::from(self.scope(caller, "registers.import", catalog().get(name)?))));
        write.guard = Some(touched.into_keys().filter_map(bounds).collect());
        let written = match self.queue.write(write).await {
            Ok(written) => written,
            Err(StorageError::AlreadyDone { act }) => Written { act: Some(act), ..Written::default() },
            Err(error) => return Err(error.into()),
        };
        self.changes().look();
        imported.written = Some(written);
        Ok(imported)
    }

    /// Forgets uploads that were kept before a moment, in seconds since 1970: work for a daily job.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn forget_uploads(&self, before_s: u64) -> io::Result<()> {
        let folder = self.uploads();
        if !folder.is_dir() {
            return Ok(());
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kept_at = entry.metadata()?.modified()?.duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
            if kept_at < before_s {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }

    fn import_about(&self, caller: &Caller, key: Option<String>) -> Result<shouwang_storage::About, AppError> {
        let row = operation("registers.import").ok_or_else(|| AppError::internal("no such operation"))?;
        let authority = self.authority();
        let grant = authority.allowed_by(&caller.grants, row.id);
        Ok(shouwang_storage::About { idempotency_key: key, ..caller.about(row, grant) })
    }

    /// Refuses a plan that would show or change rows beyond the caller's reach.
    async fn check_reach_of(&self, caller: &Caller, plan: &ImportPlan) -> Result<(), AppError> {
        let mut outside = Vec::new();
        for (name, (codes, adds)) in touched(plan) {
            let Some(def) = catalog().get(name) else { continue };
            if adds && self.scope(caller, "registers.import", def).is_nothing() {
                outside.push(out_of_reach(def, None));
            }
            let visible = self.visible_codes(def, &codes, &self.scope(caller, "registers.read", def)).await?;
            outside.extend(codes.difference(&visible).take(OUT_OF_REACH_MAX).map(|code| out_of_reach(def, Some(code))));
        }
        if outside.is_empty() {
            return Ok(());
        }
        outside.truncate(OUT_OF_REACH_MAX);
        let mut error = AppError::new(
            ProblemCode::Forbidden,
            "文件中有您无权更改的记录，没有导入；请删去这些行",
            "The file speaks of rows that are not yours to change, and was not imported; leave those rows out",
        );
        error.fields = outside;
        Err(error)
    }

    fn upload_folder(&self, digest: &str) -> Result<PathBuf, AppError> {
        let is_digest = digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        if is_digest { Ok(self.uploads().join(digest)) } else { Err(AppError::not_found()) }
    }

    fn find_upload(&self, digest: &str) -> Result<PathBuf, AppError> {
        let folder = self.upload_folder(digest)?;
        if folder.is_dir() {
            return Ok(folder);
        }
        Err(AppError::new(
            ProblemCode::NotFound,
            "没有这个上传的文件，或已过期；请重新上传",
            "There is no such upload, or it is too old; send the file again",
        ))
    }
}

/// Registers that a plan speaks of: codes of known rows that it changes or withdraws, and whether it adds any.
fn touched(plan: &ImportPlan) -> BTreeMap<&'static str, (BTreeSet<String>, bool)> {
    let mut touched: BTreeMap<&'static str, (BTreeSet<String>, bool)> = BTreeMap::new();
    for added in &plan.added {
        touched.entry(added.def.name).or_default().1 = true;
    }
    let changed = plan.changed.iter().map(|changed| (changed.def.name, &changed.row.key.code));
    for (name, code) in changed.chain(plan.withdrawn.iter().map(|withdrawn| (withdrawn.def.name, &withdrawn.key.code))) {
        touched.entry(name).or_default().0.insert(code.clone());
    }
    touched
}

fn out_of_reach(def: &RegisterDef, code: Option<&String>) -> FieldError {
    let place = code.map_or_else(|| def.name.to_owned(), |code| format!("{}/{code}", def.name));
    FieldError::new(
        place,
        format!("“{}”中没有您可更改的这条记录", def.label.zh),
        format!("nothing in the register {} that is yours to change", def.label.en),
    )
}

fn refused(error: ImportError) -> AppError {
    match error {
        ImportError::Storage(error) => error.into(),
        error => {
            let message = error.message();
            AppError::new(ProblemCode::Invalid, message.zh, message.en)
        }
    }
}

/// The name of a file without anything that could lead elsewhere.
fn plain_name(name: &str) -> Result<String, AppError> {
    let plain = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let bad = plain.is_empty() || plain.starts_with('.') || plain.len() > 200 || plain.chars().any(char::is_control);
    if bad { Err(AppError::invalid_at("file", "文件名不可用", "the name of the file cannot be used")) } else { Ok(plain.to_owned()) }
}

fn keep(folder: &Path, name: &str, file: &Path) -> Result<(), AppError> {
    if folder.is_dir() {
        return Ok(());
    }
    let uploads = folder.parent().ok_or_else(|| AppError::internal("uploads have no folder"))?;
    fs::create_dir_all(uploads).map_err(AppError::internal)?;
    let part = tempfile::tempdir_in(uploads).map_err(AppError::internal)?;
    if name.to_ascii_lowercase().ends_with(".zip") {
        unpack(file, part.path())?;
    } else {
        fs::copy(file, part.path().join(name)).map_err(AppError::internal)?;
    }
    match fs::rename(part.path(), folder) {
        Ok(()) => Ok(()),
        // Somebody else has kept the same content meanwhile.
        Err(_) if folder.is_dir() => Ok(()),
        Err(error) => Err(AppError::internal(error)),
    }
}

/// Unpacks an archive of workbooks and CSV files. How much it unpacks to is counted, not believed.
fn unpack(file: &Path, folder: &Path) -> Result<(), AppError> {
    let damaged = |_| AppError::new(ProblemCode::Invalid, "压缩包已损坏；请重新打包", "The archive is damaged; pack it again");
    let mut archive = zip::ZipArchive::new(fs::File::open(file).map_err(AppError::internal)?).map_err(damaged)?;
    if archive.len() > FILES_MAX {
        return Err(AppError::new(
            ProblemCode::Invalid,
            format!("压缩包中最多 {FILES_MAX} 个文件"),
            format!("An archive has at most {FILES_MAX} files"),
        ));
    }
    let mut left = UNPACKED_BYTES_MAX;
    for at in 0..archive.len() {
        let packed = archive.by_index(at).map_err(damaged)?;
        if packed.is_dir() {
            continue;
        }
        let Ok(name) = plain_name(&packed.name().map_err(damaged)?) else { continue };
        let mut target = fs::File::create(folder.join(name)).map_err(AppError::internal)?;
        let written = io::copy(&mut packed.take(left + 1), &mut target)
            .map_err(|_| AppError::new(ProblemCode::Invalid, "压缩包已损坏；请重新打包", "The archive is damaged; pack it again"))?;
        if written > left {
            return Err(AppError::new(ProblemCode::TooLarge, "压缩包解开后过大", "The archive unpacks to too much"));
        }
        left -= written;
    }
    Ok(())
}
