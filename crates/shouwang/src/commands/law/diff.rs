//! `law diff`: what a newer instrument keeps, changes, drops and adds.

use shouwang_law::{Change, RuleLine, diff};

use super::no_instrument;
use crate::commands::Outcome;
use crate::context::Context;

pub(super) fn run(context: &Context, older: &str, newer: &str) -> Outcome {
    let book = context.book()?;
    let find = |id: &str| book.law.instrument(id).ok_or_else(|| no_instrument(&book.law, id));
    for change in diff(find(older)?, find(newer)?) {
        print_change(context, &change);
    }
    Ok(true)
}

fn print_change(context: &Context, change: &Change) {
    let pick = |zh, en| context.language.pick(zh, en);
    match change {
        Change::Kept { older, newer } => println!("{} {} → {}", pick("沿用", "kept   "), line(context, older), line(context, newer)),
        Change::Changed { older, newer, fields } => {
            println!("{} {} → {}", pick("修改", "changed"), line(context, older), line(context, newer));
            for field in fields {
                println!("        {}: {} → {}", field.field, field.older, field.newer);
            }
        }
        Change::Supplementary { older } => println!("{} {}", pick("补充", "kept as supplementary"), line(context, older)),
        Change::Dropped { older, reason } => {
            println!("{} {}: {}", pick("取消", "dropped"), line(context, older), pick(&reason.zh, &reason.en));
        }
        Change::Added { newer } => println!("{} {}", pick("新增", "added  "), line(context, newer)),
    }
}

fn line(context: &Context, rule: &RuleLine) -> String {
    let title = context.language.pick(&rule.title.zh, &rule.title.en);
    format!("{} {title} ({} {})", rule.clause.cite(context.language), rule.kind, rule.name.id)
}
