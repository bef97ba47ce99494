//! `shouwang backup`, `restore`, `migrate-database`: everything into one file, back, and into another database.

use std::path::Path;

use shouwang_app::backup::{BackupError, Stamp, restore as restore_backup, transfer, write_backup};
use shouwang_calendar::Words;
use shouwang_storage::copy::Contents;

use super::Outcome;
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

pub(super) async fn restore(context: &Context, file: &Path) -> Outcome {
    let url = context.url()?;
    let _lock = DatabaseLock::alone(&url, context.data_folder())?;
    let progress = context.progress("核对并恢复……", "checking and restoring…");
    let restored = restore_backup(file, &url, context.now).await.map_err(said)?;
    progress.finish_and_clear();
    let held = held(&restored.contents);
    let (made_at, program) = (restored.header.made_at, &restored.header.program);
    let zh = format!("已恢复 {made_at} 由 {program} 版制作的备份，账本核对相符：{}", held.zh);
    context.say(&Words::new(zh, format!("restored the backup that version {program} made at {made_at}; its ledger verifies: {}", held.en)));
    if let Some(old) = &restored.old {
        let old = old.display();
        context.say(&Words::new(format!("原来的数据库保留为 {old}"), format!("the database that was there before is kept as {old}")));
    }
    Ok(true)
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
