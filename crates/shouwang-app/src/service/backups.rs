//! Backups, for whoever runs the product: a job writes each of them into the operator's folder and verifies it. The caller names no path.

use shouwang_storage::{Job, NewJob};

use super::Service;
use crate::backup::{BackupFolder, KeptBackup};
use crate::caller::Caller;
use crate::edge::Edge;
use crate::job::{BACKUP, backup_payload};
use crate::problem::{AppError, ProblemCode};

/// While a backup waits to be made, no second one is asked for.
const WAITING: &str = "next";

impl Service {
    /// Asks for a backup; the job that makes it. Where one waits already, that one.
    ///
    /// # Errors
    /// When the operator has set no folder, or the database fails.
    pub async fn make_backup(&self, caller: &Caller, edge: &Edge<'_>) -> Result<Job, AppError> {
        self.backup_folder()?;
        let unique = Some(WAITING.to_owned());
        let job = NewJob { kind: BACKUP.to_owned(), payload: backup_payload(edge.now), due_at: edge.now, unique };
        let job = self.store.enqueue_named(&job, edge.now).await?;
        self.put_note(caller, "backup.make", Some(format!("job {}", job.id)), edge).await?;
        Ok(job)
    }

    /// The backups in the operator's folder, newest first.
    ///
    /// # Errors
    /// When the operator has set no folder, or it cannot be read.
    pub async fn list_backups(&self) -> Result<Vec<KeptBackup>, AppError> {
        let folder = self.backup_folder()?;
        let reading = tokio::task::spawn_blocking(move || folder.list());
        reading.await.map_err(AppError::internal)?.map_err(|error| {
            let said = AppError::new(
                ProblemCode::Unavailable,
                "备份文件夹现在不能读取；请检查 backup_folder 所指的文件夹",
                "The folder of backups cannot be read now; check the folder that `backup_folder` names",
            );
            said.because(error.message().to_string())
        })
    }

    fn backup_folder(&self) -> Result<BackupFolder, AppError> {
        let folder = self.folders.backups.as_ref().map(BackupFolder::at);
        folder.ok_or_else(|| {
            AppError::new(
                ProblemCode::Conflict,
                "没有设定备份文件夹；请在 shouwang.toml 中设定 backup_folder 后重启服务，或在服务器上运行 shouwang backup",
                "No folder for backups is set; set `backup_folder` in shouwang.toml and start the server again, or run `shouwang backup` there",
            )
        })
    }
}
