//! Writes the SM3 of each official clause into the pages of an instrument.

use std::sync::Arc;

use super::OfficialText;
use crate::error::{Errors, LawError};
use crate::model::{ClauseRef, Lang, Place};
use crate::parse::page::{RawClause, read_page};

/// The pages of an instrument, each with the SM3 of its clauses as the text has them. Only pages that change come back, with their new text;
/// nothing but the value of `text` is touched.
///
/// # Errors
/// When a page cannot be read, when the text does not hold together, or when text and pages do not have the same clauses: then nothing is bound.
pub fn bind<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
    instrument: &str,
    official: &OfficialText,
) -> Result<Vec<(String, String)>, Vec<LawError>> {
    let mut errors = Errors::default();
    let mut bound: Vec<ClauseRef> = Vec::new();
    let mut changed = Vec::new();
    let prefix = format!("{instrument}/");
    for (path, text) in files.into_iter().filter(|(path, _)| path.starts_with(&prefix) && path.ends_with(".md")) {
        let file: Arc<str> = path.into();
        let page = read_page(&file, text, &mut errors);
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        for clause in page.articles.iter().flat_map(|article| &article.clauses) {
            bound.push(clause.at);
            rewrite(clause, official, &mut lines, &mut errors);
        }
        let new = lines.concat();
        if new != text {
            changed.push((path.to_owned(), new));
        }
    }
    let whole = Place { file: format!("{prefix}instrument.toml").into(), line: 1 };
    for clause in official.clauses.iter().filter(|clause| !bound.contains(&clause.at)) {
        let (zh, en) = (clause.at.cite(Lang::Zh), clause.at.cite(Lang::En));
        let message = format!("{en} of the text (line {}) is on no page; add it", clause.line);
        errors.push(whole.clone(), format!("文本第 {} 行的{zh}在法规页里没有，请补写", clause.line), message);
    }
    for problem in &official.problems {
        errors.push(whole.clone(), problem.message(Lang::Zh), problem.message(Lang::En));
    }
    let mistakes = errors.into_sorted();
    if mistakes.is_empty() { Ok(changed) } else { Err(mistakes) }
}

fn rewrite(clause: &RawClause, official: &OfficialText, lines: &mut [String], errors: &mut Errors) {
    let Some(theirs) = official.clause(clause.at) else {
        let (zh, en) = (clause.at.cite(Lang::Zh), clause.at.cite(Lang::En));
        errors.push(clause.place.clone(), format!("文本里没有{zh}"), format!("the text has no {en}"));
        return;
    };
    let hash = theirs.sm3();
    for (number, _) in &clause.spans {
        let Some(line) = usize::try_from(*number).ok().and_then(|number| lines.get_mut(number.checked_sub(1)?)) else { continue };
        if let Some(new) = with_hash(line, &hash) {
            *line = new;
            return;
        }
    }
    let en = "the status line has no `text = \"sm3:\"`; add it";
    errors.push(clause.place.clone(), "状态行没有 `text = \"sm3:\"`，请补上", en);
}

/// The line with another value of `text`, if it has one.
fn with_hash(line: &str, hash: &str) -> Option<String> {
    let (before, rest) = line.split_once("`text")?;
    let (equals, rest) = rest.split_once('"')?;
    let (_, after) = rest.split_once('"')?;
    (equals.trim() == "=").then(|| format!("{before}`text{equals}\"sm3:{hash}\"{after}"))
}
