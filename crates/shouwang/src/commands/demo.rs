//! `shouwang demo`: a sample, plainly marked as one.

use shouwang_app::admin::load_matter_terms;
use shouwang_app::demo::{Size, concerns_matters, generate_each, make_accounts, matters, with_matters};
use shouwang_app::edge::{Clock as _, Edge};
use shouwang_app::ledger::{KeyFolder, sign_checkpoint};
use shouwang_app::service::moment_job;
use shouwang_calendar::Day;
use shouwang_calendar::Words;
use shouwang_domain::register::Registers;
use shouwang_storage::{Store, Write};

use super::Outcome;
use super::ledger::said as unsigned;
use super::serve::{accounts, said};
use crate::cli::DemoSize;
use crate::context::{Context, SystemClock};
use crate::failure::Failure;
use crate::random::SystemEntropy;
use crate::server_settings::ServerSettings;

/// What the ledger of a sample is called.
const LEDGER: &str = "sample.invalid/shouwang";

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
    let (day, mut puts, mut concerned) = (today.unwrap_or_else(|| context.today()), Vec::new(), Registers::new());
    generate_each(size, seed, day, &mut |name, row| {
        if concerns_matters(name, &row) {
            concerned.push(name, row.clone());
        }
        puts.push((name, row));
    });
    let terms = load_matter_terms(&store).await.map_err(said)?;
    let told = matters(&context.book_with(&store).await?, &concerned, (size, day), terms);
    drop(concerned);
    let jobs = told.moments.iter().map(|(number, day)| moment_job(number, *day, context.now)).collect();
    let puts = with_matters(puts, told.rows);
    let rows = puts.len();
    let writing = Words::new(format!("写入 {rows} 行……"), format!("writing {rows} rows…"));
    progress.set_message(writing.get(context.language).to_owned());
    let write = Write {
        puts,
        jobs,
        ..Write::now(context.now, context.about("demo", "sample.make"), format!("demo --seed {seed}"), context.salt()?)
    };
    let written = store.write(&write).await?;
    progress.finish_and_clear();
    let rows = written.added_count;
    let zh = format!("样例已写入 {rows} 行（样例数据，非真实单位和人员）");
    context.say(&Words::new(zh, format!("the sample was written: {rows} rows (made up; no real bodies or persons)")));
    if with_accounts {
        say_accounts(context, &store).await?;
        sign(context, &store).await?;
    }
    store.close().await;
    Ok(true)
}

/// Makes the keys of the sample's ledger and signs how far it goes, so that receipts can be had at once.
async fn sign(context: &Context, store: &Store) -> Result<(), Failure> {
    let folder = KeyFolder::at(context.keys_folder());
    // Keys that are there keep their name.
    let origin = if folder.origin().map_err(unsigned)?.is_some() { None } else { Some(LEDGER) };
    let keys = folder.make(origin, &[context.salt()?, context.salt()?]).map_err(unsigned)?;
    let signed = sign_checkpoint(store, &keys, SystemClock.now()).await.map_err(unsigned)?;
    let (name, size) = (&keys.origin, signed.size);
    let zh = format!("样例的账本“{name}”已有密钥，前 {size} 条已签名，可以出具收据");
    context.say(&Words::new(
        zh,
        format!("the sample's ledger `{name}` has its keys; its first {size} entries are signed, receipts can be had"),
    ));
    Ok(())
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
