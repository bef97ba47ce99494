//! `shouwang demo`: a sample, plainly marked as one.

use shouwang_app::demo::{Size, generate_each};
use shouwang_calendar::Day;
use shouwang_calendar::Words;
use shouwang_storage::Write;

use super::Outcome;
use crate::cli::DemoSize;
use crate::context::Context;
use crate::failure::Failure;

pub(super) async fn run(context: &Context, size: DemoSize, seed: u64, today: Option<Day>) -> Outcome {
    let store = context.store().await?;
    if store.last_learned_at().await?.is_some() {
        return Err(Failure::new(
            "数据库里已有数据，样例只能放进空的数据库；请用 --data 另指一个文件夹",
            "the database already holds data, and a sample goes into an empty one only; name another folder with --data",
        ));
    }
    let size = match size {
        DemoSize::County => Size::County,
        DemoSize::Prefecture => Size::Prefecture,
        DemoSize::Province => Size::Province,
    };
    let progress = context.progress("生成样例……", "making the sample…");
    let mut puts = Vec::new();
    generate_each(size, seed, today.unwrap_or_else(|| context.today()), &mut |name, row| puts.push((name, row)));
    let rows = puts.len();
    let writing = Words::new(format!("写入 {rows} 行……"), format!("writing {rows} rows…"));
    progress.set_message(writing.get(context.language).to_owned());
    let write =
        Write { puts, ..Write::now(context.now, context.about("demo", "sample.make"), format!("demo --seed {seed}"), context.salt()?) };
    let written = store.write(&write).await?;
    progress.finish_and_clear();
    let rows = written.added_count;
    let zh = format!("样例已写入 {rows} 行（样例数据，非真实单位和人员）");
    context.say(&Words::new(zh, format!("the sample was written: {rows} rows (made up; no real bodies or persons)")));
    Ok(true)
}
