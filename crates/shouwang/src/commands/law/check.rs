//! `law check`: the data itself, its cases, and the published texts.

use std::path::{Path, PathBuf};

use shouwang_app::lawbook::LawBook;
use shouwang_calendar::Words;
use shouwang_domain::cases;
use shouwang_law::Counts;
use shouwang_law::model::Instrument;
use shouwang_law::official::{compare, instrument_of};

use super::official;
use crate::commands::Outcome;
use crate::context::Context;
use crate::failure::Failure;
use crate::out::outln;

/// Checks, says everything that is wrong, and ends with one line for each instrument.
pub(super) fn run(context: &Context, texts: &[PathBuf]) -> Outcome {
    let language = context.language;
    let book = match LawBook::load(&context.pages()?) {
        Ok(book) => book,
        Err(errors) => {
            for error in &errors {
                outln!("{}: {}", error.place, language.pick(&error.zh, &error.en));
            }
            return Ok(false);
        }
    };
    let (count, failures) = cases::run_all(&book.program, &book.calendar);
    for failure in &failures {
        outln!("{}: {}", failure.place, language.pick(&failure.zh, &failure.en));
    }
    let mut well = failures.is_empty();
    for text in texts {
        well &= check_text(context, &book, text)?;
    }
    let duties = book.program.duties().len();
    let failed = failures.len();
    let zh = format!("义务 {duties} 项，案例 {count} 个，其中 {failed} 个不符");
    context.say(&Words::new(zh, format!("{duties} duties, {count} cases, {failed} of them fail")));
    for instrument in &book.law.instruments {
        context.say(&closing_line(instrument));
        well &= instrument.counts().clauses_without_status == 0;
    }
    Ok(well)
}

fn check_text(context: &Context, book: &LawBook, file: &Path) -> Outcome {
    let lang = context.language;
    let text = official(file)?;
    let path = file.display();
    for problem in &text.problems {
        outln!("{path}:{}: {}", problem.line, problem.words.get(lang));
    }
    let Some(instrument) = instrument_of(&book.law, &text) else {
        return Err(Failure::new(
            format!("{path}：法规数据里没有与“{}”对应的法规", text.title),
            format!("{path}: no instrument in the law data fits the text \"{}\"", text.title),
        ));
    };
    let findings = compare(instrument, &text);
    for finding in &findings {
        outln!("{path}: {}", finding.message(lang));
    }
    let clauses = text.clauses.len();
    if findings.is_empty() {
        let en = format!("{path}: all {clauses} clauses are the ones the law data was written for");
        context.say(&Words::new(format!("{path}：{clauses} 款项与法规数据逐款一致"), en));
    }
    Ok(findings.is_empty() && text.problems.is_empty())
}

fn closing_line(instrument: &Instrument) -> Words {
    let Counts { articles, clauses, clauses_without_status: without } = instrument.counts();
    let title = &instrument.title;
    Words::new(
        format!("{}：{articles} 条，{clauses} 款项，无状态 {without}", title.zh),
        format!("{}: {articles} articles, {clauses} clauses, {without} without a status", title.en),
    )
}
