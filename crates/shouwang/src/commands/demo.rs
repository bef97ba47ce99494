//! `shouwang demo`: a sample, plainly marked as one.

use shouwang_app::demo::{Size, generate_each, make_accounts};
use shouwang_app::edge::{Clock as _, Edge};
use shouwang_calendar::Day;
use shouwang_calendar::Words;
use shouwang_storage::{Store, Write};

use super::Outcome;
use super::serve::{accounts, said};
use crate::cli::DemoSize;
use crate::context::{Context, SystemClock};
use crate::failure::Failure;
use crate::random::SystemEntropy;
use crate::server_settings::ServerSettings;

pub(super) async fn run(context: &Context, (size, seed, today): (DemoSize, u64, Option<Day>), with_accounts: bool) -> Outcome {
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
    if with_accounts {
        say_accounts(context, &store).await?;
    }
    store.close().await;
    Ok(true)
}

/// Makes the accounts of the sample, and says them where only whoever makes the sample reads it.
async fn say_accounts(context: &Context, store: &Store) -> Result<(), Failure> {
    let accounts = accounts(context, &ServerSettings::default(), store.clone()).await?;
    let edge = Edge { now: SystemClock.now(), entropy: &SystemEntropy };
    let made = make_accounts(store, &accounts, &edge).await.map_err(said)?;
    context.say(&Words::new(
        "可以用这些账户查看样例；样例不要求第二因素，真实安装没有默认账户，三类管理员必须使用第二因素：",
        "Look around with these accounts. The sample asks for no second factor; a real installation has no default account, and its three administrators need one:",
    ));
    for account in made {
        let line = |who: &str| format!("  {:<10}{:<26}{who}", account.login, account.password);
        context.say(&Words::new(line(&account.who.zh), line(&account.who.en)));
    }
    Ok(())
}
