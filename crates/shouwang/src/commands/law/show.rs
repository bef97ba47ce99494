//! `law show` and `law text`: an article with its rules, and a published text with the rules beside it.

use std::path::Path;

use shouwang_app::lawbook::LawBook;
use shouwang_law::model::{Article, Clause, Instrument, Rule, Status};
use shouwang_law::official::instrument_of;

use super::{no_instrument, official};
use crate::commands::Outcome;
use crate::context::Context;
use crate::failure::Failure;
use crate::out::outln;

pub(super) fn article(context: &Context, id: &str, number: u16) -> Outcome {
    let book = context.law_book()?;
    let instrument = book.law.instrument(id).ok_or_else(|| no_instrument(&book.law, id))?;
    let article = instrument.article(number).ok_or_else(|| {
        let count = instrument.articles.len();
        Failure::new(format!("没有第 {number} 条，共 {count} 条"), format!("there is no article {number}; there are {count}"))
    })?;
    print_article(context, &book, instrument, article);
    Ok(true)
}

/// A published text, clause by clause, with what the law data makes of each.
pub(super) fn text(context: &Context, file: &Path) -> Outcome {
    let book = context.law_book()?;
    let text = official(file)?;
    let instrument = instrument_of(&book.law, &text);
    outln!("{}", text.title);
    for clause in &text.clauses {
        outln!("{} {}", clause.at.cite(context.language), clause.text);
        let ours = instrument.and_then(|instrument| instrument.clause(clause.at));
        match ours {
            Some(ours) => {
                outln!("    [{}]", status(context, ours));
                ours.rules.iter().for_each(|rule| outln!("    {}", rule_line(context, rule)));
            }
            None => outln!("    [{}]", context.language.pick("法规数据里没有", "not in the law data")),
        }
    }
    Ok(instrument.is_some())
}

fn print_article(context: &Context, book: &LawBook, instrument: &Instrument, article: &Article) {
    let language = context.language;
    outln!("{} · {}", language.pick(&instrument.title.zh, &instrument.title.en), language.pick(&article.title.zh, &article.title.en));
    for clause in &article.clauses {
        outln!("");
        outln!("{} [{}]", clause.at.cite(language), status(context, clause));
        outln!("  {}", language.pick(&clause.gloss.zh, &clause.gloss.en));
        for rule in &clause.rules {
            outln!("  - {}", rule_line(context, rule));
            for older in rule.replaces() {
                outln!("      {} {older}", language.pick("代替", "in the place of"));
            }
            if let Some(name) = rule.name()
                && let Some(newer) = book.law.replaced_on(name, context.today())
            {
                outln!("      {} {newer}", language.pick("已由其代替：", "replaced by"));
            }
        }
    }
}

fn status(context: &Context, clause: &Clause) -> String {
    match &clause.status {
        Status::NotEncoded(reason) => format!("{}: {}", clause.status.word(), context.language.pick(&reason.zh, &reason.en)),
        status => status.word().to_owned(),
    }
}

fn rule_line(context: &Context, rule: &Rule) -> String {
    let title = rule.title().map(|title| context.language.pick(&title.zh, &title.en)).unwrap_or_default();
    let name = rule.name().map(ToString::to_string).unwrap_or_default();
    format!("{} {name} · {title} ({})", rule.kind(), rule.place())
}
