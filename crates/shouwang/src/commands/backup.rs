//! `shouwang backup`, `restore`, `migrate-database`: everything into one file, back, and into another database.

use std::path::Path;

use shouwang_app::backup::{BackupError, Compared, Restored, Stamp, Trust, restore as restore_backup, transfer, write_backup};
use shouwang_calendar::Words;
use shouwang_storage::copy::Contents;

use super::Outcome;
use super::ledger::believed;
use crate::context::Context;
use crate::failure::Failure;
use crate::lock::DatabaseLock;

pub(super) async fn backup(context: &Context, file: &Path) -> Outcome {
    let store = context.existing_store().await?;
    let progress = context.progress("备份……", "backing up…");
    let stamp = Stamp { program: env!("CARGO_PKG_VERSION"), now: context.now };
    let header = write_backup(&store, file, stamp).await.map_err(said)?;
    progress.finish_and_clear();
    let held = held(&header.contents());
    let file = file.display();
    let zh = format!("已备份到 {file}：{}", held.zh);
    context.say(&Words::new(zh, format!("backed up to {file}: {}", held.en)));
    Ok(true)
}

pub(super) async fn restore(context: &Context, file: &Path, key: &[String], any_history: bool) -> Outcome {
    let url = context.url()?;
    let _lock = DatabaseLock::alone(&url, context.data_folder())?;
    let progress = context.progress("核对并恢复……", "checking and restoring…");
    let trust = Trust { keys: believed(context, key)?, any_history };
    let restored = restore_backup(file, &url, &trust, context.now).await.map_err(said)?;
    progress.finish_and_clear();
    let held = held(&restored.contents);
    let (made_at, program) = (restored.header.made_at, &restored.header.program);
    let zh = format!("已恢复 {made_at} 由 {program} 版制作的备份，账本核对相符：{}", held.zh);
    context.say(&Words::new(zh, format!("restored the backup that version {program} made at {made_at}; its ledger verifies: {}", held.en)));
    say_trust(context, &restored, &trust);
    if let Some(old) = &restored.old {
        let old = old.display();
        context.say(&Words::new(format!("原来的数据库保留为 {old}"), format!("the database that was there before is kept as {old}")));
    }
    Ok(true)
}

/// How far the restored ledger is proven, and what it lacks of the one that gave way.
fn say_trust(context: &Context, restored: &Restored, trust: &Trust) {
    let (proven, size) = (restored.proven, restored.contents.ledger.size);
    context.say(&if trust.keys.is_empty() || trust.any_history {
        Words::new("检查点的签名没有核对", "the signatures of its checkpoints were not checked")
    } else {
        Words::new(
            format!("签名证明到账本 {size} 条中的 {proven} 条"),
            format!("proven by signature up to {proven} of the {size} entries of its ledger"),
        )
    });
    let words = match restored.compared {
        Compared::Nothing | Compared::Same { lost: 0 } => return,
        Compared::Same { lost } => Words::new(
            format!("备份早于被替换的数据库：其后的 {lost} 条账本记录及所载变更不在其中，只保留在原来的数据库里"),
            format!(
                "the backup is older than the database that it replaced: {lost} later entries, and what they speak of, are only in the old one"
            ),
        ),
        Compared::Unreadable => Words::new(
            "原来的数据库无法读取，没有比对两者的历史",
            "the database that was there cannot be read, so that their histories were not compared",
        ),
        Compared::Other => {
            Words::new("注意：恢复的历史与原来的数据库不同", "note: the restored history is not that of the database that was there")
        }
    };
    context.say(&words);
}

pub(super) async fn migrate(context: &Context, from: &str, to: &str) -> Outcome {
    let _lock = DatabaseLock::alone(to, context.data_folder())?;
    let progress = context.progress("复制……", "copying…");
    let moved = transfer(from, to).await.map_err(said)?;
    progress.finish_and_clear();
    let held = held(&moved.contents);
    let words = if moved.was_there {
        Words::new(
            format!("目标数据库里已是同样的内容，没有再复制：{}", held.zh),
            format!("it is all there already, nothing was copied: {}", held.en),
        )
    } else {
        Words::new(format!("已复制，行数与账本核对相符：{}", held.zh), format!("copied; counts and ledger agree: {}", held.en))
    };
    context.say(&words);
    if moved.went_on {
        context.say(&Words::new(
            "复制期间原数据库又有写入，这些不在副本里；请停止服务，清空目标数据库后再做一次",
            "the database that was copied from has gone on meanwhile, and that is not in the copy; stop the server, empty the other database, and do it again",
        ));
    }
    Ok(!moved.went_on)
}

/// How much there is, in a line.
fn held(contents: &Contents) -> Words {
    let (rows, size) = (contents.row_count(), contents.ledger.size);
    let root: String = contents.ledger.sm3.chars().take(16).collect();
    Words::new(format!("{rows} 行，账本 {size} 条，SM3 根 {root}…"), format!("{rows} rows, {size} entries in the ledger, SM3 root {root}…"))
}

fn said(error: BackupError) -> Failure {
    Failure::from(error.message())
}
