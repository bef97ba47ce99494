//! Reads the shape of a chapter: headings, clause lines, glosses, blocks and tables of cases. What the blocks say is read elsewhere.
//!
//! Only the few forms of Markdown that pages of law use are understood, and anything else is refused with its line: a page that a lawyer signs
//! must not hold a line that the product silently skips.

use std::sync::Arc;

use super::heading::{self, Heading};
use crate::error::Errors;
use crate::model::{ClauseRef, Place, Words};

/// A fenced block: `toml duty`.
#[derive(Debug)]
pub(crate) struct RawBlock {
    pub(super) file: Arc<str>,
    /// `duty`
    pub(super) kind: String,
    /// The line of the opening fence, from 1.
    pub(super) line: u32,
    /// Everything between the fences.
    pub(super) text: String,
    /// Rows of the table below it.
    pub(super) cases: Vec<RawRow>,
}

/// A table row.
#[derive(Debug)]
pub(crate) struct RawRow {
    pub(super) line: u32,
    pub(super) cells: Vec<String>,
}

/// A paragraph or item as the page shows it.
#[derive(Debug)]
pub(crate) struct RawClause {
    pub(crate) at: ClauseRef,
    pub(crate) place: Place,
    /// The lines of backtick spans with their line numbers.
    pub(crate) spans: Vec<(u32, String)>,
    pub(super) gloss: Vec<(u32, String)>,
    pub(super) blocks: Vec<RawBlock>,
}

#[derive(Debug)]
pub(crate) struct RawArticle {
    pub(super) number: u16,
    pub(super) title: Words,
    pub(super) place: Place,
    pub(crate) clauses: Vec<RawClause>,
    /// A heading below it could not be read, so that its clauses are not all here.
    pub(super) damaged: bool,
}

/// A chapter.
#[derive(Debug, Default)]
pub(crate) struct RawPage {
    pub(super) chapter: Option<(u16, Words, Place)>,
    pub(crate) articles: Vec<RawArticle>,
}

impl RawBlock {
    pub(super) fn place(&self) -> Place {
        Place { file: Arc::clone(&self.file), line: self.line }
    }

    /// The place of a byte of the block's text.
    pub(super) fn place_at(&self, offset: usize) -> Place {
        let before = self.text.as_bytes().get(..offset).unwrap_or(self.text.as_bytes());
        let lines = before.iter().filter(|byte| **byte == b'\n').count();
        Place { file: Arc::clone(&self.file), line: self.line + 1 + u32::try_from(lines).unwrap_or(0) }
    }
}

/// Reads one chapter; mistakes are added to `errors` and reading goes on behind them.
pub(crate) fn read_page(file: &Arc<str>, text: &str, errors: &mut Errors) -> RawPage {
    let mut reader = PageReader { file, errors, page: RawPage::default(), lost_below: None };
    let mut lines = text.lines().zip(1_u32..);
    while let Some((line, number)) = lines.next() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        if let Some(info) = trimmed.strip_prefix("```") {
            if let Some(block) = read_block(file, info, number, &mut lines, reader.errors) {
                reader.block(block);
            }
        } else if trimmed.starts_with('#') {
            reader.heading(trimmed, number);
        } else if reader.lost_below.is_some() {
            continue;
        } else if trimmed.starts_with('|') {
            reader.row(trimmed, number);
        } else if trimmed.starts_with('`') {
            reader.spans(trimmed, number);
        } else {
            reader.text(trimmed, number);
        }
    }
    // A chapter heading that is there but damaged has already been reported.
    if reader.page.chapter.is_none() && !text.lines().any(|line| line.starts_with("# ")) {
        let place = reader.place(1);
        let en = "the page has no chapter heading; begin with `# 第四章 接入管理 · Chapter 4 · Access`";
        reader.errors.push(place, "本页没有章标题，请以“# 第四章 接入管理 · Chapter 4 · Access”开头", en);
    }
    reader.page
}

/// Reads only the fenced blocks of a page and leaves its prose to the reader: for facts and readings.
pub(super) fn read_blocks(file: &Arc<str>, text: &str, errors: &mut Errors) -> Vec<RawBlock> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().zip(1_u32..);
    while let Some((line, number)) = lines.next() {
        if let Some(info) = line.trim().strip_prefix("```") {
            blocks.extend(read_block(file, info, number, &mut lines, errors));
        }
    }
    blocks
}

fn read_block<'a>(
    file: &Arc<str>,
    info: &str,
    line: u32,
    lines: &mut impl Iterator<Item = (&'a str, u32)>,
    errors: &mut Errors,
) -> Option<RawBlock> {
    let place = Place { file: Arc::clone(file), line };
    let mut text = String::new();
    let mut closed = false;
    for (inner, _) in lines.by_ref() {
        if inner.trim() == "```" {
            closed = true;
            break;
        }
        text.push_str(inner);
        text.push('\n');
    }
    if !closed {
        errors.push(place, "代码块没有结束，请补上 ```", "the block is not closed; add ```");
        return None;
    }
    let Some(("toml", kind)) = info.trim().split_once(' ') else {
        let en = "a block begins with ```toml and its kind, such as ```toml duty";
        errors.push(place, "代码块开头应是 ```toml 加种类，如 ```toml duty", en);
        return None;
    };
    Some(RawBlock { file: Arc::clone(file), kind: kind.trim().to_owned(), line, text, cases: Vec::new() })
}

struct PageReader<'a> {
    file: &'a Arc<str>,
    errors: &'a mut Errors,
    page: RawPage,
    /// The level of a heading that could not be read: what stands below it belongs nowhere and is not reported again.
    lost_below: Option<usize>,
}

impl PageReader<'_> {
    fn place(&self, line: u32) -> Place {
        Place { file: Arc::clone(self.file), line }
    }

    fn clause(&mut self) -> Option<&mut RawClause> {
        self.page.articles.last_mut()?.clauses.last_mut()
    }

    fn heading(&mut self, text: &str, line: u32) {
        let place = self.place(line);
        let level = text.bytes().take_while(|byte| *byte == b'#').count();
        if self.lost_below.is_some_and(|lost| level > lost) {
            return;
        }
        self.lost_below = None;
        let heading = match heading::read(level, text) {
            Ok(heading) => heading,
            Err((zh, en)) => {
                // Articles are read all the same when only the chapter's heading is damaged.
                self.lost_below = (level > 1).then_some(level);
                if let Some(article) = self.page.articles.last_mut() {
                    article.damaged |= level > 2;
                }
                return self.errors.push(place, zh, en);
            }
        };
        match heading {
            Heading::Chapter(number, title) if self.page.chapter.is_none() && self.page.articles.is_empty() => {
                self.page.chapter = Some((number, title, place));
            }
            Heading::Chapter(..) => {
                self.errors.push(place, "一页只写一章，章标题放在第一行", "a page holds one chapter, whose heading comes first")
            }
            Heading::Article(number, title) => {
                self.page.articles.push(RawArticle { number, title, place, clauses: Vec::new(), damaged: false })
            }
            Heading::Paragraph(paragraph) => self.open_clause(paragraph, 0, place),
            Heading::Item(item) => match self.clause().map(|clause| clause.at.paragraph) {
                Some(paragraph) => self.open_clause(paragraph, item, place),
                None => self.errors.push(place, "“项”要放在“款”之下", "an item stands under a paragraph"),
            },
        }
    }

    fn open_clause(&mut self, paragraph: u16, item: u16, place: Place) {
        let Some(article) = self.page.articles.last_mut() else {
            return self.errors.push(place, "“款”要放在“条”之下", "a paragraph stands under an article");
        };
        let at = ClauseRef { article: article.number, paragraph, item };
        article.clauses.push(RawClause { at, place, spans: Vec::new(), gloss: Vec::new(), blocks: Vec::new() });
    }

    fn block(&mut self, block: RawBlock) {
        if self.lost_below.is_some() {
            return;
        }
        let place = block.place();
        match self.clause() {
            Some(clause) => clause.blocks.push(block),
            None => self.errors.push(place, "规则块要放在“款”或“项”之下", "a block of rules stands under a paragraph or an item"),
        }
    }

    fn row(&mut self, text: &str, line: u32) {
        let cells = text.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
        let place = self.place(line);
        match self.clause().and_then(|clause| clause.blocks.last_mut()) {
            Some(block) => block.cases.push(RawRow { line, cells }),
            None => self.errors.push(place, "案例表要放在规则块之下", "a table of cases stands under a block of rules"),
        }
    }

    fn spans(&mut self, text: &str, line: u32) {
        let place = self.place(line);
        match self.clause() {
            Some(clause) if clause.gloss.is_empty() && clause.blocks.is_empty() => clause.spans.push((line, text.to_owned())),
            _ => self.errors.push(
                place,
                "以 ` 开头的状态行要紧接在“款”或“项”标题之下",
                "a line that begins with ` gives a clause's status and stands directly below its heading",
            ),
        }
    }

    fn text(&mut self, text: &str, line: u32) {
        let place = self.place(line);
        match self.clause() {
            Some(clause) if clause.blocks.is_empty() => clause.gloss.push((line, text.to_owned())),
            _ => self.errors.push(
                place,
                "这里不能有文字：释义放在“款”标题和第一个规则块之间",
                "text cannot stand here: the gloss stands between the clause's heading and its first block",
            ),
        }
    }
}
