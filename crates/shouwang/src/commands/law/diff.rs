//! `law diff`: what a newer instrument keeps, changes, drops and adds.

use shouwang_law::{Change, RuleLine, diff};

use super::no_instrument;
use crate::commands::Outcome;
use crate::context::Context;
use crate::failure::Failure;
use crate::out::outln;

pub(super) fn run(context: &Context, older: &str, newer: &str) -> Outcome {
    let book = context.law_book()?;
    let find = |id: &str| book.law.instrument(id).ok_or_else(|| no_instrument(&book.law, id));
    let (older, newer) = (find(older)?, find(newer)?);
    if older.from >= newer.from {
        return Err(Failure::new(
            format!("{} 不比 {} 早；先写旧的，再写新的", older.id, newer.id),
            format!("`{}` is not older than `{}`; name the older one first", older.id, newer.id),
        ));
    }
    for change in diff(older, newer) {
        print_change(context, &change);
    }
    Ok(true)
}

fn print_change(context: &Context, change: &Change) {
    let pick = |zh, en| context.language.pick(zh, en);
    match change {
        Change::Kept { older, newer } => outln!("{} {} → {}", pick("沿用", "kept   "), line(context, older), line(context, newer)),
        Change::Changed { older, newer, fields } => {
            outln!("{} {} → {}", pick("修改", "changed"), line(context, older), line(context, newer));
            for field in fields {
                outln!("        {}: {} → {}", field.field, field.older.get(context.language), field.newer.get(context.language));
            }
        }
        Change::Supplementary { older } => outln!("{} {}", pick("补充", "kept as supplementary"), line(context, older)),
        Change::Dropped { older, reason } => {
            outln!("{} {}: {}", pick("取消", "dropped"), line(context, older), pick(&reason.zh, &reason.en));
        }
        Change::Added { newer } => outln!("{} {}", pick("新增", "added  "), line(context, newer)),
    }
}

fn line(context: &Context, rule: &RuleLine) -> String {
    let title = context.language.pick(&rule.title.zh, &rule.title.en);
    format!("{} {title} ({} {})", rule.clause.cite(context.language), rule.kind, rule.name.id)
}
