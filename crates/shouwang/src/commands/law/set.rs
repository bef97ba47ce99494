//! `law set`: a supplementary rule switched, or a reading chosen, as one row of the register of rule settings.

use shouwang_calendar::Day;
use shouwang_domain::facts::Facts;
use shouwang_domain::plan::Settings;
use shouwang_domain::register::{Fact, Ref, Registers, catalog, check_references};
use shouwang_domain::registers::rule_setting::RuleSetting;
use shouwang_storage::Write;

use crate::cli::SetArgs;
use crate::commands::Outcome;
use crate::context::Context;
use crate::failure::Failure;

pub(super) async fn run(context: &Context, args: &SetArgs) -> Outcome {
    let book = context.book()?;
    let store = context.store().await?;
    let data = RuleSetting {
        rule: args.rule.clone(),
        setting: args.setting.clone(),
        decided_by: Ref::to(args.by.clone()),
        reason: args.reason.clone(),
    };
    let code = format!("{}/{}", args.rule, args.from);
    let row = Fact::declared(code, args.from, data).until(args.until.unwrap_or(Day::MAX)).into_row();
    check(&book, &store.load_all(None).await?, &row)?;
    let write = Write {
        learned_at: context.now,
        recorded_at: context.now,
        actor: args.by.clone(),
        source: "law set".to_owned(),
        puts: vec![("rule_setting", row)],
        withdrawals: Vec::new(),
    };
    store.write(&write).await?;
    println!("{} {} = {}", context.language.pick("已记录：", "on record:"), args.rule, args.setting);
    Ok(true)
}

/// A setting that would not be followed is refused, with the reason.
fn check(book: &shouwang_app::lawbook::LawBook, known: &Registers, row: &shouwang_domain::register::Row) -> Result<(), Failure> {
    let mut with = known.clone();
    with.push("rule_setting", row.clone());
    if let Some(broken) = check_references(&with, catalog()).into_iter().find(|broken| broken.register == "rule_setting") {
        let problem = broken.problem(catalog());
        return Err(Failure::new(problem.zh, problem.en));
    }
    let (_, flaws) = Settings::read(&book.program, &Facts::build(&with));
    match flaws.into_iter().find(|flaw| flaw.code == row.key.code) {
        Some(flaw) => Err(Failure::new(flaw.zh, flaw.en)),
        None => Ok(()),
    }
}
