//! `law set`: a supplementary rule switched, or a reading chosen, as one row of the register of rule settings.

use shouwang_app::rule_check::{RuleFlaw, check_rule, load_rule_registers};
use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record as _, Ref};
use shouwang_domain::registers::rule_setting::RuleSetting;
use shouwang_storage::Write;

use crate::cli::SetArgs;
use crate::commands::Outcome;
use crate::context::Context;
use crate::failure::Failure;
use crate::out::outln;

pub(super) async fn run(context: &Context, args: &SetArgs) -> Outcome {
    let book = context.law_book()?;
    let store = context.store().await?;
    let data = RuleSetting {
        rule: args.rule.clone(),
        setting: args.setting.clone(),
        decided_by: Ref::to(args.by.clone()),
        reason: args.reason.clone(),
    };
    let row = Fact::declared(args.rule.clone(), args.from, data).until(args.until.unwrap_or(Day::MAX)).into_row();
    let learned_at = context.learned_at(args.learned_at)?;
    check_rule(&book, &load_rule_registers(&store).await?, &row).map_err(said)?;
    let write = Write {
        learned_at,
        puts: vec![(RuleSetting::NAME, row)],
        ..Write::now(context.now, context.about(&args.by, "rule.set"), "law set", context.salt()?)
    };
    store.write(&write).await?;
    outln!("{} {} = {}", context.language.pick("已记录：", "on record:"), args.rule, args.setting);
    Ok(true)
}

/// The first thing that is wrong, with the field's name as users know it.
fn said(flaws: Vec<RuleFlaw>) -> Failure {
    let Some(RuleFlaw { field, words }) = flaws.into_iter().next() else { return Failure::new("无法记录", "cannot be put on record") };
    let label = RuleSetting::def().field(field).map(|field| field.label);
    let (zh, en) = label.map_or((field, field), |label| (label.zh, label.en));
    Failure::new(format!("{zh}：{}", words.zh), format!("{en}: {}", words.en))
}
